"""Which lesions RANO-BM counts as measurable (Lin et al., Lancet Oncology 2015): long, broad and tall enough."""

from __future__ import annotations

from core.measure import Diameters

LONGEST_MM, PERPENDICULAR_MM, SLICES = 10.0, 5.0, 2
MOST_TARGETS = 5  # whose longest diameters are summed


def why_not_measurable(diameters: Diameters) -> str:
    """Say in a few words why a lesion is not measurable; empty where it is.

    The longest axial diameter is at least 10 mm, the one at right angles to it at least 5 mm, and the lesion lies on
    two axial slices or more. Both are judged to a tenth, as they are shown and reported: what reads 10.0 mm is 10 mm.
    """
    if round(diameters.longest_mm, 1) < LONGEST_MM:
        return "under 10 mm"
    if round(diameters.perpendicular_mm, 1) < PERPENDICULAR_MM:
        return "under 5 mm across"
    return "on one slice only" if diameters.slices < SLICES else ""
