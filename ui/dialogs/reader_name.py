"""Who reads: asked once, kept in the settings."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.controls.buttons import CommandButton, Face
from ui.controls.text import label
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.language import translate

_LONGEST = 64  # DICOM's person name holds no more


class ReaderName(DialogFrame):
    """Asks for a name and hands it on.

    Parameters
    ----------
    parent, name
        The window; the name known so far.
    given
        Called with the name once it is confirmed.

    """

    def __init__(self, parent: QWidget | None, name: str, given: Callable[[str], None]) -> None:
        super().__init__(parent, translate("ReaderName", "Who reads?"))
        self.setFixedWidth(440)
        self._given = given
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.name.setAccessibleName(translate("ReaderName", "Reader's name"))
        self.name.setPlaceholderText(translate("ReaderName", "Name, as it shall stand in the export"))
        words = label(
            translate("ReaderName", "The name stands with every judgement and in what is exported."), 13, tone="2"
        )
        words.setWordWrap(True)
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(self.name)
        self.content.addLayout(column)
        self.confirm = CommandButton(Face(translate("ReaderName", "Continue"), primary=True, key="Enter"), 40)
        cancel = CommandButton(Face(translate("ReaderName", "Cancel")), 40)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.confirm)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self.name.returnPressed.connect(self._finish)
        self.name.textChanged.connect(self._allow)
        self._allow()
        self.name.setFocus()

    def _allow(self) -> None:
        self.confirm.setEnabled(bool(self.name.text().strip()))

    def _finish(self) -> None:
        if self.name.text().strip():
            self.accept()
            self._given(self.name.text().strip())
