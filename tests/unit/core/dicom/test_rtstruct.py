from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from pydicom import dcmread
from pydicom.uid import ExplicitVRLittleEndian, ImplicitVRLittleEndian

from core.dicom import rtstruct
from core.errors import ExportRefused
from core.structure_set import StructureSet
from core.version import VERSION
from tests.helpers.exports import GRIDS, KOREAN, review, series_on_disk

MADE_AT = datetime(2026, 11, 23, 14, 5, 6).astimezone()
COPIED = ["PatientName", "PatientID", "PatientBirthDate", "PatientSex", "PatientAge", "StudyInstanceUID", "StudyDate",
          "StudyTime", "StudyID", "AccessionNumber", "ReferringPhysicianName", "StudyDescription",
          "FrameOfReferenceUID", "PositionReferenceIndicator"]  # fmt: skip


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    folder = tmp_path_factory.mktemp("series")
    return series_on_disk(folder, GRIDS["oblique"], patient_name=KOREAN, study_description="뇌 MRI")


def structure_set(series, approved=True, reader="Kim^Minho", labels=None):
    return StructureSet.from_review(review(series.geometry, labels), series, reader, approved, MADE_AT)


@pytest.fixture(scope="module")
def written(series, tmp_path_factory):
    path = tmp_path_factory.mktemp("written") / "structures.dcm"
    rtstruct.write(structure_set(series), series, path)
    return path


@pytest.fixture(scope="module")
def dataset(written):
    return dcmread(written)


def write(structures, series, folder) -> Path:
    rtstruct.write(structures, series, folder / "structures.dcm")
    return folder / "structures.dcm"


def change_source(series, folder, **values):
    """The series with its first file rewritten elsewhere."""
    source = dcmread(series.instances[0].path)
    for keyword, value in values.items():
        if value is None:
            delattr(source, keyword)
        else:
            setattr(source, keyword, value)
    source.save_as(folder / "first.dcm")
    return replace(series, instances=(replace(series.instances[0], path=folder / "first.dcm"), *series.instances[1:]))


@pytest.mark.parametrize("keyword", COPIED)
def test_patient_and_study_are_copied_byte_for_byte(keyword, series, written):
    source = dcmread(series.instances[0].path, stop_before_pixels=True)
    copy = dcmread(written)
    assert copy.get_item(keyword).value == source.get_item(keyword).value


def test_the_character_set_is_copied(dataset):
    assert dataset.SpecificCharacterSet == "ISO_IR 192"
    assert dataset.PatientName == KOREAN


def test_korean_with_escapes_stays_as_it_is(series, tmp_path):
    changed = change_source(series, tmp_path, SpecificCharacterSet=["", "ISO 2022 IR 149"])
    before = dcmread(changed.instances[0].path).get_item("PatientName").value
    assert b"\x1b$)C" in before
    path = write(structure_set(series, reader="김^민호"), changed, tmp_path)
    after = dcmread(path)
    assert after.get_item("PatientName").value == before
    assert list(after.SpecificCharacterSet) == ["", "ISO 2022 IR 149"]
    assert after.ReviewerName == "김^민호"


def test_a_korean_reader_beside_an_ascii_patient(series, tmp_path):
    plain = {"PatientName": "Doe^Jane", "StudyDescription": "Brain", "SpecificCharacterSet": "ISO_IR 100"}
    changed = change_source(series, tmp_path, **plain)
    after = dcmread(write(structure_set(series, reader="김^민호"), changed, tmp_path))
    assert (after.ReviewerName, after.PatientName) == ("김^민호", "Doe^Jane")


def test_a_reader_s_name_that_the_character_set_does_not_hold_makes_it_utf_8(series, tmp_path):
    german = {"PatientName": "Müller^Jörg", "StudyDescription": "Kopf", "SpecificCharacterSet": "ISO_IR 100"}
    source = dcmread(series.instances[0].path)
    for keyword, value in german.items():
        setattr(source, keyword, value)
    source.save_as(tmp_path / "first.dcm")
    first = replace(series.instances[0], path=tmp_path / "first.dcm")
    changed = replace(series, instances=(first, *series.instances[1:]))
    after = dcmread(write(structure_set(series, reader="김^민호"), changed, tmp_path))
    assert (after.ReviewerName, after.PatientName) == ("김^민호", "Müller^Jörg")


@pytest.mark.parametrize("name", ["a=b", "a\\b", "x" * 65])
def test_a_reader_s_name_with_separators_is_refused(name, series, tmp_path):
    with pytest.raises(ExportRefused, match="reader's name"):
        write(structure_set(series, reader=name), series, tmp_path)


def test_a_character_set_of_odd_length_is_padded(series, tmp_path):
    plain = {"PatientName": "Doe^Jane", "StudyDescription": "Brain", "SpecificCharacterSet": "ISO_IR 13"}
    after = dcmread(write(structure_set(series), change_source(series, tmp_path, **plain), tmp_path))
    assert after.get_item("SpecificCharacterSet").value.strip() == "ISO_IR 13"
    assert after.PatientName == "Doe^Jane"


def test_attributes_that_must_be_there_are_added_empty(series, tmp_path):
    gone = dict.fromkeys(["AccessionNumber", "StudyID", "PatientSex", "PositionReferenceIndicator", "PatientAge"])
    after = dcmread(write(structure_set(series), change_source(series, tmp_path, **gone), tmp_path))
    assert all(not after[keyword].value for keyword in gone if keyword != "PatientAge")
    assert "PatientAge" not in after


def test_frame_of_reference_everywhere(series, dataset):
    (frame,) = dataset.ReferencedFrameOfReferenceSequence
    found = [dataset.FrameOfReferenceUID, frame.FrameOfReferenceUID]
    found += [item.ReferencedFrameOfReferenceUID for item in dataset.StructureSetROISequence]
    assert set(found) == {series.frame_of_reference_uid}


def test_every_slice_of_the_series_is_referred_to(series, dataset):
    study = dataset.ReferencedFrameOfReferenceSequence[0].RTReferencedStudySequence[0]
    assert study.ReferencedSOPInstanceUID == series.study_instance_uid
    (referenced,) = study.RTReferencedSeriesSequence
    assert referenced.SeriesInstanceUID == series.series_instance_uid
    listed = [(each.ReferencedSOPClassUID, each.ReferencedSOPInstanceUID) for each in referenced.ContourImageSequence]
    assert listed == [(each.sop_class_uid, each.sop_instance_uid) for each in series.instances]
    common = dataset.ReferencedSeriesSequence[0].ReferencedInstanceSequence
    assert len(common) == len(series.instances)


def test_contours(series, dataset):
    files = {each.sop_instance_uid: dcmread(each.path, stop_before_pixels=True) for each in series.instances}
    for item in dataset.ROIContourSequence:
        for contour in item.ContourSequence:
            assert contour.ContourGeometricType == "CLOSED_PLANAR"
            (reference,) = contour.ContourImageSequence
            file = files[reference.ReferencedSOPInstanceUID]
            assert reference.ReferencedSOPClassUID == file.SOPClassUID
            points = np.array(contour.ContourData, dtype=float).reshape(-1, 3)
            assert len(points) == contour.NumberOfContourPoints >= 4
            normal = np.cross(*np.array(file.ImageOrientationPatient, dtype=float).reshape(2, 3))
            assert np.abs((points - np.array(file.ImagePositionPatient, dtype=float)) @ normal).max() < 1e-4


def test_numbers_are_short_and_exact(dataset, series):
    (roi, *_) = structure_set(series).rois
    contour = dataset.ROIContourSequence[0].ContourSequence[0]
    texts = [each.original_string for each in contour.ContourData]
    assert all(len(text) <= 16 and len(text.split(".")[1]) == 6 for text in texts)
    assert "-0.000000" not in texts
    assert np.array(texts, dtype=float) == pytest.approx(roi.contours[0].points.ravel(), abs=6e-7)


def test_rois_and_observations(dataset):
    rois, observations = dataset.StructureSetROISequence, dataset.RTROIObservationsSequence
    assert [item.ROINumber for item in rois] == list(range(1, 8))
    assert [item.ROIName for item in rois] == [f"GTV_{n:02d}" for n in range(1, 8)]
    assert [item.ReferencedROINumber for item in observations] == [item.ROINumber for item in rois]
    assert [item.ReferencedROINumber for item in dataset.ROIContourSequence] == [item.ROINumber for item in rois]
    assert {item.RTROIInterpretedType for item in observations} == {"GTV"}
    assert {item.ROIGenerationAlgorithm for item in rois} == {"MANUAL"}
    assert all("not a medical device" in item.ROIDescription for item in rois)
    assert all(f"tracking UID {roi.tracking_uid}" in item.ROIDescription
               for item, roi in zip(rois, review(GRIDS["oblique"]).lesions, strict=True))  # fmt: skip


def test_the_sign_off(dataset):
    signed = dataset.ApprovalStatus, dataset.ReviewDate, dataset.ReviewTime, dataset.ReviewerName
    assert signed == ("APPROVED", "20261123", "140506", "Kim^Minho")


def test_an_unapproved_set_names_no_review(series, tmp_path):
    after = dcmread(write(structure_set(series, approved=False), series, tmp_path))
    assert after.ApprovalStatus == "UNAPPROVED"
    assert not {"ReviewDate", "ReviewTime", "ReviewerName"} & set(after.dir())


def test_labels_and_versions(dataset):
    assert 0 < len(dataset.StructureSetLabel) <= 16
    assert dataset.SoftwareVersions == VERSION
    assert "not a medical device" in dataset.StructureSetDescription
    assert dataset.Modality == "RTSTRUCT"


def test_uids_are_new_at_each_export_and_our_own(series, dataset, tmp_path):
    again = dcmread(write(structure_set(series), series, tmp_path))
    for keyword in ("SOPInstanceUID", "SeriesInstanceUID"):
        one, other = dataset[keyword].value, again[keyword].value
        assert one != other
        assert one.startswith("2.25.")
        assert one.is_valid
    assert dataset.SeriesInstanceUID != series.series_instance_uid
    assert dataset.file_meta.MediaStorageSOPInstanceUID == dataset.SOPInstanceUID


def test_explicit_vr_where_it_fits(dataset):
    assert dataset.file_meta.TransferSyntaxUID == ExplicitVRLittleEndian


def test_implicit_vr_where_a_contour_is_too_long(series, tmp_path):
    comb = np.zeros(series.geometry.shape, dtype=np.int32)
    comb[4, 1:47, 1] = 1
    comb[4, 1:47:2, 2:46] = 1
    comb[4, 2:46:2, 3:46:2] = 1  # teeth on teeth: thousands of corners
    path = write(structure_set(series, labels=comb), series, tmp_path)
    after = dcmread(path)
    longest = max(len(c.get_item("ContourData").value) for c in after.ROIContourSequence[0].ContourSequence)
    assert longest > 65534
    assert after.file_meta.TransferSyntaxUID == ImplicitVRLittleEndian
    assert after.PatientName == KOREAN


def test_what_cannot_carry_contours_is_refused(series, tmp_path):
    structures = structure_set(series)
    no_dicom = replace(series, instances=(replace(series.instances[0], sop_instance_uid=""),))
    no_frame = replace(series, frame_of_reference_uid="")
    fewer = replace(series, instances=series.instances[:-1])
    moved = replace(series, instances=tuple(replace(i, path=tmp_path / "gone.dcm") for i in series.instances))
    for broken, words in (
        (no_dicom, "DICOM series"),
        (no_frame, "frame of reference"),
        (fewer, "one file a slice"),
        (moved, "no longer be read"),
    ):
        with pytest.raises(ExportRefused, match=words):
            write(structures, broken, tmp_path)
    assert list(tmp_path.iterdir()) == []
