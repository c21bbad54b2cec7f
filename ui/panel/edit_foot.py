"""Undo, Redo, Done: the decisions' place while editing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import Command, key_of
from ui.controls.buttons import CommandButton, Face
from ui.decide_bar import HEIGHT
from ui.language import translate
from ui.screen import Screen
from ui.theme import scaled


class EditFoot(QWidget):
    """Every step is saved when it is taken: Done only goes back."""

    command_requested = Signal(Command)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        self._sparse = False
        self.undo = CommandButton(Face(translate("Edit", "Undo"), icon="undo", key=key_of(Command.UNDO)), 40)
        self.redo = CommandButton(Face(translate("Edit", "Redo"), icon="redo", key=key_of(Command.REDO)), 40)
        self.done = CommandButton(Face(translate("Edit", "Done"), key="Enter", primary=True), 40)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for button, command in (
            (self.undo, Command.UNDO),
            (self.redo, Command.REDO),
            (self.done, Command.ENTER),
        ):
            button.setMinimumWidth(1)
            row.addWidget(button, 1)
            button.clicked.connect(lambda _checked=False, wanted=command: self.command_requested.emit(wanted))

    def set_sparse(self, sparse: bool) -> None:
        """Leave the icons out where the panel is narrow."""
        self._sparse = sparse
        self._make_room()

    def resizeEvent(self, event: object) -> None:
        """Longer words, as in Korean, need the icons' room in a wide panel too."""
        del event
        self._make_room()

    def _make_room(self) -> None:
        buttons = (self.undo, self.redo, self.done)
        for button in buttons:
            button.set_sparse(False)
        tight = self._sparse or any(button.sizeHint().width() > button.width() for button in buttons)
        for button in buttons:
            button.set_sparse(tight)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Turn on what can be undone and done again."""
        del old
        self.undo.setEnabled(new.can_undo)
        self.redo.setEnabled(new.can_redo)
