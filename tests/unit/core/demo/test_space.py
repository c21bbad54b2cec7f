"""The bent grid and the fields over it."""

import numpy as np
import pytest

from core.demo.space import Space, refined, ring_noise, signed_distance, smooth_noise


@pytest.fixture(scope="module")
def space() -> Space:
    return Space.of_person(4.0, np.random.default_rng(5))


def test_places_of_the_standard_head_are_found_on_the_grid(space):
    index = np.array([(10, 20, 30), (40, 12, 22), (25, 30, 15)])
    points = np.stack([field[tuple(index.T)] for field in (space.x, space.y, space.z)], axis=1)

    assert space.to_index(points) == pytest.approx(index, abs=1e-3)


def test_a_person_is_bent_and_neither_symmetric_nor_upright(space):
    mirrored = -space.x[:, :, ::-1]

    assert np.abs(mirrored - space.x).max() > 2


def test_a_box_around_a_point_holds_all_that_is_near(space):
    near = (space.x - 20) ** 2 + (space.y + 30) ** 2 + (space.z - 10) ** 2 < 12**2
    box = space.box_around(np.array([(20.0, -30.0, 10.0)]), 12)

    assert near[box].sum() == near.sum() > 0
    assert near[box].size < near.size / 10


def test_an_ellipsoid_is_negative_inside_and_positive_outside(space):
    field = space.ellipsoid((0, 0, 0), (40, 60, 50))

    assert (field < 0).sum() * 4**3 == pytest.approx(4 / 3 * np.pi * 40 * 60 * 50, rel=0.25)


def test_signed_distance_is_in_millimetres_negative_inside():
    inside = np.zeros((21, 21, 21), dtype=bool)
    inside[5:16, 5:16, 5:16] = True

    distance = signed_distance(inside, 2.0)

    assert distance[10, 10, 10] == pytest.approx(-10)
    assert distance[10, 10, 20] == pytest.approx(10)


@pytest.mark.parametrize("shape", [(8, 9, 7), (5, 4, 6)])
def test_a_coarse_field_is_carried_back_linearly(shape):
    fine = sum(
        np.arange(n, dtype=np.float32).reshape([-1 if a == b else 1 for b in range(3)]) for a, n in enumerate(shape)
    )

    back = refined(fine[::2, ::2, ::2], 2, shape)

    inner = tuple(slice(0, n - 1) for n in shape)
    assert back.shape == shape
    assert np.allclose(back[inner], fine[inner])
    assert refined(fine, 1, shape) is fine


def test_noise_has_unit_deviation_and_its_own_wavelength():
    rng = np.random.default_rng(0)
    smooth = smooth_noise((60, 60, 60), 1.0, 12, rng)
    winding = ring_noise(48, 8, rng)

    assert smooth.std() == pytest.approx(1, abs=0.2)
    assert np.abs(np.diff(smooth, axis=0)).mean() < 0.35
    assert winding.std() == pytest.approx(1, abs=0.01)
    spectrum = np.abs(np.fft.rfft(winding, axis=2)).mean(axis=(0, 1))
    assert spectrum[10:].max() < 0.2 * spectrum[:8].max()  # nothing finer than the wavelength
