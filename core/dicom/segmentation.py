"""Write a StructureSet's masks as a DICOM Segmentation on the original MR series."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from highdicom import AlgorithmIdentificationSequence
from highdicom.seg import SegmentAlgorithmTypeValues, Segmentation, SegmentationTypeValues, SegmentDescription
from numpy.typing import NDArray
from pydicom.dataset import Dataset
from pydicom.sr.codedict import codes
from pydicom.sr.coding import Code

from core.atomic import replacing
from core.dicom.exchanged import header_of
from core.dicom.identity import copy_identity, decode_text, keep_bytes, set_person
from core.dicom.rtstruct import RESEARCH_NOTE, new_uid
from core.errors import ExportRefused
from core.structure_set import Roi, StructureSet
from core.study import Series
from core.version import VERSION

CATEGORY = codes.SCT.MorphologicallyAbnormalStructure
METASTASIS = Code("14799000", "SCT", "Neoplasm, Secondary")
BRAIN = codes.SCT.Brain

_LONGEST_PROGRAM = 64  # characters of a long string
_NEEDED_OF_IMAGES = (  # of type 2 in every image; a source that lacks them is mended in memory alone
    "PatientID",
    "PatientName",
    "PatientBirthDate",
    "PatientSex",
    "StudyID",
    "StudyDate",
    "StudyTime",
    "AccessionNumber",
    "ReferringPhysicianName",
)


def write(structure_set: StructureSet, series: Series, path: Path) -> Dataset:
    """Write one binary segment a lesion, whole or not at all, and return what was written.

    Only slices that hold a lesion are stored. Segment numbers are the ROI numbers.

    Parameters
    ----------
    structure_set
        Made on this series.
    series
        The original images, one file a slice.
    path
        Replaced if there.

    Raises
    ------
    ExportRefused
        If the series is none of DICOM instances, one a slice, or its files are gone.
    OSError
        If the file cannot be written.

    """
    numbers = segment_numbers(structure_set, series)
    slices = np.flatnonzero(numbers.any(axis=(1, 2)))
    dataset: Dataset = Segmentation(
        source_images=headers(series, slices),
        pixel_array=numbers[slices],
        segmentation_type=SegmentationTypeValues.BINARY,
        segment_descriptions=[_segment(roi) for roi in structure_set.rois],
        series_instance_uid=new_uid(),
        series_number=2,
        sop_instance_uid=new_uid(),
        instance_number=1,
        manufacturer="MetsReview",
        manufacturer_model_name="MetsReview (research software)",
        software_versions=VERSION,
        device_serial_number="0",
        content_description=RESEARCH_NOTE,
        content_label="METS_APPROVED" if structure_set.approved else "METS_UNAPPROVED",
        omit_empty_frames=True,
    )
    dataset.SeriesDescription = "MetsReview segments (research)"
    copy_identity(series, dataset)
    set_person(dataset, "ContentCreatorName", structure_set.reader)
    dataset["PixelData"].VR = "OB"  # highdicom leaves the choice to the writer, which does not make it for kept bytes
    keep_bytes(dataset, implicit=False)
    with replacing(path) as aside:
        dataset.save_as(aside, enforce_file_format=True)
    return dataset


def segment_numbers(structure_set: StructureSet, series: Series) -> NDArray[np.uint16]:
    """(Z, Y, X) which segment each voxel of the series belongs to, 0 for none.

    Raises
    ------
    ExportRefused
        If the series has not one file a slice, or two lesions share a voxel.

    """
    one_file_a_slice = series.is_dicom and not series.is_multi_frame
    if series.geometry is None or not one_file_a_slice or len(series.instances) != series.geometry.shape[0]:
        raise ExportRefused(
            "A DICOM Segmentation needs a DICOM series with one file a slice.",
            "Export a label map and a table instead.",
        )
    numbers = np.zeros(series.geometry.shape, dtype=np.uint16)
    for roi in structure_set.rois:
        box = numbers[roi.mask.box]
        if box[roi.mask.voxels].any():
            raise ExportRefused(f"{roi.name} overlaps another lesion.", "Give each voxel to one of the two.")
        box[roi.mask.voxels] = roi.number
    return numbers


def headers(series: Series, slices: Iterable[int]) -> list[Dataset]:
    """Read the headers of some slices, with what every image should have.

    Raises
    ------
    ExportRefused
        If a file can no longer be read.

    """
    found = [header_of(series.instances[int(k)]) for k in slices]
    if found:
        _prepare(found[0])
    return found


def _prepare(first: Dataset) -> None:
    """Make the header fit from which the library takes patient and study: it knows few character sets."""
    decode_text(first)
    for element in [each for each in first if each.VR == "SQ" and not each.value]:
        del first[element.tag]  # copied, they would be empty where DICOM wants an item
    for keyword in _NEEDED_OF_IMAGES:
        if keyword not in first:
            setattr(first, keyword, "")
    first.PatientName = ""  # the library prints names that it finds odd; ours is copied byte for byte afterwards


def _segment(roi: Roi) -> SegmentDescription:
    # A segment must say one of three; where nothing is known, the one that claims no program's work.
    kind = SegmentAlgorithmTypeValues(roi.algorithm or "MANUAL")
    program, is_ours = None, roi.program == "MetsReview"
    if kind is not SegmentAlgorithmTypeValues.MANUAL:
        program = AlgorithmIdentificationSequence(
            name="MetsReview" if is_ours else _plain(roi.program),
            family=codes.DCM.ArtificialIntelligence,
            version=VERSION,
        )
    described = SegmentDescription(
        segment_number=roi.number,
        segment_label=roi.name,
        segmented_property_category=CATEGORY,
        segmented_property_type=METASTASIS,
        algorithm_type=kind,
        algorithm_identification=program,
        tracking_uid=roi.tracking_uid,
        tracking_id=roi.name,
        anatomic_regions=[BRAIN],
    )
    if program is not None and not is_ours:
        del described.SegmentationAlgorithmIdentificationSequence  # family and version are not known of another's
    return described


def _plain(program: str) -> str:
    """Name a program as one short text that every character set holds."""
    return program.encode("ascii", "replace").decode().replace("\\", "/")[:_LONGEST_PROGRAM].strip() or "unknown"
