from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from core.lesion import LesionStatus
from core.mask import Mask
from tests.helpers.heads import SHAPE, lesion, small_brain, small_head
from ui.theme import DARK
from ui.viewer.mark import Mark, Marks
from ui.viewer.orbit import Orbit
from ui.viewer.surface_view import SurfaceView

FRONT = Mark.of_lesion(lesion(1, (20, 12, 15), 5.0))
BACK = Mark.of_lesion(lesion(2, (20, 48, 35), 5.0, LesionStatus.REJECTED))


@pytest.fixture
def view(qtbot):
    made = SurfaceView()
    qtbot.addWidget(made)
    made.resize(300, 240)
    made._orbit = Orbit(0, 0)
    made.set_study(small_head().geometry, small_brain())
    made.render_marks(Marks((FRONT, BACK)))
    yield made
    made.clear()


def drawn(qtbot, view):
    view.show()
    qtbot.waitUntil(lambda: not view._late, timeout=5000)
    return view.grab().toImage()


def spot(view, finding_id: str) -> QPoint:
    return next(s for s in view._spots if s.mark.finding_id == finding_id).box.center().toPoint()


def test_nothing_is_rendered_before_it_is_seen(qtbot, view):
    qtbot.wait(80)
    assert view._model is None
    assert drawn(qtbot, view).pixelColor(150, 120).lightness() < 60
    assert view._model is not None


def test_lesions_are_where_the_patient_has_them_in_their_colours(qtbot, view):
    picture = drawn(qtbot, view)
    # From the front, the patient's right (small i) is on the left of the screen.
    assert spot(view, "L1").x() < 150 < spot(view, "L2").x()
    for finding_id, name in (("L1", DARK.pending), ("L2", DARK.rejected)):
        seen = picture.pixelColor(spot(view, finding_id))
        wanted = tuple(int(name[n : n + 2], 16) for n in (1, 3, 5))
        strongest = max(range(3), key=lambda n: wanted[n])
        assert (seen.red(), seen.green(), seen.blue())[strongest] > 120
        assert seen.blue() < seen.red()


def test_a_click_on_a_lesion_selects_it(qtbot, view):
    drawn(qtbot, view)
    with qtbot.waitSignal(view.finding_requested) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=spot(view, "L2"))
    assert asked.args == ["L2"]


def test_a_click_selects_what_is_seen_there_also_within_the_circle_of_a_long_lesion(qtbot, view):
    bar = np.zeros(SHAPE, bool)
    bar[19:21, 11:14, 8:42] = True  # before the ball above its middle, which the circle around it holds
    long = Mark.of_lesion(replace(lesion(1, (20, 12, 15), 5.0), mask=Mask.from_full(bar)))
    ball = Mark.of_lesion(lesion(2, (26, 30, 25), 5.0))
    view.render_marks(Marks((long, ball)))
    drawn(qtbot, view)
    at = spot(view, "L2")
    assert view._spots[0].mark is long
    assert view._spots[0].distance(at) == 0
    for place, finding_id in ((at, "L2"), (spot(view, "L1"), "L1")):
        with qtbot.waitSignal(view.finding_requested) as asked:
            qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place)
        assert asked.args == [finding_id]


def test_a_click_beside_selects_nothing(qtbot, view):
    drawn(qtbot, view)
    with qtbot.assertNotEmitted(view.finding_requested), qtbot.waitSignal(view.activated):
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(5, 120))


def test_dragging_turns_and_selects_nothing(qtbot, view):
    drawn(qtbot, view)
    start = spot(view, "L2")
    with qtbot.assertNotEmitted(view.finding_requested):
        qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
        qtbot.mouseMove(view, start + QPoint(40, 0))
        qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert view._orbit.azimuth == -20
    qtbot.waitUntil(lambda: spot(view, "L2") != start)


def test_a_new_status_recolours_and_a_new_selection_renders_nothing(qtbot, view):
    drawn(qtbot, view)
    former = view._picture.cacheKey()
    view.render_marks(Marks((FRONT, BACK), selected_id="L1"))
    qtbot.wait(80)
    assert view._picture.cacheKey() == former
    accepted = Mark.of_lesion(lesion(1, (20, 12, 15), 5.0, LesionStatus.ACCEPTED))
    view.render_marks(Marks((accepted, BACK), selected_id="L1"))
    assert view._late
    picture = drawn(qtbot, view)
    seen = picture.pixelColor(spot(view, "L1"))
    assert seen.blue() > seen.red()


def test_the_selected_lesion_has_white_brackets(qtbot, view):
    drawn(qtbot, view)
    view.render_marks(Marks((FRONT, BACK), selected_id="L1"))
    picture, box = view.grab().toImage(), view._spots[0].box.adjusted(-9, -9, 9, 9).toRect()
    near = lambda p: max(  # noqa: E731
        picture.pixelColor(p.x() + x, p.y() + y).lightness() for x in (-1, 0, 1) for y in (-1, 0, 1)
    )
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        assert near(corner) > 200


@pytest.mark.parametrize("brain", [None, np.zeros(SHAPE, bool)])
def test_without_a_brain_mask_the_lesions_are_shown(qtbot, view, brain):
    view.set_study(small_head().geometry, brain)
    view.render_marks(Marks((FRONT,)))
    drawn(qtbot, view)
    assert len(view._spots) == 1
    assert view._brain is None


def test_clearing_gives_everything_back_and_it_starts_again(qtbot, view):
    drawn(qtbot, view)
    view.clear()
    assert view._model is None
    assert view.grab().toImage().pixelColor(150, 120).name() == "#000000"
    view.set_study(small_head().geometry, small_brain())
    drawn(qtbot, view)
    assert view._model is not None
