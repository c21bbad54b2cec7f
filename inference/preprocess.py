"""From a series' grid to the model's and back: axes turned without loss, then resampled axis by axis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from core.geometry import Geometry

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
        turned = resample(np.asarray(array, dtype=np.float32), self.turned_shape)
        return np.ascontiguousarray(turned[self._slices()].transpose(np.argsort(self.order)))

    def _slices(self) -> tuple[slice, ...]:
        return tuple(slice(None, None, -1) if flip else slice(None) for flip in self.flips)


def resample(array: Array, shape: tuple[int, int, int]) -> Array:
    """Resample (Z, Y, X) to another number of voxels over the same extent, edges aligned.

    Linear where voxels become smaller; a triangle as wide as the new voxel where they become larger.
    """
    for axis, count in enumerate(shape):
        if array.shape[axis] != count:
            moved = np.moveaxis(array, axis, 0)
            flat = _operator(moved.shape[0], count) @ moved.reshape(moved.shape[0], -1)
            array = np.moveaxis(flat.reshape(count, *moved.shape[1:]), 0, axis)
    return np.ascontiguousarray(array, dtype=np.float32)


def _operator(old: int, new: int) -> sparse.csr_matrix:
    """(new, old) banded weights of one axis, rows summing to one."""
    centres = (np.arange(new) + 0.5) * old / new - 0.5
    width = max(1.0, old / new)
    reach = int(np.ceil(width)) + 1
    near = np.floor(centres).astype(int)[:, None] + np.arange(-reach, reach + 1)
    weights = np.clip(1 - np.abs(near - centres[:, None]) / width, 0, None)
    rows = np.repeat(np.arange(new), near.shape[1])
    columns = np.clip(near, 0, old - 1).ravel()  # beyond the edge the edge goes on
    weights = (weights / weights.sum(axis=1, keepdims=True)).ravel().astype(np.float32)
    return sparse.csr_matrix((weights, (rows, columns)), shape=(new, old))


def _canonical(geometry: Geometry) -> tuple[tuple[int, int, int], tuple[bool, bool, bool]]:
    left, back, head = geometry.patient_axes
    flips = [bool(geometry.directions[patient, axis] < 0) for patient, axis in ((2, head), (1, back), (0, left))]
    return (head, back, left), (flips[0], flips[1], flips[2])
