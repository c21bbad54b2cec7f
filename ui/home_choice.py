"""Another folder for reviews: asked for before anything is worth saving where the present one cannot be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from core import folders, home_check
from ui.controller import Controller
from ui.dialogs.confirm import Confirm
from ui.language import translate
from ui.messages import Messages


class HomeChoice:
    """Asks for the folder and takes it.

    Parameters
    ----------
    window, controller, messages
        What it stands over, who is told, and where news goes.

    """

    def __init__(self, window: QWidget, controller: Controller, messages: Messages) -> None:
        self._window, self._controller, self._messages = window, controller, messages

    def needed(self, then: Callable[[], None]) -> None:
        """Go on where a review could be saved; else ask for a folder first, and go on once there is one."""
        reason = home_check.trouble()
        if not reason:
            then()
            return
        words = translate(
            "Home",
            "{home} cannot be written ({reason}). Choose a folder for reviews, settings and added models; "
            "nothing is run before. Read only shows the images without it.",
        )
        Confirm(
            self._window,
            translate("Home", "Reviews cannot be saved"),
            words.format(home=folders.home(), reason=reason),
            translate("Home", "Choose a folder…"),
            lambda: self.choose(then),
        ).open()

    def choose(self, then: Callable[[], None] = lambda: None) -> None:
        """Ask for a folder and keep reviews there from now on; what was kept so far stays where it is."""
        found = QFileDialog.getExistingDirectory(self._window, translate("Home", "A folder for reviews"))
        if not found:
            return
        before = folders.home()
        remembered = self._controller.use_home(Path(found))
        told = translate("Home", "Reviews are kept in {home} from now on; earlier ones stay in {before}.")
        if not remembered:
            told = translate(
                "Home", "Reviews are kept in {home} until the program ends; earlier ones stay in {before}."
            )
        self._messages.tell(told.format(home=found, before=before))
        self.needed(then)
