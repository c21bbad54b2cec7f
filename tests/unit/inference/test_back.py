"""The way back to the series' grid only around what matters, against the whole way."""

import itertools

import numpy as np
import pytest
from scipy import ndimage

from inference import back, banded, preprocess, spline
from inference.banded import Band
from inference.sliding_window import NO_EVIDENCE

COARSE = (24, 30, 27)


def blobs(seed: int, outputs: int = 1) -> np.ndarray:
    """Logits mostly far below zero, with some places above."""
    noise = np.random.default_rng(seed).normal(size=(outputs, *COARSE))
    smooth = ndimage.gaussian_filter(noise, (0, 2, 2, 2))
    return ((smooth - np.quantile(smooth, 0.985)) * 200).astype(np.float32)


@pytest.mark.parametrize("shape", [(24, 61, 55), (40, 30, 27), (13, 70, 20), (7, 11, 9)])
def test_a_part_is_what_the_whole_gives(shape):
    (logits,), steps = blobs(1), preprocess.bands(COARSE, shape)
    whole = preprocess.resample(logits, shape)

    found = back.to_series(logits[None], steps, shape, logits >= 0, lambda part: part[0])

    kept = found > NO_EVIDENCE
    assert 0 < kept.mean() < 0.6
    np.testing.assert_allclose(found[kept], whole[kept], rtol=1e-6, atol=1e-5)
    np.testing.assert_array_equal(found > 0, whole > 0)


@pytest.mark.parametrize("coarse", [None, 0])
def test_nnunets_own_linear_way(coarse):
    (logits,), shape = blobs(2), (50, 61, 55)
    steps = spline.bands(COARSE, shape, 1, coarse)
    whole = spline.resample(logits, shape, 1, coarse)

    found = back.to_series(logits[None], steps, shape, logits >= -3, lambda part: part[0])

    np.testing.assert_array_equal(found >= -3, whole >= -3)


def test_where_all_is_possible_all_is_done():
    (logits,), shape = blobs(3), (24, 61, 55)
    steps = preprocess.bands(COARSE, shape)
    found = back.to_series(logits[None], steps, shape, np.ones(COARSE, bool), lambda part: part[0])
    np.testing.assert_array_equal(found, preprocess.resample(logits, shape))


def test_nothing_possible_is_no_evidence():
    shape = (24, 61, 55)
    steps = preprocess.bands(COARSE, shape)
    found = back.to_series(blobs(3), steps, shape, np.zeros(COARSE, bool), lambda part: part[0])
    assert (found == NO_EVIDENCE).all()


def test_the_floor_lies_below_what_is_asked_for():
    def logit(share):
        return np.log(share / (1 - share))

    assert back.floor(0.5) < logit(0.02)
    assert back.floor(0.001) < logit(0.001)
    assert back.floor(0.0) == -np.inf


@pytest.mark.parametrize(("axis", "old", "new"), [*itertools.product(range(3), (30,), (70, 11)), (1, 700, 40)])
def test_a_band_is_its_matrix(axis, old, new):
    shape = [5, 6, 530]
    shape[axis] = old
    array = np.random.default_rng(0).normal(size=shape).astype(np.float32)
    weights = ndimage.zoom(np.eye(old), (new / old, 1), order=3, mode="nearest", grid_mode=True)
    weights[np.abs(weights) < 1e-9] = 0
    answer = banded.along(array, axis, Band.of(weights))
    whole = np.moveaxis(np.tensordot(weights, array.astype(float), axes=(1, axis)), 0, axis)
    np.testing.assert_allclose(answer, whole, atol=1e-5)


def test_thick_boxes_are_made_piece_by_piece_and_the_same(monkeypatch):
    shape = (70, 61, 55)
    (logits,), steps = blobs(3), preprocess.bands(COARSE, shape)
    made = []
    monkeypatch.setattr(back, "_AT_ONCE", 61 * 55 * 32)

    def merge(part):
        made.append(part.shape[1])
        return part[0]

    found = back.to_series(logits[None], steps, shape, np.ones(COARSE, bool), merge)

    assert made == [32, 32, 6]
    np.testing.assert_allclose(found, preprocess.resample(logits, shape), rtol=1e-6, atol=1e-5)
