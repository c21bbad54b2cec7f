"""What a file brings becomes one step of a review: it takes nothing away, and one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from core.lesion import Candidate, CandidateReason, Lesion, LesionOrigin
from core.mask import Mask
from core.review.state import EditLesions, NewLesion, ReviewState
from core.structures_file import Found, StructuresFile


@dataclass(frozen=True, eq=False)
class BroughtIn:
    """A step, not yet taken, and what it means in words.

    Parameters
    ----------
    edit
        New lesions, all pending; what lies over a lesion of the review, or over a smaller one of the same file, is
        put aside for the second look. None where there is nothing new.
    words
        For the reader, a few short sentences.

    """

    edit: EditLesions | None
    words: str


def bring_in(file: StructuresFile, state: ReviewState) -> BroughtIn:
    """Make the step that brings a file's findings into a review."""
    known = [(f"lesion {each.number}", each.mask) for each in state.lesions]
    there = [mask for _, mask in known] + [each.mask for each in _imported(state.candidates)]
    fresh = [each for each in file.found if not any(each.mask.same(mask) for mask in there)]
    over = _overlapping(fresh, known)
    ids, uids = _free_ids(state), {each.tracking_uid for each in _findings(state)}
    added: list[NewLesion] = []
    aside: list[Candidate] = []
    for each in fresh:
        # Two findings of one review never share a tracking UID, even where an earlier export says so.
        uid = each.tracking_uid if each.tracking_uid not in uids else each.own_uid
        uids.add(uid)
        if id(each) in over:
            aside.append(_put_aside(each, next(ids), uid, over[id(each)], file.source))
        else:
            made = NewLesion(next(ids), each.mask, LesionOrigin.IMPORTED, uid, name=each.name, source=file.source)
            added.append(made)
    words = _words(file, len(added), len(aside), len(file.found) - len(fresh))
    edit = EditLesions(f"From {file.source}", added=tuple(added), put_aside=tuple(aside)) if fresh else None
    return BroughtIn(edit, words)


def _overlapping(fresh: list[Found], known: list[tuple[str, Mask]]) -> dict[int, str]:
    """By identity what is to be put aside, and what it lies over: of two in a file, the smaller is the finding."""
    over: dict[int, str] = {}
    taken = list(known)
    for each in sorted(fresh, key=lambda one: one.mask.count):
        hit = next((name for name, mask in taken if (mask & each.mask).count), None)
        if hit is None:
            taken.append((each.name, each.mask))
        else:
            over[id(each)] = hit
    return over


def _put_aside(found: Found, candidate_id: str, uid: str, over: str, source: str) -> Candidate:
    return Candidate(
        candidate_id=candidate_id,
        mask=found.mask,
        reason=CandidateReason.OVERLAPS,
        reason_words=f"{found.name}, over {over}",
        mean_probability=0.0,
        max_probability=0.0,
        tracking_uid=uid,
        origin=LesionOrigin.IMPORTED,
        name=found.name,
        source=source,
    )


def _findings(state: ReviewState) -> Iterator[Lesion | Candidate]:
    """Everything that the review holds, shown or not."""
    yield from state.lesions
    yield from state.candidates
    if state.unrevealed is not None:
        yield from _findings(state.unrevealed)


def _imported(candidates: tuple[Candidate, ...]) -> Iterator[Candidate]:
    """What an earlier file brought: the same file once more brings nothing."""
    return (each for each in candidates if each.origin is LesionOrigin.IMPORTED)


def _free_ids(state: ReviewState) -> Iterator[str]:
    taken = {each.lesion_id if isinstance(each, Lesion) else each.candidate_id for each in _findings(state)}
    return (name for n in count(1) if (name := f"I{n}") not in taken)


def _words(file: StructuresFile, added: int, aside: int, same: int) -> str:
    lesions = "1 lesion" if added == 1 else f"{added} lesions"
    parts = [f"{lesions} from {file.source}."]
    if same:
        parts.append("1 was here already." if same == 1 else f"{same} were here already.")
    if aside:
        parts.append(f"{aside} put aside: over {'another' if aside == 1 else 'others'}.")
    if file.left_out:
        parts.append(f"{len(file.left_out)} left out: {file.left_out[0]}")
    return " ".join(parts)
