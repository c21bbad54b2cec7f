"""ROI by ROI: what was approved, what was read back, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui import glyphs, icons, numbers
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, SEMIBOLD
from ui.glyphs import Glyph
from ui.language import noted, translate
from ui.theme import current, font

_ROW = 28
_HEAD = 30
TOLERANCE = 0.5  # percent, above which a row stops the export
_RIGHTS = (266, 336, 404, 456, 518, 568)
_HEADS = (
    noted("Export", "Approved mm³"),
    noted("Export", "Read back"),
    noted("Export", "Diff."),
    noted("Export", "Dice"),
    noted("Export", "Shift mm"),
    noted("Export", "Slices"),
)


@dataclass(frozen=True)
class RoiLine:
    """One ROI of a receipt, with the lesion's place in words; a margin and an organ do not count in the total."""

    name: str
    position: str
    approved_mm3: float
    reread_mm3: float
    shift_mm: float
    dice: float
    slices: int
    is_lesion: bool = True

    @property
    def difference(self) -> float:
        """Return how much the volume read back differs, in percent."""
        return 100 * (self.reread_mm3 - self.approved_mm3) / self.approved_mm3 if self.approved_mm3 else 0.0

    @property
    def agrees(self) -> bool:
        """Whether it lies within the tolerance."""
        return abs(self.difference) <= TOLERANCE


class ReceiptTable(QScrollArea):
    """Head, a row a ROI, the total."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = _Rows()
        holder = QWidget()
        holder.setObjectName("panel")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._rows)
        column.addStretch(1)
        self.setWidget(holder)

    @property
    def lines(self) -> tuple[RoiLine, ...]:
        """What is shown."""
        return self._rows.lines

    def show_lines(self, lines: tuple[RoiLine, ...]) -> None:
        """Show other ROIs."""
        self._rows.show_lines(lines)


class _Rows(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[RoiLine, ...] = ()

    def show_lines(self, lines: tuple[RoiLine, ...]) -> None:
        self.lines = lines
        self.setFixedHeight(_HEAD + _ROW * (len(lines) + 1) + 8)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        scale = (self.width() - 12) / 620
        rights = [right * scale for right in _RIGHTS]
        painter.setFont(font(11, MEDIUM))
        _text(painter, "ROI", 2, _HEAD / 2, tokens.text3)
        for head, right in zip((translate("Export", each) for each in _HEADS), rights, strict=True):
            _right(painter, head, right, _HEAD / 2, tokens.text3)
        painter.fillRect(0, _HEAD - 2, self.width(), 1, QColor(tokens.line))
        for place, line in enumerate(self.lines):
            self._draw_line(painter, line, rights, _HEAD + _ROW * (place + 0.5))
        self._draw_total(painter, rights, _HEAD + _ROW * (len(self.lines) + 0.5) + 4)

    def _draw_line(self, painter: QPainter, line: RoiLine, rights: list[float], middle: float) -> None:
        tokens = current()
        painter.setFont(font(13, MEDIUM))
        _text(painter, line.name, 2, middle, tokens.text)
        painter.setFont(font(13))
        room = rights[0] - 66 - 62
        position = QFontMetricsF(painter.font()).elidedText(line.position, Qt.TextElideMode.ElideMiddle, room)
        _text(painter, position, 66, middle, tokens.text2)
        values = (
            numbers.volume(line.approved_mm3),
            numbers.volume(line.reread_mm3),
            numbers.percent(line.difference),
            f"{line.dice:.3f}",
            f"{line.shift_mm:.2f}",
            str(line.slices),
        )
        for place, (value, right) in enumerate(zip(values, rights, strict=True)):
            painter.setFont(font(13, MEDIUM) if place == 0 else font(13))
            _right(painter, value, right, middle, tokens.text if place == 0 else tokens.text2)
        corner = QPointF(self.width() - 12, middle)
        if line.agrees:
            glyphs.draw(painter, Glyph.ACCEPTED, corner, tokens, size=12)
        else:
            picture = icons.pixmap("warning", 16, tokens.pending, self.devicePixelRatioF())
            painter.drawPixmap(corner - QPointF(8, 8), picture)

    def _draw_total(self, painter: QPainter, rights: list[float], middle: float) -> None:
        tokens = current()
        painter.fillRect(0, int(middle - _ROW / 2), self.width(), 1, QColor(tokens.line))
        painter.setFont(font(13, SEMIBOLD))
        lesions = [line for line in self.lines if line.is_lesion]
        approved = sum(line.approved_mm3 for line in lesions)
        reread = sum(line.reread_mm3 for line in lesions)
        _text(painter, translate("Export", "Total"), 2, middle, tokens.text)
        _right(painter, numbers.volume(approved), rights[0], middle, tokens.text)
        _right(painter, numbers.volume(reread), rights[1], middle, tokens.text)
        if approved:
            _right(painter, numbers.percent(100 * (reread - approved) / approved), rights[2], middle, tokens.text)


def _text(painter: QPainter, text: str, left: float, middle: float, ink: str) -> None:
    painter.setPen(QColor(ink))
    painter.drawText(QPointF(left, middle + QFontMetricsF(painter.font()).capHeight() / 2), text)


def _right(painter: QPainter, text: str, right: float, middle: float, ink: str) -> None:
    _text(painter, text, right - QFontMetricsF(painter.font()).horizontalAdvance(text), middle, ink)
