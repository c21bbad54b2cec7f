from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.geometry import Geometry
from core.plane import Convention, Plane, PlaneName, axis_position, direction_letters, position_letters

# Unit vectors (LPS) of growing k, j, i for the ways a head is scanned.
SCANS = {
    "axial": [(0, 0, 1), (0, 1, 0), (1, 0, 0)],
    "axial from the top": [(0, 0, -1), (0, 1, 0), (1, 0, 0)],
    "sagittal": [(-1, 0, 0), (0, 0, -1), (0, 1, 0)],
    "coronal": [(0, -1, 0), (0, 0, -1), (1, 0, 0)],
}
SPACING = (3.0, 0.8, 0.5)
SHAPE = (5, 7, 11)


def grid(steps: list[tuple[float, float, float]]) -> Geometry:
    return Geometry.from_axes(SHAPE, (-10.0, 20.0, 30.0), SPACING, np.array(steps, dtype=float).T)


def tilted(degrees: float) -> Geometry:
    """An axial scan turned about the patient's left-right axis."""
    angle = np.radians(degrees)
    c, s = np.cos(angle), np.sin(angle)
    return grid([(0, -s, c), (0, c, s), (1, 0, 0)])


@pytest.mark.parametrize("scan", SCANS)
@pytest.mark.parametrize("convention", Convention)
@pytest.mark.parametrize("name", PlaneName)
def test_screen_directions_are_the_patients(scan: str, convention: Convention, name: PlaneName) -> None:
    geometry = grid(SCANS[scan])
    plane = Plane(geometry, name, convention)

    def patient(row: float, column: float) -> np.ndarray:
        return geometry.index_to_patient(plane.to_index((2, row, column)))

    to_right = patient(1, 2) - patient(1, 1)
    to_bottom = patient(2, 1) - patient(1, 1)
    left_shown = "R" if convention is Convention.RADIOLOGICAL else "L"
    expected = {
        PlaneName.AXIAL: (left_shown, "A"),
        PlaneName.CORONAL: (left_shown, "S"),
        PlaneName.SAGITTAL: ("A", "S"),
    }[name]
    assert direction_letters(-to_right) == expected[0] == plane.letters.left
    assert direction_letters(-to_bottom) == expected[1] == plane.letters.top


def test_left_is_on_the_right_of_the_screen() -> None:
    geometry = grid(SCANS["axial"])
    voxels = np.zeros(SHAPE)
    voxels[2, 3, 10] = 1.0  # i grows to the left, so this is the patient's leftmost column
    radiological = Plane(geometry, PlaneName.AXIAL).pixels(voxels, 2)
    neurological = Plane(geometry, PlaneName.AXIAL, Convention.NEUROLOGICAL).pixels(voxels, 2)
    assert radiological[3].tolist().index(1.0) == 10
    assert neurological[3].tolist().index(1.0) == 0


@pytest.mark.parametrize("scan", SCANS)
@pytest.mark.parametrize("name", PlaneName)
@pytest.mark.parametrize("convention", Convention)
def test_every_pixel_is_the_voxel_its_place_says(scan: str, name: PlaneName, convention: Convention) -> None:
    plane = Plane(grid(SCANS[scan]), name, convention)
    voxels = np.arange(np.prod(SHAPE)).reshape(SHAPE)
    assert plane.pixels(voxels, 0).shape == plane.shape
    rows, columns = plane.shape
    for place in itertools.product(range(plane.slice_count), range(rows), range(columns)):
        k, j, i = plane.to_index(place).astype(int)
        assert plane.pixels(voxels, place[0])[place[1], place[2]] == voxels[k, j, i]


@given(
    st.sampled_from(sorted(SCANS)),
    st.sampled_from(PlaneName),
    st.sampled_from(Convention),
    st.tuples(*[st.floats(-100, 100)] * 3),
)
def test_places_and_indices_are_exact_inverses(
    scan: str, name: PlaneName, convention: Convention, index: tuple[float, float, float]
) -> None:
    plane = Plane(grid(SCANS[scan]), name, convention)
    np.testing.assert_allclose(plane.to_index(plane.to_plane(index)), index, atol=1e-9)
    np.testing.assert_allclose(plane.to_plane(plane.to_index(index)), index, atol=1e-9)


def test_many_places_at_once() -> None:
    plane = Plane(grid(SCANS["sagittal"]), PlaneName.CORONAL)
    indices = np.arange(12.0).reshape(2, 2, 3)
    each = [[plane.to_plane(index) for index in row] for row in indices]
    np.testing.assert_array_equal(plane.to_plane(indices), each)


def test_pixels_share_the_volumes_memory() -> None:
    voxels = np.zeros(SHAPE)
    for name in PlaneName:
        assert np.shares_memory(Plane(grid(SCANS["coronal"]), name).pixels(voxels, 1), voxels)


def test_millimetres_follow_the_voxel_axes() -> None:
    sagittal_scan = grid(SCANS["sagittal"])  # k to the right, j to the feet, i to the back
    assert Plane(sagittal_scan, PlaneName.AXIAL).pixel_mm == (0.5, 3.0)
    assert Plane(sagittal_scan, PlaneName.CORONAL).pixel_mm == pytest.approx((0.8, 3.0))
    assert Plane(sagittal_scan, PlaneName.SAGITTAL).pixel_mm == pytest.approx((0.8, 0.5))
    assert [Plane(sagittal_scan, n).slice_count for n in PlaneName] == [7, 11, 5]
    assert [Plane(sagittal_scan, n).slice_mm for n in PlaneName] == pytest.approx([0.8, 0.5, 3.0])


@pytest.mark.parametrize("scan", SCANS)
def test_up_leads_to_the_head_the_front_and_the_left(scan: str) -> None:
    geometry = grid(SCANS[scan])
    for name, letter in {PlaneName.AXIAL: "S", PlaneName.CORONAL: "A", PlaneName.SAGITTAL: "L"}.items():
        plane = Plane(geometry, name)
        here, next_up = (geometry.index_to_patient(plane.to_index((s, 1, 1))) for s in (2, 2 + plane.up))
        assert direction_letters(next_up - here) == letter


@pytest.mark.parametrize(("degrees", "top"), [(0, "A"), (9, "A"), (11, "AI"), (30, "AI"), (44, "AI")])
def test_a_tilted_plane_writes_its_second_letter(degrees: float, top: str) -> None:
    letters = Plane(tilted(degrees), PlaneName.AXIAL).letters
    assert letters.top == top
    assert letters.bottom == top.replace("A", "P").replace("I", "S")
    assert (letters.left, letters.right) == ("R", "L")


def test_a_plane_keeps_its_name_up_to_half_a_right_angle() -> None:
    assert Plane(tilted(44), PlaneName.AXIAL).axes == (0, 1, 2)
    assert Plane(tilted(46), PlaneName.AXIAL).axes == (1, 0, 2)


@pytest.mark.parametrize(
    ("name", "words"),
    [(PlaneName.AXIAL, "S 36.0 mm"), (PlaneName.CORONAL, "P 22.4 mm"), (PlaneName.SAGITTAL, "R 8.0 mm")],
)
def test_position_is_the_patient_coordinate_through_the_plane(name: PlaneName, words: str) -> None:
    assert Plane(grid(SCANS["axial"]), name).position((2, 3, 4)) == words


def test_position_in_a_tilted_plane_is_that_of_the_place() -> None:
    plane = Plane(tilted(30), PlaneName.AXIAL)
    assert plane.position((0, 0, 0)) == "S 30.0 mm"
    assert plane.position((0, 5, 0)) == "S 32.0 mm"


def test_coordinates_in_letters() -> None:
    assert position_letters((23.0, -35.0, 60.0)) == "L 23.0  A 35.0  S 60.0 mm"
    assert position_letters((-0.25, 0.0, -8.0)) == "R 0.2  P 0.0  I 8.0 mm"
    assert axis_position(0, -0.04) == "L 0.0"
