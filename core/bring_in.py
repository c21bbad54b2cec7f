"""What a file brings becomes one step of a review: it takes nothing away, and one undo takes it back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count

from core.dicom.structures_read import IS_MARGIN
from core.lesion import Candidate, CandidateReason, Lesion, LesionOrigin
from core.mask import Mask
from core.review.state import EditLesions, NewLesion, ReviewState, numbers_of_new
from core.structures_file import Found, StructuresFile

_DIGITS = re.compile(r"\d+")
_LONGEST_NUMBER = 3  # digits
_NO_NAMES = ("Label ", "Piece ")


@dataclass(frozen=True, eq=False)
class BroughtIn:
    """A step, not yet taken, and what it means in words.

    Parameters
    ----------
    edit
        New lesions, all pending; what lies over a lesion of the review, or over a smaller one of the same file, is
        put aside for the second look. None where there is nothing new.
    news
        For the reader, a few short sentences: how many came in, were here, are put aside, are left out.
    remarks
        A sentence each for what was put aside, was left out, or may be otherwise than where it was drawn.

    """

    edit: EditLesions | None
    news: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """All of it, in English."""
        return " ".join((*self.news, *self.remarks))


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
            added.append(replace(made, making=each.making, number=_number(each.name)))
    news = tuple(_news(file, len(added), len(aside), len(file.found) - len(fresh)))
    put_aside = (f"{each.name} is put aside: it lies over {over[id(each)]}." for each in fresh if id(each) in over)
    others = tuple(_renumbered(state, added))
    edit = EditLesions(f"From {file.source}", added=tuple(added), put_aside=tuple(aside)) if fresh else None
    return BroughtIn(edit, news, (*file.told, *others, *put_aside, *_left_out(file.left_out)))


def _number(name: str) -> int:
    """The number that a structure's name holds, 0 for none: GTV_02 stays lesion 2, and is exported as GTV_02 again."""
    found = _DIGITS.findall(name)
    return int(found[0]) if len(found) == 1 and len(found[0]) <= _LONGEST_NUMBER else 0


def _renumbered(state: ReviewState, added: list[NewLesion]) -> Iterator[str]:
    """Say of each whose number another lesion has which it gets; labels are numbers of a file, and no names."""
    for each, number in zip(added, numbers_of_new(state, [one.number for one in added]), strict=True):
        if each.number not in (0, number) and not each.name.startswith(_NO_NAMES):
            yield f"{each.name} is lesion {number} here, because lesion {each.number} is another."


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
        making=found.making,
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


def _left_out(sentences: tuple[str, ...]) -> Iterator[str]:
    """Each but the margins, of which an export of ours has one a lesion: they share a sentence, the last."""
    margins = [each.removesuffix(IS_MARGIN) for each in sentences if each.endswith(IS_MARGIN)]
    yield from (each for each in sentences if not each.endswith(IS_MARGIN))
    if margins:
        yield f"{margins[0]}{IS_MARGIN}" if len(margins) == 1 else f"{', '.join(margins)} are margins around lesions."


def _news(file: StructuresFile, added: int, aside: int, same: int) -> Iterator[str]:
    yield f"1 lesion from {file.source}." if added == 1 else f"{added} lesions from {file.source}."
    if same:
        yield "1 was here already." if same == 1 else f"{same} were here already."
    if aside:
        yield f"{aside} put aside."
    if file.left_out:
        yield f"{len(file.left_out)} left out."
