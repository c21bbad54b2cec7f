"""Editing beside other lesions: what they keep, what is to be judged again, what one undo brings back."""

import pytest
from PySide6.QtCore import Qt

from core.lesion import LesionStatus
from core.mask import Mask
from core.review.state import EditLesions
from tests.helpers.windows import Desk, Hand

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def mask(desk: Desk, lesion_id: str) -> Mask:
    return desk.screen.review.lesion(lesion_id).mask


@pytest.fixture
def halved(review) -> Desk:
    """Lesion 1 cut in two that touch along a plane, and its one half being edited."""
    voxels = mask(review, "L1").voxels.copy()
    voxels[:, : voxels.shape[1] // 2] = False
    half = Mask.trimmed(mask(review, "L1").start, voxels)
    other = mask(review, "L1") - half
    review.press(Key.Key_1, Key.Key_E)
    assert review.controller.do(EditLesions("Cut", (("L1", half), ("L2", other))))
    return review


def test_growing_beside_another_lesion_counts_on_and_comes_back(halved):
    before = mask(halved, "L1")
    for _ in range(8):
        halved.press(Key.Key_G)
    assert halved.screen.edit.grown_mm == 0.8
    assert halved.window.panel.editing.grown.text() == "+0.8 mm"
    assert (mask(halved, "L1") & mask(halved, "L2")).count == 0
    for _ in range(8):
        halved.press(Key.Key_G, modifier=SHIFT)
    assert mask(halved, "L1").same(before)


def test_the_grown_length_is_that_of_the_lesion_shown(halved):
    for _ in range(8):
        halved.press(Key.Key_G)
    while mask(halved, "L1").count > 0 and halved.screen.steps[-1].name != "Cut":
        halved.press(Key.Key_Z)
    assert halved.window.panel.editing.grown.text() == "0.0 mm"


def test_smoothing_beside_another_lesion_keeps_the_volume(halved):
    before = mask(halved, "L1").count
    for _ in range(3):
        halved.press(Key.Key_S)
    assert mask(halved, "L1").count == before
    assert (mask(halved, "L1") & mask(halved, "L2")).count == 0


@pytest.fixture
def beside_accepted(review) -> Desk:
    """Lesion 2 accepted; lesion 1 being edited with a brush that takes."""
    review.press(Key.Key_2, Key.Key_A, Key.Key_1, Key.Key_E)
    review.window.panel.editing.takes.click()
    return review


def paint_over_second(desk: Desk) -> None:
    k, j, i = (int(n) for n in mask(desk, "L2").indices().mean(axis=0).round())
    hand = Hand(desk)
    hand.go_to((k, j, i))
    hand.drag([(k, j, i - 3), (k, j, i)])


def test_an_accepted_lesion_that_voxels_are_taken_from_is_pending_again(beside_accepted):
    before = mask(beside_accepted, "L2")
    paint_over_second(beside_accepted)
    second = beside_accepted.screen.review.lesion("L2")
    assert second.mask.count < before.count
    assert second.status is LesionStatus.PENDING
    assert beside_accepted.news[-1] == "Brush, add 4.0 mm, taken from 2, pending again. Z undoes."
    beside_accepted.press(Key.Key_Z)
    second = beside_accepted.screen.review.lesion("L2")
    assert (second.status, second.mask.same(before)) == (LesionStatus.ACCEPTED, True)


def test_taking_voxels_is_chosen_anew_for_each_lesion(beside_accepted):
    beside_accepted.press(Key.Key_Escape, Key.Key_3, Key.Key_E)
    assert not beside_accepted.screen.edit.takes


def test_undo_beyond_this_edit_says_what_and_goes_there(review):
    review.press(Key.Key_1, Key.Key_A, Key.Key_2, Key.Key_R, Key.Key_1, Key.Key_3, Key.Key_E)
    Hand(review).click((9, 4, 6))
    review.press(Key.Key_Z)
    assert review.screen.edit is not None
    assert review.news[-1] == "Undone on 3: Brush, add 4.0 mm. Y does it again."
    review.press(Key.Key_Z)
    assert review.news[-1] == "Undone on 2: Rejected, vessel. Y does it again."
    assert review.screen.edit is None
    assert review.screen.selected == "L2"
    review.press(Key.Key_Y)
    assert review.news[-1] == "Done again on 2: Rejected, vessel."
