"""A volume's slices as a reader looks at them: which voxel axis runs where on the screen, and which way.

Slices are cut along the volume's own voxel axes, each nearest to one patient axis, so that what is shown is
what was measured: nothing is interpolated between slices. A tilted series keeps its tilt; its letters say so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from core.geometry import FloatArray, Geometry

_POSITIVE = ("L", "P", "S")
_NEGATIVE = ("R", "A", "I")
_SECOND_LETTER_FROM = np.sin(np.radians(10.0))  # a head tilted less than this still reads as straight


class PlaneName(Enum):
    """The three planes, in the order of the views."""

    AXIAL = "axial"
    CORONAL = "coronal"
    SAGITTAL = "sagittal"


class Convention(Enum):
    """On which side of the screen the patient's left is shown in axial and coronal planes."""

    RADIOLOGICAL = "radiological"
    NEUROLOGICAL = "neurological"


@dataclass(frozen=True)
class Letters:
    """Patient directions at the four edges of a view, e.g. ``"A"``; ``"AR"`` where the plane is oblique."""

    left: str
    right: str
    top: str
    bottom: str


# The patient axis (0 = L, 1 = P, 2 = S) that runs through, across and down a plane.
_PATIENT_AXES = {
    PlaneName.AXIAL: (2, 0, 1),
    PlaneName.CORONAL: (1, 0, 2),
    PlaneName.SAGITTAL: (0, 1, 2),
}
# Whether growing L, P, S leads to the right of, or down, the screen; across L follows the convention.
_DOWN_IS_POSITIVE = {PlaneName.AXIAL: True, PlaneName.CORONAL: False, PlaneName.SAGITTAL: False}
# The slice rail's top and the wheel's "up": head, front, left.
_UP_IS_POSITIVE = {PlaneName.AXIAL: True, PlaneName.CORONAL: False, PlaneName.SAGITTAL: True}


@dataclass(frozen=True, eq=False)
class Plane:
    """One family of parallel slices of a grid, as shown on the screen.

    A place is (slice, row, column): ``slice`` is the voxel index along the axis that runs through the plane,
    rows grow down the screen and columns to its right. Whole numbers are voxel centres.

    Parameters
    ----------
    geometry
        The volume's grid.
    name
        Axial, coronal or sagittal.
    convention
        Radiological: the patient's left is on the screen's right in axial and coronal planes. A sagittal
        plane always looks from the left: the front is on the screen's left.

    """

    geometry: Geometry
    name: PlaneName
    convention: Convention = Convention.RADIOLOGICAL

    @cached_property
    def axes(self) -> tuple[int, int, int]:
        """The voxel axes (0 = k, 1 = j, 2 = i) that run through, down and across the plane."""
        through, across, down = _PATIENT_AXES[self.name]
        nearest = self.geometry.patient_axes
        return nearest[through], nearest[down], nearest[across]

    @cached_property
    def flipped(self) -> tuple[bool, bool]:
        """Whether rows and columns run against their voxel axes."""
        _, across, down = _PATIENT_AXES[self.name]
        _, row_axis, column_axis = self.axes
        right_is_positive = self.name is PlaneName.SAGITTAL or self.convention is Convention.RADIOLOGICAL
        directions = self.geometry.directions
        row_grows = bool(directions[down, row_axis] >= 0)
        column_grows = bool(directions[across, column_axis] >= 0)
        return row_grows is not _DOWN_IS_POSITIVE[self.name], column_grows is not right_is_positive

    @property
    def slice_count(self) -> int:
        """Number of slices."""
        return self.geometry.shape[self.axes[0]]

    @property
    def shape(self) -> tuple[int, int]:
        """Number of (rows, columns) of a slice."""
        return self.geometry.shape[self.axes[1]], self.geometry.shape[self.axes[2]]

    @property
    def pixel_mm(self) -> tuple[float, float]:
        """Millimetres between (rows, columns)."""
        return float(self.geometry.spacing[self.axes[1]]), float(self.geometry.spacing[self.axes[2]])

    @property
    def slice_mm(self) -> float:
        """Millimetres between slices."""
        return float(self.geometry.spacing[self.axes[0]])

    @property
    def up(self) -> int:
        """+1 where the next slice lies towards the head, the front or the left, else -1."""
        through = _PATIENT_AXES[self.name][0]
        grows = bool(self.geometry.directions[through, self.axes[0]] >= 0)
        return 1 if grows is _UP_IS_POSITIVE[self.name] else -1

    def pixels(self, voxels: NDArray[Any], slice_index: int) -> NDArray[Any]:
        """(rows, columns) view of slice ``slice_index`` of a (Z, Y, X) array; nothing is copied."""
        through, down, across = self.axes
        picture: NDArray[Any] = np.moveaxis(voxels, (through, down, across), (0, 1, 2))[slice_index]
        flip_rows, flip_columns = self.flipped
        return picture[:: -1 if flip_rows else 1, :: -1 if flip_columns else 1]

    def to_plane(self, index: ArrayLike) -> FloatArray:
        """(..., 3) indices (k, j, i), fractional allowed, to (..., 3) places (slice, row, column)."""
        place = np.asarray(index, dtype=np.float64)[..., list(self.axes)]
        return self._mirrored(place)

    def to_index(self, place: ArrayLike) -> FloatArray:
        """(..., 3) places (slice, row, column), fractional allowed, to (..., 3) indices (k, j, i)."""
        unmirrored = self._mirrored(np.asarray(place, dtype=np.float64))
        index = np.empty_like(unmirrored)
        index[..., list(self.axes)] = unmirrored
        return index

    def _mirrored(self, place: FloatArray) -> FloatArray:
        mirrored = place.copy()
        for position, (flip, count) in enumerate(zip(self.flipped, self.shape, strict=True), start=1):
            if flip:
                mirrored[..., position] = count - 1 - mirrored[..., position]
        return mirrored

    @cached_property
    def letters(self) -> Letters:
        """Patient directions at the four edges."""
        flip_rows, flip_columns = self.flipped
        directions = self.geometry.directions
        right = directions[:, self.axes[2]] * (-1 if flip_columns else 1)
        down = directions[:, self.axes[1]] * (-1 if flip_rows else 1)
        return Letters(
            direction_letters(-right),
            direction_letters(right),
            direction_letters(-down),
            direction_letters(down),
        )

    def position(self, index: ArrayLike) -> str:
        """How far the plane lies from the patient origin, e.g. ``"S 60.0 mm"``, at a place (k, j, i) in it.

        In a tilted plane this changes with the place; it is the number that the place itself shows.
        """
        through = _PATIENT_AXES[self.name][0]
        return f"{axis_position(through, float(self.geometry.index_to_patient(index)[through]))} mm"


def axis_position(patient_axis: int, millimetres: float) -> str:
    """One patient coordinate in letters: axis 0 at +23.0 is ``"L 23.0"``, at -23.0 ``"R 23.0"``."""
    letters = _POSITIVE if round(millimetres, 1) >= 0 else _NEGATIVE
    return f"{letters[patient_axis]} {abs(millimetres):.1f}"


def position_letters(point_lps_mm: ArrayLike) -> str:
    """A patient place in letters, e.g. ``"L 23.0  A 35.0  S 60.0 mm"``."""
    x, y, z = np.asarray(point_lps_mm, dtype=np.float64)
    return "  ".join(axis_position(axis, value) for axis, value in enumerate((x, y, z))) + " mm"


def direction_letters(direction: ArrayLike) -> str:
    """Letters of a (3,) LPS direction: the largest, and the second where it tilts by 10 degrees or more."""
    vector = np.asarray(direction, dtype=np.float64)
    vector = vector / np.linalg.norm(vector)
    first, second = np.argsort(-np.abs(vector), kind="stable")[:2]
    letters = _letter(vector, first)
    if abs(vector[second]) >= _SECOND_LETTER_FROM:
        letters += _letter(vector, second)
    return letters


def _letter(vector: FloatArray, axis: np.intp) -> str:
    return (_POSITIVE if vector[axis] > 0 else _NEGATIVE)[axis]
