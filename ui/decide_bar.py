"""Accept, Reject, Edit: equal in size and weight."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import Command, key_of
from ui.controls.buttons import CommandButton, Face
from ui.glyphs import Glyph
from ui.language import translate
from ui.screen import Screen
from ui.theme import scaled

HEIGHT = 64


class DecideBar(QWidget):
    """The three decisions; the second look's is to restore."""

    accept_requested = Signal()
    reject_requested = Signal()
    edit_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        key = key_of(Command.ACCEPT)
        self._accept = Face(translate("Decide", "Accept"), glyph=Glyph.ACCEPTED, key=key)
        self._restore = Face(translate("Decide", "Restore"), icon="restore", key=key)
        reject = Face(translate("Decide", "Reject"), glyph=Glyph.REJECTED, key=key_of(Command.REJECT))
        edit = Face(translate("Decide", "Edit"), glyph=Glyph.EDITED, key=key_of(Command.EDIT))
        self.accept, self.reject, self.edit = (CommandButton(face, 40) for face in (self._accept, reject, edit))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        for button in (self.accept, self.reject, self.edit):
            button.setMinimumWidth(1)  # three equal thirds, whatever their words
            row.addWidget(button, 1)
            button.setEnabled(False)
        self.accept.clicked.connect(self.accept_requested)
        self.reject.clicked.connect(self.reject_requested)
        self.edit.clicked.connect(self.edit_requested)

    def set_sparse(self, sparse: bool) -> None:
        """Leave the glyphs out where the panel is narrow."""
        for button in (self.accept, self.reject, self.edit):
            button.set_sparse(sparse)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Turn on what can be decided about the finding at hand."""
        del old
        self.accept.set_face(self._restore if new.candidate is not None else self._accept)
        lesion = new.lesion is not None and not new.read_only
        self.accept.setEnabled(lesion or (new.candidate is not None and not new.read_only))
        self.reject.setEnabled(lesion)
        self.reject.set_held(new.rejecting)
        self.edit.setEnabled(lesion)
