"""A package made from a results folder answers as nnU-Net's own predictor does."""

import numpy as np
import pytest

from core import nifti
from core.demo.image import Metastasis, occupancy
from core.geometry import Geometry

torch = pytest.importorskip("torch", reason="torch is not installed (dev.py setup --train)")
pytest.importorskip("nnunetv2", reason="nnunetv2 is not installed (dev.py setup --train)")

from inference import nnunet  # noqa: E402
from inference.model_package import open_package  # noqa: E402
from inference.runtime import ModelSession  # noqa: E402
from tests.helpers.nnunet_results import Plan, predict, write_results  # noqa: E402
from training.nnunet.to_package import convert  # noqa: E402

AGREEMENT = 0.998
REGIONS = {"background": 0, "whole": [1, 2], "core": [2]}


def scan(spacing, directions=None, channels=1):
    """A ball with bright lesions, noise inside, and nothing around it: images (C, Z, Y, X), labels, grid."""
    extent = np.array([64.0, 70.0, 76.0])
    shape = tuple(int(n) for n in np.rint(extent / spacing))
    grid = Geometry.from_axes(
        shape, (-40.0, -70.0, 12.0), spacing, np.eye(3)[:, ::-1] if directions is None else directions
    )
    centre = grid.index_to_patient((np.array(shape) - 1) / 2)
    points = grid.index_to_patient(np.stack(np.meshgrid(*[np.arange(n) for n in shape], indexing="ij"), -1)) - centre
    rng = np.random.default_rng(5)
    head = np.linalg.norm(points, axis=-1) < 30
    first = np.where(head, 100 + 8 * rng.standard_normal(shape), 0)
    labels = np.zeros(shape, np.uint8)
    for place, diameter in (((10, 4, -7), 12.0), ((-13, 7, 3), 9.0), ((3, -15, 11), 11.0), ((-4, -6, -16), 10.0)):
        middle = centre + np.array(place)
        lesion = Metastasis(tuple(float(c) for c in middle), diameter, 2.0, ring=False, uneven=0.0)
        box, shares = occupancy(lesion, grid)
        first[box] += shares * 150
        labels[box] |= (shares >= 0.5).astype(np.uint8)
    images = [first, np.where(head, 220 - 0.6 * first + 5 * rng.standard_normal(shape), 0)]
    return np.stack(images[:channels]).astype(np.float32), labels, grid


def oblique():
    a, b = np.radians(20), np.radians(-12)
    x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    z = np.array([[np.cos(b), -np.sin(b), 0], [np.sin(b), np.cos(b), 0], [0, 0, 1]])
    return x @ z @ np.array([[-1.0, 0, 0], [0, 0, 1], [0, -1, 0]])


CASES = {
    "plain": (Plan(mirror=(0, 1, 2)), (1.8, 1.6, 1.6), None),
    "same grid, no mirroring": (Plan(mirror=None), (1.5, 1.5, 1.5), None),
    "residual encoder, finer than the scan": (
        Plan("ResidualEncoderUNet", spacing=(1.3, 1.2, 1.2)),
        (2.0, 1.7, 1.7),
        None,
    ),
    "two channels": (Plan(channels=("T1c", "FLAIR"), masked=(True,)), (1.6, 1.7, 1.7), None),
    "thick slices": (Plan(spacing=(5.0, 1.5, 1.5), patch=(12, 32, 32)), (4.0, 1.2, 1.2), None),
    "thick slices, plan isotropic": (Plan(spacing=(2.0, 1.5, 1.5)), (5.0, 1.4, 1.4), None),
    "turned axes": (Plan(transpose=(2, 0, 1), patch=(24, 32, 16)), (1.6, 1.9, 1.7), None),
    "oblique sagittal": (Plan(), (1.7, 1.6, 1.6), oblique()),
    "reoriented on reading": (Plan(reader="NibabelIOWithReorient"), (1.7, 1.6, 1.6), oblique()),
    "CT": (Plan(schemes=("CTNormalization",)), (1.7, 1.6, 1.6), None),
    "0 to 1": (Plan(schemes=("RescaleTo01Normalization",)), (1.7, 1.6, 1.6), None),
    "as it is": (Plan(schemes=("NoNormalization",), mirror=(0,)), (1.7, 1.6, 1.6), None),
    "mean of two folds": (Plan(folds=2), (1.7, 1.6, 1.6), None),
    "larger window than the scan": (Plan(spacing=(2.5, 2.5, 2.5), patch=(32, 32, 32)), (2.0, 2.0, 2.0), None),
    "three labels": (Plan(labels={"background": 0, "core": 1, "rim": 2}), (1.7, 1.6, 1.6), None),
    "regions": (Plan(labels=REGIONS), (1.7, 1.6, 1.6), None),
}


@pytest.mark.parametrize("name", CASES)
def test_the_package_answers_as_nnunet_does(name, tmp_path):
    plan, spacing, directions = CASES[name]
    images, labels, grid = scan(spacing, directions, len(plan.channels))
    if plan.outputs > 2 or plan.labels is REGIONS:  # a second label: the upper half of each lesion
        labels[: labels.shape[0] // 2] *= 2
    stored = np.array(plan.transpose)
    trained_on = scan(np.array(plan.spacing)[np.argsort(stored)], directions, len(plan.channels))
    training_labels = trained_on[1]
    if plan.outputs > 2 or plan.labels is REGIONS:
        training_labels[: training_labels.shape[0] // 2] *= 2
    folder = write_results(tmp_path / "results", plan, trained_on[0], training_labels)
    files = [tmp_path / f"scan_{number:04d}.nii.gz" for number in range(len(images))]
    for image, file in zip(images, files, strict=True):
        nifti.write(file, image, grid)

    theirs = predict(folder, files, tuple(range(plan.folds))) > 0
    if plan.reader == "NibabelIOWithReorient":  # its answer is on the turned grid; the test of turning is below
        theirs = turned_back(theirs, grid)
    convert(folder, tmp_path / "tiny.mets")
    package = open_package(tmp_path / "tiny.mets")
    volumes = [nifti.read(file) for file in files]
    session = ModelSession(package, "cpu", 1)
    ours = nnunet.find([v.voxels for v in volumes], volumes[0].geometry, package.manifest, session.predict) > 0

    assert theirs.any(), "a network that finds nothing shows nothing"
    dice = dice_of(ours, theirs)
    print(f"{name}: {np.count_nonzero(theirs)} voxels, Dice {dice:.5f}")
    assert dice >= AGREEMENT


def dice_of(one, other):
    return 2 * np.count_nonzero(one & other) / (np.count_nonzero(one) + np.count_nonzero(other))


def trained(plan, spacing, folder, steps):
    """A results folder, a scan beside it, and the package made of it."""
    image, _, grid = scan(spacing)
    seen, labels, _ = scan(np.array(plan.spacing)[np.argsort(np.array(plan.transpose))])
    write_results(folder / "results", plan, seen, labels, steps)
    convert(folder / "results", folder / "tiny.mets")
    return image[0], grid, open_package(folder / "tiny.mets")


def ours_of(package, file):
    volume, session = nifti.read(file), ModelSession(package, "cpu", 1)
    return nnunet.find([volume.voxels], volume.geometry, package.manifest, session.predict) > 0


def test_mirroring_along_every_axis_is_nnunets_too(tmp_path):
    """Eight ways through the network, its axes turned besides; without them nnU-Net's own answer is another one."""
    plan = Plan(mirror=(0, 1, 2), transpose=(2, 0, 1), patch=(24, 32, 16))
    image, grid, package = trained(plan, (1.6, 1.9, 1.7), tmp_path, 20)
    nifti.write(tmp_path / "scan_0000.nii.gz", image, grid)
    theirs, unmirrored = (
        predict(tmp_path / "results", [tmp_path / "scan_0000.nii.gz"], mirror=mirror) > 0 for mirror in (True, False)
    )
    assert package.manifest.mirror_axes == (0, 1, 2)
    assert dice_of(theirs, unmirrored) < AGREEMENT
    assert dice_of(ours_of(package, tmp_path / "scan_0000.nii.gz"), theirs) >= AGREEMENT


def test_what_differs_in_even_air_is_nnunets_half_precision(tmp_path, monkeypatch):
    """Where a network is undecided over a wide even region, nnU-Net's sums of logits in half precision decide."""
    image, grid, package = trained(Plan(schemes=("CTNormalization",)), (1.7, 1.6, 1.6), tmp_path, 10)
    air = image == 0
    nifti.write(tmp_path / "scan_0000.nii.gz", np.where(air, -1000, image).astype(np.float32), grid)
    ours = ours_of(package, tmp_path / "scan_0000.nii.gz")
    halves = predict(tmp_path / "results", [tmp_path / "scan_0000.nii.gz"]) > 0
    monkeypatch.setattr(torch, "half", torch.float32)
    singles = predict(tmp_path / "results", [tmp_path / "scan_0000.nii.gz"]) > 0
    assert (halves & air).sum() > 10_000, "undecided in the air"
    assert not (ours != halves)[~air].any()
    assert np.count_nonzero(ours != singles) <= np.count_nonzero(ours != halves) // 2
    assert dice_of(ours, singles) > 0.9999


def turned_back(labels, grid):
    """Labels on k to S, j to A, i to R as the scan stores its voxels."""
    left, back, head = grid.patient_axes
    flips = [
        slice(None, None, -1 if grid.directions[patient, axis] * sign < 0 else 1)
        for patient, axis, sign in ((2, head, 1), (1, back, -1), (0, left, -1))
    ]
    return labels[tuple(flips)].transpose(np.argsort((head, back, left)))
