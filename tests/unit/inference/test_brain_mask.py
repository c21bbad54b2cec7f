from dataclasses import replace

import numpy as np
import pytest

from core.errors import StudyRefused
from core.geometry import Geometry
from inference.brain_mask import find_brain
from inference.model_package import open_package
from inference.runtime import ModelSession
from tests.helpers.phantom import HEAD_RADIUS_MM, head
from tests.helpers.tiny_model import write_package


@pytest.fixture
def package(tmp_path):
    return open_package(write_package(tmp_path / "brain-mask.mets", "brain-mask", 50.0))


def brain_of(voxels, geometry, package):
    return find_brain(voxels, geometry, package.manifest, ModelSession(package, "cpu", 1))


@pytest.mark.parametrize("kind", ["axial", "sagittal", "oblique", "coarse"])
def test_the_head_is_found_where_it_is(kind, package):
    volume = head(kind, ())
    truth = volume.voxels > 0

    brain = brain_of(volume.voxels, volume.geometry, package)

    assert brain.shape == volume.voxels.shape
    assert brain.dtype == bool
    assert 2 * (brain & truth).sum() / (brain.sum() + truth.sum()) > 0.97


def test_of_a_volume_larger_than_the_field_the_top_is_kept(package):
    """The field of 48 voxels of 4 mm shows 192 mm; of 240 mm it keeps the highest: the rest is neck."""
    geometry = Geometry.from_axes((60, 20, 20), (0, 0, 0), (4.0, 4.0, 4.0), np.eye(3)[::-1])

    brain = brain_of(np.full(geometry.shape, 100, np.float32), geometry, package)

    assert np.flatnonzero(brain.any(axis=(1, 2))).tolist() == list(range(12, 60))
    assert brain[12:].all()


@pytest.mark.parametrize("side", ["below", "above", "left", "behind"])
def test_the_brain_is_the_same_however_much_is_imaged_beside_the_head(package, side):
    """A tall or wide image's middle is not the head's."""
    volume = head("coarse", ())
    alone = brain_of(volume.voxels, volume.geometry, package)
    axis, sign = {"below": (2, -1), "above": (2, 1), "left": (0, 1), "behind": (1, 1)}[side]
    towards = volume.geometry.directions[axis]  # of the voxel axes along this patient axis
    along = int(np.abs(towards).argmax())
    more = round(200 / volume.geometry.spacing[along])
    before = more if towards[along] * sign < 0 else 0
    pad = [(0, 0)] * 3
    pad[along] = (before, more - before)
    affine = volume.geometry.affine.copy()
    affine[:3, 3] -= affine[:3, along] * before
    wide = Geometry(tuple(n + sum(each) for n, each in zip(volume.voxels.shape, pad, strict=True)), affine)

    brain = brain_of(np.pad(volume.voxels, pad), wide, package)

    inner = tuple(slice(low, low + n) for (low, _), n in zip(pad, volume.voxels.shape, strict=True))
    assert brain.sum() == brain[inner].sum()
    overlap = 2 * (brain[inner] & alone).sum() / (brain.sum() + alone.sum())
    assert overlap > 0.98, "the same but for where the voxels of 4 mm begin"


def test_the_largest_part_without_holes(package):
    volume = head("coarse", ())
    voxels = volume.voxels.copy()
    middle = np.array(volume.geometry.patient_to_index((7.0, -11.0, 23.0))).astype(int)
    voxels[tuple(slice(m - r, m + r) for m, r in zip(middle, (4, 12, 12), strict=True))] = 0
    voxels[:4, :12, :12] = 100  # a second part in the corner

    brain = brain_of(voxels, volume.geometry, package)

    assert brain[tuple(middle)]
    assert not brain[:5, :14, :14].any()


@pytest.mark.parametrize("value", [0.0, 20.0])
def test_no_brain_at_all(value, package):
    volume = head("coarse", ())

    with pytest.raises(StudyRefused, match="No brain is found") as refusal:
        brain_of(np.full(volume.geometry.shape, value, np.float32), volume.geometry, package)

    assert refusal.value.remedy


def test_too_little_to_be_a_brain(package):
    """A ball of 32 mm radius, 137 ml, is none; the phantom's 55 mm are."""
    volume = head("coarse", ())
    shrunk = Geometry.from_axes(
        volume.geometry.shape, volume.geometry.origin, volume.geometry.spacing * 32 / HEAD_RADIUS_MM, np.eye(3)[::-1]
    )

    with pytest.raises(StudyRefused, match="No brain"):
        brain_of(volume.voxels, shrunk, package)


def test_the_packages_threshold_decides(package):
    volume = head("coarse", ())
    blurred = volume.voxels * np.float32(0.505)  # just above the tiny model's 50: probability 1 - 4e-5
    unsure = replace(package.manifest, thresholds=replace(package.manifest.thresholds, probability=1.0))

    assert find_brain(blurred, volume.geometry, package.manifest, ModelSession(package, "cpu", 1)).any()
    with pytest.raises(StudyRefused):
        find_brain(blurred, volume.geometry, unsure, ModelSession(package, "cpu", 1))
