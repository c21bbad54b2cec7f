"""What is asked for with another series of the study: laid over, hidden again, another one chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.errors import NotRegistered
from core.resample import refuse_unregistered
from ui.actions import Command
from ui.controller import Controller
from ui.identity import geometry_line, series_name
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.screen import Page, SeriesEntry
from ui.second_series import others

_NONE = "This study has no other series that can be opened."


class SecondCommands:
    """Carries them out.

    Parameters
    ----------
    window, controller, messages
        What they act on.

    """

    def __init__(self, window: MainWindow, controller: Controller, messages: Messages) -> None:
        self._window, self._controller, self._messages = window, controller, messages
        self._menu: QMenu | None = None

    def toggle_overlay(self) -> None:
        """Lay the second series over, or hide it; the first time it is read, and chosen where there are several."""
        quad = self._window.review.quad
        if self._controller.screen.second is not None:
            quad.show_overlay(not quad.overlay_shown)
        else:
            self._with_second(self.choose)

    def choose(self) -> None:
        """Offer every other series of the study; one that is not registered says so when it is taken."""
        found = self._others()
        if not found:
            self._messages.tell(_NONE)
            return
        menu = QMenu(self._window)
        for entry in found:
            action = QAction(f"{series_name(entry.series)}   {geometry_line(entry.series)}", menu)
            action.setCheckable(True)
            second = self._controller.screen.second
            action.setChecked(second is not None and second.entry is entry)
            action.triggered.connect(lambda _checked=False, wanted=entry: self._show(wanted))
            menu.addAction(action)
        self._menu = menu
        beside = self._window.tools.buttons[Command.OVERLAY]
        menu.popup(beside.mapToGlobal(QPoint(beside.width() + 4, 0)))

    def _with_second(self, choose: Callable[[], None]) -> None:
        """Read the only series that may be laid over; ask where there are several, refuse where there is none."""
        found = self._others()
        if not found:
            self._messages.tell(_NONE)
            return
        fitting = [entry for entry in found if self._fits(entry)]
        if len(fitting) > 1:
            choose()
        else:
            self._show((fitting or found)[0])

    def _show(self, entry: SeriesEntry) -> None:
        """Read it; NotRegistered comes back as a sentence."""
        self._controller.show_second(entry)

    def _others(self) -> list[SeriesEntry]:
        screen = self._controller.screen
        if screen.page is not Page.REVIEW or screen.chosen is None:
            return []
        return others(screen.entries, screen.chosen)

    def _fits(self, entry: SeriesEntry) -> bool:
        chosen = self._controller.screen.chosen
        try:
            refuse_unregistered(entry.series, chosen.series if chosen is not None else entry.series)
        except NotRegistered:
            return False
        return True
