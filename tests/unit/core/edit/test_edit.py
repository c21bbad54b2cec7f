"""Brush, polygon, surface, slices between, splits and growing: in millimetres, on grids that are no cubes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from core.edit.brush import stroke
from core.edit.interpolate import between
from core.edit.polygon import filled
from core.edit.region import grown
from core.edit.split import at_waist, cut
from core.edit.surface import moved, smoothed, without_holes
from core.errors import UsageError
from core.geometry import Geometry
from core.mask import NOTHING, Mask

SPACING = (1.5, 0.5, 0.75)  # k, j, i
OBLIQUE = np.linalg.qr(np.array([[0.9, 0.2, -0.3], [0.1, 1.0, 0.2], [0.4, -0.1, 0.8]]))[0]


def grid(shape=(40, 80, 60), spacing=SPACING, directions=OBLIQUE) -> Geometry:
    return Geometry.from_axes(shape, (10, -20, 30), spacing, directions)


def away_mm(geometry: Geometry, middle) -> np.ndarray:
    """(Z, Y, X) millimetres in the patient from an index; through the affine, as no tool of core.edit does it."""
    places = geometry.index_to_patient(np.moveaxis(np.indices(geometry.shape), 0, -1))
    return np.linalg.norm(places - geometry.index_to_patient(middle), axis=-1)


def ball(geometry: Geometry, middle, radius_mm: float) -> Mask:
    return Mask.from_full(away_mm(geometry, middle) <= radius_mm)


def test_a_ball_brush_covers_the_centres_within_its_radius_in_the_patient():
    geometry, middle = grid(), (20.3, 40.2, 30.7)
    got = stroke(np.array([middle]), 4.0, geometry)
    assert got.same(ball(geometry, middle, 4.0))
    assert got.count * geometry.voxel_volume_mm3 == pytest.approx(4 / 3 * np.pi * 4**3, rel=0.05)


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_flat_brush_stays_on_its_slice_and_is_round_there(axis):
    geometry, middle = grid(), np.array([20.0, 40.0, 30.0])
    got = stroke(np.array([middle]), 5.0, geometry, axis)
    assert set(got.indices()[:, axis].tolist()) == {int(middle[axis])}
    area = got.count * np.prod(np.delete(SPACING, axis))
    assert area == pytest.approx(np.pi * 25, rel=0.06)


def test_a_stroke_is_what_dabs_close_together_cover():
    geometry = grid()
    path = np.array([[12.0, 20, 20], [14, 50, 30], [30, 50, 45]])
    dabs = NOTHING
    for start, end in pairwise(path):
        for share in np.linspace(0, 1, 400):
            dabs = dabs | stroke((1 - share) * start + share * end, 2.0, geometry)
    got = stroke(path, 2.0, geometry)
    assert (dabs - got).count == 0
    assert (got - dabs).count <= 0.01 * got.count


def test_the_smallest_brush_takes_the_voxel_under_it():
    got = stroke(np.array([[5.4, 6.4, 7.4]]), 0.01, grid())
    assert got.indices().tolist() == [[5, 6, 7]]


def test_a_brush_at_and_beyond_the_edge_is_cut_off():
    geometry = grid()
    assert stroke(np.array([[0.0, 0, 0]]), 3.0, geometry).start == (0, 0, 0)
    assert stroke(np.array([[-30.0, 0, 0]]), 3.0, geometry).count == 0
    assert stroke(np.array([[90.0, 0, 0]]), 3.0, geometry, axis=0).count == 0


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_a_drawn_outline_is_filled_on_its_slice(axis):
    corners = np.full((4, 3), 11.0)
    flat = [n for n in range(3) if n != axis]
    corners[:, flat[0]], corners[:, flat[1]] = [4.6, 4.6, 9.4, 9.4], [5.6, 12.4, 12.4, 5.6]
    got = filled(corners, axis, grid()).indices()
    assert set(got[:, axis].tolist()) == {11}
    assert (got[:, flat[0]].min(), got[:, flat[0]].max()) == (5, 9)
    assert (got[:, flat[1]].min(), got[:, flat[1]].max()) == (6, 12)
    assert len(got) == 5 * 7


@pytest.mark.parametrize("turns", [1, 1.25, 1.5, 2, -2])
def test_a_line_that_goes_round_more_than_once_fills_what_it_goes_round(turns):
    geometry = grid((40, 40, 40), (1, 1, 1))

    def drawn(turns: float) -> Mask:
        angle = np.linspace(0, 2 * np.pi * turns, 400)
        return filled(np.c_[np.full(400, 20.0), 20 + 8.3 * np.sin(angle), 20 + 8.3 * np.cos(angle)], 0, geometry)

    assert drawn(turns).same(drawn(1))


def test_an_outline_of_two_points_or_off_the_grid_holds_nothing():
    assert filled(np.array([[5.0, 1, 1], [5, 9, 9]]), 0, grid()).count == 0
    assert filled(np.array([[-5.0, 1, 1], [-5, 9, 9], [-5, 9, 1]]), 0, grid()).count == 0


@pytest.mark.parametrize("by", [-2.0, -1.0, 1.0, 2.5])
def test_growing_moves_the_surface_by_millimetres_along_every_axis(by):
    geometry = grid((60, 120, 90), (0.5, 0.4, 0.6))
    middle, radius = (30, 60, 45), 8.0
    got = moved(ball(geometry, middle, radius), by, geometry)
    wanted = 4 / 3 * np.pi * (radius + by) ** 3
    assert got.count * geometry.voxel_volume_mm3 == pytest.approx(wanted, rel=0.08)
    extent = np.array(got.voxels.shape) * geometry.spacing
    np.testing.assert_allclose(extent, 2 * (radius + by), atol=1.3)


@pytest.mark.parametrize("spacing", [(1, 1, 1), (0.5, 0.5, 0.5), (1, 0.9, 0.9)])
@pytest.mark.parametrize("radius", [2.5, 5.0, 8.0])
@pytest.mark.parametrize("by", [0.1, 0.2, 0.3, 0.5, 1.0])
def test_tenths_are_as_long_as_they_say_both_ways(spacing, radius, by):
    """By the radius of the ball of the same volume: within 0.05 mm and a tenth."""
    geometry = grid((50, 50, 50), spacing)
    mask = ball(geometry, (25, 25, 25), radius)

    def radius_of(mask: Mask) -> float:
        return float((3 * mask.count * geometry.voxel_volume_mm3 / 4 / np.pi) ** (1 / 3))

    for sign in (1, -1):
        change = radius_of(moved(mask, sign * by, geometry)) - radius_of(mask)
        assert sign * change == pytest.approx(by, abs=0.05 + 0.1 * by)


def test_tenths_of_a_millimetre_change_the_volume_step_by_step():
    geometry = grid((40, 40, 40), (1, 1, 1))
    mask = ball(geometry, (20, 20, 20), 6.3)
    counts = [moved(mask, n / 10, geometry).count for n in range(-10, 11)]
    assert counts == sorted(counts)
    assert len(set(counts)) >= 12


@given(by=st.floats(0.1, 3.0), seed=st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_growing_never_loses_and_shrinking_never_gains(by, seed):
    geometry = grid((16, 24, 20))
    mask = Mask.from_full(np.random.default_rng(seed).random(geometry.shape) > 0.98)
    assert (mask - moved(mask, by, geometry)).count == 0
    assert (moved(mask, -by, geometry) - mask).count == 0


def test_growing_stops_at_the_images_edge():
    geometry = grid((6, 6, 6))
    assert moved(Mask((0, 0, 0), np.ones((2, 2, 2), bool)), 50, geometry).count == 6**3


def test_smoothing_keeps_the_volume_and_takes_spikes_off():
    geometry = grid((40, 80, 60))
    spiky = ball(geometry, (20, 40, 30), 7.0) | stroke(np.array([[20.0, 40, 30], [20, 66, 30]]), 0.3, geometry)
    got = smoothed(spiky, 1.0, geometry)
    assert got.count == spiky.count
    assert got.voxels.shape[1] < spiky.voxels.shape[1]
    assert (got & ball(geometry, (20, 40, 30), 5.5)).same(ball(geometry, (20, 40, 30), 5.5))


def test_holes_are_filled_in_space_and_on_slices_and_nothing_else():
    voxels = np.ones((7, 7, 7), bool)
    voxels[3, 3, 3] = False
    voxels[:, 1, 1] = False  # a tunnel along k: a hole on each slice
    voxels[0, 6, :] = False  # a notch
    got = without_holes(Mask((2, 3, 4), voxels))
    assert got.start == (2, 3, 4)
    assert got.count == 7**3 - 7


@pytest.mark.parametrize("axis", [0, 1, 2])
def test_slices_between_two_circles_are_circles_between(axis):
    geometry = grid((60, 60, 60), (1, 1, 1), np.eye(3))
    drawn = NOTHING
    for index, radius in ((10, 12.0), (20, 6.0)):
        middle = np.full(3, 30.0)
        middle[axis] = index
        drawn = drawn | stroke(np.array([middle]), radius, geometry, axis)
    got = between(drawn, axis, geometry)
    areas = np.moveaxis(got.voxels, axis, 0).sum(axis=(1, 2))
    assert len(areas) == 11
    assert areas[5] == pytest.approx(np.pi * 9**2, rel=0.06)
    assert (drawn - got).count == 0
    assert (np.diff(areas) <= 0).all()


def test_without_a_gap_there_is_nothing_to_interpolate():
    with pytest.raises(UsageError, match="No empty slice"):
        between(ball(grid(), (20, 40, 30), 5), 0, grid())


def test_a_cut_divides_by_the_plane_in_millimetres():
    geometry = grid()
    mask = ball(geometry, (20, 40, 30), 6)
    first, second = cut(mask, np.array([20.0, 40, 30]), np.array([1.0, 1.0, 0]), geometry)
    assert (first & second).count == 0
    assert (first | second).same(mask)
    assert first.count == pytest.approx(mask.count / 2, rel=0.1)
    sides = (second.indices() - (20, 40, 30)) * geometry.spacing @ (1, 1, 0)
    assert (sides > 0).all() or (sides <= 0).all()


def test_a_cut_beside_the_lesion_is_refused():
    with pytest.raises(UsageError, match="leaves the lesion whole"):
        cut(ball(grid(), (20, 40, 30), 4), np.array([0.0, 0, 0]), np.array([1.0, 0, 0]), grid())


def test_two_lesions_that_touch_are_split_at_their_waist():
    geometry = grid((40, 80, 60))
    one, other = ball(geometry, (20, 28, 30), 7), ball(geometry, (20, 52, 30), 6)
    first, second = at_waist(one | other, geometry)
    assert (first | second).same(one | other)
    assert (first & second).count == 0
    assert (first & one).count > 0.97 * one.count
    assert (second & other).count > 0.97 * other.count


def test_one_round_lesion_is_not_split():
    with pytest.raises(UsageError, match="nowhere narrow enough"):
        at_waist(ball(grid(), (20, 40, 30), 7), grid())


def test_a_click_grows_to_the_lesions_edge_though_it_missed_the_middle():
    geometry = grid((40, 80, 60))
    rng = np.random.default_rng(0)
    inside = away_mm(geometry, (20, 40, 30))
    image = (100 + 90 / (1 + np.exp((inside - 4.0) / 0.25)) + 3 * rng.standard_normal(geometry.shape)).astype(
        np.float32
    )
    truth = ball(geometry, (20, 40, 30), 4.0)
    got = grown(image, (21, 42, 31), geometry)
    assert 2 * (got & truth).count / (got.count + truth.count) > 0.93


def test_a_click_into_even_tissue_is_refused_with_a_way_out():
    even = np.full(grid().shape, 100, np.float32)
    with pytest.raises(UsageError, match=r"Nothing there stands out.*brush"):
        grown(even, (20, 40, 30), grid())


def test_a_click_on_a_vessel_through_the_whole_image_does_not_leak():
    geometry = grid((40, 80, 60), (1, 1, 1))
    image = np.full(geometry.shape, 100, np.float32)
    image[18:22, :, 28:32] = 200
    with pytest.raises(UsageError):
        grown(image, (20, 40, 30), geometry)


def phantom(*, noise: float = 8.0) -> tuple[Geometry, np.ndarray, dict[str, Mask]]:
    """Even tissue of 200 with two balls and a ring with a core, one ball against a brighter vessel; synthetic."""
    geometry = grid((56, 100, 100), (1.2, 0.9, 0.9))
    image = np.full(geometry.shape, 200.0)
    truth = {
        "ball": ball(geometry, (28, 30, 30), 5.0),
        "faint": ball(geometry, (28, 70, 70), 4.0),
        "ring": ball(geometry, (28, 30, 72), 8.0),
        "touching": ball(geometry, (28, 72, 28), 4.0),
    }
    for mask, value in zip(truth.values(), (420, 260, 430, 400), strict=True):
        image[tuple(mask.indices().T)] = value
    image[tuple(ball(geometry, (28, 30, 72), 4.5).indices().T)] = 120
    _, down, right = np.indices(geometry.shape)
    image[np.hypot((down - 77) * 0.9, (right - 28) * 0.9) <= 1.2] = 520
    image = ndimage.gaussian_filter(image, (0.4, 0.5, 0.5))
    return geometry, (image + np.random.default_rng(0).normal(0, noise, image.shape)).astype(np.float32), truth


@pytest.fixture(scope="module")
def noisy():
    return phantom()


@pytest.mark.parametrize(
    ("name", "seed", "least"),
    [("ball", (28, 30, 30), 0.98), ("faint", (28, 70, 70), 0.96), ("ring", (28, 30, 65), 0.98)],
)
def test_a_click_on_what_stands_out_of_noise_takes_it_whole(noisy, name, seed, least):
    geometry, image, truth = noisy
    got = grown(image, seed, geometry)
    assert 2 * (got & truth[name]).count / (got.count + truth[name].count) > least


def test_clicks_on_tissue_that_is_only_noisy_are_refused(noisy):
    geometry, image, truth = noisy
    rng, tried = np.random.default_rng(3), 0
    while tried < 14:
        seed = tuple(int(n) for n in rng.integers((12, 15, 15), (44, 85, 85)))
        places = np.concatenate([mask.indices() for mask in truth.values()])
        if np.linalg.norm((places - seed) * geometry.spacing, axis=1).min() < 12 or abs(seed[1] - 77) < 8:
            continue
        tried += 1
        with pytest.raises(UsageError, match="Nothing there stands out"):
            grown(image, seed, geometry)


def test_a_lesion_against_a_brighter_vessel_is_cut_off_it(noisy):
    geometry, image, truth = noisy
    for seed in [(28, 72, 28), (29, 70, 29), (28, 73, 27)]:
        got = grown(image, seed, geometry)
        assert 2 * (got & truth["touching"]).count / (got.count + truth["touching"].count) > 0.9


def test_a_bright_spot_along_a_vessel_is_refused(noisy):
    geometry, image, _ = noisy
    with pytest.raises(UsageError, match="Nothing there stands out"):
        grown(image, (10, 77, 28), geometry)


def test_a_click_grows_nothing_outside_the_brain(noisy):
    geometry, image, truth = noisy
    brain = np.ones(geometry.shape, dtype=bool)
    brain[:, :30] = False
    got = grown(image, (28, 31, 30), geometry, brain=brain)
    assert got.same(truth["ball"] & got)
    assert brain[tuple(got.indices().T)].all()
    with pytest.raises(UsageError, match="outside the brain"):
        grown(image, (28, 29, 30), geometry, brain=brain)


def test_clicks_in_air_are_refused():
    geometry = grid((40, 60, 60), (1.2, 0.9, 0.9))
    air = np.clip(np.random.default_rng(1).normal(0, 8, geometry.shape), 0, None).astype(np.uint16).astype(np.float32)
    for place in range(10, 30, 4):
        with pytest.raises(UsageError, match="Nothing there stands out"):
            grown(air, (place, 2 * place, 50 - place), geometry)
