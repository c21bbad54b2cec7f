"""Margins and the brain in a structure set: named, of their kind, proven, and never lesions elsewhere."""

import csv
import json

import numpy as np
import pytest
from pydicom import dcmread

from core import nifti
from core.bring_in import bring_in
from core.errors import ExportRefused, UsageError
from core.export import export
from core.planning.dry_run import RulesBroken
from core.planning.profile import Profile
from core.review.state import ReviewState
from core.structures_beside import Beside
from core.structures_file import read
from tests.helpers.exports import GRIDS, label_map, review, series_on_disk


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["thick"])


def brain(series):
    mask = np.zeros(series.geometry.shape, dtype=bool)
    mask[2:, 4:44, 4:44] = True
    return mask


def run(series, folder, beside, formats=("rtstruct", "nifti", "csv"), **options):
    state = review(series.geometry)
    return export(state, series, series.geometry, "Kim^Minho", formats, folder, beside=beside, **options)


def kinds(path):
    dataset = dcmread(path)
    names = {item.ROINumber: item.ROIName for item in dataset.StructureSetROISequence}
    observed = dataset.RTROIObservationsSequence
    return {names[item.ReferencedROINumber]: item.RTROIInterpretedType for item in observed}


@pytest.mark.parametrize("contours", ["exact", "smooth"])
def test_margins_and_the_brain_are_in_the_structure_set_and_proven(series, tmp_path, contours):
    receipt = run(series, tmp_path / "out", Beside(2.0, True, True, brain(series)), contours=contours)
    wanted = {f"GTV_{n:02d}": "GTV" for n in range(1, 8)} | {f"PTV_{n:02d}": "PTV" for n in range(1, 8)}
    assert kinds(tmp_path / "out" / "structures.dcm") == wanted | {"BRAIN": "ORGAN"}
    assert [roi.kind for roi in receipt.rois] == ["GTV"] * 7 + ["PTV"] * 7 + ["ORGAN"]
    assert all(roi.dice == 1 for roi in receipt.rois)
    assert len(receipt.lesions) == 7
    assert receipt.to_json()["margin_mm"] == 2.0
    assert receipt.to_json()["margin_inside_brain"]
    for lesion, margin in zip(receipt.rois[:7], receipt.rois[7:14], strict=True):
        assert margin.volume_approved_mm3 > lesion.volume_approved_mm3
        assert margin.lesion_id == lesion.lesion_id


@pytest.mark.parametrize("margin", [2.0, None])
def test_the_tables_last_columns_are_of_the_margin(series, tmp_path, margin):
    receipt = run(series, tmp_path / "out", Beside(margin))
    with (tmp_path / "out" / "lesions.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0])[-3:] == ["note", "margin_mm", "margin_volume_mm3"]
    found = {row["id"]: (row["margin_mm"], row["margin_volume_mm3"]) for row in rows}
    volumes = {roi.lesion_id: str(roi.volume_approved_mm3) for roi in receipt.rois if roi.kind == "PTV"}
    assert found == {each: ("2.0", volumes[each]) if margin else ("", "") for each in found}


def test_they_are_in_no_other_file(series, tmp_path):
    run(series, tmp_path / "out", Beside(2.0, False, True, brain(series)))
    labels, _ = nifti.read_labels(tmp_path / "out" / "approved.nii.gz")
    assert np.array_equal(labels, label_map())
    with (tmp_path / "out" / "lesions.csv").open(newline="", encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == 7


def test_a_margin_that_the_images_end_cuts_is_said(series, tmp_path):
    run(series, tmp_path / "out", Beside(12.0))
    remarks = json.loads((tmp_path / "out" / "receipt.json").read_text(encoding="utf-8"))["remarks"]
    assert "PTV_01 is cut off where the images end." in remarks


def test_a_margin_that_the_voxels_cannot_hold_is_said(series, tmp_path):
    thickest = series.geometry.spacing.max()
    receipt = run(series, tmp_path / "out", Beside(0.4 * thickest))
    told = f"A margin of {0.4 * thickest:g} mm adds nothing where voxels are {thickest:.3g} mm long."
    assert receipt.remarks[0] == told
    assert not any("adds nothing" in each for each in run(series, tmp_path / "wide", Beside(thickest)).remarks)


def test_what_comes_back_in_are_the_lesions(series, tmp_path):
    run(series, tmp_path / "out", Beside(2.0, False, True, brain(series)))
    file = read(tmp_path / "out" / "structures.dcm", series)
    assert [each.name for each in file.found] == [f"GTV_{n:02d}" for n in range(1, 8)]
    words = bring_in(file, ReviewState(())).words
    assert "are margins around lesions." in words


def test_without_a_brain_mask_the_brain_is_refused(series, tmp_path):
    for beside in (Beside(brain=True), Beside(2.0, True), Beside(2.0, True, False, np.zeros((1, 2, 3), dtype=bool))):
        with pytest.raises(ExportRefused, match="brain mask"):
            run(series, tmp_path / "out", beside)
    assert list(tmp_path.iterdir()) == []


def test_an_enormous_margin_is_refused_before_anything_is_written(series, tmp_path):
    with pytest.raises(UsageError, match="A margin of 500 mm"):
        run(series, tmp_path / "out", Beside(500.0))
    assert list(tmp_path.iterdir()) == []


def test_names_of_margins_keep_the_systems_rules(series, tmp_path):
    same = Profile("Same", margin_template="GTV_{n:02d}")
    with pytest.raises(RulesBroken, match="2 structures are named gtv_01"):
        run(series, tmp_path / "out", Beside(2.0), profile=same)


def test_a_brain_from_a_file_is_not_called_the_model_s(series, tmp_path):
    run(series, tmp_path / "out", Beside(None, False, True, brain(series), brain_from_file=True), ("rtstruct",))
    item = dcmread(tmp_path / "out" / "structures.dcm").StructureSetROISequence[-1]
    assert item.ROIGenerationAlgorithm == "MANUAL"
    assert "from a file that the reader named" in item.ROIDescription


def test_margins_inside_a_brain_that_is_not_there(series, tmp_path):
    with pytest.raises(ExportRefused, match="no brain mask") as refused:
        run(series, tmp_path / "out", Beside(2.0, True), ("rtstruct",))
    assert refused.value.remedy == "Do not keep margins inside the brain, or give a brain mask."


def test_what_the_brain_mask_takes_of_a_margin_is_told(series, tmp_path):
    corner = np.zeros(series.geometry.shape, dtype=bool)
    corner[0, 0, 0] = True
    none = run(series, tmp_path / "none", Beside(2.0, True, False, corner))
    assert none.remarks[-7:] == tuple(
        f"PTV_{n:02d} is kept inside the brain: 100 % of its margin is left away." for n in range(1, 8)
    )
    whole = run(series, tmp_path / "whole", Beside(2.0, True, False, np.ones(series.geometry.shape, dtype=bool)))
    assert not any("inside the brain" in words for words in whole.remarks)
