"""A tile's head: number, status, place, volume; under the mouse also what judges it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from ui import glyphs, icons
from ui.controls.text import SEMIBOLD
from ui.glyphs import Glyph
from ui.sheet.places import HEAD
from ui.sheet.tile_content import TileContent
from ui.theme import Tokens, current, font

_GLYPH, _NUMBER, _RIGHT = 16.0, 30.0, 10.0
_BUTTON, _BETWEEN = 24.0, 4.0
_GAP = 8.0


class Judgement(Enum):
    """What a head's button asks for; the value is its tooltip."""

    ACCEPT = "Accept (A)"
    REJECT = "Reject (R)"
    RESTORE = "Restore (A)"


@dataclass(frozen=True)
class HeadLook:
    """How a head is drawn now.

    Parameters
    ----------
    width
        Logical pixels.
    selected, over
        Whether the finding is at hand; whether the mouse is over the tile.
    pressed_at
        The button under the mouse, or None.
    ratio
        Device pixels per logical pixel.

    """

    width: float
    selected: bool = False
    over: bool = False
    pressed_at: Judgement | None = None
    ratio: float = 1.0


def buttons(content: TileContent, width: float) -> dict[Judgement, QRectF]:
    """Return where the head's buttons lie: left of the volume, so that it stays readable."""
    right = width - _RIGHT - _corner_width(content) - _GAP
    wanted = (Judgement.RESTORE,) if content.aside else (Judgement.ACCEPT, Judgement.REJECT)
    left = right - len(wanted) * _BUTTON - (len(wanted) - 1) * _BETWEEN
    top = (HEAD - _BUTTON) / 2
    return {each: QRectF(left + n * (_BUTTON + _BETWEEN), top, _BUTTON, _BUTTON) for n, each in enumerate(wanted)}


def is_cut(content: TileContent, width: float) -> bool:
    """Whether the name does not fit beside the buttons, which stand there while the mouse does."""
    name = QFontMetricsF(font(13)).horizontalAdvance(_name(content))
    end = min(box.left() for box in buttons(content, width).values()) - _GAP
    return name > end - _name_left(content) - _edited_width(content)


def paint_head(painter: QPainter, content: TileContent, look: HeadLook) -> None:
    """Draw the head at the origin."""
    tokens, row = current(), content.row
    painter.fillRect(QRectF(0, 0, look.width, HEAD), QColor(tokens.selected if look.selected else tokens.panel))
    quiet = tokens.text3 if row.dimmed else ""
    behind = tokens.selected if look.selected else tokens.panel
    glyphs.draw(painter, row.glyph, QPointF(_GLYPH, HEAD / 2), tokens, behind=behind)
    painter.setFont(font(13, SEMIBOLD))
    _write(painter, row.number, _NUMBER, quiet or tokens.text)
    painter.setFont(font(12))
    corner_left = look.width - _RIGHT - _corner_width(content)
    _write(painter, content.corner, corner_left, quiet or tokens.text2)
    places = buttons(content, look.width) if look.over else {}
    end = min((box.left() for box in places.values()), default=corner_left) - _GAP
    _paint_name(painter, content, end, quiet or tokens.text, tokens)
    for judgement, box in places.items():
        _paint_button(painter, judgement, box, look, tokens)


def _paint_name(painter: QPainter, content: TileContent, end: float, ink: str, tokens: Tokens) -> None:
    painter.setFont(font(13))
    metrics, left = QFontMetricsF(painter.font()), _name_left(content)
    room = max(0.0, end - left - _edited_width(content))
    shown = metrics.elidedText(_name(content), Qt.TextElideMode.ElideMiddle, room)
    _write(painter, shown, left, ink)
    if content.row.edited:
        centre = QPointF(left + metrics.horizontalAdvance(shown) + 12, HEAD / 2)
        glyphs.draw(painter, Glyph.EDITED, centre, tokens, size=11)


def _paint_button(painter: QPainter, judgement: Judgement, box: QRectF, look: HeadLook, tokens: Tokens) -> None:
    fill = tokens.hover if look.pressed_at is judgement else tokens.raised
    painter.setPen(QPen(QColor(tokens.control), 1))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    if judgement is Judgement.RESTORE:
        picture = icons.pixmap("restore", 16, tokens.text, look.ratio)
        painter.drawPixmap(box.center() - QPointF(8, 8), picture)
    else:
        glyph = Glyph.ACCEPTED if judgement is Judgement.ACCEPT else Glyph.REJECTED
        glyphs.draw(painter, glyph, box.center(), tokens, behind=fill)


def _write(painter: QPainter, text: str, left: float, ink: str) -> None:
    painter.setPen(QColor(ink))
    painter.drawText(QPointF(left, (HEAD + QFontMetricsF(painter.font()).capHeight()) / 2), text)


def _name(content: TileContent) -> str:
    return f"+ {content.row.name}" if content.row.own else content.row.name


def _name_left(content: TileContent) -> float:
    return _NUMBER + QFontMetricsF(font(13, SEMIBOLD)).horizontalAdvance(content.row.number) + _GAP


def _edited_width(content: TileContent) -> float:
    return 20.0 if content.row.edited else 0.0


def _corner_width(content: TileContent) -> float:
    return QFontMetricsF(font(12)).horizontalAdvance(content.corner)
