import json

import numpy as np
import pytest

from inference.manifest import Manifest, parse
from inference.network import evidence, input_channels, probability
from tests.helpers.tiny_model import manifest


def sound(**changes) -> Manifest:
    return parse(json.dumps(manifest("metastasis", b"", **changes)).encode())


class Session:
    """Answers by a function of the window, and remembers what it saw."""

    def __init__(self, answer) -> None:
        self.answer, self.seen = answer, []

    def predict_many(self, windows):
        return [self.predict(window) for window in windows]

    def predict(self, window: np.ndarray) -> np.ndarray:
        assert window.flags.c_contiguous
        self.seen.append(window)
        return self.answer(window)


def window() -> np.ndarray:
    return np.random.default_rng(2).normal(size=(1, 3, 4, 5)).astype(np.float32)


def test_channels_in_the_manifests_order():
    inputs = [{"kind": "derived", "name": "brain-distance", "clip_mm": 1}, *manifest("metastasis", b"")["inputs"]]
    voxels = window()[0]
    brain = np.ones(voxels.shape, bool)
    brain[0] = False

    channels = input_channels(sound(inputs=inputs), {"T1c": voxels}, brain, (1.0, 1.0, 1.0))

    assert np.array_equal(channels[1], voxels)
    assert (channels[0, 0] == -1).all()
    assert (channels[0, 1:] == 1).all()


def test_each_sequence_goes_to_its_own_channel():
    inputs = [{"kind": "sequence", "sequence": each, "normalisation": {"scheme": "none"}} for each in ("T1c", "FLAIR")]
    one, other = window()[0], window()[0] + 5

    channels = input_channels(sound(inputs=inputs), {"FLAIR": other, "T1c": one}, None, (1.0, 1.0, 1.0))

    assert np.array_equal(channels, np.stack([one, other]))


@pytest.mark.parametrize(("axes", "runs"), [([], 1), ([2], 2), ([0, 2], 4), ([0, 1, 2], 8)])
def test_mirrored_windows_are_turned_back(axes, runs):
    """What does not look at its place answers the same however it is mirrored."""
    session, seen = Session(lambda each: each * 3), window()

    answer = evidence(session, sound(mirror_axes=axes), seen)

    assert np.allclose(answer, seen[0] * 3, atol=1e-6)
    assert len({each.tobytes() for each in session.seen}) == len(session.seen) == runs


def test_mirroring_takes_the_mean():
    """What answers by its place along i alone is evened out along i by mirroring i."""
    session = Session(lambda each: np.broadcast_to(np.arange(5, dtype=np.float32), each.shape))

    assert np.allclose(evidence(session, sound(mirror_axes=[2]), window()), 2.0)


def test_softmax_against_all_others_together():
    logits = np.random.default_rng(4).normal(0, 5, (3, 2, 2, 2)).astype(np.float32)
    softmax = np.exp(logits) / np.exp(logits).sum(axis=0)

    answer = evidence(Session(lambda _: logits), sound(output={"activation": "softmax", "channel": 1}), logits[:1])

    assert np.allclose(probability(answer), softmax[1], atol=1e-5)


def test_softmax_of_huge_logits_stays_finite():
    logits = np.array([900.0, -900.0], np.float32).reshape(2, 1, 1, 1)

    answer = evidence(Session(lambda _: logits), sound(output={"activation": "softmax", "channel": 1}), logits[:1])

    assert answer.item() == -1800.0
    assert probability(answer).item() == pytest.approx(0.0, abs=1e-9)


def test_sigmoid_takes_its_channel():
    logits = np.random.default_rng(4).normal(size=(3, 2, 2, 2)).astype(np.float32)

    answer = evidence(Session(lambda _: logits), sound(output={"activation": "sigmoid", "channel": 2}), logits[:1])

    assert np.array_equal(answer, logits[2])
    assert probability(np.zeros((1, 1, 1), np.float32)).item() == 0.5
