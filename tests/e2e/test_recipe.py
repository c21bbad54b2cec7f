"""docs/recipe.md from beginning to end on a tiny synthetic cohort, with nnU-Net's own commands."""

import csv
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from core import export, nifti
from core.demo.image import Metastasis, occupancy
from core.demo.mr_series import SeriesIdentity, write_series
from core.dicom import scan
from core.geometry import Geometry
from core.label_map import lesions_from_labels, review_of_labels
from core.volume import Volume
from tests.helpers import tiny_model
from tests.helpers.nnunet_commands import ROOT, environment, run

pytestmark = [
    pytest.mark.skipif(importlib.util.find_spec(name) is None, reason=f"{name} is not installed (dev.py setup --train)")
    for name in ("torch", "nnunetv2")
]

DATASET = "Dataset501_Mets"
TRAINER = "nnUNetTrainerDiceFocalTrial"
AGREEMENT = 0.998


def patient(seed: int) -> tuple[Volume, np.ndarray]:
    """A ball-shaped head on 3 mm voxels with five bright lesions of its own."""
    rng = np.random.default_rng(seed)
    shape = (44, 42, 40)
    grid = Geometry.from_axes(shape, (-60.0, -62.0, -66.0), (3.0, 3.0, 3.0), np.eye(3)[:, ::-1])
    points = grid.index_to_patient(np.stack(np.meshgrid(*[np.arange(n) for n in shape], indexing="ij"), -1))
    head = np.linalg.norm(points, axis=-1) < 54
    voxels = np.where(head, 100 + 6 * rng.standard_normal(shape), 0)
    labels = np.zeros(shape, np.uint8)
    for _ in range(5):
        place = rng.uniform(-24, 24, 3)
        lesion = Metastasis(tuple(map(float, place)), float(rng.uniform(12, 18)), 2.0, ring=False, uneven=0.0)
        box, shares = occupancy(lesion, grid)
        voxels[box] = np.maximum(voxels[box], 100 + shares * 150)
        labels[box] |= (shares >= 0.5).astype(np.uint8)
    return Volume(np.clip(voxels, 0, None).astype(np.float32), grid, ""), labels


def write_patient(folder: Path, seed: int) -> None:
    """DICOM with a structure set, as a planning system leaves them."""
    volume, labels = patient(seed)
    identity = SeriesIdentity(f"recipe {seed}", patient_name=f"Secret^Name{seed}", patient_id=f"SECRET{seed}")
    write_series(volume, folder / "mr", identity)
    (study,) = scan.studies([folder / "mr"])
    (series,) = study.series
    state = review_of_labels(lesions_from_labels(labels.astype(np.int32), volume.geometry, series.geometry), None)
    export.export(state, series, series.geometry, "K. Han", ("rtstruct",), folder / "structures")


def test_from_labelled_scans_to_lesions(tmp_path, own_home):
    cohort, env = tmp_path / "cohort", environment(tmp_path)
    for seed in range(3):
        write_patient(cohort / f"Secret{seed}", seed)
    raw = tmp_path / "nnUNet_raw" / DATASET

    told = run("training.prepare", cohort, "--out", raw, "--key", tmp_path / "key.csv", env=env)
    assert "3 cases of 3 patients" in told
    assert "secret" not in told.lower().replace(str(tmp_path).lower(), "")
    run(
        "nnUNetv2_plan_and_preprocess",
        "-d",
        501,
        "-c",
        "3d_fullres",
        "-np",
        1,
        "-npfp",
        1,
        "--verify_dataset_integrity",
        env=env,
    )
    make_small(tmp_path / "nnUNet_preprocessed" / DATASET / "nnUNetPlans.json")
    trial = env | {
        "METS_TRIAL_EPOCHS": "3",
        "METS_TRIAL_ITERATIONS": "15",
        "METS_LESION_WEIGHT": "4",
        "nnUNet_n_proc_DA": "0",
    }
    told = run("nnUNetv2_train", 501, "3d_fullres", 0, "-tr", TRAINER, "-device", "cpu", env=trial)
    assert "Dice (weight 1) + focal (weight 1, γ 2, lesion voxels weigh 4)" in told
    results = tmp_path / "nnUNet_results" / DATASET / f"{TRAINER}__nnUNetPlans__3d_fullres"

    app("models", "add", results, "--fold", "0", "--name", "ours")
    tiny_model.write_package(own_home / "models" / "brain-mask.mets", "brain-mask", 50.0)
    (case,) = json.loads((raw / "splits_final.json").read_text())[0]["val"]
    truth, prediction = tmp_path / "truth", tmp_path / "prediction"
    app("segment", raw / "imagesTr" / f"{case}_0000.nii.gz", "--model", "ours", "--raw", "--out", tmp_path / "out")
    for folder, labels in ((truth, raw / "labelsTr" / f"{case}.nii.gz"), (prediction, tmp_path / "out" / "raw.nii.gz")):
        folder.mkdir()
        (folder / f"{case}.nii.gz").write_bytes(labels.read_bytes())
    figures = json.loads(app("evaluate", "--truth", truth, "--prediction", prediction, "--json"))
    assert (figures["scans"], figures["all"]["lesions"] > 0) == (1, True)

    ours = nifti.read_labels(tmp_path / "out" / "raw.nii.gz")[0] > 0
    app("segment", scan_of(case, tmp_path / "key.csv"), "--model", "ours", "--raw", "--out", tmp_path / "dicom")
    np.testing.assert_array_equal(nifti.read_labels(tmp_path / "dicom" / "raw.nii.gz")[0] > 0, ours)
    theirs = nifti.read_labels(results / "fold_0" / "validation" / f"{case}.nii.gz")[0] > 0
    assert theirs.any(), "a network that finds nothing shows nothing"
    assert 2 * (ours & theirs).sum() / (ours.sum() + theirs.sum()) >= AGREEMENT


def scan_of(case: str, key: Path) -> Path:
    """The DICOM that a case was made from, as the site's own key tells."""
    with key.open(encoding="utf-8") as file:
        (structures,) = (Path(row["from"]) for row in csv.DictReader(file) if row["case"] == case)
    return structures.parents[1] / "mr"


def make_small(plans: Path) -> None:
    """A tiny network, so that a processor trains it in a minute; nnU-Net reads the plans as they are."""
    content = json.loads(plans.read_text())
    configuration = content["configurations"]["3d_fullres"]
    arguments = configuration["architecture"]["arch_kwargs"]
    arguments["features_per_stage"] = [8 * (n + 1) for n in range(len(arguments["features_per_stage"]))]
    configuration["patch_size"] = [32, 32, 32]
    plans.write_text(json.dumps(content))


def app(*arguments: object) -> str:
    """Run the application's command line."""
    line = [sys.executable, ROOT / "main.py", *arguments]
    done = subprocess.run(list(map(str, line)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
