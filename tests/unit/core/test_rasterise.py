import numpy as np
import pytest

from core.geometry import Geometry
from core.rasterise import crosses_itself, polygon_area, rasterise
from tests.helpers.exports import AXIAL

GRID = Geometry.from_axes((4, 10, 10), (0, 0, 0), (2, 1, 1), AXIAL)


def square(low, high, z=2.0):
    return np.array([(low, low, z), (high, low, z), (high, high, z), (low, high, z)], dtype=float)


def test_pixels_whose_centres_lie_inside_are_filled():
    mask = rasterise([square(1.4, 4.6)], GRID)
    assert mask.start == (1, 2, 2)
    assert mask.voxels.shape == (1, 3, 3)
    assert mask.count == 9


def test_a_polygon_in_a_polygon_is_a_hole():
    mask = rasterise([square(0.5, 7.5), square(2.5, 4.5)], GRID)
    assert mask.count == 49 - 4


def test_polygons_between_planes_fill_the_nearest_slice():
    assert rasterise([square(1.5, 3.5, z=2.9)], GRID).start[0] == 1


def test_what_lies_off_the_grid_is_cut_off():
    assert rasterise([square(-5.5, 1.5)], GRID).count == 4
    assert rasterise([square(1.5, 3.5, z=50)], GRID).count == 0
    assert rasterise([square(20, 30)], GRID).count == 0


def test_nothing_gives_an_empty_mask():
    assert rasterise([], GRID).count == 0


def test_a_triangle_is_filled_to_its_slanted_side():
    triangle = np.array([(0.5, 0.5, 2), (5.5, 0.5, 2), (0.5, 5.5, 2)], dtype=float)
    assert rasterise([triangle], GRID).count == 10  # rows of 4, 3, 2, 1: centres on the slant do not count


def test_area_does_not_depend_on_orientation_or_place():
    shape = square(1, 4)
    assert polygon_area(shape) == pytest.approx(9)
    assert polygon_area(shape[::-1] + 1000) == pytest.approx(9)


@pytest.mark.parametrize("extra", [0, 700])
def test_a_bow_tie_crosses_itself(extra):
    bow = np.array([(0, 0), (2, 2), (2, 0), (0, 2)], dtype=float)
    tail = np.column_stack([np.linspace(-1, -2, extra), np.linspace(2, 3, extra) ** 2])
    assert crosses_itself(np.concatenate([bow, tail]))


def test_a_keyhole_touches_itself_but_does_not_cross():
    keyhole = [(0, 0), (0, 2), (1, 2), (1, 3), (3, 3), (3, 1), (1, 1), (1, 2), (0, 2), (0, 5), (5, 5), (5, 0)]
    assert not crosses_itself(np.array(keyhole, dtype=float))
