"""Text that is read on black and on white: outlined, never in a box."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from ui.theme import font, scaled

TITLE = QColor("#FFFFFF")
CONTENT = QColor("#D6DADF")
OUTLINE = QColor(0, 0, 0, round(0.65 * 255))
OUTLINE_PX = 2.6
_KEPT = 512  # pictures of texts: a frame draws a dozen, most of them the same as before


@dataclass(frozen=True)
class TextStyle:
    """Size in logical pixels and weight of a text on images."""

    pixels: int
    weight: QFont.Weight

    def font(self) -> QFont:
        """Return the interface's font in this style."""
        return font(self.pixels, self.weight)


TITLE_STYLE = TextStyle(12, QFont.Weight.DemiBold)
CONTENT_STYLE = TextStyle(11, QFont.Weight.Medium)
LETTER_STYLE = TextStyle(13, QFont.Weight.DemiBold)


@dataclass(frozen=True, eq=False)
class _TextPicture:
    """An outlined text; ``origin`` leads from the baseline's left end to the picture's corner."""

    image: QImage
    origin: QPointF
    width: float
    cap_height: float


def draw_text(
    painter: QPainter,
    baseline: QPointF,
    text: str,
    style: TextStyle,
    colour: QColor = CONTENT,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Write ``text`` with its left end, middle or right end at ``baseline``, on whole device pixels."""
    ratio = painter.device().devicePixelRatio()
    picture = _picture(text, style, scaled(style.pixels), colour.rgba(), ratio)
    shift = {Qt.AlignmentFlag.AlignHCenter: 0.5, Qt.AlignmentFlag.AlignRight: 1.0}.get(align, 0.0)
    x, y = baseline.x() - shift * picture.width, baseline.y()
    whole = QPointF(round(x * ratio) / ratio, round(y * ratio) / ratio)
    painter.drawImage(whole + picture.origin, picture.image)


def elided(text: str, style: TextStyle, width: float) -> str:
    """Return ``text``, its end left out where it is wider than ``width`` logical pixels."""
    return QFontMetricsF(style.font()).elidedText(text, Qt.TextElideMode.ElideRight, width)


def cut_text(text: str, style: TextStyle, room: float) -> str:
    """Return a text that is no wider than ``room``, its end left out for dots where it would be."""
    if text_width(text, style) <= room:
        return text
    return QFontMetricsF(style.font()).elidedText(text, Qt.TextElideMode.ElideRight, room)


def text_width(text: str, style: TextStyle) -> float:
    """Return how wide a text is, logical pixels."""
    return QFontMetricsF(style.font()).horizontalAdvance(text)


def draw_centred(painter: QPainter, centre: QPointF, text: str, style: TextStyle) -> None:
    """Write capitals in white with their middle at ``centre``."""
    ratio = painter.device().devicePixelRatio()
    half = _picture(text, style, scaled(style.pixels), TITLE.rgba(), ratio).cap_height / 2
    baseline = centre + QPointF(0.0, half)
    draw_text(painter, baseline, text, style, TITLE, Qt.AlignmentFlag.AlignHCenter)


def outline_pen(width: float, colour: QColor = OUTLINE) -> QPen:
    """Return a solid round pen for what lies under a text or line."""
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


@lru_cache(maxsize=_KEPT)
def _picture(text: str, style: TextStyle, pixels: int, rgba: int, ratio: float) -> _TextPicture:
    del pixels  # a picture is of the reader's text size: another size is another picture
    text_font = style.font()
    path = QPainterPath()
    path.addText(QPointF(0, 0), text_font, text)
    box = path.boundingRect().adjusted(-OUTLINE_PX, -OUTLINE_PX, OUTLINE_PX, OUTLINE_PX)
    box = QRectF(box.toAlignedRect())
    width, height = ceil(box.width() * ratio), ceil(box.height() * ratio)
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-box.topLeft())
    painter.strokePath(path, outline_pen(OUTLINE_PX))
    painter.fillPath(path, QColor.fromRgba(rgba))
    painter.end()
    metrics = QFontMetricsF(text_font)
    return _TextPicture(image, box.topLeft(), metrics.horizontalAdvance(text), metrics.capHeight())
