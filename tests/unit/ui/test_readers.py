"""A second reader's review is their own, and the two are compared."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from core import folders
from core.lesion import LesionStatus
from core.review.log import FILE_NAME
from core.review.readers import reviewers
from core.volume import Volume
from tests.helpers.reviews import SHAPE
from tests.helpers.windows import Desk
from ui import appearance, model_run, work
from ui.actions import Command
from ui.dialogs.comparison import REVEALED, TWO_READERS, ComparisonDialog, Side
from ui.dialogs.export_dialog import ExportDialog
from ui.dialogs.reader_name import ReaderName
from ui.settings import Settings
from ui.theme import TEXT_PROPERTY

Key = Qt.Key
A, R, P = LesionStatus.ACCEPTED, LesionStatus.REJECTED, LesionStatus.PENDING


class TwoReaders(Desk):
    """Reviews lie where the application keeps them; the images are as bright everywhere, or as told."""

    brightness = None

    def _load(self, one, report, cancel):
        noisy = super()._load(one, report, cancel)
        voxels = np.full_like(noisy.voxels, 70.0) if self.brightness is None else self._bright()
        return Volume(voxels, noisy.geometry, noisy.frame_of_reference_uid)

    def _bright(self):
        return self.brightness(np.indices(SHAPE)).astype(np.float32)

    def _start(self, entry, voxels, reader, report, cancel):
        return work.start_review(entry, voxels, reader, report, cancel)

    def _reopen(self, entry, voxels, reader):
        return work.reopen_review(entry, voxels, reader)

    def _find(self, paths, report, cancel):
        found = super()._find(paths, report, cancel)
        if not (folders.review(found.entries[0].series) / FILE_NAME).is_file():
            return found
        known = replace(found.entries[0], has_review=True, reviewers=reviewers(found.entries[0].series))
        return replace(found, entries=(known, *found.entries[1:]), chosen=known)


@pytest.fixture
def first(qtbot, tmp_path, no_surfaces, own_home, monkeypatch):
    """K. Han has accepted one and rejected one of three lesions."""
    desk = TwoReaders(tmp_path)
    monkeypatch.setattr(model_run, "found", lambda *_args: desk.detection)
    return desk.build(qtbot).open_review().press(Key.Key_A, Key.Key_R, Key.Key_1)


def sign_in(desk, name: str) -> None:
    """By the menu, as another reader does."""
    desk.commands.carry_out(Command.READER)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReaderName)
    desk.qtbot.addWidget(dialog)
    dialog.findChild(QLineEdit).setText(name)
    dialog.confirm.click()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None and desk.screen.busy is None)


def test_another_reader_begins_with_nothing_judged_and_the_first_is_kept(first):
    assert first.statuses() == [A, R, P]

    sign_in(first, "M. Weber")

    assert first.statuses() == [P, P, P]
    assert first.screen.reader == "M. Weber"
    assert first.news[-1] == "K. Han's review is kept. This is yours."
    first.press(Key.Key_R, Key.Key_1)
    sign_in(first, "K. Han")
    assert first.statuses() == [A, R, P]
    sign_in(first, "M. Weber")
    assert first.statuses() == [R, P, P]


def test_the_same_name_written_otherwise_goes_on(first):
    sign_in(first, "k. han")
    assert first.statuses() == [A, R, P]


def test_a_name_given_before_the_first_step_changes_nothing(qtbot, tmp_path, no_surfaces, own_home, monkeypatch):
    desk = TwoReaders(tmp_path)
    monkeypatch.setattr(model_run, "found", lambda *_args: desk.detection)
    desk.build(qtbot).open_review()
    sign_in(desk, "M. Weber")
    desk.press(Key.Key_A)
    assert desk.controller.other_reviews() == ()


def compared(desk) -> ComparisonDialog:
    desk.commands.carry_out(Command.COMPARE)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ComparisonDialog)
    desk.qtbot.addWidget(dialog)
    return dialog


def texts(dialog, row: int) -> list[str]:
    return [dialog.table.item(row, column).text() for column in range(dialog.table.columnCount())]


def test_the_two_are_compared(first):
    sign_in(first, "M. Weber")
    first.press(Key.Key_A, Key.Key_A, Key.Key_A)

    dialog = compared(first)

    assert dialog.summary.text() == (
        "M. Weber and K. Han agree on 1 of 2 places; Dice of what was accepted 0.88; 1 not judged by both yet"
    )
    assert [dialog.table.item(row, 6).text() for row in range(3)] == [
        "M. Weber alone",
        "Not judged by both",
        "Both accepted",
    ]
    assert texts(dialog, 0)[1] == "2 accepted"
    assert texts(dialog, 0)[3] == "2 rejected, vessel"
    assert texts(dialog, 2)[5] == "1.00"


def test_large_letters_cut_the_place_and_never_the_judgement(first, qapp):
    sign_in(first, "M. Weber")
    first.press(Key.Key_A, Key.Key_A, Key.Key_A)
    qapp.setProperty(TEXT_PROPERTY, 150)
    try:
        dialog = compared(first)
        dialog.resize(860, 500)
        table = dialog.table
        for column in range(1, table.columnCount()):
            assert table.columnWidth(column) >= table.sizeHintForColumn(column)
        last = table.columnViewportPosition(6) + table.columnWidth(6)
        assert last <= table.viewport().width() + 1
        assert table.item(0, 0).toolTip() == texts(dialog, 0)[0]
    finally:
        qapp.setProperty(TEXT_PROPERTY, 100)


def test_the_titles_of_a_comparison_are_in_the_readers_language(first, qapp):
    sign_in(first, "M. Weber")
    first.press(Key.Key_A, Key.Key_A, Key.Key_A)
    appearance.put_on(Settings(language="ko"))
    try:
        for titles in (TWO_READERS, REVEALED):
            side = Side("K. Han", first.screen.review)
            dialog = ComparisonDialog(first.window, titles, side, [side], first.screen.facts, lambda _id: None)
            first.qtbot.addWidget(dialog)
            assert dialog.windowTitle() not in ("", titles[0])
    finally:
        appearance.put_on(Settings(language="en"))


def test_enter_shows_the_place(first):
    sign_in(first, "M. Weber")
    first.press(Key.Key_A, Key.Key_A, Key.Key_A, Key.Key_1)
    dialog = compared(first)
    dialog.table.setCurrentCell(0, 0)

    first.qtbot.keyClick(dialog, Key.Key_Return)

    assert not dialog.isVisible()
    assert first.screen.selected == "L2"


def test_looking_changes_nothing(first):
    sign_in(first, "M. Weber")
    first.press(Key.Key_A)
    compared(first).reject()
    assert first.statuses() == [A, P, P]
    sign_in(first, "K. Han")
    assert first.statuses() == [A, R, P]


def test_without_another_review_it_is_said(first):
    first.commands.carry_out(Command.COMPARE)
    assert first.news[-1] == "Nobody else has a review of this series here."


def leave_and_come_as(desk, reader: str) -> None:
    """Close the study, and open it again as somebody else."""
    desk.controller.close_study()
    desk.controller.set_reader(reader)
    desk.open_series()


def test_a_card_says_whose_review_it_is_before_another_reader_begins_one(first):
    """The page used to promise that a review goes on, and then began another one without a word."""
    page, bar = first.window.series, first.window.panel.run
    begun = "Review begun: it goes on where it stood"
    first.controller.show_series_page()
    assert page.cards[0]._remark.text() == begun

    leave_and_come_as(first, "M. Weber")

    assert page.cards[0]._remark.text() == "Reviewed by K. Han: your own review begins beside it"
    assert bar.run.face.text == "Begin your review"
    first.controller.set_reader("k. han")
    assert page.cards[0]._remark.text() == begun
    assert bar.run.face.text == "Go on with the review"


def test_a_review_begun_beside_another_is_said_in_the_banner(first):
    leave_and_come_as(first, "M. Weber")

    first.press(Key.Key_Return)
    first.qtbot.waitUntil(lambda: first.screen.review is not None)

    assert first.statuses() == [P, P, P]
    assert first.window.panel.alert.sentence == "K. Han's review is kept. This is yours."
    assert "Reader's name" in first.window.panel.alert.remedy
    assert not first.window.panel.details.isVisible(), "no lesion is covered"
    first.controller.show_series_page()
    assert first.window.series.cards[0]._remark.text() == "Review begun: it goes on where it stood"
    first.press(Key.Key_Return)
    first.qtbot.waitUntil(lambda: first.screen.review is not None)
    assert first.window.panel.alert is None


def test_nothing_is_exported_of_a_review_that_is_another_by_now_on_disk(first):
    """Ten were exported as approved while the file, restored meanwhile, held five judgements."""
    first.press(Key.Key_A)
    path = folders.review(first.screen.chosen.series) / FILE_NAME
    lines = path.read_bytes().splitlines(keepends=True)
    path.unlink()
    path.write_bytes(b"".join(lines[:-1]))

    first.press(Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ExportDialog)
    first.qtbot.addWidget(dialog)
    first.qtbot.waitUntil(lambda: dialog.verdict.sentence.text().startswith("Another file has taken the place"))
    dialog.folder.setText(str(first.folder / "out"))

    assert not dialog.go.isEnabled()
    assert first.exported == []


def test_a_series_whose_review_is_not_open_is_not_called_unsearched(first):
    first.controller.show_series_page()
    first.controller.read_only()
    first.qtbot.waitUntil(lambda: first.screen.volume is not None and first.screen.busy is None)
    assert first.window.panel.review.lesions.empty_words == "There is a review of this series; it is not open."


def test_a_review_is_not_shown_on_other_images_with_the_same_uids(first):
    """It went on with ten accepted lesions, 25 mm off, in the name of another patient."""
    first.controller.show_series_page()
    first.brightness = lambda grid: grid[1] * 5.0 + 70
    first.press(Key.Key_Return)
    first.qtbot.waitUntil(lambda: bool(first.alerts))
    assert first.alerts[-1].sentence.startswith("This review belongs to other images that have the same numbers")
    assert first.screen.review is None
    first.controller.set_reader("M. Weber")
    first.controller.show_series_page()
    first.press(Key.Key_Return)
    first.qtbot.waitUntil(lambda: len(first.alerts) == 2)
    assert first.screen.review is None, "nor is another reader's begun of what was found on those"


def test_the_menu_has_what_guide_and_banner_send_the_reader_to(first):
    first.window.top.settings.click()
    menu = QApplication.activePopupWidget()
    words = [action.text() for action in menu.actions()]
    menu.close()
    assert "Reader's name…" in words
    assert "Compare with another reader…" in words
    assert "Retrieve from a node…" in words
