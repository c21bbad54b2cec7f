"""One training patch for the lesion network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from training.generator import warp
from training.generator.acquisition import acquire
from training.generator.confounders import add_confounders
from training.generator.contrast import image_of
from training.generator.labels import Anatomy, BoolArray
from training.generator.lesions import Image, draw_lesion, log_uniform
from training.generator.warp import smooth_noise

SMALLEST_MM, LARGEST_MM = 1.5, 30.0
CLIP_MM = 20.0
_MARGIN = 4  # blur and noise reach in from outside the patch
_NEAR_SURFACE_MM = (1.5, 6.0)


@dataclass(frozen=True, eq=False)
class LesionPatch:
    """``image`` over brain median and ``distance`` (mm, jittered), both float16; ``label``; all (Z, Y, X)."""

    image: NDArray[np.float16]
    distance: NDArray[np.float16]
    label: BoolArray


def lesion_patch(anatomy: Anatomy, size: int, rng: np.random.Generator) -> LesionPatch:
    """Synthesise a cube of ``size`` mm out of ``anatomy``; seven in ten hold a lesion near their middle."""
    wide = (size + 2 * _MARGIN,) * 3
    part = warp.patch(anatomy, _centre(anatomy, rng), wide, rng)
    image = image_of(part, anatomy.shares, rng)
    label = np.zeros(wide, bool)
    first_lesions = rng.random() < 0.5  # vessels cross lesions as often as lesions lie over vessels
    if first_lesions:
        _add_lesions(image, label, part, rng)
    add_confounders(image, part, rng)
    if not first_lesions:
        _add_lesions(image, label, part, rng)
    if rng.random() < 0.15:
        image *= part.distance > rng.uniform(-2, 0.5)
    image = acquire(image, rng) / rng.uniform(0.93, 1.07)
    inner = (slice(_MARGIN, -_MARGIN),) * 3
    distance = np.clip(jittered(part.distance, rng), -CLIP_MM, CLIP_MM)
    return LesionPatch(np.clip(image, 0, 6)[inner].astype(np.float16), distance[inner].astype(np.float16), label[inner])


def jittered(distance: Image, rng: np.random.Generator) -> Image:
    """Wrong in the way of a predicted brain mask: shifted, wavy, too rounded."""
    if rng.random() < 0.25:
        return distance
    rounded = ndimage.gaussian_filter(distance, rng.uniform(0, 2.5))
    wave = rng.uniform(0, 1.5) * smooth_noise(rng, distance.shape, 16)
    return np.asarray(rounded + rng.normal(0, 1.0) + wave, dtype=np.float32)


def _centre(anatomy: Anatomy, rng: np.random.Generator) -> NDArray[np.float64]:
    kind = rng.random()
    low, high = (0.0, 99.0) if kind < 0.6 else (-6.0, 5.0) if kind < 0.9 else (-30.0, -5.0)
    for _ in range(200):
        place = np.array([rng.integers(n) for n in anatomy.distance.shape])
        if low < anatomy.distance[tuple(place)] < high:
            break
    return place + rng.uniform(-6, 6, 3)


def _add_lesions(image: Image, label: BoolArray, part: Anatomy, rng: np.random.Generator) -> None:
    if rng.random() > 0.75:
        return
    for n in range(int(rng.choice([1, 2, 3], p=[0.6, 0.25, 0.15]))):
        band = (0.0, 99.0) if rng.random() < 0.6 else _NEAR_SURFACE_MM
        reach = 14 if n == 0 else image.shape[0] // 2 - _MARGIN
        middle = slice(image.shape[0] // 2 - reach, image.shape[0] // 2 + reach)
        near = part.distance[middle, middle, middle]
        places = np.argwhere((near > band[0]) & (near < band[1]))
        if len(places) == 0:
            continue
        centre = places[rng.integers(len(places))] + float(middle.start) + rng.uniform(-0.5, 0.5, 3)
        largest = LARGEST_MM if n == 0 else 8.0
        draw_lesion(image, label, part.distance, centre, log_uniform(rng, SMALLEST_MM, largest), rng)
