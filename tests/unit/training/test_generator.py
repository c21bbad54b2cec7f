import numpy as np
import pytest

from training.generator import warp
from training.generator.confounders import add_confounders, tube_occupancy
from training.generator.labels import Anatomy, Tissue, Zone, anatomy_of, closed_brain, signed_distance
from training.generator.lesion_patch import lesion_patch
from training.generator.lesions import draw_lesion, signed_shape
from training.generator.whole_head import channels_of, head_sample, padded


def ball_labels(size: int = 64, radius: float = 20) -> np.ndarray:
    """White matter in grey in fluid in scalp, with FreeSurfer's numbers."""
    distance = np.sqrt(sum((axis - size / 2) ** 2 for axis in np.indices((size, size, size))))
    labels = np.zeros((size,) * 3, np.int32)
    for edge, number in ((radius + 9, 515), (radius + 3, 24), (radius, 3), (radius - 4, 2)):
        labels[distance < edge] = number
    return labels


@pytest.fixture(scope="module")
def anatomy() -> Anatomy:
    return anatomy_of(ball_labels())


def test_left_and_right_are_one_tissue():
    left, right = ball_labels(), ball_labels()
    right[right == 2] = 41
    right[right == 3] = 42
    np.testing.assert_array_equal(anatomy_of(left).tissues, anatomy_of(right).tissues)


def test_distance_is_positive_inside_the_brain_and_counts_millimetres(anatomy):
    assert anatomy.distance[32, 32, 32] == pytest.approx(20, abs=1.5)
    assert anatomy.distance[32, 32, 32 + 25] == pytest.approx(-6, abs=1.5)


def test_the_brain_is_closed_over_its_sulci():
    brain = np.ones((20, 20, 20), bool)
    brain[:10, 10] = False  # a one-voxel cleft
    assert closed_brain(np.pad(brain, 6))[6 + 5, 6 + 10, 6 + 10]


def test_a_hidden_patch_of_a_head_is_the_same_for_the_same_seed(anatomy):
    first = lesion_patch(anatomy, 24, np.random.default_rng(5))
    again = lesion_patch(anatomy, 24, np.random.default_rng(5))
    other = lesion_patch(anatomy, 24, np.random.default_rng(6))
    np.testing.assert_array_equal(first.image, again.image)
    assert not np.array_equal(first.image, other.image)


def test_patches_are_finite_and_many_hold_a_lesion(anatomy):
    rng = np.random.default_rng(0)
    patches = [lesion_patch(anatomy, 24, rng) for _ in range(16)]
    assert all(np.isfinite(p.image).all() and np.isfinite(p.distance).all() for p in patches)
    assert 5 <= sum(bool(p.label.any()) for p in patches) <= 15


@pytest.mark.parametrize("diameter", [3.0, 6.0, 12.0])
def test_a_lesion_has_about_its_volume(diameter):
    volumes = []
    for seed in range(12):
        image, label = np.ones((40, 40, 40), np.float32), np.zeros((40, 40, 40), bool)
        distance = np.full((40, 40, 40), 30, np.float32)
        draw_lesion(image, label, distance, np.array([20.0, 20, 20]), diameter, np.random.default_rng(seed))
        volumes.append(label.sum())
    assert np.median(volumes) == pytest.approx(np.pi / 6 * diameter**3, rel=0.35)


def test_lesions_stay_in_the_brain(anatomy):
    image, label = np.ones(anatomy.tissues.shape, np.float32), np.zeros(anatomy.tissues.shape, bool)
    draw_lesion(image, label, anatomy.distance, np.array([32.0, 32, 50]), 16, np.random.default_rng(0))
    assert label.any()
    assert anatomy.distance[label].min() > -1


def test_a_shape_at_the_grids_edge_is_cut_not_refused():
    box, signed = signed_shape(np.array([0.0, 3, 9]), 8, (10, 10, 10), np.random.default_rng(1))
    assert signed.shape == tuple(b.stop - b.start for b in box)


def test_confounders_brighten_and_never_label(anatomy):
    image = np.ones(anatomy.tissues.shape, np.float32) * 0.8
    for seed in range(4):
        add_confounders(image, anatomy, np.random.default_rng(seed))
    assert (image > 1.15).any()
    assert np.isfinite(image).all()


def test_a_tube_is_as_wide_as_it_says():
    points = np.array([[10.0, 10.0, i, 1.5] for i in np.arange(0, 20, 0.3)])
    share = tube_occupancy(points, (20, 20, 20))
    assert share[:, :, 10].sum() == pytest.approx(np.pi * 1.5**2, rel=0.2)


def test_a_thin_tube_is_faint_not_lost():
    points = np.array([[10.0, 10.0, i, 0.45] for i in np.arange(0, 20, 0.3)])
    assert 0.3 < tube_occupancy(points, (20, 20, 20)).max() < 1


def test_a_patch_beyond_the_head_is_air(anatomy):
    part = warp.patch(anatomy, np.array([500.0, 500, 500]), (8, 8, 8), np.random.default_rng(0))
    assert (part.tissues == Tissue.AIR).all()
    assert (part.zones == Zone.NONE).all()


def test_padding_centres_and_cropping_keeps_the_middle():
    field = np.zeros((10, 70, 64), np.float32)
    field[5, 35, 32] = 1
    out = padded(field)
    assert out.shape == (64, 64, 64)
    assert out[27 + 5, 35 - 3, 32] == 1


def test_a_whole_head_has_the_manifests_channels():
    labels = ball_labels(64, 22)
    tissues = anatomy_of(labels).tissues
    coarse = Anatomy(tissues, np.zeros_like(tissues), signed_distance(np.isin(tissues, (1, 2))) * np.float32(2))
    sample = head_sample(coarse, np.random.default_rng(3))
    assert sample.channels.shape == (4, 64, 64, 64)
    assert 300 < sample.share.sum() < 20000
    assert ((sample.share > 0.05) & (sample.share < 0.95)).sum() > 200, "the surface lies between voxels"
    assert len(channels_of(np.ones((12, 12, 12), np.float32))) == 4
