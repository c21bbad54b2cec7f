"""One training sample for the brain mask network: a whole head on the 4 mm grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from inference.channels import derived_channel, sequence_channel
from training.generator import warp
from training.generator.acquisition import acquire
from training.generator.confounders import add_dura
from training.generator.contrast import image_of
from training.generator.labels import BRAIN_TISSUES, Anatomy, closed_brain, signed_distance
from training.generator.lesions import Image, draw_lesion, log_uniform

Scalar = TypeVar("Scalar", bound=np.generic)

GRID_MM = 4.0
SIZE = 64
FINE_MM = 2.0
INPUTS: tuple[dict[str, object], ...] = (
    {
        "kind": "sequence",
        "sequence": "T1c",
        "normalisation": {"scheme": "percentile", "lower": 1.0, "upper": 99.0, "clip": 1.5},
    },
    {"kind": "derived", "name": "head-depth", "clip_mm": 60.0},
    {"kind": "derived", "name": "below-top", "clip_mm": 240.0},
    {"kind": "derived", "name": "radial", "clip_mm": 120.0},
)


@dataclass(frozen=True, eq=False)
class HeadSample:
    """``channels`` (C, 64, 64, 64) and the ``share`` of each voxel that is brain (64, 64, 64), padded with zeros.

    The share, and not yes or no: a network that knows it puts the surface between the 4 mm voxels.
    """

    channels: NDArray[np.float16]
    share: NDArray[np.float16]


def coarse_anatomy(tissues: NDArray[np.uint8]) -> Anatomy:
    """Turn (Z, Y, X) tissues at 2 mm into an anatomy whose distances are in millimetres."""
    brain = closed_brain(np.isin(tissues, BRAIN_TISSUES), closing=2)
    return Anatomy(tissues, np.zeros_like(tissues), signed_distance(brain) * np.float32(FINE_MM))


def head_sample(anatomy: Anatomy, rng: np.random.Generator) -> HeadSample:
    """Synthesise a whole head out of a 2 mm ``anatomy`` in a random field of view."""
    inside = np.argwhere(anatomy.distance > 0)
    centre = inside.mean(axis=0) + rng.uniform((-30, -10, -8), (6, 10, 8))
    shape = (2 * int(rng.integers(40, 65)), 2 * int(rng.integers(50, 65)), 2 * int(rng.integers(42, 65)))
    part = warp.patch(anatomy, centre, shape, rng)
    image = image_of(part, anatomy.shares, rng)
    if rng.random() < 0.5:
        add_dura(image, part.distance, rng)
    _add_lesions(image, part.distance, rng)
    if rng.random() < 0.15:
        image *= part.distance > rng.uniform(-4, 0.5)
    image = acquire(image, rng, step_mm=FINE_MM)
    share = _halved(np.clip(part.distance / FINE_MM + 0.5, 0, 1)).astype(np.float16)
    coarse = _halved(image) if rng.random() < 0.6 else image[::2, ::2, ::2]
    channels = [padded(c) for c in channels_of(np.asarray(coarse, dtype=np.float32))]
    return HeadSample(np.stack(channels).astype(np.float16), padded(share))


def channels_of(image: Image) -> list[Image]:
    """Compute the inputs of the manifest, in order, on the image's own 4 mm grid."""
    channels = []
    for entry in INPUTS:
        if entry["kind"] == "sequence":
            scheme = entry["normalisation"]
            assert isinstance(scheme, dict)
            channels.append(sequence_channel(image, scheme, None))
        else:
            channels.append(derived_channel(str(entry["name"]), entry, image, None, (GRID_MM,) * 3))
    return channels


def padded(field: NDArray[Scalar]) -> NDArray[Scalar]:
    """Centre (Z, Y, X) in a cube of ``SIZE``, cropped or filled with zeros."""
    out = np.zeros((SIZE,) * 3, field.dtype)
    into, source = [], []
    for length in field.shape:
        before = (SIZE - length) // 2 if length <= SIZE else 0
        skipped = (length - SIZE) // 2 if length > SIZE else 0
        count = min(length, SIZE)
        into.append(slice(before, before + count))
        source.append(slice(skipped, skipped + count))
    out[tuple(into)] = field[tuple(source)]
    return out


def _halved(field: Image) -> Image:
    k, j, i = (n // 2 for n in field.shape)
    return np.asarray(field[: 2 * k, : 2 * j, : 2 * i].reshape(k, 2, j, 2, i, 2).mean(axis=(1, 3, 5)))


def _add_lesions(image: Image, distance: Image, rng: np.random.Generator) -> None:
    places = np.argwhere(distance > 0)
    unused = np.zeros(image.shape, bool)
    for _ in range(int(rng.integers(0, 4))):
        centre = places[rng.integers(len(places))].astype(np.float64)
        draw_lesion(image, unused, distance, centre, log_uniform(rng, 2, 16), rng)
