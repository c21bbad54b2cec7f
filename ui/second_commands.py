"""What is asked for with another series of the study: laid over, set beside, hidden again, chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.errors import NotRegistered
from core.resample import refuse_unregistered
from ui.actions import Command
from ui.controller import Controller
from ui.identity import geometry_line, series_name
from ui.language import noted, translate
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.screen import Page, SeriesEntry
from ui.second_series import laid_for, others
from ui.viewer.view_layout import ViewLayout

_NONE = noted("News", "This study has no other series that can be opened.")


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
            self._window.review.await_beside(False)
            self._read()

    def toggle_beside(self) -> None:
        """Show the second series beside the first, or the four views again; it is read as for an overlay."""
        review, screen = self._window.review, self._controller.screen
        if screen.edit is not None:
            self._messages.tell(translate("News", "That is for the review: leave editing first (Esc)."))
            return
        if screen.page is not Page.REVIEW:
            return
        self._controller.findings.show_sheet(False)
        if review.quad.layout_now is ViewLayout.SIDE_BY_SIDE:
            review.use_layout(Command.LAYOUT_FOUR)
        elif screen.second is not None:
            review.use_layout(Command.SIDE_BY_SIDE)
        else:
            review.await_beside(True)
            self._read()

    def choose(self) -> None:
        """Offer every other series of the study; one that is not registered says so when it is taken."""
        found = self._others()
        if not found:
            self._messages.tell(translate("News", _NONE))
            return
        menu = QMenu(self._window)
        for entry in found:
            action = QAction(f"{series_name(entry.series)}   {geometry_line(entry.series)}", menu)
            action.setCheckable(True)
            second = self._controller.screen.second
            action.setChecked(second is not None and second.entry is entry)
            action.triggered.connect(lambda _checked=False, wanted=entry: self._controller.show_second(wanted))
            menu.addAction(action)
        self._menu = menu
        beside = self._window.tools.buttons[Command.OVERLAY]
        menu.popup(beside.mapToGlobal(QPoint(beside.width() + 4, 0)))

    def _read(self) -> None:
        """Read the only series that may be shown; ask where there are several, refuse where there is none."""
        found = self._others()
        fitting = [entry for entry in found if self._fits(entry)]
        if found and len(fitting) <= 1:
            self._controller.show_second((fitting or found)[0])
        else:
            self.choose()

    def _others(self) -> list[SeriesEntry]:
        screen = self._controller.screen
        if screen.page is not Page.REVIEW or screen.chosen is None:
            return []
        return others(screen.entries, screen.chosen)

    def _fits(self, entry: SeriesEntry) -> bool:
        chosen = self._controller.screen.chosen
        if laid_for(entry, self._controller.laid) is not None:
            return True
        try:
            refuse_unregistered(entry.series, chosen.series if chosen is not None else entry.series)
        except NotRegistered:
            return False
        return True
