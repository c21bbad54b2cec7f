"""Why a lesion is rejected: six reasons on six digits, over the evidence card."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.lesion import RejectReason
from ui.controls.buttons import PaintedButton
from ui.controls.guarded import paint_guarded
from ui.controls.key_cap import KeyCap, draw
from ui.controls.text import MEDIUM, SEMIBOLD, label
from ui.core_words import spoken
from ui.language import translate
from ui.screen import Screen
from ui.theme import current, font, scaled

HEIGHT = 142
_WORDS_LEFT, _END = 36, 6  # px
REASONS = tuple(RejectReason)  # digit 1 is the first


class ReasonButton(PaintedButton):
    """A digit's cap and the reason."""

    def __init__(self, digit: int, reason: RejectReason) -> None:
        super().__init__()
        self._digit = digit
        self.reason = reason
        self.setText(spoken(reason.value).capitalize())
        self.setAccessibleName(f"{digit} {self.text()}")
        self.setFixedHeight(scaled(28))
        self.setMinimumWidth(max(120, self.sizeHint().width()))

    def sizeHint(self) -> QSize:
        """As wide as cap and reason, in any language."""
        words = QFontMetricsF(font(13, MEDIUM)).horizontalAdvance(self.text())
        return QSize(ceil(_WORDS_LEFT + words) + _END, scaled(28))

    def draw(self, painter: QPainter) -> None:
        """Cap, words, hover, ring."""
        tokens = current()
        if self._over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        draw(painter, str(self._digit), 26, self.height() / 2)
        painter.setFont(font(13, MEDIUM))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(_WORDS_LEFT, self.height() / 2 + 5), self.text())
        self.draw_focus(painter, tokens, 5)


class RejectReasons(QWidget):
    """Stands over the card while a rejection is under way; Esc leaves it."""

    reason_given = Signal(RejectReason)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = label("", 13, SEMIBOLD)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(KeyCap("Esc"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        self.buttons = [ReasonButton(digit, reason) for digit, reason in enumerate(REASONS, 1)]
        for place, button in enumerate(self.buttons):
            grid.addWidget(button, place % 3, place // 3)
            button.clicked.connect(lambda _checked=False, reason=button.reason: self.reason_given.emit(reason))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(grid)
        self.hide()

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Open or close."""
        if new.lesion is not None:
            self._title.setText(translate("Decide", "Reject {number}, because of").format(number=new.lesion.number))
        self.setVisible(new.rejecting)
        if new.rejecting and not old.rejecting:
            self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setBrush(QColor(tokens.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
