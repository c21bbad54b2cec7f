import shutil
import subprocess
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.uid import (
    DeflatedExplicitVRLittleEndian,
    ExplicitVRBigEndian,
    ImplicitVRLittleEndian,
    JPEGLSLossless,
    RLELossless,
)

from core.dicom import load, scan
from core.errors import Cancelled, StudyRefused
from tests.helpers.shared_data import shared
from tests.helpers.slices import change, setting, small_series

COUNT = 5


@pytest.fixture
def files(tmp_path):
    return small_series(tmp_path / "in", COUNT)


def series_of(folder):
    (study,) = scan.studies([folder])
    (series,) = study.series
    assert series.refusal is None, series.refusal
    return series


def voxels_of(folder):
    return load.volume(series_of(folder)).voxels


def stored(files):
    """What this test wrote, read without pydicom's pixel handlers."""
    return np.stack([np.frombuffer(pydicom.dcmread(f).PixelData, "<u2").reshape(48, 40) for f in files])


def put(files, array, **values):
    """Give the series other pixels, (k, j, i) of 16 bit."""
    for pixels, file in zip(array, files, strict=True):
        change(file, setting(PixelData=pixels.tobytes(), **values))


# --- values


def test_voxels_are_what_was_written(files):
    volume = load.volume(series_of(files[0].parent))
    assert volume.voxels.dtype == np.float32
    np.testing.assert_array_equal(volume.voxels, stored(files))
    assert volume.frame_of_reference_uid


def test_slices_follow_position_not_file_name(files):
    before = stored(files)
    for number, file in enumerate(files):
        file.rename(file.with_name(f"z{COUNT - number}.dcm"))
    np.testing.assert_array_equal(voxels_of(files[0].parent), before)


def test_each_slice_has_its_own_rescale(files):
    slopes, intercepts = [0.5, 1.0, 2.0, 3.7741, 10.0], [0, -100, 0.25, 7, -1024]
    for file, slope, intercept in zip(files, slopes, intercepts, strict=True):
        change(file, setting(RescaleSlope=slope, RescaleIntercept=intercept))
    expected = stored(files) * np.array(slopes)[:, None, None] + np.array(intercepts)[:, None, None]
    np.testing.assert_allclose(voxels_of(files[0].parent), expected, rtol=1e-6, atol=1e-3)


def test_empty_rescale_is_none(files):
    change(files, setting(RescaleSlope="", RescaleIntercept=""))
    np.testing.assert_array_equal(voxels_of(files[0].parent), stored(files))


@pytest.mark.parametrize(("representation", "dtype"), [(0, np.uint16), (1, np.int16)])
def test_whole_range_of_16_bits(files, representation, dtype):
    limits = np.iinfo(dtype)
    array = np.random.default_rng(4).integers(limits.min, limits.max, (COUNT, 48, 40), endpoint=True).astype(dtype)
    array[0, 0, :2] = limits.min, limits.max
    put(files, array, PixelRepresentation=representation)
    np.testing.assert_array_equal(voxels_of(files[0].parent), array)


@pytest.mark.parametrize(("representation", "low", "high"), [(0, 0, 4095), (1, -2048, 2047)])
@pytest.mark.parametrize("high_bit", [11, 13, 15])
@pytest.mark.parametrize("syntax", ["plain", "rle"])
def test_bits_beside_those_stored_are_no_values(files, representation, low, high, high_bit, syntax):
    """Old overlays lie in bits above, or below, the 12 that are stored."""
    random = np.random.default_rng(5)
    values = random.integers(low, high, (COUNT, 48, 40), endpoint=True)
    values[0, 0, :2] = low, high
    mask = 0x0FFF << (high_bit - 11)
    overlay = random.integers(0, 0xFFFF, values.shape) & ~mask
    packed = (((values & 0x0FFF) << (high_bit - 11)) | overlay).astype(np.uint16)
    put(files, packed, PixelRepresentation=representation, BitsStored=12, HighBit=high_bit)
    if syntax == "rle":
        change(files, lambda dataset: dataset.compress(RLELossless, generate_instance_uid=False))
    np.testing.assert_array_equal(voxels_of(files[0].parent), values)


# --- transfer syntaxes


@pytest.mark.parametrize(
    ("syntax", "implicit", "little"),
    [
        (ImplicitVRLittleEndian, True, True),
        (ExplicitVRBigEndian, False, False),
        (DeflatedExplicitVRLittleEndian, False, True),
    ],
)
def test_uncompressed_syntaxes(files, syntax, implicit, little):
    before = stored(files)
    for file in files:
        dataset = pydicom.dcmread(file)
        dataset.file_meta.TransferSyntaxUID = syntax
        if not little:
            dataset.PixelData = np.frombuffer(dataset.PixelData, "<u2").astype(">u2").tobytes()
            dataset["PixelData"].VR = "OW"
        fresh = pydicom.Dataset()
        fresh.update(dataset)
        fresh.file_meta = dataset.file_meta
        fresh.save_as(file, implicit_vr=implicit, little_endian=little, enforce_file_format=True)
    np.testing.assert_array_equal(voxels_of(files[0].parent), before)


def test_rle_by_pydicom(files):
    before = stored(files)
    change(files, lambda dataset: dataset.compress(RLELossless, generate_instance_uid=False))
    np.testing.assert_array_equal(voxels_of(files[0].parent), before)


@pytest.mark.peer
@pytest.mark.parametrize(("representation", "dtype"), [(0, np.uint16), (1, np.int16)])
@pytest.mark.parametrize("program", [("dcmcrle",), ("dcmcjpeg", "+e1"), ("dcmcjpeg", "+el"), ("dcmcjpls", "+el")])
@pytest.mark.parametrize(("bits", "carried"), [(12, True), (12, False), (16, True)])
def test_compressed_by_dcmtk(files, tmp_path, program, representation, dtype, bits, carried):
    """``carried``: the bits above those stored hold the sign; else they are clear, as most scanners leave them."""
    if shutil.which(program[0]) is None:
        pytest.skip(f"{program[0]} of dcmtk is not installed")
    low, high = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if representation else (0, 2**bits - 1)
    array = np.random.default_rng(6).integers(low, high, (COUNT, 48, 40), endpoint=True).astype(dtype)
    written = array if carried else (array.view(np.uint16) & (2**bits - 1)).view(dtype)
    put(files, written, PixelRepresentation=representation, BitsStored=bits, HighBit=bits - 1)
    target = tmp_path / "out"
    target.mkdir()
    for file in files:
        subprocess.run([*program, str(file), str(target / file.name)], check=True, capture_output=True)
    assert pydicom.dcmread(target / files[0].name).file_meta.TransferSyntaxUID.is_compressed
    np.testing.assert_array_equal(voxels_of(target), array)


@pytest.mark.shared_data
def test_one_real_series_in_five_packings():
    generic = shared("dicom/dicom2nifti_tests/generic")
    rle, *others = [voxels_of(folder / "001") for folder in sorted(generic.glob("compressed*"), reverse=True)]
    assert len(others) == 4
    for other in others:
        np.testing.assert_array_equal(other, rle)


@pytest.mark.shared_data
def test_one_real_mosaic_in_nine_packings():
    folder = shared("dicom/transfer_syntaxes_mosaic/In")
    (study,) = scan.studies([folder])
    (series,) = study.series
    pixels = [load.slice_pixels(series, k) for k in range(len(series.instances))]
    assert len(pixels) == 9
    assert pixels[0].max() > 0
    for other in pixels[1:]:
        np.testing.assert_array_equal(other, pixels[0])


@pytest.mark.shared_data
def test_real_overlay_bits():
    folder = shared("dicom/12bit/In")
    names = ("12bitUnsigned.dcm", "12bitUnsigned_0x0F0F.dcm")
    plain, overlaid = [load.slice_pixels(_alone(folder / name), 0) for name in names]
    assert plain.max() < 4096
    assert overlaid.max() < 4096
    signed = load.slice_pixels(_alone(folder / "12bitSigned_0x0F0F.dcm"), 0)
    assert -2048 <= signed.min() < 0


def _alone(path):
    (study,) = scan.studies([path])
    return study.series[0]


# --- failures


def test_slice_that_cannot_be_decoded_is_named(files):
    change(files, lambda dataset: dataset.compress(RLELossless, generate_instance_uid=False))
    change(files[2], setting(PixelData=pydicom.encaps.encapsulate([b"\x02" + bytes(80)])))
    with pytest.raises(StudyRefused, match=r"Slice 3 cannot be read.* Ask for the series to be sent again\."):
        voxels_of(files[0].parent)


def test_syntax_that_its_pixels_do_not_have(files):
    series = series_of(files[0].parent)

    def lie(dataset):
        dataset.file_meta.TransferSyntaxUID = JPEGLSLossless
        dataset.PixelData = pydicom.encaps.encapsulate([b"no jpeg at all" * 9])
        dataset["PixelData"].is_undefined_length = True

    change(files[1], lie)
    with pytest.raises(StudyRefused, match="Slice 2 cannot be read"):
        load.volume(series)


@pytest.mark.parametrize("harm", ["cut", "other size"])
def test_file_that_changed_since_it_was_scanned(files, harm):
    series = series_of(files[0].parent)
    if harm == "cut":
        files[4].write_bytes(files[4].read_bytes()[:-100])
    else:
        change(files[4], setting(Rows=24, PixelData=bytes(24 * 40 * 2)))
    with pytest.raises(StudyRefused, match="Slice 5"):
        load.volume(series)


def test_refused_series_is_refused_again(files):
    files[2].unlink()
    (study,) = scan.studies([files[0].parent])
    with pytest.raises(StudyRefused, match="lacks 1 of 5 slices"):
        load.volume(study.series[0])


def test_thumbnail_of_a_refused_series(files):
    expected = stored(files)[0]
    change(files[:1], setting(NumberOfFrames=1))
    (study,) = scan.studies([files[0]])
    assert study.series[0].refusal is not None
    np.testing.assert_array_equal(load.slice_pixels(study.series[0], 0), expected)


@pytest.mark.parametrize("syntax", ["1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203"])
def test_high_throughput_jpeg_2000(files, syntax):
    encode = pytest.importorskip("imagecodecs").htj2k_encode

    def packed(dataset):
        pixels = np.frombuffer(dataset.PixelData, "<u2").reshape(48, 40)
        dataset.PixelData = pydicom.encaps.encapsulate([encode(pixels)])
        dataset["PixelData"].VR = "OB"
        dataset.file_meta.TransferSyntaxUID = syntax

    before = stored(files)
    change(files, packed)
    np.testing.assert_array_equal(voxels_of(files[0].parent), before)


# --- progress and cancel


def test_progress_and_cancel(files):
    series, told = series_of(files[0].parent), []
    load.volume(series, progress=lambda done, of: told.append((done, of)))
    assert told == [(n, COUNT) for n in range(1, COUNT + 1)]
    with pytest.raises(Cancelled):
        load.volume(series, cancel=lambda: True)


def test_originals_are_left_as_they_are(files):
    before = {file: file.read_bytes() for file in files}
    voxels_of(files[0].parent)
    assert {file: Path(file).read_bytes() for file in files} == before


# --- files that change after they were listed


def test_another_image_in_a_listed_file_s_place_is_refused(files):
    series = series_of(files[0].parent)
    change(files[2], setting(SOPInstanceUID="2.25.99", PatientName="Another"))
    with pytest.raises(StudyRefused, match="slice 3 holds another image than when the series was listed"):
        load.volume(series)


@pytest.mark.parametrize(
    "changed",
    [{"PatientID": "2"}, {"PatientName": "Another"}, {"ImagePositionPatient": [0, 0, 30]}, {"PixelSpacing": [2, 2]}],
)
def test_the_same_image_of_another_patient_or_at_another_place_is_refused(files, changed):
    series = series_of(files[0].parent)
    change(files[2], setting(**changed))
    with pytest.raises(StudyRefused, match="slice 3 holds another image than when the series was listed"):
        load.volume(series)


def test_a_file_that_is_gone_is_not_called_damaged(files):
    series = series_of(files[0].parent)
    files[2].unlink()
    with pytest.raises(StudyRefused, match="file of slice 3 is gone"):
        load.volume(series)
