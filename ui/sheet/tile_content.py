"""What the tiles show of a review: pure."""

from __future__ import annotations

from dataclasses import dataclass

from core.lesion import Candidate, CandidateReason
from core.mask import Mask
from ui import numbers
from ui.core_words import spoken
from ui.glyphs import Glyph
from ui.language import translate
from ui.lesion_list.row import Row
from ui.screen import Screen, Tab
from ui.viewer.mark import Mark
from ui.viewer.tile_painter import tile_field_mm


@dataclass(frozen=True)
class TileContent:
    """One finding on the sheet.

    Parameters
    ----------
    row
        Number, status, place, measures: what its list shows.
    mask
        Its voxels.
    field_mm
        Millimetres over each square.
    corner
        At the head's right: the volume, or why the finding was put aside.

    """

    row: Row
    mask: Mask
    field_mm: float
    corner: str

    @property
    def finding_id(self) -> str:
        """Of the lesion or candidate."""
        return self.row.finding_id

    @property
    def aside(self) -> bool:
        """Whether it belongs to the second look."""
        return self.row.glyph is Glyph.CANDIDATE

    def mark(self) -> Mark:
        """Return what is drawn over the images."""
        return Mark(self.row.finding_id, self.row.number, self.row.glyph, self.mask)

    def words(self) -> str:
        """Return the tile in a line, for screen readers."""
        if self.aside:
            return translate("Sheet", "Second look {number}, {name}, {corner}").format(
                number=self.row.number, name=self.row.name, corner=self.corner
            )
        own, edited = (
            translate("Sheet", "added by the reader, ") if self.row.own else "",
            translate("Sheet", ", edited") if self.row.edited else "",
        )
        return translate("Sheet", "Lesion {number}, {name}, {own}{corner}, {status}{edited}").format(
            number=self.row.number,
            name=self.row.name,
            own=own,
            corner=self.corner,
            status=spoken(self.row.glyph.value),
            edited=edited,
        )


def tiles(screen: Screen) -> tuple[tuple[TileContent, ...], tuple[TileContent, ...]]:
    """Return the tiles of the lesions, in their list's order, and of the second look."""
    review = screen.review
    if review is None:
        return (), ()
    masks = {each.lesion_id: each.mask for each in review.lesions}
    candidates = {each.candidate_id: each for each in screen.candidates}
    same = _largest_field(screen) if screen.same_scale else None
    lesions = tuple(
        TileContent(row, masks[row.finding_id], same or tile_field_mm(row.longest_mm), _volume(row))
        for row in screen.sheet_rows(Tab.LESIONS)
        if masks[row.finding_id].count
    )
    aside = tuple(
        TileContent(
            row,
            candidates[row.finding_id].mask,
            same or tile_field_mm(row.longest_mm),
            _why(candidates[row.finding_id], row),
        )
        for row in screen.sheet_rows(Tab.SECOND_LOOK)
    )
    return lesions, aside


def _largest_field(screen: Screen) -> float:
    """Of all findings, shown or not: filtering changes no scale."""
    rows = [*screen.rows(Tab.LESIONS), *screen.rows(Tab.SECOND_LOOK)]
    return max(tile_field_mm(row.longest_mm) for row in rows) if rows else tile_field_mm(0.0)


def _volume(row: Row) -> str:
    return f"{numbers.volume(row.volume_mm3)} mm³"


def _why(candidate: Candidate, row: Row) -> str:
    """Why it was put aside, with the value that decided, e.g. "Too small, 4.0 mm³"."""
    remark = row.remark.capitalize()
    if candidate.reason is CandidateReason.TOO_SMALL:
        return f"{remark}, {_volume(row)}"
    if candidate.reason is CandidateReason.BELOW_THRESHOLD:
        return f"{remark}, p {numbers.probability(row.probability)}"
    return remark
