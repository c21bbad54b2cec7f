"""A map of the series' voxels in another order of axes is the same map; one of other voxels is not."""

from itertools import permutations, product

import numpy as np
import pytest

from core.axis_order import AxisOrder, nearest_order, off_grid_mm, on_grid
from core.geometry import Geometry
from tests.helpers.exports import AXIAL, rotated

SHAPE = (4, 5, 6)
OBLIQUE = Geometry.from_axes(SHAPE, (1.5, -2.25, 3), (3, 0.5, 0.75), rotated((17, -9, 6)))
VOXELS = np.arange(4 * 5 * 6).reshape(SHAPE)


@pytest.mark.parametrize("grid", [OBLIQUE, Geometry.from_axes(SHAPE, (0, 0, 0), (1, 1, 1), AXIAL)])
def test_every_order_of_axes_comes_back_exactly(grid):
    for axes, signs in product(permutations(range(3)), product((False, True), repeat=3)):
        order = AxisOrder(axes, tuple(np.flatnonzero(signs).tolist()))
        theirs, their_grid = order.array(VOXELS), order.geometry(grid)
        places = np.stack([np.argwhere(theirs == n)[0] for n in range(VOXELS.size)])
        assert np.allclose(their_grid.index_to_patient(places), grid.index_to_patient(np.argwhere(VOXELS >= 0)))
        assert np.array_equal(on_grid(theirs, their_grid, grid), VOXELS)
        assert off_grid_mm(their_grid, grid) == pytest.approx(0, abs=1e-9)


def test_other_voxels_are_not_taken():
    beside = Geometry(SHAPE, OBLIQUE.affine + np.pad([[0.02]], ((0, 3), (3, 0))))
    assert on_grid(VOXELS, beside, OBLIQUE) is None
    assert off_grid_mm(beside, OBLIQUE) == pytest.approx(0.02)
    fewer = Geometry((4, 5, 5), OBLIQUE.affine)
    assert on_grid(VOXELS[..., :5], fewer, OBLIQUE) is None
    assert off_grid_mm(fewer, OBLIQUE) is None
    turned = Geometry.from_axes(SHAPE, OBLIQUE.origin, OBLIQUE.spacing, AXIAL)
    assert on_grid(VOXELS, turned, OBLIQUE) is None


def test_axes_that_run_along_one_have_no_order():
    k, j, i = OBLIQUE.affine[:3, :3].T
    skewed = OBLIQUE.affine.copy()
    skewed[:3, 0], skewed[:3, 1] = i + 0.01 * k, j / np.linalg.norm(j) + k / np.linalg.norm(k)
    assert nearest_order(Geometry(SHAPE, skewed), OBLIQUE) is None
    assert off_grid_mm(Geometry(SHAPE, skewed), OBLIQUE) is None
