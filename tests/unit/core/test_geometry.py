"""Geometry: one affine, on every orientation, against SimpleITK as an independent judge."""

import numpy as np
import pytest
import SimpleITK as sitk
from hypothesis import given
from hypothesis import strategies as st

from core.geometry import Geometry

AXIAL = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]], dtype=float)  # k to S, j to P, i to L
SAGITTAL = np.array([[-1, 0, 0], [0, 0, 1], [0, -1, 0]], dtype=float)  # k to R, j to I, i to P


def rotation(a: float, b: float, c: float) -> np.ndarray:
    ca, sa, cb, sb, cc, sc = np.cos(a), np.sin(a), np.cos(b), np.sin(b), np.cos(c), np.sin(c)
    return (
        np.array([[1, 0, 0], [0, ca, -sa], [0, sa, ca]])
        @ np.array([[cb, 0, sb], [0, 1, 0], [-sb, 0, cb]])
        @ np.array([[cc, -sc, 0], [sc, cc, 0], [0, 0, 1]])
    )


angles = st.floats(-0.6, 0.6)
spacings = st.tuples(*[st.floats(0.3, 7)] * 3)
origins = st.tuples(*[st.floats(-300, 300)] * 3)
indices = st.tuples(*[st.floats(-50, 400)] * 3)


@given(angles, angles, angles, spacings, origins, indices, st.sampled_from([AXIAL, SAGITTAL]))
def test_agrees_with_simpleitk(a, b, c, spacing, origin, index, axes):
    geometry = Geometry.from_axes((4, 5, 6), origin, spacing, rotation(a, b, c) @ axes)
    image = sitk.Image(6, 5, 4, sitk.sitkUInt8)
    image.SetOrigin(tuple(map(float, origin)))
    image.SetSpacing(tuple(map(float, geometry.spacing[::-1])))
    image.SetDirection(geometry.directions[:, ::-1].ravel().tolist())
    expected = image.TransformContinuousIndexToPhysicalPoint([float(n) for n in index[::-1]])
    assert np.allclose(geometry.index_to_patient(index), expected, atol=1e-6)


@given(angles, angles, angles, spacings, origins, indices)
def test_there_and_back(a, b, c, spacing, origin, index):
    geometry = Geometry.from_axes((4, 5, 6), origin, spacing, rotation(a, b, c) @ AXIAL)
    assert np.allclose(geometry.patient_to_index(geometry.index_to_patient(index)), index, atol=1e-6)


def test_axis_letters_say_where_indices_grow():
    assert Geometry.from_axes((2, 2, 2), (0, 0, 0), (1, 1, 1), AXIAL).axis_letters == ("S", "P", "L")
    assert Geometry.from_axes((2, 2, 2), (0, 0, 0), (1, 1, 1), SAGITTAL).axis_letters == ("R", "I", "P")


def test_each_patient_axis_has_its_own_voxel_axis_even_when_steeply_oblique():
    turned = rotation(0.78, 0.1, 0.7) @ AXIAL
    assert sorted(Geometry.from_axes((2, 2, 2), (0, 0, 0), (1, 1, 1), turned).patient_axes) == [0, 1, 2]


def test_oblique_is_said():
    assert not Geometry.from_axes((2, 2, 2), (0, 0, 0), (1, 2, 3), SAGITTAL).is_oblique
    assert Geometry.from_axes((2, 2, 2), (0, 0, 0), (1, 2, 3), rotation(0.1, 0, 0) @ AXIAL).is_oblique


def test_voxel_volume():
    geometry = Geometry.from_axes((2, 2, 2), (0, 0, 0), (3, 0.5, 0.5), rotation(0.2, 0.1, 0.3) @ AXIAL)
    assert geometry.voxel_volume_mm3 == pytest.approx(0.75)


def test_grids_match_within_a_micrometre_at_every_corner():
    one = Geometry.from_axes((100, 100, 100), (0, 0, 0), (1, 1, 1), AXIAL)
    moved = Geometry.from_axes((100, 100, 100), (0.01, 0, 0), (1, 1, 1), AXIAL)
    stretched = Geometry.from_axes((100, 100, 100), (0, 0, 0), (1.0001, 1, 1), AXIAL)
    assert one.matches(Geometry(one.shape, one.affine.copy()))
    assert not one.matches(moved)
    assert not one.matches(stretched)
    assert not one.matches(Geometry((100, 100, 99), one.affine))


@pytest.mark.parametrize(
    "affine",
    [np.zeros((4, 4)), np.full((4, 4), np.nan), np.eye(3), np.diag([1, 1, 0, 1]), np.diag([1, 1, 1, 2])],
)
def test_a_senseless_affine_is_refused(affine):
    with pytest.raises(ValueError, match="affine"):
        Geometry((2, 2, 2), affine)


def test_an_empty_grid_is_refused():
    with pytest.raises(ValueError, match="shape"):
        Geometry((0, 2, 2), np.eye(4))


def test_the_affine_cannot_be_changed():
    geometry = Geometry((2, 2, 2), np.eye(4))
    with pytest.raises(ValueError, match="read-only"):
        geometry.affine[0, 0] = 2
