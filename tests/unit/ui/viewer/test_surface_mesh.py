import numpy as np
import pytest
from vtkmodules.util.numpy_support import vtk_to_numpy

from core.mask import Mask
from tests.helpers.heads import SHAPE, ball, small_brain, small_head
from ui.viewer.surface_mesh import brain_surface, lesion_surface

GEOMETRY = small_head().geometry


def volume_of(surface) -> float:
    points = vtk_to_numpy(surface.GetPoints().GetData()).astype(float)
    corners = points[vtk_to_numpy(surface.GetPolys().GetConnectivityArray()).reshape(-1, 3)]
    corners -= points.mean(axis=0)
    return abs(np.linalg.det(corners).sum()) / 6


def bounds(surface) -> np.ndarray:
    return np.array(surface.GetBounds()).reshape(3, 2)


@pytest.mark.parametrize("radius", [3.0, 5.0, 9.0])
def test_a_lesions_surface_is_where_and_as_large_as_its_mask(radius):
    mask = ball((20, 30, 15), radius)
    surface = lesion_surface(mask, GEOMETRY)
    assert bounds(surface).mean(axis=1) == pytest.approx(GEOMETRY.index_to_patient((20, 30, 15)), abs=0.3)
    assert volume_of(surface) == pytest.approx(mask.count * GEOMETRY.voxel_volume_mm3, rel=0.05)


def test_a_single_voxel_has_a_surface():
    surface = lesion_surface(Mask((3, 4, 5), np.ones((1, 1, 1), bool)), GEOMETRY)
    assert volume_of(surface) > 0.5 * GEOMETRY.voxel_volume_mm3


def test_the_brains_surface_is_where_its_mask_is():
    mask = small_brain()
    low, high = GEOMETRY.index_to_patient(np.argwhere(mask)[[0, -1]])[:, 2]
    surface = brain_surface(mask, GEOMETRY)
    assert bounds(surface)[2] == pytest.approx((low, high), abs=3.0)
    assert bounds(surface).mean(axis=1) == pytest.approx((0, 0, 0), abs=0.5)
    assert volume_of(surface) == pytest.approx(mask.sum() * GEOMETRY.voxel_volume_mm3, rel=0.05)


def test_a_brain_up_to_the_edge_is_closed():
    surface = brain_surface(np.ones(SHAPE, bool), GEOMETRY)
    assert volume_of(surface) == pytest.approx(np.prod(SHAPE) * GEOMETRY.voxel_volume_mm3, rel=0.1)


def test_an_empty_brain_has_no_surface():
    assert brain_surface(np.zeros(SHAPE, bool), GEOMETRY) is None
