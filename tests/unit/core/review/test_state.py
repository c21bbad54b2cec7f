import pytest

from core.errors import ReviewRefused
from core.lesion import LesionOrigin, LesionStatus, RejectReason
from core.review.history import History, Redo, Undo, step
from core.review.state import RestoreCandidate, ReviewState, SetStatus, apply
from tests.helpers.reviews import detection


@pytest.fixture
def state() -> ReviewState:
    made = detection()
    return ReviewState(made.lesions, made.candidates)


def test_a_judgement_changes_one_lesion_and_shares_the_others(state):
    after = apply(state, SetStatus("L2", LesionStatus.ACCEPTED))
    assert [each.status.value for each in after.lesions] == ["pending", "accepted", "pending"]
    assert after.lesions[0] is state.lesions[0]
    assert after.candidates is state.candidates
    assert state.lesions[1].status is LesionStatus.PENDING


def test_a_reason_stays_only_while_rejected(state):
    rejected = apply(state, SetStatus("L1", LesionStatus.REJECTED, RejectReason.VESSEL))
    assert rejected.lesion("L1").reject_reason is RejectReason.VESSEL
    accepted = apply(rejected, SetStatus("L1", LesionStatus.ACCEPTED, RejectReason.VESSEL))
    assert accepted.lesion("L1").reject_reason is None


def test_the_same_judgement_twice_changes_nothing(state):
    once = apply(state, SetStatus("L1", LesionStatus.ACCEPTED))
    assert apply(once, SetStatus("L1", LesionStatus.ACCEPTED)) is once


def test_a_restored_candidate_is_pending_with_the_next_number(state):
    after = apply(state, RestoreCandidate("S2"))
    restored = after.lesion("S2")
    assert (restored.number, restored.status, restored.origin) == (
        4,
        LesionStatus.PENDING,
        LesionOrigin.MODEL,
    )
    assert restored.tracking_uid == "2.25.2002"
    assert [each.candidate_id for each in after.candidates] == ["S1"]
    assert len(after.pending) == 4


@pytest.mark.parametrize("action", [SetStatus("L9", LesionStatus.ACCEPTED), RestoreCandidate("S9")])
def test_an_unknown_id_is_refused(state, action):
    with pytest.raises(ReviewRefused, match=r"no (lesion L9|candidate S9)"):
        apply(state, action)


def test_pending_and_accepted_are_told_apart(state):
    after = apply(state, SetStatus("L2", LesionStatus.ACCEPTED))
    assert [each.lesion_id for each in after.pending] == ["L1", "L3"]
    assert [each.lesion_id for each in after.accepted] == ["L2"]


def test_undo_goes_back_and_redo_forward(state):
    history = step(History((state,)), SetStatus("L1", LesionStatus.ACCEPTED))
    history = step(history, RestoreCandidate("S1"))
    there = history.state
    assert step(step(history, Undo()), Undo()).state is state
    assert step(step(step(step(history, Undo()), Undo()), Redo()), Redo()).state is there


def test_a_new_step_after_an_undo_drops_what_was_undone(state):
    history = step(History((state,)), SetStatus("L1", LesionStatus.ACCEPTED))
    history = step(step(history, Undo()), SetStatus("L2", LesionStatus.REJECTED))
    assert not history.can_redo
    assert history.actions == (SetStatus("L2", LesionStatus.REJECTED),)


@pytest.mark.parametrize("entry", [Undo(), Redo()])
def test_nothing_to_undo_or_redo_is_said(state, entry):
    with pytest.raises(ReviewRefused, match="nothing to"):
        step(History((state,)), entry)
