"""Lesions put into real and rewritten series land where they should, and nothing else changes."""

import numpy as np
import pydicom
import pytest

from core.demo.image import Metastasis
from core.demo.mr_series import SeriesIdentity, write_series
from core.dicom import load, scan
from core.geometry import Geometry
from core.volume import Volume
from tests.helpers.implant import implant
from tests.helpers.shared_data import shared

LESION = Metastasis((20.0, 15.0, 12.0), 8.0, contrast=1.8)


def rescaled_series(folder, signed: bool, slope: float, intercept: float) -> np.ndarray:
    """A flat series stored as a scanner might: 12 bits, rescaled; returns its values."""
    values = np.full((24, 32, 40), 400.0, dtype=np.float32)
    values += np.arange(40, dtype=np.float32)
    grid = Geometry.from_axes(values.shape, (0, 0, 0), (1, 1, 1), np.eye(3)[:, ::-1])
    for path in write_series(Volume(values, grid, "1.2.3"), folder, SeriesIdentity("implant")):
        ds = pydicom.dcmread(path)
        stored = np.rint((ds.pixel_array.astype(float) - intercept) / slope)
        ds.BitsStored, ds.HighBit, ds.PixelRepresentation = 12, 11, int(signed)
        ds.PixelData = stored.astype("<i2" if signed else "<u2").tobytes()
        ds.RescaleSlope, ds.RescaleIntercept = slope, intercept
        ds.save_as(path)
    return values


@pytest.mark.parametrize(("signed", "slope", "intercept"), [(False, 1, 0), (False, 0.5, -100), (True, 1, 600)])
def test_values_pass_through_rescale_and_sign(tmp_path, signed, slope, intercept):
    values = rescaled_series(tmp_path / "source", signed, slope, intercept)
    (study,) = scan.studies([tmp_path / "source"])

    (truth,) = implant(study.series[0], (LESION,), tmp_path / "copy")

    (copied,) = scan.studies([tmp_path / "copy"])
    after = load.volume(copied.series[0]).voxels
    filled = truth.to_full(after.shape)
    assert truth.count == pytest.approx(np.pi / 6 * 8**3, rel=0.1)
    core = Metastasis(LESION.centre, 5.0)
    assert after[12, 15, 20] == pytest.approx(core.contrast * 420, rel=0.03)
    assert after[filled].min() > 500
    untouched = np.ones(after.shape, dtype=bool)
    untouched[truth.box] = False
    far = untouched & (np.abs(after - values) > slope)
    assert not far.any()


def test_slices_without_lesion_are_copied_byte_for_byte(tmp_path):
    rescaled_series(tmp_path / "source", False, 1, 0)
    (study,) = scan.studies([tmp_path / "source"])

    implant(study.series[0], (LESION,), tmp_path / "copy")

    same = [
        f.read_bytes() == (tmp_path / "copy" / f.name).read_bytes() for f in sorted((tmp_path / "source").iterdir())
    ]
    assert same.count(False) == pytest.approx(9, abs=2)
    assert same[0]
    assert same[-1]


@pytest.mark.shared_data
def test_a_real_series_keeps_its_headers_and_brightens_in_place(tmp_path):
    (study,) = scan.studies([shared("dicom/philips_mprage_1301/In")])
    series = study.series[0]
    assert series.geometry is not None
    place = series.geometry.index_to_patient((60, 70, 140))

    (truth,) = implant(series, (Metastasis(tuple(place), 12.0, contrast=1.7),), tmp_path / "copy")

    (copied,) = scan.studies([tmp_path / "copy"])
    before, after = load.volume(series), load.volume(copied.series[0])
    filled = truth.to_full(after.voxels.shape)
    assert copied.series[0].series_instance_uid == series.series_instance_uid
    assert after.geometry.matches(before.geometry)
    assert after.voxels[filled].mean() > 1.4 * before.voxels[filled].mean()
    assert (after.voxels != before.voxels).sum() < 3 * truth.count
