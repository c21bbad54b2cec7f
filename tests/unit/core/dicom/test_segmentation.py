from dataclasses import replace
from datetime import datetime

import highdicom
import numpy as np
import pytest
from pydicom import dcmread

from core.dicom import measurement_report, segmentation
from core.dicom.segmentation_read import masks_by_segment
from core.errors import ExportRefused
from core.geometry import Geometry
from core.lesion import LesionOrigin, Making
from core.measure import diameters, volume_mm3
from core.review.state import ReviewState
from core.structure_set import StructureSet
from core.study import Instance
from tests.helpers.exports import AXIAL, GRIDS, KOREAN, SAGITTAL_GRID, SHAPE, review, series_on_disk

MADE_AT = datetime(2026, 11, 23, 14, 5, 6).astimezone()
ALL_GRIDS = {**GRIDS, "sagittal": SAGITTAL_GRID}


def approved(series, labels=None, reader="Kim^Minho", state=None):
    return StructureSet.from_review(state or review(series.geometry, labels), series, reader, True, MADE_AT)


@pytest.fixture(scope="module", params=ALL_GRIDS)
def written(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    series = series_on_disk(folder / "series", ALL_GRIDS[request.param], patient_name=KOREAN)
    structure_set = approved(series)
    dataset = segmentation.write(structure_set, series, folder / "segmentation.dcm")
    measurement_report.write(structure_set, series, dataset, folder / "report.dcm")
    return series, structure_set, folder


def test_every_voxel_is_where_it_was_approved(written):
    series, structure_set, folder = written
    found = masks_by_segment(folder / "segmentation.dcm", series.geometry)
    assert sorted(found) == [roi.number for roi in structure_set.rois]
    assert all(roi.mask.same(found[roi.number]) for roi in structure_set.rois)


def test_another_reader_places_every_segment_alike(written):
    """In millimetres: centroids by highdicom's own affine, which never saw ours."""
    series, structure_set, folder = written
    found = highdicom.seg.segread(folder / "segmentation.dcm")
    for roi in structure_set.rois:
        volume = found.get_volume(segment_numbers=[roi.number], combine_segments=True)
        theirs = volume.map_indices_to_reference(np.argwhere(volume.array)).mean(axis=0)
        ours = series.geometry.index_to_patient(roi.mask.indices()).mean(axis=0)
        assert np.allclose(theirs, ours, atol=1e-3)
        assert np.count_nonzero(volume.array) == roi.mask.count


def test_what_each_segment_is(written):
    _, structure_set, folder = written
    segments = dcmread(folder / "segmentation.dcm").SegmentSequence
    assert [each.TrackingUID for each in segments] == [roi.tracking_uid for roi in structure_set.rois]
    assert [each.SegmentLabel for each in segments] == [roi.name for roi in structure_set.rois]
    assert {each.SegmentedPropertyTypeCodeSequence[0].CodeValue for each in segments} == {"14799000"}
    assert {each.SegmentAlgorithmType for each in segments} == {"MANUAL"}


@pytest.mark.parametrize("name", ["segmentation.dcm", "report.dcm"])
def test_the_patient_is_the_images_patient_byte_for_byte(written, name):
    series, _, folder = written
    source, copy = dcmread(series.instances[0].path, stop_before_pixels=True), dcmread(folder / name)
    for keyword in ("PatientName", "PatientID", "StudyInstanceUID", "StudyDate"):
        assert copy.get_item(keyword).value == source.get_item(keyword).value
    assert copy.PatientName == KOREAN


def numbers(dataset) -> list[dict[str, float]]:
    """Name and value of every number, by measurement group."""
    imaging = next(each for each in dataset.ContentSequence if each.ConceptNameCodeSequence[0].CodeValue == "126010")
    return [
        {
            item.ConceptNameCodeSequence[0].CodeMeaning: float(item.MeasuredValueSequence[0].NumericValue)
            for item in group.ContentSequence
            if item.ValueType == "NUM"
        }
        for group in imaging.ContentSequence
    ]


def test_the_report_says_volume_and_diameters_of_each(written):
    series, structure_set, folder = written
    told = numbers(dcmread(folder / "report.dcm"))
    for roi, said in zip(structure_set.rois, told, strict=True):
        measured = diameters(roi.mask, series.geometry)
        assert said["Volume"] == pytest.approx(volume_mm3(roi.mask, series.geometry), abs=1e-3)
        assert said["Long axis"] == pytest.approx(measured.longest_mm, abs=1e-3)
        assert said["Short axis"] == pytest.approx(measured.perpendicular_mm, abs=1e-3)


def test_the_report_refers_to_the_segments_by_their_tracking_uid(written):
    _, structure_set, folder = written
    segments, report = dcmread(folder / "segmentation.dcm"), dcmread(folder / "report.dcm")
    assert report.CurrentRequestedProcedureEvidenceSequence
    text = str(report)
    assert segments.SOPInstanceUID in text
    assert all(roi.tracking_uid in text for roi in structure_set.rois)


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("plain"), GRIDS["axial"])


def test_lesions_on_the_first_and_the_last_slice(plain, tmp_path):
    labels = np.zeros(SHAPE, dtype=np.int32)
    labels[0, 0, 0], labels[-1, -1, -2:] = 1, 2
    structure_set = approved(plain, labels)
    segmentation.write(structure_set, plain, tmp_path / "s.dcm")
    found = masks_by_segment(tmp_path / "s.dcm", plain.geometry)
    assert [found[n].start for n in (1, 2)] == [(0, 0, 0), (23, 47, 46)]
    assert found[2].count == 2


def test_one_lesion_on_one_slice_is_one_frame(plain, tmp_path):
    labels = np.zeros(SHAPE, dtype=np.int32)
    labels[7, 20:24, 30] = 1
    segmentation.write(approved(plain, labels), plain, tmp_path / "s.dcm")
    assert dcmread(tmp_path / "s.dcm").NumberOfFrames == 1
    assert masks_by_segment(tmp_path / "s.dcm", plain.geometry)[1].count == 4


def test_who_drew_it(plain, tmp_path):
    state = review(plain.geometry)
    proposed = [replace(each, origin=LesionOrigin.MODEL, edited=n == 1) for n, each in enumerate(state.lesions[:2])]
    structure_set = approved(plain, state=ReviewState((*proposed, *state.lesions[2:])))
    dataset = segmentation.write(structure_set, plain, tmp_path / "s.dcm")
    kinds = [each.SegmentAlgorithmType for each in dataset.SegmentSequence]
    assert kinds == ["AUTOMATIC", "SEMIAUTOMATIC", *["MANUAL"] * (len(kinds) - 2)]


def test_another_program_s_work_is_not_called_ours(plain, tmp_path):
    brought = {"origin": LesionOrigin.IMPORTED, "making": Making("AUTOMATIC", "Planmaker é 7")}
    state = ReviewState(tuple(replace(each, **brought) for each in review(plain.geometry).lesions))
    dataset = segmentation.write(approved(plain, state=state), plain, tmp_path / "s.dcm")
    assert {each.SegmentAlgorithmName for each in dataset.SegmentSequence} == {"Planmaker ? 7"}
    assert not any("SegmentationAlgorithmIdentificationSequence" in each for each in dataset.SegmentSequence)


@pytest.mark.parametrize("reader", ["김민호", "Müller^Jürgen", "山田^太郎"])
def test_a_readers_name_in_any_letters(plain, tmp_path, reader):
    structure_set = approved(plain, reader=reader)
    dataset = segmentation.write(structure_set, plain, tmp_path / "s.dcm")
    measurement_report.write(structure_set, plain, dataset, tmp_path / "r.dcm")
    assert dcmread(tmp_path / "s.dcm").ContentCreatorName == (reader if "^" in reader else f"{reader}^")
    assert f"{reader}" in str(dcmread(tmp_path / "r.dcm"))


@pytest.mark.parametrize("name", ["홍길동", "Anonymous", "", "Müller^Jürgen=x"])
def test_any_patients_name_is_written_and_never_printed(tmp_path, name, capfd, recwarn):
    """Some libraries warn of names that they find odd, and print them."""
    series = series_on_disk(tmp_path / "series", GRIDS["axial"], patient_name=name)
    dataset = segmentation.write(approved(series), series, tmp_path / "s.dcm")
    measurement_report.write(approved(series), series, dataset, tmp_path / "r.dcm")
    for file in ("s.dcm", "r.dcm"):
        assert dcmread(tmp_path / file).PatientName == name
    said = capfd.readouterr()
    told = said.out + said.err + " ".join(str(each.message) for each in recwarn.list)
    assert not name or name not in told


def test_two_lesions_on_one_voxel_are_refused(plain, tmp_path):
    structure_set = approved(plain)
    twice = replace(structure_set.rois[-1], mask=structure_set.rois[0].mask)
    with pytest.raises(ExportRefused, match="overlaps another lesion"):
        segmentation.write(replace(structure_set, rois=(*structure_set.rois[:-1], twice)), plain, tmp_path / "s.dcm")
    assert list(tmp_path.iterdir()) == []


def test_no_dicom_series(plain, tmp_path):
    bare = replace(plain, instances=(Instance(plain.instances[0].path, "", "", None),))
    with pytest.raises(ExportRefused, match="one file a slice"):
        segmentation.write(approved(plain), bare, tmp_path / "s.dcm")


def test_files_that_are_gone(plain, tmp_path):
    gone = tuple(replace(each, path=tmp_path / "gone.dcm") for each in plain.instances)
    with pytest.raises(ExportRefused, match="can no longer be read"):
        segmentation.write(approved(plain), replace(plain, instances=gone), tmp_path / "s.dcm")


@pytest.mark.parametrize(
    "other",
    [
        Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.9), (1, 1, 1), AXIAL),
        Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.5), (1, 1.01, 1), AXIAL),
        SAGITTAL_GRID,
    ],
    ids=["shifted", "scaled", "turned"],
)
def test_segments_of_another_grid_are_never_placed(plain, tmp_path, other):
    segmentation.write(approved(plain), plain, tmp_path / "s.dcm")
    with pytest.raises(ExportRefused, match="lies on no slice"):
        masks_by_segment(tmp_path / "s.dcm", other)


def test_slices_that_lie_a_little_off_their_grid_take_their_segments(plain, tmp_path):
    """A series' own positions are rounded: as far as it is opened, its segments are read back."""
    segmentation.write(approved(plain), plain, tmp_path / "s.dcm")
    affine = plain.geometry.affine.copy()
    affine[:3, 3] += 0.05
    found = masks_by_segment(tmp_path / "s.dcm", Geometry(plain.geometry.shape, affine))
    assert found.keys() == masks_by_segment(tmp_path / "s.dcm", plain.geometry).keys()


def test_what_is_no_segmentation(tmp_path):
    (tmp_path / "s.dcm").write_bytes(b"nothing")
    with pytest.raises(ExportRefused, match="cannot be read as a Segmentation"):
        masks_by_segment(tmp_path / "s.dcm", GRIDS["axial"])
