"""While the reader marks without the model: that it is so, and the way out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.controls.buttons import CommandButton, Face
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, label
from ui.language import translate
from ui.screen import Screen
from ui.theme import current, mixed, scaled

_HEIGHT = 56


class BlindBar(QWidget):
    """Stands over the list for as long as the model's answer is hidden."""

    reveal_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(_HEIGHT))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(translate("Blind", "Blind reading"), 13, MEDIUM))
        words.addWidget(label(translate("Blind", "The model's answer is hidden"), 12, tone="2"))
        self.reveal = CommandButton(Face(translate("Blind", "Reveal"), key="Ctrl R"), 32)
        self.reveal.clicked.connect(self.reveal_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addLayout(words, 1)
        row.addWidget(self.reveal)
        self.hide()

    def render_screen(self, new: Screen) -> None:
        """Stand there while it is so."""
        self.setVisible(new.blind)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.fillRect(self.rect(), mixed(tokens.panel, tokens.accent, 0.16))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
