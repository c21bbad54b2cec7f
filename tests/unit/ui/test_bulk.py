"""Several lesions judged in one step, after one question; by keys alone and by the mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.lesion import LesionStatus, RejectReason
from ui.dialogs.confirm import Confirm
from ui.lesion_list.narrowing import Narrowing, Range
from ui.lesion_list.row import Column

Key, Modifier = Qt.Key, Qt.KeyboardModifier
PENDING, ACCEPTED, REJECTED = LesionStatus.PENDING, LesionStatus.ACCEPTED, LesionStatus.REJECTED


@pytest.fixture
def marked(review):
    review.press(Key.Key_2, Key.Key_A)
    return review.press(Key.Key_A, modifier=Modifier.ControlModifier)


def question(desk) -> Confirm:
    return desk.window.findChild(Confirm)


def click(desk, place: int, modifier) -> None:
    view = desk.window.panel.review.lesions.view
    point = view.visualRect(view.model().index(place)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def shown_as_selected(desk) -> list[int]:
    return sorted(index.row() for index in desk.window.panel.review.lesions.view.selectionModel().selectedIndexes())


def test_all_pending_are_marked_and_accepted_after_one_question(marked):
    assert marked.screen.marked == {"L1", "L3"}
    assert shown_as_selected(marked) == [0, 2]
    marked.press(Key.Key_A)
    assert marked.statuses() == [PENDING, ACCEPTED, PENDING], "nothing before the answer"
    assert question(marked).windowTitle() == "Accept 2 lesions?"
    assert question(marked).confirm.text() == "Accept 2"
    QTest.keyClick(question(marked), Key.Key_Return)
    assert marked.statuses() == [ACCEPTED] * 3
    assert marked.screen.marked == frozenset()
    assert marked.news[-1] == "Accepted 2. All judged."


def test_only_what_the_list_shows_is_marked(review):
    review.controller.findings.narrow_by(Narrowing(ranges={Column.VOLUME: Range(most=50)}))
    review.press(Key.Key_A, modifier=Modifier.ControlModifier)
    assert review.screen.marked == {"L2", "L3"}
    review.controller.findings.narrow_by(Narrowing(ranges={Column.VOLUME: Range(most=20)}))
    assert review.screen.marked == frozenset(), "what is hidden by now is not judged with the others"


def test_one_undo_takes_all_back(marked):
    marked.press(Key.Key_R, Key.Key_3)
    QTest.keyClick(question(marked), Key.Key_Return)
    assert marked.statuses() == [REJECTED, ACCEPTED, REJECTED]
    assert marked.screen.review.lesion("L3").reject_reason is RejectReason.DURA
    marked.press(Key.Key_Z)
    assert marked.statuses() == [PENDING, ACCEPTED, PENDING]
    assert marked.news[-1] == "Undone: Rejected, dura, 2 lesions. Y does it again."


def test_esc_at_the_question_and_esc_after_it_leave_all_as_it_was(marked):
    marked.press(Key.Key_A)
    QTest.keyClick(question(marked), Key.Key_Escape)
    assert marked.statuses() == [PENDING, ACCEPTED, PENDING]
    assert marked.screen.marked == {"L1", "L3"}
    marked.press(Key.Key_Escape)
    assert marked.screen.marked == frozenset()
    marked.press(Key.Key_1, Key.Key_A)
    assert marked.statuses() == [ACCEPTED, ACCEPTED, PENDING], "one lesion needs no question"


def test_rows_are_marked_with_ctrl_and_shift(review):
    review.press(Key.Key_1)
    click(review, 2, Modifier.ControlModifier)
    assert review.screen.marked == {"L1", "L3"}
    assert review.screen.selected == "L1"
    click(review, 2, Modifier.ControlModifier)
    assert review.screen.marked == frozenset()
    click(review, 2, Modifier.ShiftModifier)
    assert review.screen.marked == {"L1", "L2", "L3"}
    assert shown_as_selected(review) == [0, 1, 2]
    click(review, 1, Modifier.NoModifier)
    assert (review.screen.selected, review.screen.marked) == ("L2", frozenset())
    assert shown_as_selected(review) == [1]


def test_the_judgement_of_many_is_there_after_reopening(marked, qtbot):
    marked.press(Key.Key_R, Key.Key_1)
    QTest.keyClick(question(marked), Key.Key_Return)
    marked.controller.show_series_page()
    marked.controller.resume()
    qtbot.waitUntil(lambda: marked.screen.review is not None)
    assert marked.statuses() == [REJECTED, ACCEPTED, REJECTED]
    assert marked.screen.review.lesion("L1").reject_reason is RejectReason.VESSEL
