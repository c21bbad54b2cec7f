import numpy as np
import pytest

from core.mask import Mask
from core.plane import Plane, PlaneName
from tests.helpers.heads import ball, small_head
from ui.viewer.diameter_lines import arrival, diameter_lines

GEOMETRY = small_head().geometry


def test_lines_are_as_long_as_they_are_measured_and_in_one_slice():
    lines = diameter_lines(ball((20, 30, 25), 6.0), GEOMETRY)
    ends = GEOMETRY.index_to_patient(lines.longest)
    assert np.linalg.norm(ends[1] - ends[0]) == pytest.approx(12.0, abs=1.5)
    assert lines.on_slice(Plane(GEOMETRY, PlaneName.AXIAL), 20)


def test_one_arrives_in_the_measured_slice_inside_the_lesion():
    full = np.zeros(GEOMETRY.shape, bool)
    full[10:19, 20:24, 20:24] = True
    full[12, 20:34, 20:24] = True  # the widest slice is not the middle one
    to = arrival(Mask.from_full(full), GEOMETRY)
    assert to.cursor[0] == 12
    assert full[to.cursor]
    assert to.centre == (14.0, 26.5, 21.5)


def test_a_crescent_is_entered_and_not_its_hollow():
    full = np.zeros(GEOMETRY.shape, bool)
    full[10, 20:31, 20:31] = True
    full[10, 22:31, 22:29] = False
    assert full[arrival(Mask.from_full(full), GEOMETRY).cursor]


@pytest.mark.parametrize(("radius", "field"), [(2.0, 64.0), (7.0, 84.0), (25.0, 160.0)])
def test_the_field_follows_the_diameter_within_its_ends(radius, field):
    assert arrival(ball((20, 30, 25), radius), GEOMETRY).field_mm == pytest.approx(field, rel=0.15)
    assert 64 <= arrival(ball((20, 30, 25), radius), GEOMETRY).field_mm <= 160
