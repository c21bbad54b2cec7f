"""A lesion's diameters as the views draw them, from the same measure that the reports use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core import measure
from core.geometry import Geometry
from core.mask import Mask
from ui.viewer.mark import Diameters

_FIELD_OF_LONGEST = 6.0
_SMALLEST_ARRIVAL_MM, _LARGEST_ARRIVAL_MM = 64.0, 160.0


def diameter_lines(mask: Mask, geometry: Geometry) -> Diameters:
    """Return the ends of both diameters on the volume's grid."""
    found = measure.diameters(mask, geometry)
    return Diameters(geometry.patient_to_index(found.longest_ends), geometry.patient_to_index(found.perpendicular_ends))


@dataclass(frozen=True)
class Arrival:
    """Where the views go when a lesion is gone to.

    Parameters
    ----------
    cursor
        A voxel (k, j, i) of the lesion: in the axial slice of its longest diameter, nearest to its middle.
    centre
        The middle of its box, (k, j, i): the whole lesion is in view.
    field_mm
        Over a view's shorter side.

    """

    cursor: tuple[int, int, int]
    centre: tuple[float, float, float]
    field_mm: float


def arrival(mask: Mask, geometry: Geometry) -> Arrival:
    """Return where to go for a mask that is not empty."""
    found = measure.diameters(mask, geometry)
    through = geometry.patient_axes[2]
    measured = round(float(geometry.patient_to_index(found.longest_ends)[0, through]))
    indices = mask.indices()
    in_slice = indices[indices[:, through] == measured]
    cursor = in_slice[np.argmin(((in_slice - in_slice.mean(axis=0)) ** 2).sum(axis=1))].tolist()
    middle = (indices.min(axis=0) + indices.max(axis=0)) / 2
    field = min(max(_FIELD_OF_LONGEST * found.longest_mm, _SMALLEST_ARRIVAL_MM), _LARGEST_ARRIVAL_MM)
    return Arrival((cursor[0], cursor[1], cursor[2]), tuple(middle.tolist()), field)
