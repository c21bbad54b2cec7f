"""What a brush covers: voxels by their centres, in millimetres."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from core.geometry import FloatArray, Geometry
from core.mask import NOTHING, BoolArray, Mask

_EDGE = 1e-6  # mm: a centre that lies on the brush's edge belongs to it


def stroke(path: FloatArray, radius_mm: float, geometry: Geometry, axis: int | None = None) -> Mask:
    """Cover every voxel whose centre lies within ``radius_mm`` of a line from point to point.

    Parameters
    ----------
    path
        (N, 3) fractional indices (k, j, i); one point is a dab.
    axis
        0, 1 or 2 for a flat brush: it stays on the path's slice of that voxel axis, a circle there. None is a ball.

    Returns
    -------
    Mask
        Cut off at the grid's edge; the voxel under each end is always among it, however small the brush.

    """
    points = np.atleast_2d(np.asarray(path, dtype=np.float64))
    spacing = geometry.spacing
    reach = np.ceil(radius_mm / spacing).astype(int) + 1
    if axis is not None:
        points = points.copy()
        points[:, axis] = np.rint(points[0, axis])
        reach[axis] = 0
    low = np.maximum(np.floor(points.min(axis=0)).astype(int) - reach, 0)
    high = np.minimum(np.ceil(points.max(axis=0)).astype(int) + reach + 1, geometry.shape)
    if np.any(low >= high):
        return NOTHING
    covered = _near(points, radius_mm, spacing, low, high)
    for place in np.rint(points[[0, -1]]).astype(int):
        if np.all((place >= low) & (place < high)):
            covered[tuple(place - low)] = True
    return Mask.trimmed(tuple(low), covered)


def _near(points: FloatArray, radius_mm: float, spacing: FloatArray, low: FloatArray, high: FloatArray) -> BoolArray:
    """(z, y, x) of the box from ``low`` to ``high``: whether the centre lies near some segment."""
    covered = np.zeros((high - low).astype(int), dtype=np.bool_)
    segments = list(pairwise(points)) or [(points[0], points[0])]
    for start, end in segments:
        first = np.maximum(np.floor(np.minimum(start, end) - radius_mm / spacing).astype(int), low)
        last = np.minimum(np.ceil(np.maximum(start, end) + radius_mm / spacing).astype(int) + 1, high)
        if np.any(first >= last):
            continue
        axes = [(np.arange(a, b) - s) * mm for a, b, s, mm in zip(first, last, start, spacing, strict=True)]
        away = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1)
        along = (end - start) * spacing
        length = float(along @ along)
        share = np.clip(away @ along / length, 0, 1) if length > 0 else np.zeros(away.shape[:3])
        gap = ((away - share[..., None] * along) ** 2).sum(axis=-1)
        part = tuple(slice(a - c, b - c) for a, b, c in zip(first, last, low, strict=True))
        covered[part] |= gap <= (radius_mm + _EDGE) ** 2
    return covered
