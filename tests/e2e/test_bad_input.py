"""Bad input: one clear sentence, the right exit status, no traceback. The same table drives commands and window."""

import json
import shutil
import zipfile
from pathlib import Path

import numpy as np
import pydicom
import pytest

import main
from core import nifti
from core.dicom import scan
from tests.helpers.bad_input import CASES, write_case
from tests.helpers.shared_data import shared
from tests.helpers.slices import small_series


def run(capsys, *arguments: object) -> tuple[int, str]:
    status = main.main([str(each) for each in arguments])
    return status, capsys.readouterr().err


def assert_one_refusal(err: str, words: str) -> None:
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1, err
    assert words.lower() in err.lower(), err


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_segment_refuses(case, tmp_path, capsys):
    folder = write_case(case, tmp_path / "study")
    status, err = run(capsys, "segment", folder, "--out", tmp_path / "out")
    assert status == 3
    assert_one_refusal(err, case.words)
    assert not (tmp_path / "out").exists()


@pytest.mark.shared_data
def test_a_mosaic_is_refused(tmp_path, capsys):
    status, err = run(capsys, "segment", shared("dicom/transfer_syntaxes_mosaic/In/1.dcm"), "--out", tmp_path / "out")
    assert status == 3
    assert_one_refusal(err, "osaic")


def test_a_path_that_is_not_there(tmp_path, capsys):
    status, err = run(capsys, "segment", tmp_path / "nothing", "--out", tmp_path / "out")
    assert status == 3
    assert_one_refusal(err, "no file or folder")


def test_nothing_unreviewed_is_exported_as_approved(tiny_study, tmp_path, capsys):
    study, labels = tiny_study
    out = tmp_path / "out"
    status, err = run(capsys, "export", study, "--labels", labels, "--reader", "K. Han", "--out", out)
    assert status == 5
    assert_one_refusal(err, "2 lesions are pending")
    assert not out.exists()
    assert run(capsys, "export", study, "--labels", labels, "--reader", "K. Han", "--accept", "2", "--out", out)[0] == 0
    assert [roi["lesion_id"] for roi in json.loads((out / "receipt.json").read_text())["rois"]] == ["L2"]
    again = run(capsys, "export", study, "--labels", labels, "--reader", "K. Han", "--accept", "all", "--out", out)
    assert again[0] == 5
    assert_one_refusal(again[1], "holds an export already")
    assert len(json.loads((out / "receipt.json").read_text())["rois"]) == 1


@pytest.fixture
def tiny_study(tmp_path):
    """A small series and a label map of two lesions on it."""
    study = small_series(tmp_path / "study")
    series = scan.studies([tmp_path / "study"])[0].series[0]
    labels = np.zeros(series.geometry.shape, np.uint16)
    labels[5:8, 20:24, 10:14], labels[12:14, 8:12, 20:23] = 1, 2
    nifti.write(tmp_path / "labels.nii.gz", labels, series.geometry)
    return study[0].parent, tmp_path / "labels.nii.gz"


@pytest.mark.parametrize(
    "arguments", [["segment"], ["segment", ".", "--threads", "0"], ["frobnicate"], ["--frobnicate"]]
)
def test_wrong_usage(arguments, capsys):
    try:
        status = main.main(arguments)
    except SystemExit as exit_:
        status = exit_.code
    assert status == 2
    assert_one_refusal(capsys.readouterr().err, "metsreview")


def damaged_package(folder: Path) -> Path:
    """The embedded package with one byte of its weights changed."""
    source = Path(main.__file__).parent / "assets" / "models" / "mets-demo.mets"
    target = folder / "damaged.mets"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = bytearray(old.read(name))
            if name == "model.onnx":
                data[len(data) // 2] ^= 0xFF
            new.writestr(name, bytes(data))
    return target


def test_a_package_with_a_wrong_checksum_is_refused(demo_patient, tmp_path, capsys):
    package = damaged_package(tmp_path)
    status, err = run(capsys, "segment", demo_patient.series_folder, "--out", tmp_path / "out", "--model", package)
    assert status == 4
    assert_one_refusal(err, "checksum")
    status, err = run(capsys, "models", "check", package)
    assert status == 4
    assert_one_refusal(err, "checksum")


def test_one_slice_changed_after_the_scan_is_refused_when_loading(demo_patient, tmp_path, capsys):
    """Headers were fine; the pixels of one file are not."""
    folder = tmp_path / "study"
    shutil.copytree(demo_patient.series_folder, folder)
    victim = sorted(folder.iterdir())[20]
    dataset = pydicom.dcmread(victim)
    dataset.file_meta.TransferSyntaxUID = pydicom.uid.JPEGLSLossless
    dataset.PixelData = pydicom.encaps.encapsulate([b"\x00" * 64])
    dataset["PixelData"].VR = "OB"
    dataset.save_as(victim)
    status, err = run(capsys, "segment", folder, "--out", tmp_path / "out")
    assert status == 3
    assert_one_refusal(err, "slice")
