"""Every voxel lies where independent readers put it: ITK by its series reader, dcm2niix by its NIfTI file."""

import shutil

import numpy as np
import pytest

from core import nifti
from core.demo.image import Metastasis
from core.dicom import load, scan
from tests.helpers.peer_volumes import agree, by_dcm2niix, by_itk
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


def the_one(images):
    (image,) = images
    return image


def test_phantom_against_itk(phantom):
    folder, volume = phantom
    image = the_one(by_itk(folder))
    assert volume.geometry.matches(nifti._geometry(image))
    agree(volume, image)


def test_phantom_against_dcm2niix(phantom, tmp_path):
    folder, volume = phantom
    agree(volume, the_one(by_dcm2niix(folder, tmp_path / "out")))


def test_lesions_lie_where_they_were_put(phantom):
    _, volume = phantom
    for lesion in LESIONS:
        index = np.rint(volume.geometry.patient_to_index(lesion.centre)).astype(int)
        assert volume.voxels[tuple(index)] == 300


@pytest.mark.shared_data
def test_philips_against_itk(philips):
    folder, volume = philips
    agree(volume, the_one(by_itk(folder)))


@pytest.mark.shared_data
def test_philips_against_dcm2niix(philips, tmp_path):
    folder, volume = philips
    agree(volume, the_one(by_dcm2niix(folder, tmp_path / "out")))


@pytest.mark.parametrize("number", [0, 1])
def test_enhanced_multi_frame_against_dcm2niix(number, tmp_path):
    """A scanner's own object, each of its two T1 series."""
    found = [each for study in scan.studies([shared("dicom/siemens_xa30_enhanced/In")]) for each in study.series]
    series = [each for each in found if "tfl" in each.description][number]
    folder = tmp_path / "one"
    folder.mkdir()
    shutil.copy(series.instances[0].path, folder / "one.dcm")
    agree(load.volume(series), the_one(by_dcm2niix(folder, tmp_path / "out")))
