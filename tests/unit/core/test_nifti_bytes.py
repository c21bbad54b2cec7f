"""Files that ITK reads without a word although voxels are missing or no numbers."""

import gzip
import struct

import numpy as np
import pytest

from core import nifti
from core.errors import StudyRefused
from core.geometry import Geometry

GRID = Geometry((6, 5, 4), np.diag([1.0, 1.0, 1.0, 1.0]))
LABELS = np.arange(120, dtype=np.uint16).reshape(6, 5, 4) % 3


@pytest.fixture
def labels(tmp_path):
    nifti.write(tmp_path / "labels.nii.gz", LABELS, GRID)
    return tmp_path / "labels.nii.gz"


@pytest.mark.parametrize("kept", [0.3, 0.9, -1, -8])
def test_a_compressed_file_that_ends_early_is_refused(kept, labels):
    content = labels.read_bytes()
    labels.write_bytes(content[: int(len(content) * kept) if kept > 0 else kept])
    with pytest.raises(StudyRefused, match="ends before its last voxel"):
        nifti.read_labels(labels)


@pytest.mark.parametrize("lost", [1, 2, 100])
def test_an_uncompressed_file_that_ends_early_is_refused(lost, labels, tmp_path):
    plain = tmp_path / "labels.nii"
    plain.write_bytes(gzip.decompress(labels.read_bytes()))
    assert np.array_equal(nifti.read_labels(plain)[0], LABELS)
    plain.write_bytes(plain.read_bytes()[:-lost])
    for read in (nifti.read, nifti.read_labels):
        with pytest.raises(StudyRefused, match="ends before its last voxel"):
            read(plain)


def nifti_1(order):
    """LABELS as a NIfTI-1 file of one byte order, by the standard's offsets."""
    header = bytearray(352)
    struct.pack_into(f"{order}i", header, 0, 348)
    struct.pack_into(f"{order}8h", header, 40, 3, 4, 5, 6, 1, 1, 1, 1)
    struct.pack_into(f"{order}2h", header, 70, 4, 16)
    struct.pack_into(f"{order}8f", header, 76, 1, 1, 1, 1, 1, 1, 1, 1)
    struct.pack_into(f"{order}3f", header, 108, 352, 1, 0)
    struct.pack_into(f"{order}2h", header, 252, 0, 1)
    struct.pack_into(f"{order}12f", header, 280, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0)
    header[344:348] = b"n+1\0"
    return bytes(header) + LABELS.astype(f"{order}i2").tobytes()


@pytest.mark.parametrize("order", ["<", ">"])
def test_both_byte_orders_are_measured(order, tmp_path):
    path = tmp_path / "labels.nii"
    path.write_bytes(nifti_1(order))
    assert np.array_equal(nifti.read_labels(path)[0], LABELS)
    path.write_bytes(nifti_1(order)[:-1])
    with pytest.raises(StudyRefused, match="ends before its last voxel"):
        nifti.read_labels(path)


def test_nifti_2_is_named(tmp_path):
    path = tmp_path / "labels.nii"
    path.write_bytes(struct.pack("<i", 540) + bytes(600))
    with pytest.raises(StudyRefused, match="NIfTI-2"):
        nifti.read(path)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_labels_that_are_no_numbers_are_refused(value, tmp_path):
    """ITK turns them into 0: voxels of a lesion would be lost without a word."""
    values = LABELS.astype(np.float32)
    values[1, 2, 3] = value
    nifti.write(tmp_path / "labels.nii.gz", values, GRID)
    with pytest.raises(StudyRefused, match="no numbers"):
        nifti.read_labels(tmp_path / "labels.nii.gz")


def test_a_file_that_is_not_there_is_not_called_damaged(tmp_path):
    with pytest.raises(StudyRefused, match=r"There is no file labels\.nii\.gz\."):
        nifti.read_labels(tmp_path / "labels.nii.gz")


@pytest.mark.parametrize("name", ["labels.nii", "labels.nii.gz"])
def test_the_header_says_what_it_is_not_for(tmp_path, name):
    """Read by the standard's offsets: descrip is 80 bytes at 148, and voxels and place are as they were."""
    nifti.write(tmp_path / name, LABELS, GRID)
    content = (tmp_path / name).read_bytes()
    header = gzip.decompress(content) if name.endswith(".gz") else content
    descrip = header[148:228].split(b"\0")[0]
    assert descrip == b"MetsReview: research use, not a medical device"
    assert struct.unpack_from("<i", header, 0)[0] == 348
    offset = int(struct.unpack_from("<f", header, 108)[0])
    assert np.array_equal(np.frombuffer(header, "<u2", offset=offset).reshape(LABELS.shape), LABELS)
