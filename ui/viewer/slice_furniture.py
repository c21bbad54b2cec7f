"""What stands around the image: corner texts, orientation letters, scale bar, crosshair."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from core.plane import Convention, Letters, PlaneName
from ui.core_words import spoken
from ui.language import translate
from ui.theme import DARK, scaled
from ui.viewer.outlined_text import (
    CONTENT,
    CONTENT_STYLE,
    LETTER_STYLE,
    OUTLINE,
    TITLE,
    TITLE_STYLE,
    TextStyle,
    cut_text,
    draw_centred,
    draw_text,
    text_width,
)
from ui.viewer.slice_rail import SHOWN_FROM
from ui.viewer.view_state import Window

CORNER = 10.0
_LINE, _FIRST_BASELINE = 16, 20
FULL_FROM = 400.0  # narrower views leave the window to the tooltip; on which side the patient is, stands in all
_BESIDE_BAR_FROM = 250.0
_LETTER = 17.0
_LETTER_HIGH, _LETTER_WIDE = 15.0, 11.0  # px that one takes
_TO_LETTER = 4.0
_BESIDE_RAIL = 6.0  # the rail's pointer passes the letter
_CROSSHAIR_FROM = 30.0
_CROSSHAIR_SHARE = 0.62
_BAR_PX, _BAR_TICK_PX, _BAR_TO_WORDS = 2.0, 8.0, 7.0
_SCALE_BARS_MM = (5, 10, 20, 50, 100)
_RIGHT = Qt.AlignmentFlag.AlignRight


def line_at(place: int) -> float:
    """Return the baseline of a corner's first (0), second... line, logical px from the view's top."""
    return float(scaled(_FIRST_BASELINE + place * _LINE))


def paint_corners(
    painter: QPainter, size: QRectF, lines: Sequence[str], scale: float, window: Window, side: str
) -> None:
    """Draw ``lines`` at the left, the first a title; zoom and window at the right, ``side`` at the bottom."""
    right, lines = size.right() - CORNER, fitted(size, lines)
    draw_text(painter, QPointF(CORNER, line_at(0)), lines[0], TITLE_STYLE, TITLE)
    for place, line in enumerate(lines[1:], start=1):
        draw_text(painter, QPointF(CORNER, line_at(place)), line, CONTENT_STYLE)
    zoom = f"{scale:.1f}×"
    draw_text(painter, QPointF(right, line_at(0)), zoom, TITLE_STYLE, TITLE, _RIGHT)
    if size.width() >= FULL_FROM:
        draw_text(painter, QPointF(right, line_at(1)), window_words(window), CONTENT_STYLE, align=_RIGHT)
    style, colour = side_look(side)
    draw_text(painter, _side_place(size, scale, side), side, style, colour, _RIGHT)


def fitted(size: QRectF, lines: Sequence[str]) -> list[str]:
    """Cut the corner's lines where a small view has no room: the title before the letter on top, others at the edge."""
    title = size.width() / 2 - CORNER - 2 * scaled(_LETTER_WIDE)
    styles = ((TITLE_STYLE, title), *((CONTENT_STYLE, size.width() - 2 * CORNER) for _ in lines[1:]))
    return [cut_text(text, style, room) for text, (style, room) in zip(lines, styles, strict=True)]


def side_look(side: str) -> tuple[TextStyle, QColor]:
    """Return how a convention's words look: neurological, not what most readers are used to, is never overlooked."""
    unusual = side == spoken(Convention.NEUROLOGICAL.value.capitalize())
    return (TITLE_STYLE, QColor(DARK.pending)) if unusual else (CONTENT_STYLE, CONTENT)


def corner_boxes(size: QRectF, lines: Sequence[str], scale: float, side: str) -> list[QRectF]:
    """What the corners' texts and the scale bar take, so that nothing is written over them."""
    ends = [(f"{scale:.1f}×", TITLE_STYLE, QPointF(size.right() - CORNER, line_at(0)))]
    ends.append((side, side_look(side)[0], _side_place(size, scale, side)))
    boxes = [_box(text, style, at - QPointF(text_width(text, style), 0.0)) for text, style, at in ends]
    lines = fitted(size, lines)
    styles = (TITLE_STYLE, *(CONTENT_STYLE for _ in lines[1:]))
    boxes += [
        _box(text, style, QPointF(CORNER, line_at(place)))
        for place, (text, style) in enumerate(zip(lines, styles, strict=True))
    ]
    millimetres = scale_bar_mm(scale, size.width())
    left, bottom = _bar_start(size, scale)
    words = _box(f"{millimetres} mm", CONTENT_STYLE, QPointF(left + millimetres * scale + _BAR_TO_WORDS, bottom))
    return [*boxes, words.united(QRectF(left, bottom - _BAR_TICK_PX, 1.0, _BAR_TICK_PX))]


def _box(text: str, style: TextStyle, baseline: QPointF) -> QRectF:
    high = float(scaled(style.pixels))
    return QRectF(baseline.x(), baseline.y() - high, text_width(text, style), high + 3.0)


def _side_place(size: QRectF, scale: float, side: str) -> QPointF:
    """Return the right end of the baseline: over the scale bar, where there is no room beside it."""
    line, lifted = scaled(_LINE), _bar_lift(size, scale)
    if lifted:
        beside_letter = size.width() - CORNER - text_width(side, side_look(side)[0]) > _letter_room(size).right()
        above = 0.0 if beside_letter else lifted + line
    else:
        above = line if size.width() < _BESIDE_BAR_FROM else 0.0
    return QPointF(size.right() - CORNER, size.bottom() - CORNER - 2 - above)


def _letter_room(size: QRectF) -> QRectF:
    """What the lowest letter may take: two of them, in an oblique view."""
    wide = 2 * scaled(_LETTER_WIDE) + 2 * _TO_LETTER
    return QRectF(size.center().x() - wide / 2, size.bottom() - 2 * _LETTER, wide, 2 * _LETTER)


def _bar_lift(size: QRectF, scale: float) -> float:
    """How far the scale bar gives way upwards where it or its length would reach the lowest letter."""
    millimetres = scale_bar_mm(scale, size.width())
    end = CORNER + 1.0 + millimetres * scale + _BAR_TO_WORDS + text_width(f"{millimetres} mm", CONTENT_STYLE)
    return float(scaled(_LINE)) if end > _letter_room(size).left() else 0.0


def convention_words(plane: PlaneName, convention: Convention) -> str:
    """Return on which side the patient is: the convention, or for a sagittal plane where the front is."""
    return spoken("Anterior left" if plane is PlaneName.SAGITTAL else convention.value.capitalize())


def window_words(window: Window) -> str:
    """Return width and level with as many decimals as the width needs."""
    decimals = 0 if window.width >= 20 else 2
    return f"W {window.width:.{decimals}f}  L {window.level:.{decimals}f}"


def paint_hidden(painter: QPainter, baseline: QPointF) -> None:
    """Say that no contour is drawn: else an image without lesions looks the same."""
    draw_text(painter, baseline, translate("View", "Contours hidden"), TITLE_STYLE, QColor(DARK.pending))


def paint_letters(painter: QPainter, size: QRectF, letters: Letters) -> None:
    """Patient directions in the middle of the four edges."""
    for middle, letter in _letters(size, letters):
        draw_centred(painter, middle, letter, LETTER_STYLE)


def letter_boxes(size: QRectF, letters: Letters) -> list[QRectF]:
    """What the letters take, so that nothing is written over them."""
    high, wide = scaled(_LETTER_HIGH), scaled(_LETTER_WIDE)
    boxes = []
    for middle, letter in _letters(size, letters):
        across = wide * len(letter)
        boxes.append(QRectF(middle.x() - across / 2, middle.y() - high / 2, across, high))
    return boxes


def _letters(size: QRectF, letters: Letters) -> list[tuple[QPointF, str]]:
    middle = size.center()
    inset = _LETTER + (3.0 if len(letters.left) > 1 else 0.0)
    right = inset + (_BESIDE_RAIL if size.width() >= SHOWN_FROM else 0.0)
    return [
        (QPointF(size.left() + inset, middle.y()), letters.left),
        (QPointF(size.right() - right, middle.y()), letters.right),
        (QPointF(middle.x(), size.top() + _LETTER), letters.top),
        (QPointF(middle.x(), size.bottom() - _LETTER + 1), letters.bottom),
    ]


def scale_bar_mm(scale: float, view_width: float) -> int:
    """Return the first length of at least 58 px, or 36 in small views; the longest where none is."""
    shortest = 58.0 if view_width >= FULL_FROM else 36.0
    return next((mm for mm in _SCALE_BARS_MM if mm * scale >= shortest), _SCALE_BARS_MM[-1])


def paint_scale_bar(painter: QPainter, size: QRectF, scale: float) -> None:
    """Draw a bar and its length, bottom left; the length is that between the middles of its end ticks."""
    millimetres = scale_bar_mm(scale, size.width())
    (left, bottom), length = _bar_start(size, scale), millimetres * scale
    half, rise = _BAR_PX / 2, _BAR_TICK_PX - _BAR_PX
    bar = QRectF(left - half, bottom - _BAR_PX, length + _BAR_PX, _BAR_PX)
    ticks = [QRectF(x - half, bar.top() - rise, _BAR_PX, rise) for x in (left, left + length)]
    painter.fillRect(bar.adjusted(-1, -1, 1, 1), OUTLINE)
    for tick in ticks:
        painter.fillRect(tick.adjusted(-1, -1, 1, -1), OUTLINE)
    for part in (bar, *ticks):
        painter.fillRect(part, TITLE)
    draw_text(painter, QPointF(left + length + _BAR_TO_WORDS, bottom), f"{millimetres} mm", CONTENT_STYLE)


def _bar_start(size: QRectF, scale: float) -> tuple[float, float]:
    """Return the middle of the bar's left end tick and its lower edge."""
    return CORNER + 1.0, float(round(size.bottom() - CORNER - 3.0 - _bar_lift(size, scale)))


def paint_crosshair(painter: QPainter, size: QRectF, cross: QPointF, gap: float) -> None:
    """Two lines that leave the middle, ``gap`` px around ``cross``, and the edges free."""
    colour = QColor(DARK.accent)
    colour.setAlphaF(_CROSSHAIR_SHARE)
    inner = size.adjusted(_CROSSHAIR_FROM, _CROSSHAIR_FROM, -_CROSSHAIR_FROM, -_CROSSHAIR_FROM)
    x, y = floor(cross.x()), floor(cross.y())  # whole pixels: one sharp pixel wide
    lines = []
    if inner.left() <= x <= inner.right():
        lines += [QRectF(x, inner.top(), 1, y - gap - inner.top())]
        lines += [QRectF(x, y + gap, 1, inner.bottom() - y - gap)]
    if inner.top() <= y <= inner.bottom():
        lines += [QRectF(inner.left(), y, x - gap - inner.left(), 1)]
        lines += [QRectF(x + gap, y, inner.right() - x - gap, 1)]
    for line in lines:
        if line.isValid():
            painter.fillRect(line & inner, colour)
