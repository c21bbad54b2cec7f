import numpy as np
import pytest

from inference.channels import derived_channel, sequence_channel


def head_image(spacing: float = 4.0) -> np.ndarray:
    """A bright ball of 80 mm radius whose top is at k = 45, centred on j = 30, i = 32."""
    k, j, i = np.indices((48, 64, 64))
    ball = (k - 25) ** 2 + (j - 30) ** 2 + (i - 32) ** 2 <= 20**2
    return np.where(ball, 100.0, 1.0).astype(np.float32)


def test_brain_median_divides_by_the_median_inside_the_brain():
    voxels = np.full((4, 4, 4), 10.0, np.float32)
    voxels[0] = 50.0
    brain = np.zeros((4, 4, 4), bool)
    brain[1:] = True

    channel = sequence_channel(voxels, {"scheme": "brain-median", "clip": 4.0}, brain)

    assert channel.dtype == np.float32
    assert channel[1, 0, 0] == 1.0
    assert channel[0, 0, 0] == 4.0


def test_zscore_over_the_image_or_the_brain():
    voxels = np.random.default_rng(1).normal(7, 3, (6, 6, 6)).astype(np.float32)
    brain = np.zeros((6, 6, 6), bool)
    brain[:3] = True

    whole = sequence_channel(voxels, {"scheme": "zscore"}, None)
    inside = sequence_channel(voxels, {"scheme": "zscore", "region": "brain"}, brain)

    assert whole.mean() == pytest.approx(0, abs=1e-5)
    assert whole.std() == pytest.approx(1, abs=1e-5)
    assert inside[brain].mean() == pytest.approx(0, abs=1e-5)


def test_percentile_ends_become_zero_and_one():
    voxels = np.linspace(0, 100, 1001, dtype=np.float32).reshape(7, 11, 13)

    channel = sequence_channel(voxels, {"scheme": "percentile", "lower": 10, "upper": 90}, None)

    assert channel.min() == 0
    assert np.interp(90, voxels.ravel(), channel.ravel()) == pytest.approx(1, abs=1e-4)


def test_none_is_the_image():
    voxels = np.random.default_rng(2).random((3, 3, 3)).astype(np.float32)
    np.testing.assert_array_equal(sequence_channel(voxels, {"scheme": "none"}, None), voxels)


@pytest.mark.parametrize("brain", [None, np.zeros((3, 3, 3), bool)])
def test_a_missing_brain_is_refused(brain):
    voxels = np.ones((3, 3, 3), np.float32)
    with pytest.raises(ValueError, match="brain mask"):
        sequence_channel(voxels, {"scheme": "brain-median"}, brain)
    with pytest.raises(ValueError, match="brain mask"):
        derived_channel("brain-distance", {}, voxels, brain, (1, 1, 1))


def test_unknown_names_are_refused():
    voxels = np.ones((3, 3, 3), np.float32)
    with pytest.raises(ValueError, match="unknown normalisation"):
        sequence_channel(voxels, {"scheme": "magic"}, None)
    with pytest.raises(ValueError, match="unknown derived"):
        derived_channel("magic", {}, voxels, None, (1, 1, 1))


def test_brain_distance_is_signed_and_in_millimetres():
    brain = np.zeros((20, 10, 10), bool)
    brain[:10] = True

    channel = derived_channel("brain-distance", {"clip_mm": 12}, np.ones(brain.shape, np.float32), brain, (2, 1, 1))

    assert channel[9, 5, 5] == pytest.approx(2 / 12)
    assert channel[10, 5, 5] == pytest.approx(-2 / 12)
    assert channel[12, 5, 5] == pytest.approx(-6 / 12)
    assert channel[19, 5, 5] == -1


def test_positions_come_from_the_image_alone():
    image, spacing = head_image(), (4.0, 4.0, 4.0)

    depth = derived_channel("head-depth", {"clip_mm": 100}, image, None, spacing)
    below = derived_channel("below-top", {"clip_mm": 200}, image, None, spacing)
    radial = derived_channel("radial", {"clip_mm": 100}, image, None, spacing)

    assert depth[25, 30, 32] == pytest.approx(0.8, abs=0.05)
    assert depth[2, 2, 2] == 0
    top = np.flatnonzero(below[:, 0, 0] == 0)[0]
    assert 43 <= top <= 45
    assert below[top - 10, 5, 5] == pytest.approx(0.2)
    assert radial[0, 30, 32] == pytest.approx(0, abs=0.01)
    assert radial[0, 30, 42] == pytest.approx(0.4, abs=0.01)


def test_brightness_does_not_move_the_positions():
    image, spacing = head_image(), (4.0, 4.0, 4.0)
    for name in ("head-depth", "below-top", "radial"):
        np.testing.assert_array_equal(
            derived_channel(name, {}, image, None, spacing),
            derived_channel(name, {}, image * 7, None, spacing),
        )


def test_an_empty_image_still_gives_finite_positions():
    empty = np.zeros((8, 8, 8), np.float32)
    for name in ("head-depth", "below-top", "radial"):
        assert np.isfinite(derived_channel(name, {}, empty, None, (4, 4, 4))).all()


def test_outside_the_nonzero_region_nothing_changes():
    voxels = np.zeros((4, 4, 4), np.float32)
    voxels[1:3] = np.arange(32, dtype=np.float32).reshape(2, 4, 4) + 1
    channel = sequence_channel(voxels, {"scheme": "zscore", "region": "nonzero"}, None, voxels > 0)
    assert not channel[0].any()
    assert channel[1:3].mean() == pytest.approx(0, abs=1e-6)
    assert channel[1:3].std() == pytest.approx(1, abs=1e-5)


def test_a_nonzero_region_must_be_given():
    with pytest.raises(ValueError, match="not zero"):
        sequence_channel(np.ones((2, 2, 2), np.float32), {"scheme": "zscore", "region": "nonzero"}, None)


def test_a_window_and_a_range():
    voxels = np.array([[[-5.0, 0.0, 10.0, 40.0]]], np.float32)
    window = {"scheme": "window", "low": 0, "high": 20, "mean": 5, "std": 2.5}
    np.testing.assert_allclose(sequence_channel(voxels, window, None)[0, 0], [-2, -2, 2, 6])
    np.testing.assert_allclose(sequence_channel(voxels, {"scheme": "range"}, None)[0, 0], [0, 1 / 9, 1 / 3, 1])
