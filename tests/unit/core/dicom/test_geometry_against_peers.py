"""Every voxel lies where independent readers put it: ITK by its series reader, dcm2niix by its NIfTI file."""

import shutil
import subprocess

import numpy as np
import pytest
import SimpleITK as sitk

from core import nifti
from core.demo.image import Metastasis
from core.dicom import load, scan
from tests.helpers.phantom import write_head
from tests.helpers.shared_data import shared

KINDS = ["axial", "sagittal", "coronal", "oblique", "coarse"]
LESIONS = (Metastasis((20.0, -25.0, 40.0), 9.0), Metastasis((-15.0, 5.0, 10.0), 6.0))

pytestmark = pytest.mark.peer


@pytest.fixture(scope="module", params=KINDS)
def phantom(request, tmp_path_factory):
    folder = write_head(tmp_path_factory.mktemp("phantom"), request.param, LESIONS)
    return folder, load.volume(scan.studies([folder])[0].series[0])


@pytest.fixture(scope="module")
def philips():
    folder = shared("dicom/philips_mprage_1301/In")
    return folder, load.volume(scan.studies([folder])[0].series[0])


def by_itk(folder):
    reader = sitk.ImageSeriesReader()
    (uid,) = reader.GetGDCMSeriesIDs(str(folder))
    reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder), uid))
    return reader.Execute()


def by_dcm2niix(folder, target):
    if shutil.which("dcm2niix") is None:
        pytest.skip("dcm2niix is not installed")
    target.mkdir()
    # -p n: values by the standard rescale, not by the private scale of Philips
    command = ["dcm2niix", "-p", "n", "-b", "n", "-z", "n", "-f", "out", "-o", str(target), str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    (file,) = target.glob("*.nii")
    return sitk.ReadImage(str(file))


def agree(volume, image, tolerance_mm=2e-3):
    """Same voxels at the same places, whichever way the other's axes run."""
    theirs = sitk.GetArrayFromImage(image).astype(np.float32)
    shape = np.array(volume.geometry.shape)
    corners = np.array(np.meshgrid(*[(0, n - 1) for n in shape], indexing="ij")).reshape(3, -1).T
    found = []
    for corner in corners:
        point = volume.geometry.index_to_patient(corner)
        there = np.array(image.TransformPhysicalPointToContinuousIndex(point.tolist()))[::-1]
        assert np.abs((there - np.rint(there)) * volume.geometry.spacing).max() < tolerance_mm
        found.append(np.rint(there).astype(int))
    start, steps = found[0], [(found[n] - found[0]) for n in (4, 2, 1)]  # along k, j, i
    axes = [int(np.abs(step).argmax()) for step in steps]
    assert sorted(axes) == [0, 1, 2]
    moved = np.transpose(theirs, axes)
    for axis, theirs_axis in enumerate(axes):
        if start[theirs_axis] != 0:
            moved = np.flip(moved, axis)
    assert moved.shape == volume.voxels.shape
    np.testing.assert_allclose(moved, volume.voxels, rtol=1e-5, atol=1e-3)


def test_phantom_against_itk(phantom):
    folder, volume = phantom
    image = by_itk(folder)
    assert volume.geometry.matches(nifti._geometry(image))
    agree(volume, image)


def test_phantom_against_dcm2niix(phantom, tmp_path):
    folder, volume = phantom
    agree(volume, by_dcm2niix(folder, tmp_path / "out"))


def test_lesions_lie_where_they_were_put(phantom):
    _, volume = phantom
    for lesion in LESIONS:
        index = np.rint(volume.geometry.patient_to_index(lesion.centre)).astype(int)
        assert volume.voxels[tuple(index)] == 300


@pytest.mark.shared_data
def test_philips_against_itk(philips):
    folder, volume = philips
    agree(volume, by_itk(folder / "cl" if (folder / "cl").is_dir() else folder))


@pytest.mark.shared_data
def test_philips_against_dcm2niix(philips, tmp_path):
    folder, volume = philips
    agree(volume, by_dcm2niix(folder, tmp_path / "out"))


@pytest.mark.parametrize("number", [0, 1])
def test_enhanced_multi_frame_against_dcm2niix(number, tmp_path):
    """A scanner's own object, each of its two T1 series."""
    found = [each for study in scan.studies([shared("dicom/siemens_xa30_enhanced/In")]) for each in study.series]
    series = [each for each in found if "tfl" in each.description][number]
    folder = tmp_path / "one"
    folder.mkdir()
    shutil.copy(series.instances[0].path, folder / "one.dcm")
    agree(load.volume(series), by_dcm2niix(folder, tmp_path / "out"))
