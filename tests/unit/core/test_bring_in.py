"""Structures of files as lesions to review: our own exports voxel for voxel, others with their names, none by force."""

import re
from dataclasses import replace

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataelem import RawDataElement
from pydicom.tag import Tag
from pydicom.uid import generate_uid

from core import nifti
from core.axis_order import AxisOrder
from core.bring_in import bring_in
from core.detection import Detection
from core.dicom.verify import verify
from core.errors import ExportRefused, StudyRefused, UsageError
from core.export import export
from core.geometry import Geometry
from core.lesion import LesionOrigin, LesionStatus
from core.review.coding import entry_from_json, entry_to_json
from core.review.session import ReviewSession
from core.review.state import EditLesions, RestoreCandidate, ReviewState, SetStatus, apply
from core.structures_beside import Beside
from core.structures_file import holds_structures, read
from tests.helpers.exports import GRIDS, SAGITTAL_GRID, label_map, review, series_on_disk
from tests.helpers.reviews import detection
from tests.helpers.reviews import series as reviewed

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


@pytest.mark.parametrize("name", FILES)
def test_some_lesions_of_our_export_come_back_under_their_own_numbers(axial, tmp_path, name):
    """The planning system holds the first file: GTV_02 must not become another lesion's name."""
    series, approved = axial
    some = ReviewState(tuple(each for each in approved.lesions if each.number in (2, 3, 6)))
    export(some, series, series.geometry, "Kim", ("rtstruct", "seg", "nifti"), tmp_path / "some")
    edit = bring_in(read(tmp_path / "some" / name, series), ReviewState(())).edit
    state = apply(ReviewState(()), entry_from_json(entry_to_json(edit)))
    for lesion, own in zip(state.lesions, some.lesions, strict=True):
        assert (lesion.number, lesion.mask.same(own.mask)) == (own.number, True)


def test_a_name_that_is_another_lesions_here_is_told(axial, tmp_path):
    series, approved = axial
    some = ReviewState(tuple(each for each in approved.lesions if each.number in (2, 7)))
    export(some, series, series.geometry, "Kim", ("rtstruct",), tmp_path / "some")
    present = ReviewState((replace(approved.lesions[0], number=2),))
    brought = bring_in(read(tmp_path / "some" / "structures.dcm", series), present)
    assert brought.remarks == ("GTV_02 is lesion 8 here, because lesion 2 is another.",)
    state = apply(present, brought.edit)
    assert [each.number for each in state.lesions] == [2, 8, 7]
    for lesion in state.lesions:
        state = apply(state, SetStatus(lesion.lesion_id, LesionStatus.ACCEPTED))
    receipt = export(state, series, series.geometry, "Kim", ("rtstruct",), tmp_path / "again")
    (remark,) = receipt.remarks
    assert remark.startswith("GTV_08 was GTV_02 in structures.dcm, MetsReview")
    assert remark.endswith("; GTV_02 is another lesion here.")


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


def test_a_label_map_beside_the_voxels_is_refused_with_how_far(axial, tmp_path):
    series, _ = axial
    moved = Geometry(series.geometry.shape, series.geometry.affine + np.pad([[0.02]], ((0, 3), (3, 0))))
    with pytest.raises(StudyRefused, match=r"lies 0.02 mm off this series' voxels"):
        read(saved(tmp_path / "moved.nii.gz", label_map(), moved), series)


@pytest.mark.parametrize("axes", [(0, 1, 2), (2, 0, 1)])
def test_a_label_map_in_another_order_of_axes_is_the_same(axial, tmp_path, axes):
    """What dcm2niix and 3D Slicer list from another corner: voxel for voxel, never resampled."""
    series, present = axial
    order = AxisOrder(axes, (0, 1))
    path = saved(tmp_path / "theirs.nii.gz", order.array(label_map()), order.geometry(series.geometry))
    assert holds_structures(path, series)
    brought = bring_in(read(path, series), present)
    assert (brought.edit, brought.news[1:]) == (None, ("7 were here already.",))


def test_a_map_of_one_number_brings_a_lesion_for_each_piece(axial, tmp_path):
    """A network's answer: as one lesion it had a diameter from one metastasis to the other."""
    series, _ = axial
    labels = (label_map() > 0).astype(np.uint8)
    brought = bring_in(read(saved(tmp_path / "binary.nii.gz", labels, series.geometry), series), ReviewState(()))
    assert [each.name for each in brought.edit.added] == [f"Piece {n}" for n in range(1, 8)]
    assert brought.remarks == ("binary.nii.gz has one number for all 7 pieces: each is a lesion of its own.",)


def test_one_structure_for_lesions_far_apart_is_told(axial, tmp_path):
    series, _ = axial
    labels = np.where(label_map() == 7, 1, label_map()).astype(np.uint8)
    brought = bring_in(read(saved(tmp_path / "two.nii.gz", labels, series.geometry), series), ReviewState(()))
    (told,) = brought.remarks
    assert re.match(r"Label 1 lies in 2 pieces, \d+\.\d mm apart: its diameters reach across the gap\.", told)


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
    labels[12, 30, 12:16] = 1  # into the hollow of lesion 5
    brought = bring_in(read(saved(tmp_path / "one.nii.gz", labels, series.geometry), series), present)
    assert isinstance(brought.edit, EditLesions)
    assert not brought.edit.added
    after = apply(present, brought.edit)
    assert apply(after, SetStatus("L5", LesionStatus.REJECTED)).candidates == after.candidates


@pytest.fixture(scope="module")
def ours(axial, tmp_path_factory):
    """A structure set and a segmentation of the axial series."""
    series, present = axial
    folder = tmp_path_factory.mktemp("ours") / "out"
    export(present, series, series.geometry, "Kim", ("rtstruct", "seg"), folder)
    return folder


def spoilt(folder, path, spoil, name="structures.dcm"):
    dataset = dcmread(folder / name)
    spoil(dataset)
    dataset.save_as(path)
    return path


def another_patient(dataset):
    dataset.PatientName, dataset.PatientID, dataset.PatientBirthDate = "Other^One", "OTHER-1", "19800101"
    dataset.StudyInstanceUID = generate_uid()


@pytest.mark.parametrize("name", ["structures.dcm", "segmentation.dcm"])
def test_another_patients_file_is_refused(axial, ours, tmp_path, name):
    path = spoilt(ours, tmp_path / "theirs.dcm", another_patient, name)
    with pytest.raises(StudyRefused, match=r"of another patient: .* in the name, the ID and the birth date"):
        read(path, axial[0])


def test_another_name_in_the_same_study_is_told(axial, ours, tmp_path):
    path = spoilt(ours, tmp_path / "renamed.dcm", lambda each: setattr(each, "PatientName", "Married^Name"))
    (told,) = read(path, axial[0]).told
    assert "another patient's name" in told


def test_structures_without_contours_are_the_reason_and_not_the_margins(axial, tmp_path):
    series, present = axial
    export(present, series, series.geometry, "Kim", ("rtstruct",), tmp_path / "out", beside=Beside(1.0))

    def empty(dataset):
        for item in dataset.ROIContourSequence:
            del item.ContourSequence

    path = spoilt(tmp_path / "out", tmp_path / "empty.dcm", empty)
    with pytest.raises(UsageError, match=r"holds no lesion\. GTV_01 holds no voxel of this series"):
        read(path, series)


@pytest.mark.parametrize("name", ["structures.dcm", "segmentation.dcm"])
def test_a_file_that_is_cut_short_is_refused(axial, ours, tmp_path, name):
    data = (ours / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) * 9 // 10])
    with pytest.raises(StudyRefused, match="is cut short"):
        read(tmp_path / name, axial[0])


def other_series(series, geometry):
    instances = tuple(replace(each, sop_instance_uid=generate_uid()) for each in series.instances)
    return replace(series, series_instance_uid=generate_uid(), instances=instances, geometry=geometry)


def test_drawn_on_another_series_is_said_with_what_volumes_become(axial, ours):
    series, present = axial
    wider = series.geometry.affine.copy()
    wider[:3, 1:3] *= 2  # rows and columns
    k, j, i = series.geometry.shape
    brought = bring_in(
        read(ours / "structures.dcm", other_series(series, Geometry((k, j // 2, i // 2), wider))), ReviewState(())
    )
    assert "drawn on another series" in brought.remarks[0]
    assert any("mm³ here" in each and "by its contours" in each for each in brought.remarks)
    known = {each.tracking_uid for each in present.lesions}
    assert not known & {each.tracking_uid for each in brought.edit.added}


def test_voxels_of_another_series_are_not_the_same_findings(axial, ours):
    series, present = axial
    file = read(ours / "segmentation.dcm", other_series(series, series.geometry))
    assert "made on another series" in file.told[0]
    assert not {each.tracking_uid for each in present.lesions} & {each.tracking_uid for each in file.found}


def contours(dataset, n=0):
    return dataset.ROIContourSequence[n].ContourSequence


def one_number_short(dataset):
    contours(dataset)[0].ContourData = list(contours(dataset)[0].ContourData)[:-1]


def no_number(dataset):
    contour = contours(dataset)[0]
    held = b"\\".join([b"abc", *(b"%g" % each for each in list(contour.ContourData)[1:])])
    contour[Tag("ContourData")] = RawDataElement(Tag("ContourData"), "DS", len(held), held, 0, False, True)


def twice(dataset):
    contours(dataset, 3).append(contours(dataset, 3)[1])


def crossing(dataset):
    data = list(contours(dataset, 5)[3].ContourData)
    data[:3], data[9:12] = data[9:12], data[:3]
    contours(dataset, 5)[3].ContourData = data


def left_open(dataset):
    contours(dataset)[0].ContourGeometricType = "OPEN_PLANAR"


def slice_lost(dataset):
    del contours(dataset, 3)[1]


def nobodys(dataset):
    dataset.ROIContourSequence[0].ReferencedROINumber = 77


def one_number_for_two(dataset):
    dataset.StructureSetROISequence[0].ROINumber = 2


@pytest.mark.parametrize(
    ("spoil", "told", "lesions"),
    [
        (one_number_short, "GTV_01 is left out: 1 of its 1 contours do not hold three numbers a point.", 6),
        (no_number, "GTV_01 is left out: 1 of its 1 contours hold what is no number.", 6),
        (twice, "GTV_04: contours lie on each other on 1 of its slices", 7),
        (crossing, "GTV_06: 1 of its", 7),
        (left_open, "GTV_01: 1 of its 1 contours are not marked as closed", 7),
        (slice_lost, "GTV_04: no contour on 1 of the slices", 7),
        (nobodys, "Contours of the number 77 belong to no structure", 6),
        (one_number_for_two, "GTV_02 is left out: another structure has its number", 5),
    ],
)
def test_what_is_damaged_is_said_of_each_structure(axial, ours, tmp_path, spoil, told, lesions):
    series, present = axial
    brought = bring_in(read(spoilt(ours, tmp_path / "damaged.dcm", spoil), series), ReviewState(()))
    assert any(each.startswith(told) for each in brought.remarks), brought.remarks
    assert len(brought.edit.added) == lesions
    if spoil is twice:
        assert brought.edit.added[3].mask.same(present.lesions[3].mask)


@pytest.mark.parametrize("name", ["structures.dcm", "segmentation.dcm"])
def test_who_drew_it_goes_in_and_out_again(axial, tmp_path, name):
    series, present = axial
    lesions = (
        replace(each, origin=LesionOrigin.MODEL if n < 2 else LesionOrigin.READER)
        for n, each in enumerate(present.lesions)
    )
    model, accepted = ReviewState(tuple(lesions)), LesionStatus.ACCEPTED
    export(model, series, series.geometry, "Kim", ("rtstruct", "seg"), tmp_path / "out")
    edit = entry_from_json(entry_to_json(bring_in(read(tmp_path / "out" / name, series), ReviewState(())).edit))
    state = apply(ReviewState(()), edit)
    first = state.lesions[1]
    smaller = first.mask.voxels.copy()
    smaller.ravel()[smaller.ravel().argmax()] = False
    state = apply(state, EditLesions("Erase", ((first.lesion_id, replace(first.mask, voxels=smaller)),)))
    state = ReviewState(tuple(replace(each, status=accepted) for each in state.lesions))
    export(state, series, series.geometry, "Kim", ("rtstruct", "seg"), tmp_path / "again")
    wanted = ["AUTOMATIC", "SEMIAUTOMATIC", *["MANUAL"] * 5]
    structures = dcmread(tmp_path / "again" / "structures.dcm").StructureSetROISequence
    segments = dcmread(tmp_path / "again" / "segmentation.dcm").SegmentSequence
    assert [each.ROIGenerationAlgorithm for each in structures] == wanted
    assert [each.SegmentAlgorithmType for each in segments] == wanted
    assert segments[0].SegmentAlgorithmName.startswith("MetsReview")


def test_who_drew_it_stays_unknown_where_the_file_does_not_say(axial, tmp_path):
    series, _ = axial
    brought = bring_in(read(saved(tmp_path / "theirs.nii.gz", label_map(), series.geometry), series), ReviewState(()))
    state = apply(ReviewState(()), brought.edit)
    state = ReviewState(tuple(replace(each, status=LesionStatus.ACCEPTED) for each in state.lesions))
    export(state, series, series.geometry, "Kim", ("rtstruct", "seg"), tmp_path / "out")
    structures = dcmread(tmp_path / "out" / "structures.dcm").StructureSetROISequence
    assert {each.ROIGenerationAlgorithm or "" for each in structures} == {""}
    assert verify(tmp_path / "out" / "structures.dcm", series).broken == ()


def test_the_runs_record_beside_a_label_map_says_that_the_model_drew_it(axial, tmp_path):
    series, present = axial
    proposed = tuple(
        replace(each, origin=LesionOrigin.MODEL, status=LesionStatus.PENDING, tracking_uid=f"2.25.{n}")
        for n, each in enumerate(present.lesions, start=100)
    )
    nothing = np.zeros(series.geometry.shape, dtype=np.bool_)
    ReviewSession.start(tmp_path, series, Detection(proposed, (), nothing, (), "", 0.0), "Kim").close()
    labels = label_map()
    labels[22, 44, 44] = 7  # no longer what was proposed
    file = read(saved(tmp_path / "labels.nii.gz", labels, series.geometry), series)
    assert [each.making.algorithm for each in file.found] == [*["AUTOMATIC"] * 6, ""]
    assert [each.tracking_uid for each in file.found[:6]] == [f"2.25.{n}" for n in range(100, 106)]


def test_a_label_map_of_another_size_is_refused_and_images_are_opened(axial, tmp_path):
    series, _ = axial
    half = Geometry(tuple(n // 2 for n in series.geometry.shape), series.geometry.affine)
    path = saved(tmp_path / "half.nii.gz", label_map()[::2, ::2, ::2], half)
    assert holds_structures(path, series)
    with pytest.raises(StudyRefused, match="does not lie on this series' grid"):
        read(path, series)
    head = np.where(
        np.indices(half.shape).sum(axis=0) % 3 == 0, np.random.default_rng(3).integers(1, 200, half.shape), 0
    )
    assert not holds_structures(saved(tmp_path / "head.nii.gz", head, half), series)


def test_the_map_of_a_run_on_another_series_is_not_brought_in(tmp_path):
    ReviewSession.start(tmp_path / "run", reviewed(), detection(), "segment").close()
    nifti.write(tmp_path / "run" / "labels.nii.gz", np.ones(reviewed().geometry.shape, np.uint8), reviewed().geometry)
    other = replace(reviewed(), series_instance_uid="2.25.99")
    with pytest.raises(ExportRefused, match="beside a review of another series"):
        read(tmp_path / "run" / "labels.nii.gz", other)
