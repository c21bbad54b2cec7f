"""Status glyphs: told apart by shape alone, in grey and in print; drawn, never a file."""

from __future__ import annotations

from enum import Enum
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from core.lesion import LesionStatus
from ui.theme import Tokens, current

BOX = 14.0
_STROKE = 1.75


class Glyph(Enum):
    """What a glyph says."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CANDIDATE = "candidate"
    EDITED = "edited"


def of(status: LesionStatus) -> Glyph:
    """Return the glyph of a lesion's status."""
    return Glyph(status.value)


def colour(glyph: Glyph, tokens: Tokens) -> str:
    """Return the colour that goes with the shape."""
    return str(getattr(tokens, glyph.value))


def draw(
    painter: QPainter,
    glyph: Glyph,
    centre: QPointF,
    tokens: Tokens,
    *,
    size: float = BOX,
    behind: str = "",
    ink: str = "",
) -> None:
    """Draw one glyph.

    Parameters
    ----------
    painter
        Its state is given back as it was.
    centre
        Middle of the glyph's box, logical px.
    tokens
        :data:`ui.theme.DARK` on images, the worn theme elsewhere.
    size
        Side of the box; shapes are measured in a box of 14.
    behind
        Colour of the tick inside the accepted disc, the panel's by default.
    ink
        Another colour than the status's own, e.g. for a disabled button.

    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(centre)
    painter.scale(size / BOX, size / BOX)
    pen = QPen(QColor(ink or colour(glyph, tokens)), _STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if glyph is Glyph.PENDING:
        painter.drawEllipse(QPointF(0, 0), 5.1, 5.1)
    elif glyph is Glyph.ACCEPTED:
        _accepted(painter, pen, behind or tokens.panel)
    elif glyph is Glyph.REJECTED:
        painter.drawLine(QPointF(-4, -4), QPointF(4, 4))
        painter.drawLine(QPointF(-4, 4), QPointF(4, -4))
    elif glyph is Glyph.CANDIDATE:
        _candidate(painter)
    else:
        _edited(painter, pen.color())
    painter.restore()


def pixmap(glyph: Glyph, *, size: int = 14, ratio: float = 1.0, tokens: Tokens | None = None) -> QPixmap:
    """Return the glyph as a transparent picture of ``size`` logical px."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw(painter, glyph, QPointF(size / 2, size / 2), tokens or current(), size=size)
    painter.end()
    return made


def _accepted(painter: QPainter, pen: QPen, behind: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(pen.color())
    painter.drawEllipse(QPointF(0, 0), 6.2, 6.2)
    pen.setColor(QColor(behind))
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([QPointF(-2.8, 0.2), QPointF(-0.8, 2.2), QPointF(2.9, -1.9)]))


def _candidate(painter: QPainter) -> None:
    """Four sides of a diamond, broken at the corners."""
    corners = [QPointF(5.8 * cos(n * pi / 2), 5.8 * sin(n * pi / 2)) for n in range(4)]
    for start, end in zip(corners, corners[1:] + corners[:1], strict=True):
        painter.drawLine(start + (end - start) * 0.2, start + (end - start) * 0.8)


def _edited(painter: QPainter, ink: QColor) -> None:
    """A filled pencil, its point at the lower left."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.rotate(45)
    painter.drawRoundedRect(QRectF(-1.9, -6.6, 3.8, 2.4), 0.8, 0.8)
    painter.drawPolygon(
        QPolygonF([QPointF(-1.9, -3.4), QPointF(1.9, -3.4), QPointF(1.9, 3.2), QPointF(0, 6.6), QPointF(-1.9, 3.2)])
    )
