"""Structures of files as lesions to review: our own exports voxel for voxel, others with their names, none by force."""

from dataclasses import replace

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import generate_uid

from core import nifti
from core.bring_in import bring_in
from core.errors import StudyRefused, UsageError
from core.export import export
from core.geometry import Geometry
from core.lesion import LesionOrigin, LesionStatus
from core.review.coding import entry_from_json, entry_to_json
from core.review.state import EditLesions, RestoreCandidate, ReviewState, SetStatus, apply
from core.structures_file import holds_structures, read
from tests.helpers.exports import GRIDS, SAGITTAL_GRID, label_map, review, series_on_disk

FILES = ("structures.dcm", "segmentation.dcm", "approved.nii.gz")


@pytest.fixture(scope="module", params=("axial", "sagittal", "oblique"))
def exported(request, tmp_path_factory):
    """A series of each orientation, its review as approved, and the folder of its export."""
    geometry = SAGITTAL_GRID if request.param == "sagittal" else GRIDS[request.param]
    series = series_on_disk(tmp_path_factory.mktemp("series"), geometry)
    approved = review(series.geometry)
    folder = tmp_path_factory.mktemp("export") / "out"
    export(approved, series, series.geometry, "Kim", ("rtstruct", "seg", "nifti"), folder)
    return series, approved, folder


@pytest.mark.parametrize("name", FILES)
def test_our_own_export_comes_back_bit_for_bit(exported, name):
    series, approved, folder = exported
    assert holds_structures(folder / name, series)
    brought = bring_in(read(folder / name, series), ReviewState(()))
    state = apply(ReviewState(()), entry_from_json(entry_to_json(brought.edit)))  # as it is read from the log again
    assert len(state.lesions) == len(approved.lesions)
    for lesion, own in zip(state.lesions, approved.lesions, strict=True):
        assert lesion.mask.same(own.mask)
        assert (lesion.status, lesion.origin) == (LesionStatus.PENDING, LesionOrigin.IMPORTED)
        assert lesion.source.startswith(name)
        assert lesion.name == (f"Label {own.number}" if name.endswith("gz") else f"GTV_{own.number:02d}")
        if name.endswith("dcm"):
            assert "MetsReview" in lesion.source
            assert lesion.tracking_uid == own.tracking_uid


def test_what_is_here_already_is_not_brought_twice(exported):
    series, approved, folder = exported
    brought = bring_in(read(folder / "structures.dcm", series), approved)
    assert brought.edit is None
    assert "7 were here already" in brought.words


@pytest.fixture(scope="module")
def axial(tmp_path_factory):
    series = series_on_disk(tmp_path_factory.mktemp("axial"), GRIDS["axial"])
    return series, review(series.geometry)


def saved(path, labels, geometry):
    nifti.write(path, labels.astype(np.uint8), geometry)
    return path


def test_over_a_lesion_it_is_put_aside_and_nothing_is_lost(axial, tmp_path):
    series, present = axial
    labels = np.zeros(series.geometry.shape, dtype=np.uint8)
    labels[5:20, 25:35, 8:18] = 1  # over lesion 5
    labels[22, 2:5, 2:5] = 2
    brought = bring_in(read(saved(tmp_path / "theirs.nii.gz", labels, series.geometry), series), present)
    after = apply(present, brought.edit)
    assert after.lesions[:7] == present.lesions
    assert [(each.name, each.number) for each in after.lesions[7:]] == [("Label 2", 8)]
    (aside,) = after.candidates
    assert aside.reason_words == "Label 1, over lesion 5"
    assert "1 put aside" in brought.words
    again = apply(after, RestoreCandidate(aside.candidate_id)).lesions[-1]
    assert (again.name, again.origin) == ("Label 1", LesionOrigin.IMPORTED)
    assert bring_in(read(tmp_path / "theirs.nii.gz", series), after).edit is None


def test_an_earlier_edition_gets_a_tracking_uid_of_its_own(axial, tmp_path):
    series, present = axial
    export(present, series, series.geometry, "Kim", ("rtstruct",), tmp_path / "out")
    moved = replace(present.lesions[0], mask=replace(present.lesions[0].mask, start=(1, 1, 1)))
    state = ReviewState((moved, *present.lesions[1:]))
    (added,) = bring_in(read(tmp_path / "out" / "structures.dcm", series), state).edit.added
    assert added.tracking_uid not in {each.tracking_uid for each in state.lesions}


def test_organs_and_a_margin_around_a_target(axial, tmp_path):
    series, present = axial
    export(present, series, series.geometry, "Kim", ("rtstruct",), tmp_path / "out")
    dataset = dcmread(tmp_path / "out" / "structures.dcm")
    dataset.Manufacturer, dataset.ManufacturerModelName = "Planmaker", "Planmaker 7"
    dataset.RTROIObservationsSequence[0].RTROIInterpretedType = "ORGAN"
    dataset.StructureSetROISequence[1].ROIName = "Metastase links"
    dataset.save_as(tmp_path / "theirs.dcm")
    file = read(tmp_path / "theirs.dcm", series)
    assert file.left_out == ("GTV_01 is recorded as ORGAN.",)
    assert file.found[0].name == "Metastase links"
    assert file.source.startswith("theirs.dcm, Planmaker 7")


def other_frame(dataset):
    other = generate_uid()
    for item in dataset.StructureSetROISequence:
        item.ReferencedFrameOfReferenceUID = other


def between_slices(dataset):
    contour = dataset.ROIContourSequence[0].ContourSequence[0]
    points = np.array(contour.ContourData, dtype=float).reshape(-1, 3) + np.array((0, 0, 0.4))
    contour.ContourData = [f"{value:.4f}" for value in points.ravel()]


def far_away(dataset):
    contour = dataset.ROIContourSequence[0].ContourSequence[0]
    points = np.array(contour.ContourData, dtype=float).reshape(-1, 3) + np.array((900, 0, 0))
    contour.ContourData = [f"{value:.4f}" for value in points.ravel()]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (other_frame, "has another frame of reference"),
        (between_slices, "lie on no slice"),
        (far_away, "lie outside this series"),
    ],
)
def test_a_structure_set_that_does_not_fit(axial, tmp_path, spoil, words):
    series, present = axial
    export(present, series, series.geometry, "Kim", ("rtstruct",), tmp_path / "out")
    dataset = dcmread(tmp_path / "out" / "structures.dcm")
    spoil(dataset)
    dataset.save_as(tmp_path / "spoilt.dcm")
    with pytest.raises(StudyRefused, match=words):
        read(tmp_path / "spoilt.dcm", series)


def test_a_segmentation_of_probabilities_or_of_another_place(axial, tmp_path):
    series, present = axial
    export(present, series, series.geometry, "Kim", ("seg",), tmp_path / "out")
    dataset = dcmread(tmp_path / "out" / "segmentation.dcm")
    dataset.SegmentationType = "FRACTIONAL"
    dataset.save_as(tmp_path / "fractions.dcm")
    with pytest.raises(UsageError, match="probabilities"):
        read(tmp_path / "fractions.dcm", series)
    away = Geometry(series.geometry.shape, series.geometry.affine + np.pad([[5.0]], ((0, 3), (3, 0))))
    with pytest.raises(StudyRefused, match="no slice"):
        read(tmp_path / "out" / "segmentation.dcm", replace(series, geometry=away))


def test_a_label_map_on_another_grid(axial, tmp_path):
    series, _ = axial
    path = saved(tmp_path / "thick.nii.gz", label_map(), GRIDS["thick"])
    with pytest.raises(StudyRefused, match="does not lie on this series' grid"):
        read(path, series)


def test_images_are_opened_and_not_brought_in(axial, tmp_path):
    series, _ = axial
    image = np.random.default_rng(3).integers(0, 900, series.geometry.shape)
    nifti.write(tmp_path / "image.nii.gz", image.astype(np.int16), series.geometry)
    assert not holds_structures(tmp_path / "image.nii.gz", series)
    assert not holds_structures(series.instances[0].path, series)
    assert not holds_structures(tmp_path, series)


def test_a_step_with_only_what_is_put_aside_can_be_undone_and_judged(axial, tmp_path):
    series, present = axial
    labels = (label_map() == 5).astype(np.uint8)
    labels[12, 30, 12] = 1  # the hollow of lesion 5
    brought = bring_in(read(saved(tmp_path / "one.nii.gz", labels, series.geometry), series), present)
    assert isinstance(brought.edit, EditLesions)
    assert not brought.edit.added
    after = apply(present, brought.edit)
    assert apply(after, SetStatus("L5", LesionStatus.REJECTED)).candidates == after.candidates
