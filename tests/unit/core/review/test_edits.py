"""Edits in the review: one step each, undone and read back bit by bit, never two lesions on one voxel."""

import numpy as np
import pytest

from core.edit.brush import stroke
from core.edit.surface import moved, smoothed
from core.errors import ReviewRefused
from core.lesion import LesionOrigin, LesionStatus
from core.mask import NOTHING, Mask
from core.review.coding import entry_from_json, entry_to_json
from core.review.session import ReviewSession
from core.review.state import EditLesions, NewLesion, RestoreCandidate, ReviewState, SetStatus, apply, unsettled_by
from tests.helpers.reviews import detection, series


@pytest.fixture
def state() -> ReviewState:
    made = detection()
    return ReviewState(made.lesions, made.candidates)


def voxel(k: int, j: int, i: int) -> Mask:
    return Mask((k, j, i), np.ones((1, 1, 1), bool))


def corner(state: ReviewState) -> Mask:
    """A voxel that no lesion has."""
    free = voxel(0, 0, 0)
    assert all((lesion.mask & free).count == 0 for lesion in state.lesions)
    return free


def test_an_edit_changes_voxels_marks_it_and_keeps_the_judgement(state):
    judged = apply(state, SetStatus("L1", LesionStatus.ACCEPTED))
    bigger = judged.lesion("L1").mask | corner(state)
    after = apply(judged, EditLesions("Brush, add 1.0 mm", (("L1", bigger),)))
    lesion = after.lesion("L1")
    assert lesion.mask.same(bigger)
    assert (lesion.edited, lesion.status, lesion.number) == (True, LesionStatus.ACCEPTED, 1)
    assert lesion.tracking_uid == state.lesion("L1").tracking_uid
    assert after.lesion("L2") is judged.lesion("L2")


def test_an_edit_that_changes_no_voxel_is_no_step(state):
    same = EditLesions("Fill holes", (("L1", state.lesion("L1").mask),))
    assert apply(state, same) is state


def test_a_new_lesion_is_the_readers_and_pending_with_the_next_number(state):
    own = NewLesion("R1", corner(state), LesionOrigin.READER, "2.25.7")
    after = apply(state, EditLesions("Add lesion", added=(own,)))
    lesion = after.lesion("R1")
    assert (lesion.number, lesion.status, lesion.origin) == (4, LesionStatus.PENDING, LesionOrigin.READER)
    assert (lesion.edited, lesion.tracking_uid) == (False, "2.25.7")


def test_a_merge_and_a_delete_take_lesions_away_in_the_same_step(state):
    both = state.lesion("L1").mask | state.lesion("L2").mask
    merged = apply(state, EditLesions("Merge 1 and 2", (("L1", both),), removed=("L2",)))
    assert [each.lesion_id for each in merged.lesions] == ["L1", "L3"]
    assert merged.lesion("L1").mask.same(both)
    assert [each.lesion_id for each in apply(merged, EditLesions("Delete 3", removed=("L3",))).lesions] == ["L1"]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (EditLesions("Erase", (("L1", NOTHING),)), "Nothing would be left of lesion 1"),
        (EditLesions("Brush", (("L9", NOTHING),)), "no lesion L9"),
        (EditLesions("Delete", removed=("L9",)), "no lesion L9"),
        (EditLesions("Add", added=(NewLesion("L1", voxel(0, 0, 0), LesionOrigin.READER, "2.25.1"),)), "id of its own"),
        (EditLesions("Add", added=(NewLesion("S1", voxel(0, 0, 0), LesionOrigin.READER, "2.25.1"),)), "id of its own"),
    ],
)
def test_what_does_not_fit_is_refused(state, edit, words):
    with pytest.raises(ReviewRefused, match=words):
        apply(state, edit)


def test_two_lesions_never_share_a_voxel(state):
    stolen = state.lesion("L1").mask | Mask(state.lesion("L2").mask.start, state.lesion("L2").mask.voxels)
    with pytest.raises(ReviewRefused, match="Lesions 1 and 2 would share voxels"):
        apply(state, EditLesions("Brush", (("L1", stolen),)))
    given = (state.lesion("L2").mask - stolen) | corner(state)
    assert apply(state, EditLesions("Brush", (("L1", stolen), ("L2", given)))).lesion("L2").mask.same(given)


def test_a_candidate_drawn_over_is_restored_without_those_voxels_or_not_at_all(state):
    over = state.lesion("L1").mask | state.candidates[0].mask
    drawn = apply(state, EditLesions("Brush", (("L1", over),)))
    with pytest.raises(ReviewRefused, match="S1 lies wholly inside"):
        apply(drawn, RestoreCandidate("S1"))
    assert apply(drawn, RestoreCandidate("S2")).lesion("S2").mask.same(state.candidates[1].mask)


def bits(state: ReviewState) -> list[object]:
    return [
        (
            each.lesion_id,
            each.number,
            each.status,
            each.edited,
            each.origin,
            each.mask.start,
            each.mask.voxels.tobytes(),
        )
        for each in state.lesions
    ]


def some_edit(state: ReviewState, rng: np.random.Generator, number: int):
    """One of the things a reader does, whatever fits."""
    geometry = series().geometry
    lesion = state.lesions[rng.integers(len(state.lesions))]
    others = [each.mask for each in state.lesions if each is not lesion]
    kind = rng.integers(6)
    place = lesion.mask.indices()[rng.integers(lesion.mask.count)] + rng.uniform(-2, 2, 3)
    if kind == 0:
        return SetStatus(lesion.lesion_id, list(LesionStatus)[rng.integers(3)])
    if kind == 1:
        wanted = lesion.mask - stroke(place[None], 1.0, geometry)
    elif kind == 2:
        wanted = smoothed(lesion.mask, 1.0, geometry)
    elif kind == 3:
        wanted = moved(lesion.mask, float(rng.uniform(-0.5, 0.8)), geometry)
    else:
        wanted = lesion.mask | stroke(np.stack([place, place + rng.uniform(-3, 3, 3)]), 1.0, geometry)
    for other in others:
        wanted = wanted - other
    if kind == 5 and (fresh := wanted - lesion.mask).count:
        own = NewLesion(f"R{number}", fresh, LesionOrigin.READER, f"2.25.{number}")
        return EditLesions("Add lesion", added=(own,))
    return (
        EditLesions(f"Edit {number}", ((lesion.lesion_id, wanted),))
        if wanted.count
        else SetStatus(lesion.lesion_id, LesionStatus.ACCEPTED)
    )


def test_a_hundred_mixed_edits_are_undone_to_the_start_and_read_back_bit_by_bit(tmp_path):
    session = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    rng = np.random.default_rng(7)
    seen = [bits(session.state)]
    for number in range(100):
        session.do(some_edit(session.state, rng, number))
        if bits(session.state) != seen[-1]:
            seen.append(bits(session.state))
    session.do(RestoreCandidate("S1"))
    last = bits(session.state)
    session.close()

    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert bits(again.state) == last
    again.undo()
    assert len(seen) > 60
    for wanted in reversed(seen):
        assert bits(again.state) == wanted
        if again.can_undo:
            again.undo()
    assert not again.can_undo
    while again.can_redo:
        again.redo()
    assert bits(again.state) == last
    again.close()


def test_voxels_judged_otherwise_make_the_lesion_pending_in_the_same_step_which_undo_takes_back(tmp_path):
    session = ReviewSession.start(tmp_path, series(), detection(), "K. Han")
    session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    one, two = session.state.lesion("L1"), session.state.lesion("L2")
    merged = EditLesions("Merge 2 into 1", (("L1", one.mask | two.mask),), removed=("L2",), unsettled=("L1",))
    assert session.do(merged).lesion("L1").status is LesionStatus.PENDING
    assert session.state.accepted == ()
    session.close()
    again = ReviewSession.reopen(tmp_path, series(), "K. Han")
    assert again.state.lesion("L1").status is LesionStatus.PENDING
    assert again.undo().lesion("L1").status is LesionStatus.ACCEPTED
    again.close()


def test_a_merge_of_an_older_log_keeps_the_judgement_that_it_kept_then(state):
    judged = apply(state, SetStatus("L1", LesionStatus.ACCEPTED))
    both = state.lesion("L1").mask | state.lesion("L2").mask
    older = entry_to_json(EditLesions("Merge 2 into 1", (("L1", both),), removed=("L2",)))
    assert "unsettled" not in older
    assert apply(judged, entry_from_json(older)).lesion("L1").status is LesionStatus.ACCEPTED


@pytest.mark.parametrize(
    ("into", "given", "unsettled"),
    [
        (LesionStatus.ACCEPTED, LesionStatus.PENDING, True),
        (LesionStatus.ACCEPTED, LesionStatus.REJECTED, True),
        (LesionStatus.REJECTED, LesionStatus.ACCEPTED, True),
        (LesionStatus.ACCEPTED, LesionStatus.ACCEPTED, False),
        (LesionStatus.PENDING, LesionStatus.ACCEPTED, False),
    ],
)
def test_only_voxels_judged_alike_leave_a_judgement_standing(state, into, given, unsettled):
    judged = apply(apply(state, SetStatus("L1", into)), SetStatus("L2", given))
    assert unsettled_by(judged.lesion("L1"), judged.lesion("L2")) is unsettled
