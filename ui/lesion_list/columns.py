"""Where the columns stand, for the head and for every row."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme import scaled

NARROW = 340  # below this panel width the probability's column goes
_MARGIN = 16
_GAP = 4
_WIDER_NUMBER = 6  # S12 begins where 12 does


@dataclass(frozen=True)
class Columns:
    """Edges in px from the list's left; numbers are aligned to their right edge.

    Parameters
    ----------
    number_right, glyph_middle, name_left, name_right
        Of the left half.
    volume_right, second_right, third_right
        Of the numbers; ``third_right`` is None where the column is left out.

    """

    number_right: float
    glyph_middle: float
    name_left: float
    name_right: float
    volume_right: float
    second_right: float
    third_right: float | None


def lesion_columns(width: float) -> Columns:
    """#, glyph, Position, mm³ 60, Ø mm 48, Prob. 48; wider with larger text."""
    right = width - _MARGIN
    third = right if width >= scaled(NARROW) else None
    second = right - (scaled(48) + _GAP if third else 0)
    volume = second - scaled(48) - _GAP
    return Columns(*_left(), volume - scaled(60) - _GAP, volume, second, third)


def candidate_columns(width: float) -> Columns:
    """S1, diamond, name and reason, mm³ 40, peak 34: the reason needs the room."""
    right = width - _MARGIN
    volume = right - scaled(34) - _GAP
    return Columns(*_left(_WIDER_NUMBER), volume - scaled(40) - _GAP, volume, right, None)


def _left(wider: int = 0) -> tuple[float, float, float]:
    return scaled(34 + wider), scaled(51 + wider), scaled(68 + wider)
