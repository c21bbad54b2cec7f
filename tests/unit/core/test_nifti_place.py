"""NIfTI headers that record no place, or several that differ: refused, for ITK takes one of them without a word."""

import gzip
import re
import struct

import numpy as np
import pytest
import SimpleITK as sitk

from core import nifti
from core.errors import StudyRefused
from tests.helpers.exports import GRIDS, SAGITTAL_GRID

ALL_GRIDS = {**GRIDS, "sagittal": SAGITTAL_GRID}
QFORM, SFORM, PIXDIM, OFFSET, ROWS, UNITS, TYPE, MAGIC = 252, 254, 76, 268, 280, 123, 70, 344


@pytest.fixture(params=sorted(ALL_GRIDS))
def head(request, tmp_path):
    """An uncompressed file, both places recorded, and its grid."""
    geometry = ALL_GRIDS[request.param]
    nifti.write(tmp_path / "head.nii", np.ones(geometry.shape, np.float32), geometry)
    put(tmp_path / "head.nii", ("h", QFORM, 1), ("h", SFORM, 1))
    return tmp_path / "head.nii", geometry


def put(path, *changes):
    """Write numbers into the header: format, first byte, value."""
    data = bytearray(path.read_bytes())
    for kind, at, value in changes:
        struct.pack_into(f"<{kind}", data, at, value)
    path.write_bytes(data)


def got(path, kind, at):
    return struct.unpack_from(f"<{kind}", path.read_bytes(), at)[0]


def test_places_that_agree_are_read_where_they_are(head, tmp_path):
    path, geometry = head
    assert nifti.read(path).geometry.matches(geometry, 0.01)
    for codes in (("h", QFORM, 0), ("h", SFORM, 1)), (("h", QFORM, 1), ("h", SFORM, 0)):
        put(path, *codes)
        assert nifti.read(path).geometry.matches(geometry, 0.01)
    (tmp_path / "head.nii.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert nifti.read(tmp_path / "head.nii.gz").geometry.matches(geometry, 0.01)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("h", SFORM, 4), "in the space of a template (MNI 152)"),
        (("h", QFORM, 3), "in the space of a template (Talairach)"),
        (("h", 68, 1002), "holds labels, and no image"),
        (("h", SFORM, 2), ""),
    ],
)
def test_labels_and_a_templates_space_are_told(tmp_path, change, words):
    nifti.write(tmp_path / "head.nii", np.ones(GRIDS["thick"].shape, np.float32), GRIDS["thick"])
    put(tmp_path / "head.nii", ("h", QFORM, 1), ("h", SFORM, 1), change)
    (series,) = nifti.study(tmp_path / "head.nii").series
    assert series.refusal is None
    assert words in " ".join(series.notes)
    assert bool(words) == bool(series.notes)


def refusal_of(path):
    with pytest.raises(StudyRefused) as refused:
        nifti.read(path)
    (series,) = nifti.study(path).series
    assert series.refusal is not None
    return refused.value.sentence


def test_no_place_is_made_up(head):
    path, _ = head
    put(path, ("h", QFORM, 0), ("h", SFORM, 0))
    assert "does not say where it lies in the patient" in refusal_of(path)


def test_a_negative_spacing_does_not_exchange_left_and_right(head):
    path, _ = head
    put(path, ("f", PIXDIM + 4, -got(path, "f", PIXDIM + 4)))
    assert "contradicts itself" in refusal_of(path)


@pytest.mark.parametrize("qform", [0, 1])
def test_a_spacing_that_is_not_that_of_the_sform(head, qform):
    path, _ = head
    changes = [("f", PIXDIM + 4 * axis, 2 * got(path, "f", PIXDIM + 4 * axis)) for axis in (1, 2, 3)]
    put(path, ("h", QFORM, qform), *changes)
    assert "contradicts itself" in refusal_of(path)


@pytest.mark.parametrize("at", [OFFSET, ROWS + 12])
def test_two_places(head, at):
    path, _ = head
    put(path, ("f", at, got(path, "f", at) + 1))
    assert "contradicts itself" in refusal_of(path)


def test_complex_numbers(head):
    path, _ = head
    put(path, ("h", TYPE, 32), ("h", TYPE + 2, 64))
    path.write_bytes(path.read_bytes() + bytes(path.stat().st_size))
    assert "complex numbers" in refusal_of(path)


def test_an_analyze_file_records_no_place(head):
    path, _ = head
    put(path, ("4s", MAGIC, b""))
    assert refusal_of(path)


def test_a_file_larger_than_any_head_is_not_read_to_its_end(tmp_path):
    nifti.write(tmp_path / "head.nii", np.ones(GRIDS["axial"].shape, np.float32), GRIDS["axial"])
    with (tmp_path / "head.nii").open("r+b") as file:
        file.truncate(20 << 30)  # holds no more on the disk than before
    (series,) = nifti.study(tmp_path / "head.nii").series
    assert series.refusal.sentence == "head.nii is larger than a scan of a head."


@pytest.mark.parametrize("unit", [1, 3])
def test_a_unit_in_which_no_head_can_be(head, unit):
    """Metres or micrometres where the numbers are millimetres: an image of 40 m, or of 0.04 mm."""
    path, _ = head
    put(path, ("B", UNITS, unit))
    assert re.search("its unit is not the one it names|makes no grid", refusal_of(path))


@pytest.mark.parametrize("start", [353.0, 360.0, 352.5, float("nan")])
def test_voxels_that_begin_where_none_can(head, start):
    """A byte farther every value is another: 16-bit voxels would come out with their bytes exchanged."""
    path, _ = head
    put(path, ("f", 108, start))
    path.write_bytes(path.read_bytes() + bytes(16))
    assert re.search("where none can begin|it is damaged", refusal_of(path))


def test_names_that_say_other_than_the_file_is(head, tmp_path):
    path, _ = head
    (tmp_path / "b.nii").write_bytes(gzip.compress(path.read_bytes()))
    assert "packed, but its name does not end in .gz" in refusal_of(tmp_path / "b.nii")
    (tmp_path / "c.nii.gz").write_bytes(path.read_bytes())
    assert "not packed, but its name ends in .gz" in refusal_of(tmp_path / "c.nii.gz")
    (tmp_path / "d.nii").write_bytes(struct.pack("<i", 540) + bytes(600))
    assert refusal_of(tmp_path / "d.nii") == "NIfTI-2 files cannot be read."


@pytest.mark.parametrize("ending", [".nii", ".nrrd", ".mha"])
def test_colours_are_refused_before_anything_is_loaded(tmp_path, ending):
    image = sitk.GetImageFromArray(np.ones((5, 6, 7, 3), np.uint8), isVector=True)
    sitk.WriteImage(image, str(tmp_path / f"rgb{ending}"))
    assert "not one value in each voxel" in refusal_of(tmp_path / f"rgb{ending}")
