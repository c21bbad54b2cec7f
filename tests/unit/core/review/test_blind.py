"""Blind first: what the reader marks without the model, and what is revealed to it."""

import pytest

from core.errors import ReviewRefused
from core.lesion import CandidateReason, LesionOrigin, LesionStatus
from core.mask import Mask
from core.review.log import FILE_NAME
from core.review.session import ReviewSession
from core.review.state import EditLesions, NewLesion, ReadBlind, RestoreCandidate, Reveal, SetStatus, apply
from core.review.words import deeds
from tests.helpers.reviews import ball, detection, series


def mark(lesion_id: str, mask: Mask) -> EditLesions:
    return EditLesions("Add lesion", added=(NewLesion(lesion_id, mask, LesionOrigin.READER, f"2.25.{lesion_id}"),))


@pytest.fixture
def session(tmp_path):
    """The reader marked one place of the model's, smaller, and one of their own; three were proposed."""
    begun = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    begun.do(ReadBlind())
    begun.do(mark("R1", ball((6, 6, 6), 2)))
    begun.do(mark("R2", ball((1, 12, 3), 1)))
    yield begun
    begun.close()


def test_nothing_of_the_proposal_is_there_while_blind(session):
    assert [each.lesion_id for each in session.state.lesions] == ["R1", "R2"]
    assert session.state.candidates == ()


def test_revealed_the_models_own_are_pending_and_shared_places_stay_the_readers(session):
    before = session.state.lesion("R1").mask
    state = session.do(Reveal())

    assert [(each.lesion_id, each.number) for each in state.lesions] == [("R1", 1), ("R2", 2), ("L2", 3), ("L3", 4)]
    assert [each.origin for each in state.lesions[2:]] == [LesionOrigin.MODEL] * 2
    assert {each.status for each in state.lesions[2:]} == {LesionStatus.PENDING}
    assert state.lesion("R1").mask.same(before)
    assert state.unrevealed is None
    aside = {each.candidate_id: each for each in state.candidates}
    assert sorted(aside) == ["L1", "S1", "S2"]
    assert aside["L1"].reason is CandidateReason.MARKED_BLIND
    assert aside["L1"].reason_words == "marked by the reader too, lesion 1"


def test_no_voxel_belongs_to_two_after_the_reveal(session):
    lesions = session.do(Reveal()).lesions
    assert all((a.mask & b.mask).count == 0 for n, a in enumerate(lesions) for b in lesions[n + 1 :])


def test_what_the_model_drew_more_can_be_taken(session):
    session.do(Reveal())
    state = session.do(RestoreCandidate("L1"))
    whole = detection().lesions[0].mask
    assert state.lesion("L1").mask.count + (state.lesion("R1").mask & whole).count == whole.count


@pytest.mark.parametrize("entry", [ReadBlind(), Reveal()])
def test_what_was_seen_cannot_be_unseen(tmp_path, entry):
    begun = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    begun.do(ReadBlind())
    if isinstance(entry, Reveal):
        begun.do(entry)
    assert not begun.can_undo
    with pytest.raises(ReviewRefused, match="nothing to undo"):
        begun.undo()
    begun.close()


def test_marks_made_blind_can_be_undone_while_blind_alone(session):
    session.undo()
    assert [each.lesion_id for each in session.state.lesions] == ["R1"]
    session.do(Reveal())
    assert not session.can_undo
    assert not session.can_redo


def test_it_is_still_blind_after_a_crash(session, tmp_path):
    session.close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert again.state.unrevealed is not None
    assert [each.lesion_id for each in again.state.lesions] == ["R1", "R2"]
    again.do(Reveal())
    again.close()
    last = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert len(last.state.lesions) == 4
    last.close()


def test_the_log_says_what_was_marked_before_the_reveal(session, tmp_path):
    session.do(Reveal())
    session.do(SetStatus("R1", LesionStatus.ACCEPTED))
    assert [each.words for each in deeds(session.lines, "R1")] == ["Add lesion", "Model revealed", "Accepted"]
    text = (tmp_path / FILE_NAME).read_text()
    assert text.index('"read_blind"') < text.index("Add lesion") < text.index('"reveal"')


def test_a_review_that_was_judged_cannot_become_blind(tmp_path):
    begun = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    begun.do(SetStatus("L1", LesionStatus.ACCEPTED))
    with pytest.raises(ReviewRefused, match="proposal was seen"):
        begun.do(ReadBlind())
    with pytest.raises(ReviewRefused, match="shown already"):
        apply(begun.state, Reveal())
    begun.close()
