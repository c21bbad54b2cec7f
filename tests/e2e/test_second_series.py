"""Another series over and beside the one reviewed, in the window, from files: left stays left."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.plane import Convention
from tests.helpers.two_series import LEFT_FRONT_LOW, write_two_series
from ui.app import build
from ui.settings import Settings
from ui.work import Work

Key = Qt.Key


class Looker:
    """Someone who opens a study and looks at its images, with no model run."""

    def __init__(self, qtbot, folder) -> None:
        self.window, self.controller, self.messages = build(Work(), Settings(reader="K. Han"))
        self.alerts, self.quad = [], self.window.review.quad
        self.messages.alerted.connect(self.alerts.append)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        self.controller.open_paths([folder])
        qtbot.waitUntil(lambda: bool(self.controller.screen.entries), timeout=60_000)
        first = next(e for e in self.controller.screen.entries if e.series.description.startswith("T1"))
        self.controller.choose(first)
        self.controller.read_only()
        qtbot.waitUntil(lambda: self.controller.screen.volume is not None, timeout=60_000)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window, key, modifier)

    def go_to(self, lps_mm) -> None:
        k, j, i = np.rint(self.controller.screen.volume.geometry.patient_to_index(lps_mm)).astype(int).tolist()
        self.quad.set_state(replace(self.quad.state, cursor=(k, j, i), centre=(k, j, i), field_mm=150.0))

    def brightness(self, view, lps_mm) -> int:
        at = view.projection().to_screen(self.controller.screen.volume.geometry.patient_to_index(lps_mm)).toPoint()
        return view.grab().toImage().pixelColor(at).red()


@pytest.fixture
def no_surfaces(monkeypatch):
    monkeypatch.setattr("ui.viewer.surface_view.SurfaceView._redraw", lambda view: None)


def beside_it(lps_mm):
    """The same place on the patient's other side, seen from the head's middle, and one off the crosshair's lines."""
    x, y, z = lps_mm
    return (14.0 - x, y, z), (x + 2.0, y + 2.0, z + 2.0)


@pytest.mark.usefixtures("no_surfaces", "own_home")
@pytest.mark.parametrize(
    ("reviewed", "second"), [("axial", "sagittal"), ("sagittal", "oblique"), ("oblique", "coarse")]
)
def test_what_is_laid_over_lies_on_its_own_side_of_the_patient(reviewed, second, qtbot, tmp_path):
    looker = Looker(qtbot, write_two_series(tmp_path / "study", reviewed, second))
    looker.go_to(LEFT_FRONT_LOW)
    right, spot = beside_it(LEFT_FRONT_LOW)
    before = {view: looker.brightness(view, spot) for view in looker.quad.slices}
    looker.press(Key.Key_O)
    qtbot.waitUntil(lambda: looker.quad.overlay_shown, timeout=60_000)
    looker.window.status.blend.slider.setValue(80)
    for view in looker.quad.slices:
        assert abs(looker.brightness(view, spot) - before[view]) > 40, view.name
    for convention in Convention:
        looker.quad.set_convention(convention)
        for view in (looker.quad.axial, looker.quad.coronal):
            assert looker.brightness(view, spot) - looker.brightness(view, right) > 60, (convention, view.name)
            middle = view.projection().to_screen(looker.controller.screen.volume.geometry.patient_to_index(right))
            lesion = view.projection().to_screen(looker.controller.screen.volume.geometry.patient_to_index(spot))
            assert (lesion.x() > middle.x()) is (convention is Convention.RADIOLOGICAL)
    looker.press(Key.Key_O)
    assert not looker.quad.overlay_shown
    assert {view: looker.brightness(view, spot) for view in looker.quad.slices} == before


@pytest.mark.usefixtures("no_surfaces", "own_home")
def test_side_by_side_is_the_same_place_in_the_same_plane(qtbot, tmp_path):
    looker = Looker(qtbot, write_two_series(tmp_path / "study", "oblique", "sagittal"))
    looker.go_to(LEFT_FRONT_LOW)
    right, spot = beside_it(LEFT_FRONT_LOW)
    looker.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    beside = looker.quad.beside
    qtbot.waitUntil(beside.isVisible, timeout=60_000)
    assert not looker.quad.overlay_shown
    for view in looker.quad.slices:
        assert view.isVisible()
        assert beside.size().height() == view.size().height()
        assert looker.brightness(beside, spot) - looker.brightness(view, spot) > 60, "which the first does not show"
        if view is not looker.quad.sagittal:
            assert looker.brightness(beside, spot) - looker.brightness(beside, right) > 60, "on its own side"
        here = looker.controller.screen.volume.geometry.patient_to_index(spot)
        one, other = view.projection().to_screen(here), beside.projection().to_screen(here)
        assert abs(one.x() - other.x()) <= 1
        assert one.y() == other.y()
        assert beside.projection().plane.letters == view.projection().plane.letters
        shared = looker.quad.state
        QTest.mouseClick(beside, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, other.toPoint())
        through = view.projection().plane.axes[0]
        expected = view.projection().voxel(one.toPoint().toPointF(), shared.cursor[through])
        assert np.abs(np.subtract(looker.quad.state.cursor, expected)).max() <= 1
        window = looker.quad.state.window
        QTest.mousePress(beside, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, other.toPoint())
        QTest.mouseMove(beside, other.toPoint() + QPoint(40, 0))
        QTest.mouseRelease(beside, Qt.MouseButton.RightButton)
        assert looker.quad.state.window == window, "each series has its own window"
        looker.go_to(LEFT_FRONT_LOW)
        looker.quad.next_view()
    looker.press(Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert not beside.isVisible()
    assert all(view.isVisible() for view in looker.quad.views)


@pytest.mark.usefixtures("no_surfaces", "own_home")
def test_a_series_of_another_frame_of_reference_is_refused_in_a_sentence(qtbot, tmp_path):
    looker = Looker(qtbot, write_two_series(tmp_path / "study", "axial", "sagittal", moved=True))
    looker.press(Key.Key_O)
    qtbot.waitUntil(lambda: bool(looker.alerts), timeout=20_000)
    assert "another frame of reference" in looker.alerts[0].sentence
    assert not looker.quad.overlay_shown
