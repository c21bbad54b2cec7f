"""Shapes painted into a label map."""

import numpy as np
import pytest

from core.demo.canvas import Canvas
from core.demo.space import Space, first_and_axes
from core.demo.tissue import Tissue


@pytest.fixture
def canvas() -> Canvas:
    x, y, z = first_and_axes(2.0)
    shape = (len(z), len(y), len(x))
    fields = [np.broadcast_to(f, shape) for f in (x[None, None, :], y[None, :, None], z[:, None, None])]
    return Canvas(Space(*fields, 2.0), np.zeros(shape, dtype=np.uint8))


def test_an_ellipsoid_has_its_volume(canvas):
    canvas.ellipsoid((10, -20, 5), (20, 30, 24), Tissue.EYE)

    assert (canvas.labels == Tissue.EYE).sum() * 8 == pytest.approx(4 / 3 * np.pi * 20 * 30 * 24, rel=0.02)


def test_only_what_may_be_painted_over_is(canvas):
    canvas.ellipsoid((0, 0, 0), (20, 20, 20), Tissue.CSF)
    canvas.ellipsoid((0, 0, 0), (10, 10, 10), Tissue.WHITE)
    before = (canvas.labels == Tissue.WHITE).sum()

    canvas.tube([(-40, 0, 0), (40, 0, 0)], 3.0, Tissue.VESSEL, (Tissue.CSF,))

    assert (canvas.labels == Tissue.WHITE).sum() == before
    found = canvas.space.x[canvas.labels == Tissue.VESSEL]
    assert np.abs(found).min() > 10
    assert np.abs(found).max() < 20


def test_a_tube_tapers(canvas):
    canvas.tube([(0, 0, -60), (0, 0, 40)], [12, 4], Tissue.SINUS)

    wide = (canvas.labels == Tissue.SINUS).sum(axis=(1, 2))
    heights = canvas.space.z[:, 0, 0]
    assert wide[np.abs(heights + 58) < 2].max() > 4 * wide[np.abs(heights - 36) < 2].max() > 0


def test_both_sides_mirror_each_other(canvas):
    canvas.both_tubes([(20, 10, 0), (50, 20, 10)], 5.0, Tissue.VESSEL)
    canvas.both_ellipsoids((30, -20, 5), (9, 8, 7), Tissue.EYE)

    assert np.array_equal(canvas.labels, canvas.labels[:, :, ::-1])
    assert not canvas.labels[:, :, canvas.labels.shape[2] // 2].any()


def test_shapes_beyond_the_grid_are_cut(canvas):
    canvas.tube([(0, 0, 0), (0, 0, 500)], 3.0, Tissue.VESSEL)
    canvas.ellipsoid((0, 0, 400), (9, 9, 9), Tissue.EYE)

    assert (canvas.labels == Tissue.VESSEL).any()
    assert not (canvas.labels == Tissue.EYE).any()
