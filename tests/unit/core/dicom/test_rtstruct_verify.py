import re
from dataclasses import replace

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.tag import Tag
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian, RTStructureSetStorage

from core.dicom import rtstruct
from core.dicom.cut import is_cut
from core.dicom.verify import verify
from core.errors import StudyRefused, UsageError
from core.structure_set import StructureSet
from tests.helpers.exports import GRIDS, label_map, review, series_on_disk

CT = "1.2.840.10008.5.1.4.1.1.2"


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    return series_on_disk(tmp_path_factory.mktemp("series"), GRIDS["oblique"])


@pytest.fixture(scope="module")
def sound(series, tmp_path_factory):
    path = tmp_path_factory.mktemp("sound") / "structures.dcm"
    rtstruct.write(StructureSet.from_review(review(series.geometry), series, "Kim^Minho", True), series, path)
    return path


def test_our_own_file_breaks_no_rule_and_gives_every_voxel_back(series, sound):
    report = verify(sound, series, label_map())
    assert report.broken == ()
    assert report.labels_without_roi == ()
    assert report.differences == ()
    for number, roi in enumerate(report.rois, start=1):
        assert (roi.roi_number, roi.roi_name, roi.label) == (number, f"GTV_{number:02d}", number)
        assert roi.difference.dice == 1
        assert roi.difference.volume_difference_percent == 0
        assert roi.difference.centroid_shift_mm == pytest.approx(0, abs=1e-9)
        assert roi.polygon_volume_mm3 == pytest.approx(roi.volume_mm3, rel=0.005)
    assert report.rois[3].slices == 3


def test_a_label_map_that_differs_is_told(series, sound):
    labels = label_map()
    labels[19, 38, 36:41] = 0
    labels[22, 44, 44] = 30
    report = verify(sound, series, labels)
    assert report.rois[6].difference.volume_difference_percent > 10
    assert report.rois[6].difference.dice < 0.95
    assert report.labels_without_roi == (30,)
    one, other = report.differences
    assert re.fullmatch(
        r"GTV_07 is not what label 7 is: volume \+1\d\.\d %, shifted by \d\.\d\d mm, Dice 0\.9\d\d\.", one
    )
    assert other == "Label 30 has no structure."


def test_the_same_volume_a_voxel_away_is_told(series, sound):
    (told,) = verify(
        sound, series, np.where(label_map() == 7, 0, label_map()) + np.roll(7 * (label_map() == 7), 1, 2)
    ).differences
    assert "volume +0.0 %, shifted by 1.00 mm" in told


def test_a_margin_around_a_lesion_is_not_held_against_it(series, sound):
    report = verify(sound, series, label_map())
    wider = replace(report.rois[6], roi_name="PTV_07", difference=replace(report.rois[6].difference, dice=0.4))
    assert replace(report, rois=(wider, *report.rois)).differences == ()
    assert len(replace(report, rois=(wider,)).differences) == 1


def test_a_roi_without_its_label(series, sound):
    labels = label_map()
    labels[labels == 1] = 0
    (first, *_) = verify(sound, series, labels).rois
    assert (first.label, first.difference) == (None, None)


def test_the_report_as_plain_values(series, sound):
    document = verify(sound, series, label_map()).to_json()
    assert document["broken"] == []
    assert set(document["rois"][0]) >= {"roi_name", "volume_mm3", "centroid_lps_mm", "slices", "difference"}
    assert set(document["rois"][0]["difference"]) >= {"volume_mm3", "dice", "centroid_shift_mm"}


def contour_of(dataset, roi=0) -> Dataset:
    return dataset.ROIContourSequence[roi].ContourSequence[0]


def points_of(dataset):
    return np.array(contour_of(dataset).ContourData, dtype=float).reshape(-1, 3)


def set_points(dataset, points, decimals=6):
    contour_of(dataset).ContourData = [f"{value:.{decimals}f}" for value in np.ravel(points)]
    contour_of(dataset).NumberOfContourPoints = len(points)


def off_plane(dataset):
    set_points(dataset, points_of(dataset) + np.array((0, 0, 0.1)))


def repeat_first(dataset):
    points = points_of(dataset)
    set_points(dataset, np.concatenate([points, points[:1]]))


def cross(dataset):
    set_points(dataset, points_of(dataset)[[0, 2, 1, 3]])


def two_points(dataset):
    set_points(dataset, points_of(dataset)[:2])


def no_area(dataset):
    first, second = points_of(dataset)[:2]
    set_points(dataset, [first, (first + second) / 2, second])


def outside(dataset):
    set_points(dataset, points_of(dataset) - np.array((500, 0, 0)))


def long_numbers(dataset):
    item = contour_of(dataset)
    text = "\\".join(f"{value:.14f}" for value in points_of(dataset).ravel()).encode()
    text += b" " * (len(text) % 2)
    item[0x30060050] = RawDataElement(Tag(0x30060050), "DS", len(text), text, 0, False, True, is_raw=True)
    item.set_original_encoding(False, True, "iso8859")


def wrong_slice(dataset):
    other = dataset.ROIContourSequence[5].ContourSequence[0].ContourImageSequence
    contour_of(dataset).ContourImageSequence = other


def as_ct(dataset):
    contour_of(dataset).ContourImageSequence[0].ReferencedSOPClassUID = CT


def listed_as_ct(dataset):
    study = dataset.ReferencedFrameOfReferenceSequence[0].RTReferencedStudySequence[0]
    study.RTReferencedSeriesSequence[0].ContourImageSequence[0].ReferencedSOPClassUID = CT


def drop(keyword):
    def change(dataset):
        delattr(dataset, keyword)

    return change


def put(keyword, value, sequence=None):
    def change(dataset):
        setattr(dataset[sequence].value[0] if sequence else dataset, keyword, value)

    return change


def short_references(dataset):
    study = dataset.ReferencedFrameOfReferenceSequence[0].RTReferencedStudySequence[0]
    del study.RTReferencedSeriesSequence[0].ContourImageSequence[3:]


def other_series(dataset):
    study = dataset.ReferencedFrameOfReferenceSequence[0].RTReferencedStudySequence[0]
    study.RTReferencedSeriesSequence[0].SeriesInstanceUID = "2.25.4711"


def no_contours(dataset):
    del dataset.ROIContourSequence[0].ContourSequence


def second_observation(dataset):
    dataset.RTROIObservationsSequence.append(dataset.RTROIObservationsSequence[0])


def skipped_slice(dataset):
    del dataset.ROIContourSequence[5].ContourSequence[4]


def off_every_centre(dataset):
    set_points(dataset, points_of(dataset).mean(axis=0) + np.array(((0.1, 0.1, 0), (0.3, 0.1, 0), (0.3, 0.3, 0))))


BROKEN = [
    (lambda dataset: setattr(dataset, "FrameOfReferenceUID", "2.25.1"), "(FrameOfReferenceUID) is another than"),
    (lambda dataset: dataset.__delitem__("FrameOfReferenceUID"), "(FrameOfReferenceUID) is missing"),
    (lambda dataset: dataset.__delitem__("OperatorsName"), "even if empty: OperatorsName."),
    (off_every_centre, "GTV_01 holds no voxel's centre"),
    (off_plane, "do not lie on a slice's plane"),
    (repeat_first, "repeat their first point"),
    (cross, "cross themselves"),
    (two_points, "fewer than three different points"),
    (no_area, "enclose no area"),
    (outside, "reach outside the series"),
    (long_numbers, "numbers longer than 16"),
    (wrong_slice, "do not refer to exactly the slice"),
    (as_ct, "name their slice, but as another kind of image than it is (ReferencedSOPClassUID)"),
    (listed_as_ct, "1 of the series' 24 slices are listed as another kind of image"),
    (lambda d: setattr(contour_of(d), "ContourGeometricType", "OPEN_PLANAR"), "not closed and planar"),
    (lambda d: setattr(contour_of(d), "NumberOfContourPoints", 99), "another number of points"),
    (lambda d: delattr(contour_of(d), "ContourData"), "another number of points"),
    (no_contours, "GTV_01 has no contours"),
    (short_references, "21 of the series' 24 slices"),
    (other_series, "does not refer to this series"),
    (put("FrameOfReferenceUID", "2.25.1", "ReferencedFrameOfReferenceSequence"), "the series' frame of reference"),
    (put("ReferencedFrameOfReferenceUID", "2.25.1", "StructureSetROISequence"), "GTV_01 lies in another frame"),
    (put("StudyInstanceUID", "2.25.1"), "another study"),
    (put("Modality", "MR"), "modality is not RTSTRUCT"),
    (drop("PatientBirthDate"), "PatientBirthDate"),
    (put("StructureSetLabel", ""), "label has 0 characters"),
    (drop("ReviewerName"), "APPROVED, but reviewer"),
    (put("ApprovalStatus", "UNAPPROVED"), "neither approved nor rejected"),
    (put("ROIName", "GTV_02", "StructureSetROISequence"), "2 ROIs are named"),
    (put("ROIName", "Metastasis, left frontal", "StructureSetROISequence"), "24 characters"),
    (put("ROIName", "전이", "StructureSetROISequence"), "not ASCII"),
    (put("ROINumber", 2, "StructureSetROISequence"), "2 ROIs have the number 2"),
    (put("ROINumber", 44, "StructureSetROISequence"), "from 1 without gaps"),
    (put("ROIGenerationAlgorithm", "MAGIC", "StructureSetROISequence"), "unknown generation algorithm"),
    (put("RTROIInterpretedType", "", "RTROIObservationsSequence"), "does not say what it is"),
    (second_observation, "GTV_01 has 2 observations"),
    (drop("StructureSetROISequence"), "holds no ROI"),
]


@pytest.mark.parametrize(("change", "words"), BROKEN, ids=[words for _, words in BROKEN])
def test_each_broken_rule_is_told(change, words, series, sound, tmp_path):
    dataset = dcmread(sound)
    change(dataset)
    dataset.save_as(tmp_path / "broken.dcm")
    broken = verify(tmp_path / "broken.dcm", series).broken
    assert any(words in sentence for sentence in broken), broken


def test_a_slice_without_contour_is_worth_a_look_but_breaks_no_rule(series, sound, tmp_path):
    """A lesion may be approved in two parts: its export must not be refused for that."""
    dataset = dcmread(sound)
    skipped_slice(dataset)
    dataset.save_as(tmp_path / "gap.dcm")
    report = verify(tmp_path / "gap.dcm", series)
    assert report.broken == ()
    (remark,) = report.remarks
    assert remark == "GTV_06 has no contour on 1 of the slices between its first and its last."
    assert report.to_json()["remarks"] == [remark]
    assert verify(sound, series).remarks == ()


def test_a_roi_in_planes_between_slices_is_still_measured(series, sound, tmp_path):
    dataset = dcmread(sound)
    off_plane(dataset)
    dataset.save_as(tmp_path / "broken.dcm")
    assert verify(tmp_path / "broken.dcm", series).rois[0].volume_mm3 == pytest.approx(1)


def test_what_is_no_structure_set_is_refused(series, tmp_path):
    (tmp_path / "text.dcm").write_text("nothing of the kind")
    for path in (tmp_path / "text.dcm", tmp_path / "missing.dcm", series.instances[0].path):
        with pytest.raises(UsageError):
            verify(path, series)


def test_what_cannot_be_verified_against_is_refused(series, sound):
    with pytest.raises(StudyRefused):
        verify(sound, replace(series, geometry=None))
    with pytest.raises(UsageError, match="grid"):
        verify(sound, series, np.zeros((2, 2, 2), dtype=np.int32))


def test_what_is_wrong_with_many_rois_is_said_once(series, sound, tmp_path):
    dataset = dcmread(sound)
    for item in dataset.RTROIObservationsSequence:
        item.RTROIInterpretedType = ""
    dataset.save_as(tmp_path / "broken.dcm")
    (sentence,) = verify(tmp_path / "broken.dcm", series).broken
    assert sentence.startswith("Each of GTV_01, GTV_02, GTV_03 and 4 more does not say what it is")


@pytest.mark.parametrize("value", [b"NAN", b"1E300", b"-INF"])
def test_points_at_no_place_are_refused_by_name(series, sound, tmp_path, value):
    dataset = dcmread(sound)
    contour = dataset.ROIContourSequence[1].ContourSequence[0]
    numbers = [b"%g" % each for each in contour.ContourData]
    held = b"\\".join([value, *numbers[1:]])
    contour[Tag("ContourData")] = RawDataElement(Tag("ContourData"), "DS", len(held), held, 0, False, True)
    dataset.save_as(tmp_path / "nowhere.dcm")
    with pytest.raises(UsageError, match=r"nowhere\.dcm is refused: a contour of GTV_02 has a point at no place"):
        verify(tmp_path / "nowhere.dcm", series)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.999])
@pytest.mark.parametrize("implicit", [False, True])
@pytest.mark.parametrize("undefined", [False, True])
def test_a_file_that_is_cut_short_is_called_so(part, implicit, undefined, tmp_path):
    item = Dataset()
    item.ROIName = "GTV_01"
    whole = FileDataset("", Dataset(), file_meta=FileMetaDataset(), preamble=b"\0" * 128)
    whole.file_meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    whole.SOPClassUID, whole.SOPInstanceUID = RTStructureSetStorage, "1.2.3"
    whole.file_meta.MediaStorageSOPClassUID, whole.file_meta.MediaStorageSOPInstanceUID = whole.SOPClassUID, "1.2.3"
    whole.StructureSetROISequence = [item, item]
    whole["StructureSetROISequence"].is_undefined_length = undefined
    whole.ROIContourSequence = []
    whole.save_as(tmp_path / "whole.dcm", enforce_file_format=True)
    data = (tmp_path / "whole.dcm").read_bytes()
    assert not is_cut(tmp_path / "whole.dcm", implicit=implicit)
    (tmp_path / "cut.dcm").write_bytes(data[: 132 + int((len(data) - 132) * part)])
    assert is_cut(tmp_path / "cut.dcm", implicit=implicit)


def test_one_contour_twice_is_said_and_a_hole_is_none(series, sound, tmp_path):
    dataset = dcmread(sound)
    contours = dataset.ROIContourSequence[3].ContourSequence
    contours.append(contours[1])
    dataset.save_as(tmp_path / "twice.dcm")
    broken = verify(tmp_path / "twice.dcm", series).broken
    assert any(each.startswith("GTV_04 has contours that lie on each other on 1 slice") for each in broken), broken


def test_whose_contour_holds_no_number(series, sound, tmp_path):
    dataset = dcmread(sound)
    contour = dataset.ROIContourSequence[1].ContourSequence[0]
    held = b"\\".join([b"abc", *(b"%g" % each for each in list(contour.ContourData)[1:])])
    contour[Tag("ContourData")] = RawDataElement(Tag("ContourData"), "DS", len(held), held, 0, False, True)
    dataset.save_as(tmp_path / "abc.dcm")
    broken = verify(tmp_path / "abc.dcm", series).broken
    assert any("GTV_02 has a contour with 'abc' where a number belongs" in each for each in broken), broken


def test_contours_of_no_structure_are_said(series, sound, tmp_path):
    dataset = dcmread(sound)
    dataset.ROIContourSequence[0].ReferencedROINumber = 77
    dataset.save_as(tmp_path / "nobodys.dcm")
    broken = verify(tmp_path / "nobodys.dcm", series).broken
    assert "Contours belong to the ROI number 77, which no structure has: they are lost." in broken
