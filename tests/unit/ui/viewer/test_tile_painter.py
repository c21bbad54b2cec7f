from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from core.lesion import LesionStatus
from core.plane import Convention, PlaneName
from tests.helpers.heads import lesion, small_head
from ui.viewer.mark import Mark
from ui.viewer.slice_painter import SlicePainter
from ui.viewer.tile_painter import TilePainter, square_lefts, tile_field_mm, tile_height
from ui.viewer.view_state import ViewState, Window

HEAD = small_head()
LOOK = ViewState(window=Window(1000.0, 500.0))


@pytest.mark.parametrize(("longest", "field"), [(4.0, 24.0), (10.0, 34.0), (24.0, 48.0)])
def test_the_field_fits_the_lesion_within_its_ends(longest, field):
    assert tile_field_mm(longest) == pytest.approx(field)


def painted(qapp, status=LesionStatus.PENDING, look=LOOK, offset_mm=0.0, centre=(20, 30, 12)) -> QImage:
    picture = QImage(304, 110, QImage.Format.Format_RGB32)
    picture.fill(0x123456)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mark = Mark.of_lesion(lesion(1, centre, 5.0, status))
    TilePainter(HEAD).paint(painter, QRectF(0, 0, 304, 110), mark, look, 34.0, offset_mm)
    painter.end()
    return picture


def coloured(picture: QImage, square: int) -> int:
    """Return how many pixels of a square are no grey: its outline."""
    left = square_lefts(304)[square]
    colours = (picture.pixelColor(x, y) for x in range(left, left + 100) for y in range(100))
    return sum(max(c.red(), c.green(), c.blue()) - min(c.red(), c.green(), c.blue()) > 60 for c in colours)


def test_three_squares_with_gaps_and_nothing_beyond_them(qapp):
    assert tile_height(304) == 100
    assert square_lefts(304) == (0, 102, 204)
    picture = painted(qapp)
    for left in square_lefts(304):
        assert picture.pixelColor(left + 50, 50).red() == pytest.approx(128, abs=3)
    assert picture.pixelColor(101, 50).name() == "#123456"
    assert picture.pixelColor(50, 105).name() == "#123456"


def test_squares_stay_whole_and_end_at_the_edge_whatever_the_width():
    for width in (180, 279, 305, 323, 359):
        side, lefts = tile_height(width), square_lefts(width)
        assert lefts[2] + side == width
        assert min(lefts[1], lefts[2] - lefts[1]) >= side + 2


def test_a_rejected_lesions_image_is_dimmed_but_not_its_contour(qapp):
    picture = painted(qapp, LesionStatus.REJECTED)
    assert picture.pixelColor(50, 50).red() == pytest.approx(128 * 0.55, abs=3)
    reddest = max(
        picture.pixelColor(x, y).red() - picture.pixelColor(x, y).blue() for x in range(100) for y in range(100)
    )
    assert reddest > 100


def test_hidden_contours_are_gone_in_all_planes(qapp):
    assert all(coloured(painted(qapp), n) > 20 for n in range(3))
    bare = painted(qapp, look=replace(LOOK, contours_hidden=True))
    assert [coloured(bare, n) for n in range(3)] == [0, 0, 0]


def test_an_offset_moves_all_three_planes_off_the_lesion_and_back(qapp):
    beyond = painted(qapp, offset_mm=8.0)
    assert [coloured(beyond, n) for n in range(3)] == [0, 0, 0]
    assert painted(qapp, offset_mm=0.0) == painted(qapp)


def test_the_same_scale_bar_stands_once_at_the_lower_right(qapp):
    picture = painted(qapp)
    length = 5.0 * 100 / 34.0
    row = [picture.pixelColor(x, 93).lightness() > 240 for x in range(304)]
    assert sum(row) == pytest.approx(length, abs=1.5)
    assert not any(row[:204])


@pytest.mark.parametrize("name", list(PlaneName))
@pytest.mark.parametrize("centre", [(20.0, 30.0, 25.0), (1.0, 2.0, 48.0), (39.4, 0.0, 0.0)])
def test_what_is_cut_out_looks_as_the_whole_slice_does(qapp, name, centre):
    slices = SlicePainter(HEAD, name)
    state = replace(LOOK, cursor=(20, 30, 25), centre=centre, field_mm=24.0)
    projection = slices.projection(state, 100 / 24.0, QSizeF(100, 100))
    pictures = []
    for paint in (slices.paint_image, slices.paint_cut):
        picture = QImage(100, 100, QImage.Format.Format_RGB32)
        painter = QPainter(picture)
        paint(painter, state, projection)
        painter.end()
        pictures.append(np.frombuffer(picture.constBits(), np.uint8).reshape(100, 100, 4)[..., 0].astype(int))
    assert np.abs(pictures[0] - pictures[1]).max() <= 2


@pytest.mark.parametrize(("convention", "amber"), [(Convention.RADIOLOGICAL, 0), (Convention.NEUROLOGICAL, 1)])
def test_every_square_says_which_way_the_patient_lies(qapp, convention, amber):
    """Letters in both edges; amber in the two planes that the neurological convention turns."""
    picture = painted(qapp, look=replace(LOOK, convention=convention, contours_hidden=True))

    def brightest(square: int, edge: int) -> QColor:
        left = square_lefts(304)[square] + edge
        colours = [picture.pixelColor(x, y) for x in range(left, left + 12) for y in range(44, 56)]
        return max(colours, key=lambda c: c.red() + c.green() + c.blue())

    for square in range(3):
        for edge in (3, 85):
            colour = brightest(square, edge)
            assert colour.red() > 190, "a letter, brighter than the head"
            assert (colour.red() - colour.blue() > 90) is (amber == 1 and square < 2)
