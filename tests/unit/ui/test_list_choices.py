"""Sorting and filtering the list by any column, by mouse or keys alone."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.unit.ui.test_filter import listed
from ui.lesion_list.narrowing import Narrowing, Range, number_in
from ui.lesion_list.row import Column

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def choices(review):
    """Open, on lesions of 123, 33 and 7 mm³."""
    review.press(Key.Key_F, modifier=CONTROL)
    assert review.window.list_choices.isVisible()
    yield review.window.list_choices
    review.window.list_choices.hide()


def write(field, text: str) -> None:
    field.clear()
    QTest.keyClicks(field, text)


def test_every_column_narrows_and_all_is_shown_again(review, choices):
    write(choices.ends[Column.VOLUME][0], "10")
    assert listed(review) == ["L1", "L2"]
    write(choices.ends[Column.DIAMETER][1], "6,5")
    assert listed(review) == ["L2"]
    assert review.screen.selected == "L2", "what is at hand is never hidden"
    assert choices.count.text() == "1 of 3 shown"
    assert review.window.panel.tabs.funnel.isChecked()
    choices.show_all.click()
    assert listed(review) == ["L1", "L2", "L3"]
    assert not review.window.panel.tabs.funnel.isChecked()
    write(choices.position, review.screen.listed_rows()[0].name.split()[-1].upper())
    assert "L1" in listed(review)
    write(choices.ends[Column.PROBABILITY][0], "0.9")
    assert listed(review) == []
    assert "Show all" in review.window.panel.review.lesions.empty_words


def test_what_is_no_number_asks_for_nothing(review, choices):
    write(choices.ends[Column.VOLUME][0], "ten")
    assert len(listed(review)) == 3
    assert [number_in(text) for text in ("", " 4,5 ", "nan", "1e3", "-")] == [None, 4.5, None, 1000.0, None]


def test_a_lesion_asked_for_by_its_number_is_never_hidden(review):
    review.controller.findings.narrow_by(Narrowing("", {Column.VOLUME: Range(least=100.0)}))
    assert listed(review) == ["L1"]
    review.press(Key.Key_3)
    assert review.screen.selected == "L3"
    assert len(listed(review)) == 3


def test_keys_alone_sort_by_every_column(review, choices):
    for place, column in enumerate(Column):
        QTest.keyClick(choices.order.buttons[place], Key.Key_Space)
        assert review.screen.order.column is column
    assert choices.order_words.text() == "most probable first"
    QTest.keyClick(choices, Key.Key_Escape)
    assert not choices.isVisible()


def test_a_click_on_the_glyphs_head_sorts_by_status(review):
    review.press(Key.Key_1, Key.Key_R, Key.Key_1, Key.Key_2, Key.Key_A)
    head = review.window.panel.review.lesions.head
    QTest.mouseClick(head, Qt.MouseButton.LeftButton, pos=QPoint(51, 13))
    assert listed(review) == ["L3", "L2", "L1"]


def test_another_study_begins_with_all(review):
    review.controller.findings.narrow_by(Narrowing("nowhere"))
    assert listed(review) == []
    review.controller.show_series_page()
    review.press(Key.Key_Return)
    review.qtbot.waitUntil(lambda: review.screen.review is not None)
    assert len(listed(review)) == 3


def test_the_last_row_is_never_cut_through(review):
    view = review.window.panel.review.lesions.view
    for height in (600, 700, 777, 900):
        review.window.resize(1440, height)
        review.qtbot.waitUntil(lambda height=height: review.window.height() == height)
        assert view.viewport().height() % view.sizeHintForRow(0) == 0
