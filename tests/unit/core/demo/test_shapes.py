"""Shapes on a grid of millimetres."""

import numpy as np
import pytest

from core.demo.shapes import Space, random_walk, smooth_noise


@pytest.fixture
def space() -> Space:
    return Space.of((120.0, 140.0, 130.0), (5.0, -3.0, 10.0), 2.0)


def test_the_axes_are_centred_and_evenly_spaced(space):
    assert space.shape == (65, 70, 60)
    assert space.x.mean() == pytest.approx(5)
    assert space.y.mean() == pytest.approx(-3)
    assert np.diff(space.z.ravel()) == pytest.approx(2)


def test_an_ellipsoid_has_its_volume_where_its_centre_is(space):
    inside = space.ellipsoid((10, -20, 5), (20, 30, 24)) < 0

    assert inside.sum() * 8 == pytest.approx(4 / 3 * np.pi * 20 * 30 * 24, rel=0.02)
    assert (np.broadcast_to(space.y, space.shape)[inside]).mean() == pytest.approx(-20, abs=0.5)


def test_a_tube_is_as_thick_as_asked(space):
    inside = space.tubes([([(5, -3, -30), (5, -3, 50)], 8.0)])

    middle = inside[32].sum() * 4
    assert middle == pytest.approx(np.pi * 64, rel=0.1)
    assert not inside[:8].any()


def test_a_tube_beyond_the_grid_is_cut(space):
    assert not space.tubes([([(500, 0, 0), (600, 0, 0)], 5.0)]).any()


def test_noise_has_unit_deviation_and_is_smooth(space):
    noise = smooth_noise(space, 30, np.random.default_rng(0))

    assert noise.std() == pytest.approx(1, abs=1e-3)
    assert np.abs(np.diff(noise, axis=0)).mean() < 0.3


def test_a_walk_keeps_its_length(space):
    points = np.array(random_walk((0, 0, 0), (0, 0, 1), 30, np.random.default_rng(0)))

    assert np.linalg.norm(np.diff(points, axis=0), axis=1) == pytest.approx(3)
    assert len(points) == 11
