"""Where the views lie: four alike, one large beside three, one alone, the three planes, or two beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QRect

GAP = 2
_COLUMN = 300
_SMALLEST_COLUMN = 200
View = TypeVar("View")


class ViewLayout(Enum):
    """How the views share the room."""

    FOUR = "four"
    ONE_AND_THREE = "one and three"
    ONE = "one"
    THREE = "three"
    SIDE_BY_SIDE = "side by side"


def places(layout: ViewLayout, views: Sequence[View], large: View, width: int, height: int) -> list[tuple[View, QRect]]:
    """Return the rectangle of every shown view, in logical pixels.

    Parameters
    ----------
    layout
        Which arrangement.
    views
        The four, in reading order; side by side the last of them stands at the right, three planes are the first three.
    large
        The one that gets the room in the other layouts, and stands at the left in side by side.
    width, height
        Of the whole, in logical pixels.

    """
    width, height = max(width, 1), max(height, 1)
    if layout is ViewLayout.ONE:
        return [(large, QRect(0, 0, width, height))]
    if layout is ViewLayout.ONE_AND_THREE:
        return _one_and_three(views, large, width, height)
    if layout in (ViewLayout.SIDE_BY_SIDE, ViewLayout.THREE):
        shown = (large, views[-1]) if layout is ViewLayout.SIDE_BY_SIDE else tuple(views[:3])
        shares = _shares(width, len(shown))
        return [(view, QRect(x, 0, w, height)) for view, (x, w) in zip(shown, shares, strict=True)]
    columns, rows = _shares(width, 2), _shares(height, 2)
    rectangles = [QRect(x, y, w, h) for y, h in rows for x, w in columns]
    return list(zip(views, rectangles, strict=True))


def _one_and_three(views: Sequence[View], large: View, width: int, height: int) -> list[tuple[View, QRect]]:
    column = min(_COLUMN, max(_SMALLEST_COLUMN, width // 3))
    others = [view for view in views if view is not large]
    left = max(width - column, GAP + 1)
    stacked = [QRect(left, y, column, h) for y, h in _shares(height, 3)]
    return [(large, QRect(0, 0, left - GAP, height)), *zip(others, stacked, strict=True)]


def _shares(length: int, count: int) -> list[tuple[int, int]]:
    """Equal parts with the gaps between them; what does not divide goes to the last."""
    each = max((length - GAP * (count - 1)) // count, 1)
    parts = [(n * (each + GAP), each) for n in range(count)]
    start, _ = parts[-1]
    parts[-1] = (start, max(length - start, 1))
    return parts
