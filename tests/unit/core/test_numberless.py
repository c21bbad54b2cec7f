"""Voxels without numbers: padding around a head is told and dark, inside nothing is made up."""

import numpy as np
import pytest
import SimpleITK as sitk

from core import nifti
from core.dicom.load import some_slices, volume
from core.dicom.scan import studies
from core.errors import StudyRefused
from core.numberless import filled

ENDINGS = [".nii", ".nii.gz", ".nrrd", ".mha"]
SHAPE = (10, 12, 14)


def head(kind=np.float32):
    """A ball of random values, darkest -3, in padding of NaN."""
    k, j, i = np.indices(SHAPE)
    voxels = np.random.default_rng(1).uniform(-3, 5, SHAPE).astype(kind)
    voxels[5, 6, 7] = -3
    voxels[((k - 5) / 4.5) ** 2 + ((j - 6) / 5) ** 2 + ((i - 7) / 6) ** 2 > 1] = np.nan
    return voxels


def written(folder, ending, voxels):
    image = sitk.GetImageFromArray(voxels)
    image.SetOrigin((1, 2, 3))
    sitk.WriteImage(image, str(folder / f"head{ending}"))
    return folder / f"head{ending}"


def series_of(path):
    ((series,),) = (study.series for study in studies([path]))
    return series


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_padding_is_told_and_taken_as_the_darkest(tmp_path, ending, kind):
    voxels = head(kind)
    series = series_of(written(tmp_path, ending, voxels))
    count = int(np.isnan(voxels).sum())
    assert series.notes == (
        f"{count} of {voxels.size} voxels hold no number (NaN), all of them around what was scanned: "
        "they are taken as the darkest.",
    )
    expected = np.where(np.isnan(voxels), -3, voxels).astype(np.float32)
    assert np.array_equal(volume(series).voxels, expected)
    assert np.array_equal(some_slices(series, [4])[4], expected[4])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_one_voxel_inside_is_refused(tmp_path, ending, value):
    voxels = np.nan_to_num(head())
    voxels[4, 6, 6] = value
    path = written(tmp_path, ending, voxels)
    assert "voxels" in series_of(path).refusal.sentence
    with pytest.raises(StudyRefused, match=r"infinite|1 voxel.* inside"):
        nifti.read(path)


@pytest.mark.parametrize(
    "hole", [np.s_[4], np.s_[:, 6], np.s_[:, :, 7], np.s_[4:6], np.s_[:, 6, 7], np.s_[4, :, 7], np.s_[4, 6, :]]
)
@pytest.mark.parametrize("padded", [False, True])
def test_planes_slabs_and_lines_through_the_head_are_no_padding(hole, padded):
    voxels = head() if padded else np.ones(SHAPE, np.float32)
    voxels[hole] = np.nan
    with pytest.raises(StudyRefused, match="inside its images"):
        filled("x.nii", voxels)


@pytest.mark.parametrize("edge", [np.s_[:2], np.s_[8:], np.s_[:, :3], np.s_[..., 12:], np.s_[:3, :4, :5]])
def test_edges_are_padding(edge):
    voxels = np.ones(SHAPE, np.float32)
    voxels[edge] = np.nan
    assert np.array_equal(filled("x.nii", voxels), np.ones(SHAPE))


def test_nothing_but_padding(tmp_path):
    path = written(tmp_path, ".nii", np.full(SHAPE, np.nan, np.float32))
    assert series_of(path).refusal.sentence == "head.nii holds no voxel with a number."


def test_values_beyond_what_is_shown(tmp_path):
    voxels = np.ones(SHAPE)
    voxels[1, 2, 3] = 1e300
    with pytest.raises(StudyRefused, match="infinite"):
        nifti.read(written(tmp_path, ".nrrd", voxels))


@pytest.mark.parametrize("ending", [".nrrd", ".nii"])
def test_complex_numbers_are_no_image(tmp_path, ending):
    path = written(tmp_path, ending, np.ones(SHAPE, np.complex64))
    assert "complex numbers" in series_of(path).refusal.sentence


@pytest.mark.parametrize("ending", ENDINGS)
def test_whole_numbers_say_nothing(tmp_path, ending):
    assert series_of(written(tmp_path, ending, np.ones(SHAPE, np.int16))).notes == ()
