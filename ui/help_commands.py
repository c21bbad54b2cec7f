"""The Help menu: guide, what this computer can run, where models and logs lie, reports of crashes, About."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QProcess
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core import crash_report, folders
from ui import guide
from ui.actions import Command, entry_of
from ui.dialogs.about import About, Inventory, look_up
from ui.dialogs.doctor_page import DoctorPage
from ui.dialogs.guide_page import GuidePage
from ui.dialogs.text_page import TextPage
from ui.folder_opening import show_folder
from ui.language import translate
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.programs import own_command
from ui.tasks import Tasks

GROUPS = (
    (Command.GUIDE, Command.KEYS, Command.DEMO),
    (Command.DOCTOR, Command.MODELS_FOLDER),
    (Command.LOGS, Command.CRASH_REPORT),
    (Command.ABOUT,),
)


class HelpCommands:
    """Carries them out.

    Parameters
    ----------
    window, messages, tasks
        What they act on, and where what takes a while is done.

    """

    def __init__(self, window: MainWindow, messages: Messages, tasks: Tasks) -> None:
        self._window, self._messages, self._tasks = window, messages, tasks

    def table(self) -> dict[Command, Callable[[], None]]:
        """Return what each command does."""
        return {
            Command.GUIDE: self.show_guide,
            Command.DOCTOR: lambda: DoctorPage(self._window).open(),
            Command.MODELS_FOLDER: partial(self._show_folder, folders.models()),
            Command.LOGS: partial(self._show_folder, folders.logs()),
            Command.CRASH_REPORT: self._show_last_report,
            Command.ABOUT: self._show_about,
            Command.NEW_WINDOW: self._open_window,
        }

    def menu(self, carry_out: Callable[[Command], None]) -> QMenu:
        """Make the menu."""
        menu = QMenu(translate("Command", "Help"), self._window)
        for group in GROUPS:
            for command in group:
                action = QAction(entry_of(command).words, menu)
                action.triggered.connect(lambda _checked=False, wanted=command: carry_out(wanted))
                action.setEnabled(command is not Command.CRASH_REPORT or bool(crash_report.reports()))
                menu.addAction(action)
            menu.addSeparator()
        return menu

    def show_menu(self, carry_out: Callable[[Command], None]) -> None:
        """Open the menu below its button."""
        below = self._window.top.help
        self.menu(carry_out).popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def show_guide(self) -> None:
        """Open the guide beside the window."""
        GuidePage(self._window, guide.first_page()).show()

    def show_report(self, path: Path) -> None:
        """Show a crash report: it is read here, and sent by nobody but the reader."""
        words = translate("Help", "It names no patient. Save it and send it to whoever looks after this program.")
        text = path.read_text(encoding="utf-8", errors="replace")
        TextPage(self._window, translate("Help", "Report of a crash"), words, text, path.name).open()

    def _show_last_report(self) -> None:
        found = crash_report.reports()
        if found:
            self.show_report(found[0])
        else:
            self._messages.tell(translate("Help", "There is no report of a crash."))

    def _show_folder(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if show_folder(folder):
            self._messages.tell(str(folder))
        else:
            title = translate("Help", "No file manager opened")
            words = translate("Help", "This is the folder. Its path is on the clipboard too.")
            page = TextPage(self._window, title, words, str(folder), "metsreview-folder.txt")
            page.resize(page.width(), page.minimumSizeHint().height())  # a line alone
            page.open()

    def _show_about(self) -> None:
        def show(inventory: Inventory) -> None:
            About(self._window, inventory).open()

        self._tasks.start(lambda _report, _cancel: look_up(), show, self._messages.show_error)

    def _open_window(self) -> None:
        program, *arguments = own_command()
        if not QProcess.startDetached(program, arguments)[0]:
            self._messages.tell(translate("Help", "Another window could not be started."))
