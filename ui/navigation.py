"""Where the keys go: pure functions over rows and states."""

from __future__ import annotations

from collections.abc import Sequence

from core.lesion import LesionStatus
from core.review.state import ReviewState
from ui.lesion_list.row import Row


def neighbour(rows: Sequence[Row], selected: str | None, step: int) -> str | None:
    """Return the row ``step`` further, round the ends; the first, or last, where nothing is selected."""
    if not rows:
        return None
    ids = [row.finding_id for row in rows]
    if selected not in ids:
        return ids[0 if step > 0 else -1]
    return ids[(ids.index(selected) + step) % len(ids)]


def next_pending(rows: Sequence[Row], review: ReviewState, selected: str | None) -> str | None:
    """Return the next lesion to judge after ``selected``, in the list's order and round its end."""
    pending = {lesion.lesion_id for lesion in review.lesions if lesion.status is LesionStatus.PENDING}
    ids = [row.finding_id for row in rows]
    start = ids.index(selected) + 1 if selected in ids else 0
    return next((each for each in ids[start:] + ids[:start] if each in pending), None)


def numbered(review: ReviewState, number: int) -> str | None:
    """Return the lesion of that number."""
    return next((each.lesion_id for each in review.lesions if each.number == number), None)


def after_restore(before: Sequence[Row], restored: str) -> str | None:
    """Return the candidate that stands where the restored one stood."""
    ids = [row.finding_id for row in before]
    place = ids.index(restored)
    remaining = ids[:place] + ids[place + 1 :]
    return remaining[min(place, len(remaining) - 1)] if remaining else None


def touched(before: ReviewState | None, after: ReviewState) -> str | None:
    """Return the finding that an undo or redo changed."""
    if before is None:
        return None
    there = {each.lesion_id for each in after.lesions} | {each.candidate_id for each in after.candidates}
    return next((each for each in changed(before, after) if each in there), None)


def changed(before: ReviewState, after: ReviewState) -> tuple[str, ...]:
    """Return the findings that are not the same in two states, those that are there afterwards first."""
    ids: list[str] = []
    for old, new in ((before, after), (after, before)):
        known = set(map(id, old.lesions)) | set(map(id, old.candidates))
        ids += [each.lesion_id for each in new.lesions if id(each) not in known]
        ids += [each.candidate_id for each in new.candidates if id(each) not in known]
    return tuple(dict.fromkeys(ids))
