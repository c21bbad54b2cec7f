"""Triage by keyboard: every judgement moves on, nothing is judged unasked."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from core.errors import ReviewRefused
from core.lesion import LesionStatus, RejectReason
from tests.helpers.windows import Desk, many, with_candidate_only
from ui.actions import Command
from ui.screen import Page, Tab

P, A, R = LesionStatus.PENDING, LesionStatus.ACCEPTED, LesionStatus.REJECTED
Key = Qt.Key


def test_review_opens_on_the_largest_pending(review):
    assert review.screen.page is Page.REVIEW
    assert review.screen.selected == "L1"
    assert review.window.panel.review.card.title.startswith("1 ")


def test_accept_moves_on_to_the_next_pending(review):
    review.press(Key.Key_A)
    assert review.statuses() == [A, P, P]
    assert review.screen.selected == "L2"


def test_after_the_end_it_goes_round_to_what_is_left(review):
    review.press(Key.Key_3, Key.Key_A)
    assert review.screen.selected == "L1"
    review.press(Key.Key_N, Key.Key_A)
    assert review.screen.selected == "L1"


def test_reject_asks_for_the_reason_and_only_then_rejects(review):
    review.press(Key.Key_R)
    assert review.screen.rejecting
    assert review.window.panel.review.reasons.isVisible()
    assert review.statuses() == [P, P, P]
    review.press(Key.Key_2)
    assert review.statuses() == [R, P, P]
    assert review.screen.review.lesions[0].reject_reason is RejectReason.ARTEFACT
    assert review.screen.selected == "L2"
    assert not review.window.panel.review.reasons.isVisible()


@pytest.mark.parametrize("digit", range(1, 7))
def test_each_digit_is_its_reason(review, digit):
    review.press(Key.Key_R, Key.Key_0 + digit)
    assert review.screen.review.lesions[0].reject_reason is list(RejectReason)[digit - 1]


@pytest.mark.parametrize("key", [Key.Key_7, Key.Key_9, Key.Key_0, Key.Key_N, Key.Key_P])
def test_no_other_key_rejects_or_leaves(review, key):
    review.press(Key.Key_R, key)
    assert review.statuses() == [P, P, P]
    assert review.screen.rejecting
    assert review.screen.selected == "L1"


def test_escape_leaves_the_reasons(review):
    review.press(Key.Key_R, Key.Key_Escape)
    assert not review.screen.rejecting
    assert review.statuses() == [P, P, P]
    assert review.screen.page is Page.REVIEW


def test_digits_jump_outside_reject_mode(review):
    review.press(Key.Key_3)
    assert review.screen.selected == "L3"
    review.press(Key.Key_8)
    assert review.screen.selected == "L3"


def test_next_and_previous_follow_the_list_round_its_ends(review):
    review.press(Key.Key_P)
    assert review.screen.selected == "L3"
    review.press(Key.Key_N)
    assert review.screen.selected == "L1"
    review.press(Key.Key_Down)
    assert review.screen.selected == "L2"


def test_undo_and_redo_show_what_they_changed(review):
    review.press(Key.Key_A, Key.Key_A, Key.Key_Z)
    assert review.statuses() == [A, P, P]
    assert review.screen.selected == "L2"
    review.press(Key.Key_Z)
    assert review.statuses() == [P, P, P]
    review.press(Key.Key_Z)
    review.press(Key.Key_Y)
    assert review.statuses() == [A, P, P]
    assert review.screen.selected == "L1"


def test_accepting_a_rejected_lesion_takes_the_reason_away(review):
    review.press(Key.Key_R, Key.Key_1, Key.Key_1, Key.Key_A)
    assert review.statuses() == [A, P, P]
    assert review.screen.review.lesions[0].reject_reason is None


def test_last_judgement_unlocks_export_and_opens_nothing(review):
    assert not review.window.top.export.isEnabled()
    assert review.window.top.export.face.remark == "3 pending"
    review.press(Key.Key_A, Key.Key_A, Key.Key_A)
    assert review.statuses() == [A, A, A]
    assert review.news[-1].endswith("All judged.")
    assert review.window.top.export.isEnabled()
    assert review.window.top.export.face.primary
    assert QApplication.activeModalWidget() is None


def test_export_stays_locked_where_nothing_was_accepted(review):
    for _ in range(3):
        review.press(Key.Key_R, Key.Key_1)
    assert review.statuses() == [R, R, R]
    assert not review.window.top.export.isEnabled()
    assert "nothing to export" in review.window.top.export.toolTip()
    review.press(Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    assert QApplication.activeModalWidget() is None


def test_second_look_restores_with_one_key(review):
    review.press(Key.Key_Right)
    assert review.screen.tab is Tab.SECOND_LOOK
    assert review.screen.selected == "S1"
    assert review.window.panel.decide.accept.face.text == "Restore"
    review.press(Key.Key_A)
    assert [each.lesion_id for each in review.screen.review.lesions][-1] == "S1"
    assert review.statuses()[-1] is P
    assert review.screen.selected == "S2"
    assert review.screen.tab is Tab.SECOND_LOOK


def test_candidates_cannot_be_rejected(review):
    review.press(Key.Key_Right, Key.Key_R)
    assert not review.screen.rejecting
    assert not review.window.panel.decide.reject.isEnabled()


def test_going_back_to_the_lesions_takes_the_next_pending(review):
    review.press(Key.Key_A, Key.Key_Right, Key.Key_Left)
    assert review.screen.selected == "L2"


def test_only_candidates_left_is_said(qtbot, tmp_path, no_surfaces):
    desk = Desk(tmp_path, detection=with_candidate_only()).build(qtbot).open_review()
    body = desk.window.panel.review
    assert body.lesions.empty_words == "No lesion found. Second look has 1."
    desk.press(Key.Key_A)
    assert desk.screen.review.lesions == ()


def test_hangul_input_judges_too(review):
    event = QKeyEvent(QEvent.Type.KeyPress, 0x3141, Qt.KeyboardModifier.NoModifier, "ㅁ")
    QApplication.sendEvent(review.window, event)
    assert review.statuses() == [A, P, P]


def test_held_key_judges_once(review):
    event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", True)
    QApplication.sendEvent(review.window, event)
    assert review.statuses() == [P, P, P]


def test_twenty_lesions_take_at_most_sixty_keys(qtbot, tmp_path, no_surfaces):
    desk = Desk(tmp_path, detection=many(20)).build(qtbot).open_review()
    pressed = 0
    for n in range(20):
        keys = (Key.Key_R, Key.Key_1) if n % 3 == 0 else (Key.Key_A,)
        desk.press(*keys)
        pressed += len(keys)
    assert P not in desk.statuses()
    assert pressed <= 60


def test_step_that_cannot_be_saved_is_not_taken(review, monkeypatch):
    def refuse(action):
        raise ReviewRefused("The disk is full.", "Make room.")

    monkeypatch.setattr(review.controller._session, "do", refuse)
    review.press(Key.Key_A)
    assert review.statuses() == [P, P, P]
    assert review.screen.selected == "L1"
    assert review.alerts[-1].sentence == "The disk is full."
    review.press(Key.Key_R, Key.Key_1)
    assert not review.screen.rejecting, "the next try begins with R"
    monkeypatch.undo()
    review.press(Key.Key_A)
    assert review.statuses() == [A, P, P]


def test_saved_time_is_shown_from_the_beginning(review):
    saved = review.window.status.saved
    assert saved.isVisible(), "what the model found is on disk"
    review.press(Key.Key_A)
    assert saved.isVisible()
    assert saved.text.text().startswith("Saved ")


def test_review_goes_on_where_it_stood(review):
    review.press(Key.Key_A, Key.Key_R, Key.Key_3)
    review.controller.show_series_page()
    assert review.screen.page is Page.SERIES
    assert review.screen.chosen.has_review
    review.press(Key.Key_Return)
    review.qtbot.waitUntil(lambda: review.screen.review is not None)
    assert review.statuses() == [A, R, P]
    assert review.screen.selected == "L3"


def test_sorting_changes_the_walk_but_no_number(review):
    review.controller.findings.sort_by(review.screen.order.column)
    rows = review.window.panel.review.lesions.model.rows
    assert [row.number for row in rows] == ["3", "2", "1"]
    review.press(Key.Key_3, Key.Key_N)
    assert review.screen.selected == "L2"


def at_hand(desk):
    """What a key that is pressed goes to."""
    return desk.window.focusWidget() or desk.window


def test_the_keys_are_the_windows_when_a_review_opens_and_when_the_sheet_does(desk):
    """Qt gives them to some button where what had them is hidden: arrows then walk the tool bar."""
    desk.open_series()
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None)
    assert not isinstance(at_hand(desk), QAbstractButton)
    first = desk.screen.selected
    QTest.keyClick(at_hand(desk), Qt.Key.Key_Down)
    assert desk.screen.selected != first
    for mode in (Command.SHEET, Command.REVIEW):
        desk.window.review.quad.axial.setFocus()
        desk.commands.carry_out(mode)
        assert not isinstance(at_hand(desk), QAbstractButton)


def test_the_reader_is_not_changed_while_the_model_runs(desk, monkeypatch):
    asked = []
    monkeypatch.setattr(desk.commands, "_ask_reader", asked.append)
    monkeypatch.setattr(type(desk.controller), "under_way", property(lambda _self: True))
    desk.commands.carry_out(Command.READER)
    assert asked == []
    assert desk.news[-1].startswith("The reader can be changed once")
