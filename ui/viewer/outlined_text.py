"""Text that is read on black and on white: outlined, never in a box."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.theme import font

TITLE = QColor("#FFFFFF")
CONTENT = QColor("#D6DADF")
OUTLINE = QColor(0, 0, 0, round(0.65 * 255))
OUTLINE_PX = 2.6


def title_font() -> QFont:
    """Titles and labels: 12/600."""
    return font(12, QFont.Weight.DemiBold)


def content_font() -> QFont:
    """Corner texts: 11/500."""
    return font(11, QFont.Weight.Medium)


def letter_font() -> QFont:
    """Orientation letters: 13/600."""
    return font(13, QFont.Weight.DemiBold)


def draw_text(
    painter: QPainter,
    baseline: QPointF,
    text: str,
    text_font: QFont,
    colour: QColor = CONTENT,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> float:
    """Write ``text`` with its left end, middle or right end at ``baseline``; returns its width in pixels."""
    width = QFontMetricsF(text_font).horizontalAdvance(text)
    shift = {Qt.AlignmentFlag.AlignHCenter: width / 2, Qt.AlignmentFlag.AlignRight: width}.get(align, 0.0)
    path = QPainterPath()
    path.addText(baseline - QPointF(shift, 0.0), text_font, text)
    painter.strokePath(path, outline_pen(OUTLINE_PX))
    painter.fillPath(path, colour)
    return width


def draw_centred(
    painter: QPainter, centre: QPointF, text: str, text_font: QFont, colour: QColor = TITLE
) -> None:
    """Write capitals or digits with their middle at ``centre``."""
    half = QFontMetricsF(text_font).capHeight() / 2
    draw_text(painter, centre + QPointF(0.0, half), text, text_font, colour, Qt.AlignmentFlag.AlignHCenter)


def outline_pen(width: float, colour: QColor = OUTLINE) -> QPen:
    """Return a solid round pen for what lies under a text or line."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
