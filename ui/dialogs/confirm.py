"""One question before something that touches many at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.buttons import CommandButton, Face
from ui.controls.text import label
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.language import translate

_WIDTH = 440


class Confirm(DialogFrame):
    """A question, what follows from it, and the verb on the button.

    Parameters
    ----------
    parent
        The window it stands over.
    question, words, verb
        E.g. "Reject 6 lesions?", "They are marked as vessel. One undo takes all back.", "Reject 6".
    confirmed
        Called once the verb was chosen.

    """

    def __init__(
        self, parent: QWidget | None, question: str, words: str, verb: str, confirmed: Callable[[], None]
    ) -> None:
        super().__init__(parent, question)
        self.setFixedWidth(_WIDTH)
        self._confirmed = confirmed
        text = label(words, 13, tone="2")
        text.setWordWrap(True)
        text.setMinimumHeight(text.heightForWidth(_WIDTH - 2 * MARGIN))  # a dialog asks for the width alone
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 20, MARGIN, 20)
        column.addWidget(text)
        self.content.addLayout(column)
        self.confirm = CommandButton(Face(verb, primary=True, key="Enter"), 40)
        cancel = CommandButton(Face(translate("Dialog", "Cancel"), key="Esc"), 40)
        self.foot.addStretch(1)
        self.foot.addWidget(cancel)
        self.foot.addWidget(self.confirm)
        cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._finish)
        self.confirm.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter confirms; Esc leaves, as in every dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        else:
            super().keyPressEvent(event)

    def _finish(self) -> None:
        self.accept()
        self._confirmed()
