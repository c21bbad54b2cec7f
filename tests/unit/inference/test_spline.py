"""Splines as nnU-Net's resampling has them, against SciPy's own and against what is known."""

import numpy as np
import pytest
from scipy import ndimage

from inference.spline import coarse_axis, resample

RNG = np.random.default_rng(3)


@pytest.mark.parametrize("shape", [(9, 14, 11), (21, 8, 30), (12, 10, 40)])
@pytest.mark.parametrize("order", [1, 3])
def test_axis_by_axis_is_the_whole_spline(shape, order):
    array = RNG.uniform(-1, 1, (12, 10, 16)).astype(np.float32)
    zoom = np.array(shape) / array.shape
    whole = ndimage.zoom(array.astype(float), zoom, order=order, mode="nearest", grid_mode=True)
    np.testing.assert_allclose(resample(array, shape, order, None), np.clip(whole, array.min(), array.max()), atol=3e-6)


def test_the_coarse_axis_takes_the_nearest_slice():
    array = RNG.uniform(-1, 1, (4, 6, 6)).astype(np.float32)
    resampled = resample(array, (8, 6, 6), 3, 0)
    np.testing.assert_array_equal(resampled, array.repeat(2, axis=0))


def test_overshoot_is_cut_slice_by_slice():
    array = np.zeros((2, 12, 12), np.float32)
    array[0, 6:], array[1, 6:] = 1, 100
    resampled = resample(array, (2, 30, 30), 3, 0)
    assert resampled[0].max() == 1
    assert resampled.min() == 0


def test_nothing_changes_where_the_shape_stays():
    array = RNG.uniform(size=(4, 5, 6)).astype(np.float32)
    assert resample(array, (4, 5, 6), 3, None) is array


@pytest.mark.parametrize(
    ("separate", "current", "wanted", "axis"),
    [
        ("auto", (5, 1, 1), (1, 1, 1), 0),
        ("auto", (1, 1, 1), (1, 1, 4), 2),
        ("auto", (3, 1, 1), (1, 1, 1), None),
        ("auto", (0.2, 1, 1), (1, 1, 1), None),
        ("always", (2, 1, 1), (1, 1, 1), 0),
        ("always", (1, 1, 1), (5, 1, 1), None),
        ("never", (9, 1, 1), (9, 1, 1), None),
    ],
)
def test_which_axis_is_coarse(separate, current, wanted, axis):
    assert coarse_axis(separate, current, wanted) == axis


@pytest.mark.parametrize(
    ("old_mm", "new_mm"),
    [((0.9, 0.5, 0.5), (1, 1, 1)), ((5, 0.8, 0.8), (1.1, 1, 1)), ((1, 1, 1), (4, 0.7, 0.7))],
)
@pytest.mark.parametrize("order", [1, 3])
def test_the_same_as_nnunets_own_function(old_mm, new_mm, order):
    theirs = pytest.importorskip("nnunetv2.preprocessing.resampling.default_resampling")
    array = ndimage.gaussian_filter(RNG.normal(size=(20, 40, 36)), 1).astype(np.float32)
    array *= 4 / np.abs(array).max()
    shape = theirs.compute_new_shape(array.shape, old_mm, new_mm)
    (expected,) = theirs.resample_data_or_seg_to_shape(
        array[None], shape, old_mm, new_mm, order=order, force_separate_z=None
    )
    ours = resample(array, [int(n) for n in shape], order, coarse_axis("auto", old_mm, new_mm))
    np.testing.assert_allclose(ours, expected, atol=1e-5)
