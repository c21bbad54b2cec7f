"""Write volumes and diameters of approved lesions as a structured report, TID 1500, that refers to their segments."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from highdicom.sr import (
    CodedConcept,
    Comprehensive3DSR,
    FindingSite,
    Measurement,
    MeasurementReport,
    ObservationContext,
    ObserverContext,
    PersonObserverIdentifyingAttributes,
    ReferencedSegment,
    SourceImageForSegmentation,
    TrackingIdentifier,
    VolumetricROIMeasurementsAndQualitativeEvaluations,
)
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes

from core.atomic import replacing
from core.dicom.identity import copy_identity, in_parts, keep_bytes, set_person
from core.dicom.rtstruct import new_uid
from core.dicom.segmentation import BRAIN, CATEGORY, METASTASIS, headers
from core.measure import diameters, volume_mm3
from core.structure_set import Roi, StructureSet
from core.study import Series


def write(structure_set: StructureSet, series: Series, segmentation: Dataset, path: Path) -> None:
    """Write the report, whole or not at all.

    Parameters
    ----------
    structure_set
        Made on this series; its reader is the observer.
    segmentation
        What :func:`core.dicom.segmentation.write` returned for the same structure set.
    path
        Replaced if there.

    Raises
    ------
    ExportRefused
        If the reader's name cannot be written, or the series' files are gone.
    OSError
        If the file cannot be written.

    """
    assert series.geometry is not None, "a segmentation was made on it"
    person = ObserverContext(
        observer_type=codes.DCM.Person,
        observer_identifying_attributes=PersonObserverIdentifyingAttributes(name=in_parts(structure_set.reader)),
    )
    slices = sorted({int(k) for roi in structure_set.rois for k in _slices(roi)})
    content = MeasurementReport(
        observation_context=ObservationContext(observer_person_context=person),
        procedure_reported=codes.LN.MRIUnspecifiedBodyRegion,
        imaging_measurements=[_group(roi, series, segmentation) for roi in structure_set.rois],
        title=codes.DCM.ImagingMeasurementReport,
    )
    dataset = Comprehensive3DSR(
        evidence=[*headers(series, slices), segmentation],  # patient and study are taken from the first
        content=content[0],
        series_instance_uid=new_uid(),
        series_number=3,
        sop_instance_uid=new_uid(),
        instance_number=1,
        manufacturer="MetsReview",
        is_complete=True,
        is_final=structure_set.approved,
        is_verified=False,  # a verified report names an organisation, and nobody told us one
    )
    dataset.SeriesDescription = "MetsReview measurements (research)"
    copy_identity(series, dataset)
    set_person(dataset, "OperatorsName", structure_set.reader)
    for keyword in ("FrameOfReferenceUID", "PositionReferenceIndicator"):  # a report has no place in space
        delattr(dataset, keyword)
    keep_bytes(dataset, implicit=False)
    with replacing(path) as aside:
        dataset.save_as(aside, enforce_file_format=True)


def _group(roi: Roi, series: Series, segmentation: Dataset) -> VolumetricROIMeasurementsAndQualitativeEvaluations:
    assert series.geometry is not None, "a segmentation was made on it"
    measured = diameters(roi.mask, series.geometry)
    millimetre = codes.UCUM.Millimeter
    values = (
        (codes.SCT.Volume, volume_mm3(roi.mask, series.geometry), codes.UCUM.CubicMillimeter),
        (codes.SCT.LongAxis, measured.longest_mm, millimetre),
        (codes.SCT.ShortAxis, measured.perpendicular_mm, millimetre),
    )
    return VolumetricROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=TrackingIdentifier(uid=roi.tracking_uid, identifier=roi.name),
        referenced_segment=_segment(roi, series, segmentation),
        finding_category=CodedConcept.from_code(CATEGORY),
        finding_type=CodedConcept.from_code(METASTASIS),
        finding_sites=[FindingSite(anatomic_location=BRAIN)],
        measurements=[Measurement(name, round(value, 3), unit) for name, value, unit in values],
    )


def _slices(roi: Roi) -> NDArray[np.intp]:
    return roi.mask.start[0] + np.flatnonzero(roi.mask.voxels.any(axis=(1, 2)))


def _segment(roi: Roi, series: Series, segmentation: Dataset) -> ReferencedSegment:
    """Reference one segment and the images it was drawn on; with all images, 30 lesions take seconds to write."""
    images = [series.instances[int(k)] for k in _slices(roi)]
    return ReferencedSegment(
        segmentation.SOPClassUID,
        segmentation.SOPInstanceUID,
        roi.number,
        source_images=[SourceImageForSegmentation(each.sop_class_uid, each.sop_instance_uid) for each in images],
    )
