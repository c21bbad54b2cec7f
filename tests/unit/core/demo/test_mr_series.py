"""Volumes written as classic MR series."""

import numpy as np
import pydicom
import pytest

from core.demo.mr_series import SeriesIdentity, write_series
from core.geometry import Geometry
from core.volume import Volume

GRID = Geometry.from_axes((3, 4, 5), (1.25, -2, 3), (2.0, 0.7, 0.9), np.eye(3)[:, ::-1])
VOXELS = np.arange(60, dtype=np.float32).reshape(3, 4, 5)


def test_pixels_and_places_are_written(tmp_path):
    files = write_series(Volume(VOXELS.copy(), GRID, "1.2.3"), tmp_path / "new", SeriesIdentity("a"))

    for k, path in enumerate(files):
        ds = pydicom.dcmread(path)
        assert np.array_equal(ds.pixel_array, VOXELS[k])
        assert [float(v) for v in ds.ImagePositionPatient] == pytest.approx(GRID.index_to_patient((k, 0, 0)))
        assert [float(v) for v in ds.PixelSpacing] == [0.7, 0.9]
        assert [float(v) for v in ds.ImageOrientationPatient] == [1, 0, 0, 0, 1, 0]
        assert ds.FrameOfReferenceUID == "1.2.3"


def test_values_are_rounded_and_kept_in_range(tmp_path):
    voxels = VOXELS.copy()
    voxels[0, 0, :3] = (-5, 70000, 1.6)

    files = write_series(Volume(voxels, GRID, ""), tmp_path, SeriesIdentity("a"))

    assert pydicom.dcmread(files[0]).pixel_array[0, :3].tolist() == [0, 65535, 2]


def test_the_key_is_the_identity(tmp_path):
    once, again, other = (SeriesIdentity(key) for key in ("a", "a", "b"))

    assert once.uid("series") == again.uid("series") != other.uid("series")
    assert once.uid("series") != once.uid("study")
    assert len(once.uid("instance", 5)) <= 64
    files = write_series(Volume(VOXELS.copy(), GRID, ""), tmp_path, once)
    assert len({pydicom.dcmread(f).SOPInstanceUID for f in files}) == 3
    assert pydicom.dcmread(files[0]).FrameOfReferenceUID == once.uid("frame")


def test_a_number_that_fits_no_decimal_string_is_refused(tmp_path):
    far = Geometry.from_axes((1, 2, 2), (1e15, 0, 0), (1, 1, 1), np.eye(3)[:, ::-1])

    with pytest.raises(ValueError, match="decimal string"):
        write_series(Volume(np.zeros((1, 2, 2), np.float32), far, ""), tmp_path, SeriesIdentity("a"))
