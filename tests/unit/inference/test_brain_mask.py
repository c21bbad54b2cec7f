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


def test_a_volume_larger_than_the_field_is_cropped_in_its_middle(package):
    """The field of 48 voxels of 4 mm shows 192 mm; of 240 mm of brain it keeps the middle."""
    geometry = Geometry.from_axes((60, 20, 20), (0, 0, 0), (4.0, 4.0, 4.0), np.eye(3)[::-1])

    brain = brain_of(np.full(geometry.shape, 100, np.float32), geometry, package)

    assert np.flatnonzero(brain.any(axis=(1, 2))).tolist() == list(range(6, 54))
    assert brain[6:54].all()


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
