"""Metastases drawn into an image: the only structures that are labelled."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from training.generator.labels import BoolArray

Image = NDArray[np.float32]
_RING_MM = 6.0  # from this diameter on, the middle may be dark
_SPREAD = 1.8  # an irregular lesion stays within this many radii
_LOBED_SHARE, _SOFT_SHARE = 0.15, 0.2  # of lesions


def log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    """Draw so that each octave between the ends is equally likely."""
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def signed_shape(
    centre: NDArray[np.float64], diameter_mm: float, shape: tuple[int, ...], rng: np.random.Generator
) -> tuple[tuple[slice, ...], Image]:
    """Draw a sphere, an ellipsoid or an irregular body on a 1 mm grid.

    Returns
    -------
    tuple
        The box of the grid that it touches, and in it the signed mm to the surface, inside positive.

    """
    radius = diameter_mm / 2
    reach = int(np.ceil(radius * _SPREAD)) + 3
    box = tuple(slice(max(0, int(c) - reach), min(n, int(c) + reach + 1)) for c, n in zip(centre, shape, strict=True))
    grid = np.meshgrid(*[np.arange(b.start, b.stop) - c for b, c in zip(box, centre, strict=True)], indexing="ij")
    offsets = np.stack(grid).astype(np.float32)
    kind = rng.random()
    if kind > 0.3:
        axes = np.exp(rng.uniform(-0.3, 0.3, 3))
        axes /= np.cbrt(axes.prod())
        turn = np.linalg.qr(rng.standard_normal((3, 3)))[0]
        offsets = np.tensordot((turn / axes) @ turn.T, offsets, axes=1).astype(np.float32)
    length = np.sqrt((offsets**2).sum(axis=0)) + 1e-6
    if kind > 1 - _LOBED_SHARE:
        return box, _lobes(offsets, radius, rng)
    surface = np.full(length.shape, radius, np.float32)
    if kind > 0.6:
        for _ in range(4):
            wave = rng.standard_normal(3) * 1.6
            ripple = np.cos(np.tensordot(wave, offsets / length, axes=1) + rng.uniform(0, 6.3))
            surface += radius * rng.uniform(0, 0.16) * ripple
    return box, surface - length


def _lobes(offsets: Image, radius: float, rng: np.random.Generator) -> Image:
    """Signed mm to the surface of two or three spheres that grew into each other."""
    signed = 0.8 * radius - np.sqrt((offsets**2).sum(axis=0))
    for _ in range(int(rng.integers(1, 3))):
        away = rng.standard_normal(3)
        away *= radius * rng.uniform(0.4, 0.9) / np.linalg.norm(away)
        other = rng.uniform(0.4, 0.75) * radius
        lobe = other - np.sqrt(((offsets - away[:, None, None, None]) ** 2).sum(axis=0))
        signed = np.maximum(signed, lobe)
    return np.asarray(signed, dtype=np.float32)


def occupancy(signed: Image) -> Image:
    """Share of each voxel inside the surface, from its signed distance in voxels."""
    return np.asarray(np.clip(signed + 0.5, 0, 1), dtype=np.float32)


def draw_lesion(
    image: Image,
    label: BoolArray,
    distance: Image,
    centre: NDArray[np.float64],
    diameter_mm: float,
    rng: np.random.Generator,
    strength: tuple[float, float] = (1.2, 2.5),
) -> None:
    """Draw one lesion into ``image`` (over brain median) and ``label``, both changed in place."""
    box, signed = signed_shape(centre, diameter_mm, image.shape, rng)
    inside = np.clip(distance[box] + 1.0, 0, 1)
    soft = float(rng.uniform(1.0, 2.0)) if rng.random() < _SOFT_SHARE else 1.0  # mm over which the edge fades
    share = occupancy(signed / soft) * inside
    here = image[box]
    level = float(rng.uniform(*strength)) * (1 + 0.08 * float(rng.standard_normal()))
    if rng.random() < 0.5:
        _oedema(here, signed, inside, diameter_mm, rng)
    body = np.full(here.shape, level, np.float32)
    if diameter_mm > _RING_MM and rng.random() < 0.45:
        core = occupancy(ndimage.gaussian_filter(signed, 1.0) - float(rng.uniform(1.2, 3.0)))
        body += core * (float(rng.uniform(0.25, 1.0)) - level)
    body *= 1 + rng.uniform(0, 0.08) * rng.standard_normal(body.shape).astype(np.float32)
    here += share * (body - here)
    label[box] |= share >= 0.5


def _oedema(here: Image, signed: Image, inside: Image, diameter_mm: float, rng: np.random.Generator) -> None:
    width = float(rng.uniform(0.3, 1.0)) * diameter_mm
    halo = np.clip(1 + signed / max(width, 1.0), 0, 1) * inside
    here *= 1 - float(rng.uniform(0.05, 0.3)) * halo
