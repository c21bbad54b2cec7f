"""Rows of both lists, and the one order in which list and keys walk through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.lesion import Candidate, CandidateReason, Lesion, LesionOrigin, LesionStatus
from core.review.state import ReviewState
from ui import glyphs
from ui.core_words import spoken
from ui.facts import Facts
from ui.glyphs import Glyph

# In the row volume and peak stand beside it; the card gives the rule and its value.
_SHORT_REASON = {
    CandidateReason.OUTSIDE_BRAIN: "outside brain",
    CandidateReason.TOO_SMALL: "too small",
    CandidateReason.BELOW_THRESHOLD: "peak too low",
    CandidateReason.OVERLAPS: "over a lesion",
    CandidateReason.MARKED_BLIND: "marked blind too",
}


_TO_JUDGE_FIRST = (Glyph.PENDING, Glyph.ACCEPTED, Glyph.REJECTED, Glyph.CANDIDATE, Glyph.EDITED)


class Column(Enum):
    """What a list can be sorted by, with its head."""

    NUMBER = "#"
    STATUS = "status"
    POSITION = "Position"
    VOLUME = "mm³"
    DIAMETER = "Ø mm"
    PROBABILITY = "Prob."


@dataclass(frozen=True)
class Order:
    """Sorted by which column, and which way."""

    column: Column = Column.VOLUME
    descending: bool = True

    def toggled(self, column: Column) -> Order:
        """Return the order after a click on a column's head."""
        if column is self.column:
            return Order(column, not self.descending)
        return Order(column, column not in (Column.NUMBER, Column.STATUS, Column.POSITION))


_ORDER_WORDS = {
    Column.NUMBER: ("last number first", "by number"),
    Column.STATUS: ("rejected first", "pending first"),
    Column.POSITION: ("by position, backwards", "by position"),
    Column.VOLUME: ("largest first", "smallest first"),
    Column.DIAMETER: ("longest first", "shortest first"),
    Column.PROBABILITY: ("most probable first", "least probable first"),
}


def order_words(order: Order) -> str:
    """Return the order as a remark, e.g. "largest first"."""
    return spoken(_ORDER_WORDS[order.column][0 if order.descending else 1])


@dataclass(frozen=True)
class Row:
    """One finding as a list shows it.

    Parameters
    ----------
    finding_id
        Of the lesion or candidate.
    number
        ``"7"``; ``"S1"`` for a candidate.
    glyph, name, remark
        Status; place in words; why it was put aside (candidates only).
    volume_mm3, longest_mm, probability
        Mean probability of a lesion, peak of a candidate.
    edited, own, dimmed
        The reader changed its mask; the reader made it; rejected.

    """

    finding_id: str
    number: str
    glyph: Glyph
    name: str
    volume_mm3: float
    longest_mm: float
    probability: float
    remark: str = ""
    edited: bool = False
    own: bool = False
    dimmed: bool = False


def lesion_rows(state: ReviewState, facts: Facts, order: Order) -> tuple[Row, ...]:
    """Return the lesions' rows in the wanted order; equal values stay in the order of their numbers."""
    rows = [_lesion_row(lesion, facts) for lesion in sorted(state.lesions, key=lambda each: each.number)]
    return tuple(sorted(rows, key=lambda row: _value(row, order.column), reverse=order.descending))


def candidate_rows(candidates: Sequence[Candidate], facts: Facts) -> tuple[Row, ...]:
    """Return the rows of the second look, in the order given."""
    return tuple(_candidate_row(candidate, facts) for candidate in candidates)


def _value(row: Row, column: Column) -> float | str:
    match column:
        case Column.NUMBER:
            return float(row.number)
        case Column.STATUS:
            return float(_TO_JUDGE_FIRST.index(row.glyph))
        case Column.POSITION:
            return row.name
        case Column.VOLUME:
            return row.volume_mm3
        case Column.DIAMETER:
            return row.longest_mm
        case Column.PROBABILITY:
            return row.probability


def _lesion_row(lesion: Lesion, facts: Facts) -> Row:
    measures = facts.measures(lesion.mask)
    return Row(
        finding_id=lesion.lesion_id,
        number=str(lesion.number),
        glyph=glyphs.of(lesion.status),
        name=spoken(measures.position),
        volume_mm3=measures.volume_mm3,
        longest_mm=measures.longest_mm,
        probability=lesion.mean_probability,
        edited=lesion.edited,
        own=lesion.origin is LesionOrigin.READER,
        dimmed=lesion.status is LesionStatus.REJECTED,
    )


def _candidate_row(candidate: Candidate, facts: Facts) -> Row:
    measures = facts.measures(candidate.mask)
    return Row(
        finding_id=candidate.candidate_id,
        number=candidate.candidate_id,
        glyph=Glyph.CANDIDATE,
        name=spoken(measures.position),
        volume_mm3=measures.volume_mm3,
        longest_mm=measures.longest_mm,
        probability=candidate.max_probability,
        remark=spoken(_SHORT_REASON[candidate.reason]),
    )
