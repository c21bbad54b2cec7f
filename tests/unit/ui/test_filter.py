"""One status alone in the list, by a press on its count; what is hidden is not walked, and never judged unseen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from core.lesion import LesionStatus
from ui.lesion_list.narrowing import Narrowing, Range
from ui.lesion_list.row import Column
from ui.lesion_list.status_filter import StatusFilter

Key = Qt.Key


@pytest.fixture
def judged(review):
    """1 accepted, 2 rejected, 3 pending."""
    return review.press(Key.Key_1, Key.Key_A, Key.Key_2, Key.Key_R, Key.Key_1)


def press_count(desk, status: LesionStatus) -> None:
    bar = desk.window.panel.triage
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.count_boxes()[status].center().toPoint())


def listed(desk) -> list[str]:
    return [row.finding_id for row in desk.window.panel.review.lesions.model.rows]


def test_a_count_pressed_shows_its_lesions_alone_and_pressed_again_all(judged):
    press_count(judged, LesionStatus.REJECTED)
    assert listed(judged) == ["L2"]
    assert judged.screen.selected == "L2"
    press_count(judged, LesionStatus.ACCEPTED)
    assert listed(judged) == ["L1"]
    press_count(judged, LesionStatus.ACCEPTED)
    assert listed(judged) == ["L1", "L2", "L3"]


def test_keys_walk_what_is_shown(judged):
    judged.press(Key.Key_3, Key.Key_A, Key.Key_Z)
    press_count(judged, LesionStatus.PENDING)
    assert listed(judged) == ["L3"]
    judged.press(Key.Key_N)
    assert judged.screen.selected == "L3"
    judged.press(Key.Key_1)
    assert judged.screen.status_filter is StatusFilter.ALL, "what is asked for is never hidden"
    assert judged.screen.selected == "L1"


def test_the_last_of_a_status_leaves_a_sentence_with_the_way_out(judged):
    press_count(judged, LesionStatus.PENDING)
    judged.press(Key.Key_A)
    assert listed(judged) == []
    assert judged.window.panel.review.lesions.empty_words.startswith("No pending lesion.")
    press_count(judged, LesionStatus.PENDING)
    assert len(listed(judged)) == 3


def test_the_second_look_is_shown_whole(judged):
    press_count(judged, LesionStatus.REJECTED)
    assert len(judged.window.panel.review.second_look.model.rows) == 2


def test_the_sheet_has_the_same_filter(judged):
    press_count(judged, LesionStatus.ACCEPTED)
    judged.press(Key.Key_2, modifier=Qt.KeyboardModifier.ControlModifier)
    tiles = judged.window.sheet.board.tiles
    assert [tile.content.row.finding_id for tile in tiles] == ["L1"]


def test_judging_leaves_the_filter_and_says_what_it_hides(review):
    rows = review.screen.rows()
    largest = max(row.volume_mm3 for row in rows)
    review.controller.findings.narrow_by(Narrowing(ranges={Column.VOLUME: Range(largest)}))
    (first,) = listed(review)
    review.press(Key.Key_A)
    assert review.screen.review.lesion(first).status is LesionStatus.ACCEPTED
    assert listed(review) == [first], "the filter stays"
    assert review.screen.selected == first
    assert (
        review.news[-1]
        == f"Accepted {first[1:]}. All that is listed is judged; 2 pending lesions are hidden by the filter."
    )


def test_marking_all_ends_editing(review):
    review.press(Key.Key_1, Key.Key_E)
    review.press(Key.Key_A, modifier=Qt.KeyboardModifier.ControlModifier)
    assert review.screen.marked == {"L1", "L2", "L3"}
    assert review.screen.edit is None
