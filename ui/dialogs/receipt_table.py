"""ROI by ROI: what was approved, what was read back, and whether they agree."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ui import glyphs, icons
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, SEMIBOLD
from ui.dialogs.receipt_columns import LEFT, Columns, RoiLine, total_values
from ui.glyphs import Glyph
from ui.language import translate
from ui.theme import current, font, scaled

_ROW, _HEAD, _LINE = 28, 34, 14


class ReceiptTable(QScrollArea):
    """Head, a row a ROI, the total; head and total stay where the rows are more than there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = _Rows(self)
        self.setWidget(self._rows)
        self.verticalScrollBar().valueChanged.connect(self._rows.update)

    @property
    def lines(self) -> tuple[RoiLine, ...]:
        """What is shown."""
        return self._rows.lines

    def show_lines(self, lines: tuple[RoiLine, ...]) -> None:
        """Show other ROIs."""
        self._rows.show_lines(lines)


class _Rows(QWidget):
    def __init__(self, area: QScrollArea) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._area = area
        self.lines: tuple[RoiLine, ...] = ()

    def show_lines(self, lines: tuple[RoiLine, ...]) -> None:
        self.lines = lines
        self.setMinimumHeight(_head_high() + _row_high() * (len(lines) + 1) + 8)
        self.setMinimumWidth(round(Columns.of(lines, 0).least))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        columns = Columns.of(self.lines, self.width())
        head, row, top = _head_high(), _row_high(), -self.y()  # what the scrolling has taken above
        for place, line in enumerate(self.lines):
            self._draw_line(painter, line, columns, head + row * (place + 0.5))
        high = self._area.viewport().height()
        if self.lines:
            self._draw_total(painter, columns, min(head + row * len(self.lines) + 4, top + high - row))
        self._draw_head(painter, columns, top)

    def _draw_head(self, painter: QPainter, columns: Columns, top: float) -> None:
        tokens = current()
        painter.fillRect(0, round(top), self.width(), _head_high(), QColor(tokens.panel))
        painter.setFont(font(11, MEDIUM))
        middle = top + _head_high() / 2 - 1
        _text(painter, "ROI", LEFT, middle, tokens.text3)
        for head, right in zip(columns.heads, columns.rights, strict=True):
            for place, words in enumerate(head):
                _right(painter, words, right, middle + scaled(_LINE) * (place - (len(head) - 1) / 2), tokens.text3)
        painter.fillRect(0, round(top) + _head_high() - 2, self.width(), 1, QColor(tokens.line))

    def _draw_line(self, painter: QPainter, line: RoiLine, columns: Columns, middle: float) -> None:
        tokens = current()
        painter.setFont(font(13, MEDIUM))
        _text(painter, line.name, LEFT, middle, tokens.text)
        painter.setFont(font(13))
        left, room = columns.position
        if room:
            position = QFontMetricsF(painter.font()).elidedText(line.position, Qt.TextElideMode.ElideMiddle, room + 1)
            _text(painter, position, left, middle, tokens.text2)
        for place, (value, right) in enumerate(zip(line.values, columns.rights, strict=True)):
            painter.setFont(font(13, MEDIUM) if place == 0 else font(13))
            _right(painter, value, right, middle, tokens.text if place == 0 else tokens.text2)
        corner = QPointF(self.width() - 12, middle)
        if line.agrees:
            glyphs.draw(painter, Glyph.ACCEPTED, corner, tokens, size=12)
        else:
            picture = icons.pixmap("warning", 16, tokens.pending, self.devicePixelRatioF())
            painter.drawPixmap(corner - QPointF(8, 8), picture)

    def _draw_total(self, painter: QPainter, columns: Columns, top: float) -> None:
        tokens = current()
        painter.fillRect(0, round(top), self.width(), _row_high() + 8, QColor(tokens.panel))
        painter.fillRect(0, round(top), self.width(), 1, QColor(tokens.line))
        painter.setFont(font(13, SEMIBOLD))
        middle = top + _row_high() / 2
        _text(painter, translate("Export", "Total GTV"), LEFT, middle, tokens.text)
        for value, right in zip(total_values(self.lines), columns.rights, strict=True):
            _right(painter, value, right, middle, tokens.text)


def _head_high() -> int:
    return max(_HEAD, scaled(2 * _LINE + 4))


def _row_high() -> int:
    return max(_ROW, scaled(_ROW - 6))


def _text(painter: QPainter, text: str, left: float, middle: float, ink: str) -> None:
    painter.setPen(QColor(ink))
    painter.drawText(QPointF(left, middle + QFontMetricsF(painter.font()).capHeight() / 2), text)


def _right(painter: QPainter, text: str, right: float, middle: float, ink: str) -> None:
    _text(painter, text, right - QFontMetricsF(painter.font()).horizontalAdvance(text), middle, ink)
