"""Changes of a lesion's surface as a whole: grow, shrink, smooth, fill; all in millimetres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.geometry import FloatArray, Geometry
from core.mask import NOTHING, BoolArray, Mask

_ROUNDING_VOXELS = 0.5  # breaks the ties of voxel steps, so that tenths of a millimetre add single voxels


def moved(mask: Mask, by_mm: float, geometry: Geometry) -> Mask:
    """Move the whole surface outwards by ``by_mm``, inwards where negative.

    Distances are taken from the surface through the outermost voxels' faces, smoothed by half a voxel: a tenth of a
    millimetre changes the few voxels that it reaches, and growing never takes a voxel away. Cut off at the grid's edge.
    """
    if by_mm == 0 or mask.count == 0:
        return mask
    reach = np.ceil(max(by_mm, 0) / geometry.spacing).astype(int) + 2
    start, inside = padded(mask, reach, geometry)
    beyond = distance_mm(inside, geometry.spacing) + by_mm >= 0
    wanted = (beyond | inside) if by_mm > 0 else (beyond & inside)
    return Mask.trimmed(start, wanted)


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


def distance_mm(inside: BoolArray, spacing: FloatArray) -> NDArray[np.float64]:
    """(z, y, x) signed millimetres from each centre to the surface, inside positive, smoothed by half a voxel."""
    within = ndimage.distance_transform_edt(np.pad(inside, 1), sampling=spacing)[1:-1, 1:-1, 1:-1]
    without = ndimage.distance_transform_edt(~inside, sampling=spacing)
    half = float(np.min(spacing)) / 2  # from the outermost centre to its face
    signed = np.where(inside, within - half, half - without)
    return np.asarray(ndimage.gaussian_filter(signed, _ROUNDING_VOXELS * np.min(spacing) / spacing))


def padded(mask: Mask, by: NDArray[np.int64], geometry: Geometry) -> tuple[tuple[int, int, int], BoolArray]:
    """The mask in a box ``by`` voxels wider on each side where the grid allows: its start, and (z, y, x) bool."""
    low = np.maximum(np.array(mask.start) - by, 0)
    high = np.minimum(np.array(mask.start) + mask.voxels.shape + by, geometry.shape)
    box = tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    return (box[0].start, box[1].start, box[2].start), mask.within(box)
