from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication

from core.lesion import LesionStatus
from core.plane import Convention, PlaneName
from tests.helpers.heads import candidate, lesion, small_brain, small_head
from ui.viewer.quad import Quad
from ui.viewer.view_layout import ViewLayout
from ui.viewer.view_state import WINDOW_PRESETS, PointerTool

LESIONS = (lesion(1, (20, 12, 15), 7.0), lesion(2, (25, 48, 35), 3.0, LesionStatus.ACCEPTED))


@pytest.fixture
def quad(qtbot):
    made = Quad()
    qtbot.addWidget(made)
    made.resize(1020, 824)
    made.show()
    made.set_study(small_head(), small_brain())
    made.set_lesions(LESIONS, "L1")
    yield made
    made.clear()


def shown_scale(view) -> float:
    return view.projection().scale


def test_a_new_study_is_shown_whole_in_every_plane(quad):
    corners = np.array([(-0.5, -0.5, -0.5), np.array(small_head().geometry.shape) - 0.5])
    for view in quad.slices:
        for corner in corners:
            at = view.projection().to_screen(corner)
            assert -0.01 <= at.x() <= view.width() + 0.01
            assert -0.01 <= at.y() <= view.height() + 0.01
    assert len({shown_scale(view) for view in quad.slices}) == 1


def test_it_stays_whole_while_the_window_grows_and_keeps_a_readers_zoom(quad):
    field = quad.state.field_mm
    quad.resize(1500, 1124)
    assert quad.state.field_mm == pytest.approx(field)
    quad.resize(2000, 700)
    assert quad.axial.projection().to_screen((0, -0.5, 0)).y() >= -0.01
    quad.zoom(2.0)
    zoomed = quad.state.field_mm
    quad.resize(1020, 824)
    assert quad.state.field_mm == zoomed


def test_planes_share_what_they_have_in_common(quad):
    quad.centre_on(LESIONS[0])
    place = LESIONS[0].mask.indices().mean(axis=0) + 3
    axial, coronal, sagittal = (view.projection().to_screen(place) for view in quad.slices)
    assert axial.x() == pytest.approx(coronal.x())
    assert coronal.y() == pytest.approx(sagittal.y())


def test_going_to_a_lesion_centres_it_at_the_designs_field(quad, qtbot):
    with qtbot.waitSignal(quad.cursor_moved) as moved:
        quad.centre_on(LESIONS[0])
    assert quad.state.cursor == (20, 12, 15)
    assert 64 <= quad.state.field_mm <= 160
    assert quad.state.field_mm == pytest.approx(6 * 14.0, rel=0.15)
    for view in quad.slices:
        at = view.projection().to_screen((20, 12, 15))
        assert (at.x(), at.y()) == pytest.approx((view.width() / 2, view.height() / 2))
    place = moved.args[0]
    assert place.words == "R 11.4  A 17.5  S 1.0 mm"
    assert place.signal == 500.0
    quad.centre_on(LESIONS[1])
    assert quad.state.field_mm == 64.0


def test_scrolling_one_plane_moves_the_cursor_of_all(quad, qtbot):
    quad.set_active(quad.coronal)
    before = quad.state.cursor
    with qtbot.waitSignals([quad.cursor_moved, quad.state_changed]):
        quad.step(1)
    assert quad.state.cursor == (before[0], before[1] - 1, before[2])


def test_a_click_on_a_lesion_is_told_with_its_id(quad, qtbot):
    quad.set_state(replace(quad.state, cursor=(25, 30, 25)))
    at = quad.axial.projection().to_screen((25, 48, 35)).toPoint()
    with qtbot.waitSignal(quad.lesion_clicked) as clicked:
        qtbot.mouseClick(quad.axial, Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["L2"]
    assert quad.active is quad.axial


def test_a_shown_candidate_can_be_clicked_and_a_hidden_one_cannot(quad, qtbot):
    quad.set_candidates((candidate(1, (25, 30, 25)),))
    quad.set_state(replace(quad.state, cursor=(25, 10, 10)))
    at = quad.axial.projection().to_screen((25, 30, 25)).toPoint()
    with qtbot.waitSignal(quad.lesion_clicked) as clicked:
        qtbot.mouseClick(quad.axial, Qt.MouseButton.LeftButton, pos=at)
    assert clicked.args == ["S1"]
    quad.set_candidates(())
    with qtbot.assertNotEmitted(quad.lesion_clicked):
        qtbot.mouseClick(quad.axial, Qt.MouseButton.LeftButton, pos=at)


def test_leaving_the_window_lets_go_of_c_and_space(quad, qtbot, monkeypatch):
    monkeypatch.setattr(quad, "isActiveWindow", lambda: False)
    quad.set_contours_hidden(True)
    qtbot.keyPress(quad.axial, Qt.Key.Key_Space)
    QApplication.sendEvent(quad, QEvent(QEvent.Type.ActivationChange))
    QApplication.sendEvent(quad.axial, QFocusEvent(QEvent.Type.FocusOut))
    assert not quad.state.contours_hidden
    assert quad.axial.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_the_frames_choices(quad):
    automatic = quad.state.window
    quad.set_window(WINDOW_PRESETS[2])
    assert quad.state.window.width == automatic.width / 2
    quad.set_tool(PointerTool.PAN)
    quad.set_convention(Convention.NEUROLOGICAL)
    quad.set_contours_filled(True)
    assert (quad.state.tool, quad.state.convention) == (PointerTool.PAN, Convention.NEUROLOGICAL)
    assert quad.state.contours_filled
    assert quad.axial.projection().plane.letters.left == "L"


def test_tab_goes_round_the_views(quad):
    seen = []
    for _ in range(4):
        quad.next_view()
        seen.append(quad.active)
    assert seen == [quad.surfaces, quad.coronal, quad.sagittal, quad.axial]


def test_the_active_view_becomes_the_large_one_and_keeps_the_room(quad):
    quad.set_active(quad.coronal)
    quad.set_layout(ViewLayout.ONE_AND_THREE)
    assert quad.coronal.width() == 718
    assert shown_scale(quad.axial) == shown_scale(quad.sagittal) < shown_scale(quad.coronal)
    quad.set_active(quad.axial)
    quad.resize(1020, 800)
    assert quad.coronal.width() == 718
    quad.set_layout(ViewLayout.ONE)
    assert [view for view in quad.views if view.isVisible()] == [quad.axial]
    quad.next_view()
    assert [view for view in quad.views if view.isVisible()] == [quad.surfaces]
    quad.set_layout(ViewLayout.FOUR)
    assert all(view.isVisible() for view in quad.views)


def test_a_closed_study_leaves_nothing_and_harms_nothing(quad, qtbot):
    quad.clear()
    quad.set_lesions(LESIONS, "L1")
    quad.centre_on(LESIONS[0])
    quad.fit()
    quad.step(1)
    qtbot.mouseClick(quad.axial, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert quad.axial.grab().toImage().pixelColor(250, 200).name() == "#000000"


def test_the_planes_are_named_for_screen_readers(quad):
    assert [view.accessibleName() for view in quad.slices] == [f"{n.value.capitalize()} view" for n in PlaneName]
    assert quad.surfaces.accessibleName() == "3D view"
