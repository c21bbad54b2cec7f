"""The same voxels along other axes: another tool's order of slices, rows and columns, never resampled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from core.geometry import FILE_TOLERANCE_MM, Geometry

_Voxel = TypeVar("_Voxel", bound=np.generic)

_NEARLY = 2.0  # voxels


@dataclass(frozen=True)
class AxisOrder:
    """How a grid's axes become another's.

    Parameters
    ----------
    axes
        For each wanted axis the own one that runs along it.
    reversed_axes
        The wanted axes that the own ones run against.

    """

    axes: tuple[int, int, int]
    reversed_axes: tuple[int, ...]

    def array(self, voxels: NDArray[_Voxel]) -> NDArray[_Voxel]:
        """A (Z, Y, X) array in the wanted order; every voxel once, none changed."""
        return np.ascontiguousarray(np.flip(voxels.transpose(self.axes), self.reversed_axes))

    def geometry(self, own: Geometry) -> Geometry:
        """The own grid, listed in the wanted order."""
        affine = own.affine[:, [*self.axes, 3]].copy()
        k, j, i = (own.shape[axis] for axis in self.axes)
        shape = (k, j, i)
        for axis in self.reversed_axes:
            affine[:3, 3] += affine[:3, axis] * (shape[axis] - 1)
            affine[:3, axis] *= -1
        return Geometry(shape, affine)


def nearest_order(own: Geometry, wanted: Geometry) -> AxisOrder | None:
    """Return the order in which ``own`` runs nearest to ``wanted``; None where two axes run along one."""
    cosines = own.directions.T @ wanted.directions  # (own axis, wanted axis)
    k, j, i = (int(axis) for axis in np.abs(cosines).argmax(axis=0))
    if {k, j, i} != {0, 1, 2}:
        return None
    axes = (k, j, i)
    return AxisOrder(axes, tuple(n for n in range(3) if cosines[axes[n], n] < 0))


def on_grid(voxels: NDArray[_Voxel], own: Geometry, wanted: Geometry) -> NDArray[_Voxel] | None:
    """Return a (Z, Y, X) array of the grid ``own`` on the grid ``wanted``; None where these are other voxels."""
    if own.matches(wanted, FILE_TOLERANCE_MM):
        return voxels
    order = nearest_order(own, wanted)
    if order is None or not order.geometry(own).matches(wanted, FILE_TOLERANCE_MM):
        return None
    return order.array(voxels)


def nearly_mm(own: Geometry, wanted: Geometry) -> float | None:
    """How far the voxels of a grid that was meant to be the wanted one lie off it at most; None for another grid."""
    away = off_grid_mm(own, wanted)
    return away if away is not None and away < _NEARLY * float(wanted.spacing.min()) else None


def off_grid_mm(own: Geometry, wanted: Geometry) -> float | None:
    """How far off the same number of voxels lies at most, in millimetres; None where there are more or fewer."""
    order = nearest_order(own, wanted)
    if order is None:
        return None
    laid = order.geometry(own)
    if laid.shape != wanted.shape:
        return None
    corners = np.array(np.meshgrid(*[(0, n - 1) for n in wanted.shape], indexing="ij")).reshape(3, -1).T
    return float(np.linalg.norm(laid.index_to_patient(corners) - wanted.index_to_patient(corners), axis=1).max())
