"""Nothing unreviewed is exported as approved: what voxels join an accepted lesion, and what A is said of."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from core.lesion import LesionStatus
from core.mask import Mask
from tests.helpers.windows import Desk, Hand
from ui.dialogs.export_dialog import ExportDialog

Key = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def accepted(review) -> Desk:
    """Lesion 1 accepted, and being edited."""
    return review.press(Key.Key_1, Key.Key_A, Key.Key_1, Key.Key_E)


def one(desk: Desk):
    return desk.screen.review.lesion("L1")


def merge_second(desk: Desk) -> None:
    other = desk.screen.review.lesion("L2").mask
    place = tuple(int(n) for n in other.indices()[other.count // 2])
    hand = Hand(desk)
    desk.press(Key.Key_J)
    hand.go_to(place)
    hand.click(place)


def test_an_accepted_lesion_is_pending_again_with_a_pending_ones_voxels(accepted):
    before = one(accepted).mask
    merge_second(accepted)
    assert one(accepted).status is LesionStatus.PENDING
    assert accepted.news[-1].endswith(" mm apart. Merge 2 into 1, pending again.")
    accepted.press(Key.Key_Z)
    assert (one(accepted).status, one(accepted).mask.same(before)) == (LesionStatus.ACCEPTED, True)
    assert len(accepted.screen.review.lesions) == 3


def test_two_accepted_lesions_merged_stay_accepted(review):
    review.press(Key.Key_1, Key.Key_A, Key.Key_2, Key.Key_A, Key.Key_1, Key.Key_E)
    merge_second(review)
    assert one(review).status is LesionStatus.ACCEPTED


def test_a_part_moved_to_an_accepted_lesion_makes_it_pending_again(review):
    review.press(Key.Key_2, Key.Key_A, Key.Key_1, Key.Key_E)
    mask = one(review).mask
    voxels = mask.voxels.copy()
    voxels[: voxels.shape[0] // 2] = False
    review.controller.editor.move(Mask.trimmed(mask.start, voxels), "L2")
    assert review.screen.review.lesion("L2").status is LesionStatus.PENDING
    assert review.news[-1] == "Move a part of 1 to 2, pending again. Z undoes."
    review.press(Key.Key_Z)
    assert review.screen.review.lesion("L2").status is LesionStatus.ACCEPTED


def test_the_readers_own_strokes_leave_an_accepted_lesion_accepted(accepted):
    Hand(accepted).click((6, 6, 10))
    assert one(accepted).edited
    assert one(accepted).status is LesionStatus.ACCEPTED


@pytest.mark.parametrize("tool", ["Grow", "Brush, add ball"])
def test_what_changes_an_accepted_lesion_on_other_slices_too_is_to_be_looked_at_again(accepted, tool):
    before = one(accepted).mask
    if tool == "Grow":
        accepted.press(*[Key.Key_G] * 8)  # tenths of a millimetre: the first may reach no voxel
    else:
        accepted.press(Key.Key_D)
        Hand(accepted).click((6, 6, 10))
    assert not one(accepted).mask.same(before)
    assert one(accepted).status is LesionStatus.PENDING
    assert any(news.startswith(tool) and news.endswith(", pending again. Z undoes.") for news in accepted.news)
    while not one(accepted).mask.same(before):
        accepted.press(Key.Key_Z)
    assert one(accepted).status is LesionStatus.ACCEPTED


def test_what_is_left_of_an_accepted_lesion_that_was_split_or_gave_a_part_is_pending(review):
    review.press(Key.Key_1, Key.Key_A, Key.Key_2, Key.Key_A, Key.Key_1, Key.Key_E)
    mask = one(review).mask
    review.controller.editor.cut(mask.indices().mean(axis=0), np.array([0.0, 0.0, 1.0]))
    assert [each.value for each in review.statuses()] == ["pending", "accepted", "pending", "pending"]
    review.press(Key.Key_Z)
    assert one(review).status is LesionStatus.ACCEPTED
    voxels = mask.voxels.copy()
    voxels[: voxels.shape[0] // 2] = False
    review.controller.editor.move(Mask.trimmed(mask.start, voxels), "L2")
    assert [each.value for each in review.statuses()] == ["pending", "pending", "pending"]
    review.press(Key.Key_Z)
    assert [each.value for each in review.statuses()] == ["accepted", "accepted", "pending"]


@pytest.mark.parametrize("last", [False, True], ids=["others are pending", "the last one"])
@pytest.mark.parametrize("tool", [Key.Key_B, Key.Key_L], ids=["brush", "freehand"])
def test_a_is_said_of_what_is_drawn_by_then(review, last, tool):
    if last:
        review.press(Key.Key_2, Key.Key_A, Key.Key_3, Key.Key_A)
    review.press(Key.Key_1, Key.Key_E, tool)
    hand = Hand(review)
    view = hand.view()
    QTest.mousePress(view, LEFT, NONE, hand.point((6, 6, 9)))
    for place in ((6, 6, 12), (6, 9, 12)):
        QTest.mouseMove(view, hand.point(place))
    where = hand.point((6, 1, 1))
    review.press(Key.Key_A)
    drawn = one(review)
    assert drawn.status is LesionStatus.ACCEPTED
    assert drawn.edited, "the stroke so far is part of it"
    QTest.mouseMove(view, where)
    QTest.mouseRelease(view, LEFT, NONE, where)
    assert one(review).mask.same(drawn.mask), "nothing is added after A"
    assert review.screen.edit is None
    review.press(Key.Key_Z)
    assert one(review).status is LesionStatus.PENDING
    assert one(review).mask.same(drawn.mask)


def test_the_export_is_of_the_stroke_and_the_boundary_that_are_shown(review):
    review.press(Key.Key_1, Key.Key_A, Key.Key_2, Key.Key_A, Key.Key_3, Key.Key_A, Key.Key_1, Key.Key_E)
    hand = Hand(review)
    view = hand.view()
    QTest.mousePress(view, LEFT, NONE, hand.point((6, 6, 9)))
    QTest.mouseMove(view, hand.point((6, 6, 12)))
    live = review.screen.edit.live
    assert live is not None
    review.press(Key.Key_E, modifier=Qt.KeyboardModifier.ControlModifier)
    dialog = review.window.findChild(ExportDialog)
    assert dialog is not None
    assert one(review).mask.same(live)
    dialog.reject()
    QTest.mouseMove(view, hand.point((6, 9, 12)))
    QTest.mouseRelease(view, LEFT, NONE, hand.point((6, 9, 12)))
    assert one(review).mask.same(live), "nothing is painted after it"


def test_a_bare_mouse_does_not_paint(review):
    """The button went up over another window, so that no release came."""
    review.press(Key.Key_1, Key.Key_E)
    hand = Hand(review)
    view = hand.view()
    QTest.mousePress(view, LEFT, NONE, hand.point((6, 6, 9)))
    QTest.mouseMove(view, hand.point((6, 6, 12)))
    place = QPointF(hand.point((6, 9, 12)))
    for _ in range(2):
        view.mouseMoveEvent(
            QMouseEvent(QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NONE)
        )
    drawn = one(review).mask
    assert review.screen.edit.live is None
    assert not drawn.to_full((12, 14, 16))[6, 9, 12]


def test_another_button_does_not_end_a_stroke(review):
    review.press(Key.Key_1, Key.Key_E)
    hand = Hand(review)
    view = hand.view()
    QTest.mousePress(view, LEFT, NONE, hand.point((6, 6, 9)))
    QTest.mouseMove(view, hand.point((6, 6, 12)))
    place = QPointF(hand.point((6, 6, 12)))
    right = Qt.MouseButton.RightButton
    view.mousePressEvent(QMouseEvent(QEvent.Type.MouseButtonPress, place, place, right, LEFT | right, NONE))
    view.mouseReleaseEvent(QMouseEvent(QEvent.Type.MouseButtonRelease, place, place, right, LEFT, NONE))
    live = review.screen.edit.live
    assert live is not None
    QTest.mouseRelease(view, LEFT, NONE, hand.point((6, 6, 12)))
    assert one(review).mask.same(live)


def test_what_is_drawn_by_then_is_saved_where_the_review_is_left(review, qtbot):
    review.press(Key.Key_1, Key.Key_E)
    hand = Hand(review)
    view = hand.view()
    QTest.mousePress(view, LEFT, NONE, hand.point((6, 6, 9)))
    QTest.mouseMove(view, hand.point((6, 6, 12)))
    live = review.screen.edit.live
    review.controller.show_series_page()
    review.controller.resume()
    qtbot.waitUntil(lambda: review.screen.review is not None)
    assert one(review).mask.same(live)
