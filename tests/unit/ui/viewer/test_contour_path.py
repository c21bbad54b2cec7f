import gc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from PySide6.QtCore import QPointF

from core.geometry import Geometry
from core.mask import Mask
from core.plane import Convention, Plane, PlaneName
from ui.viewer.contour_path import ContourPaths, contour_path

SHAPE = (4, 6, 7)
GEOMETRY = Geometry.from_axes(SHAPE, (0, 0, 0), (1, 1, 1), np.array([(-1, 0, 0), (0, 0, -1), (0, 1, 0)]).T)


@given(arrays(bool, SHAPE), st.sampled_from(PlaneName), st.sampled_from(Convention))
def test_a_voxel_is_inside_the_line_exactly_when_it_is_in_the_mask(full, name, convention):
    plane = Plane(GEOMETRY, name, convention)
    mask = Mask.from_full(full)
    for index in range(plane.slice_count):
        path = contour_path(mask, plane, index)
        seen = [
            [path.contains(QPointF(column, row)) for column in range(plane.shape[1])] for row in range(plane.shape[0])
        ]
        assert seen == plane.pixels(full, index).tolist()


def test_a_single_voxel_is_seen():
    path = contour_path(Mask((2, 3, 3), np.ones((1, 1, 1), bool)), Plane(GEOMETRY, PlaneName.AXIAL), 3)
    box = path.boundingRect()
    assert not path.isEmpty()
    assert 0.5 <= box.width() <= 1.0
    assert 0.5 <= box.height() <= 1.0


@pytest.mark.parametrize("index", [0, 3])
def test_beside_the_mask_there_is_no_line(index):
    mask = Mask((1, 1, 1), np.ones((2, 2, 2), bool))
    plane = Plane(Geometry.from_axes(SHAPE, (0, 0, 0), (1, 1, 1), np.eye(3)[:, ::-1]), PlaneName.AXIAL)
    assert contour_path(mask, plane, index).isEmpty()


def test_paths_are_made_once_and_go_with_their_masks():
    paths = ContourPaths(Plane(GEOMETRY, PlaneName.CORONAL))
    mask = Mask((1, 1, 1), np.ones((2, 2, 2), bool))
    assert paths.path(mask, 2) is paths.path(mask, 2)
    assert len(paths._paths) == 1
    del mask
    gc.collect()
    assert len(paths._paths) == 0
