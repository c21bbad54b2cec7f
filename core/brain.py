"""A brain mask measured once: its box in the patient and its surface, for every lesion asked about."""

from __future__ import annotations

import weakref
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from core.geometry import FloatArray, Geometry
from core.mask import BoolArray, Mask

_SAMPLES_PER_AXIS = 64
_OUTERMOST_PERCENT = 0.2  # left out on each side: a few voxels of leakage must not move the box


class Brain:
    """What lesions are placed in.

    Parameters
    ----------
    brain_mask
        (Z, Y, X) bool; not changed afterwards, and not kept.
    geometry
        Its grid.

    """

    def __init__(self, brain_mask: BoolArray, geometry: Geometry) -> None:
        self._mask = weakref.ref(brain_mask)
        self._geometry = geometry

    @cached_property
    def box(self) -> tuple[FloatArray, FloatArray] | None:
        """Lowest and highest corner, (3,) LPS mm each; None where the mask is empty.

        In x it is symmetrical about the mask's centroid, which stands for the midline.
        """
        mask = self._whole()
        steps = [max(1, n // _SAMPLES_PER_AXIS) for n in mask.shape]
        sampled = np.argwhere(mask[:: steps[0], :: steps[1], :: steps[2]])
        if not len(sampled):
            return None
        points = self._geometry.index_to_patient(sampled * np.array(steps))
        low, high = np.percentile(points, (_OUTERMOST_PERCENT, 100 - _OUTERMOST_PERCENT), axis=0)
        middle, half = points[:, 0].mean(), (high[0] - low[0]) / 2
        low[0], high[0] = middle - half, middle + half
        return low, high

    def relative_place(self, point: FloatArray) -> FloatArray | None:
        """(3,) place in the box: right -1 to 1 left, front 0 to 1 back, bottom 0 to 1 top; None: no brain."""
        if self.box is None:
            return None
        low, high = self.box
        share = (point - low) / np.maximum(high - low, 1e-6)
        return np.array([2 * share[0] - 1, share[1], share[2]])

    def distance_mm(self, mask: Mask) -> float:
        """From the mask to the surface in mm; 0.0 where it reaches outside, inf without a brain."""
        if self._surface is None:
            return float("inf")
        inside = self._whole()[mask.box][mask.voxels]
        if not np.all(inside):
            return 0.0
        distances, _ = self._surface.query(self._geometry.index_to_patient(mask.indices()))
        return float(distances.min())

    @cached_property
    def _surface(self) -> cKDTree | None:
        """Brain voxels with a neighbour outside, by face, as LPS points."""
        inside = Mask.from_full(self._whole())
        if not inside.count:
            return None
        padded = np.pad(inside.voxels, 1)
        core = padded[1:-1, 1:-1, 1:-1].copy()
        for axis in range(3):
            for shift in (0, 2):
                part = [slice(1, -1)] * 3
                part[axis] = slice(shift, shift + core.shape[axis])
                core &= padded[tuple(part)]
        surface: NDArray[np.int64] = np.argwhere(inside.voxels & ~core) + np.array(inside.start)
        return cKDTree(self._geometry.index_to_patient(surface), balanced_tree=False, compact_nodes=False)

    def _whole(self) -> BoolArray:
        mask = self._mask()
        assert mask is not None, "asked about a brain mask that is gone"
        return mask

    def is_of(self, brain_mask: BoolArray, geometry: Geometry) -> bool:
        """Whether it was made from this very array."""
        return self._mask() is brain_mask and self._geometry is geometry


_last: Brain | None = None


def brain_of(brain_mask: BoolArray, geometry: Geometry) -> Brain:
    """Measure a brain mask, or return what was measured if it is the one asked about last."""
    global _last  # noqa: PLW0603 - one review is open at a time, and its lesions all ask about one brain
    brain = _last
    if brain is None or not brain.is_of(brain_mask, geometry):
        brain = _last = Brain(brain_mask, geometry)
    return brain
