"""How a review goes, in five steps: what the panel shows before a study is open."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls import key_cap
from ui.controls.guarded import paint_guarded
from ui.controls.text import SEMIBOLD
from ui.language import noted, translate
from ui.panel.welcome import Welcome
from ui.theme import current, font, scaled

_STEPS = (
    (noted("Welcome", "Open"), noted("Welcome", "The contrast-enhanced 3D T1 is picked."), ()),
    (noted("Welcome", "Find"), noted("Welcome", "The model runs while you read."), ()),
    (noted("Welcome", "Judge"), noted("Welcome", "Each lesion, then what was put aside."), ("A", "R")),
    (noted("Welcome", "Undo"), noted("Welcome", "Any step, without limit; all is saved."), ("Z",)),
    (noted("Welcome", "Export"), noted("Welcome", "Only what you approved, read back."), ()),
)
_TOP = 52
_STEP, _LEAST_STEP = 56, 41


class Steps(QWidget):
    """Five numbered steps on a line, and below them, where there is room, a few words for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Welcome", "How a review goes: open, find, judge, undo, export"))
        self.welcome = Welcome()
        self._above = scaled(_TOP + len(_STEPS) * _STEP) + 16
        column = QVBoxLayout(self)
        column.setContentsMargins(0, self._above, 0, 0)
        column.addWidget(self.welcome)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words out where they would be cut: the menu has all of them."""
        super().resizeEvent(event)
        needed = self.welcome.heightForWidth(self.width())
        self.welcome.setVisible(self.height() >= self._above + max(needed, self.welcome.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Return nothing: the words give way, the window's least size does not grow."""
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.fillRect(0, 0, self.width(), 1, QColor(tokens.line))
        painter.setFont(font(13, SEMIBOLD))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(16, scaled(38)), translate("Welcome", "How a review goes"))
        for place, (name, words, keys) in enumerate(_STEPS):
            self._draw_step(painter, place, name, words, keys)

    def _step(self) -> int:
        """Height of a step: less in a low window, so that the last one is not cut."""
        room = (self.height() - scaled(_TOP)) // len(_STEPS)
        return max(scaled(_LEAST_STEP), min(scaled(_STEP), room))

    def _draw_step(self, painter: QPainter, place: int, name: str, words: str, keys: tuple[str, ...]) -> None:
        tokens = current()
        step = self._step()
        top = scaled(_TOP) + place * step
        middle = QPointF(27, top + 16)
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, 10.5, 10.5)
        if place < len(_STEPS) - 1 and step == scaled(_STEP):
            painter.setPen(QPen(QColor(tokens.line), 1))
            painter.drawLine(middle + QPointF(0, 16), middle + QPointF(0, scaled(_STEP) - 16))
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.text2))
        width = painter.fontMetrics().horizontalAdvance(str(place + 1))
        painter.drawText(middle + QPointF(-width / 2, 4.5), str(place + 1))
        painter.drawText(QPointF(50, top + scaled(39)), translate("Welcome", words))
        painter.setFont(font(13))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(50, top + scaled(21)), translate("Welcome", name))
        right = self.width() - 16.0
        for key in reversed(keys):
            key_cap.draw(painter, key, right, top + 16)
            right -= key_cap.width_of(key) + 6
