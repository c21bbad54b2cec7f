"""Resampling as nnU-Net v2 does it, axis by axis: splines without smoothing, the coarse axis by the nearest slice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse

Array = NDArray[np.float32]

ANISOTROPIC = 3.0  # times as long as wide: from here on nnU-Net takes the long axis by itself
_NOTHING = 1e-9  # weights below it are what a spline's infinite tail leaves


def coarse_axis(separate: str, current_mm: Sequence[float], wanted_mm: Sequence[float]) -> int | None:
    """The axis that is resampled by itself, or none.

    Parameters
    ----------
    separate
        ``auto``, ``always`` or ``never``.
    current_mm, wanted_mm
        Spacing along the array's axes; ``auto`` looks at the current one first.

    """
    if separate == "never":
        return None
    spacings = [current_mm] if separate == "always" else [current_mm, wanted_mm]
    for spacing in spacings:
        if separate == "always" or max(spacing) / min(spacing) > ANISOTROPIC:
            longest = [axis for axis, each in enumerate(spacing) if each == max(spacing)]
            return longest[0] if len(longest) == 1 else None
    return None


def resample(array: Array, shape: Sequence[int], order: int, coarse: int | None) -> Array:
    """Resample (Z, Y, X) to another number of voxels over the same extent, edges aligned.

    Parameters
    ----------
    order
        Of the spline, 0 to 5. Overshoot is cut off at what the array (or, with ``coarse``, the slice) holds.
    coarse
        The axis along which the nearest slice is taken, after the spline went over each slice.

    Returns
    -------
    (Z, Y, X) float32 of ``shape``; the array itself where nothing changes.

    """
    if tuple(shape) == array.shape:
        return array
    axes = [axis for axis in range(3) if axis != coarse]
    within = None if coarse is None else tuple(axes)
    low, high = (each(axis=within, keepdims=True) for each in (array.min, array.max))
    for axis in axes:
        array = _along(array, axis, shape[axis], order)
    array = np.clip(array, low, high)
    if coarse is not None and shape[coarse] != array.shape[coarse]:
        array = np.take(array, _nearest(array.shape[coarse], shape[coarse]), axis=coarse)
    return np.ascontiguousarray(array, dtype=np.float32)


def _along(array: Array, axis: int, count: int, order: int) -> Array:
    if array.shape[axis] == count:
        return array
    moved = np.moveaxis(array, axis, 0)
    flat = _operator(moved.shape[0], count, order) @ moved.reshape(moved.shape[0], -1)
    return np.moveaxis(flat.reshape(count, *moved.shape[1:]), 0, axis)


@lru_cache(maxsize=16)
def _operator(old: int, new: int, order: int) -> sparse.csr_matrix:
    """(new, old) weights of one axis: what the spline makes of each unit vector."""
    columns = np.stack(
        [ndimage.zoom(unit, new / old, order=order, mode="nearest", grid_mode=True) for unit in np.eye(old)], axis=1
    )
    columns[np.abs(columns) < _NOTHING] = 0
    return sparse.csr_matrix(columns.astype(np.float32))


def _nearest(old: int, new: int) -> NDArray[np.int64]:
    """For each new slice the old one whose centre is nearest, the later one where two are."""
    centres = old / new * (np.arange(new) + 0.5) - 0.5
    return np.asarray(np.clip(np.floor(centres + 0.5), 0, old - 1).astype(np.int64))
