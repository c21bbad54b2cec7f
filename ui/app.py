"""The composition root: every object of the window is built here, once."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from core import folders
from core.version import VERSION
from ui import readiness
from ui import settings as settings_file
from ui.commands import Commands
from ui.controller import Controller
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.settings import Settings
from ui.style_sheet import wear
from ui.tasks import Tasks
from ui.theme import DARK, LIGHT
from ui.work import Work

_log = logging.getLogger(__name__)


def build(work: Work, settings: Settings) -> tuple[MainWindow, Controller, Messages]:
    """Build the window with what drives it; the application wears its theme already."""
    messages = Messages()
    tasks = Tasks()
    controller = Controller(work, tasks, messages, settings.reader)
    window = MainWindow(controller, messages)
    for owned in (messages, tasks, controller):
        owned.setParent(window)
    Commands(window, controller, messages, settings)
    window.closing.connect(controller.close)
    # What there is to work with is looked up beside the window: it opens at once.
    tasks.start(lambda _report, _cancel: readiness.lines(), window.first_run.card.show_lines, messages.show_error)
    return window, controller, messages


def run(paths: list[Path]) -> int:
    """Open the window, on these studies if any are given; returns the exit status.

    Parameters
    ----------
    paths
        Files or folders.

    """
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("MetsReview")
    application.setApplicationVersion(VERSION)
    settings = settings_file.load(folders.settings_file())
    wear(application, LIGHT if settings.theme == LIGHT.name else DARK)
    window, controller, messages = build(Work(), settings)
    # What no one caught, in a slot or an event, is shown like any other error; the window goes on.
    sys.excepthook = lambda _kind, error, _trace: messages.show_error(error)
    window.resize(1440, 900)
    window.show()
    if paths:
        controller.open_paths(paths)
    return application.exec()
