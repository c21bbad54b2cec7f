"""Key caps: which key does it, where the eye is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, label
from ui.theme import current, font, scaled

HEIGHT = 18
_INSET = 5


def width_of(text: str) -> float:
    """Return a cap's width in logical px."""
    return max(scaled(HEIGHT), QFontMetricsF(font(11, MEDIUM)).horizontalAdvance(text) + 2 * _INSET)


def draw(painter: QPainter, text: str, right: float, middle: float, ink: str = "", fill: str = "") -> None:
    """Draw a cap whose right edge is at ``right``, in the middle of the line at ``middle``.

    Parameters
    ----------
    painter, text
        Where and what.
    right, middle
        Logical px.
    ink, fill
        Colours other than the worn theme's, e.g. on the accent; ``"none"`` leaves the cap unfilled.

    """
    tokens = current()
    box = QRectF(right - width_of(text), middle - scaled(HEIGHT) / 2, width_of(text), scaled(HEIGHT))
    painter.save()
    painter.setPen(QPen(QColor(ink or tokens.control), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush if fill == "none" else QColor(fill or tokens.hover))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setPen(QColor(ink or tokens.text))
    painter.setFont(font(11, MEDIUM))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class KeyCap(QWidget):
    """One cap."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the cap's own size."""
        return QSize(round(width_of(self._text)), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        del event
        paint_guarded(self, lambda painter: draw(painter, self._text, self.width(), self.height() / 2))


class KeyHint(QWidget):
    """A cap with what it does beside it."""

    def __init__(self, keys: tuple[str, ...], words: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for key in keys:
            row.addWidget(KeyCap(key))
        row.addSpacing(4)
        row.addWidget(label(words, 12, tone="2"))
