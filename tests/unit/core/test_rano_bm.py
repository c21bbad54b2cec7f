"""What RANO-BM counts as measurable, on masks."""

import numpy as np
import pytest

from core.geometry import Geometry
from core.mask import Mask
from core.measure import Diameters, diameters
from core.rano_bm import why_not_measurable
from tests.helpers.exports import AXIAL, SAGITTAL

SHAPE = (30, 32, 34)


def box_mm(left_to_right, front_to_back, up, directions):
    """A box in millimetres along the patient's axes, on a 1 mm grid."""
    geometry = Geometry.from_axes(SHAPE, (0, 0, 0), (1, 1, 1), directions)
    full = np.zeros(SHAPE, dtype=bool)
    lengths = dict(zip(geometry.patient_axes, (left_to_right, front_to_back, up), strict=True))
    full[tuple(slice(4, 4 + lengths[axis]) for axis in range(3))] = True
    return diameters(Mask.from_full(full), geometry)


@pytest.mark.parametrize("directions", [AXIAL, SAGITTAL])
@pytest.mark.parametrize(
    ("size", "why"),
    [
        ((12, 12, 8), ""),
        ((8, 3, 20), "under 10 mm"),
        ((20, 4, 8), "under 5 mm across"),
        ((14, 14, 1), "on one slice only"),
        ((14, 14, 2), ""),
    ],
)
def test_long_broad_and_tall_enough_in_axial_slices(size, why, directions):
    assert why_not_measurable(box_mm(*size, directions)) == why


@pytest.mark.parametrize(
    ("longest", "across", "why"),
    [(9.97, 5.0, ""), (9.94, 5.0, "under 10 mm"), (10.0, 4.96, ""), (10.0, 4.94, "under 5 mm across")],
)
def test_what_is_shown_to_a_tenth_is_judged_so(longest, across, why):
    ends = np.zeros((2, 3))
    assert why_not_measurable(Diameters(longest, across, ends, ends, 2)) == why
