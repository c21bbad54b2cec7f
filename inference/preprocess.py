"""From a series' grid to the model's and back: axes turned without loss, then resampled axis by axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.geometry import Geometry
from inference import back, banded
from inference.banded import Band

Array = NDArray[np.float32]


@dataclass(frozen=True)
class ModelGrid:
    """The grid a network sees.

    Parameters
    ----------
    order
        For each axis of the turned array, the series' axis it comes from.
    flips
        Whether a turned axis runs against the series' axis.
    turned_shape
        The series' voxels after turning.
    shape
        Voxels of the model's grid; both grids span the same millimetres, edge to edge.
    spacing_mm
        Along the model's axes: as near to the wanted one as whole voxels allow.

    """

    order: tuple[int, int, int]
    flips: tuple[bool, bool, bool]
    turned_shape: tuple[int, int, int]
    shape: tuple[int, int, int]
    spacing_mm: tuple[float, float, float]

    @classmethod
    def of(cls, geometry: Geometry, spacing_mm: tuple[float, float, float], orientation: str) -> ModelGrid:
        """Fit a model's grid to a series: canonical LPS (k to S, j to P, i to L), or the series' own axes."""
        order, flips = _canonical(geometry) if orientation == "canonical-LPS" else ((0, 1, 2), (False,) * 3)
        turned = tuple(geometry.shape[axis] for axis in order)
        extent = np.array(turned) * geometry.spacing[list(order)]
        shape = np.maximum(1, np.rint(extent / np.array(spacing_mm))).astype(int)
        spacing = extent / shape
        return cls(
            order,
            flips,
            (turned[0], turned[1], turned[2]),
            (int(shape[0]), int(shape[1]), int(shape[2])),
            (float(spacing[0]), float(spacing[1]), float(spacing[2])),
        )

    def to_model(self, array: NDArray[np.generic]) -> Array:
        """(Z, Y, X) on the series' grid to the model's, float32; means over what a larger voxel covers."""
        turned = array.transpose(self.order)[self._slices()]
        return resample(np.asarray(turned, dtype=np.float32), self.shape)

    def to_series(self, array: NDArray[np.generic]) -> Array:
        """(Z, Y, X) on the model's grid to the series', float32."""
        return self._turned_back(resample(np.asarray(array, dtype=np.float32), self.turned_shape))

    def evidence_to_series(self, evidence: Array, floor: float) -> Array:
        """As :meth:`to_series` wherever that is at or above the floor; elsewhere this, or ``NO_EVIDENCE``."""
        steps = bands(self.shape, self.turned_shape)
        found = back.to_series(evidence[None], steps, self.turned_shape, evidence >= floor, lambda part: part[0])
        return self._turned_back(found)

    def _turned_back(self, turned: Array) -> Array:
        return np.ascontiguousarray(turned[self._slices()].transpose(np.argsort(self.order)))

    def _slices(self) -> tuple[slice, ...]:
        return tuple(slice(None, None, -1) if flip else slice(None) for flip in self.flips)


def resample(array: Array, shape: tuple[int, int, int]) -> Array:
    """Resample (Z, Y, X) to another number of voxels over the same extent, edges aligned.

    Linear where voxels become smaller; a triangle as wide as the new voxel where they become larger.
    """
    return banded.resampled(np.ascontiguousarray(array, dtype=np.float32), bands(array.shape, shape))


def bands(old: Sequence[int], new: Sequence[int]) -> list[Band | None]:
    """Weights along each axis as :func:`resample` takes them; None where nothing changes."""
    return [None if one == other else _band(one, other) for one, other in zip(old, new, strict=True)]


@lru_cache(maxsize=16)
def _band(old: int, new: int) -> Band:
    """Weights of one axis, rows summing to one."""
    centres = (np.arange(new) + 0.5) * old / new - 0.5
    width = max(1.0, old / new)
    reach = int(np.ceil(width)) + 1
    near = np.floor(centres).astype(int)[:, None] + np.arange(-reach, reach + 1)
    weights = np.clip(1 - np.abs(near - centres[:, None]) / width, 0, None)
    weights /= weights.sum(axis=1, keepdims=True)
    dense = np.zeros((new, old))
    # beyond the edge the edge goes on
    np.add.at(dense, (np.arange(new)[:, None], np.clip(near, 0, old - 1)), weights)
    return Band.of(dense)


def _canonical(geometry: Geometry) -> tuple[tuple[int, int, int], tuple[bool, bool, bool]]:
    left, back, head = geometry.patient_axes
    flips = [bool(geometry.directions[patient, axis] < 0) for patient, axis in ((2, head), (1, back), (0, left))]
    return (head, back, left), (flips[0], flips[1], flips[2])
