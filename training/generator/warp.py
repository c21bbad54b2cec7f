"""A patch of an anatomy, turned, scaled, flipped and bent."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from training.generator.labels import Anatomy

_DEGREES, _SCALES, _BEND_MM = 20.0, (0.87, 1.15), 2.5


def smooth_noise(rng: np.random.Generator, shape: tuple[int, ...], cell: float) -> NDArray[np.float32]:
    """(Z, Y, X) noise of unit spread whose bumps are ``cell`` voxels apart."""
    field = rng.standard_normal([max(2, int(np.ceil(n / cell)) + 1) for n in shape]).astype(np.float32)
    for axis, length in enumerate(shape):
        field = np.moveaxis(np.tensordot(_ramp(length, field.shape[axis]), field, axes=(1, axis)), 0, axis)
    return np.ascontiguousarray(field)


@lru_cache(maxsize=64)
def _ramp(length: int, knots: int) -> NDArray[np.float32]:
    """(length, knots) linear interpolation between evenly spaced knots."""
    place = np.linspace(0, knots - 1, length)[:, None]
    return np.asarray(np.clip(1 - np.abs(place - np.arange(knots)), 0, 1), dtype=np.float32)


def patch(
    anatomy: Anatomy,
    centre: NDArray[np.float64],
    shape: tuple[int, int, int],
    rng: np.random.Generator,
    step_mm: float = 1.0,
) -> Anatomy:
    """Cut a patch of ``shape`` voxels of ``step_mm`` around ``centre`` (k, j, i) out of a deformed head.

    Distances stay in millimetres of the deformed head. Voxels outside the map are air far from the brain.
    """
    scale = float(rng.uniform(*_SCALES))
    turn = _rotation(np.deg2rad(rng.uniform(-_DEGREES, _DEGREES, 3))) * (step_mm / scale)
    if rng.random() < 0.5:
        turn = turn @ np.diag([1.0, 1.0, -1.0])
    offsets = np.stack(np.meshgrid(*[np.arange(n) - (n - 1) / 2 for n in shape], indexing="ij"))
    points = np.tensordot(turn, offsets, axes=1).astype(np.float32) + centre[:, None, None, None].astype(np.float32)
    points += rng.uniform(0, _BEND_MM) / 2 * np.stack([smooth_noise(rng, shape, 16 / step_mm) for _ in range(3)])
    nearest = np.rint(points).astype(np.int32)
    outside = np.zeros(shape, bool)
    for axis in range(3):
        outside |= (nearest[axis] < 0) | (nearest[axis] >= anatomy.tissues.shape[axis])
        np.clip(nearest[axis], 0, anatomy.tissues.shape[axis] - 1, out=nearest[axis])
    index = tuple(nearest)
    tissues, zones = anatomy.tissues[index], anatomy.zones[index]
    tissues[outside], zones[outside] = 0, 0
    distance = ndimage.map_coordinates(anatomy.distance, points, order=1, mode="nearest", prefilter=False) * scale
    texture = anatomy.texture
    if texture is not None:
        texture = ndimage.map_coordinates(texture, points, order=1, mode="nearest", prefilter=False)
    return replace(anatomy, tissues=tissues, zones=zones, distance=distance, texture=texture)


def _rotation(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    turn = np.eye(3)
    for axis, angle in enumerate(angles):
        a, b = [n for n in range(3) if n != axis]
        one = np.eye(3)
        one[a, a] = one[b, b] = np.cos(angle)
        one[a, b], one[b, a] = -np.sin(angle), np.sin(angle)
        turn = turn @ one
    return turn
