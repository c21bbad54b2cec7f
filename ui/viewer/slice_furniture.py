"""What stands around the image: corner texts, orientation letters, scale bar, crosshair."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.plane import PlaneName
from ui.theme import DARK
from ui.viewer.outlined_text import (
    OUTLINE_PX,
    TITLE,
    content_font,
    draw_centred,
    draw_text,
    letter_font,
    outline_pen,
    title_font,
)
from ui.viewer.projection import Projection
from ui.viewer.view_state import Window

CORNER = 10.0
FULL_FROM = 400.0  # narrower views leave window and convention to the tooltip and the status bar
LINE = 16.0
FIRST_BASELINE = 20.0
_LETTER = 17.0
_CROSSHAIR_FROM = 30.0
_CROSSHAIR_SHARE = 0.62
_SCALE_BARS_MM = (5, 10, 20, 50, 100)
_RIGHT = Qt.AlignmentFlag.AlignRight


def paint_corners(
    painter: QPainter, size: QRectF, projection: Projection, where: str, window: Window
) -> None:
    """Plane and slice at the left, zoom and window at the right, convention at the bottom."""
    right = size.right() - CORNER
    name = projection.plane.name.value.capitalize()
    draw_text(painter, QPointF(CORNER, FIRST_BASELINE), name, title_font(), TITLE)
    draw_text(painter, QPointF(CORNER, FIRST_BASELINE + LINE), where, content_font())
    zoom = f"{projection.scale:.1f}×"
    draw_text(painter, QPointF(right, FIRST_BASELINE), zoom, title_font(), TITLE, _RIGHT)
    if size.width() < FULL_FROM:
        return
    words = window_words(window)
    draw_text(painter, QPointF(right, FIRST_BASELINE + LINE), words, content_font(), align=_RIGHT)
    bottom = QPointF(right, size.bottom() - CORNER - 2)
    draw_text(painter, bottom, convention_words(projection), content_font(), align=_RIGHT)


def convention_words(projection: Projection) -> str:
    """Return on which side the patient is: the convention, or for a sagittal plane where the front is."""
    if projection.plane.name is PlaneName.SAGITTAL:
        return "Anterior left"
    return projection.plane.convention.value.capitalize()


def window_words(window: Window) -> str:
    """Return width and level with as many decimals as the width needs."""
    decimals = 0 if window.width >= 20 else 2
    return f"W {window.width:.{decimals}f}  L {window.level:.{decimals}f}"


def paint_letters(painter: QPainter, size: QRectF, projection: Projection) -> None:
    """Patient directions in the middle of the four edges."""
    letters, middle, written = projection.plane.letters, size.center(), letter_font()
    inset = _LETTER + (3.0 if len(letters.left) > 1 else 0.0)
    draw_centred(painter, QPointF(size.left() + inset, middle.y()), letters.left, written)
    draw_centred(painter, QPointF(size.right() - inset, middle.y()), letters.right, written)
    draw_centred(painter, QPointF(middle.x(), size.top() + _LETTER), letters.top, written)
    draw_centred(painter, QPointF(middle.x(), size.bottom() - _LETTER + 1), letters.bottom, written)


def scale_bar_mm(scale: float, view_width: float) -> int:
    """Return the first length of at least 58 px, or 36 in small views; the longest where none is."""
    shortest = 58.0 if view_width >= FULL_FROM else 36.0
    return next((mm for mm in _SCALE_BARS_MM if mm * scale >= shortest), _SCALE_BARS_MM[-1])


def paint_scale_bar(painter: QPainter, size: QRectF, scale: float) -> None:
    """Draw a bar with end ticks and its length, bottom left."""
    millimetres = scale_bar_mm(scale, size.width())
    left, bottom = CORNER + 1.5, size.bottom() - CORNER - 3.5
    right = left + millimetres * scale
    path = QPainterPath(QPointF(left, bottom - 6.0))
    for x, y in ((left, bottom), (right, bottom), (right, bottom - 6.0)):
        path.lineTo(x, y)
    painter.strokePath(path, outline_pen(1.5 + OUTLINE_PX * 0.9))
    painter.strokePath(path, QPen(TITLE, 1.5, j=Qt.PenJoinStyle.MiterJoin))
    draw_text(painter, QPointF(right + 7.0, bottom + 1.5), f"{millimetres} mm", content_font())


def paint_crosshair(painter: QPainter, size: QRectF, cross: QPointF, gap: float) -> None:
    """Two lines that leave the middle, ``gap`` px around ``cross``, and the edges free."""
    colour = QColor(DARK.accent)
    colour.setAlphaF(_CROSSHAIR_SHARE)
    painter.setPen(QPen(colour, 1.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    inner = size.adjusted(_CROSSHAIR_FROM, _CROSSHAIR_FROM, -_CROSSHAIR_FROM, -_CROSSHAIR_FROM)
    x, y = int(cross.x()) + 0.5, int(cross.y()) + 0.5  # on a pixel's middle: one sharp pixel wide
    lines = []
    if inner.left() <= x <= inner.right():
        lines += [QLineF(x, inner.top(), x, y - gap), QLineF(x, y + gap, x, inner.bottom())]
    if inner.top() <= y <= inner.bottom():
        lines += [QLineF(inner.left(), y, x - gap, y), QLineF(x + gap, y, inner.right(), y)]
    painter.drawLines([line for line in lines if line.dx() > 0 or line.dy() > 0])
