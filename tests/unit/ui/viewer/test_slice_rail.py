import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF

from core.geometry import Geometry
from core.plane import Plane, PlaneName
from ui.viewer.slice_rail import SliceRail

VIEW = QRectF(0, 0, 509, 411)


def rail(up: bool) -> SliceRail:
    steps = [(0, 0, 1 if up else -1), (0, 1, 0), (1, 0, 0)]
    return SliceRail(
        Plane(Geometry.from_axes((200, 10, 10), (0, 0, 0), (1, 1, 1), np.array(steps).T), PlaneName.AXIAL),
        VIEW,
    )


@pytest.mark.parametrize("up", [True, False])
def test_a_click_goes_to_the_slice_that_is_drawn_there(up):
    assert [rail(up).slice_at(rail(up).y(n)) for n in range(200)] == list(range(200))


def test_the_head_is_at_the_top_whichever_way_the_series_runs():
    assert rail(True).y(199) < rail(True).y(0)
    assert rail(False).y(199) > rail(False).y(0)


def test_beyond_its_ends_it_stops():
    assert rail(True).slice_at(-1000) == 199
    assert rail(True).slice_at(5000) == 0


def test_only_the_edge_is_the_rail():
    assert rail(True).holds(QPointF(500, 200))
    assert not rail(True).holds(QPointF(480, 200))
    assert not rail(True).holds(QPointF(500, 10))
