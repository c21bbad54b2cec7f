"""Write a StructureSet as a DICOM RT Structure Set on its original MR series."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from pydicom.charset import default_encoding
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.tag import Tag
from pydicom.uid import UID, ExplicitVRLittleEndian, ImplicitVRLittleEndian, RTStructureSetStorage

from core.atomic import replacing
from core.contour import Contour
from core.dicom.identity import copy_identity, keep_bytes, set_person
from core.errors import ExportRefused
from core.structure_set import Roi, StructureSet
from core.study import Instance, Series
from core.version import VERSION

RESEARCH_NOTE = "Research software, not a medical device"

_CONTOUR_DATA = Tag("ContourData")
LONGEST_EXPLICIT_VALUE = 65534  # bytes that explicit VR's 16-bit length of a decimal string can hold
_DETACHED_STUDY = "1.2.840.10008.3.1.2.3.1"  # what RT objects name as a study's class since it was retired
_COLOURS = ("230\\159\\0", "86\\180\\233", "0\\158\\115", "240\\228\\66", "213\\94\\0", "204\\121\\167")
_BRAIN_COLOUR = "190\\190\\190"


def write(structure_set: StructureSet, series: Series, path: Path, always_implicit: bool = False) -> None:
    """Write the file, whole or not at all.

    Parameters
    ----------
    structure_set
        Made on this series.
    series
        The original images: their patient, study, frame of reference and every instance are referred to.
    path
        Replaced if there.
    always_implicit
        Write implicit VR even where explicit VR can hold every contour.

    Raises
    ------
    ExportRefused
        If the series is none of DICOM instances, one a slice, or its files are gone.
    OSError
        If the file cannot be written.

    """
    _check(series)
    contour_data = {id(c): _contour_data(c) for roi in structure_set.all_rois for c in roi.contours}
    implicit = always_implicit or max(map(len, contour_data.values())) > LONGEST_EXPLICIT_VALUE
    dataset = _file_dataset(implicit)
    copy_identity(series, dataset)
    _describe_series(dataset, structure_set)
    _describe_structure_set(dataset, structure_set, series)
    _approve(dataset, structure_set)
    rois = structure_set.all_rois
    dataset.StructureSetROISequence = [_roi_item(roi, series) for roi in rois]
    dataset.ROIContourSequence = [_roi_contour_item(roi, series, contour_data, implicit) for roi in rois]
    dataset.RTROIObservationsSequence = [_observation_item(roi) for roi in rois]
    keep_bytes(dataset, implicit)
    with replacing(path) as aside:
        dataset.save_as(aside, enforce_file_format=True)


def longest_value(structure_set: StructureSet) -> int:
    """Bytes of the longest contour as it would be written."""
    return max(len(_contour_data(contour)) for roi in structure_set.all_rois for contour in roi.contours)


def _check(series: Series) -> None:
    if not series.is_dicom:
        raise ExportRefused(
            "An RT Structure Set can only be made on a DICOM series.",
            "Export a label map and a table instead.",
        )
    if series.geometry is None or series.is_multi_frame or len(series.instances) != series.geometry.shape[0]:
        raise ExportRefused(
            "An RT Structure Set needs a series with one file a slice, as planning systems do.",
            "Export a label map and a table, or have the images sent as classic MR.",
        )
    if not series.frame_of_reference_uid:
        raise ExportRefused(
            "The series records no frame of reference, so contours cannot be placed on it.",
            "Export a label map and a table instead.",
        )


def new_uid() -> UID:
    """A UID of our own under the uuid-derived root 2.25."""
    return UID(f"2.25.{uuid.uuid4().int}")


def _file_dataset(implicit: bool) -> FileDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = RTStructureSetStorage
    meta.MediaStorageSOPInstanceUID = new_uid()
    meta.TransferSyntaxUID = ImplicitVRLittleEndian if implicit else ExplicitVRLittleEndian
    dataset = FileDataset("", Dataset(), file_meta=meta, preamble=b"\0" * 128)
    dataset.SOPClassUID = RTStructureSetStorage
    dataset.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    return dataset


def _describe_series(dataset: Dataset, structure_set: StructureSet) -> None:
    date, time = _date_and_time(structure_set)
    dataset.InstanceCreationDate, dataset.InstanceCreationTime = date, time
    dataset.Modality = "RTSTRUCT"
    dataset.SeriesInstanceUID = new_uid()
    dataset.SeriesNumber = 1
    dataset.SeriesDate, dataset.SeriesTime = date, time
    dataset.SeriesDescription = "MetsReview contours (research)"
    dataset.OperatorsName = ""
    dataset.Manufacturer = "MetsReview"
    dataset.ManufacturerModelName = "MetsReview (research software)"
    dataset.SoftwareVersions = VERSION


def _describe_structure_set(dataset: Dataset, structure_set: StructureSet, series: Series) -> None:
    dataset.StructureSetLabel = "METS_APPROVED" if structure_set.approved else "METS_UNAPPROVED"
    dataset.StructureSetName = "Brain metastases"
    dataset.StructureSetDescription = f"{RESEARCH_NOTE}. MetsReview {VERSION}."
    dataset.StructureSetDate, dataset.StructureSetTime = _date_and_time(structure_set)
    dataset.InstanceNumber = 1
    dataset.ReferencedFrameOfReferenceSequence = [_frame_item(series)]
    dataset.ReferencedSeriesSequence = [_common_reference_item(series)]
    # Checkers look for the instances of the line above in the general references, and in no contour.
    dataset.ReferencedImageSequence = _references(_contoured(structure_set, series))


def _frame_item(series: Series) -> Dataset:
    referenced_series = Dataset()
    referenced_series.SeriesInstanceUID = series.series_instance_uid
    referenced_series.ContourImageSequence = _references(series.instances)
    study = Dataset()
    study.ReferencedSOPClassUID = _DETACHED_STUDY
    study.ReferencedSOPInstanceUID = series.study_instance_uid
    study.RTReferencedSeriesSequence = [referenced_series]
    frame = Dataset()
    frame.FrameOfReferenceUID = series.frame_of_reference_uid
    frame.RTReferencedStudySequence = [study]
    return frame


def _common_reference_item(series: Series) -> Dataset:
    item = Dataset()
    item.SeriesInstanceUID = series.series_instance_uid
    item.ReferencedInstanceSequence = _references(series.instances)
    return item


def _contoured(structure_set: StructureSet, series: Series) -> list[Instance]:
    slices = {contour.k for roi in structure_set.all_rois for contour in roi.contours}
    return [series.instances[k] for k in sorted(slices)]


def _references(instances: Iterable[Instance]) -> list[Dataset]:
    return [_reference(instance) for instance in instances]


def _reference(instance: Instance) -> Dataset:
    item = Dataset()
    item.ReferencedSOPClassUID = instance.sop_class_uid
    item.ReferencedSOPInstanceUID = instance.sop_instance_uid
    return item


def _roi_item(roi: Roi, series: Series) -> Dataset:
    item = Dataset()
    item.ROINumber = roi.number
    item.ReferencedFrameOfReferenceUID = series.frame_of_reference_uid
    item.ROIName = roi.name
    of = f"Lesion {roi.lesion_id}, tracking UID {roi.tracking_uid}" if roi.kind == "GTV" else roi.made
    item.ROIDescription = f"{RESEARCH_NOTE}. {of}."
    item.ROIGenerationAlgorithm = roi.algorithm
    return item


def _roi_contour_item(roi: Roi, series: Series, contour_data: dict[int, bytes], implicit: bool) -> Dataset:
    item = Dataset()
    colour = _BRAIN_COLOUR if roi.kind == "ORGAN" else _COLOURS[(roi.number - 1) % len(_COLOURS)]
    item.ROIDisplayColor = colour.split("\\")
    item.ReferencedROINumber = roi.number
    item.ContourSequence = [
        _contour_item(contour, series.instances[contour.k], contour_data[id(contour)], implicit)
        for contour in roi.contours
    ]
    return item


def _contour_item(contour: Contour, instance: Instance, data: bytes, implicit: bool) -> Dataset:
    item = Dataset()
    item.ContourImageSequence = [_reference(instance)]
    item.ContourGeometricType = "CLOSEDPLANAR_XOR" if contour.is_xor else "CLOSED_PLANAR"
    item.NumberOfContourPoints = len(contour.points)
    item[_CONTOUR_DATA] = RawDataElement(_CONTOUR_DATA, "DS", len(data), data, 0, implicit, True, is_raw=True)
    # Without this the numbers would be parsed once more, to be written as they are.
    item.set_original_encoding(implicit, is_little_endian=True, character_encoding=default_encoding)
    return item


def _contour_data(contour: Contour) -> bytes:
    """Decimal strings of six digits after the point, padded to an even length."""
    rounded = np.round(contour.points.ravel(), 6) + 0.0  # no minus zero
    data = "\\".join([f"{value:.6f}" for value in rounded.tolist()]).encode("ascii")
    return data + b" " * (len(data) % 2)


def _observation_item(roi: Roi) -> Dataset:
    item = Dataset()
    item.ObservationNumber = roi.number
    item.ReferencedROINumber = roi.number
    item.ROIObservationLabel = roi.name
    item.ROIObservationDescription = f"{RESEARCH_NOTE}."
    item.RTROIInterpretedType = roi.kind
    item.ROIInterpreter = ""
    return item


def _approve(dataset: Dataset, structure_set: StructureSet) -> None:
    if not structure_set.approved:
        dataset.ApprovalStatus = "UNAPPROVED"
        return
    dataset.ApprovalStatus = "APPROVED"
    dataset.ReviewDate, dataset.ReviewTime = _date_and_time(structure_set)
    set_person(dataset, "ReviewerName", structure_set.reader)


def _date_and_time(structure_set: StructureSet) -> tuple[str, str]:
    return f"{structure_set.made_at:%Y%m%d}", f"{structure_set.made_at:%H%M%S}"
