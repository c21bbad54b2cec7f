"""Voxel indices and patient millimetres: the one affine that every path goes through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]

MOST_VOXELS = 2**29  # of one volume: 512 slices of 1024 × 1024; what claims more is damaged, or no head
SHORTEST_MM, LONGEST_MM = 1.0, 2000.0  # of an image: less is no head, more no patient
FILE_TOLERANCE_MM = 0.01  # grids that files keep with 32-bit numbers are exact to some micrometres

_POSITIVE = ("L", "P", "S")  # DICOM patient axes point to the left, the back and the head
_NEGATIVE = ("R", "A", "I")
_OBLIQUE_TOLERANCE = 1e-3


@dataclass(frozen=True, eq=False)
class Geometry:
    """A voxel grid in the patient.

    Parameters
    ----------
    shape
        Number of voxels along (k, j, i): slices, rows, columns.
    affine
        (4, 4) float64, maps homogeneous indices (k, j, i, 1), at voxel centres, to patient LPS millimetres.
        Its columns are therefore one step along k, along j, along i, and the first voxel's centre.

    Raises
    ------
    ValueError
        If the affine is singular, not finite, or not affine.

    """

    shape: tuple[int, int, int]
    affine: FloatArray

    def __post_init__(self) -> None:
        affine = np.array(self.affine, dtype=np.float64)
        if affine.shape != (4, 4) or not np.all(np.isfinite(affine)) or np.any(affine[3] != (0, 0, 0, 1)):
            raise ValueError("the affine must be a finite (4, 4) matrix whose last row is 0 0 0 1")
        if abs(np.linalg.det(affine[:3, :3])) < 1e-9:
            raise ValueError("the affine is singular")
        if len(self.shape) != 3 or min(self.shape) < 1:
            raise ValueError("the shape must be three positive numbers")
        affine.setflags(write=False)
        object.__setattr__(self, "affine", affine)
        object.__setattr__(self, "shape", tuple(int(n) for n in self.shape))

    @classmethod
    def from_axes(
        cls, shape: tuple[int, int, int], origin: ArrayLike, spacing: ArrayLike, directions: ArrayLike
    ) -> Geometry:
        """Build from the first voxel's centre (LPS mm), spacing (mm along k, j, i) and unit columns."""
        affine = np.eye(4)
        affine[:3, :3] = np.asarray(directions, dtype=np.float64) * np.asarray(spacing, dtype=np.float64)
        affine[:3, 3] = origin
        return cls(shape, affine)

    @cached_property
    def spacing(self) -> FloatArray:
        """(3,) millimetres between voxel centres along k, j, i."""
        return np.asarray(np.linalg.norm(self.affine[:3, :3], axis=0))

    @cached_property
    def directions(self) -> FloatArray:
        """(3, 3), columns are the unit vectors of k, j, i in LPS."""
        return np.asarray(self.affine[:3, :3] / self.spacing)

    @cached_property
    def inverse(self) -> FloatArray:
        """(4, 4), from patient LPS millimetres to fractional (k, j, i)."""
        return np.asarray(np.linalg.inv(self.affine))

    @property
    def origin(self) -> FloatArray:
        """(3,) LPS mm of the centre of voxel (0, 0, 0)."""
        return self.affine[:3, 3]

    @property
    def voxel_volume_mm3(self) -> float:
        """Volume of one voxel in cubic millimetres."""
        return float(abs(np.linalg.det(self.affine[:3, :3])))

    @cached_property
    def axis_letters(self) -> tuple[str, str, str]:
        """The patient direction (L R P A S I) nearest to growing k, j and i; each patient axis once."""
        axes = self.patient_axes
        letters = []
        for axis in range(3):
            patient_axis = axes.index(axis)
            positive = self.directions[patient_axis, axis] >= 0
            letters.append((_POSITIVE if positive else _NEGATIVE)[patient_axis])
        return letters[0], letters[1], letters[2]

    @cached_property
    def patient_axes(self) -> tuple[int, int, int]:
        """For each patient axis (L, P, S), the voxel axis (0 = k, 1 = j, 2 = i) that runs nearest to it."""
        magnitude = np.abs(self.directions)
        orders = [(a, b, c) for a in range(3) for b in range(3) for c in range(3) if {a, b, c} == {0, 1, 2}]
        return max(orders, key=lambda order: sum(magnitude[p, order[p]] for p in range(3)))

    @property
    def is_oblique(self) -> bool:
        """True where no voxel axis runs exactly along a patient axis."""
        return bool(np.any(np.abs(self.directions).max(axis=0) < 1 - _OBLIQUE_TOLERANCE))

    def index_to_patient(self, index: ArrayLike) -> FloatArray:
        """(..., 3) indices (k, j, i), fractional allowed, to (..., 3) patient LPS millimetres."""
        return np.asarray(np.asarray(index, dtype=np.float64) @ self.affine[:3, :3].T + self.affine[:3, 3])

    def patient_to_index(self, points: ArrayLike) -> FloatArray:
        """(..., 3) patient LPS millimetres to (..., 3) fractional indices (k, j, i)."""
        return np.asarray(np.asarray(points, dtype=np.float64) @ self.inverse[:3, :3].T + self.inverse[:3, 3])

    def matches(self, other: Geometry, tolerance_mm: float = 1e-3) -> bool:
        """Whether both grids put every corner voxel at the same place within ``tolerance_mm``."""
        if self.shape != other.shape:
            return False
        corners = np.array(np.meshgrid(*[(0, n - 1) for n in self.shape], indexing="ij")).reshape(3, -1).T
        gap = self.index_to_patient(corners) - other.index_to_patient(corners)
        return bool(np.abs(gap).max() <= tolerance_mm)
