from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from core.lesion import LesionStatus
from core.plane import Convention, PlaneName
from tests.helpers.heads import candidate, lesion, small_head
from ui.theme import DARK
from ui.viewer.contour_painter import paint_label
from ui.viewer.mark import Mark, Marks
from ui.viewer.slice_furniture import corner_boxes, letter_boxes, paint_corners
from ui.viewer.slice_view import SliceView
from ui.viewer.view_state import PointerTool, ViewState, Window

STATE = ViewState(cursor=(20, 30, 25), centre=(19.5, 29.5, 24.5), field_mm=80.0, window=Window(1000.0, 500.0))
NO_KEY = Qt.KeyboardModifier.NoModifier
LESION = Mark.of_lesion(lesion(1, (20, 30, 15), 6.0))


@pytest.fixture
def view(qtbot) -> SliceView:
    made = SliceView(PlaneName.AXIAL)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.set_volume(small_head())
    made.render_state(STATE, 5.0)
    return made


def show(view: SliceView, **changes) -> None:
    view.render_state(replace(STATE, **changes), 5.0)


def pixel(view: SliceView, index: tuple[float, float, float]):
    at = view.projection().to_screen(index).toPoint()
    return view.grab().toImage().pixelColor(at)


def close(colour, name: str) -> bool:
    wanted = (int(name[n : n + 2], 16) for n in (1, 3, 5))
    return all(abs(a - b) < 40 for a, b in zip((colour.red(), colour.green(), colour.blue()), wanted, strict=True))


def wheel(view: SliceView, delta: int, modifiers=NO_KEY) -> None:
    at = QPointF(100, 100)
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, delta),
        none,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def drag(view: SliceView, button) -> None:
    start, by = QPoint(200, 150), QPoint(20, 30)
    for kind, point, which in (
        (QEvent.Type.MouseButtonPress, start, button),
        (QEvent.Type.MouseMove, start + by, Qt.MouseButton.NoButton),
        (QEvent.Type.MouseButtonRelease, start + by, button),
    ):
        at = QPointF(point)
        held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else button
        QApplication.sendEvent(view, QMouseEvent(kind, at, view.mapToGlobal(at), which, held, NO_KEY))


@pytest.mark.parametrize(
    ("convention", "left_is_right"), [(Convention.RADIOLOGICAL, True), (Convention.NEUROLOGICAL, False)]
)
def test_the_patients_brighter_left_is_on_the_side_that_the_convention_says(view, convention, left_is_right):
    show(view, convention=convention, cursor=(20, 5, 5))
    picture = view.grab().toImage()
    on_left, on_right = picture.pixelColor(200, 250).red(), picture.pixelColor(300, 250).red()
    assert abs(on_left - on_right) > 15
    assert (on_right > on_left) is left_is_right


def test_a_click_puts_the_cursor_under_it(qtbot, view):
    with qtbot.waitSignal(view.state_requested) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.projection().to_screen((20, 22, 33)).toPoint())
    assert asked.args[0] == replace(STATE, cursor=(20, 22, 33))


def test_a_click_on_a_lesion_selects_it(qtbot, view):
    view.render_marks(Marks((LESION,)))
    at = view.projection().to_screen((20, 30, 15)).toPoint()
    with qtbot.waitSignal(view.finding_requested) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    assert asked.args == ["L1"]


def test_a_click_on_the_selected_or_a_hidden_lesion_only_moves_the_cursor(qtbot, view):
    at = view.projection().to_screen((20, 30, 15)).toPoint()
    for marks, hidden in ((Marks((LESION,), selected_id="L1"), False), (Marks((LESION,)), True)):
        view.render_marks(marks)
        show(view, contours_hidden=hidden)
        with qtbot.assertNotEmitted(view.finding_requested), qtbot.waitSignal(view.state_requested):
            qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)


def test_the_wheel_scrolls_one_slice_a_notch(qtbot, view):
    with qtbot.waitSignal(view.state_requested) as asked:
        wheel(view, 120)
    assert asked.args[0].cursor == (21, 30, 25)


def test_a_touchpads_small_steps_add_up(qtbot, view):
    with qtbot.assertNotEmitted(view.state_requested):
        wheel(view, -50)
        wheel(view, -50)
    with qtbot.waitSignal(view.state_requested) as asked:
        wheel(view, -50)
    assert asked.args[0].cursor == (19, 30, 25)


def test_the_wheel_zooms_with_ctrl(qtbot, view):
    with qtbot.waitSignal(view.state_requested) as asked:
        wheel(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert asked.args[0].field_mm < STATE.field_mm
    assert asked.args[0].cursor == STATE.cursor


def test_the_right_button_drags_the_window(qtbot, view):
    asked = []
    view.state_requested.connect(asked.append)
    drag(view, Qt.MouseButton.RightButton)
    assert asked[-1].window == Window(1050.0, 575.0)
    assert asked[-1].cursor == STATE.cursor


@pytest.mark.parametrize("how", ["middle", "space", "tool"])
def test_panning(qtbot, view, how):
    asked = []
    view.state_requested.connect(asked.append)
    if how == "tool":
        show(view, tool=PointerTool.PAN)
    if how == "space":
        qtbot.keyPress(view, Qt.Key.Key_Space)
    drag(view, Qt.MouseButton.MiddleButton if how == "middle" else Qt.MouseButton.LeftButton)
    assert asked[-1].centre == pytest.approx((19.5, 29.5 - 30 / 5 / 1.0, 24.5 - 20 / 5 / 1.2))
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert view.cursor().shape() is Qt.CursorShape.ArrowCursor


def test_a_click_on_the_rail_goes_to_the_slice(qtbot, view):
    with qtbot.waitSignal(view.state_requested) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(492, 53))
    assert asked.args[0].cursor == (39, 30, 25)


@pytest.mark.parametrize("status", LesionStatus)
def test_an_outline_has_its_statuss_colour_until_it_is_hidden(view, status):
    mark = Mark.of_lesion(lesion(1, (20, 30, 15), 6.0, status))
    picture_of = lambda: view.grab().toImage()  # noqa: E731
    view.render_marks(Marks((mark,)))
    wanted = getattr(DARK, status.value)

    def count() -> int:
        picture = picture_of()
        return sum(close(picture.pixelColor(x, y), wanted) for x in range(480) for y in range(60, 400))

    assert count() > 60
    show(view, contours_hidden=True)
    assert count() < 60 - 20  # only the rail's tick and no line


def test_candidates_are_dotted_in_their_own_colour(view):
    view.render_marks(Marks((), (Mark.of_candidate(candidate(1, (20, 30, 15))),)))
    picture = view.grab().toImage()
    assert sum(close(picture.pixelColor(x, y), DARK.candidate) for x in range(480) for y in range(60, 400)) > 20


def test_the_selected_lesion_has_white_brackets_and_the_crosshair_stays_clear_of_it(view):
    show(view, cursor=(20, 30, 15))
    view.render_marks(Marks((LESION,), selected_id="L1"))
    middle = view.projection().to_screen((20, 30, 15))
    picture = view.grab().toImage()
    white = [
        (x - middle.x(), y - middle.y())
        for x in range(int(middle.x()) - 60, int(middle.x()) + 60)
        for y in range(int(middle.y()) - 60, int(middle.y()) + 60)
        if picture.pixelColor(x, y).lightness() > 245
    ]
    corners = {(x > 0, y > 0) for x, y in white if min(abs(x), abs(y)) > 25}
    assert len(corners) == 4
    radius = 30  # 6 mm at 5 px/mm
    for away in range(radius + 24):
        colour = picture.pixelColor(int(middle.x()) - away, int(middle.y()))
        assert not close(colour, DARK.accent)


def test_filled_contours_tint_the_inside(view):
    plain = pixel(view, (20, 30, 13))
    view.render_marks(Marks((LESION,)))
    show(view, contours_filled=True)
    tinted = pixel(view, (20, 30, 13))
    assert tinted.red() > plain.red() + 10
    assert tinted.blue() < plain.blue()


def test_a_lesion_outside_the_view_leaves_no_number_at_its_edge(view):
    beside = view.projection().to_index(QPointF(-45, 200), 20)
    mark = Mark.of_lesion(lesion(88, (20, 30, 15), 6.0))
    show(view, centre=(19.5, 29.5, 24.5 + 15 - float(beside[2])))
    bare = view.grab().toImage().copy(0, 150, 60, 100)
    view.render_marks(Marks((mark,)))
    assert view.grab().toImage().copy(0, 150, 60, 100) == bare


def test_a_number_keeps_off_letters_and_other_numbers(view):
    """In the painter's own words: what two labels and a letter take never meets."""
    picture = QImage(400, 300, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    box, letter = QRectF(100, 100, 20, 20), QRectF(125, 85, 30, 20)
    other = Mark.of_candidate(candidate(3, (20, 30, 15)))
    first = paint_label(painter, box, LESION, True, [letter])
    second = paint_label(painter, box, other, False, [letter, first])
    painter.end()
    assert not first.intersects(letter)
    assert not second.intersects(first)
    assert not second.intersects(letter)
    letters = letter_boxes(QRectF(0, 0, 500, 400), view.projection().plane.letters)
    assert len(letters) == 4
    assert all(QRectF(0, 0, 500, 400).contains(each) for each in letters)


@pytest.mark.parametrize("width", [200, 297, 500])
def test_corners_are_kept_clear_of_numbers(width):
    """What stands lower right and upper left is known to the numbers, at the place where it is drawn."""
    size = QRectF(0, 0, width, 260)
    boxes = corner_boxes(size, ("Sagittal", "21 / 40   L 3.0 mm"), 4.0, "Anterior left")
    side = max(boxes, key=lambda box: box.right() + box.bottom())
    assert side.right() == pytest.approx(width - 10)
    assert side.width() > 50
    picture = QImage(width, 260, QImage.Format.Format_RGB32)
    picture.fill(0)
    painter = QPainter(picture)
    paint_corners(painter, size, ("Sagittal", "21 / 40   L 3.0 mm"), 4.0, Window(100.0, 50.0), "Anterior left")
    mark = Mark.of_lesion(lesion(88, (20, 30, 15), 6.0))
    place = paint_label(painter, QRectF(side.left() - 40, side.bottom() + 5, 20, 20), mark, False, boxes)
    painter.end()
    assert not any(place.intersects(each) for each in boxes)
    bright = [(x, y) for x in range(width // 2, width) for y in range(200, 260) if picture.pixelColor(x, y).red() > 200]
    words = [at for at in bright if not place.contains(QPointF(*at))]
    assert all(side.adjusted(-1, -1, 1, 1).contains(QPointF(*at)) for at in words)


def test_narrow_views_tell_the_window_in_the_tooltip(view):
    assert view.toolTip() == ""
    view.resize(300, 260)
    show(view, cursor=(21, 30, 25))
    assert "W 1000  L 500" in view.toolTip()
    assert "Radiological" in view.toolTip()


@pytest.mark.parametrize("width", [500, 297, 200])
def test_on_which_side_the_patient_is_stands_in_views_of_any_width_and_the_rarer_side_stands_out(view, width):
    view.resize(width, 260)

    def has(convention: Convention, colour: str) -> bool:
        show(view, convention=convention, centre=(19.5, 500.0, 24.5), cursor=(20, 500, 25))  # beside the head: black
        image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
        seen = rows[218:258, 3 * (width - 110) : 3 * (width - 6)].reshape(-1, 3).astype(int)
        wanted = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
        return bool((np.abs(seen - wanted) < 40).all(axis=1).any())

    assert has(Convention.RADIOLOGICAL, "#D6DADF")
    assert not has(Convention.RADIOLOGICAL, DARK.pending)
    assert has(Convention.NEUROLOGICAL, DARK.pending)


def test_without_a_volume_it_is_black_and_deaf(qtbot, view):
    view.set_volume(None)
    assert view.projection() is None
    with qtbot.assertNotEmitted(view.state_requested):
        wheel(view, 120)
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert view.grab().toImage().pixelColor(250, 200).name() == "#000000"


def test_the_active_view_has_the_accent_edge(view):
    assert view.grab().toImage().pixelColor(0, 100).name() == "#000000"
    view.set_active(True)
    assert view.grab().toImage().pixelColor(0, 100).name().upper() == DARK.accent
