"""Lengths and angles by the mouse: true in millimetres, kept on their slice, left by Esc."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.geometry import Geometry
from core.measure import angle_degrees, length_mm
from core.plane import PlaneName
from tests.helpers.windows import Hand

Key = Qt.Key


@pytest.fixture
def hand(review) -> Hand:
    review.press(Key.Key_1, Key.Key_M)
    return Hand(review)


def test_length_and_angle_go_through_the_affine():
    turned = np.linalg.qr(np.array([[0.9, 0.2, -0.3], [0.1, 1.0, 0.2], [0.4, -0.1, 0.8]]))[0]
    geometry = Geometry.from_axes((20, 20, 20), (5, 6, 7), (3.0, 0.5, 1.0), turned)
    assert length_mm(np.array([0.0, 0, 0]), np.array([2.0, 0, 0]), geometry) == pytest.approx(6)
    assert length_mm(np.array([0.0, 0, 0]), np.array([1.0, 8, 0]), geometry) == pytest.approx(5)
    corner, back, left = np.array([4.0, 4, 4]), np.array([4.0, 6, 4]), np.array([4.0, 4, 5])
    assert angle_degrees(back, corner, left, geometry) == pytest.approx(90)
    assert angle_degrees(back, corner, back + left - corner, geometry) == pytest.approx(45)
    assert angle_degrees(back, corner, 2 * corner - back, geometry) == pytest.approx(180)


def test_a_drag_measures_a_length_and_changes_no_lesion(review, hand):
    state, cursor = review.screen.review, hand.quad.state.cursor
    hand.drag([(6, 3, 3), (6, 3, 8), (6, 3, 11)])
    (measured,) = hand.quad.ruler.measurements
    number, unit = measured.words(hand.quad._volume.geometry).split()
    assert (float(number), unit) == (pytest.approx(8.0, abs=0.15), "mm"), "a pixel is a tenth of a millimetre here"
    assert measured.plane is PlaneName.AXIAL
    assert review.screen.review is state
    assert hand.quad.state.cursor == cursor, "the crosshair stays"


def test_m_again_measures_angles_with_two_drags(review, hand):
    review.press(Key.Key_M)
    hand.drag([(6, 3, 3), (6, 9, 3)])
    hand.drag([(6, 9, 9), (6, 9, 10)])
    (measured,) = hand.quad.ruler.measurements
    assert len(measured.points) == 3
    assert measured.words(hand.quad._volume.geometry) == "90°"
    review.press(Key.Key_M)
    hand.drag([(6, 3, 3), (6, 3, 5)])
    assert len(hand.quad.ruler.measurements) == 2


def test_a_click_measures_nothing(hand):
    hand.click((6, 3, 3))
    assert hand.quad.ruler.measurements == []


def test_delete_takes_the_last_away_and_esc_gives_the_crosshair_back(review, hand):
    hand.drag([(6, 3, 3), (6, 3, 11)])
    hand.drag([(6, 5, 3), (6, 5, 11)])
    review.press(Key.Key_Delete)
    assert len(hand.quad.ruler.measurements) == 1
    assert len(review.screen.review.lesions) == 3
    review.press(Key.Key_Escape)
    assert not review.window.review.measuring
    hand.click((6, 2, 2))
    assert hand.quad.state.cursor == (6, 2, 2)
    assert len(hand.quad.ruler.measurements) == 1, "what was measured stays"


def test_measurements_are_drawn_on_their_own_slice_only(review, hand):
    view = hand.view()
    hand.go_to((6, 6, 6))
    before = view.grab().toImage()
    hand.drag([(6, 3, 3), (6, 3, 11)])
    assert view.grab().toImage() != before
    review.press(Key.Key_Delete)
    assert view.grab().toImage() == before


def test_another_study_has_none_of_them(review, hand, qtbot):
    hand.drag([(6, 3, 3), (6, 3, 11)])
    review.controller.show_series_page()
    QTest.keyClick(review.window, Key.Key_Return)
    qtbot.waitUntil(lambda: review.screen.review is not None)
    assert hand.quad.ruler.measurements == []


def test_editing_takes_the_mouse_over(review, hand):
    review.press(Key.Key_E)
    assert not review.window.review.measuring
    review.press(Key.Key_M)
    assert not review.window.review.measuring
