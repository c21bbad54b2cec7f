"""Who approved, and whether the structure set may say so."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ui.controls.text import MEDIUM, label
from ui.language import translate


class ApprovalChoice(QWidget):
    """The reader's name, and a box for planning systems that take no approved structure set.

    Parameters
    ----------
    reader
        Who judged.
    approved
        At first.

    """

    chosen = Signal()

    def __init__(self, reader: str, *, approved: bool = True) -> None:
        super().__init__()
        self.head = label("", 12, tone="2")
        self.unapproved = QCheckBox(translate("Export", "Export as unapproved"))
        self.unapproved.setChecked(not approved)
        self.words = label("", 12, tone="3")
        self.words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(label(reader, 13, MEDIUM))
        column.addWidget(self.unapproved)
        column.addWidget(self.words)
        self.unapproved.toggled.connect(self._take)
        self._show()

    @property
    def approved(self) -> bool:
        """Whether the structure set is to say APPROVED."""
        return not self.unapproved.isChecked()

    def _take(self) -> None:
        self._show()
        self.chosen.emit()

    def _show(self) -> None:
        approved = self.approved
        self.head.setText(translate("Export", "Approved by") if approved else translate("Export", "Judged by"))
        meant = translate(
            "Export", "The structure set says UNAPPROVED: it is approved in the planning system before it is used."
        )
        self.words.setText("" if approved else meant)
        self.words.setVisible(not approved)
