"""A lesion's place in words, from where it lies in the brain mask: approximate, for finding it again."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from core.brain import brain_of
from core.geometry import Geometry
from core.mask import BoolArray, Mask
from core.measure import centroid_lps_mm

_MIDLINE = 0.03  # of the brain's half width: about 2 mm
UNKNOWN = "Brain"
OUTSIDE = "Outside the brain"
_INSIDE_FROM = 0.01  # of its voxels: with fewer in the brain mask it has no place in the brain


class _Place(NamedTuple):
    side: float  # 0 at the midline, 1 at the brain's side
    back: float  # 0 in front, 1 at the back
    up: float  # 0 at the bottom, 1 on top


# The first region that holds wins. The bounds were set by hand from landmarks of an average adult brain with
# its cerebellum and stem, and tried on labelled heads: three in four points or more of deep structures, of the
# cerebellum and of the stem are told right, the side of nearly all.
_REGIONS: tuple[tuple[str, Callable[[_Place], bool]], ...] = (
    ("Brain stem", lambda at: at.side < 0.2 and 0.45 < at.back < 0.62 and at.up < 0.41),
    ("cerebellar", lambda at: at.back > 0.57 and at.up < 0.37 - 0.3 * (at.back - 0.57)),
    ("thalamus", lambda at: at.side < 0.33 and 0.41 < at.back < 0.59 and 0.41 <= at.up < 0.6),
    ("basal ganglia", lambda at: 0.1 < at.side < 0.5 and 0.28 < at.back <= 0.48 and 0.43 <= at.up < 0.6),
    ("temporal", lambda at: at.side > 0.25 and 0.27 < at.back < 0.74 and at.up < 0.28 + 0.4 * at.back),
    ("occipital", lambda at: (at.back > 0.8 and at.up < 0.7) or (at.back > 0.68 and at.up < 0.5)),
    ("parietal", lambda at: at.back > 0.44 + 0.33 * (at.up - 0.58) and at.up > 0.5),
    ("frontal", lambda at: at.back < 0.5 or at.up > 0.62),
    ("temporal", lambda at: at.side > 0.1 and at.up < 0.43),
)
_ELSEWHERE = "hemisphere"  # deep, near the middle: no lobe is claimed


def position_words(mask: Mask, brain_mask: BoolArray, geometry: Geometry) -> str:
    """Return words such as "Right frontal", "Left cerebellar", "Brain stem"; "Brain" for an empty brain mask.

    "Outside the brain" where none of it lies in the brain mask. Approximate: the side is that of the mask's centroid
    from the brain mask's middle, the region follows from its relative place in the brain mask's box along the
    patient's axes. A tilted head is not straightened.

    Parameters
    ----------
    mask
        Not empty.
    brain_mask
        (Z, Y, X) bool on the same grid.
    geometry
        The grid; left is the patient's left, growing x.

    """
    place = brain_of(brain_mask, geometry).relative_place(centroid_lps_mm(mask, geometry))
    if place is None:
        return UNKNOWN
    inside = brain_mask[tuple(mask.indices().T)]
    if inside.mean() < _INSIDE_FROM:
        return OUTSIDE
    lateral, back, up = place.tolist()
    at = _Place(abs(lateral), back, up)
    region = next((name for name, holds in _REGIONS if holds(at)), _ELSEWHERE)
    return region if region == "Brain stem" else f"{_side(lateral)} {region}"


def _side(lateral: float) -> str:
    if abs(lateral) < _MIDLINE:
        return "Midline"
    return "Left" if lateral > 0 else "Right"
