"""Resampling as nnU-Net v2 does it, axis by axis: splines without smoothing, the coarse axis by the nearest slice."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from inference import banded
from inference.banded import Band

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
    within = None if coarse is None else tuple(axis for axis in range(3) if axis != coarse)
    low, high = (each(axis=within, keepdims=True) for each in (array.min, array.max))
    steps = bands(array.shape, shape, order, coarse)
    if coarse is not None:
        steps[coarse] = None
    resampled = np.array(array, dtype=np.float32) if not any(steps) else banded.resampled(array, steps)
    if order > 1:  # lower orders do not overshoot
        np.clip(resampled, low, high, out=resampled)
    if coarse is not None and shape[coarse] != array.shape[coarse]:
        resampled = np.take(resampled, _nearest(array.shape[coarse], shape[coarse]), axis=coarse)
    return np.ascontiguousarray(resampled)


def bands(old: Sequence[int], new: Sequence[int], order: int, coarse: int | None) -> list[Band | None]:
    """Weights along each axis as :func:`resample` takes them; None where nothing changes."""
    found: list[Band | None] = []
    for axis, (one, other) in enumerate(zip(old, new, strict=True)):
        if one == other:
            found.append(None)
        else:
            found.append(_nearest_band(one, other) if axis == coarse else _spline_band(one, other, order))
    return found


@lru_cache(maxsize=16)
def _spline_band(old: int, new: int, order: int) -> Band:
    """What the spline makes of each unit vector."""
    weights = np.stack(
        [ndimage.zoom(unit, new / old, order=order, mode="nearest", grid_mode=True) for unit in np.eye(old)], axis=1
    )
    weights[np.abs(weights) < _NOTHING] = 0
    return Band.of(weights)


def _nearest_band(old: int, new: int) -> Band:
    return Band.of(np.eye(old, dtype=np.float32)[_nearest(old, new)])


def _nearest(old: int, new: int) -> NDArray[np.int64]:
    """For each new slice the old one whose centre is nearest, the later one where two are."""
    centres = old / new * (np.arange(new) + 0.5) - 0.5
    return np.asarray(np.clip(np.floor(centres + 0.5), 0, old - 1).astype(np.int64))
