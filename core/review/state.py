"""The content of a review now, and the changes a reader can make to it.

``apply`` is pure and the only writer: live work, undo and replay all go through it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeAlias

from core.errors import ReviewRefused
from core.lesion import UNSAID, Candidate, CandidateReason, Lesion, LesionOrigin, LesionStatus, Making, RejectReason
from core.mask import Mask

_PENDING = LesionStatus.PENDING


@dataclass(frozen=True, eq=False)
class ReviewState:
    """Lesions under review and the candidates still put aside; states share what did not change.

    Parameters
    ----------
    lesions, candidates
        What the reader sees.
    unrevealed
        The model's proposal while the reader marks without it; None otherwise.

    """

    lesions: tuple[Lesion, ...]
    candidates: tuple[Candidate, ...] = ()
    unrevealed: ReviewState | None = None

    def lesion(self, lesion_id: str) -> Lesion:
        """Return the lesion of that id.

        Raises
        ------
        ReviewRefused
            If there is none.

        """
        for lesion in self.lesions:
            if lesion.lesion_id == lesion_id:
                return lesion
        raise ReviewRefused(f"This review has no lesion {lesion_id}.")

    def with_status(self, status: LesionStatus) -> tuple[Lesion, ...]:
        """Lesions of that status, in the order of the list."""
        return tuple(lesion for lesion in self.lesions if lesion.status is status)

    @property
    def pending(self) -> tuple[Lesion, ...]:
        """What the reader has still to judge."""
        return self.with_status(LesionStatus.PENDING)

    @property
    def accepted(self) -> tuple[Lesion, ...]:
        """What an export as approved holds."""
        return self.with_status(LesionStatus.ACCEPTED)


@dataclass(frozen=True)
class SetStatus:
    """Judge a lesion; a reason belongs to a rejection only."""

    lesion_id: str
    status: LesionStatus
    reason: RejectReason | None = None


@dataclass(frozen=True)
class JudgeMany:
    """Judge several lesions in one step, which one undo takes back."""

    lesion_ids: tuple[str, ...]
    status: LesionStatus
    reason: RejectReason | None = None


@dataclass(frozen=True)
class RestoreCandidate:
    """Take a candidate back from the second look; it becomes a pending lesion with the next number."""

    candidate_id: str


@dataclass(frozen=True, eq=False)
class NewLesion:
    """A lesion that an edit makes: a reader's own, or a part of a model's; it is pending.

    It gets the number that it wants, as a file calls it, where that is free; for 0, the next.
    """

    lesion_id: str
    mask: Mask
    origin: LesionOrigin
    tracking_uid: str
    mean_probability: float = 0.0
    max_probability: float = 0.0
    name: str = ""
    source: str = ""
    making: Making = UNSAID
    number: int = 0


@dataclass(frozen=True, eq=False)
class EditLesions:
    """Change voxels: what they are afterwards, whatever tool it was.

    Parameters
    ----------
    name
        The step as the reader sees it, e.g. ``"Brush, add 4.0 mm"``.
    masks
        Lesion ids with their voxels afterwards.
    added
        Lesions that come into being, by drawing or by a split.
    removed
        Ids of lesions that go, by deleting or by a merge.
    put_aside
        Candidates that a file brought in over lesions that are there.
    unsettled
        Ids of lesions that are pending afterwards, whatever they were judged: they were given voxels of a lesion that
        was judged otherwise, or changed where nobody may have looked. An edit of a log from before there was this
        keeps every judgement, as it did then.

    """

    name: str
    masks: tuple[tuple[str, Mask], ...] = ()
    added: tuple[NewLesion, ...] = ()
    removed: tuple[str, ...] = ()
    put_aside: tuple[Candidate, ...] = ()
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReadBlind:
    """Put the model's proposal out of sight: the reader marks without it. Only before anything was judged."""


@dataclass(frozen=True)
class Reveal:
    """Bring the proposal to what the reader marked without it; from then on it has been seen."""


Action: TypeAlias = SetStatus | JudgeMany | RestoreCandidate | EditLesions | ReadBlind | Reveal


def apply(state: ReviewState, action: Action) -> ReviewState:
    """Return the state after the action; the same object where nothing changes.

    Raises
    ------
    ReviewRefused
        If the action names a lesion or candidate that this state does not hold, leaves a lesion without voxels, or
        lets two lesions share one.

    """
    match action:
        case SetStatus():
            return _set_status(state, action)
        case JudgeMany():
            for lesion_id in action.lesion_ids:
                state = _set_status(state, SetStatus(lesion_id, action.status, action.reason))
            return state
        case RestoreCandidate():
            return _restore(state, action)
        case EditLesions():
            return _edit(state, action)
        case ReadBlind():
            return _hide(state)
        case Reveal():
            return _reveal(state)


def _set_status(state: ReviewState, action: SetStatus) -> ReviewState:
    lesion = state.lesion(action.lesion_id)
    reason = action.reason if action.status is LesionStatus.REJECTED else None
    if (lesion.status, lesion.reject_reason) == (action.status, reason):
        return state
    judged = replace(lesion, status=action.status, reject_reason=reason)
    return replace(state, lesions=tuple(judged if each is lesion else each for each in state.lesions))


def _restore(state: ReviewState, action: RestoreCandidate) -> ReviewState:
    found = [c for c in state.candidates if c.candidate_id == action.candidate_id]
    if not found:
        raise ReviewRefused(f"This review has no candidate {action.candidate_id}.")
    candidate = found[0]
    mask = candidate.mask
    for lesion in state.lesions:
        mask = mask - lesion.mask  # what a reader drew over it stays the other lesion's
    if mask.count == 0:
        raise ReviewRefused(f"{action.candidate_id} lies wholly inside lesions by now.")
    restored = Lesion(
        lesion_id=candidate.candidate_id,
        number=max((lesion.number for lesion in state.lesions), default=0) + 1,
        mask=mask,
        status=LesionStatus.PENDING,
        origin=candidate.origin,
        mean_probability=candidate.mean_probability,
        max_probability=candidate.max_probability,
        tracking_uid=candidate.tracking_uid,
        name=candidate.name,
        source=candidate.source,
        making=candidate.making,
    )
    remaining = tuple(c for c in state.candidates if c is not candidate)
    return replace(state, lesions=(*state.lesions, restored), candidates=remaining)


def _edit(state: ReviewState, action: EditLesions) -> ReviewState:
    changed = {lesion_id: mask for lesion_id, mask in action.masks if not mask.same(state.lesion(lesion_id).mask)}
    gone = {state.lesion(lesion_id).lesion_id for lesion_id in action.removed}
    if not (changed or gone or action.added or action.put_aside):
        return state
    taken = {lesion.lesion_id for lesion in state.lesions} | {each.candidate_id for each in state.candidates}
    given = [each.lesion_id for each in action.added] + [each.candidate_id for each in action.put_aside]
    if taken & set(given) or len(set(given)) < len(given):
        raise ReviewRefused("A new lesion needs an id of its own.")
    kept = [
        _changed(each, changed[each.lesion_id], unsettled=each.lesion_id in action.unsettled)
        if each.lesion_id in changed
        else each
        for each in state.lesions
        if each.lesion_id not in gone
    ]
    numbers = numbers_of_new(state, [each.number for each in action.added])
    new = [_new(each, number) for each, number in zip(action.added, numbers, strict=True)]
    touched = [each for each in kept if each.lesion_id in changed] + new
    _check_voxels(touched, [*kept, *new])
    return replace(state, lesions=(*kept, *new), candidates=(*state.candidates, *action.put_aside))


def numbers_of_new(state: ReviewState, wanted: Sequence[int]) -> list[int]:
    """Number new lesions: as wanted where no lesion has that number, all others with the next; 0 wants none."""
    taken = {each.number for each in state.lesions}
    given = [0 if number in taken or number in wanted[:place] else number for place, number in enumerate(wanted)]
    following = count(max([*taken, *given], default=0) + 1)
    return [number or next(following) for number in given]


def _changed(lesion: Lesion, mask: Mask, *, unsettled: bool) -> Lesion:
    edited = replace(lesion, mask=mask, edited=True)
    return replace(edited, status=_PENDING, reject_reason=None) if unsettled else edited


def unsettled_by(into: Lesion, given: Lesion) -> bool:
    """Whether a judged lesion is to be judged again once it is given another one's voxels.

    Nothing unreviewed is exported as approved: only voxels that were judged alike leave the judgement standing.
    """
    return into.status is not _PENDING and into.status is not given.status


def _new(made: NewLesion, number: int) -> Lesion:
    return Lesion(
        lesion_id=made.lesion_id,
        number=number,
        mask=made.mask,
        status=LesionStatus.PENDING,
        origin=made.origin,
        mean_probability=made.mean_probability,
        max_probability=made.max_probability,
        tracking_uid=made.tracking_uid,
        edited=made.origin is LesionOrigin.MODEL,
        name=made.name,
        source=made.source,
        making=made.making,
    )


def _hide(state: ReviewState) -> ReviewState:
    if state.unrevealed is not None or any(each.edited or each.status is not _PENDING for each in state.lesions):
        raise ReviewRefused("This review has begun: its proposal was seen.")
    return ReviewState(lesions=(), candidates=(), unrevealed=state)


def _reveal(state: ReviewState) -> ReviewState:
    """Whose voxel it is, stays the reader's: what the model proposed over a mark is put aside, with that reason."""
    if state.unrevealed is None:
        raise ReviewRefused("The model's proposal is shown already.")
    number = max((lesion.number for lesion in state.lesions), default=0)
    found: list[Lesion] = []
    aside: list[Candidate] = []
    for lesion in state.unrevealed.lesions:
        marked = [each for each in state.lesions if (each.mask & lesion.mask).count]
        if marked:
            aside.append(_marked_too(lesion, marked))
        else:
            number += 1
            found.append(replace(lesion, number=number))
    return ReviewState((*state.lesions, *found), (*aside, *state.unrevealed.candidates))


def _marked_too(lesion: Lesion, marked: list[Lesion]) -> Candidate:
    numbers = ", ".join(str(each.number) for each in marked)
    return Candidate(
        candidate_id=lesion.lesion_id,
        mask=lesion.mask,
        reason=CandidateReason.MARKED_BLIND,
        reason_words=f"marked by the reader too, lesion {numbers}",
        mean_probability=lesion.mean_probability,
        max_probability=lesion.max_probability,
        tracking_uid=lesion.tracking_uid,
    )


def _check_voxels(touched: list[Lesion], lesions: list[Lesion]) -> None:
    """Only what was touched is looked at: lesions that a label map brought in may share voxels already."""
    for lesion in touched:
        if lesion.mask.count == 0:
            raise ReviewRefused(f"Nothing would be left of lesion {lesion.number}.", "Delete or reject it instead.")
        for other in lesions:
            if other is not lesion and (lesion.mask & other.mask).count:
                raise ReviewRefused(f"Lesions {lesion.number} and {other.number} would share voxels.")
