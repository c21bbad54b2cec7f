"""Changes of a lesion's surface as a whole: grow, shrink, smooth, fill; all in millimetres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.geometry import FloatArray, Geometry
from core.mask import NOTHING, BoolArray, Mask

_SMOOTH_VOXELS = 0.7  # what rounds the steps of voxels off, so that a surface runs between them
_FINE, _COARSE, _FINE_UP_TO = 3, 2, 20_000  # parts of a voxel along each axis; fewer in larger boxes


def moved(mask: Mask, by_mm: float, geometry: Geometry) -> Mask:
    """Move the whole surface outwards by ``by_mm``, inwards where negative.

    The volume is that of the smooth surface through the voxels' steps, moved by so much; the voxels are those that lie
    deepest in it. So a tenth of a millimetre changes the few voxels that it is worth, growing never takes a voxel away
    and shrinking never adds one. Cut off at the grid's edge.
    """
    if by_mm == 0 or mask.count == 0:
        return mask
    reach = np.ceil(max(by_mm, 0) / geometry.spacing).astype(int) + 2
    start, inside = padded(mask, reach, geometry)
    parts = _FINE if inside.size <= _FINE_UP_TO else _COARSE
    depth = _depth_mm(inside, geometry.spacing, parts)
    wanted = round(_points_above(depth, -by_mm) / parts**3)
    k, j, i = inside.shape
    deep = depth.reshape(k, parts, j, parts, i, parts).mean(axis=(1, 3, 5))
    order = np.lexsort((-deep.ravel(), ~inside.ravel()))  # what is inside first, the deepest of each first
    count = max(wanted, mask.count) if by_mm > 0 else min(wanted, mask.count)
    kept = np.zeros(inside.size, dtype=np.bool_)
    kept[order[:count]] = True
    return Mask.trimmed(start, kept.reshape(inside.shape))


def smoothed(mask: Mask, width_mm: float, geometry: Geometry, spared: Mask = NOTHING) -> Mask:
    """Round the surface off over ``width_mm`` without a voxel of ``spared``; the number of voxels stays."""
    if mask.count == 0:
        return mask
    start, inside = padded(mask, np.ceil(2 * width_mm / geometry.spacing).astype(int) + 1, geometry)
    blurred = ndimage.gaussian_filter(inside.astype(np.float64), width_mm / geometry.spacing)
    box = tuple(slice(s, s + n) for s, n in zip(start, inside.shape, strict=True))
    blurred[spared.within(box) & ~inside] = -1  # the last that are taken: there is room enough without them
    # Ties go to what was inside, then to the voxel nearer to the middle, so that the answer does not wander.
    middle = np.argwhere(inside).mean(axis=0)
    away = sum(((n - m) * mm) ** 2 for n, m, mm in zip(np.indices(inside.shape), middle, geometry.spacing, strict=True))
    order = np.lexsort((np.ravel(away), ~inside.ravel(), -np.round(blurred.ravel(), 9)))
    kept = np.zeros(inside.size, dtype=np.bool_)
    kept[order[: mask.count]] = True
    return Mask.trimmed(start, kept.reshape(inside.shape))


def without_holes(mask: Mask) -> Mask:
    """Fill what the lesion encloses: in space, and on each slice of each voxel axis."""
    voxels = np.pad(mask.voxels, 1)
    whole = ndimage.binary_fill_holes(voxels)
    for axis in range(3):
        for n in range(voxels.shape[axis]):
            at = tuple(n if a == axis else slice(None) for a in range(3))
            whole[at] |= ndimage.binary_fill_holes(voxels[at])
    return Mask.trimmed(mask.start, whole[1:-1, 1:-1, 1:-1])


def _depth_mm(inside: BoolArray, spacing: FloatArray, parts: int) -> NDArray[np.float64]:
    """(z, y, x) signed millimetres to the smooth surface, inside positive, at ``parts`` points of each voxel's axes.

    The surface is where the blurred mask holds as much volume as the mask does.
    """
    blurred = ndimage.gaussian_filter(inside.astype(np.float64), _SMOOTH_VOXELS * np.min(spacing) / spacing)
    between = ndimage.zoom(blurred, parts, order=1, grid_mode=True, mode="nearest")
    count = int(inside.sum()) * parts**3
    within = between >= np.partition(between.ravel(), -count)[-count]
    step = spacing / parts
    half = float(step.min()) / 2  # from the outermost point to the surface
    deep = ndimage.distance_transform_edt(np.pad(within, 1), sampling=step)[1:-1, 1:-1, 1:-1] - half
    return np.asarray(np.where(within, deep, half - ndimage.distance_transform_edt(~within, sampling=step)))


def _points_above(depth: NDArray[np.float64], limit: float) -> float:
    """How many points are deeper than a limit; between two depths that there are, in proportion."""
    depths, counts = np.unique(depth, return_counts=True)
    deeper = np.cumsum(counts[::-1])[::-1].astype(np.float64)  # from each depth on
    between = (depths[1:] + depths[:-1]) / 2
    return float(np.interp(limit, between, deeper[1:]))


def padded(mask: Mask, by: NDArray[np.int64], geometry: Geometry) -> tuple[tuple[int, int, int], BoolArray]:
    """The mask in a box ``by`` voxels wider on each side where the grid allows: its start, and (z, y, x) bool."""
    low = np.maximum(np.array(mask.start) - by, 0)
    high = np.minimum(np.array(mask.start) + mask.voxels.shape + by, geometry.shape)
    box = tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    return (box[0].start, box[1].start, box[2].start), mask.within(box)
