"""Which lesions are listed beyond their status: by position, volume, diameter and probability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ui.lesion_list.row import Column, Row

RANGED = (Column.VOLUME, Column.DIAMETER, Column.PROBABILITY)


@dataclass(frozen=True)
class Range:
    """From and to, both included; None leaves an end open."""

    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether a value lies in it."""
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(frozen=True)
class Narrowing:
    """What is asked of a row, column by column; all of it must hold.

    Parameters
    ----------
    position
        Words of the position, in any order and case; empty for any.
    ranges
        By column: mm³, mm, probability.

    """

    position: str = ""
    ranges: Mapping[Column, Range] = field(default_factory=dict)

    def keeps(self, row: Row) -> bool:
        """Whether a lesion's row is shown."""
        shown = round(row.longest_mm, 1)  # what reads 10.0 mm is no less than 10
        values = {Column.VOLUME: row.volume_mm3, Column.DIAMETER: shown, Column.PROBABILITY: row.probability}
        name = row.name.casefold()
        named = all(word in name for word in self.position.casefold().split())
        return named and all(each.holds(values[column]) for column, each in self.ranges.items())


ALL_ROWS = Narrowing()


def number_in(text: str) -> float | None:
    """Return the number that was written, with a point or a comma; None for anything else."""
    try:
        value = float(text.strip().replace(",", ".")) if text.strip() else None
    except ValueError:
        return None
    return value if value is None or value == value else None
