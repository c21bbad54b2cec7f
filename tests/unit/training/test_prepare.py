"""A cohort becomes a dataset: each source of labels, what is left out, no patient on both sides, no names."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pydicom
import pytest

from core import export, nifti
from core.demo.mr_series import SeriesIdentity, write_series
from core.detection import Detection, ModelIdentity
from core.dicom import scan
from core.dicom.rtstruct_read import RoiRead
from core.errors import UsageError
from core.geometry import Geometry
from core.label_map import lesions_from_labels, review_of_labels
from core.lesion import LesionStatus
from core.review.session import ReviewSession
from core.review.state import SetStatus
from core.volume import Volume
from training.cohort.roi_names import RoiRules
from training.cohort.split import splits
from training.prepare import patient_pattern, prepare

SHAPE = (10, 24, 26)
GRID = Geometry.from_axes(SHAPE, (-10.0, -12.0, 5.0), (1.5, 1.0, 1.0), np.eye(3)[:, ::-1])


def label_map() -> np.ndarray:
    labels = np.zeros(SHAPE, np.int32)
    labels[2:5, 4:9, 5:9] = 1
    labels[6:9, 12:16, 14:20] = 2
    labels[7, 13, 16] = 0  # a hole
    return labels


def write_dicom(folder: Path, key: str, person: str):
    voxels = np.random.default_rng(len(key)).uniform(50, 200, SHAPE).round().astype(np.float32)
    write_series(
        Volume(voxels, GRID, ""), folder, SeriesIdentity(key, patient_name=f"{person}^A", patient_id=f"{person}-1")
    )
    (study,) = scan.studies([folder])
    return study.series[0]


def write_structures(folder: Path, series) -> None:
    state = review_of_labels(lesions_from_labels(label_map(), GRID, series.geometry), None)
    export.export(state, series, series.geometry, "K. Han", ("rtstruct",), folder)


def write_review(folder: Path, series, judged: bool = True) -> None:
    lesions = lesions_from_labels(label_map(), GRID, series.geometry)
    detection = Detection(lesions, (), np.ones(SHAPE, bool), (ModelIdentity("tiny", "1", "0"),), "cpu", 1.0)
    session = ReviewSession.start(folder, series, detection, "K. Han")
    session.do(SetStatus(lesions[0].lesion_id, LesionStatus.ACCEPTED))
    if judged:
        session.do(SetStatus(lesions[1].lesion_id, LesionStatus.REJECTED))
    session.close()


def written(out: Path) -> dict[str, np.ndarray]:
    return {path.name: nifti.read_labels(path)[0] for path in sorted((out / "labelsTr").iterdir())}


def reasons(out: Path) -> list[str]:
    with (out / "left_out.csv").open() as file:
        return sorted(row["reason"] for row in csv.DictReader(file))


def test_every_source_of_labels(tmp_path):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    write_structures(cohort / "Kim" / "plan", write_dicom(cohort / "Kim" / "mr", "a", "Kim"))
    write_review(tmp_path / "reviews" / "one", write_dicom(cohort / "Lee", "b", "Lee"))
    nifti.write(cohort / "Park" / "scan.nii.gz", np.ones(SHAPE, np.float32), GRID)
    nifti.write(cohort / "Park" / "scan_seg.nii.gz", label_map(), GRID)

    done = prepare(cohort, out, [tmp_path / "reviews"])

    assert sorted(row.source for row in done.rows) == ["label map", "review", "structure set"]
    by_source = dict(zip((row.source for row in done.rows), written(out).values(), strict=True))
    np.testing.assert_array_equal(by_source["structure set"], label_map() > 0)
    np.testing.assert_array_equal(by_source["label map"], label_map() > 0)
    accepted = by_source["review"].sum()
    assert accepted in ((label_map() == 1).sum(), (label_map() == 2).sum()), "the accepted lesion alone"
    assert json.loads((out / "dataset.json").read_text())["labels"] == {"background": 0, "metastasis": 1}
    image = nifti.read(out / "imagesTr" / "case_0001_0000.nii.gz")
    assert image.geometry.matches(GRID, 0.01)
    assert done.omitted == ()


def test_no_name_leaves_the_site(tmp_path):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    for person in ("Kim", "Lee"):
        write_structures(cohort / person / "plan", write_dicom(cohort / person / "mr", person, person))
    write_dicom(cohort / "Park", "unlabelled", "Park")

    prepare(cohort, out, key=tmp_path / "key.csv")

    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.suffix in (".csv", ".json"))
    names = " ".join(path.name for path in out.rglob("*"))
    for person in ("Kim", "Lee", "Park"):
        assert person.encode() not in everything
        assert person not in names
    assert "Kim" in (tmp_path / "key.csv").read_text()


def test_what_is_left_out_is_told(tmp_path):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    for person in ("Kim", "Lee"):
        write_structures(cohort / person / "plan", write_dicom(cohort / person / "mr", person, person))
    write_structures(cohort / "Lee" / "again", scan.studies([cohort / "Lee" / "mr"])[0].series[0])
    write_structures(cohort / "Choi" / "plan", write_dicom(cohort / "Choi" / "mr", "c", "Choi"))
    write_review(tmp_path / "reviews" / "half", write_dicom(cohort / "Park", "d", "Park"), judged=False)
    nifti.write(cohort / "Kang" / "other_seg.nii.gz", label_map()[:5], Geometry(label_map()[:5].shape, GRID.affine))

    done = prepare(cohort, out, [tmp_path / "reviews"])

    assert len(done.rows) == 2
    assert "1 lesions are not judged yet" in reasons(out)
    assert "2 structure sets lie on one series" in reasons(out)
    assert "no scan beside it lies on its grid" in reasons(out)
    assert "nothing labels it" in reasons(out)


def test_what_a_run_of_this_application_wrote_is_no_truth(tmp_path):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    for person in ("Kim", "Lee"):
        write_structures(cohort / person / "plan", write_dicom(cohort / person / "mr", person, person))
    series = write_dicom(cohort / "Park" / "mr", "d", "Park")
    write_review(cohort / "Park" / "out", series, judged=False)
    for name, voxels in (("labels", label_map()), ("brain_mask", np.ones(SHAPE)), ("raw", label_map() > 0)):
        nifti.write(cohort / "Park" / "out" / f"{name}.nii.gz", voxels.astype(np.uint8), series.geometry)
    nifti.write(cohort / "Park" / "mr" / "T1_brain_mask.nii.gz", np.ones(SHAPE, np.uint8), series.geometry)

    done = prepare(cohort, out)

    assert [row.source for row in done.rows] == ["structure set"] * 2
    assert sum("a brain mask by its name" in each for each in reasons(out)) == 2
    assert sum("nobody judged in this file" in each for each in reasons(out)) == 1


def test_a_piece_as_large_as_a_brain_is_no_lesion(tmp_path):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    wide = Geometry.from_axes(SHAPE, (0.0, 0.0, 0.0), (6.0, 5.0, 5.0), np.eye(3)[:, ::-1])
    for person in ("Kim", "Lee", "Park"):
        nifti.write(cohort / person / "scan.nii.gz", np.ones(SHAPE, np.float32), wide)
        labels = np.ones(SHAPE, np.int32) if person == "Park" else label_map()
        nifti.write(cohort / person / "scan_seg.nii.gz", labels, wide)

    done = prepare(cohort, out)

    assert len(done.rows) == 2
    assert reasons(out) == ["one piece is larger than any lesion (250 cm³), as a brain is"]


def test_a_label_map_goes_to_the_scan_that_it_is_named_after(tmp_path):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    for name in ("a1", "a10"):
        nifti.write(cohort / f"{name}.nii.gz", np.full(SHAPE, len(name), np.float32), GRID)
        nifti.write(cohort / f"{name}_seg.nii.gz", label_map() == len(name) - 1, GRID)

    prepare(cohort, out)

    for name, labels in written(out).items():
        value = nifti.read(out / "imagesTr" / name.replace(".nii", "_0000.nii")).voxels.max()
        np.testing.assert_array_equal(labels > 0, label_map() == value - 1)


def test_a_scan_with_several_label_maps_is_left_out_for_what_is_in_one_alone_would_be_background(tmp_path):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    for name in ("a", "b", "c"):
        nifti.write(cohort / f"{name}.nii.gz", np.ones(SHAPE, np.float32), GRID)
    both = label_map()
    for name, labels in (("a", both), ("b", both), ("c_met1", both == 1), ("c_met2", both == 2)):
        nifti.write(cohort / f"{name}_seg.nii.gz", labels, GRID)

    done = prepare(cohort, out)

    assert len(done.rows) == 2
    assert "2 label maps lie on one series" in reasons(out)


def test_a_label_map_in_another_order_of_axes_is_taken_exactly(tmp_path):
    cohort, out, key = tmp_path / "cohort", tmp_path / "Dataset501_Mets", tmp_path / "key.csv"
    turned = Geometry(SHAPE[::-1], GRID.affine[:, [2, 1, 0, 3]])
    off = Geometry.from_axes(SHAPE, (-10.0, -12.0, 5.9), (1.5, 1.0, 1.0), np.eye(3)[:, ::-1])
    for person in ("Kim", "Lee", "Park", "Choi"):
        nifti.write(cohort / person / "scan.nii.gz", np.ones(SHAPE, np.float32), GRID)
    for person in ("Kim", "Lee"):
        nifti.write(cohort / person / "scan_seg.nii.gz", label_map().transpose(2, 1, 0), turned)
    nifti.write(cohort / "Park" / "scan_seg.nii.gz", label_map(), off)
    (cohort / "Choi" / "scan_seg.nii.gz").write_bytes(b"\x1f\x8bjunk")

    prepare(cohort, out, key=key)

    for labels in written(out).values():
        np.testing.assert_array_equal(labels > 0, label_map() > 0)
    assert any("mm off the voxels of the scan beside it" in each for each in reasons(out))
    assert "the label map cannot be read: it is damaged, or no volume" in reasons(out)
    told = key.read_text()
    assert "Park/scan_seg.nii.gz" in told
    assert "Choi/scan_seg.nii.gz" in told, "the site's own key says which file was left out"


def rename(file: Path, name: str, kind: str = "GTV") -> None:
    """Call the second ROI of a structure set otherwise."""
    dataset = pydicom.dcmread(file)
    dataset.StructureSetROISequence[1].ROIName = name
    dataset.RTROIObservationsSequence[1].RTROIInterpretedType = kind
    dataset.save_as(file)


def test_rois_are_taken_by_name_and_kind_and_all_are_listed(tmp_path):
    cohort, out, key = tmp_path / "cohort", tmp_path / "Dataset501_Mets", tmp_path / "key.csv"
    for person, (name, kind) in {
        "Kim": ("Brain-GTV", "ORGAN"),
        "Lee": ("PTV_Met1", "PTV"),
        "Park": ("Metal clip", "CONTROL"),
        "Choi": ("병변", "GTV"),
        "Kang": ("Lesion 2", ""),
        "Han": ("GTV 9", "CTV"),
    }.items():
        write_structures(cohort / person / "plan", write_dicom(cohort / person / "mr", person, person))
        rename(cohort / person / "plan" / "structures.dcm", name, kind)

    done = prepare(cohort, out, key=key)

    assert len(done.rows) == 3
    assert {row.lesions for row in done.rows} == {1}
    told = "1 of its ROIs look like lesions and are not taken: see the table of names"
    assert reasons(out) == [*[told] * 3, *["nothing labels it"] * 3]
    listed = (tmp_path / "key_rois.csv").read_text()
    assert "GTV_01,6,yes," in listed
    for name in ("Brain-GTV", "PTV_Met1", "Metal clip", "병변", "Lesion 2"):
        assert f"{name},1,no," in listed


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        *[
            (name, True)
            for name in ("GTV", "gtv1", "GTV_01", "GTV Met 2", "GTVp", "iGTV 3", "Mets", "met_4", "Metastasis 1")
        ],
        *[(name, True) for name in ("L-GTV 2", "Brain met 1", "BrainMet2", "GTV전이", "GTV_brain")],
        *[(name, False) for name in ("Brain-GTV", "Brain - GTV", "PTV_Met1", "PTV-GTV", "CTV met", "Metal clip")],
        *[
            (name, False)
            for name in ("Brain minus GTV", "GTV ring", "GTVring", "Geometry", "Metric", "Brain", "zPTV GTV 1")
        ],
    ],
)
def test_default_names(name, taken):
    roi = RoiRead(1, name, "", "", ("GTV",), ())
    assert RoiRules().judged(roi)[0] is taken
    assert not RoiRules().judged(replace(roi, interpreted_types=("PTV",)))[0]


def test_a_refused_cohort_leaves_the_key_and_no_key_goes_into_the_dataset(tmp_path):
    cohort, out, key = tmp_path / "cohort", tmp_path / "Dataset501_Mets", tmp_path / "key.csv"
    write_dicom(cohort / "Kim", "a", "Kim")
    with pytest.raises(UsageError, match="no split"):
        prepare(cohort, out, key=key)
    assert "nothing labels it" in key.read_text()
    with pytest.raises(UsageError, match="would lie in the dataset"):
        prepare(cohort, out, key=out / "key.csv")


def test_a_patient_pattern_needs_its_group():
    with pytest.raises(UsageError, match="no group that is the patient"):
        patient_pattern("^P1")


def test_names_of_rois_are_chosen(tmp_path):
    import re

    from training.cohort.find import Rules

    cohort = tmp_path / "cohort"
    write_structures(cohort / "Kim" / "plan", write_dicom(cohort / "Kim" / "mr", "a", "Kim"))
    names = []
    with pytest.raises(UsageError, match="none of its 2 ROIs has a name that matches"):
        prepare(
            cohort,
            tmp_path / "Dataset501_Mets",
            names=names,
            rules=Rules(RoiRules(re.compile("nothing"), re.compile("GTV_0"))),
        )
    assert not (tmp_path / "Dataset501_Mets").exists(), "nothing is left behind"
    assert [(each.name, each.taken) for each in names] == [("GTV_01", False), ("GTV_02", False)], "what to look at"


def test_the_split_lies_where_nnunet_reads_it(tmp_path, monkeypatch):
    cohort, out = tmp_path / "cohort", tmp_path / "Dataset501_Mets"
    for number, person in enumerate(("Kim", "Kim", "Lee")):
        folder = cohort / f"{person}{number}"
        write_structures(folder / "plan", write_dicom(folder / "mr", f"{person}{number}", person))
    monkeypatch.setenv("nnUNet_preprocessed", str(tmp_path / "preprocessed"))

    done = prepare(cohort, out)

    assert done.splits_at == tmp_path / "preprocessed" / "Dataset501_Mets" / "splits_final.json"
    for fold in json.loads(done.splits_at.read_text()):
        assert sorted(fold["train"] + fold["val"]) == ["case_0001", "case_0002", "case_0003"]
        people = {row.case: row.patient for row in done.rows}
        assert not {people[case] for case in fold["train"]} & {people[case] for case in fold["val"]}


def test_a_patient_is_on_one_side_alone():
    cases = [(f"case_{n}", f"patient {n // 3}") for n in range(30)]
    division = splits(cases, 5)
    person = dict(cases)
    assert len(division) == 5
    assert sorted(case for fold in division for case in fold["val"]) == sorted(person)
    for fold in division:
        assert not {person[case] for case in fold["train"]} & {person[case] for case in fold["val"]}


@pytest.mark.parametrize("name", ["Mets", "Dataset1_Mets"])
def test_a_name_that_nnunet_does_not_take(tmp_path, name):
    (tmp_path / "cohort").mkdir()
    with pytest.raises(UsageError, match="no name of an nnU-Net dataset"):
        prepare(tmp_path / "cohort", tmp_path / name)
