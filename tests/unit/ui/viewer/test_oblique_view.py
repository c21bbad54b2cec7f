"""The oblique view: left is left, cuts are where the voxels are, and it follows cursor and selection."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.geometry import Geometry
from core.lesion import Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from core.plane import Convention
from core.volume import Volume
from tests.helpers import phantom
from ui.viewer.quad import Quad

CENTRE = np.array([7.0, -11.0, 23.0])  # the phantom's


@pytest.fixture
def quad(qtbot, monkeypatch) -> Quad:
    monkeypatch.setattr("ui.viewer.surface_view.SurfaceView._redraw", lambda view: None)
    made = Quad()
    qtbot.addWidget(made)
    made.resize(900, 800)
    made.show()
    qtbot.waitExposed(made)
    return made


def wheel(view, delta: int) -> None:
    at, none = QPointF(50, 90), Qt.MouseButton.NoButton
    key, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    QApplication.sendEvent(
        view, QWheelEvent(at, view.mapToGlobal(at), QPoint(), QPoint(0, delta), none, key, phase, False)
    )


def head(kind: str) -> Volume:
    """A ball-shaped head whose left half is brighter."""
    bare = phantom.head(kind, ())
    points = bare.geometry.index_to_patient(np.moveaxis(np.indices(bare.geometry.shape), 0, -1))
    brighter = np.where(points[..., 0] > CENTRE[0], 2.0, 1.0)
    return Volume((bare.voxels * brighter).astype(np.float32), bare.geometry, "")


def slanted(grid: Geometry) -> Lesion:
    """Long from left front to right back, flat along the head's axis: the plane is nearest to axial."""
    along = np.array([[0.9, -0.5, 0.1], [0.5, 0.9, 0.2], [-0.19, -0.13, 0.97]])
    axes = np.linalg.qr(along.T)[0]
    points = grid.index_to_patient(np.moveaxis(np.indices(grid.shape), 0, -1)) - CENTRE
    mask = Mask.from_full((((points @ axes) / (12.0, 7.0, 3.0)) ** 2).sum(axis=-1) <= 1)
    return Lesion("L1", 1, mask, LesionStatus.PENDING, LesionOrigin.MODEL, 0.8, 0.9, "")


def show(quad: Quad, kind: str) -> Lesion:
    volume = head(kind)
    quad.set_study(volume)
    lesion = slanted(volume.geometry)
    quad.set_lesions((lesion,), "L1")
    quad.show_oblique(True)
    quad.centre_on(lesion)
    return lesion


@pytest.mark.parametrize("kind", ["axial", "sagittal", "oblique"])
@pytest.mark.parametrize("convention", Convention)
def test_the_patients_brighter_left_is_where_its_letter_stands(quad, kind, convention):
    show(quad, kind)
    quad.set_convention(convention)
    quad.set_contours_hidden(True)
    view = quad.oblique
    letters = view.look().plane.letters
    picture = view.grab().toImage()
    row = view.height() // 2 + 50  # beside the crosshair and below the middle letters
    left, right = (picture.pixelColor(x, row).red() for x in (view.width() // 2 - 110, view.width() // 2 + 110))
    radiological = convention is Convention.RADIOLOGICAL
    assert ("L" in letters.right) is radiological
    assert ("L" in letters.left) is not radiological
    assert (right - left if radiological else left - right) > 60
    assert "A" in letters.top
    assert "P" in letters.bottom


@pytest.mark.parametrize("kind", ["sagittal", "oblique"])
def test_a_point_is_inside_the_drawn_line_when_its_voxel_is_in_the_lesion(quad, kind):
    lesion = show(quad, kind)
    view = quad.oblique
    look = view.look()
    path = look.transform.map(view._painter.path(lesion.mask, look.plane))
    box = path.boundingRect()
    assert box.width() > 60
    held = 0
    random = np.random.default_rng(1)
    for x, y in random.uniform((box.left(), box.top()), (box.right(), box.bottom()), size=(400, 2)):
        k, j, i = np.floor(quad._volume.geometry.patient_to_index(look.to_patient(QPointF(x, y))) + 0.5).astype(int)
        inside = bool(lesion.mask.to_full(quad._volume.geometry.shape)[k, j, i])
        held += inside
        assert path.contains(QPointF(x, y)) is inside
    assert 50 < held < 390


def test_clicks_move_the_shared_cursor_and_the_plane_follows_it(quad):
    lesion = show(quad, "oblique")
    view = quad.oblique
    seen, selected = [], []
    quad.state_changed.connect(seen.append)
    quad.lesion_clicked.connect(selected.append)
    look = view.look()
    point = QPoint(view.width() // 2 + 60, view.height() // 2 + 40)
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    wanted = look.to_patient(QPointF(point))
    found = quad._volume.geometry.index_to_patient(quad.state.cursor)
    assert np.abs(found - wanted).max() <= 1.2, "the voxel that lies there"
    np.testing.assert_array_equal(view.look().plane.centre_mm, look.plane.centre_mm)  # the plane stays under the mouse
    quad.set_state(replace(quad.state, cursor=tuple(lesion.mask.start)))
    depth = view.look().plane.to_plane(quad._volume.geometry.index_to_patient(lesion.mask.start))[0]
    assert abs(depth) < 1.2, "it goes through the cursor"
    lesion_middle = quad._volume.geometry.index_to_patient(lesion.mask.indices().mean(axis=0))
    quad.select(None)
    middle = view.look().to_screen(lesion_middle).toPoint()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    assert selected == ["L1"], "a click on a lesion selects it"


def test_the_wheel_goes_towards_the_head(quad):
    show(quad, "sagittal")
    view, geometry = quad.oblique, quad._volume.geometry
    heights = []
    for _ in range(4):
        heights.append(float(view.look().plane.centre_mm[2]))
        wheel(view, 120)
    assert np.allclose(np.diff(heights), np.diff(heights)[0]), "even steps, though the cursor stands on voxels"
    assert np.diff(heights)[0] > 0.9 * geometry.spacing.min()


def test_it_stands_in_the_3d_views_place_and_gives_it_back(quad):
    show(quad, "axial")
    place = quad.oblique.geometry()
    assert not quad.surfaces.isVisible()
    assert quad.oblique in quad.views
    quad.show_oblique(False)
    assert quad.surfaces.geometry() == place
    assert not quad.oblique.isVisible()


def test_a_narrow_view_names_the_plane_whole(quad):
    quad.set_study(head("axial"))
    quad.set_lesions((slanted(head("axial").geometry),), "L1")
    quad.show_oblique(True)
    told = []
    painter = quad.oblique._painter
    paint = painter.paint
    painter.paint = lambda onto, look, state, marks, lines: (
        told.append(lines[0]),
        paint(onto, look, state, marks, lines),
    )
    for width in (700, 300):
        quad.oblique.setGeometry(0, 0, width, 300)
        quad.oblique.grab()
    assert told[0].startswith("Oblique, nearest ")
    assert told[-1] == "Oblique"
