import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from core.contour import voxel_contours
from core.geometry import Geometry
from core.mask import Mask
from core.rasterise import area_by_even_odd, crosses_itself, polygon_area, rasterise
from tests.helpers.exports import AXIAL, GRIDS, rotated

UNIT = Geometry.from_axes((3, 12, 12), (0, 0, 0), (1, 1, 1), AXIAL)
OBLIQUE = Geometry.from_axes((3, 12, 12), (10, -20, 5), (1.2, 0.7, 0.9), rotated((30, 12, -50)))


def on_slice(rows: list[str], geometry=UNIT, k=1) -> Mask:
    full = np.zeros(geometry.shape, dtype=bool)
    for j, row in enumerate(rows):
        for i, letter in enumerate(row):
            full[k, j + 1, i + 1] = letter == "#"
    return Mask.from_full(full)


def test_a_single_pixel_is_a_square_inset_by_a_thousandth():
    (contour,) = voxel_contours(on_slice(["#"]), UNIT)
    assert contour.k == 1
    corners = {tuple(point) for point in contour.points.round(6).tolist()}
    assert corners - {tuple(contour.points[-1].round(6))} == {
        (x, y, 1.0) for x in (0.501, 1.499) for y in (0.501, 1.499)
    }


def test_the_last_point_is_a_hair_before_the_first_and_not_the_first():
    """An edge that a reader leaves open is then too short to matter (plastimatch on sagittal and coronal series)."""
    (contour,) = voxel_contours(on_slice(["##", "##"]), UNIT)
    assert len(contour.points) == 4 + 1
    assert np.linalg.norm(contour.points[-1] - contour.points[0]) == pytest.approx(0.01)
    assert polygon_area(contour.points) == pytest.approx(polygon_area(contour.points[:-1]))


def test_straight_runs_have_no_points_between():
    (contour,) = voxel_contours(on_slice(["#####"]), UNIT)
    assert len(contour.points) == 4 + 1


def test_pixels_that_touch_at_a_corner_are_two_contours():
    assert len(voxel_contours(on_slice(["#.", ".#"]), UNIT)) == 2


@pytest.mark.parametrize("geometry", [UNIT, OBLIQUE])
def test_a_hole_is_a_polygon_of_its_own_where_it_is_asked_for(geometry):
    """And an island in it is a third: what lies in an even number of them is outside."""
    mask = on_slice(
        ["#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######", ".......", "##....."], geometry
    )
    contours = voxel_contours(mask, geometry, holes="xor")
    assert len(contours) == 5
    assert all(each.is_xor for each in contours)
    again = rasterise([each.points for each in contours], geometry)
    np.testing.assert_array_equal(again.to_full(geometry.shape), mask.to_full(geometry.shape))
    flat = [geometry.patient_to_index(each.points)[:, 1:] for each in contours]
    assert area_by_even_odd(flat) == pytest.approx(mask.count, rel=0.02)


def test_what_has_no_hole_is_as_ever():
    assert not any(each.is_xor for each in voxel_contours(on_slice(["##", "#."]), UNIT, holes="xor"))


def test_a_hole_is_a_keyhole_of_one_polygon():
    (contour,) = voxel_contours(on_slice(["###", "#.#", "###"]), UNIT)
    assert polygon_area(contour.points) == pytest.approx(8, abs=0.03)
    assert len(contour.points) == 4 + 4 + 1 + 2 + 1  # outline, hole, its corner again, both ends of the slit, the hair


@pytest.mark.parametrize(
    "rows",
    [
        ["#######", "#.#.#.#", "#######"],  # slits that end on another hole
        ["#####", "##.##", "#.###", "#####"],  # a hole of two pixels that touch at a corner
        ["######", "#.####", "##.#.#", "######"],
        ["#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######"],  # a ring in a ring
        ["..###", "..#.#", "#####", "#...#", "#####"],
    ],
)
def test_holes_come_back(rows):
    mask = on_slice(rows)
    contours = voxel_contours(mask, UNIT)
    back = rasterise([contour.points for contour in contours], UNIT)
    assert np.array_equal(back.to_full(UNIT.shape), mask.to_full(UNIT.shape))


@given(full=arrays(np.bool_, (3, 7, 8), elements=st.booleans()), geometry=st.sampled_from([UNIT, OBLIQUE]))
def test_any_mask_comes_back_voxel_for_voxel(full, geometry):
    whole = np.zeros(geometry.shape, dtype=bool)
    whole[:, 2:9, 3:11] = full
    contours = voxel_contours(Mask.from_full(whole), geometry)
    back = rasterise([contour.points for contour in contours], geometry)
    assert np.array_equal(back.to_full(geometry.shape), whole)


@given(full=arrays(np.bool_, (1, 9, 9), elements=st.booleans()))
def test_any_contour_is_sound(full):
    whole = np.zeros(UNIT.shape, dtype=bool)
    whole[1:2, 1:10, 1:10] = full
    for contour in voxel_contours(Mask.from_full(whole), UNIT):
        index = UNIT.patient_to_index(contour.points)
        assert len(contour.points) >= 4
        assert not np.array_equal(contour.points[0], contour.points[-1])
        assert not crosses_itself(index[:, 1:])
        # readers that round the vertices to pixels and fill inclusively need every one in the mask
        k, j, i = np.rint(index).astype(int).T
        assert whole[k, j, i].all()


@pytest.mark.parametrize("name", GRIDS)
def test_points_lie_on_their_slice(name):
    geometry = GRIDS[name]
    full = np.zeros(geometry.shape, dtype=bool)
    full[5:9, 20:30, 15:31] = True
    for contour in voxel_contours(Mask.from_full(full), geometry):
        normal = np.cross(geometry.directions[:, 1], geometry.directions[:, 2])
        on_plane = geometry.index_to_patient((contour.k, 0, 0))
        assert np.abs((contour.points - on_plane) @ normal).max() < 1e-9


def test_an_empty_mask_has_no_contours():
    assert voxel_contours(Mask.from_full(np.zeros(UNIT.shape)), UNIT) == ()
