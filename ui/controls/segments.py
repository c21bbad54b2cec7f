"""A few choices side by side, one of them taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui import icons
from ui.controls.buttons import PaintedButton
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM
from ui.theme import current, font, scaled

_PAD, _SIGN = 12, 16


class Segments(QWidget):
    """Choices in one frame.

    Parameters
    ----------
    words
        What stands on them.
    name
        What they choose, for screen readers.
    signs
        Icons before the words, or none.

    """

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], name: str, signs: Sequence[str] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        self.buttons = [_Segment(each, sign) for each, sign in zip(words, signs or [""] * len(words), strict=True)]
        for place, button in enumerate(self.buttons):
            self._group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, place=place: self.chosen.emit(place))
        self.buttons[0].setChecked(True)

    def show_chosen(self, place: int) -> None:
        """Mark one; nothing is told."""
        if not self.buttons[place].isChecked():
            self.buttons[place].setChecked(True)
            self.update()

    def set_sparse(self, sparse: bool) -> None:
        """Leave the icons out, where the window is narrow."""
        for button in self.buttons:
            button.set_sparse(sparse)
        self.updateGeometry()  # at once: whoever asks for the room next is told the new one

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
    def __init__(self, word: str, sign: str) -> None:
        super().__init__()
        self._sign, self._sparse = sign, False
        self.setText(word)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for the word."""
        return QSize(round(self._content_width()) + 2 * _PAD, scaled(28))

    def set_sparse(self, sparse: bool) -> None:
        """Leave the icon out."""
        self._sparse = sparse
        self.updateGeometry()
        self.update()

    def _sign_width(self) -> float:
        return scaled(_SIGN) + 8.0 if self._sign and not self._sparse else 0.0

    def _content_width(self) -> float:
        return self._sign_width() + QFontMetricsF(font(13, MEDIUM)).horizontalAdvance(self.text())

    def draw(self, painter: QPainter) -> None:
        """Filled where taken."""
        tokens = current()
        if self.isChecked() or (self._over and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover if self.isChecked() else tokens.raised))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        ink = tokens.disabled if not self.isEnabled() else tokens.text if self.isChecked() else tokens.text2
        left = (self.width() - self._content_width()) / 2
        if self._sign_width():
            picture = icons.pixmap(self._sign, scaled(_SIGN), ink, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - scaled(_SIGN)) / 2), picture)
        painter.setFont(font(13, MEDIUM))
        painter.setPen(QColor(ink))
        metrics = QFontMetricsF(painter.font())
        painter.drawText(QPointF(left + self._sign_width(), (self.height() + metrics.capHeight()) / 2), self.text())
        self.draw_focus(painter, tokens, 5)
