"""A folder that cannot be written is told before the model runs, and an answer that could not be saved is kept."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core import folders
from core.errors import Cancelled, OfOtherImages, ReviewRefused
from tests.helpers.reviews import detection, series
from tests.helpers.windows import study_of, volume
from ui import home_choice, readiness, work
from ui.dialogs.confirm import Confirm
from ui.dialogs.settings_dialog import SettingsDialog
from ui.screen import Screen, SeriesEntry
from ui.settings import Settings


@pytest.fixture
def unwritable(monkeypatch, tmp_path):
    """A home below a file."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "file" / "home"))


@pytest.fixture
def chosen(monkeypatch, tmp_path):
    """What the reader picks when asked for a folder."""
    given = tmp_path / "elsewhere"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(given))
    return given


def question(desk):
    return desk.window.findChild(Confirm)


def test_the_first_page_says_it_and_what_to_do(unwritable):
    *_, reviews = readiness.lines()
    assert (reviews.state, reviews.good) == ("Cannot be saved", False)
    assert reviews.words.startswith("Choose another folder in Settings"), "the way out is what is never cut"
    assert "(Not a directory)" in reviews.words


def test_the_list_of_series_says_it_and_the_model_waits_for_another_folder(desk, unwritable, chosen):
    desk.open_series()
    desk.controller.change(unsaved="Not a directory")
    assert ("Reviews", "cannot be saved") in desk.window.panel.checks.rows
    desk.press(Qt.Key.Key_Return)
    assert desk.loaded == [], "nothing was run"
    question(desk).confirm.click()
    desk.qtbot.waitUntil(lambda: desk.screen.review is not None, timeout=10_000)
    assert folders.home() == chosen
    assert ("Reviews", "cannot be saved") not in desk.window.panel.checks.rows
    assert any(str(chosen) in each for each in desk.news)


def test_leaving_the_question_runs_nothing_and_images_can_be_read(desk, unwritable):
    desk.open_series()
    desk.press(Qt.Key.Key_Return)
    question(desk).reject()
    assert desk.loaded == []
    desk.controller.read_only()
    desk.qtbot.waitUntil(lambda: desk.screen.volume is not None)


def test_a_folder_that_is_no_better_asks_again(desk, unwritable, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path / "file" / "other"))
    ran, asked = [], []
    monkeypatch.setattr(home_choice, "Confirm", lambda *given: SimpleNamespace(open=lambda: asked.append(given)))
    desk.commands._home.choose(lambda: ran.append(1))
    assert (len(asked), ran) == (1, [])


def test_the_settings_show_the_folder_and_change_it(qtbot, monkeypatch, tmp_path):
    asked = []
    dialog = SettingsDialog(None, Settings(), lambda _new: None, lambda: None, lambda: asked.append(1))
    qtbot.addWidget(dialog)
    assert dialog._home.text() == str(folders.home())
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "other"))
    dialog.show_home()
    assert dialog._home.text() == str(tmp_path / "other")


def test_an_answer_that_could_not_be_saved_is_taken_by_the_next_try(monkeypatch, tmp_path, own_home):
    runs = []
    monkeypatch.setattr(work.model_run, "found", lambda *_given: runs.append(1) or detection())
    monkeypatch.setattr(work._queue, "key", lambda _entry: "key")
    one = series()
    entry = SeriesEntry(study_of(one), one)
    given = (entry, volume(), "K. Han", lambda _now: None, lambda: False)
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(ReviewRefused, match="answer is kept"):
        work.start_review(*given)
    monkeypatch.setenv("METSREVIEW_HOME", str(own_home))
    opened = work.start_review(*given)
    opened.session.close()
    assert runs == [1]
    assert len(opened.session.state.lesions) == len(detection().lesions)


def test_an_answer_that_came_before_its_cancel_was_heard_is_taken_by_the_next_try(monkeypatch, own_home):
    runs = []
    monkeypatch.setattr(work.model_run, "found", lambda *_given: runs.append(1) or detection())
    monkeypatch.setattr(work._queue, "key", lambda _entry: "late")
    one = series()
    given = (SeriesEntry(study_of(one), one), volume(), "K. Han", lambda _now: None)
    with pytest.raises(Cancelled):
        work.start_review(*given, lambda: True)
    work.start_review(*given, lambda: False).session.close()
    assert runs == [1]


def test_an_answer_of_another_grid_is_not_kept(monkeypatch, own_home):
    small = replace(detection(), brain_mask=detection().brain_mask[:-1])
    kept = []
    monkeypatch.setattr(work.model_run, "found", lambda *_given: small)
    monkeypatch.setattr(work._queue, "key", lambda _entry: "key")
    monkeypatch.setattr(work._queue.ahead, "keep", lambda *given: kept.append(given))
    one = series()
    with pytest.raises(OfOtherImages, match="not of these images"):
        work.start_review(SeriesEntry(study_of(one), one), volume(), "K. Han", lambda _now: None, lambda: False)
    assert not kept


def test_a_screen_can_save_until_told_otherwise():
    assert Screen().unsaved == ""
