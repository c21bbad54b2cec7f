import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF

from core.geometry import Geometry
from core.plane import Convention, Plane, PlaneName
from ui.viewer.projection import Projection

GEOMETRY = Geometry.from_axes((5, 7, 11), (0.0, 0.0, 0.0), (3.0, 0.8, 0.5), np.eye(3)[:, ::-1])


def projection(name: PlaneName, convention=Convention.RADIOLOGICAL, scale=6.4) -> Projection:
    return Projection(Plane(GEOMETRY, name, convention), (2.0, 3.0, 5.0), scale, QSizeF(509, 411))


@pytest.mark.parametrize("name", PlaneName)
def test_the_centre_is_in_the_middle(name):
    at = projection(name).to_screen((2.0, 3.0, 5.0))
    assert (at.x(), at.y()) == pytest.approx((254.5, 205.5))


@pytest.mark.parametrize("name", PlaneName)
@pytest.mark.parametrize("axis", range(3))
def test_a_millimetre_is_as_long_in_every_direction(name, axis):
    view = projection(name)
    step = np.eye(3)[axis] / GEOMETRY.spacing[axis]
    by = view.to_screen(np.array([2.0, 3.0, 5.0]) + step) - view.to_screen((2.0, 3.0, 5.0))
    expected = 0.0 if axis == view.plane.axes[0] else 6.4
    assert np.hypot(by.x(), by.y()) == pytest.approx(expected)


@given(
    st.sampled_from(PlaneName),
    st.sampled_from(Convention),
    st.floats(0.2, 40),
    st.tuples(st.floats(-500, 1500), st.floats(-500, 1500)),
)
def test_the_inverse_is_exact(name, convention, scale, point):
    view = projection(name, convention, scale)
    back = view.to_screen(view.to_index(QPointF(*point), 1))
    assert (back.x(), back.y()) == pytest.approx(point, abs=1e-6)


def test_the_voxel_under_a_point_is_the_one_drawn_there():
    view = projection(PlaneName.AXIAL, scale=10.0)  # voxels of 5 x 8 px
    middle = view.to_screen((4, 2, 6))
    assert view.voxel(middle, 4) == (4, 2, 6)
    assert view.voxel(middle + QPointF(2.4, 3.9), 4) == (4, 2, 6)
    assert view.voxel(middle + QPointF(2.6, 0), 4) == (4, 2, 7)
    assert view.voxel(middle + QPointF(0, 4.1), 4) == (4, 3, 6)


def test_beside_the_volume_there_is_no_voxel():
    view = projection(PlaneName.AXIAL, scale=10.0)
    edge = view.to_screen((4, 0, 0))
    assert view.voxel(edge - QPointF(2.4, 3.9), 4) == (4, 0, 0)
    assert view.voxel(edge - QPointF(2.6, 0), 4) is None
    assert view.voxel(edge - QPointF(0, 4.1), 4) is None


def test_a_scale_of_nothing_is_refused():
    with pytest.raises(ValueError, match="scale over 0"):
        _ = projection(PlaneName.AXIAL, scale=0.0).inverse
