"""Left is left: a lesion at a known place in the patient comes out of `segment` and of `export` there."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import pydicom
import pytest

import main
from core.demo.image import Metastasis
from tests.helpers import phantom, tiny_model

KINDS = ["axial", "sagittal", "coronal", "oblique", "fine", "coarse"]
LEFT_FRONT_LOW = (31.3, -28.6, 9.2)
RIGHT_BACK_HIGH = (-16.1, 12.4, 44.7)
LESIONS = (Metastasis(LEFT_FRONT_LOW, 9.0), Metastasis(RIGHT_BACK_HIGH, 6.0))


@pytest.fixture
def package(own_home, tmp_path):
    tiny_model.write_package(own_home / "models" / "brain-mask.mets", "brain-mask", phantom.BRAIN / 2)
    return tiny_model.write_package(tmp_path / "tiny.mets", "metastasis", (phantom.BRAIN + phantom.LESION) / 2)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """The head on a grid, written once for all that look at it."""
    return cache(lambda kind: phantom.write_head(tmp_path_factory.mktemp(kind) / "study", kind, LESIONS))


@pytest.fixture(scope="module")
def segmented_before():
    return {}


@pytest.fixture
def segmented(segmented_before, study, package, tmp_path):
    """Run `segment` on the head on a grid, once for each grid; returns the folder of what was found."""

    def once(kind: str) -> Path:
        if kind not in segmented_before:
            run("segment", study(kind), "--out", tmp_path / "segment", "--model", package)
            segmented_before[kind] = tmp_path / "segment"
        return segmented_before[kind]

    return once


def run(*arguments: object) -> None:
    assert main.main([str(each) for each in arguments]) == 0


def polygon(points: np.ndarray) -> tuple[np.ndarray, float]:
    """Area-weighted centroid and area of a flat polygon in space, by a fan of triangles."""
    first, edges = points[0], points[1:] - points[0]
    normals = np.cross(edges[:-1], edges[1:]) / 2
    signed = normals @ (normals.sum(axis=0) / np.linalg.norm(normals.sum(axis=0)))
    middles = first + (edges[:-1] + edges[1:]) / 3
    return (signed[:, None] * middles).sum(axis=0) / signed.sum(), float(signed.sum())


def structures_centroids(path: Path) -> list[np.ndarray]:
    """Centroid of each ROI straight from the file's numbers, without our own readers."""
    centroids = []
    for item in pydicom.dcmread(path).ROIContourSequence:
        parts = [polygon(np.array(c.ContourData, float).reshape(-1, 3)) for c in item.ContourSequence]
        total = sum(area for _, area in parts)
        centroids.append(sum(centre * area for centre, area in parts) / total)
    return centroids


@pytest.mark.parametrize("kind", KINDS)
def test_a_lesion_comes_out_where_it_is(kind, study, segmented, tmp_path):
    found = json.loads((segmented(kind) / "lesions.json").read_text())["lesions"]
    half_a_voxel = phantom.geometry(kind).spacing.max() / 2
    assert len(found) == 2
    for lesion, expected in zip(found, (LEFT_FRONT_LOW, RIGHT_BACK_HIGH), strict=True):
        assert np.linalg.norm(np.array(lesion["centroid_lps_mm"]) - expected) < half_a_voxel
    labels = segmented(kind) / "labels.nii.gz"
    run(
        "export", study(kind), "--labels", labels, "--reader", "K. Han", "--accept", "all", "--out", tmp_path / "export"
    )
    for centroid, expected in zip(
        structures_centroids(tmp_path / "export" / "structures.dcm"), (LEFT_FRONT_LOW, RIGHT_BACK_HIGH), strict=True
    ):
        assert np.linalg.norm(centroid - expected) < half_a_voxel


@pytest.mark.parametrize("kind", ["axial", "oblique", "coarse"])
def test_verify_finds_what_was_segmented(kind, study, segmented, tmp_path, capsys):
    labels = segmented(kind) / "labels.nii.gz"
    run("export", study(kind), "--labels", labels, "--reader", "K. Han", "--accept", "2", "--out", tmp_path / "export")
    capsys.readouterr()
    run("verify", tmp_path / "export" / "structures.dcm", "--study", study(kind), "--labels", labels, "--json")
    report = json.loads(capsys.readouterr().out)
    assert report["broken"] == []
    assert report["labels_without_roi"] == [1]
    (roi,) = report["rois"]
    assert roi["label"] == 2
    assert abs(roi["difference"]["volume_difference_percent"]) <= 0.5
    assert roi["difference"]["dice"] >= 0.997


@pytest.mark.parametrize(("kind", "words"), [("axial", "left"), ("sagittal", "left"), ("oblique", "left")])
def test_position_words_say_the_patients_side(kind, words, study, package):
    from core.dicom import load, scan
    from core.position import position_words
    from inference.detect import detect
    from inference.library import packages

    (found,) = scan.studies([study(kind)])
    volume = load.volume(found.series[0])
    detection = detect(volume, packages(str(package)))
    said = position_words(detection.lesions[0].mask, detection.brain_mask, volume.geometry)
    assert said.lower().startswith(words)
