"""Blind first in the window: nothing of the model's answer shows before it is revealed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from core.lesion import LesionOrigin, LesionStatus
from tests.helpers.reviews import detection
from tests.unit.ui.test_readers import TwoReaders
from ui import model_run
from ui.actions import Command
from ui.dialogs.comparison import ComparisonDialog

Key = Qt.Key


@pytest.fixture
def blind(qtbot, tmp_path, no_surfaces, own_home, monkeypatch):
    """A review begun blind."""
    desk = TwoReaders(tmp_path)
    monkeypatch.setattr(model_run, "found", lambda *_args: desk.detection)
    desk.build(qtbot)
    desk.commands.carry_out(Command.BLIND)
    return desk.open_review()


@pytest.fixture
def flat(qtbot, tmp_path, no_surfaces, own_home, monkeypatch):
    """A review begun with the model, in images without any edge."""
    desk = TwoReaders(tmp_path, detection=of_readers(detection()))
    monkeypatch.setattr(model_run, "found", lambda *_args: desk.detection)
    return desk.build(qtbot).open_review()


def of_readers(found):
    """The same lesions as a reader's own, which may be deleted."""
    return replace(found, lesions=tuple(replace(each, origin=LesionOrigin.READER) for each in found.lesions))


def put_crosshair(desk, voxel) -> None:
    quad = desk.window.review.quad
    quad.set_state(replace(quad.state, cursor=voxel, centre=tuple(map(float, voxel))))


def mark(desk, voxel) -> None:
    """With the keyboard: the crosshair there, +, and back to the list."""
    put_crosshair(desk, voxel)
    desk.press(Key.Key_Plus, Key.Key_Return)


def revealed(desk) -> ComparisonDialog:
    desk.press(Key.Key_R, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ComparisonDialog)
    desk.qtbot.addWidget(dialog)
    return dialog


def test_nothing_of_the_answer_is_on_the_screen(blind):
    window, screen = blind.window, blind.screen
    assert screen.blind
    assert screen.review.lesions == ()
    assert screen.candidates == ()
    assert screen.probability is None
    assert blind.controller.screen.rows() == ()
    assert window.panel.review.blind.isVisible()
    words = " ".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())
    assert "The model's answer is hidden" in words
    blind.press(Key.Key_Right)
    assert not window.panel.review.threshold.isVisible()
    blind.press(Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    assert blind.screen.rows() == ()


def test_a_mark_at_the_crosshair_is_the_readers(blind):
    mark(blind, (6, 6, 6))
    (lesion,) = blind.screen.review.lesions
    assert lesion.origin is LesionOrigin.READER
    assert lesion.mask.within((slice(6, 7), slice(6, 7), slice(6, 7))).all()


def test_while_the_answer_is_hidden_no_mark_is_said_to_be_unproposed(blind):
    mark(blind, (6, 6, 6))
    card = blind.window.panel.review.card
    assert ("Probability", "the model's answer is hidden") in [(line.name, line.remark) for line in card.lines]
    revealed(blind).close()
    blind.press(Key.Key_1)
    assert "the model's answer is hidden" not in [line.remark for line in card.lines]


def test_export_stays_locked_until_the_reveal(blind):
    mark(blind, (6, 6, 6))
    blind.press(Key.Key_A)
    assert blind.statuses() == [LesionStatus.ACCEPTED]
    assert not blind.window.top.export.isEnabled()
    assert blind.window.top.export.toolTip() == "Reveal the model's answer first (Ctrl+R)."


def test_the_reveal_lists_the_difference(blind):
    mark(blind, (6, 6, 6))
    mark(blind, (1, 12, 3))

    dialog = revealed(blind)

    judged = {dialog.table.item(row, 6).text() for row in range(dialog.table.rowCount())}
    assert judged == {"Both", "K. Han alone", "Model alone"}
    assert dialog.summary.text() == "Both found 1; K. Han alone 1; the model alone 2"
    assert dialog.table.rowCount() == 4
    assert not blind.screen.blind
    assert not blind.window.panel.review.blind.isVisible()
    assert blind.screen.probability is not None or blind.detection.probability is None
    dialog.reject()
    assert [each.lesion_id for each in blind.screen.review.lesions] == ["R1", "R2", "L2", "L3"]


def test_a_difference_is_shown_in_the_views(blind):
    mark(blind, (6, 6, 6))
    dialog = revealed(blind)
    row = next(r for r in range(3) if dialog.table.item(r, 6).text() == "Model alone")
    dialog.table.setCurrentCell(row, 0)
    blind.qtbot.keyClick(dialog, Key.Key_Return)
    assert blind.screen.selected in ("L2", "L3")


def test_a_review_that_was_begun_with_the_model_is_not_made_blind(blind):
    blind.commands.carry_out(Command.BLIND)
    assert blind.news[-1] == "With the model: its answer is shown at once."
    assert blind.screen.blind, "this one was begun blind and stays so"


def test_with_an_empty_list_a_lesion_can_be_added(flat):
    """What the model missed in a head without any proposal."""
    for _ in range(3):
        flat.press(Key.Key_E, Key.Key_Delete)
    assert flat.screen.review.lesions == ()
    mark(flat, (6, 6, 6))
    (lesion,) = flat.screen.review.lesions
    assert lesion.origin is LesionOrigin.READER
    assert "Nothing stands out there: a ball of 3.0 mm" in " ".join(flat.news)


def test_what_lies_in_a_lesion_already_is_no_new_one(flat):
    put_crosshair(flat, (6, 6, 6))
    flat.press(Key.Key_Plus)
    assert len(flat.screen.review.lesions) == 3
    assert "belongs to a lesion already" in flat.news[-1]


def test_after_a_delete_the_next_lesion_is_at_hand(flat):
    flat.press(Key.Key_2, Key.Key_E, Key.Key_Delete)
    assert flat.screen.selected == "L3"
    flat.press(Key.Key_E, Key.Key_Delete)
    assert flat.screen.selected == "L1"


def test_what_another_has_found_and_not_judged_is_hidden_from_a_blind_reader(
    qtbot, tmp_path, no_surfaces, own_home, monkeypatch
):
    """One prepares, another reads."""
    desk = TwoReaders(tmp_path)
    monkeypatch.setattr(model_run, "found", lambda *_args: desk.detection)
    desk.build(qtbot).open_review()
    assert desk.screen.rows() != ()
    desk.controller.show_series_page()
    desk.controller.set_reader("Bob")
    desk.commands.carry_out(Command.BLIND)
    desk.press(Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None)
    assert desk.screen.blind
    assert desk.screen.rows() == ()
