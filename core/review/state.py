"""The content of a review now, and the changes a reader can make to it.

``apply`` is pure and the only writer: live work, undo and replay all go through it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from core.errors import ReviewRefused
from core.lesion import Candidate, Lesion, LesionOrigin, LesionStatus, RejectReason


@dataclass(frozen=True, eq=False)
class ReviewState:
    """Lesions under review and the candidates still put aside; states share what did not change."""

    lesions: tuple[Lesion, ...]
    candidates: tuple[Candidate, ...] = ()

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
class RestoreCandidate:
    """Take a candidate back from the second look; it becomes a pending lesion with the next number."""

    candidate_id: str


Action: TypeAlias = SetStatus | RestoreCandidate


def apply(state: ReviewState, action: Action) -> ReviewState:
    """Return the state after the action; the same object where nothing changes.

    Raises
    ------
    ReviewRefused
        If the action names a lesion or candidate that this state does not hold.

    """
    match action:
        case SetStatus():
            return _set_status(state, action)
        case RestoreCandidate():
            return _restore(state, action)


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
    restored = Lesion(
        lesion_id=candidate.candidate_id,
        number=max((lesion.number for lesion in state.lesions), default=0) + 1,
        mask=candidate.mask,
        status=LesionStatus.PENDING,
        origin=LesionOrigin.MODEL,
        mean_probability=candidate.mean_probability,
        max_probability=candidate.max_probability,
        tracking_uid=candidate.tracking_uid,
    )
    remaining = tuple(c for c in state.candidates if c is not candidate)
    return ReviewState(lesions=(*state.lesions, restored), candidates=remaining)
