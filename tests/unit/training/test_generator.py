import numpy as np
import pytest
import SimpleITK as sitk

from training.generator import warp
from training.generator.acquisition import ghosts
from training.generator.confounders import add_confounders, add_void, tube_occupancy
from training.generator.labels import (
    Anatomy,
    Tissue,
    Zone,
    anatomy_of,
    at_2_mm,
    closed_brain,
    from_real_brain,
    real_at_2_mm,
    tissues_of,
)
from training.generator.lesion_patch import lesion_patch
from training.generator.lesions import draw_lesion, signed_shape
from training.generator.whole_head import channels_of, halved, head_sample, padded


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


def test_the_ventricles_belong_to_the_brain_though_fluid_reaches_them():
    labels = ball_labels()
    labels[26:38, 26:38, 26:38] = 4
    labels[32, 32, :32] = 24  # a way out, as the fourth ventricle has
    distance = anatomy_of(labels).distance
    assert distance[32, 32, 34] > 15
    assert (anatomy_of(labels).tissues == Tissue.VENTRICLE).sum() > 1500


def test_a_real_brains_surface_is_its_tissue_not_the_fluid_that_stripping_left(tmp_path):
    away = np.sqrt(sum((axis - 40) ** 2 for axis in np.indices((80, 80, 80))))
    voxels = np.zeros((80, 80, 80), np.float32)
    voxels[away < 36], voxels[away < 32], voxels[away < 8] = 30, 100, 25
    voxels[40, 40, :40][voxels[40, 40, :40] == 100] = 25  # fluid joins the ventricle to the outside
    path = tmp_path / "stripped.nii.gz"
    sitk.WriteImage(sitk.GetImageFromArray(voxels), str(path))
    brain = from_real_brain(path, tmp_path)
    middle = tuple(n // 2 for n in brain.distance.shape)
    assert brain.distance.max() == pytest.approx(32, abs=1.5), "the ventricle is brain"
    assert brain.texture[middle[0] + 20, middle[1], middle[2]] == pytest.approx(1, abs=0.01), "over the tissue's median"
    halved = real_at_2_mm(brain)
    assert halved.distance.max() == pytest.approx(32, abs=2)
    assert halved.texture.shape == halved.tissues.shape == tuple(-(-n // 2) for n in brain.tissues.shape)


def test_the_pituitary_lies_below_the_chiasm_and_outside_the_brain():
    labels = ball_labels()
    labels[:32] = 24
    labels[30:32, 30:34, 30:34] = 85
    k, j, i = np.argwhere(anatomy_of(labels).zones == Zone.PITUITARY).T
    assert k.max() < 30 - 2
    assert abs(j.mean() - 31.5) < 1
    assert i.max() - i.min() > j.max() - j.min()


def test_falx_and_tentorium_are_thin_sheets_midway():
    labels = np.zeros((60, 60, 60), np.int32)
    labels[:] = 24
    labels[:, :, :26], labels[:, :, 33:] = 3, 42
    labels[:18] = 24
    labels[:14] = 8
    zones = anatomy_of(labels).zones
    falx, tentorium = np.argwhere(zones == Zone.FALX), np.argwhere(zones == Zone.TENTORIUM)
    assert set(falx[falx[:, 0] > 25][:, 2].tolist()) <= {28, 29, 30}
    assert set(tentorium[:, 0].tolist()) <= {15, 16}
    assert len(tentorium) > 1000


def test_a_head_that_moved_leaves_ghosts_beside_itself():
    image = np.zeros((48, 48, 48), np.float32)
    image[22:26, 22:26, 22:26] = 1
    faint = ghosts(image, np.random.default_rng(0), step_mm=1.0)
    assert (faint > 0.01).sum() == (faint < -0.01).sum() == 64, "one brighter, one darker"
    assert np.abs(faint).max() < 0.15
    assert not (np.abs(faint[image > 0]) > 0).any()


def test_old_blood_is_dark_inside_the_brain(anatomy):
    image = np.ones(anatomy.tissues.shape, np.float32)
    add_void(image, anatomy.distance, np.random.default_rng(0))
    assert 0 <= image.min() < 0.7
    assert image.max() == 1


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
    field = np.zeros((10, 140, 64), np.float32)
    field[5, 70, 32] = 1
    out = padded(field)
    assert out.shape == (128, 128, 128)
    assert out[59 + 5, 29 + 35, 32 + 32] == 1


def test_a_whole_head_has_the_manifests_channels():
    sample = head_sample(at_2_mm(tissues_of(ball_labels(128, 44))), np.random.default_rng(3))
    assert sample.image.shape == sample.share.shape == (128, 128, 128)
    assert sample.coarse.shape == (4, 64, 64, 64)
    volume_ml = sample.share.astype(float).sum() * 8 / 1000
    assert volume_ml == pytest.approx(4 / 3 * np.pi * 4.4**3, rel=0.5), "scaled and stretched, but that ball"
    assert ((sample.share > 0.05) & (sample.share < 0.95)).sum() > 200, "the surface lies between voxels"
    np.testing.assert_allclose(sample.coarse[0], halved(sample.image.astype(np.float32)), atol=2e-3)
    assert len(channels_of(np.ones((12, 12, 12), np.float32))) == 4
