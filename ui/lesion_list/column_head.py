"""The heads of the columns; a click sorts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM
from ui.core_words import spoken
from ui.language import translate
from ui.lesion_list.columns import candidate_columns, lesion_columns
from ui.lesion_list.row import Column, Order
from ui.theme import current, font, scaled

HEIGHT = 26


class ColumnHead(QWidget):
    """Names of the columns over a list of lesions or candidates.

    Parameters
    ----------
    candidates
        The second look's columns, which are not sorted.

    """

    sort_requested = Signal(Column)

    def __init__(self, *, candidates: bool = False) -> None:
        super().__init__()
        self._candidates = candidates
        self._order = Order()
        self.setFixedHeight(scaled(HEIGHT))

    def show_order(self, order: Order) -> None:
        """Mark the column that the list is sorted by."""
        self._order = order
        self.update()

    def column_at(self, x: float) -> Column:
        """Return the column under ``x`` px."""
        columns = lesion_columns(self.width())
        if x < columns.glyph_middle - scaled(10):
            return Column.NUMBER
        if x < columns.name_left - 4:
            return Column.STATUS
        if x <= columns.name_right:
            return Column.POSITION
        if x <= columns.volume_right + 2:
            return Column.VOLUME
        return Column.DIAMETER if x <= columns.second_right + 2 else Column.PROBABILITY

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the order by the clicked column."""
        if not self._candidates and event.button() == Qt.MouseButton.LeftButton:
            self.sort_requested.emit(self.column_at(event.position().x()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(QPen(QColor(tokens.line), 1))
        for y in (0.5, self.height() - 0.5):
            painter.drawLine(QPointF(0, y), QPointF(self.width(), y))
        painter.setFont(font(11, MEDIUM))
        if self._candidates:
            self._draw_candidates(painter)
        else:
            self._draw_lesions(painter)

    def _draw_lesions(self, painter: QPainter) -> None:
        columns = lesion_columns(self.width())
        self._right(painter, Column.NUMBER, columns.number_right)
        if self._order.column is Column.STATUS:  # its head is the glyphs below it
            self._chevron(painter, columns.glyph_middle - 6)
        end = self._left(painter, translate("List", "Position"), columns.name_left)
        if self._order.column is Column.POSITION:
            self._chevron(painter, end + 4)
        self._right(painter, Column.VOLUME, columns.volume_right)
        self._right(painter, Column.DIAMETER, columns.second_right)
        if columns.third_right is not None:
            self._right(painter, Column.PROBABILITY, columns.third_right)

    def _draw_candidates(self, painter: QPainter) -> None:
        columns = candidate_columns(self.width())
        self._left(painter, translate("List", "Position and why put aside"), columns.name_left)
        self._text_right(painter, "mm³", columns.volume_right)
        self._text_right(painter, translate("List", "Peak"), columns.second_right)

    def _right(self, painter: QPainter, column: Column, right: float) -> None:
        start = self._text_right(painter, spoken(column.value), right)
        if self._order.column is column:
            self._chevron(painter, start - 14)

    def _text_right(self, painter: QPainter, text: str, right: float) -> float:
        start = right - QFontMetricsF(painter.font()).horizontalAdvance(text)
        self._left(painter, text, start)
        return start

    def _left(self, painter: QPainter, text: str, left: float) -> float:
        metrics = QFontMetricsF(painter.font())
        painter.setPen(QColor(current().text3))
        painter.drawText(QPointF(left, (self.height() + metrics.capHeight()) / 2), text)
        return left + metrics.horizontalAdvance(text)

    def _chevron(self, painter: QPainter, left: float) -> None:
        name = "chevron-down" if self._order.descending else "chevron-up"
        picture = icons.pixmap(name, 12, current().text2, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, self.height() / 2 - 6), picture)
