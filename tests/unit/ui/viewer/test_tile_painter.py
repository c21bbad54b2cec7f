import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from core.lesion import LesionStatus
from core.plane import Convention
from tests.helpers.heads import ball, lesion, small_head
from ui.viewer.mark import Mark
from ui.viewer.tile_painter import GAP, TilePainter, tile_field_mm, tile_height
from ui.viewer.view_state import Window

HEAD = small_head()


@pytest.mark.parametrize(("radius", "field"), [(2.0, 24.0), (5.0, 34.0), (12.0, 48.0)])
def test_the_field_fits_the_lesion_within_its_ends(radius, field):
    assert tile_field_mm(ball((20, 30, 25), radius), HEAD.geometry) == pytest.approx(field, rel=0.15)


def painted(qapp, status: LesionStatus) -> QImage:
    picture = QImage(304, 110, QImage.Format.Format_RGB32)
    picture.fill(0x123456)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mark = Mark.of_lesion(lesion(1, (20, 30, 12), 5.0, status))
    TilePainter(HEAD).paint(painter, QRectF(0, 0, 304, 110), mark, Window(1000.0, 500.0), Convention.RADIOLOGICAL)
    painter.end()
    return picture


def test_three_squares_with_gaps_and_nothing_beyond_them(qapp):
    side = tile_height(304)
    assert side == 100
    picture = painted(qapp, LesionStatus.PENDING)
    for number in range(3):
        left = int(number * (side + GAP))
        assert picture.pixelColor(left + 50, 50).red() == pytest.approx(128, abs=3)
    assert picture.pixelColor(101, 50).name() == "#123456"
    assert picture.pixelColor(50, 105).name() == "#123456"


def test_a_rejected_lesions_image_is_dimmed_but_not_its_contour(qapp):
    picture = painted(qapp, LesionStatus.REJECTED)
    assert picture.pixelColor(50, 50).red() == pytest.approx(128 * 0.55, abs=3)
    reddest = max(
        picture.pixelColor(x, y).red() - picture.pixelColor(x, y).blue() for x in range(100) for y in range(100)
    )
    assert reddest > 100
