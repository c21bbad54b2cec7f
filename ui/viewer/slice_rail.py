"""The slice rail at a view's right edge: where the lesions are, and where one is. Click to go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from core.plane import Plane
from ui.glyphs import Glyph
from ui.viewer.contour_painter import mark_colour
from ui.viewer.mark import Mark
from ui.viewer.outlined_text import TITLE

SHOWN_FROM = 360.0
_CENTRE = 8.0
_WIDTH = 6.0
_TOP, _BOTTOM = 52.0, 45.0
_GROOVE = QColor(255, 255, 255, 56)
_GROOVE_EDGE = QColor(0, 0, 0, 120)
_JUDGED_SHARE = 0.8
_ORDER = (Glyph.CANDIDATE, Glyph.REJECTED, Glyph.ACCEPTED, Glyph.EDITED, Glyph.PENDING)  # the last on top


class SliceRail:
    """Geometry of the rail in one view.

    Parameters
    ----------
    plane
        Its slices run along the rail; head, front or left at the top.
    size
        The view in logical pixels.

    """

    def __init__(self, plane: Plane, size: QRectF) -> None:
        self._plane = plane
        self.groove = QRectF(
            size.right() - _CENTRE - _WIDTH / 2, size.top() + _TOP, _WIDTH, size.height() - _TOP - _BOTTOM
        )

    def y(self, slice_index: float) -> float:
        """Where a slice lies on the rail."""
        share = (slice_index + 0.5) / self._plane.slice_count
        if self._plane.up > 0:
            share = 1 - share
        return self.groove.top() + share * self.groove.height()

    def slice_at(self, y: float) -> int:
        """Return the slice nearest to a height on the rail."""
        share = (y - self.groove.top()) / self.groove.height()
        if self._plane.up > 0:
            share = 1 - share
        return int(min(max(share * self._plane.slice_count, 0), self._plane.slice_count - 1))

    def holds(self, point: QPointF) -> bool:
        """Whether a click is meant for the rail."""
        return self.groove.adjusted(-4.0, -4.0, _CENTRE, 4.0).contains(point)

    def paint(self, painter: QPainter, slice_index: int, marks: Sequence[Mark]) -> None:
        """Draw the groove, a tick a lesion and the pointer."""
        middle = self.groove.center().x()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(middle - 1.75, self.groove.top(), 3.5, self.groove.height()), _GROOVE_EDGE)
        painter.fillRect(QRectF(middle - 0.75, self.groove.top(), 1.5, self.groove.height()), _GROOVE)
        painter.setPen(Qt.PenStyle.NoPen)
        for glyph in _ORDER:
            ticks = [self._tick(mark, middle) for mark in marks if mark.glyph is glyph]
            if ticks:
                painter.setBrush(_tick_colour(glyph))
                painter.drawRects(ticks)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y = self.y(slice_index)
        painter.setBrush(TITLE)
        tip = QPointF(self.groove.left() - 1.0, y)
        painter.drawPolygon(QPolygonF([tip, tip + QPointF(-5.5, -4.0), tip + QPointF(-5.5, 4.0)]))

    def _tick(self, mark: Mark, middle: float) -> QRectF:
        width = 8.0 if mark.glyph is Glyph.PENDING else 6.0
        y = round(self.y(mark.centre[self._plane.axes[0]]))
        return QRectF(middle - width / 2, y - 1.0, width, 2.0)


def _tick_colour(glyph: Glyph) -> QColor:
    colour = mark_colour(glyph)
    if glyph is not Glyph.PENDING:
        colour.setAlphaF(_JUDGED_SHARE)
    return colour
