"""Two reviews, place by place."""

from dataclasses import replace

import pytest

from core.lesion import LesionStatus
from core.mask import NOTHING
from core.review.compare import Verdict, compare
from core.review.state import ReviewState
from tests.helpers.reviews import ball, lesion

A, R, P = LesionStatus.ACCEPTED, LesionStatus.REJECTED, LesionStatus.PENDING
PLACES = (ball((6, 6, 6), 3), ball((3, 9, 11), 2), ball((9, 4, 3), 1))


def state(*statuses, masks=PLACES) -> ReviewState:
    return ReviewState(tuple(lesion(n, mask, s) for n, (mask, s) in enumerate(zip(masks, statuses, strict=True), 1)))


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (A, A, Verdict.BOTH),
        (R, R, Verdict.NEITHER),
        (A, R, Verdict.FIRST_ONLY),
        (R, A, Verdict.SECOND_ONLY),
        (A, P, Verdict.OPEN),
        (P, R, Verdict.OPEN),
    ],
)
def test_two_statuses_of_one_place(one, other, verdict):
    found = compare(state(one, A, A), state(other, A, A))
    assert [pair.verdict for pair in found.pairs] == [verdict, Verdict.BOTH, Verdict.BOTH]
    assert [pair.dice for pair in found.pairs] == [1.0, 1.0, 1.0]


def test_the_share_of_places_judged_alike():
    found = compare(state(A, R, P), state(A, A, A))
    assert found.agreement == 0.5
    assert compare(state(P, P, P), state(A, A, A)).agreement is None


def test_dice_by_hand():
    small = ball((6, 6, 6), 2)
    found = compare(state(A, R, R), state(A, R, R, masks=(small, *PLACES[1:])))
    expected = 2 * small.count / (small.count + PLACES[0].count)
    assert found.pairs[0].dice == pytest.approx(expected)
    assert found.dice == pytest.approx(expected)


def test_what_one_reader_has_not_judged_yet_takes_nothing_off_the_dice():
    assert compare(state(A, A, R), state(A, P, A)).dice == pytest.approx(
        2 * PLACES[0].count / (2 * PLACES[0].count + PLACES[2].count)
    )
    assert compare(state(A, A, A), state(P, P, P)).dice is None


def test_accepted_voxels_count_even_where_the_lesions_are_cut_otherwise():
    """One reader split what the other kept whole: two places, but the same voxels."""
    whole = ball((6, 6, 6), 3)
    left, right = replace(whole, voxels=whole.voxels.copy()), whole
    half = whole.voxels.copy()
    half[:, :, half.shape[2] // 2 :] = False
    left = type(whole)(whole.start, half)
    right = whole - left
    found = compare(state(A, masks=(whole,)), state(A, A, masks=(left, right)))
    assert found.dice == 1.0
    assert sorted(pair.verdict.value for pair in found.pairs) == sorted([Verdict.BOTH.value, Verdict.SECOND_ONLY.value])


def test_each_lesion_is_paired_once_with_what_it_shares_most():
    big, near = ball((6, 6, 6), 3), ball((6, 6, 8), 2)
    found = compare(state(A, masks=(big,)), state(A, A, masks=(near, ball((6, 6, 5), 3))))
    assert [pair.second.number for pair in found.pairs if pair.first is not None] == [2]
    assert len(found.pairs) == 2


def test_what_one_reader_marked_alone():
    found = compare(state(A, masks=PLACES[:1]), state(A, A, masks=PLACES[:2]))
    assert [(pair.verdict, pair.first is None) for pair in found.pairs] == [
        (Verdict.BOTH, False),
        (Verdict.SECOND_ONLY, True),
    ]


def test_a_lesion_without_voxels_is_none():
    found = compare(state(A, masks=(NOTHING,)), state(masks=()))
    assert found.pairs == ()
    assert found.dice is None
    assert found.agreement is None


def test_the_other_way_round_is_the_mirror():
    one, other = state(A, R, P), state(R, A, A)
    there, back = compare(one, other), compare(other, one)
    assert there.dice == back.dice
    assert there.count(Verdict.FIRST_ONLY) == back.count(Verdict.SECOND_ONLY) == 1
