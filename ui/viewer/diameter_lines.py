"""A lesion's diameters as the views draw them, from the same measure that the reports use."""

from __future__ import annotations

from core.geometry import Geometry
from core.mask import Mask
from ui.viewer.mark import Diameters

_FIELD_OF_LONGEST = 6.0
_SMALLEST_ARRIVAL_MM, _LARGEST_ARRIVAL_MM = 64.0, 160.0


def diameter_lines(mask: Mask, geometry: Geometry) -> Diameters | None:
    """Return the ends of both diameters on the volume's grid."""
    try:
        from core import measure
    except ImportError:
        return None
    found = measure.diameters(mask, geometry)
    return Diameters(
        geometry.patient_to_index(found.longest_ends), geometry.patient_to_index(found.perpendicular_ends)
    )


def arrival_field_mm(mask: Mask, geometry: Geometry) -> float:
    """Return the millimetres over a view's shorter side when a lesion is gone to."""
    try:
        from core import measure

        wanted: float = _FIELD_OF_LONGEST * measure.diameters(mask, geometry).longest_mm
    except ImportError:
        wanted = _FIELD_OF_LONGEST * float((geometry.spacing * mask.voxels.shape).max())
    return min(max(wanted, _SMALLEST_ARRIVAL_MM), _LARGEST_ARRIVAL_MM)
