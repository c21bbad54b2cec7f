import itertools

import numpy as np
import pytest

from core.errors import Cancelled
from inference.sliding_window import NO_EVIDENCE, Several, gaussian, predict_volume, starts

PATCH = (4, 6, 5)


def nnunet_starts(size: int, window: int, step: float) -> list[int]:
    """nnU-Net v2's compute_steps_for_sliding_window, for one axis."""
    target = window * step
    count = int(np.ceil((size - window) / target)) + 1
    actual = (size - window) / (count - 1) if count > 1 else 99999999999
    return [int(np.round(actual * n)) for n in range(count)]


def image(shape: tuple[int, int, int], seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(2, *shape)).astype(np.float32)


def places_matter(window: np.ndarray) -> np.ndarray:
    """A prediction that differs with the place inside the window, so that blending shows."""
    return window[0] * 2 - window[1] + np.arange(window[0].size, dtype=np.float32).reshape(window.shape[1:]) / 10


def straightforward(channels: np.ndarray, step: float) -> np.ndarray:
    """Every window's voxels added one by one."""
    shape = channels.shape[1:]
    weights = gaussian(PATCH).astype(float)
    total, weight = np.zeros(shape), np.zeros(shape)
    for first in itertools.product(*(nnunet_starts(n, w, step) for n, w in zip(shape, PATCH, strict=True))):
        box = tuple(slice(a, a + w) for a, w in zip(first, PATCH, strict=True))
        answer = places_matter(channels[(slice(None), *box)])
        for inside in np.ndindex(PATCH):
            at = tuple(a + b for a, b in zip(first, inside, strict=True))
            total[at] += answer[inside] * weights[inside]
            weight[at] += weights[inside]
    return total / weight


@pytest.mark.parametrize("step", [0.3, 0.5, 0.75, 1.0])
def test_windows_start_as_nnunet_lays_them(step):
    for size in range(8, 60):
        assert starts(size, 8, step) == nnunet_starts(size, 8, step)


@pytest.mark.parametrize("step", [0.3, 0.5, 1.0])
def test_windows_leave_no_gap_and_end_at_the_edge(step):
    for size in range(8, 60):
        places = starts(size, 8, step)
        assert places[0] == 0
        assert places[-1] == size - 8
        assert all(b - a <= np.ceil(8 * step) for a, b in itertools.pairwise(places))


def test_a_small_axis_has_one_window():
    assert starts(3, 8, 0.5) == [0]


def test_weights_are_highest_in_the_middle_symmetric_and_never_nothing():
    weights = gaussian((64, 6, 5))

    assert weights.max() == 1.0
    assert weights.min() == pytest.approx(1e-4)
    assert np.array_equal(weights, weights[::-1, ::-1, ::-1])
    assert np.unravel_index(weights[:32, :3].argmax(), (32, 3, 5)) == (31, 2, 2)


@pytest.mark.parametrize("step", [0.4, 0.5, 1.0])
def test_blended_as_the_straightforward_way(step):
    channels = image((9, 6, 12))

    blended = predict_volume(channels, PATCH, step, places_matter)

    assert blended.dtype == np.float32
    assert np.allclose(blended, straightforward(channels, step), atol=1e-4)


@pytest.mark.parametrize("shape", [(3, 6, 5), (2, 3, 4), (9, 1, 2)])
def test_a_volume_smaller_than_the_window_lies_in_the_middle_of_zeros(shape):
    channels = image(shape)
    seen = []

    def predict(window: np.ndarray) -> np.ndarray:
        seen.append(window)
        return window[0]

    answer = predict_volume(channels, PATCH, 0.5, predict)

    assert answer.shape == shape
    assert np.allclose(answer, channels[0], atol=1e-5)
    assert all(window.shape == (2, *PATCH) for window in seen)
    assert all(window.flags.c_contiguous for window in seen)
    if shape == (2, 3, 4):
        assert np.array_equal(seen[0][:, 1:3, 1:4, 0:4], channels)
        assert np.count_nonzero(seen[0]) == np.count_nonzero(channels)


def test_windows_without_anything_wanted_are_left_out():
    channels = image((16, 6, 5))
    wanted = np.zeros((16, 6, 5), bool)
    wanted[1] = True
    calls = []

    answer = predict_volume(
        channels, PATCH, 1.0, lambda window: window[0], wanted, lambda done, total: calls.append((done, total))
    )

    assert calls == [(1, 1)]
    assert np.allclose(answer[:4], channels[0, :4], atol=1e-5)
    assert (answer[4:] == NO_EVIDENCE).all()


def test_nothing_wanted_runs_nothing():
    def never(window: np.ndarray) -> np.ndarray:
        raise AssertionError

    wanted = np.zeros((2, 3, 4), bool)

    assert (predict_volume(image((2, 3, 4)), PATCH, 0.5, never, wanted) == NO_EVIDENCE).all()


def test_what_is_wanted_in_a_small_volume_is_found_behind_the_padding():
    wanted = np.zeros((2, 3, 4), bool)
    wanted[0, 0, 0] = True

    answer = predict_volume(image((2, 3, 4)), PATCH, 0.5, lambda window: window[0], wanted)

    assert (answer != NO_EVIDENCE).all()


def test_progress_counts_every_window():
    calls = []

    predict_volume(image((8, 6, 5)), PATCH, 0.5, lambda w: w[0], progress=lambda *each: calls.append(each))

    assert calls == [(1, 3), (2, 3), (3, 3)]


def test_cancel_is_asked_before_each_window():
    predicted = []

    def predict(window: np.ndarray) -> np.ndarray:
        predicted.append(1)
        return window[0]

    with pytest.raises(Cancelled):
        predict_volume(image((8, 6, 5)), PATCH, 0.5, predict, cancel=lambda: len(predicted) == 2)

    assert len(predicted) == 2


@pytest.mark.parametrize("count", [1, 2, 7, 100])
def test_windows_predicted_together_give_the_same(count):
    """However many at once: the last group may be smaller, and progress still ends with all of them."""
    channels, seen, told = image((8, 6, 5)), [], []

    def predict(windows):
        seen.append(len(windows))
        return [window[0] * 2 for window in windows]

    alone = predict_volume(channels, PATCH, 0.5, lambda window: window[0] * 2)
    together = predict_volume(
        channels, PATCH, 0.5, never, progress=lambda *each: told.append(each), several=Several(count, predict)
    )

    np.testing.assert_array_equal(alone, together)
    assert max(seen) == min(count, sum(seen))
    assert told[-1] == (sum(seen), sum(seen))


def never(window):
    pytest.fail("it is asked for one alone")
