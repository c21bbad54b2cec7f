"""Margins around a lesion in millimetres, with the exact distance on grids of any spacing.

A lesion is its voxels as boxes, not their centres: a voxel belongs to the margin where its centre lies no farther than
the margin from the nearest of these boxes. So a margin of 2 mm around one voxel of 1 mm ends 2 mm from its faces, and
one of 2 mm between slices 3 mm apart takes the neighbouring slice, whose centre is 1.5 mm from the lesion's face.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.errors import UsageError
from core.geometry import Geometry
from core.mask import BoolArray, Mask

SMALLEST_MM, LARGEST_MM = 0.1, 20.0
_ROUNDING = 1e-4  # mm: a margin of 1.5 mm reaches a centre that lies 1.5 mm away


def check_margin(margin_mm: float) -> None:
    """Try a margin.

    Raises
    ------
    UsageError
        If it is no number of millimetres from 0.1 to 20.

    """
    if not SMALLEST_MM <= margin_mm <= LARGEST_MM:  # also not where it is no number
        raise UsageError(
            f"A margin of {margin_mm:g} mm cannot be made.",
            f"Give {SMALLEST_MM:g} to {LARGEST_MM:g} mm.",
        )


def expanded(mask: Mask, geometry: Geometry, margin_mm: float, within: BoolArray | None = None) -> Mask:
    """Expand a mask by the same distance in all directions, and cut it off at the volume's border.

    Parameters
    ----------
    mask
        Not empty.
    geometry
        Its grid, whose axes are orthogonal.
    margin_mm
        Millimetres, as :func:`check_margin` allows.
    within
        (Z, Y, X) bool on the grid, such as the brain: what the margin adds is kept inside it, the mask itself stays
        whole. None keeps it everywhere.

    """
    check_margin(margin_mm)
    box, far = _grown_box(mask, geometry, margin_mm)
    squared = np.where(mask.within(box), np.float32(0), np.float32(np.inf))
    for axis, reach in enumerate(far):
        squared = _nearest(squared, axis, reach, float(geometry.spacing[axis]))
    grown = squared <= (margin_mm + _ROUNDING) ** 2
    if within is not None:
        grown &= within[box] | mask.within(box)
    return Mask.trimmed(tuple(each.start for each in box), grown)


def is_cut_off(mask: Mask, geometry: Geometry, margin_mm: float) -> bool:
    """Whether the volume ends within the margin around a mask: what lies beyond it cannot be exported."""
    reach = (margin_mm - _ROUNDING) / geometry.spacing
    return any(
        part.start - reach[axis] < 0 or part.stop + reach[axis] > geometry.shape[axis]
        for axis, part in enumerate(mask.box)
    )


def too_short_along(geometry: Geometry, margin_mm: float) -> tuple[float, ...]:
    """Millimetres of the voxel sides along which a margin adds nothing: no centre of a next voxel lies within it."""
    return tuple(sorted({float(mm) for mm in geometry.spacing if _reach(margin_mm, mm) < 1}))


def _reach(margin_mm: float, side_mm: float) -> int:
    """How many voxels' centres lie within a margin along an axis."""
    return int(np.floor((margin_mm + _ROUNDING) / side_mm + 0.5))


def _grown_box(mask: Mask, geometry: Geometry, margin_mm: float) -> tuple[tuple[slice, ...], tuple[int, ...]]:
    """The mask's box grown as far as the margin can reach, within the volume, and that reach in voxels."""
    far = tuple(_reach(margin_mm, mm) for mm in geometry.spacing)
    box = tuple(
        slice(max(0, part.start - reach), min(size, part.stop + reach))
        for part, reach, size in zip(mask.box, far, geometry.shape, strict=True)
    )
    return box, far


def _nearest(squared: NDArray[np.float32], axis: int, reach: int, spacing: float) -> NDArray[np.float32]:
    """Add the way along one axis to squared distances: to a box's face n voxels away it is n - 1/2 spacings."""
    along = np.moveaxis(squared, axis, 0)
    best = along.copy()
    for n in range(1, min(reach, len(along) - 1) + 1):
        step = np.float32(((n - 0.5) * spacing) ** 2)
        np.minimum(best[n:], along[:-n] + step, out=best[n:])
        np.minimum(best[:-n], along[n:] + step, out=best[:-n])
    return np.moveaxis(best, 0, axis)
