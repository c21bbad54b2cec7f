"""The composition root builds a whole window, and what nobody caught is shown in it."""

import shutil
import sys

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from core import folders
from core.errors import PackageRefused
from ui import app, readiness
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.work import Work


@pytest.fixture
def quiet(monkeypatch):
    monkeypatch.setattr(readiness, "lines", tuple)


def test_build_gives_a_window_that_opens_and_closes(qtbot, quiet, no_surfaces):
    window, controller, _ = app.build(Work(), Settings(reader="A"))
    qtbot.addWidget(window)
    window.show()
    assert controller.screen.reader == "A"
    window.close()


def test_uncaught_error_is_shown_and_the_window_goes_on(qapp, qtbot, quiet, no_surfaces, monkeypatch, own_home):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    loop = QEventLoop()  # quitting the application itself would stop the events of every later test
    monkeypatch.setattr(QApplication, "exec", loop.exec)
    seen = {}

    def look():
        window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        sys.excepthook(KeyError, KeyError("x"), None)
        seen["sentence"] = window.panel.alert.sentence
        seen["visible"] = window.isVisible()
        window.close()
        window.deleteLater()
        loop.quit()

    QTimer.singleShot(200, look)
    assert app.run([]) == 0
    assert seen == {"sentence": "Something unforeseen happened: KeyError.", "visible": True}


@pytest.fixture
def started(qapp, quiet, no_surfaces, monkeypatch, own_home):
    """Run the program until a look at its window was taken."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    loop = QEventLoop()
    monkeypatch.setattr(QApplication, "exec", loop.exec)

    def started(look):
        def taken():
            window = next(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
            try:
                look(window)
            finally:
                window.close()
                window.deleteLater()
                loop.quit()

        QTimer.singleShot(200, taken)
        assert app.run([]) == 0

    return started


def test_settings_that_cannot_be_read_stay_told_whatever_is_opened(started, own_home):
    """Six seconds at the lower edge were seen by nobody, and the reader's name was asked for without a word why."""
    settings = folders.settings_file()
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"reader": "A"')
    seen = []

    def look(window):
        window._close_alert()  # as when something is begun
        seen.append(window.panel.alert)

    started(look)
    assert seen[0].sentence == "The settings could not be read: the defaults are used."
    assert seen[0].in_doubt
    (kept,) = settings.parent.glob("*.unreadable-*")
    assert kept.name in seen[0].remedy


def test_missing_package_is_said_on_the_first_page(monkeypatch):
    def refuse():
        raise PackageRefused("There is no model package mets-demo.", "")

    monkeypatch.setattr(readiness.library, "default_packages", refuse)
    computer, model, reviews = readiness.lines()
    assert (model.state, model.good) == ("Missing", False)
    assert "Images can be read" in model.words
    assert computer.good
    assert "free" in reviews.words


def test_a_drive_that_is_nearly_full_says_so(monkeypatch, own_home):
    disk = shutil.disk_usage(own_home)
    monkeypatch.setattr(readiness.shutil, "disk_usage", lambda _path: disk._replace(free=5_900_000))
    reviews = readiness.lines()[-1]
    assert (reviews.state, reviews.good) == ("Nearly full", False)
    assert reviews.words.startswith("5.9 MB free. ")


def test_the_way_out_and_why_stand_before_the_folder(monkeypatch, own_home):
    monkeypatch.setattr(readiness.home_check, "trouble", lambda: "No space left on device")
    assert readiness.lines()[-1].words.startswith("Choose another folder in Settings (No space left on device)")
