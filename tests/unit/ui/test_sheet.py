"""The contact sheet by mouse and keys."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.lesion import LesionStatus, RejectReason
from core.mask import Mask
from core.plane import Convention
from tests.helpers.reviews import ball, candidate
from tests.helpers.windows import Desk, many, with_candidate_only
from ui.actions import Command
from ui.controls.key_cap import KeyHint
from ui.glyphs import Glyph
from ui.lesion_list.status_filter import StatusFilter
from ui.screen import Mode, Page, Tab
from ui.sheet.places import HEAD, Move, columns_of, moved, places
from ui.sheet.tile_head import Judgement, buttons
from ui.style_sheet import wear
from ui.theme import DARK, LIGHT
from ui.viewer.tile_painter import TilePainter
from ui.viewer.view_state import PointerTool

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sheet(review):
    """The window with the sheet of three lesions and two candidates in the views' place."""
    return review.press(Key.Key_2, modifier=CTRL)


@pytest.fixture
def fifty(qtbot, tmp_path, no_surfaces):
    desk = Desk(tmp_path, detection=many(50)).build(qtbot).open_review()
    return desk.press(Key.Key_2, modifier=CTRL)


def board(desk):
    return desk.window.sheet.board


def shown(desk) -> list[str]:
    return [tile.content.finding_id for tile in board(desk).tiles]


def on_plane(tile, plane=0) -> QPoint:
    return QPoint(20 + plane * (tile.width() // 3), HEAD + 20)


def wheel(widget, at: QPoint, notches: int, when: int = 10_000) -> None:
    """Turn the wheel over a point; ``when`` is the event's time in ms."""
    event = QWheelEvent(
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        NONE,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    event.setTimestamp(when)
    QApplication.sendEvent(widget, event)


def turn_at(desk, mouse: QPoint) -> None:
    """Turn the wheel towards the reader as the system tells the window, a moment after the last time."""
    QTest.wheelEvent(desk.window.windowHandle(), QPointF(mouse), QPoint(0, -120))


# Where it stands


def test_it_takes_the_views_place_and_nothing_else_moves(review):
    window = review.window

    def bars():
        parts = (window.top, window.top.export, window.tools, window.panel, window.panel.decide, window.status)
        return [(part.mapTo(window, QPoint()), part.size()) for part in parts]

    before = bars()
    QTest.mouseClick(window.top.modes.buttons[1], LEFT)
    assert window.pages.currentWidget() is window.sheet
    assert window.top.modes.buttons[1].isChecked()
    assert bars() == before
    assert window.panel.review.lesions.isVisible()
    QTest.mouseClick(window.top.modes.buttons[0], LEFT)
    assert window.pages.currentWidget() is window.review
    assert bars() == before


def test_there_is_no_sheet_before_a_review(desk):
    desk.open_series()
    assert not desk.window.top.modes.isVisible()
    desk.press(Key.Key_2, modifier=CTRL)
    assert not desk.screen.sheet
    desk.controller.read_only()
    desk.qtbot.waitUntil(lambda: desk.screen.page is Page.REVIEW)
    assert [button.isEnabled() for button in desk.window.top.modes.buttons] == [True, False, False]


def test_another_series_begins_with_the_views(sheet):
    sheet.controller.show_series_page()
    assert sheet.window.pages.currentWidget() is sheet.window.series
    assert not sheet.screen.sheet
    assert shown(sheet) == []


def test_every_finding_has_its_tile_lesions_by_volume_then_the_second_look(sheet):
    assert shown(sheet) == ["L1", "L2", "L3", "S1", "S2"]
    head = board(sheet).second_look
    assert head.isVisible()
    assert head.count.text() == "2 put aside by post-processing"
    assert board(sheet).tiles[2].geometry().bottom() < head.y() < board(sheet).tiles[3].y()
    assert board(sheet).tiles[3].content.corner == "Too small, 1.0 mm³"
    sheet.controller.findings.sort_by(sheet.screen.order.column)
    assert shown(sheet) == ["L3", "L2", "L1", "S1", "S2"]
    assert sheet.window.sheet.bar.order.text() == "smallest first"


def test_what_a_lower_threshold_would_add_has_its_tiles_too(sheet):
    sheet.controller.change(extra=(candidate(3, ball((6, 10, 12), 1)),), lower_threshold=0.3)
    assert shown(sheet)[-1] == "S3"
    assert board(sheet).second_look.count.text() == "2 put aside by post-processing, 1 more at 0.30"
    sheet.controller.change(extra=(), lower_threshold=None)
    assert shown(sheet)[-1] == "S2"


def test_each_tile_says_what_it_is(sheet):
    names = [tile.accessibleName() for tile in board(sheet).tiles]
    assert names[0].startswith("Lesion 1, ")
    assert names[0].endswith("mm³, pending")
    assert names[3].startswith("Second look S1, ")
    sheet.press(Key.Key_A)
    assert board(sheet).tiles[0].accessibleName().endswith("accepted")


def test_status_bar_counts_in_the_cursors_place_and_names_the_keys(sheet):
    status = sheet.window.status
    assert status.left.text() == "3 lesions, 2 put aside"
    sheet.press(Key.Key_Escape)
    assert "mm" in status.left.text()


# Going


def test_escape_and_enter_go_back_to_the_views_on_the_lesion(sheet):
    sheet.press(Key.Key_N, Key.Key_Escape)
    assert (sheet.screen.mode, sheet.screen.selected) == (Mode.REVIEW, "L2")
    cursor = sheet.window.review.quad.state.cursor
    assert sheet.screen.lesion.mask.to_full((12, 14, 16))[cursor]
    sheet.press(Key.Key_2, modifier=CTRL).press(Key.Key_N, Key.Key_Return)
    assert (sheet.screen.mode, sheet.screen.selected) == (Mode.REVIEW, "L3")


def test_a_click_takes_in_hand_and_a_double_click_opens_in_the_views(sheet):
    tile = board(sheet).tiles[2]
    QTest.mouseClick(tile, LEFT, NONE, on_plane(tile, 1))
    assert sheet.screen.selected == "L3"
    assert [each.at_hand for each in board(sheet).tiles] == [False, False, True, False, False]
    assert sheet.screen.sheet
    tile = board(sheet).tiles[1]
    QTest.mouseDClick(tile, LEFT, NONE, on_plane(tile))
    assert (sheet.screen.mode, sheet.screen.selected) == (Mode.REVIEW, "L2")


def test_arrows_move_over_both_grids_and_bring_the_list_along(sheet):
    for key, at_hand in (
        (Key.Key_Right, "L2"),
        (Key.Key_Down, "S2"),
        (Key.Key_Left, "S1"),
        (Key.Key_Left, "L3"),
        (Key.Key_Up, "L3"),
        (Key.Key_Home, "L1"),
        (Key.Key_Left, "L1"),
        (Key.Key_End, "S2"),
        (Key.Key_PageUp, "L2"),
    ):
        sheet.press(key)
        assert sheet.screen.selected == at_hand, key
        assert sheet.screen.tab is (Tab.SECOND_LOOK if at_hand[0] == "S" else Tab.LESIONS)


def test_n_p_and_digits_go_as_in_the_views(sheet):
    sheet.press(Key.Key_N)
    assert sheet.screen.selected == "L2"
    sheet.press(Key.Key_P, Key.Key_P)
    assert sheet.screen.selected == "L3", "round the end, among the lesions"
    sheet.press(Key.Key_1)
    assert sheet.screen.selected == "L1"


def test_edit_opens_the_views_and_the_sheet_ends_it(sheet):
    sheet.press(Key.Key_E)
    assert sheet.screen.mode is Mode.EDIT
    assert sheet.window.pages.currentWidget() is sheet.window.review
    assert sheet.window.top.modes.buttons[2].isChecked()
    sheet.press(Key.Key_2, modifier=CTRL)
    assert sheet.screen.mode is Mode.SHEET


# Judging


def test_a_accepts_and_goes_on_to_the_next(sheet):
    sheet.press(Key.Key_A)
    assert sheet.statuses()[0] is LesionStatus.ACCEPTED
    assert sheet.screen.selected == "L2"
    assert board(sheet).tiles[0].content.row.glyph is Glyph.ACCEPTED


def test_r_and_a_digit_reject_z_takes_back_y_does_it_again(sheet):
    sheet.press(Key.Key_R)
    assert sheet.window.panel.review.reasons.isVisible()
    sheet.press(Key.Key_1)
    assert sheet.screen.review.lesions[0].reject_reason is RejectReason.VESSEL
    assert board(sheet).tiles[0].content.row.dimmed
    sheet.press(Key.Key_Z)
    assert sheet.statuses()[0] is LesionStatus.PENDING
    assert sheet.screen.selected == "L1"
    sheet.press(Key.Key_Y)
    assert sheet.statuses()[0] is LesionStatus.REJECTED


def test_a_restores_from_the_second_look(sheet):
    sheet.press(Key.Key_End, Key.Key_A)
    assert shown(sheet) == ["L1", "L2", "L3", "S2", "S1"]
    assert len(sheet.screen.review.lesions) == 4
    assert sheet.screen.selected == "S1"


def test_the_heads_buttons_judge_by_click(sheet):
    def click(tile, judgement):
        box = buttons(tile.content, tile.width())[judgement]
        QTest.mouseClick(tile, LEFT, NONE, box.center().toPoint())

    click(board(sheet).tiles[1], Judgement.ACCEPT)
    assert sheet.statuses()[1] is LesionStatus.ACCEPTED
    click(board(sheet).tiles[2], Judgement.REJECT)
    assert (sheet.screen.selected, sheet.screen.rejecting) == ("L3", True)
    sheet.press(Key.Key_2)
    assert sheet.statuses()[2] is LesionStatus.REJECTED
    click(board(sheet).tiles[3], Judgement.RESTORE)
    assert len(sheet.screen.review.lesions) == 4
    assert set(buttons(board(sheet).tiles[0].content, 300)) == {Judgement.ACCEPT, Judgement.REJECT}


def test_a_double_click_on_a_button_judges_once(sheet):
    tile = board(sheet).tiles[0]
    at = buttons(tile.content, tile.width())[Judgement.ACCEPT].center().toPoint()
    QTest.mouseClick(tile, LEFT, NONE, at)
    QTest.mouseDClick(tile, LEFT, NONE, at)
    assert sheet.screen.sheet
    assert sheet.statuses() == [LesionStatus.ACCEPTED, LesionStatus.PENDING, LesionStatus.PENDING]


# Looking


def test_the_wheel_over_a_plane_moves_that_lesions_slices_alone(sheet):
    first, second = board(sheet).tiles[:2]
    wheel(first, on_plane(first, 1), 2)
    assert first.offset_mm == pytest.approx(2.0)
    assert second.offset_mm == 0.0
    wheel(first, on_plane(first), -3, when=20_000)
    assert first.offset_mm == pytest.approx(-1.0)
    wheel(first, on_plane(first, 2), 99, when=30_000)
    assert first.offset_mm == pytest.approx(first.content.field_mm / 2)
    sheet.press(Key.Key_F)
    assert first.offset_mm == 0.0


def test_the_wheel_over_a_head_moves_the_sheet_and_goes_on_to(fifty):
    bar, tile = fifty.window.sheet.area.verticalScrollBar(), board(fifty).tiles[3]
    assert bar.maximum() > 0
    mouse = tile.mapTo(fifty.window, QPoint(40, 10))
    turn_at(fifty, mouse)
    moved_to = bar.value()
    assert moved_to > 0
    assert tile.plane_at(QPointF(tile.mapFrom(fifty.window, mouse))) == 0
    turn_at(fifty, mouse)
    assert bar.value() > moved_to, "what comes under the mouse in the midst of a scroll takes nothing"
    assert tile.offset_mm == 0.0
    wheel(tile, on_plane(tile), -1, when=10**6)
    assert tile.offset_mm != 0.0


def test_c_held_hides_the_contours_and_leaving_the_window_brings_them_back(sheet):
    quad = sheet.window.review.quad
    before = board(sheet).tiles[0].grab().toImage()
    QTest.keyPress(sheet.window, Key.Key_C)
    hidden = board(sheet).tiles[0].grab().toImage()
    assert hidden != before
    QTest.keyRelease(sheet.window, Key.Key_C)
    assert board(sheet).tiles[0].grab().toImage() == before
    QTest.keyPress(sheet.window, Key.Key_C)
    assert quad.state.contours_hidden
    sheet.window.sheet.isActiveWindow = lambda: False
    QApplication.sendEvent(sheet.window.sheet, QEvent(QEvent.Type.ActivationChange))
    assert not quad.state.contours_hidden


def test_w_and_a_drag_change_the_window_of_all_tiles_and_of_the_views(sheet):
    quad, tile = sheet.window.review.quad, board(sheet).tiles[0]
    other = board(sheet).tiles[2].grab().toImage()
    before = quad.state.window
    sheet.press(Key.Key_W)
    assert quad.state.tool is PointerTool.WINDOW
    QTest.mousePress(tile, LEFT, NONE, on_plane(tile))
    QTest.mouseMove(tile, on_plane(tile) + QPoint(40, 10))
    QTest.mouseRelease(tile, LEFT, NONE, on_plane(tile) + QPoint(40, 10))
    assert quad.state.window.width > before.width
    assert board(sheet).tiles[2].grab().toImage() != other


def test_what_only_the_views_can_do_is_off(sheet):
    tools = sheet.window.tools.buttons
    assert not tools[Command.PAN].isEnabled()
    assert not tools[Command.LAYOUT_FOUR].isEnabled()
    assert tools[Command.WINDOW].isEnabled()
    sheet.press(Key.Key_W, Key.Key_Space)
    assert sheet.window.review.quad.state.tool is PointerTool.WINDOW
    sheet.press(Key.Key_Escape)
    assert tools[Command.PAN].isEnabled()


def test_a_tile_takes_the_other_theme_and_keeps_its_images(sheet, qapp):
    def colours():
        picture = board(sheet).tiles[2].grab().toImage()
        return picture.pixelColor(picture.width() // 2, 4).name(), picture.copy(0, HEAD + 2, 60, 60)

    head, planes = colours()
    assert head == DARK.panel.lower()
    wear(qapp, LIGHT)
    try:
        assert colours()[0] == LIGHT.panel.lower()
        assert colours()[1].copy(2, 0, 50, 50) == planes.copy(2, 0, 50, 50)
    finally:
        wear(qapp, DARK)


def test_a_cut_name_has_its_tooltip(sheet):
    sheet.window.resize(960, 600)
    sheet.qtbot.wait(20)
    tile = board(sheet).tiles[0]
    content = replace(tile.content, row=replace(tile.content.row, name="Left cerebellar, beside the fourth ventricle"))
    tile.show_content(content)
    QTest.mouseMove(tile, QPoint(60, 12))
    sheet.qtbot.waitUntil(lambda: tile.toolTip() == content.row.name)
    at = buttons(content, tile.width())[Judgement.ACCEPT].center().toPoint()
    QTest.mouseMove(tile, at)
    sheet.qtbot.waitUntil(lambda: tile.toolTip() == "Accept (A)")


# Which and how large


def test_filters_show_one_status_and_never_hide_what_is_at_hand(sheet):
    sheet.press(Key.Key_A)
    QTest.mouseClick(sheet.window.sheet.bar.filters.buttons[2], LEFT)
    assert sheet.screen.status_filter is StatusFilter.ACCEPTED
    assert shown(sheet) == ["L1"]
    assert sheet.screen.selected == "L1"
    assert sheet.window.sheet.bar.count.text() == "1 of 3 lesions"
    sheet.press(Key.Key_N)
    assert sheet.screen.selected == "L1", "N walks what is shown"
    sheet.press(Key.Key_3)
    assert (sheet.screen.selected, sheet.screen.status_filter) == ("L3", StatusFilter.ALL)
    assert len(shown(sheet)) == 5


def test_an_empty_filter_says_so_and_shows_all_again(sheet):
    QTest.mouseClick(sheet.window.sheet.bar.filters.buttons[3], LEFT)
    view = sheet.window.sheet
    assert shown(sheet) == []
    assert view.empty.isVisible()
    assert view.empty.text() == "No rejected lesion."
    QTest.mouseClick(view.show_all, LEFT)
    assert len(shown(sheet)) == 5
    assert not view.empty.isVisible()


def test_no_lesion_at_all(qtbot, tmp_path, no_surfaces):
    desk = Desk(tmp_path, detection=with_candidate_only()).build(qtbot).open_review()
    desk.press(Key.Key_2, modifier=CTRL)
    assert desk.window.sheet.empty.text() == "No lesion found. Second look has 1."
    assert shown(desk) == ["S1"]
    desk.press(Key.Key_Down)
    assert desk.screen.selected == "S1"


def test_each_to_fit_or_all_at_one_scale(qtbot, tmp_path, no_surfaces):
    found = many(2)
    large = replace(found.lesions[0], mask=Mask((1, 1, 1), np.ones((2, 11, 11), bool)))
    desk = Desk(tmp_path, detection=replace(found, lesions=(large, found.lesions[1]))).build(qtbot).open_review()
    desk.press(Key.Key_2, modifier=CTRL)
    fields = [tile.content.field_mm for tile in board(desk).tiles]
    assert fields == [48.0, 24.0]
    QTest.mouseClick(desk.window.sheet.bar.scales.buttons[1], LEFT)
    assert [tile.content.field_mm for tile in board(desk).tiles] == [48.0, 48.0]
    QTest.mouseClick(desk.window.sheet.bar.scales.buttons[0], LEFT)
    assert [tile.content.field_mm for tile in board(desk).tiles] == fields


# Fifty


@pytest.fixture
def drawn(monkeypatch):
    """Ids of what was drawn, as it is drawn."""
    ids = []
    paint = TilePainter.paint
    monkeypatch.setattr(
        TilePainter, "paint", lambda self, *rest, **more: (ids.append(rest[2].finding_id), paint(self, *rest, **more))
    )
    return ids


def test_of_fifty_lesions_only_what_is_in_sight_is_drawn(qtbot, tmp_path, no_surfaces, drawn):
    desk = Desk(tmp_path, detection=many(50)).build(qtbot).open_review()
    assert drawn == []
    desk.press(Key.Key_2, modifier=CTRL)
    qtbot.waitUntil(lambda: bool(drawn))
    qtbot.wait(50)
    assert len(board(desk).tiles) == 50
    assert len(set(drawn)) <= 18, "six rows of three"
    drawn.clear()
    desk.press(Key.Key_End)
    qtbot.waitUntil(lambda: "L50" in drawn)
    assert len(set(drawn)) <= 20


def test_judging_draws_the_judged_tile_and_the_next(fifty, drawn):
    fifty.qtbot.wait(50)
    drawn.clear()
    fifty.press(Key.Key_A)
    fifty.qtbot.wait(50)
    assert set(drawn) == {"L1"}, "the next one's planes are as they were"


def test_planes_are_drawn_again_only_where_they_differ(fifty, drawn):
    fifty.qtbot.wait(50)
    drawn.clear()
    fifty.press(Key.Key_N, Key.Key_N)
    board(fifty).tiles[0].grab()
    assert drawn == []
    wheel(board(fifty).tiles[1], on_plane(board(fifty).tiles[1]), 1)
    fifty.qtbot.wait(50)
    assert set(drawn) == {"L2"}


def test_what_is_at_hand_is_brought_into_sight(fifty):
    area = fifty.window.sheet.area
    for key in (Key.Key_End, Key.Key_Home, Key.Key_PageDown, Key.Key_PageDown):
        fifty.press(key)
        tile = board(fifty).tile_of(fifty.screen.selected)
        top = tile.y() - area.verticalScrollBar().value()
        assert top >= 0
        assert top + tile.height() <= area.viewport().height()
    assert fifty.screen.selected not in ("L1", "L50")


# Sizes


@pytest.mark.parametrize(("width", "columns"), [(1800, 4), (1799, 3), (1440, 3), (1280, 3), (960, 2)])
def test_columns_by_the_windows_width(fifty, width, columns):
    fifty.window.resize(width, 900)
    fifty.qtbot.wait(20)
    tiles = board(fifty).tiles
    assert sum(tile.y() == tiles[0].y() for tile in tiles) == columns
    assert tiles[columns - 1].geometry().right() <= fifty.window.sheet.area.viewport().width()


def test_the_smallest_window_holds_it(sheet):
    sheet.window.resize(960, 600)
    sheet.qtbot.wait(50)
    assert (sheet.window.width(), sheet.window.height()) == (960, 600)
    bar = sheet.window.sheet.bar
    assert bar.scales.geometry().right() <= bar.width() - 12
    assert bar.count.geometry().right() < bar.filters.x()
    top = sheet.window.top
    assert top.modes.isVisible()
    assert top.modes.x() >= top.patient.parentWidget().geometry().right()
    assert top.export.geometry().right() <= top.width() - 12
    assert top.export.width() >= top.export.sizeHint().width(), "its words do not lie over each other"


@pytest.mark.parametrize("width", [1100, 1150, 1279, 1280, 1440])
def test_the_bars_hints_never_run_into_what_stands_at_their_right(sheet, width):
    sheet.press(Key.Key_A)
    sheet.window.resize(width, 700)
    sheet.qtbot.wait(20)
    status = sheet.window.status
    hints = [hint for hint in status.findChildren(KeyHint) if hint.isVisible()]
    ends = [hint.mapTo(status, hint.rect().topRight()).x() for hint in hints]
    assert max(ends) < status.saved.x()
    assert all(hint.width() >= hint.sizeHint().width() for hint in hints)
    assert len(hints) == 4 or width < 1300


def test_the_status_bar_says_the_convention_over_views_and_sheet(sheet):
    convention = sheet.window.status.convention
    assert (convention.isVisible(), convention.text()) == (True, "Radiological")
    sheet.window.review.quad.set_convention(Convention.NEUROLOGICAL)
    assert convention.text() == "Neurological"
    sheet.press(Key.Key_Escape)
    assert convention.isVisible()
    sheet.window.resize(960, 600)
    sheet.qtbot.wait(20)
    assert convention.isVisible()
    assert convention.width() >= convention.sizeHint().width()


def test_places_are_as_drawn_in_the_design():
    laid = places(1020, 12, 3)
    first, second = laid.tiles[0], laid.tiles[1]
    assert (first.x(), first.width()) == (12, 325)
    assert second.x() - first.right() - 1 == 10
    assert laid.tiles[3].y() - first.bottom() - 1 == 10
    assert laid.second_look.y() > laid.tiles[11].bottom()
    assert laid.tiles[12].y() > laid.second_look.bottom()
    assert laid.height > laid.tiles[14].bottom()
    assert [columns_of(width) for width in (596, 860, 1020, 1380)] == [2, 3, 3, 4]


@pytest.mark.parametrize(
    ("place", "move", "target"),
    [
        (4, Move.BELOW, 6),  # the row below is shorter: its last
        (6, Move.BELOW, 7),  # into the second look
        (8, Move.ABOVE, 6),
        (0, Move.ABOVE, 0),
        (1, Move.PAGE_DOWN, 6),
        (8, Move.RIGHT, 8),
        (-1, Move.BELOW, 0),
    ],
)
def test_moves_over_seven_lesions_and_two_put_aside(place, move, target):
    assert moved(place, move, lesions=7, aside=2, columns=3, page_rows=2) == target


def test_the_lesion_at_hand_is_in_sight_when_the_sheet_opens_for_the_first_time(qtbot, tmp_path, no_surfaces):
    desk = Desk(tmp_path, detection=many(50)).build(qtbot).open_review()
    desk.controller.findings.select("L48")
    desk.press(Key.Key_2, modifier=CTRL)
    area, tile = desk.window.sheet.area, board(desk).tile_of("L48")
    seen = area.viewport().rect()
    qtbot.waitUntil(lambda: seen.contains(tile.mapTo(area.viewport(), tile.rect().center())))
