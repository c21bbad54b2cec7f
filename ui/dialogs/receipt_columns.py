"""Where the columns of a receipt's table stand, by what their words need at the reader's text size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtGui import QFont, QFontMetricsF

from core.export_proof import FARTHEST_MM, LARGEST_DIFFERENCE_PERCENT, LEAST_DICE
from ui import numbers
from ui.controls.text import MEDIUM, SEMIBOLD
from ui.language import noted, translate
from ui.theme import font

LEFT, TICK = 2, 24  # of the names; for the tick at the right
_GAP, _NARROW_GAP = 12, 8  # before each column
_LEAST_POSITION = 56  # less tells nothing: then the place goes
_HEADS = (
    noted("Export", "Approved mm³"),
    noted("Export", "Read back"),
    noted("Export", "Diff."),
    noted("Export", "Dice"),
    noted("Export", "Shift mm"),
    noted("Export", "Slices"),
)


@dataclass(frozen=True)
class RoiLine:
    """One ROI of a receipt, with the lesion's place in words; a margin and an organ do not count in the total."""

    name: str
    position: str
    approved_mm3: float
    reread_mm3: float
    shift_mm: float
    dice: float
    slices: int
    is_lesion: bool = True

    @property
    def difference(self) -> float:
        """Return how much the volume read back differs, in percent."""
        return 100 * (self.reread_mm3 - self.approved_mm3) / self.approved_mm3 if self.approved_mm3 else 0.0

    @property
    def agrees(self) -> bool:
        """Whether it lies within the tolerance."""
        return (
            abs(self.difference) <= LARGEST_DIFFERENCE_PERCENT
            and self.dice >= LEAST_DICE
            and self.shift_mm <= FARTHEST_MM
        )

    @property
    def values(self) -> tuple[str, ...]:
        """The columns' words."""
        return (
            numbers.volume(self.approved_mm3),
            numbers.volume(self.reread_mm3),
            numbers.percent(self.difference),
            f"{self.dice:.3f}",
            f"{self.shift_mm:.2f}",
            str(self.slices),
        )


@dataclass(frozen=True)
class Columns:
    """Where the columns stand, by what their words need.

    Parameters
    ----------
    position
        Left edge and width of the lesions' places; a width of 0 leaves them away.
    rights
        Right edges of the columns of figures.
    heads
        Their words, a line each; on two lines where one takes too much room.
    least
        The width under which figures would meet.

    """

    position: tuple[float, float]
    rights: tuple[float, ...]
    heads: tuple[tuple[str, ...], ...]
    least: float

    @classmethod
    def of(cls, lines: Sequence[RoiLine], width: float) -> Columns:
        """Lay them out for what they hold and the room there is, in logical px."""
        words = [translate("Export", each) for each in _HEADS]
        whole = cls._with_heads(lines, [(each,) for each in words], width, _GAP)
        if whole.least + _LEAST_POSITION <= width:
            return whole
        return cls._with_heads(lines, [tuple(each.split(" ")) for each in words], width, _NARROW_GAP)

    @classmethod
    def _with_heads(
        cls, lines: Sequence[RoiLine], heads: Sequence[tuple[str, ...]], width: float, gap: float
    ) -> Columns:
        small, plain, strong = font(11, MEDIUM), font(13), font(13, SEMIBOLD)
        names = max((_advance(font(13, MEDIUM), each.name) for each in lines), default=_LEAST_POSITION)
        total = total_values(lines)
        figures = [
            max(_widest(small, head), _widest(strong, [summed]), _widest(plain, [each.values[place] for each in lines]))
            for place, (head, summed) in enumerate(zip(heads, total, strict=True))
        ]
        least = LEFT + names + sum(gap + each for each in figures) + TICK
        spare = max(0.0, width - least - gap)
        wanted = _widest(plain, [each.position for each in lines])
        place = min(spare, wanted) if spare >= _LEAST_POSITION else 0.0
        between = (spare - place) / len(figures)  # what is left makes the gaps wider
        left = LEFT + names + gap
        end = left + place if place else LEFT + names
        rights = tuple(accumulate((gap + between + each for each in figures), initial=end))[1:]
        return cls((left, place), rights, tuple(heads), least)


def total_values(lines: Sequence[RoiLine]) -> tuple[str, ...]:
    """Return the total's words by column: of lesions alone, and of volumes alone."""
    lesions = [line for line in lines if line.is_lesion]
    approved = sum(line.approved_mm3 for line in lesions)
    reread = sum(line.reread_mm3 for line in lesions)
    difference = numbers.percent(100 * (reread - approved) / approved) if approved else ""
    return numbers.volume(approved), numbers.volume(reread), difference, "", "", ""


def _advance(chosen: QFont, text: str) -> float:
    return QFontMetricsF(chosen).horizontalAdvance(text)


def _widest(chosen: QFont, texts: Sequence[str]) -> float:
    return max((_advance(chosen, each) for each in texts), default=0.0)
