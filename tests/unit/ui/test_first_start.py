"""The way to the window, and what it offers after one that never closed; a second window reads only."""

import os
import sys
from dataclasses import replace
from datetime import datetime

import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from core import crash_report, ongoing
from core.lesion import LesionStatus
from core.ongoing import LeftBehind, OpenReview
from core.review.log import LogContent
from core.review.session import ReadOnly, ReviewSession
from tests.helpers.windows import Desk
from ui import app, start
from ui.offers import Offers, offers_of
from ui.pages.offer_card import Offer
from ui.screen import Mode, Page
from ui.splash import Splash

ENDED = datetime(2026, 11, 12, 14, 3)


def test_the_splash_names_what_loads_then_the_window_takes_its_place(qapp, monkeypatch, own_home):
    told, closed = [], []
    monkeypatch.setattr(Splash, "tell", lambda self, words, share: told.append((words, share)))
    monkeypatch.setattr(app, "run", lambda paths, opened, demo: closed.append(opened()) or 0)
    assert start.run([]) == 0
    assert [words for words, _ in told] == [words for words, _ in start.STEPS]
    assert all(0 < share < 1 for _, share in told)
    assert closed == [True], "the splash closes once the window is there"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems bring their own dialog")
def test_no_file_dialog_keeps_the_folders_it_was_in(qtbot, tmp_path):
    """They are patients' names, and lay in ~/.config/QtProject.conf for ever."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path / "config"))

    def choose() -> None:
        (tmp_path / "KIM Cheolsu 1960").mkdir(exist_ok=True)
        dialog = QFileDialog(None, "Open", str(tmp_path))
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.setDirectory(str(tmp_path / "KIM Cheolsu 1960"))
        dialog.accept()
        shiboken6.delete(dialog)

    choose()
    assert "KIM" in (tmp_path / "config" / "QtProject.conf").read_text(), "what Qt does by itself"
    (tmp_path / "config" / "QtProject.conf").unlink()
    start.keep_no_folders_of_dialogs()
    choose()
    assert not (tmp_path / "config" / "QtProject.conf").exists()
    assert QSettings(QSettings.Scope.UserScope, "QtProject").fileName().startswith(os.devnull)


def test_the_splash_draws_its_words(qtbot):
    splash = Splash()
    qtbot.addWidget(splash)
    splash.tell("", 0.0)
    before = splash.grab().toImage()
    splash.tell("Loading what runs the model", 0.6)
    assert splash.grab().toImage() != before
    assert "Loading what runs the model" in splash.accessibleName()


def test_a_cut_off_review_is_offered_and_gone_on_with(desk, tmp_path):
    first = desk.open_review().press(Qt.Key.Key_A)
    uid = first.screen.chosen.series.series_instance_uid
    statuses = first.statuses()
    desk.controller.close_study()
    offer = Offer(OpenReview((str(tmp_path),), uid, 0, "K. Han"), None, ENDED)
    desk.window.show_offers(Offers([offer]))
    card = desk.window.first_run.offer
    assert card.isVisible()
    told = card._words.accessibleName()
    assert "/".join(tmp_path.parts[-3:]) in told, "a study is known by more than its last folder"
    assert "read by K. Han" in told
    assert str(tmp_path) in card._words.toolTip()
    desk.window.remake()
    card = desk.window.first_run.offer
    desk.qtbot.waitUntil(card.isVisible)
    card.go_on.click()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None, timeout=10_000)
    assert desk.opened[-1] == [tmp_path]
    assert desk.statuses() == statuses
    assert not desk.window.first_run.offer.isVisible()


def test_a_cut_off_review_whose_folder_was_moved_says_so_and_goes_on_from_its_new_place(desk, tmp_path, monkeypatch):
    first = desk.open_review().press(Qt.Key.Key_A)
    uid = first.screen.chosen.series.series_instance_uid
    statuses = first.statuses()
    desk.controller.close_study()
    settled = []
    review = OpenReview(("/moved/away",), uid, 0, "K. Han")
    desk.window.show_offers(Offers(offers_of((LeftBehind(review, (), ENDED, lambda: settled.append(uid)),))))
    card = desk.window.first_run.offer
    assert card._title.accessibleName() == "A review was cut off, and its series is not there any more"
    assert not card.go_on.isVisible()
    assert not card.leave.isVisible()
    assert card.forget.isVisible()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    card.choose.click()
    assert card.isVisible(), "nothing chosen, nothing done"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    card.choose.click()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None, timeout=10_000)
    assert desk.opened[-1] == [tmp_path]
    assert desk.statuses() == statuses
    assert settled == []
    desk.window.show_offers(Offers(offers_of((LeftBehind(review, (), ENDED, lambda: settled.append("forgotten")),))))
    desk.window.first_run.offer.forget.click()
    assert settled == ["forgotten"]


def test_a_review_whose_series_is_gone_is_told(desk, tmp_path):
    desk.controller.go_on(OpenReview((str(tmp_path),), "2.25.404", 0, "K. Han"))
    desk.qtbot.waitUntil(lambda: bool(desk.screen.entries))
    assert "not there any more" in desk.news[-1]
    assert desk.screen.review is None


def test_the_window_tells_what_it_is_at_and_when_it_no_longer_is(desk):
    told = []
    desk.controller.review_shown.connect(told.append)
    desk.open_review()
    assert told[-1].paths == ("/patient",)
    assert told[-1].reader == "K. Han"
    desk.controller.close_study()
    assert told[-1] is None


def left(review=None, trace=()):
    return LeftBehind(review, trace, ENDED)


def test_what_is_offered(tmp_path):
    here = OpenReview((str(tmp_path),), "2.25.1", 0, "A")
    gone = OpenReview(("/gone",), "2.25.1", 0, "A")
    other = OpenReview((str(tmp_path),), "2.25.2", 0, "A")
    assert offers_of(()) == ()
    assert offers_of((left(),)) == (), "ended from outside, nothing was open"
    assert offers_of((left(gone),)) == (Offer(gone, None, ENDED, is_there=False),), "its images are not there: told"
    found = offers_of((left(replace(gone, reader="B")), left(gone), left(here)))
    assert [(each.review.reader, each.is_there) for each in found] == [("A", True), ("B", False)], "once, where it is"
    assert offers_of((left(here), left(other))) == (Offer(here, None, ENDED), Offer(other, None, ENDED))
    assert offers_of((left(here), left(here))) == (Offer(here, None, ENDED),), "once, however often it was cut off"
    (fault,) = offers_of((left(None, ("Fatal Python error: Segmentation fault",)),))
    assert fault.review is None
    assert "Segmentation fault" in fault.report.read_text()


def test_reviews_cut_off_are_offered_one_after_the_other_until_answered(desk, tmp_path):
    settled = []
    reviews = [OpenReview((str(tmp_path),), f"2.25.40{number}", 0, "A") for number in range(3)]
    offers = Offers(
        Offer(
            each, None, ENDED, LeftBehind(each, (), ENDED, lambda each=each: settled.append(each.series_instance_uid))
        )
        for each in reviews
    )
    desk.window.show_offers(offers)
    card = desk.window.first_run.offer
    assert card._title.accessibleName().startswith("3 reviews were cut off")
    card.leave.click()
    assert settled == ["2.25.400"]
    assert offers.first.review == reviews[1]
    card.go_on.click()
    assert settled == ["2.25.400"], "not before it is shown: it may fail to open"
    assert offers.first.review == reviews[2]
    assert card._title.accessibleName() == "A review was cut off"
    offers.shown(replace(reviews[1], paths=("/elsewhere",)))
    offers.shown(None)
    assert settled == ["2.25.400", "2.25.401"]
    offers.shown(reviews[2])
    assert settled == ["2.25.400", "2.25.401", "2.25.402"], "opened in another way"
    assert not card.isVisible()


def test_unforeseen_errors_leave_a_report_foreseen_ones_none(desk):
    desk.messages.show_error(OSError(28, "No space left on device"))
    assert crash_report.reports() == []
    desk.messages.show_error(KeyError("Featherstonehaugh"))
    (report,) = crash_report.reports()
    assert "KeyError" in report.read_text()
    assert "Featherstonehaugh" not in report.read_text()


def test_run_keeps_a_note_while_the_window_is_open_and_a_log(qapp, qtbot, no_surfaces, monkeypatch, own_home):
    monkeypatch.setattr(app.readiness, "lines", tuple)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    seen = []

    def look(*_):
        seen.append(len(list((own_home / "ongoing").glob("*.lock"))))
        for each in QApplication.topLevelWidgets():
            if each.objectName() == "" and type(each).__name__ == "MainWindow":
                each.close()
                each.deleteLater()
        return 0

    monkeypatch.setattr(QApplication, "exec", look)
    assert app.run([]) == 0
    assert seen == [1]
    assert ongoing.left_behind() == ()
    assert (own_home / "logs" / "metsreview.log").read_text().strip()


@pytest.fixture
def second(review, qtbot, tmp_path, monkeypatch):
    """Another window on the review that ``review`` has open."""
    from ui.facts import Facts
    from ui.work import Opened

    other = Desk(tmp_path).build(qtbot)

    def look(entry, volume, reader, _report, _cancel):
        session = ReviewSession.look(tmp_path / "review", entry.series, reader)
        return Opened(session, session.header.full_brain_mask(), Facts(volume, None))

    object.__setattr__(other.controller.work, "start_review", look)
    return other.open_review()


def test_a_review_that_cannot_be_saved_is_shown_and_exported(second):
    desk = second
    session = ReviewSession(ReadOnly.UNWRITABLE, LogContent(desk.controller._session.header, (), torn=False), "K. Han")
    accepted = tuple(replace(each, status=LesionStatus.ACCEPTED) for each in session.state.lesions)
    desk.controller._session = session
    desk.controller.change(read_only=session.read_only, review=replace(session.state, lesions=accepted))
    assert desk.window.status.read_only.text.text() == "Read only: cannot be saved here"
    assert desk.window.top.export.isEnabled()
    desk.press(Qt.Key.Key_R, Qt.Key.Key_1)
    assert desk.news[-1].startswith("Read only: its file cannot be written")
    assert set(desk.statuses()) == {LesionStatus.ACCEPTED}


def test_a_second_window_reads_only_and_says_so(review, second):
    assert second.screen.read_only
    assert second.window.status.read_only.isVisible()
    assert not second.window.status.saved.isVisible()
    panel = second.window.panel.decide
    assert not any(button.isEnabled() for button in (panel.accept, panel.reject, panel.edit))
    second.press(Qt.Key.Key_A)
    assert "another window" in second.news[-1]
    assert second.alerts == [], "known since it was opened: the tabs stay"
    assert second.window.panel.tabs.isVisible()
    hints = second.window.status._hints
    assert hints[Mode.REVIEW].isVisible()
    assert not hints[Page.REVIEW].isVisible(), "no undo is offered"
    assert set(second.statuses()) == {LesionStatus.PENDING}
    assert "another window" in second.window.top.export.toolTip()
    second.press(Qt.Key.Key_R)
    assert not second.screen.rejecting, "no reason is asked for what cannot be rejected here"
    assert "another window" in second.news[-1]
    second.press(Qt.Key.Key_E)
    assert second.screen.edit is None
    second.controller.close_study()
    assert not second.window.status.read_only.isVisible()
    review.press(Qt.Key.Key_A)
    assert LesionStatus.ACCEPTED in review.statuses(), "the first goes on"
