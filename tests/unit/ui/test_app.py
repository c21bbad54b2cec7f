"""The composition root builds a whole window, and what nobody caught is shown in it."""

import sys

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

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


def test_missing_package_is_said_on_the_first_page(monkeypatch):
    def refuse():
        raise PackageRefused("There is no model package mets-demo.", "")

    monkeypatch.setattr(readiness.library, "default_packages", refuse)
    computer, model, reviews = readiness.lines()
    assert (model.state, model.good) == ("Missing", False)
    assert "Images can be read" in model.words
    assert computer.good
    assert "free" in reviews.words
