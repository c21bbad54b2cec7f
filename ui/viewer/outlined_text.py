"""Text that is read on black and on white: outlined, never in a box."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from ui.theme import font

TITLE = QColor("#FFFFFF")
CONTENT = QColor("#D6DADF")
OUTLINE = QColor(0, 0, 0, round(0.65 * 255))
OUTLINE_PX = 2.6
_KEPT = 512  # pictures of texts: a frame draws a dozen, most of them the same as before


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
) -> None:
    """Write ``text`` with its left end, middle or right end at ``baseline``, on whole device pixels."""
    if not text:
        return
    ratio = painter.device().devicePixelRatio()
    picture, origin, width = _picture(text, text_font.pixelSize(), text_font.weight(), colour.rgba(), ratio)
    shift = {Qt.AlignmentFlag.AlignHCenter: width / 2, Qt.AlignmentFlag.AlignRight: width}.get(align, 0.0)
    x, y = baseline.x() - shift, baseline.y()
    painter.drawImage(QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio) + origin, picture)


def draw_centred(
    painter: QPainter, centre: QPointF, text: str, text_font: QFont, colour: QColor = TITLE
) -> None:
    """Write capitals or digits with their middle at ``centre``."""
    half = QFontMetricsF(text_font).capHeight() / 2
    draw_text(painter, centre + QPointF(0.0, half), text, text_font, colour, Qt.AlignmentFlag.AlignHCenter)


def outline_pen(width: float, colour: QColor = OUTLINE) -> QPen:
    """Return a solid round pen for what lies under a text or line."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


@lru_cache(maxsize=_KEPT)
def _picture(
    text: str, pixels: int, weight: QFont.Weight, rgba: int, ratio: float
) -> tuple[QImage, QPointF, float]:
    """Return an outlined text, where its picture lies from the baseline's left end, and its width."""
    text_font = font()
    text_font.setPixelSize(pixels)
    text_font.setWeight(weight)
    path = QPainterPath()
    path.addText(QPointF(0, 0), text_font, text)
    box = path.boundingRect().adjusted(-OUTLINE_PX, -OUTLINE_PX, OUTLINE_PX, OUTLINE_PX)
    box = QRectF(box.toAlignedRect())
    width, height = ceil(box.width() * ratio), ceil(box.height() * ratio)
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-box.topLeft())
    painter.strokePath(path, outline_pen(OUTLINE_PX))
    painter.fillPath(path, QColor.fromRgba(rgba))
    painter.end()
    return picture, box.topLeft(), QFontMetricsF(text_font).horizontalAdvance(text)
