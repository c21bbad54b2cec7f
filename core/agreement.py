"""How far two masks of one lesion agree."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.geometry import Geometry
from core.mask import Mask
from core.measure import centroid_lps_mm, volume_mm3


@dataclass(frozen=True)
class Agreement:
    """A second mask held against the first.

    Parameters
    ----------
    volume_mm3, volume_reread_mm3
        Of the first and of the second.
    volume_difference_percent
        Second less first, in percent of the first.
    dice
        1.0 where they are the same, 0.0 where they do not touch.
    centroid_shift_mm
        Distance of the centroids; None where the second is empty.

    """

    volume_mm3: float
    volume_reread_mm3: float
    volume_difference_percent: float
    dice: float
    centroid_shift_mm: float | None


def agreement(first: Mask, second: Mask, geometry: Geometry) -> Agreement:
    """Compare two masks on one grid.

    Raises
    ------
    ValueError
        If the first is empty.

    """
    if not first.count:
        raise ValueError("an empty mask cannot be compared with")
    before, after = volume_mm3(first, geometry), volume_mm3(second, geometry)
    shift = None
    if second.count:
        gap = centroid_lps_mm(second, geometry) - centroid_lps_mm(first, geometry)
        shift = float(np.linalg.norm(gap))
    return Agreement(
        volume_mm3=before,
        volume_reread_mm3=after,
        volume_difference_percent=100 * (after - before) / before,
        dice=2 * overlap(first, second) / (first.count + second.count),
        centroid_shift_mm=shift,
    )


def overlap(first: Mask, second: Mask) -> int:
    """Number of voxels that both hold."""
    low = np.maximum(first.start, second.start)
    high = np.minimum(_end(first), _end(second))
    if np.any(high <= low):
        return 0
    return int(np.count_nonzero(_part(first, low, high) & _part(second, low, high)))


def _end(mask: Mask) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.asarray(np.array(mask.start) + mask.voxels.shape)


def _part(
    mask: Mask,
    low: np.ndarray[tuple[int], np.dtype[np.int64]],
    high: np.ndarray[tuple[int], np.dtype[np.int64]],
) -> np.ndarray[tuple[int, int, int], np.dtype[np.bool_]]:
    a, b = low - mask.start, high - mask.start
    return mask.voxels[a[0] : b[0], a[1] : b[1], a[2] : b[2]]
