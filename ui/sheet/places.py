"""Where the tiles lie, and which one lies beside another: pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRect

from ui.viewer.tile_painter import tile_height

HEAD = 30  # of a tile, over its images
GAP = 10
MARGIN = 12
SECOND_LOOK_HEIGHT = 44
_BETWEEN = 16  # over the second look's line
_EDGE = 1  # of a tile, around its images
_FOUR_FROM, _THREE_FROM = 1380, 720  # of the sheet's width: a window of 1800 leaves it 1380


class Move(Enum):
    """Where the keys go."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"
    FIRST = "first"
    LAST = "last"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"


@dataclass(frozen=True)
class Places:
    """A sheet laid out.

    Parameters
    ----------
    tiles
        One rectangle a tile, lesions before the second look.
    second_look
        The line over the second look; None where nothing was put aside.
    height
        Of the whole.

    """

    tiles: tuple[QRect, ...]
    second_look: QRect | None
    height: int


def columns_of(width: int) -> int:
    """Return how many tiles stand beside each other: three, four in wide windows, two where three had no room."""
    if width >= _FOUR_FROM:
        return 4
    return 3 if width >= _THREE_FROM else 2


def places(width: int, lesions: int, aside: int) -> Places:
    """Lay tiles out over ``width`` logical pixels."""
    columns = columns_of(width)
    tile_width = (width - 2 * MARGIN - (columns - 1) * GAP) // columns
    tile = HEAD + tile_height(tile_width - 2 * _EDGE) + _EDGE
    rectangles: list[QRect] = []

    def lay(count: int, top: int) -> int:
        for n in range(count):
            row, column = divmod(n, columns)
            rectangles.append(
                QRect(MARGIN + column * (tile_width + GAP), top + row * (tile + GAP), tile_width, tile),
            )
        return top + -(-count // columns) * (tile + GAP) - (GAP if count else 0)

    bottom = lay(lesions, 0)
    if not aside:
        return Places(tuple(rectangles), None, bottom + MARGIN)
    top = bottom + (_BETWEEN if lesions else 0)
    line = QRect(MARGIN, top, width - 2 * MARGIN, SECOND_LOOK_HEIGHT)
    bottom = lay(aside, line.bottom() + 1)
    return Places(tuple(rectangles), line, bottom + MARGIN)


def moved(place: int, move: Move, lesions: int, aside: int, columns: int, page_rows: int) -> int:
    """Return the place a key leads to; it stays where there is nothing further.

    Parameters
    ----------
    place
        Counted over lesions, then second look; -1 where no tile is at hand.
    move
        The key.
    lesions, aside, columns
        How the sheet is laid out.
    page_rows
        Rows that a window's height shows.

    """
    count = lesions + aside
    if place < 0 or move is Move.FIRST:
        return 0
    if move is Move.LAST:
        return count - 1
    if move in (Move.LEFT, Move.RIGHT):
        return max(0, min(count - 1, place + (1 if move is Move.RIGHT else -1)))
    rows = [*_rows(range(lesions), columns), *_rows(range(lesions, count), columns)]
    here = next(n for n, row in enumerate(rows) if place in row)
    by = {Move.ABOVE: -1, Move.BELOW: 1, Move.PAGE_UP: -page_rows, Move.PAGE_DOWN: page_rows}[move]
    target = rows[max(0, min(len(rows) - 1, here + by))]
    return target[min(rows[here].index(place), len(target) - 1)]


def _rows(tiles: range, columns: int) -> Iterable[range]:
    return (tiles[start : start + columns] for start in range(0, len(tiles), columns))
