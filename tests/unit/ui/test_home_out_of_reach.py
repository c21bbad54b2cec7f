"""A folder for reviews that cannot be looked into (a share that is down, another's): the window opens all the same."""

import sys

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from core import crash_report, folders, ongoing, passing, reach
from core.planning.profiles import known_profiles
from core.review import log
from core.study import Series
from inference import gpu_bundle, library, remembered
from tests.helpers.reviews import detection, series
from tests.helpers.windows import study_of, volume
from ui import app, readiness, settings, work
from ui.dialogs.confirm import Confirm
from ui.main_window import MainWindow
from ui.screen import SeriesEntry


@pytest.fixture
def out_of_reach(monkeypatch, tmp_path):
    """A home of which the system answers every question with an error, as of a folder that may not be entered."""
    home = tmp_path / ("x" * 300)
    monkeypatch.setenv("METSREVIEW_HOME", str(home))
    with pytest.raises(OSError, match="too long"):
        home.exists()
    return home


def test_what_is_only_looked_for_is_missed_without_an_error(out_of_reach):
    assert not reach.is_there(out_of_reach)
    assert not reach.is_file(out_of_reach / "file")
    assert reach.found(out_of_reach, "*") == []
    assert ongoing.left_behind() == ()
    assert crash_report.reports() == []
    assert gpu_bundle.find() is None
    assert {path.parent for path in library.paths()} == {library.embedded_folder()}
    assert known_profiles().profiles
    remembered.forget()
    passing.sweep_own()
    assert settings.read(folders.settings_file()).out_of_reach


def test_the_first_page_says_it_and_what_to_do(out_of_reach):
    *_, reviews = readiness.lines()
    assert (reviews.state, reviews.good) == ("Cannot be saved", False)
    assert "File name too long" in reviews.words


def test_the_window_opens_says_so_and_takes_another_folder(
    qapp, qtbot, no_surfaces, monkeypatch, out_of_reach, tmp_path
):
    monkeypatch.setattr(readiness, "lines", tuple)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path / "elsewhere"))
    loop = QEventLoop()  # quitting the application itself would stop the events of every later test
    monkeypatch.setattr(QApplication, "exec", loop.exec)
    seen = {}

    def look():
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        seen["visible"] = window.isVisible()
        question = window.findChild(Confirm)
        seen["asked"] = question is not None
        if question is not None:
            question.confirm.click()
        seen["home"] = folders.home()
        seen["noted"] = len(list((tmp_path / "elsewhere" / "ongoing").glob("*.lock")))
        window.close()
        window.deleteLater()
        loop.quit()

    QTimer.singleShot(200, look)
    assert app.run([]) == 0
    assert seen == {"visible": True, "asked": True, "home": tmp_path / "elsewhere", "noted": 1}


def test_images_are_listed(out_of_reach, monkeypatch):
    one = series()
    monkeypatch.setattr(work.lone_image, "studies", lambda *_given: (study_of(one),))
    monkeypatch.setattr(work.fitness, "checks", lambda *_given: ())
    monkeypatch.setattr(work.model_run, "check", lambda *_given: ())
    found = work.find_series([], lambda _busy: None, lambda: False)
    assert not found.entries[0].has_review
    assert found.unsaved == "File name too long"


def test_a_review_that_another_window_began_while_the_model_ran_is_shown(monkeypatch, own_home):
    one = series()

    def found(*_given):
        other.append(work.ReviewSession.start(folders.review(one), one, detection(), "K. Han"))
        return detection()

    other = []
    monkeypatch.setattr(work.model_run, "found", found)
    monkeypatch.setattr(work._queue, "key", lambda _entry: "key")
    opened = work.start_review(SeriesEntry(study_of(one), one), volume(), "K. Han", lambda _now: None, lambda: False)
    other[0].close()
    assert opened.session.read_only, "it is open there"


def test_an_answer_is_kept_where_the_folder_went_while_the_model_ran(monkeypatch, tmp_path, own_home):
    def found(*_given):
        monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / ("x" * 300)))
        return detection()

    monkeypatch.setattr(work.model_run, "found", found)
    monkeypatch.setattr(work._queue, "key", lambda _entry: "key")
    one: Series = series()
    given = (SeriesEntry(study_of(one), one), volume(), "K. Han", lambda _now: None, lambda: False)
    with pytest.raises(work.ReviewRefused, match=r"File name too long.*answer is kept"):
        work.start_review(*given)
    monkeypatch.setenv("METSREVIEW_HOME", str(own_home))
    monkeypatch.setattr(work.model_run, "found", lambda *_given: pytest.fail("run again"))
    opened = work.start_review(*given)
    opened.session.close()
    assert (folders.review(one) / log.FILE_NAME).is_file()
