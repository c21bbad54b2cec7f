"""A few choices side by side, one of them taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.controls.buttons import PaintedButton
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM
from ui.theme import current, font

_PAD = 12


class Segments(QWidget):
    """Choices in one frame.

    Parameters
    ----------
    words
        What stands on them.
    name
        What they choose, for screen readers.

    """

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self.buttons = [_Segment(each) for each in words]
        for place, button in enumerate(self.buttons):
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
        self.buttons[0].setChecked(True)

    def show_chosen(self, place: int) -> None:
        """Mark one; nothing is told."""
        self.buttons[place].setChecked(True)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.window))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class _Segment(PaintedButton):
    def __init__(self, word: str) -> None:
        super().__init__()
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the word."""
        return QSize(round(QFontMetricsF(font(13, MEDIUM)).horizontalAdvance(self.text())) + 2 * _PAD, 28)

    def draw(self, painter: QPainter) -> None:
        """Filled where taken."""
        tokens = current()
        if self.isChecked() or self._over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover if self.isChecked() else tokens.raised))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        painter.setFont(font(13, MEDIUM))
        painter.setPen(QColor(tokens.text if self.isChecked() else tokens.text2))
        metrics = QFontMetricsF(painter.font())
        left = (self.width() - metrics.horizontalAdvance(self.text())) / 2
        painter.drawText(QPointF(left, (self.height() + metrics.capHeight()) / 2), self.text())
        self.draw_focus(painter, tokens, 5)
