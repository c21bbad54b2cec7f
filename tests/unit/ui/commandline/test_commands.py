"""The commands as scripts use them: files, JSON, exit statuses of the table in README."""

import hashlib
import json
import os
import re
import subprocess
import sys

import numpy as np
import pytest

import main
from core import nifti
from core.axis_order import AxisOrder
from core.demo.image import Metastasis
from tests.helpers import phantom, tiny_model

LESIONS = (Metastasis((31.0, -28.0, 9.0), 10.0), Metastasis((-16.0, 12.0, 44.0), 7.0))


@pytest.fixture
def study(own_home, tmp_path):
    tiny_model.write_package(own_home / "models" / "brain-mask.mets", "brain-mask", phantom.BRAIN / 2)
    tiny_model.write_package(own_home / "models" / "mets-demo.mets", "metastasis", (phantom.BRAIN + phantom.LESION) / 2)
    return phantom.write_head(tmp_path / "study", "coarse", LESIONS)


def run(capsys, *arguments):
    status = main.main([str(each) for each in arguments])
    return status, *capsys.readouterr()


def document(capsys, *arguments):
    """The one JSON document that a command prints."""
    status, out, _ = run(capsys, *arguments, "--json")
    assert status == 0
    return json.loads(out)


def test_segment_writes_what_product_says(study, tmp_path, capsys):
    said = document(capsys, "segment", study, "--out", tmp_path / "out", "--raw")
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert written == {
        *("lesions.json", "lesions.csv", "labels.nii.gz", "candidates.json"),
        *("brain_mask.nii.gz", "review.jsonl", "raw.nii.gz"),
    }
    lesions = json.loads((tmp_path / "out" / "lesions.json").read_text())
    assert said["lesions"] == lesions["lesions"]
    assert [each["label"] for each in lesions["lesions"]] == [1, 2]
    assert [each["status"] for each in lesions["lesions"]] == ["pending", "pending"]
    labels, _ = nifti.read_labels(tmp_path / "out" / "labels.nii.gz")
    voxel_mm3 = lesions["lesions"][0]["volume_mm3"] / np.count_nonzero(labels == 1)
    assert lesions["lesions"][1]["volume_mm3"] == pytest.approx(np.count_nonzero(labels == 2) * voxel_mm3)


@pytest.mark.parametrize("part", ["add", "check"])
def test_a_package_that_no_memory_holds_is_refused_without_a_word_of_a_series(part, own_home, tmp_path, capsys):
    path = tiny_model.write_package(tmp_path / "huge.mets", "metastasis", 2.0, patch_size=[6000] * 3)
    status, out, err = run(capsys, "models", part, path)
    assert (status, out) == (4, "")
    assert "GB of memory for one of its windows, and" in err
    assert "series" not in err


def test_a_run_that_no_memory_holds_is_refused(study, own_home, tmp_path, capsys):
    tiny_model.write_package(own_home / "models" / "huge.mets", "metastasis", 2.0, patch_size=[6000] * 3)
    status, out, err = run(capsys, "segment", study, "--out", tmp_path / "out", "--model", "huge")
    assert (status, out) == (4, "")
    assert "GB of memory for this series, and" in err
    assert not (tmp_path / "out").exists()


def test_export_prints_the_receipt_it_wrote(study, tmp_path, capsys):
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    labels, out = tmp_path / "seg" / "labels.nii.gz", tmp_path / "out"
    said = document(capsys, "export", study, "--labels", labels, "--reader", "K. Han", "--accept", "all", "--out", out)
    assert said == json.loads((out / "receipt.json").read_text())
    for name, digest in said["files"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest


def test_export_keeps_the_rules_of_the_planning_system_that_is_named(study, own_home, tmp_path, capsys):
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    (own_home / "profiles").mkdir()
    (own_home / "profiles" / "ours.toml").write_text('name = "Monaco"\nname_characters = "0-9"\n', encoding="utf-8")
    (own_home / "profiles" / "mine.toml").write_text('name = "Mine"\ntemplate = "{side}{n}"\n', encoding="utf-8")
    command = ["export", study, "--labels", tmp_path / "seg" / "labels.nii.gz", "--reader", "K", "--accept", "all"]
    said = document(capsys, *command, "--profile", "mine", "--out", tmp_path / "mine")
    assert said["profile"] == "Mine"
    assert [roi["roi_name"][1:] for roi in said["rois"]] == ["1", "2"]
    assert {roi["roi_name"][0] for roi in said["rois"]} <= {"L", "R", "M"}
    status, _, words = run(capsys, *command, "--profile", "monaco", "--out", tmp_path / "out")
    assert status == 5
    assert "2 rules of Monaco" in words
    assert not (tmp_path / "out").exists()
    assert run(capsys, *command, "--profile", "Abacus", "--out", tmp_path / "out")[0] == 2


def test_export_of_every_format(study, tmp_path, capsys):
    """The report is drawn without a screen, and names the packages that the run's record beside the map names."""
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    labels, out = tmp_path / "seg" / "labels.nii.gz", tmp_path / "out"
    command = ["export", study, "--labels", labels, "--reader", "K", "--accept", "all", "--out", out, "--json"]
    command += ["--format", "rtstruct,seg,sr,nifti,csv,pdf"]
    screenless = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "main.py", *map(str, command)], env=screenless, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    wanted = {"structures.dcm", "segmentation.dcm", "report.dcm", "approved.nii.gz", "lesions.csv", "report.pdf"} | {
        "report.txt"
    }
    assert set(said["files"]) == wanted
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
    assert "GTV_01 | " in (out / "report.txt").read_text()


def test_a_models_lesion_stays_the_models_through_the_label_map(study, tmp_path, capsys):
    """Origin and tracking UID come from the run's record beside the map; an edited lesion is the reader's."""
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    path = tmp_path / "seg" / "labels.nii.gz"
    labels, grid = nifti.read_labels(path)
    labels[tuple(np.argwhere(labels == 2)[0])] = 0
    nifti.write(path, labels, grid)
    run(capsys, "export", study, "--labels", path, "--reader", "K", "--accept", "all", "--out", tmp_path / "out")
    first, second = (tmp_path / "out" / "lesions.csv").read_text().splitlines()[1:]
    told = json.loads((tmp_path / "seg" / "lesions.json").read_text())["lesions"]
    assert ",model," in first
    assert told[0]["tracking_uid"] in first
    assert ",,," in second, "no probability is known of what a reader drew"
    assert told[1]["tracking_uid"] not in second


def test_a_map_of_one_number_is_exported_as_the_lesions_that_it_holds(study, tmp_path, capsys):
    """A network's answer, from another tool and another corner: as one lesion its numbers were wrong."""
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    labels, grid = nifti.read_labels(tmp_path / "seg" / "labels.nii.gz")
    order = AxisOrder((0, 1, 2), (1, 2))
    (tmp_path / "theirs").mkdir()
    path = tmp_path / "theirs" / "binary.nii.gz"
    nifti.write(path, order.array((labels > 0).astype(np.uint8)), order.geometry(grid))
    command = ["export", study, "--labels", path, "--reader", "K", "--accept", "1", "--format", "rtstruct,csv,pdf"]
    said = document(capsys, *command, "--out", tmp_path / "out")
    assert [roi["roi_name"] for roi in said["rois"]] == ["GTV_01", "GTV_02"]
    assert re.fullmatch(
        r"Label 1 of the map lies in 2 pieces, \d+\.\d mm apart: each is a lesion of its own, 1–2.", said["remarks"][0]
    )
    report = (tmp_path / "out" / "report.txt").read_text()
    assert "Lesions: 2\n" in report
    assert said["remarks"][0] in report
    assert report.count("| binary.nii.gz, label map") == 2, "no reader drew it, and the file does not say who did"
    checked = document(capsys, "verify", tmp_path / "out" / "structures.dcm", "--study", study, "--labels", path)
    assert checked["rois"][0]["label"] == 1
    one = document(capsys, *command, "--pieces", "together", "--out", tmp_path / "one")
    (remark,) = one["remarks"]
    assert remark.startswith("GTV_01 lies in 2 pieces, ")


def test_unapproved_needs_no_acceptance(study, tmp_path, capsys):
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    labels = tmp_path / "seg" / "labels.nii.gz"
    said = document(
        capsys, "export", study, "--labels", labels, "--reader", "K", "--unapproved", "--out", tmp_path / "out"
    )
    assert len(said["rois"]) == 2


def test_what_was_not_accepted_is_named(study, tmp_path, capsys):
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    labels = tmp_path / "seg" / "labels.nii.gz"
    _, out, _ = run(
        capsys, "export", study, "--labels", labels, "--reader", "K", "--accept", "1", "--out", tmp_path / "out"
    )
    assert "Not accepted, and left out: 2." in out


@pytest.mark.parametrize("accept", ["3", "1,x", "", "0"])
def test_wrong_labels_are_wrong_usage(accept, study, tmp_path, capsys):
    run(capsys, "segment", study, "--out", tmp_path / "seg")
    labels = tmp_path / "seg" / "labels.nii.gz"
    status, _, err = run(
        capsys, "export", study, "--labels", labels, "--reader", "K", "--accept", accept, "--out", tmp_path / "out"
    )
    assert (status, len(err.splitlines())) == (2, 1)
    assert not (tmp_path / "out").exists()


def test_evaluate_of_a_map_with_itself_is_perfect(study, tmp_path, capsys):
    for folder in ("truth", "found"):
        (tmp_path / folder).mkdir()
        run(capsys, "segment", study, "--out", tmp_path / "seg")
        (tmp_path / "seg" / "labels.nii.gz").rename(tmp_path / folder / "a.nii.gz")
        for file in (tmp_path / "seg").iterdir():
            file.unlink()
    figures = document(capsys, "evaluate", "--truth", tmp_path / "truth", "--prediction", tmp_path / "found")
    assert figures["mean_dice"] == 1
    assert (figures["all"]["lesions"], figures["all"]["sensitivity"], figures["all"]["precision"]) == (2, 1, 1)


def test_models_and_doctor(study, own_home, capsys):
    (own_home / "models" / "broken.mets").write_bytes(b"nothing")
    listed = document(capsys, "models", "list")
    assert {"brain-mask", "mets-demo"} <= {each["name"] for each in listed if "refused" not in each}
    assert [each["refused"] for each in listed if "refused" in each] == ["broken.mets is damaged or no model package."]
    assert document(capsys, "models", "show", "mets-demo")["role"] == "metastasis"
    assert document(capsys, "models", "check", "mets-demo")["checked"] == "sound"
    assert run(capsys, "models", "check", "broken")[0] == 4
    assert document(capsys, "doctor")["provider"] == "cpu"
    assert "broken.mets is damaged" in run(capsys, "doctor")[1]
