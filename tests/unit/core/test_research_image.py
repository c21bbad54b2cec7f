"""NRRD and MetaImage: the same voxels at the same place as the DICOM series, or a refusal."""

import numpy as np
import pytest
import SimpleITK as sitk

from core import nifti
from core.dicom.load import volume
from core.dicom.scan import studies
from core.errors import StudyRefused
from tests.helpers.exports import GRIDS, SAGITTAL_GRID

ALL_GRIDS = {**GRIDS, "sagittal": SAGITTAL_GRID}
SUFFIXES = ["nrrd", "mha"]


def written(path, geometry, compressed=False):
    k, j, i = np.indices(geometry.shape)
    voxels = (k * 40 + j * 7 + i * 3).astype(np.int16)
    image = sitk.GetImageFromArray(voxels)
    image.SetOrigin(geometry.origin.tolist())
    image.SetSpacing(geometry.spacing[::-1].tolist())
    image.SetDirection(geometry.directions[:, ::-1].ravel().tolist())
    sitk.WriteImage(image, str(path), compressed)
    return voxels


def series_of(path):
    (study,) = studies([path])
    return study.series[0]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("grid", ALL_GRIDS)
def test_read_where_it_lies(tmp_path, suffix, grid):
    voxels = written(tmp_path / f"head.{suffix}", ALL_GRIDS[grid], compressed=grid == "oblique")
    series = series_of(tmp_path / f"head.{suffix}")
    assert series.refusal is None
    assert series.geometry.matches(ALL_GRIDS[grid], 1e-3)
    assert np.array_equal(volume(series).voxels, voxels)
    assert not series.is_dicom


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_right_handed_space_is_turned_not_believed(tmp_path, suffix):
    """RAS in an NRRD's header is LPS here; the same file through ITK agrees."""
    path = tmp_path / f"head.{suffix}"
    written(path, GRIDS["oblique"])
    if suffix == "nrrd":
        data = path.read_bytes().replace(b"space: left-posterior-superior", b"space: right-anterior-superior")
        path.write_bytes(data)
    image = sitk.ReadImage(str(path))
    geometry = series_of(path).geometry
    for index in ((0, 0, 0), (3, 10, 20)):
        there = image.TransformIndexToPhysicalPoint(tuple(int(n) for n in index[::-1]))
        assert np.allclose(geometry.index_to_patient(index), there, atol=1e-4)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("compressed", [False, True])
def test_a_file_that_ends_early(tmp_path, suffix, compressed):
    path = tmp_path / f"head.{suffix}"
    written(path, GRIDS["axial"], compressed)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
    with pytest.raises(StudyRefused, match="is damaged"):
        nifti.read(path)


@pytest.mark.parametrize(
    ("suffix", "line"),
    [
        ("nrrd", b"space directions:"),
        ("nrrd", b"space origin:"),
        ("nrrd", b"space:"),
        ("mha", b"TransformMatrix ="),
        ("mha", b"Offset ="),
        ("mha", b"ElementSpacing ="),
    ],
)
def test_a_place_that_is_not_recorded_is_never_guessed(tmp_path, suffix, line):
    path = tmp_path / f"head.{suffix}"
    written(path, GRIDS["axial"])
    data = path.read_bytes()
    start = data.index(b"\n" + line) + 1
    path.write_bytes(data[:start] + data[data.index(b"\n", start) + 1 :])
    refusal = series_of(path).refusal
    assert refusal is not None
    assert path.name in refusal.sentence


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_voxels_in_another_file_are_not_looked_for(tmp_path, suffix):
    path = tmp_path / f"head.{suffix}"
    written(path, GRIDS["axial"])
    if suffix == "nrrd":
        path.write_bytes(path.read_bytes().replace(b"NRRD0004\n", b"NRRD0004\ndata file: /etc/passwd\n", 1))
    else:
        path.write_bytes(path.read_bytes().replace(b"ElementDataFile = LOCAL", b"ElementDataFile = /etc/passwd", 1))
    refusal = series_of(path).refusal
    assert refusal.sentence == f"{path.name} keeps its voxels in another file."


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_labels(tmp_path, suffix):
    path = tmp_path / f"labels.{suffix}"
    voxels = written(path, GRIDS["axial"])
    labels, geometry = nifti.read_labels(path)
    assert np.array_equal(labels, voxels)
    assert geometry.matches(GRIDS["axial"], 1e-3)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_is_none(tmp_path, suffix):
    (tmp_path / f"x.{suffix}").write_bytes(b"nothing")
    assert series_of(tmp_path / f"x.{suffix}").refusal is not None


def test_axes_that_are_not_at_right_angles(tmp_path):
    path = tmp_path / "head.mha"
    written(path, GRIDS["axial"])
    path.write_bytes(path.read_bytes().replace(b"TransformMatrix = 1 0 0 0", b"TransformMatrix = 1 .2 0 0"))
    assert "not at right angles" in series_of(path).refusal.sentence


def test_other_units_and_a_spacing_below_zero(tmp_path):
    path = tmp_path / "head.nrrd"
    written(path, GRIDS["axial"])
    head, voxels = path.read_bytes().split(b"\n\n", 1)
    path.write_bytes(head + b'\nspace units: "cm" "cm" "cm"\n\n' + voxels)
    assert "not in millimetres" in series_of(path).refusal.sentence
    path = tmp_path / "head.mha"
    written(path, GRIDS["axial"])
    path.write_bytes(path.read_bytes().replace(b"ElementSpacing = ", b"ElementSpacing = -"))
    assert "below zero" in series_of(path).refusal.sentence


@pytest.mark.parametrize("matrix", ["2 0 0 0 2 0 0 0 2", "1 0 0 0 1 0 0 0 0.5"])
def test_directions_that_are_lengths_too(tmp_path, matrix):
    """ITK says the spacing of the header, and places voxels at another."""
    path = tmp_path / "head.mha"
    written(path, GRIDS["axial"])
    data = path.read_bytes().replace(b"TransformMatrix = 1 0 0 0 1 0 0 0 1", f"TransformMatrix = {matrix}".encode())
    path.write_bytes(data)
    assert "longer or shorter than 1" in series_of(path).refusal.sentence
