"""The demo patient: what is written is what the truth says."""

import subprocess
from datetime import date
from shutil import which

import numpy as np
import pydicom
import pytest

from core.demo import patient
from core.demo.mr_series import SeriesIdentity, write_series
from core.dicom import load, scan
from core.geometry import Geometry
from core.volume import Volume


@pytest.fixture(scope="module")
def loaded(demo_patient):
    (study,) = scan.studies([demo_patient.series_folder])
    (series,) = study.series
    return study, series, load.volume(series)


def test_the_series_says_that_it_is_synthetic(loaded):
    study, series, _ = loaded

    assert study.patient.name.replace("^", " ").startswith(("DEMO", "Synthetic"))
    assert series.description.startswith("SYNTHETIC")
    assert series.refusal is None
    assert series.contrast_agent


def test_it_comes_back_on_its_own_slightly_oblique_grid(demo_patient, loaded):
    _, _, volume = loaded

    assert demo_patient.geometry.is_oblique
    assert volume.voxels.shape == demo_patient.truth.shape
    # The loader may turn the order of slices, never the place of a voxel.
    corner = demo_patient.geometry.index_to_patient((0, 0, 0))
    index = volume.geometry.patient_to_index(corner)
    assert np.abs(index - np.rint(index)).max() < 1e-3


def test_lesions_have_their_size_and_shine_where_the_truth_says(demo_patient, loaded):
    _, _, volume = loaded
    white = 600.0
    for number, lesion in enumerate(demo_patient.metastases, start=1):
        filled = np.argwhere(demo_patient.truth == number)
        expected = np.pi / 6 * lesion.diameter_mm**3
        assert len(filled) == pytest.approx(expected, rel=0.35, abs=7)  # a 3 mm ball fills 8 to 19 voxels by half
        places = demo_patient.geometry.index_to_patient(filled)
        assert np.linalg.norm(places.mean(axis=0) - lesion.centre) < 1.0 + lesion.uneven * lesion.diameter_mm / 4
        k, j, i = np.rint(volume.geometry.patient_to_index(places)).astype(int).T
        assert np.percentile(volume.voxels[k, j, i], 80) > 1.2 * white


def test_lesions_span_the_sizes_that_matter_and_stand_apart(demo_patient):
    diameters = [lesion.diameter_mm for lesion in demo_patient.metastases]
    centres = np.array([lesion.centre for lesion in demo_patient.metastases])
    gaps = np.linalg.norm(centres[:, None] - centres[None], axis=-1) + 1000 * np.eye(len(centres))

    assert min(diameters) == 2
    assert max(diameters) == 20
    assert any(lesion.ring for lesion in demo_patient.metastases)
    assert gaps.min() > 14


@pytest.mark.peer
def test_the_standard_finds_no_error(demo_patient):
    program = which("dciodvfy")
    if program is None:
        pytest.skip("dciodvfy is not installed")
    files = sorted(demo_patient.series_folder.iterdir())
    said = subprocess.run([program, files[len(files) // 2]], capture_output=True, text=True, check=False)

    assert "Error" not in said.stdout + said.stderr
    assert pydicom.dcmread(files[0], stop_before_pixels=True).Modality == "MR"


def test_a_kept_patient_is_scanned_on_its_day_and_made_anew_when_old(tmp_path, monkeypatch):
    made = []

    def make(folder, day):
        identity = SeriesIdentity("key", study_date=f"{day:%Y%m%d}")
        volume = Volume(np.zeros((2, 3, 4), np.float32), Geometry((2, 3, 4), np.eye(4)), "")
        write_series(volume, folder, identity)
        made.append(day)

    monkeypatch.setattr(patient, "make_patient", make)
    folder, first = tmp_path / "patient", date(2026, 11, 1)
    for day in (first, date(2026, 11, 7), date(2026, 11, 8), first):
        patient.kept_patient(folder, day)
        scanned = str(pydicom.dcmread(min(folder.iterdir())).StudyDate)
        assert 0 <= int(f"{day:%Y%m%d}") - int(scanned) < 7
    assert made == [first, date(2026, 11, 8), first], "one that lies ahead is made anew too"
    min(folder.iterdir()).write_bytes(b"damaged")
    patient.kept_patient(folder, first)
    assert len(made) == 4
    assert [each.name for each in tmp_path.iterdir()] == ["patient"]


def test_the_day_changes_nothing_but_dates():
    one, other = SeriesIdentity("key"), SeriesIdentity("key", study_date="20270101")
    assert one.uid("series") == other.uid("series"), "a review of it goes on"


def test_a_patient_that_cannot_be_written_whole_leaves_nothing(tmp_path, monkeypatch):
    def full(folder, day):
        folder.mkdir()
        (folder / "0001.dcm").write_bytes(b"half")
        raise OSError("No space left on device")

    monkeypatch.setattr(patient, "make_patient", full)
    with pytest.raises(OSError, match="No space left"):
        patient.kept_patient(tmp_path / "patient")
    assert list(tmp_path.iterdir()) == []
