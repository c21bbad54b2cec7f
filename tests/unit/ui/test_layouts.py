"""Layouts by key, remembered; a change of theme, text or language moves nothing in the views."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QScrollArea

from tests.helpers.windows import Desk
from ui import appearance
from ui.actions import Command
from ui.dialogs.keys import Keys
from ui.main_window import MINIMUM
from ui.settings import Settings
from ui.viewer.view_layout import ViewLayout
from ui.window_place import least_size

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    ("key", "layout", "shown"),
    [
        (Key.Key_5, ViewLayout.FOUR, 4),
        (Key.Key_6, ViewLayout.ONE_AND_THREE, 4),
        (Key.Key_7, ViewLayout.ONE, 1),
        (Key.Key_8, ViewLayout.THREE, 3),
    ],
)
def test_each_layout_has_its_key_and_is_remembered(desk, key, layout, shown, own_home):
    desk.open_review().press(key, modifier=CONTROL)
    quad = desk.window.review.quad
    assert quad.layout_now is layout
    assert sum(view.isVisible() for view in quad.views) == shown
    assert not any(view.isVisible() for view in (quad.beside, quad.oblique))
    desk.window.close()
    assert desk.commands._settings.layout == layout.value


def test_three_planes_stand_beside_each_other(review):
    review.press(Key.Key_8, modifier=CONTROL)
    quad = review.window.review.quad
    lefts = [view.geometry().left() for view in quad.slices]
    assert lefts == sorted(lefts)
    assert len({view.geometry().top() for view in quad.slices}) == 1
    assert quad.sagittal.geometry().right() == quad.width() - 1


def test_a_layout_asked_for_from_the_sheet_shows_the_views(review):
    review.press(Key.Key_2, modifier=CONTROL).press(Key.Key_7, modifier=CONTROL)
    assert review.window.pages.currentWidget() is review.window.review


@pytest.fixture
def moved(review):
    """A lesion at hand, another window, the ruler in hand, something measured and the probe on."""
    quad = review.window.review.quad
    review.press(Key.Key_2, Key.Key_I, Key.Key_W)
    quad.set_state(replace(quad.state, field_mm=31.0, window=replace(quad.state.window, level=99.0)))
    yield review
    appearance.put_on(Settings())


@pytest.mark.parametrize("settings", [Settings(text_percent=150), Settings(language="ko", theme="light")])
def test_made_anew_the_window_shows_the_same_place_with_the_same_tools(moved, settings):
    quad = moved.window.review.quad
    before = quad.state
    appearance.put_on(settings)
    moved.window.remake()
    assert quad.state == before
    assert quad.probing
    assert moved.window.tools.buttons[Command.PROBE].isChecked()
    assert moved.window.tools.buttons[Command.WINDOW].isChecked()


@pytest.mark.parametrize(("percent", "size"), [(100, (960, 600)), (150, (960, 600)), (150, (1440, 900))])
def test_bars_stay_in_the_window_and_no_tool_is_cut(desk: Desk, percent, size):
    appearance.put_on(Settings(text_percent=percent))
    try:
        desk.open_review()
        desk.window.remake()
        desk.window.resize(*size)
        desk.press(Key.Key_E)
        strip, panel = desk.window.tools, desk.window.panel
        desk.qtbot.waitUntil(lambda: strip.isVisible() and desk.window.width() == size[0])
        assert panel.mapTo(desk.window, panel.rect().bottomRight()).x() < desk.window.width()
        shown = [button for button in strip.buttons.values() if button.isVisible()]
        assert strip.buttons[Command.BRUSH] in shown
        assert all(strip.rect().contains(button.geometry()) for button in shown)
        places = [button.geometry().top() for button in shown]
        assert len(set(places)) == len(places)
    finally:
        appearance.put_on(Settings())


@pytest.mark.parametrize(("width", "columns"), [(960, 2), (1440, 3)])
def test_the_list_of_keys_is_never_wider_than_the_window(desk: Desk, width, columns):
    desk.window.resize(width, 900)
    desk.qtbot.waitUntil(lambda: desk.window.width() == width)
    desk.press(Key.Key_Question)
    dialog = next(each for each in desk.window.findChildren(Keys) if each.isVisible())
    assert dialog.width() <= width
    table = dialog.findChild(QScrollArea).widget()
    assert table.layout().count() == columns
    dialog.accept()


def test_place_signal_and_probability_are_whole_in_the_smallest_window(desk: Desk):
    desk.window.resize(960, 600)
    desk.open_review()
    bar = desk.window.status
    bar.drop_news()
    bar.show_cursor("L 8.1  P 50.3  S 40.6 mm   Signal 668   Prob. 0.83")
    assert bar.left.sizeHint().width() <= bar.left.width()


def test_editing_goes_on_in_another_layout(review):
    review.press(Qt.Key.Key_1, Qt.Key.Key_E)
    review.commands.carry_out(Command.LAYOUT_THREE)
    quad = review.window.review.quad
    assert review.screen.edit is not None
    assert quad.layout_now is ViewLayout.THREE
    review.press(Qt.Key.Key_Escape)
    assert review.screen.edit is None
    assert quad.layout_now is ViewLayout.THREE, "it was asked for"


def test_a_screen_of_few_pixels_holds_the_whole_window(review):
    """Full HD at 200 % has 960 by 540 logical pixels: Accept, Reject and Edit lay below its edge."""
    least = least_size(QSize(*MINIMUM), [QRect(0, 0, 960, 540), QRect(0, 0, 3840, 2160)])
    assert (least.width(), least.height()) == (944, 500)
    assert least_size(QSize(*MINIMUM), [QRect(0, 0, 1366, 768)]) == QSize(*MINIMUM)
    window = review.window
    window.setMinimumSize(least)
    window.resize(least)
    parts = (window.panel.decide.accept, window.status, window.panel.review.lesions, window.top.export)

    def are_inside() -> bool:
        return all(
            part.height() and window.rect().contains(part.mapTo(window, part.rect().bottomRight())) for part in parts
        )

    review.qtbot.waitUntil(lambda: window.size() == least and are_inside())
