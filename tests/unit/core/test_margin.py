"""Margins: the exact distance against brute force, on grids of any spacing, at the border and inside the brain."""

import numpy as np
import pytest

from core.errors import UsageError
from core.geometry import Geometry
from core.margin import expanded, is_cut_off
from core.mask import Mask
from tests.helpers.exports import AXIAL, rotated


def grid(spacing, directions=AXIAL, shape=(15, 20, 22)):
    return Geometry.from_axes(shape, (-3, 5, 7), spacing, directions)


def ball(geometry, centre, radius):
    away = (np.indices(geometry.shape).T - centre).T * geometry.spacing[:, None, None, None]
    return Mask.from_full((away**2).sum(axis=0) <= radius**2)


def by_brute_force(mask, geometry, margin):
    """Distance of each voxel's centre to each box, one by one, in patient millimetres along the grid's axes."""
    places = np.indices(geometry.shape).reshape(3, -1).T
    nearest = np.full(len(places), np.inf)
    for voxel in mask.indices():
        gaps = np.maximum(np.abs(places - voxel) - 0.5, 0) * geometry.spacing
        nearest = np.minimum(nearest, np.linalg.norm(gaps, axis=1))
    return (nearest <= margin + 1e-4).reshape(geometry.shape)


@pytest.mark.parametrize("margin", [0.5, 1.0, 1.5, 2.0, 3.3])
@pytest.mark.parametrize("spacing", [(1, 1, 1), (1, 0.5, 0.5), (3, 1, 1), (0.9, 1.1, 0.7)], ids=str)
@pytest.mark.parametrize("directions", [AXIAL, rotated((17, -9, 6))], ids=["axial", "oblique"])
def test_a_margin_is_exact(spacing, directions, margin):
    geometry = grid(spacing, directions)
    mask = ball(geometry, (7, 9, 10), 2.4) | Mask((6, 14, 4), np.ones((1, 1, 1), dtype=bool))
    grown = expanded(mask, geometry, margin)
    assert np.array_equal(grown.to_full(geometry.shape), by_brute_force(mask, geometry, margin))


def test_slices_far_apart_are_reached_from_the_lesions_face():
    geometry = grid((3, 1, 1))
    mask = Mask((7, 9, 10), np.ones((1, 1, 1), dtype=bool))
    assert expanded(mask, geometry, 1.4).voxels.shape == (1, 3, 3)
    assert expanded(mask, geometry, 1.5).voxels.shape == (3, 5, 5)


def test_at_the_border_of_the_volume_it_is_cut_off_and_known():
    geometry = grid((1, 1, 1))
    edge, middle = Mask((0, 0, 21), np.ones((1, 1, 1), dtype=bool)), Mask((7, 9, 10), np.ones((1, 1, 1), dtype=bool))
    grown = expanded(edge, geometry, 20.0)
    assert np.array_equal(grown.to_full(geometry.shape), by_brute_force(edge, geometry, 20.0))
    assert is_cut_off(edge, geometry, 0.1)
    assert not is_cut_off(middle, geometry, 7.0)
    assert is_cut_off(middle, geometry, 7.5)


def test_inside_the_brain_the_lesion_itself_stays_whole():
    geometry = grid((1, 1, 1))
    mask = ball(geometry, (7, 9, 10), 3.0)
    brain = np.zeros(geometry.shape, dtype=bool)
    brain[:, :, :10] = True
    grown = expanded(mask, geometry, 2.0, brain)
    assert (mask - grown).count == 0
    assert not (grown.to_full(geometry.shape) & ~brain & ~mask.to_full(geometry.shape)).any()
    assert (expanded(mask, geometry, 2.0) - grown).count > 0


@pytest.mark.parametrize("margin", [0, -1, 20.1, 1e9, float("nan"), float("inf")])
def test_a_margin_that_makes_no_sense_is_refused(margin):
    geometry = grid((1, 1, 1))
    with pytest.raises(UsageError, match="margin"):
        expanded(ball(geometry, (7, 9, 10), 2.0), geometry, margin)
