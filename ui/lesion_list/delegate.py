"""How a row is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import glyphs, numbers
from ui.controls.guarded import tell_fault
from ui.controls.text import MEDIUM
from ui.glyphs import Glyph
from ui.lesion_list.columns import Columns, candidate_columns, lesion_columns
from ui.lesion_list.model import ROW_ROLE
from ui.lesion_list.row import Row
from ui.theme import Tokens, current, font, scaled

ROW_HEIGHT = 28
_INSET = 5


class RowDelegate(QStyledItemDelegate):
    """Draws lesions; a rejected one quieter, the selected one with the accent bar at the panel's edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height every row has."""
        del option, index
        return QSize(0, scaled(ROW_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row, guarded as every painting is."""
        row = index.data(ROW_ROLE)
        painter.save()
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            # The scroll bar lies in the margin: columns stay under their heads where it appears.
            whole = option.widget.width() if option.widget is not None else option.rect.width()
            box = QRectF(0, option.rect.y(), whole, option.rect.height())
            painter.translate(box.topLeft())
            state = option.state
            if bool(state & QStyle.StateFlag.State_Selected):
                _draw_selected(painter, box.width(), at_hand=_is_current(option.widget, index))
            elif bool(state & QStyle.StateFlag.State_MouseOver):
                _draw_box(painter, box.width(), current().hover)
            self.draw(painter, row, box.width())
        except Exception as fault:  # noqa: BLE001 - nothing may leave a paint event
            tell_fault(self, fault)
        finally:
            painter.restore()

    def draw(self, painter: QPainter, row: Row, width: float) -> None:
        """Draw a lesion's row in a box of ``width`` at the origin."""
        tokens = current()
        columns = lesion_columns(width)
        quiet = tokens.text3 if row.dimmed else ""
        end = _draw_left(painter, row, columns, tokens, columns.name_right - (16 if row.edited else 0))
        if row.edited:
            glyphs.draw(painter, Glyph.EDITED, QPointF(end + 12, scaled(ROW_HEIGHT) / 2), tokens, size=scaled(11))
        _number(painter, numbers.volume(row.volume_mm3), columns.volume_right, quiet or tokens.text, medium=True)
        _number(painter, numbers.length(row.longest_mm), columns.second_right, quiet or tokens.text2)
        if columns.third_right is not None:
            _number(painter, numbers.probability(row.probability), columns.third_right, quiet or tokens.text2)


class CandidateDelegate(RowDelegate):
    """Draws what was put aside, with the reason in words."""

    def draw(self, painter: QPainter, row: Row, width: float) -> None:
        """Draw a candidate's row in a box of ``width`` at the origin."""
        tokens = current()
        columns = candidate_columns(width)
        metrics = QFontMetricsF(font(12))
        reason_width = metrics.horizontalAdvance(row.remark)
        end = _draw_left(painter, row, columns, tokens, columns.name_right - reason_width - 8)
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.text3))
        painter.drawText(QPointF(end + 8, _baseline(metrics)), row.remark)
        _number(painter, numbers.volume(row.volume_mm3), columns.volume_right, tokens.text, medium=True)
        _number(painter, numbers.probability(row.probability), columns.second_right, tokens.text2)


def _is_current(view: QWidget | None, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether a row is the one that views and card show; of several marked ones it is one."""
    return not isinstance(view, QAbstractItemView) or view.currentIndex().row() == index.row()


def _draw_selected(painter: QPainter, width: float, *, at_hand: bool) -> None:
    _draw_box(painter, width, current().selected)
    if not at_hand:
        return
    painter.setBrush(QColor(current().accent))
    painter.drawRoundedRect(QRectF(-3, 5, 6, scaled(ROW_HEIGHT) - 10), 3, 3)


def _draw_box(painter: QPainter, width: float, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(_INSET, 0, width - 2 * _INSET, scaled(ROW_HEIGHT)).adjusted(0, 0.5, 0, -0.5), 5, 5)


def _draw_left(painter: QPainter, row: Row, columns: Columns, tokens: Tokens, name_right: float) -> float:
    """Draw number, glyph and name; returns where the name ends."""
    ink = tokens.text3 if row.dimmed else tokens.text
    _number(painter, row.number, columns.number_right, ink, medium=True)
    middle = QPointF(columns.glyph_middle, scaled(ROW_HEIGHT) / 2)
    glyphs.draw(painter, row.glyph, middle, tokens, size=scaled(glyphs.BOX))
    painter.setFont(font(13))
    painter.setPen(QColor(ink))
    name = f"+ {row.name}" if row.own else row.name
    return _elided(painter, name, columns.name_left, name_right - columns.name_left)


def _elided(painter: QPainter, text: str, left: float, width: float) -> float:
    metrics = QFontMetricsF(painter.font())
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(0.0, width))
    painter.drawText(QPointF(left, _baseline(metrics)), shown)
    return left + metrics.horizontalAdvance(shown)


def _number(painter: QPainter, text: str, right: float, ink: str, *, medium: bool = False) -> None:
    painter.setFont(font(13, MEDIUM) if medium else font(13))
    painter.setPen(QColor(ink))
    metrics = QFontMetricsF(painter.font())
    painter.drawText(QPointF(right - metrics.horizontalAdvance(text), _baseline(metrics)), text)


def _baseline(metrics: QFontMetricsF) -> float:
    return (scaled(ROW_HEIGHT) + metrics.capHeight()) / 2
