"""The composition root: every object of the window is built here, once."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from core import folders, passing
from core.logs import open_log
from core.ongoing import Note, left_behind
from ui import readiness, window_place
from ui import settings as settings_file
from ui.announcer import Announcer
from ui.appearance import put_on
from ui.commands import Commands
from ui.controller import Controller
from ui.garbage import Collector
from ui.home_choice import HomeChoice
from ui.language import translate
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.offers import Offers, offers_of
from ui.pages.first_run import StateLine
from ui.settings import Settings
from ui.tasks import Tasks
from ui.viewer.view_layout import ViewLayout
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
    commands = Commands(window, controller, messages, settings)
    Announcer(window, controller, messages)
    kept = {each.value: each for each in ViewLayout if each is not ViewLayout.SIDE_BY_SIDE}  # that needs two series
    if settings.layout in kept:
        window.review.quad.set_layout(kept[settings.layout])
    window.closing.connect(controller.close)
    # What there is to work with is looked up beside the window: it opens at once.
    shown: list[Any] = []

    def show(lines: Any) -> None:
        shown[:] = [lines]
        window.first_run.card.show_lines(lines)

    def look_up() -> None:
        tasks.start(lambda _report, _cancel: _swept_and_ready(), show, messages.show_error)

    look_up()
    controller.home_chosen.connect(look_up)
    commands.model_offer.added.connect(look_up)
    window.remade.connect(lambda: show(*shown) if shown else None)
    window.report_requested.connect(commands.help.show_report)
    return window, controller, messages


def _swept_and_ready() -> tuple[StateLine, ...]:
    """Remove what a window left that was ended by force, patients' files among it; tell what there is to work with."""
    passing.sweep_own()
    return readiness.lines()


def run(paths: list[Path], opened: Callable[[], object] = lambda: None, demo: Path | None = None) -> int:
    """Open the window, on these studies if any are given; returns the exit status.

    Parameters
    ----------
    paths
        Files or folders.
    opened
        Called once the window is on the screen.
    demo
        A folder that the synthetic patient is made in and opened from.

    """
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    collector = Collector(application)
    log_refused = _open_log()
    found = settings_file.read(folders.settings_file())
    settings = found.settings
    refused = (*found.refused, *put_on(settings))
    offers = Offers(offers_of(left_behind()))
    notes = [Note()]
    notes[-1].begin()
    window, controller, messages = build(Work(), settings)
    shown: list[Any] = [None]  # OpenReview

    def tell(review: Any) -> None:
        shown[:] = [review]
        notes[-1].tell(review)
        offers.shown(review)

    def renew() -> None:
        """Reviews are kept elsewhere now: so are log and note."""
        notes[-1].end()
        notes.append(Note())
        notes[-1].begin()
        notes[-1].tell(shown[0])
        _open_log()

    controller.review_shown.connect(tell)

    controller.home_chosen.connect(renew)
    # What no one caught, in a slot or an event, is shown like any other error; the window goes on.
    sys.excepthook = lambda _kind, error, _trace: messages.show_error(error)
    window_place.restore(window, settings.window)
    window.show()
    opened()
    collector.settle()
    window.show_offers(offers)

    def begin() -> None:
        if demo is not None:
            controller.open_demo(demo)
        if refused:
            aside = settings_file.keep_aside(folders.settings_file(), date.today()) if found.refused else None
            messages.doubt(*_settings_words(refused, aside), of_program=True)
        elif log_refused is not None:
            messages.tell(translate("News", "No log can be written: {reason}.").format(reason=log_refused.strerror))

    if found.out_of_reach:  # a share that is down, a folder that may not be entered: another one is asked for at once
        HomeChoice(window, controller, messages).needed(begin)
    else:
        begin()
    if paths:
        window.paths_dropped.emit(paths)
    try:
        return application.exec()
    finally:
        offers.close()
        notes[-1].end()
        collector.stop()


def _open_log() -> OSError | None:
    """Open the log; a home that cannot be written is told, and stops nobody from reading images."""
    try:
        path = open_log()
    except OSError as error:
        return error
    _log.info("started, log %s", path.name)
    return None


def _settings_words(refused: tuple[str, ...], aside: Path | None) -> tuple[str, str]:
    """Return what is wrong with the settings, and where the former ones are."""
    if "" in refused:
        told = translate("Settings", "The settings could not be read: the defaults are used.")
    else:
        told = translate("Settings", "Some settings could not be used: their defaults are. ({names})")
    kept = translate("Settings", "The file is kept as {name}.").format(name=aside.name) if aside is not None else ""
    return told.format(names=", ".join(refused)), kept
