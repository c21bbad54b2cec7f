import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSizeF

from core.geometry import Geometry
from core.plane import Plane, PlaneName
from ui.viewer import slice_pointer
from ui.viewer.projection import Projection
from ui.viewer.view_state import LARGEST_FIELD_MM, SMALLEST_FIELD_MM, ViewState

GEOMETRY = Geometry.from_axes((20, 30, 40), (0, 0, 0), (2.0, 1.0, 1.0), np.eye(3)[:, ::-1])
STATE = ViewState(cursor=(9, 15, 20), centre=(9.0, 15.0, 20.0), field_mm=40.0)


def projection(state: ViewState, name: PlaneName) -> Projection:
    return Projection(Plane(GEOMETRY, name), state.centre, 400 / state.field_mm, QSizeF(500, 400))


@pytest.mark.parametrize("name", PlaneName)
@pytest.mark.parametrize("factor", [0.5, 1.15, 3.0])
def test_zooming_keeps_what_is_under_the_pointer(name, factor):
    at = QPointF(130, 310)
    before = projection(STATE, name)
    after = slice_pointer.zoomed(STATE, before, factor, at)
    assert after.field_mm == pytest.approx(STATE.field_mm / factor)
    np.testing.assert_allclose(projection(after, name).to_index(at, 9), before.to_index(at, 9))


def test_zooming_has_ends():
    view = projection(STATE, PlaneName.AXIAL)
    assert slice_pointer.zoomed(STATE, view, 1e6, QPointF()).field_mm == SMALLEST_FIELD_MM
    assert slice_pointer.zoomed(STATE, view, 1e-6, QPointF()).field_mm == LARGEST_FIELD_MM


@pytest.mark.parametrize("name", PlaneName)
def test_panning_moves_the_picture_with_the_hand(name):
    before = projection(STATE, name)
    after = projection(slice_pointer.panned(STATE, before, QPointF(37, -12)), name)
    moved = after.to_screen((9, 15, 20)) - before.to_screen((9, 15, 20))
    assert (moved.x(), moved.y()) == pytest.approx((37, -12))


def test_panning_leaves_the_depth_to_the_other_planes():
    after = slice_pointer.panned(STATE, projection(STATE, PlaneName.AXIAL), QPointF(37, -12))
    assert after.centre[0] == STATE.centre[0]


def test_scrolling_up_goes_to_the_head_and_stops_there():
    view = projection(STATE, PlaneName.AXIAL)
    assert slice_pointer.scrolled(STATE, view, 1).cursor == (10, 15, 20)
    assert slice_pointer.scrolled(STATE, view, 100).cursor == (19, 15, 20)
    assert slice_pointer.scrolled(STATE, view, -100).cursor == (0, 15, 20)


def test_scrolling_up_in_a_coronal_plane_goes_to_the_front():
    assert slice_pointer.scrolled(STATE, projection(STATE, PlaneName.CORONAL), 1).cursor == (9, 14, 20)


def test_the_cursor_stays_where_the_click_is_beside_the_volume():
    view = projection(STATE, PlaneName.AXIAL)
    assert slice_pointer.moved_cursor(STATE, view, 9, QPointF(-4000, 0)) is STATE
    assert slice_pointer.moved_cursor(STATE, view, 9, view.to_screen((9, 3, 4))).cursor == (9, 3, 4)
