import numpy as np
import pytest

from core.brain import brain_of
from core.geometry import Geometry
from core.mask import Mask
from core.measure import (
    centroid_lps_mm,
    contrast_to_surroundings,
    diameters,
    distance_to_surface_mm,
    elongation,
    volume_mm3,
)
from core.volume import Volume
from tests.helpers.exports import AXIAL, SAGITTAL, rotated

SHAPE = (30, 32, 34)
EMPTY = Mask.from_full(np.zeros(SHAPE))


def grid(spacing=(1, 1, 1), directions=AXIAL):
    return Geometry.from_axes(SHAPE, (-10, -12, 3), spacing, directions)


def ellipsoid(geometry, radii, centre=(15, 16, 17)) -> Mask:
    """Radii in mm along k, j, i."""
    away = (np.indices(SHAPE).T - centre) * geometry.spacing / radii
    return Mask.from_full((np.square(away).sum(axis=3) <= 1).T)


def box(k, j, i) -> Mask:
    full = np.zeros(SHAPE, dtype=bool)
    full[k, j, i] = True
    return Mask.from_full(full)


def test_volume_counts_voxels():
    assert volume_mm3(box(slice(2, 4), slice(3, 6), 5), grid((3, 0.5, 0.5))) == pytest.approx(6 * 0.75)


def test_centroid_is_in_patient_millimetres():
    centre = centroid_lps_mm(box(slice(2, 5), 7, slice(4, 6)), grid((2, 1, 0.5)))
    assert centre == pytest.approx((-10 + 4.5 * 0.5, -12 + 7, 3 + 3 * 2))


def test_one_voxel_is_as_long_as_its_side():
    measured = diameters(box(3, 4, 5), grid())
    assert (measured.longest_mm, measured.perpendicular_mm) == pytest.approx((1, 1))


def test_a_bar_is_measured_from_edge_to_edge():
    measured = diameters(box(3, slice(4, 8), slice(5, 17)), grid((3, 0.5, 0.5)))
    assert measured.longest_mm == pytest.approx(np.hypot(6, 1.5), rel=0.02)
    assert measured.perpendicular_mm == pytest.approx(2, rel=0.1)


@pytest.mark.parametrize("spacing", [(1, 1, 1), (1, 0.5, 0.5), (3, 1, 1)])
def test_a_ball_has_its_diameter(spacing):
    geometry = grid(spacing)
    measured = diameters(ellipsoid(geometry, (6, 6, 6)), geometry)
    assert measured.longest_mm == pytest.approx(12, abs=1)
    assert measured.perpendicular_mm == pytest.approx(12, abs=1)


def test_both_diameters_of_an_ellipse_at_right_angles():
    geometry = grid((1, 0.5, 0.5), rotated((0, 0, 20)))
    measured = diameters(ellipsoid(geometry, (4, 3, 7)), geometry)
    assert measured.longest_mm == pytest.approx(14, abs=0.7)
    assert measured.perpendicular_mm == pytest.approx(6, abs=0.7)
    one, other = (np.diff(ends, axis=0)[0] for ends in (measured.longest_ends, measured.perpendicular_ends))
    assert abs(one @ other) < 1e-6
    assert np.linalg.norm(one) == pytest.approx(measured.longest_mm)
    assert np.linalg.norm(other) == pytest.approx(measured.perpendicular_mm)


def test_the_slice_nearest_to_axial_is_measured_on_a_sagittal_series():
    geometry = grid(directions=SAGITTAL)  # k runs to the left, j down, i to the back
    measured = diameters(ellipsoid(geometry, (3, 9, 5)), geometry)
    assert measured.longest_mm == pytest.approx(10, abs=1)  # not the 18 along the head's axis
    assert measured.perpendicular_mm == pytest.approx(6, abs=1)


def test_the_longest_slice_counts():
    full = np.zeros(SHAPE, dtype=bool)
    full[3, 5, 5:8] = full[9, 5, 5:15] = True
    measured = diameters(Mask.from_full(full), grid())
    assert measured.longest_mm == pytest.approx(10)
    assert measured.longest_ends[:, 2] == pytest.approx((12, 12))


def test_elongation_is_one_for_a_ball_and_grows_with_length():
    geometry = grid((1, 0.5, 0.5))
    assert elongation(ellipsoid(geometry, (6, 6, 6)), geometry) == pytest.approx(1, abs=0.05)
    assert elongation(ellipsoid(geometry, (3, 3, 8)), geometry) == pytest.approx(8 / 3, rel=0.1)
    assert elongation(box(3, 4, 5), grid()) == pytest.approx(1)
    assert elongation(box(3, 4, slice(5, 9)), grid()) == pytest.approx(4, rel=0.01)


def test_contrast_compares_with_what_lies_just_outside():
    geometry = grid()
    mask = ellipsoid(geometry, (4, 4, 4))
    voxels = np.full(SHAPE, 100, dtype=np.float32)
    voxels[mask.box][mask.voxels] = 250
    voxels[:3] = 9000  # far away
    assert contrast_to_surroundings(Volume(voxels, geometry, ""), mask) == pytest.approx(2.5)


def test_contrast_without_signal_around_is_no_number():
    volume = Volume(np.zeros(SHAPE, dtype=np.float32), grid(), "")
    assert np.isnan(contrast_to_surroundings(volume, box(3, 4, 5)))


def test_contrast_at_the_volume_s_corner():
    volume = Volume(np.full(SHAPE, 5, dtype=np.float32), grid(), "")
    assert contrast_to_surroundings(volume, box(0, 0, 0)) == pytest.approx(1)


def test_distance_to_the_brain_s_surface():
    geometry = grid((2, 1, 1))
    brain = np.zeros(SHAPE, dtype=bool)
    brain[5:25, 4:28, 4:30] = True
    assert distance_to_surface_mm(box(15, 16, 10), brain, geometry) == pytest.approx(6)
    assert distance_to_surface_mm(box(7, 16, 17), brain, geometry) == pytest.approx(4)
    assert distance_to_surface_mm(box(5, 16, 17), brain, geometry) == 0
    assert distance_to_surface_mm(box(slice(3, 8), 16, 17), brain, geometry) == 0


def test_a_brain_mask_at_the_volume_s_edge_ends_there():
    brain = np.ones(SHAPE, dtype=bool)
    assert distance_to_surface_mm(box(2, 16, 17), brain, grid()) == pytest.approx(2)


def test_without_a_brain_there_is_no_surface():
    assert distance_to_surface_mm(box(2, 3, 4), np.zeros(SHAPE, dtype=bool), grid()) == float("inf")


def test_a_brain_is_measured_once():
    brain, geometry = np.ones(SHAPE, dtype=bool), grid()
    assert brain_of(brain, geometry) is brain_of(brain, geometry)
    assert brain_of(brain.copy(), geometry) is not brain_of(brain, geometry)


@pytest.mark.parametrize("measure", [centroid_lps_mm, diameters, elongation])
def test_an_empty_mask_is_refused(measure):
    with pytest.raises(ValueError, match="empty"):
        measure(EMPTY, grid())
