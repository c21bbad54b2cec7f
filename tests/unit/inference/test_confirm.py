import numpy as np
import pytest

from core.errors import Cancelled
from inference.confirm import MIRRORED, confirmed
from inference.manifest import Confirmation

RULE = Confirmation(probability=0.3, peak=0.75, patch_size=(8, 8, 8))
SHAPE = (30, 20, 24)
EVERYWHERE = np.ones(SHAPE, bool)


def first_pass(*findings, shape=SHAPE) -> np.ndarray:
    """Evidence of -6 but for (box, value)."""
    evidence = np.full(shape, -6, np.float32)
    for box, value in findings:
        evidence[box] = value
    return evidence


def image(shape=SHAPE) -> np.ndarray:
    return np.random.default_rng(3).normal(size=(2, *shape)).astype(np.float32)


def looked_at(evidence, channels, near=EVERYWHERE, predict=lambda window: window[0]):
    """The answer, and the windows that the network saw."""
    seen = []

    def watched(window):
        seen.append(window.copy())
        return predict(window)

    return confirmed(evidence, channels, near, RULE, watched), seen


def test_all_eight_mirrorings_once():
    assert sorted(MIRRORED) == [(), (0,), (0, 1), (0, 1, 2), (0, 2), (1,), (1, 2), (2,)]


def test_a_finding_is_seen_in_the_middle_of_its_window_in_eight_ways():
    channels = image()
    _, seen = looked_at(first_pass((np.s_[14:16, 9:11, 11:13], 2)), channels)
    assert len(seen) == 8
    assert np.array_equal(seen[0], channels[:, 11:19, 6:14, 8:16])
    for axes, window in zip(MIRRORED, seen, strict=True):
        assert np.array_equal(np.flip(window, [axis + 1 for axis in axes]), seen[0])


def test_an_answer_that_follows_its_voxels_is_the_same_whichever_way_it_was_mirrored():
    channels = image()
    answer, _ = looked_at(first_pass((np.s_[14:16, 9:11, 11:13], 2)), channels)
    middle = np.s_[14:16, 9:11, 11:13]
    # Eight windows against the first pass, each with the Gaussian's weight there: almost 1.
    assert answer[middle] == pytest.approx((8 * channels[0][middle] + 2) / 9, abs=0.06)


def test_the_first_pass_stands_away_from_findings():
    evidence = first_pass((np.s_[14:16, 9:11, 11:13], 2))
    answer, _ = looked_at(evidence, image())
    away = np.ones(SHAPE, bool)
    away[11:19, 6:14, 8:16] = False
    assert np.array_equal(answer[away], evidence[away])


def test_what_is_weak_or_away_from_the_brain_is_not_looked_at_again():
    weak, strong = (np.s_[4:6, 4:6, 4:6], 1.0), (np.s_[20:22, 9:11, 11:13], 2.0)  # 0.73 and 0.88
    near = np.zeros(SHAPE, bool)
    near[:10] = True
    evidence = first_pass(weak, strong)
    answer, seen = looked_at(evidence, image(), near)
    assert seen == []
    assert np.array_equal(answer, evidence)


def test_a_long_finding_lies_in_the_middle_half_of_some_window():
    evidence = first_pass((np.s_[2:28, 9, 11], 2))
    found, channels = np.zeros(SHAPE, np.float32), np.stack(np.indices(SHAPE)).astype(np.float32)

    def predict(window):
        z = int(window[0].min())
        if window[0, 1, 0, 0] > window[0, 0, 0, 0] and window[2, 0, 0, 0] < window[2, 0, 0, 1]:  # as it lies
            found[z + 2 : z + 6] = 1
        return window[0]

    confirmed(evidence, channels, EVERYWHERE, RULE, predict)
    assert found[4:26, 9, 11].all()


def test_at_the_edge_of_a_volume_smaller_than_the_window():
    shape = (6, 20, 24)
    evidence = first_pass((np.s_[0:2, 0:2, 22:24], 2), shape=shape)
    channels = image(shape)
    answer, seen = looked_at(evidence, channels, np.ones(shape, bool))
    assert answer.shape == shape
    assert all(window.shape == (2, 8, 8, 8) for window in seen)
    assert np.array_equal(seen[0][:, 1:7], channels[:, :, 0:8, 16:24])


def test_it_tells_how_far_it_is_and_stops_when_asked():
    told = []
    evidence = first_pass((np.s_[4:6, 4:6, 4:6], 2), (np.s_[20:22, 9:11, 11:13], 2))
    confirmed(evidence, image(), EVERYWHERE, RULE, lambda w: w[0], lambda *each: told.append(each))
    assert told == [(1, 2), (2, 2)]
    with pytest.raises(Cancelled):
        confirmed(evidence, image(), EVERYWHERE, RULE, lambda w: w[0], cancel=lambda: True)
