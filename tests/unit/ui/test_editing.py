"""Editing by mouse and keys in the window: every tool, what it leaves alone, undo, and the way back."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.edit import region
from core.errors import UsageError
from core.lesion import LesionOrigin, LesionStatus
from core.mask import Mask
from core.pieces import widest_gap_mm
from core.plane import PlaneName
from core.probability import ProbabilityMap
from core.review.words import Deed
from tests.helpers.reviews import ball, detection, lesion
from tests.helpers.windows import Desk, Hand
from ui import numbers
from ui.actions import Command
from ui.editing import EditTool
from ui.evidence_card import HEIGHT, TALL_HEIGHT
from ui.screen import Mode, Page, Tab
from ui.theme import DARK, scaled
from ui.viewer.view_layout import ViewLayout

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def editing(review) -> Desk:
    """Lesion 1, a ball of 3 mm around (6, 6, 6), being edited."""
    review.press(Key.Key_1, Key.Key_E)
    assert review.screen.edit is not None
    return review


@pytest.fixture
def hand(editing) -> Hand:
    return Hand(editing)


def mask(desk: Desk, lesion_id: str = "L1") -> Mask:
    return desk.screen.review.lesion(lesion_id).mask


def gained(desk: Desk, before: Mask) -> set[tuple[int, int, int]]:
    return {tuple(place) for place in (mask(desk) - before).indices().tolist()}


def step_names(desk: Desk) -> list[str]:
    return [each.name for each in desk.screen.steps]


def test_e_shows_the_tools_and_one_large_view_and_esc_leaves_as_it_was(review):
    quad = review.window.review.quad
    review.press(Key.Key_1, Key.Key_E)
    panel = review.window.panel
    assert panel.editing.isVisible()
    assert panel.edit_head.words.text().startswith("Editing 1")
    assert quad.layout_now is ViewLayout.ONE_AND_THREE
    assert review.window.tools.buttons[review_command("BRUSH")].isVisible()
    review.press(Key.Key_Escape)
    assert review.screen.edit is None
    assert quad.layout_now is ViewLayout.FOUR
    assert panel.review.isVisible()
    assert not review.window.tools.buttons[review_command("BRUSH")].isVisible()


def review_command(name: str):
    from ui.actions import Command

    return Command[name]


def test_a_stroke_adds_the_voxels_under_it_on_this_slice_only_and_is_one_step(editing, hand):
    before = mask(editing)
    hand.drag([(6, 6, 9), (6, 6, 11), (6, 6, 13)])
    new = gained(editing, before)
    assert {k for k, _, _ in new} == {6}
    assert {(6, 6, i) for i in (10, 11, 12, 13)} <= new
    assert step_names(editing) == ["Brush, add 4.0 mm"]
    assert editing.screen.lesion.edited
    editing.press(Key.Key_Z)
    assert mask(editing).same(before)
    assert editing.screen.edit is not None, "undo stays in editing"
    editing.press(Key.Key_Y)
    assert gained(editing, before) == new


@pytest.mark.parametrize(("name", "axis"), [(PlaneName.CORONAL, 1), (PlaneName.SAGITTAL, 2)])
def test_other_planes_paint_on_their_own_slice(editing, hand, name, axis):
    before = mask(editing)
    hand.click((3, 6, 6), name)
    new = gained(editing, before)
    assert new
    assert {place[axis] for place in new} == {6}


def test_the_ball_reaches_into_other_slices_and_the_eraser_takes_away(editing, hand):
    before = mask(editing)
    editing.press(Key.Key_D, Key.Key_X)
    hand.click((6, 6, 6))
    lost = (before - mask(editing)).indices()
    assert set(lost[:, 0].tolist()) == {4, 5, 6, 7, 8}
    assert mask(editing).count + len(lost) == before.count
    assert step_names(editing) == ["Brush, take away ball 4.0 mm"]


def test_the_brush_grows_by_key_and_by_wheel_with_shift(editing, hand):
    editing.press(Key.Key_BracketRight)
    assert editing.screen.edit.size_mm == 5.0
    editing.press(Key.Key_BracketLeft, Key.Key_BracketLeft)
    assert editing.screen.edit.size_mm == 3.0
    editing.window.panel.editing.slider.setValue(0)
    assert editing.screen.edit.size_mm == 0.5


def test_another_lesions_voxels_are_left_alone_unless_they_are_taken(editing, hand):
    other = mask(editing, "L2")
    k, j, i = (int(n) for n in other.indices().mean(axis=0).round())
    hand.go_to((k, j, i))
    hand.drag([(k, j, i - 3), (k, j, i)])
    assert mask(editing, "L2").same(other)
    assert (mask(editing) & other).count == 0
    editing.window.panel.editing.takes.click()
    hand.drag([(k, j, i - 3), (k, j, i)])
    taken = other - mask(editing, "L2")
    assert taken.count
    assert (taken - mask(editing)).count == 0
    editing.press(Key.Key_Z)
    assert mask(editing, "L2").same(other)


def test_erasing_the_whole_lesion_is_refused_and_nothing_is_lost(editing, hand):
    before = mask(editing)
    editing.press(Key.Key_X, Key.Key_D)
    editing.controller.editor.set_size(20.0)
    hand.click((6, 6, 6))
    assert "Nothing would be left" in editing.alerts[-1].sentence
    assert mask(editing).same(before)
    assert editing.screen.edit.live is None


def test_only_bright_voxels_are_painted_with_the_threshold(editing, hand):
    voxels = editing.screen.volume.voxels
    before = mask(editing)
    editing.press(Key.Key_T)
    threshold = editing.screen.edit.brighter_than
    assert 50 < threshold < 100
    hand.drag([(6, 6, 9), (6, 6, 14)])
    new = gained(editing, before)
    assert new
    assert all(voxels[place] >= threshold for place in new)
    editing.press(Key.Key_T)
    assert editing.screen.edit.brighter_than is None


def square(j0: float, i0: float, j1: float, i1: float) -> list[tuple[float, float, float]]:
    return [(6, j0, i0), (6, j0, i1), (6, j1, i1), (6, j1, i0)]


def test_a_freehand_outline_is_filled_when_the_button_goes_up(editing, hand):
    before = mask(editing)
    editing.press(Key.Key_L)
    hand.drag(square(1.6, 1.6, 4.4, 4.4))
    assert gained(editing, before) == {
        (6, j, i) for j in (2, 3, 4) for i in (2, 3, 4) if not before.to_full((12, 14, 16))[6, j, i]
    }
    assert step_names(editing) == ["Freehand, add"]


def test_a_freehand_line_lies_on_the_slice_where_it_was_begun(editing, hand):
    """The wheel turned in the middle of a line: the outline went to a slice between the two, which nobody had seen."""
    before = mask(editing)
    editing.press(Key.Key_L)
    view, corners = hand.view(), square(1.6, 1.6, 4.4, 4.4)
    QTest.mousePress(view, LEFT, NONE, hand.point(corners[0]))
    for corner in corners[1:]:
        QTest.mouseMove(view, hand.point(corner))
    state = hand.quad.state
    hand.quad.set_state(replace(state, cursor=(8, *state.cursor[1:])))
    QTest.mouseMove(view, hand.point((8, 11, 11)))
    assert editing.news[-1].startswith("The line lies on the slice where it was begun")
    QTest.mouseRelease(view, LEFT, NONE, hand.point((8, 11, 11)))
    drawn = gained(editing, before)
    assert drawn
    assert {k for k, _, _ in drawn} == {6}
    assert not any(j > 5 and i > 5 for _, j, i in drawn)


def test_a_polygon_takes_corners_until_enter_and_esc_drops_it(editing, hand):
    before = mask(editing)
    editing.press(Key.Key_K)
    for corner in square(1.6, 1.6, 4.4, 4.4):
        hand.click(corner)
    editing.press(Key.Key_Escape)
    assert editing.screen.edit is not None, "Esc drops the line first"
    assert mask(editing).same(before)
    for corner in square(1.6, 1.6, 4.4, 4.4):
        hand.click(corner)
    editing.press(Key.Key_Return)
    assert (6, 2, 2) in gained(editing, before)
    assert editing.screen.edit is not None, "Enter closes the line first"
    editing.press(Key.Key_Return)
    assert editing.screen.edit is None


def corners_set(editing, hand) -> Mask:
    """Set four corners of a polygon that is not closed; returns the lesion before."""
    before = mask(editing)
    editing.press(Key.Key_K)
    for corner in square(1.6, 1.6, 4.4, 4.4):
        hand.click(corner)
    return before


def test_a_judgement_takes_the_polygon_that_is_shown(editing, hand):
    before = corners_set(editing, hand)
    editing.press(Key.Key_A)
    assert (6, 2, 2) in gained(editing, before)
    assert editing.screen.review.lesion("L1").status is LesionStatus.ACCEPTED


def test_another_tool_takes_the_polygon_that_is_shown(editing, hand):
    before = corners_set(editing, hand)
    editing.press(Key.Key_B)
    assert (6, 2, 2) in gained(editing, before)


def test_enter_closes_the_polygon_wherever_the_mouse_is(editing, hand):
    before = corners_set(editing, hand)
    QTest.mouseMove(hand.view(PlaneName.CORONAL), QPoint(20, 20))
    editing.press(Key.Key_Return)
    assert (6, 2, 2) in gained(editing, before)


def test_z_takes_the_last_corner_back_and_no_step(editing, hand):
    hand.click((6, 9, 9))
    before = corners_set(editing, hand)
    editing.press(Key.Key_Z)
    editing.press(Key.Key_Return)
    assert len(step_names(editing)) == 2
    assert 0 < len(gained(editing, before)) < 9, "a triangle"


def test_a_click_on_another_slice_leaves_the_polygon(editing, hand):
    before = corners_set(editing, hand)
    hand.go_to((8, 6, 6))
    hand.click((8, 9, 9))
    assert editing.news[-1] == "A polygon is begun on another slice: Enter closes it, Esc drops it."
    editing.press(Key.Key_Return)
    assert (6, 2, 2) in gained(editing, before)
    assert {k for k, _, _ in gained(editing, before)} == {6}


def test_grow_and_shrink_go_by_tenths_from_where_they_began(editing):
    before = mask(editing)
    for _ in range(6):
        editing.press(Key.Key_G)
    assert editing.screen.edit.grown_mm == 0.6
    assert mask(editing).count > before.count
    assert all(name.startswith("Grow") for name in step_names(editing))
    for _ in range(6):
        editing.press(Key.Key_G, modifier=SHIFT)
    assert editing.screen.edit.grown_mm == 0.0
    assert mask(editing).same(before), "back at 0.0 mm it is what it was"


def test_smooth_keeps_the_volume_and_holes_are_filled(editing, hand):
    before = mask(editing)
    editing.press(Key.Key_S)
    assert mask(editing).count == before.count
    editing.press(Key.Key_H)
    assert editing.news[-1] == "It has no hole."
    editing.press(Key.Key_X)
    editing.controller.editor.set_size(1.0)
    hand.click((6, 6, 6))
    assert mask(editing).count == before.count - 1
    editing.press(Key.Key_H)
    assert mask(editing).count == before.count


def test_slices_between_drawn_ones_are_filled(editing, hand):
    hand.go_to((11, 6, 6))
    hand.click((11, 6, 6))
    drawn = mask(editing)
    assert not drawn.to_full((12, 14, 16))[10].any()
    editing.press(Key.Key_U)
    assert mask(editing).to_full((12, 14, 16))[10].any()
    assert (drawn - mask(editing)).count == 0


def test_slices_are_filled_between_outlines_that_do_not_overlap(editing, hand):
    hand.go_to((11, 6, 6))
    hand.click((11, 11, 11))
    editing.press(Key.Key_U)
    filled = mask(editing).to_full((12, 14, 16))
    assert filled[10].any()
    j, i = np.argwhere(filled[10]).mean(axis=0)
    assert 6 < j < 11
    assert 6 < i < 11


def test_a_cut_leaves_two_lesions_that_were_one(editing, hand):
    before = mask(editing)
    editing.press(Key.Key_Q)
    hand.drag([(6, 6.5, 1), (6, 6.5, 12)])
    parts = [each for each in editing.screen.review.lesions if each.lesion_id in ("L1", "R1")]
    assert [each.number for each in parts] == [1, 4]
    assert (parts[0].mask | parts[1].mask).same(before)
    assert parts[1].origin is LesionOrigin.MODEL
    assert parts[1].status is LesionStatus.PENDING
    editing.press(Key.Key_Z)
    assert mask(editing).same(before)
    assert len(editing.screen.review.lesions) == 3


def test_merging_takes_the_lesion_that_is_clicked(editing, hand):
    other = mask(editing, "L2")
    before = mask(editing)
    place = tuple(int(n) for n in other.indices()[other.count // 2])
    editing.press(Key.Key_J)
    hand.go_to(place)
    hand.click(place)
    assert [each.lesion_id for each in editing.screen.review.lesions] == ["L1", "L3"]
    assert mask(editing).same(before | other)
    apart = numbers.length(widest_gap_mm((before, other), editing.screen.volume.geometry))
    assert editing.news[-1] == f"1 and 2 are one lesion now, though {apart} mm apart."


def test_merging_what_touches_says_nothing(editing):
    part = mask(editing)
    editing.press(Key.Key_Q)
    editing.controller.editor.cut(part.indices().mean(axis=0), np.array((0.0, 1.0, 0.0)))
    editing.controller.editor.merge("R1")
    assert mask(editing).same(part)
    assert editing.news[-1] == "Merge 4 into 1. Z undoes."


def test_deleting_goes_back_to_the_review_and_can_be_undone(review):
    review.controller.editor.mark_at((2, 12, 13))
    drawn = mask(review, "R1")
    review.press(Key.Key_Delete)
    assert [each.lesion_id for each in review.screen.review.lesions] == ["L1", "L2", "L3"]
    assert review.screen.edit is None
    review.press(Key.Key_Z)
    assert mask(review, "R1").same(drawn)
    assert review.screen.selected == "R1"
    review.press(Key.Key_Z)
    assert review.screen.lesion is not None, "what was at hand is gone: something else is"


def test_what_was_proposed_is_not_deleted_but_rejected_with_a_reason(editing):
    before = mask(editing)
    editing.press(Key.Key_Delete)
    assert editing.screen.rejecting
    assert editing.news[-1].startswith("It was proposed")
    editing.press(Key.Key_2)
    lesion = editing.screen.review.lesion("L1")
    assert (lesion.status, lesion.mask.same(before)) == (LesionStatus.REJECTED, True)


def test_a_part_that_the_model_saw_nothing_of_is_the_readers(answered):
    answered.press(Key.Key_1, Key.Key_E)
    editor = answered.controller.editor
    far = ball((6, 6, 13), 1)
    editor.draw(far | ball((6, 6, 11), 1), "Brush, add")
    editor.cut(np.array([6.0, 6.0, 11.5]), np.array([0.0, 0.0, 1.0]))
    part = answered.screen.review.lesions[-1]
    assert part.mask.same(Mask.trimmed(far.start, far.voxels) - mask(answered))
    assert (part.origin, part.max_probability) == (LesionOrigin.READER, 0.0)


def test_splitting_a_round_lesion_says_why_not(editing):
    editing.press(Key.Key_Slash)
    assert "nowhere narrow enough" in editing.news[-1]


def test_a_click_adds_a_lesion_of_the_readers_own(qtbot, tmp_path, no_surfaces, monkeypatch):
    bright = replace(detection(), lesions=(lesion(1, ball((6, 6, 4), 2)),), candidates=())
    desk = Desk(tmp_path, detection=bright).build(qtbot)
    desk.open_review().press(Key.Key_1, Key.Key_E, Key.Key_Plus)
    spot = ball((6, 7, 12), 1.5)
    voxels = desk.screen.volume.voxels.copy()
    voxels[:] = 60
    voxels[spot.box][spot.voxels] = 200
    desk.screen.volume.voxels.setflags(write=True)
    desk.screen.volume.voxels[:] = voxels
    Hand(desk).click((6, 7, 12))
    own = desk.screen.review.lesions[-1]
    assert own.mask.same(spot)
    assert (own.origin, own.number, own.status) == (LesionOrigin.READER, 2, LesionStatus.PENDING)
    assert desk.screen.edit.lesion_id == own.lesion_id, "the new lesion is in hand"
    Hand(desk).click((6, 7, 12))  # the brush again, not another lesion
    assert len(desk.screen.review.lesions) == 2


def test_the_crosshair_is_back_while_its_tool_is_chosen(editing, hand):
    before = mask(editing)
    editing.window.tools.buttons[review_command("CURSOR")].click()
    assert editing.screen.edit.tool is EditTool.LOOK
    hand.click((6, 3, 3))
    assert hand.quad.state.cursor == (6, 3, 3)
    assert mask(editing).same(before)
    editing.press(Key.Key_B)
    hand.click((6, 3, 3))
    assert not mask(editing).same(before)


def test_accepting_while_editing_goes_on_to_the_next_lesion(editing, hand):
    hand.click((6, 6, 10))
    editing.press(Key.Key_A)
    assert editing.screen.edit is None
    assert editing.screen.selected == "L2"
    assert editing.screen.review.lesion("L1").status is LesionStatus.ACCEPTED
    assert editing.screen.review.lesion("L1").edited


def test_editing_keys_do_nothing_while_judging(review):
    state = review.screen.review
    review.press(Key.Key_G, Key.Key_S, Key.Key_H, Key.Key_U, Key.Key_Slash, Key.Key_Delete, Key.Key_X)
    assert review.screen.review is state


def test_the_panel_tells_the_volume_live_and_each_step(editing, hand):
    panel = editing.window.panel.editing
    before = mask(editing).count
    view = hand.view()
    QTest.mousePress(view, LEFT, NONE, hand.point((6, 6, 9)))
    QTest.mouseMove(view, hand.point((6, 6, 12)))
    now, was, change = panel.volume.words
    assert was == f"was {before} mm³"
    assert int(now) > before
    assert change.startswith("+")
    assert mask(editing).count == before, "nothing is taken before the button goes up"
    QTest.mouseRelease(view, LEFT, NONE, hand.point((6, 6, 12)))
    assert [name for name, _ in panel.steps.rows] == ["As it was", "Brush, add 4.0 mm"]
    assert panel.volume.words[0] == str(mask(editing).count)


def test_what_was_edited_is_there_after_reopening(editing, hand, qtbot):
    hand.drag([(6, 6, 9), (6, 6, 12)])
    wanted = mask(editing)
    editing.press(Key.Key_Escape)
    editing.controller.show_series_page()
    editing.controller.resume()
    qtbot.waitUntil(lambda: editing.screen.review is not None)
    assert mask(editing).same(wanted)
    assert editing.screen.review.lesion("L1").edited


def test_undoing_far_back_while_editing_reaches_the_beginning(editing, hand):
    start = {each.lesion_id: each.mask for each in editing.screen.review.lesions}
    rng = np.random.default_rng(3)
    for n in range(30):
        j, i = rng.uniform(3, 9, 2)
        if n % 3 == 0:
            editing.press(Key.Key_X)
        if n % 5 == 0:
            editing.press(Key.Key_G)
        hand.click((6, j, i))
    while editing.screen.can_undo:
        editing.press(Key.Key_Z)
    for lesion_id, wanted in start.items():
        assert mask(editing, lesion_id).same(wanted)


def probability() -> ProbabilityMap:
    """A hill at each lesion of the review, and one of 0.4 where nothing was proposed."""
    field = np.zeros((12, 14, 16), np.float32)
    for centre, top, width in (
        ((6, 6, 6), 0.95, 4),
        ((3, 9, 11), 0.9, 2),
        ((9, 4, 3), 0.9, 1),
        ((10, 12, 6), 0.4, 1.5),
    ):
        away = np.sqrt(sum((n - c) ** 2 for n, c in zip(np.indices(field.shape), centre, strict=True)))
        field = np.maximum(field, top * np.clip(1.45 - away / width, 0, 1).astype(np.float32))
    return ProbabilityMap.of(field)


@pytest.fixture
def answered(qtbot, tmp_path, no_surfaces) -> Desk:
    """The review with the model's answer kept."""
    desk = Desk(tmp_path, detection=replace(detection(), probability=probability())).build(qtbot)
    return desk.open_review()


def test_grown_and_shrunk_by_as_much_is_named_as_that(editing):
    before = mask(editing)
    for steps in (1, -1):
        editing.controller.editor.grow(steps)
    assert mask(editing).same(before)
    assert step_names(editing)[-1] == "Back to its size"


def test_the_boundary_follows_the_models_probability_live_and_is_one_step(answered):
    answered.press(Key.Key_1, Key.Key_E)
    boundary = answered.window.panel.editing.boundary
    assert boundary.isVisible()
    before = mask(answered)
    boundary.slider.setValue(60)
    live = answered.screen.edit.live
    assert live is not None
    assert live.count > before.count
    assert mask(answered).same(before), "not taken before it is let go"
    assert boundary.value.text() == "p ≥ 0.60"
    for lesion_id in ("L2", "L3"):
        assert (live & mask(answered, lesion_id)).count == 0
    boundary.boundary_set.emit()
    assert mask(answered).same(live)
    assert step_names(answered)[0].startswith("Boundary ")
    assert answered.screen.edit.live is None
    assert boundary.curve.volume_at(0.60) == live.count
    boundary.slider.setValue(57)
    assert boundary.curve.volume_at(0.57) == answered.screen.edit.live.count, "true between the curve's points, too"
    boundary.boundary_set.emit()
    answered.press(Key.Key_Z, Key.Key_Z)
    assert boundary.value.text() == "", "the lesion is not there any more"
    assert boundary.slider.value() == round(100 * answered.screen.edit.model_boundary)


def test_the_boundary_moves_on_from_what_was_drawn(answered):
    answered.press(Key.Key_1, Key.Key_E)
    boundary = answered.window.panel.editing.boundary
    Hand(answered).click((6, 12, 12))
    drawn = mask(answered)
    boundary.slider.setValue(40)
    boundary.boundary_set.emit()
    larger = mask(answered)
    assert (drawn - larger).count == 0, "strokes stay"
    assert larger.count > drawn.count
    answered.press(Key.Key_Z)
    assert mask(answered).same(drawn)


def test_the_models_mark_is_at_its_own_threshold(qtbot, tmp_path, no_surfaces):
    drawn = probability().part_at((6, 6, 6), 0.5, 12)
    made = replace(detection(), lesions=(lesion(1, drawn),), candidates=(), probability=probability())
    desk = Desk(tmp_path, detection=made).build(qtbot).open_review()
    assert probability().values(drawn).min() > 0.5
    desk.press(Key.Key_1, Key.Key_E)
    assert desk.screen.edit.model_boundary == 0.5
    assert desk.window.panel.editing.boundary.curve.volume_at(0.5) == drawn.count


def test_a_is_said_of_the_boundary_that_is_shown(answered):
    answered.press(Key.Key_1, Key.Key_E)
    boundary = answered.window.panel.editing.boundary
    boundary.slider.setValue(60)
    live = answered.screen.edit.live
    answered.press(Key.Key_A)
    assert mask(answered).same(live)
    assert answered.screen.review.lesion("L1").status is LesionStatus.ACCEPTED
    boundary.boundary_set.emit()  # the slider's pause ends
    answered.press(Key.Key_Z)
    assert answered.screen.review.lesion("L1").status is LesionStatus.PENDING, "nothing came after A"
    assert mask(answered).same(live)


@pytest.mark.parametrize("name", ["Grow 0.1 mm", "Brush"])
def test_what_follows_a_boundary_begins_with_what_is_seen(answered, name):
    """The slider's pause had not ended, and took the edit that came between back, or was itself forgotten."""
    answered.press(Key.Key_1, Key.Key_E)
    editor = answered.controller.editor
    editor.move_boundary(0.3)
    shown = answered.screen.edit.live
    if name == "Brush":
        piece = ball((2, 12, 13), 1)
        editor.show_live(piece)
        editor.draw(piece, name)
    else:
        editor.grow(1)
    steps = [action.name for action, _ in answered.controller._session.done]
    assert [each.split(" ")[0] for each in steps] == ["Boundary", name.split(" ")[0]]
    boundary = next(state for action, state in answered.controller._session.done if action.name.startswith("Boundary"))
    assert boundary.lesion("L1").mask.same(shown)
    editor.set_boundary()  # the pause ends
    assert [action.name for action, _ in answered.controller._session.done] == steps


def test_the_boundary_is_set_by_the_arrow_keys_alone(answered):
    answered.press(Key.Key_1, Key.Key_E)
    before = mask(answered)
    answered.press(Key.Key_V)
    slider = answered.window.panel.editing.boundary.slider
    for _ in range(12):
        QTest.keyClick(slider, Key.Key_Left)
    answered.qtbot.waitUntil(lambda: not mask(answered).same(before), timeout=3000)
    assert mask(answered).count > before.count
    assert len(step_names(answered)) == 1, "a run of arrow keys is one step"


def test_without_the_models_answer_there_is_no_boundary(editing):
    assert not editing.window.panel.editing.boundary.isVisible()


def test_a_lower_threshold_shows_more_live_and_a_adds_it(answered):
    answered.press(Key.Key_Right)
    threshold = answered.window.panel.review.threshold
    assert threshold.isVisible()
    threshold.slider.setValue(30)
    assert threshold.words.text() == "At 0.30: 1 more, 1 of them under 10 mm³."
    assert not threshold.left_out.isVisible()
    assert [row.finding_id for row in answered.screen.rows()] == ["S1", "S2", "T1"]
    assert "T1" in [each.finding_id for each in answered.window.review.quad._marks.candidates]
    answered.controller.findings.select("T1")
    answered.press(Key.Key_A)
    added = answered.screen.review.lesions[-1]
    assert (added.number, added.origin, added.status) == (4, LesionOrigin.MODEL, LesionStatus.PENDING)
    assert added.max_probability == pytest.approx(0.4, abs=0.01)
    assert answered.screen.extra == ()
    answered.press(Key.Key_Z)
    assert len(answered.screen.review.lesions) == 3
    assert [each.candidate_id for each in answered.screen.extra] == ["T1"], "it waits again"
    answered.press(Key.Key_Y)
    assert answered.screen.extra == ()
    answered.press(Key.Key_Z)
    threshold.slider.setValue(50)
    assert answered.screen.lower_threshold is None


def test_what_a_lower_threshold_leaves_out_is_counted(answered):
    answered.press(Key.Key_Right)
    answered.controller.change(lower_threshold=0.3, left_out=(12, 2))
    words = answered.window.panel.review.threshold.left_out
    assert words.isVisible()
    assert words.text() == "Left out: 12 under 3.0 mm³, 2 mostly outside the brain."


def test_a_click_takes_what_the_model_saw_there(answered):
    answered.press(Key.Key_1, Key.Key_E, Key.Key_Plus)
    hand = Hand(answered)
    hand.go_to((10, 12, 6))
    hand.click((10, 12, 6))
    own = answered.screen.review.lesions[-1]
    values = probability().values(own.mask)
    assert values.min() >= 0.2
    assert own.origin is LesionOrigin.READER


@pytest.mark.parametrize("place", [(10, 12, 6), (10, 12, 7), (9, 12, 6), (10, 13, 6)])
def test_a_click_beside_the_middle_gives_the_same_lesion(answered, place):
    wanted = probability().part_at((10, 12, 6), 0.2, 12)
    for each in answered.screen.review.lesions:
        wanted = wanted - each.mask
    answered.controller.editor.add_at(place)
    assert answered.screen.lesion.mask.same(wanted)


def test_a_high_window_tells_what_was_done_to_the_lesion(review):
    card = review.window.panel.review.card
    review.window.resize(1440, 1000)
    review.press(Key.Key_1)
    assert [line.value for line in card.history] == ["Proposed by mets-demo 1.0"]
    review.press(Key.Key_A, Key.Key_1, Key.Key_E)
    Hand(review).click((6, 6, 10))
    review.press(Key.Key_Return)
    assert [line.value for line in card.history] == ["Brush, add 4.0 mm", "Accepted", "Proposed by mets-demo 1.0"]
    assert {line.remark for line in card.history[:-1]} == {"K. Han"}
    assert "Brush, add 4.0 mm" in card.toolTip(), "in a lower window, too"
    review.press(Key.Key_Z)
    assert [line.value for line in card.history] == ["Accepted", "Proposed by mets-demo 1.0"]
    tall = card.height()
    review.window.resize(1440, 900)
    assert card.height() < tall


def test_a_long_history_says_how_much_is_earlier_and_shows_all_on_a_click(review):
    card = review.window.panel.review.card
    review.window.resize(1440, 1000)
    for _ in range(4):
        review.press(Key.Key_1, Key.Key_A, Key.Key_1, Key.Key_R, Key.Key_1)
    review.press(Key.Key_1)
    whole = [line.value for line in card.history]
    assert whole == ["Rejected, vessel", "Accepted"] * 4 + ["Proposed by mets-demo 1.0"]
    shown = [line.value for line in card.drawn_history]
    assert shown == ["Rejected, vessel", "Accepted", "Rejected, vessel", "5 earlier: click for all", whole[-1]]
    assert (len(shown) + 1) * scaled(21) <= scaled(TALL_HEIGHT - HEIGHT + 8), "with its title the card holds it"
    assert card.toolTip().count("Accepted") == 4
    review.qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    page = QApplication.activeModalWidget()
    assert page.text.toPlainText() == card.history_text()
    page.close()


def test_a_step_of_another_day_is_told_with_its_date(review):
    card = review.window.panel.review.card
    review.controller.change(history=(Deed("Accepted", "K. Han", "2026-01-05T12:00:00+00:00"),))
    assert card.history[0].name.startswith("2026-01-05 ")
    assert len(card.history[0].name) == len("2026-01-05 12:00")


def test_the_contact_sheet_shows_what_a_lower_threshold_adds(answered):
    answered.press(Key.Key_Right)
    answered.window.panel.review.threshold.slider.setValue(30)
    answered.commands.carry_out(review_command("SHEET"))
    assert answered.alerts == []
    assert [tile.content.row.finding_id for tile in answered.window.sheet.board.tiles][-1] == "T1"


def test_the_status_bar_tells_the_probability_and_editings_keys(answered):
    answered.press(Key.Key_1)
    answered.window.status._news.timeout.emit()
    Hand(answered).go_to((6, 6, 6))
    assert answered.window.status.left.text().endswith("Prob. 0.95")
    assert answered.window.status._hints[Page.REVIEW].isVisible()
    answered.press(Key.Key_E)
    assert answered.window.status._hints[Mode.EDIT].isVisible()


def test_nothing_is_drawn_on_the_oblique_view(review):
    quad = review.window.review.quad
    review.press(Key.Key_1)
    review.press(Key.Key_4, modifier=Qt.KeyboardModifier.ControlModifier)
    assert quad.oblique.isVisible()
    quad.set_active(quad.oblique)
    review.press(Key.Key_E)
    assert quad.active is quad.axial, "the large view is one to draw in"
    state, middle = review.screen.review, quad.oblique.rect().center()
    QTest.mousePress(quad.oblique, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    QTest.mouseMove(quad.oblique, middle + QPoint(20, 5))
    QTest.mouseRelease(quad.oblique, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert review.screen.review is state
    assert review.screen.edit.live is None


def test_the_threshold_takes_its_range_from_a_sample(editing, hand):
    volume = editing.screen.volume
    voxels = volume.voxels.copy()
    voxels[:] = 60
    voxels[6, 6, 6:12] = 80  # the signal that is sampled
    voxels[6, 6, 12] = 200  # brighter than the range
    editing.controller.change(volume=replace(volume, voxels=voxels))
    before = mask(editing)
    editing.controller.editor.set_size(0.5)
    editing.press(Key.Key_T, modifier=SHIFT)
    assert editing.screen.edit.tool is EditTool.SAMPLE
    hand.drag([(6, 6, 6), (6, 6, 8)])
    edit = editing.screen.edit
    assert edit.tool is EditTool.BRUSH
    assert mask(editing).same(before), "a sample changes nothing"
    assert (round(edit.brighter_than, 1), round(edit.darker_than, 1)) == (78.4, 81.6)
    assert editing.window.panel.editing.threshold.text() == "78 – 82"
    editing.controller.editor.set_size(4.0)
    hand.drag([(6, 6, 10), (6, 6, 12)])
    assert gained(editing, before) == {(6, 6, 10), (6, 6, 11)}
    editing.press(Key.Key_T)
    assert editing.screen.edit.darker_than is None
    assert editing.screen.edit.brighter_than is None


def test_a_part_is_moved_to_another_lesion_through_all_slices(editing, hand):
    """L1 is a ball of 3 mm around (6, 6, 6): the half of it with i > 6 goes to the lesion that is chosen."""
    mine, other = mask(editing), mask(editing, "L2")
    editing.press(Key.Key_J, modifier=SHIFT)
    hand.drag([(6, 1, 6.6), (6, 1, 11), (6, 11, 11), (6, 11, 6.6)])
    menu = QApplication.activePopupWidget()
    assert [action.text().split()[1] for action in menu.actions()] == ["2", "3"], "the nearest first"
    menu.actions()[0].trigger()
    menu.close()
    moved = mine - mask(editing)
    assert set(moved.indices()[:, 2].tolist()) == {7, 8, 9}
    assert len(set(moved.indices()[:, 0].tolist())) == 5, "on every slice that it has"
    assert mask(editing, "L2").same(other | moved)
    assert step_names(editing)[-1] == "Move a part of 1 to 2"
    editing.press(Key.Key_Z)
    assert mask(editing).same(mine)
    assert mask(editing, "L2").same(other)


def test_moving_says_what_it_needs(editing, hand):
    editing.press(Key.Key_J, modifier=SHIFT)
    hand.drag([(6, 0, 12), (6, 0, 14), (6, 2, 14)])
    assert "Draw around the part" in editing.news[-1]


def test_an_edit_that_changes_no_voxel_is_no_step_and_says_so(editing):
    before = editing.controller.step_count()
    editing.press(Key.Key_S, Key.Key_S, Key.Key_S, Key.Key_S, Key.Key_S, Key.Key_S)
    taken = editing.controller.step_count() - before
    assert taken < 6
    assert editing.news[-1] == "Smooth: nothing changes."


def test_a_mark_where_nothing_stands_out_says_that_it_is_a_ball_to_draw_on(review, monkeypatch):
    def refused(*_args, **_named):
        raise UsageError("Nothing stands out here.")

    monkeypatch.setattr(region, "grown", refused)
    review.controller.editor.mark_at((2, 12, 13))
    assert review.screen.lesion.origin is LesionOrigin.READER
    assert review.news[-1] == "Nothing stands out there: a ball of 3.0 mm to draw on. Z undoes."


def test_what_grows_from_a_click_stays_in_the_brain_where_that_is_known(review, monkeypatch):
    given = []

    def refused(*_args, brain):
        given.append(brain)
        raise UsageError("Nothing stands out here.")

    monkeypatch.setattr(region, "grown", refused)
    review.controller.editor.add_at((2, 12, 13))
    assert given[0] is review.screen.brain_mask
    review.controller.change(brain_mask=np.zeros_like(review.screen.brain_mask))
    review.controller.editor.add_at((2, 12, 13))
    assert given[1] is None


def test_a_mark_outside_the_brain_says_that_it_is(review):
    brain = np.ones_like(review.screen.brain_mask)
    brain[2, 12, 13] = False
    review.controller.change(brain_mask=brain)
    review.controller.editor.mark_at((2, 12, 13))
    assert review.news[-1] == "That is outside the brain: a ball of 3.0 mm to draw on. Z undoes."


def test_what_is_for_the_review_alone_says_so(editing):
    for command in (Command.MEASURE, Command.SIDE_BY_SIDE):
        editing.commands.carry_out(command)
        assert editing.news[-1] == "That is for the review: leave editing first (Esc)."
        assert not editing.window.tools.buttons[command].isEnabled()


def test_a_candidate_is_not_rejected_and_says_so(review):
    review.press(Key.Key_Right, Key.Key_R)
    assert review.news[-1] == "It is put aside already: A restores it."


def test_keys_that_can_do_nothing_say_why(review):
    review.press(Key.Key_Right, Key.Key_E)
    assert review.screen.edit is None
    assert review.news[-1] == "It is put aside: A restores it, then it can be edited."
    review.press(Key.Key_Left, Key.Key_E, Key.Key_V)
    assert review.news[-1] == "The model has no answer there, so no boundary to move."


def test_what_was_brought_in_is_not_said_to_be_proposed(review):
    lesion = replace(review.screen.lesion, origin=LesionOrigin.IMPORTED)
    others = tuple(each for each in review.screen.review.lesions if each.lesion_id != lesion.lesion_id)
    review.controller.change(review=replace(review.screen.review, lesions=(lesion, *others)))
    review.press(Key.Key_E, Key.Key_Delete)
    assert review.news[-1] == "It was brought in: reject it with a reason, so that the report tells."


def test_from_the_second_look_one_comes_back_to_the_lesion_at_hand(review):
    review.press(Key.Key_2, Key.Key_Right, Key.Key_N)
    aside = review.screen.selected
    review.press(Key.Key_Left)
    assert review.screen.selected == "L2"
    review.press(Key.Key_Right)
    assert review.screen.selected == aside


def test_of_several_marked_rows_the_one_at_hand_alone_has_the_bar(review):
    review.press(Key.Key_1)
    review.controller.findings.mark("L2")
    view = review.window.panel.review.lesions.view
    picture = view.viewport().grab().toImage()
    bars = []
    for row in range(2):
        middle = view.visualRect(view.model().index(row, 0)).center().y()
        bars.append(picture.pixelColor(1, middle).name() == DARK.accent.lower())
    assert bars == [True, False]


def test_the_oblique_plane_comes_into_sight_where_three_planes_are_shown(review):
    quad = review.window.review.quad
    review.press(Key.Key_8, modifier=Qt.KeyboardModifier.ControlModifier)
    assert not quad.third_shown
    review.press(Key.Key_4, modifier=Qt.KeyboardModifier.ControlModifier)
    assert quad.oblique.isVisible()


def test_news_that_would_be_cut_takes_the_hints_room(review):
    status = review.window.status
    before = status.left.width()
    words = "Nothing there stands out from what surrounds it. Draw the lesion with the brush."
    review.messages.tell(words)
    assert status.left.width() >= status.left.sizeHint().width() > before
    assert status.left.toolTip() == ""
    status.drop_news()
    assert status.left.width() == before
    review.window.resize(960, 600)
    review.messages.tell(words)
    QApplication.processEvents()
    after = status.saved.geometry().left() if status.saved.isVisible() else status.research.geometry().left()
    assert status.left.geometry().left() + status.left.sizeHint().width() <= after
    assert not status.convention.isVisible()
    status.drop_news()
    assert status.convention.isVisible()


def test_a_refusal_goes_with_the_next_step(review):
    review.controller._messages.show_error(UsageError("S2 lies wholly inside lesions by now.", ""))
    assert review.window.panel.alert is not None
    review.press(Key.Key_1, Key.Key_A)
    assert review.window.panel.alert is None


def test_the_other_list_by_arrow_key_neither_changes_what_is_at_hand_nor_what_is_edited(editing):
    for key in (Key.Key_Left, Key.Key_Right):
        editing.press(key)
        assert editing.screen.selected == editing.screen.edit.lesion_id == "L1"
    assert editing.news[-1] == "The other list is for the review: leave editing first (Esc)."


def test_editing_ends_wherever_another_finding_comes_to_hand(editing):
    editing.controller.findings.show_tab(Tab.SECOND_LOOK)
    assert editing.screen.edit is None
    editing.press(Key.Key_2, Key.Key_E)
    editing.controller.change(selected="L1")
    assert editing.screen.edit is None
