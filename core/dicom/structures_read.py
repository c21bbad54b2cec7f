"""Structures of a DICOM file, RT Structure Set or Segmentation, as voxels of the series open now."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset

from core.dicom import rtstruct_read
from core.dicom.rtstruct import RESEARCH_NOTE
from core.dicom.rtstruct_read import RoiRead
from core.dicom.segmentation_read import masks_by_segment
from core.errors import ExportRefused, StudyRefused, UsageError
from core.geometry import Geometry
from core.mask import Mask
from core.rasterise import rasterise
from core.structures_beside import MARGIN_WORDS
from core.study import Series

SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4"
_TARGETS = frozenset({"", "GTV", "CTV", "PTV", "TREATED_VOLUME", "CONTROL", "DOSE_REGION"})  # what may be a lesion
_OFF_SLICE = 0.1  # of a slice's distance
_TRACKING = re.compile(r"tracking UID (2\.25\.\d+)")
_OTHER_PATIENT = "Open the study it was made on."


@dataclass(frozen=True, eq=False)
class Part:
    """One structure: its name, its voxels on the series' grid, and the tracking UID where one is recorded."""

    name: str
    mask: Mask
    tracking_uid: str = ""


@dataclass(frozen=True, eq=False)
class Parts:
    """All structures of a file, the tool that it names, and a sentence for each that is no lesion."""

    tool: str
    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()


def kind_of(path: Path) -> str | None:
    """SOP class of a structure set or segmentation; None for any other file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # forced to read what is no DICOM, the parser wonders
            dataset = dcmread(path, stop_before_pixels=True, specific_tags=["SOPClassUID"], force=True)
            uid = str(dataset.get("SOPClassUID", ""))
    except Exception:  # noqa: BLE001 - whatever a foreign file does to the parser, it is not one of ours
        return None
    return uid if uid in (rtstruct_read.RT_STRUCTURE_SET, SEGMENTATION) else None


def read_parts(path: Path, series: Series) -> Parts:
    """Read a file onto a series' grid.

    Raises
    ------
    UsageError
        If it is neither, or holds fractions instead of voxels.
    StudyRefused
        If its frame of reference is another, or its contours or frames lie on no slice of the series.

    """
    kind = kind_of(path)
    if kind == rtstruct_read.RT_STRUCTURE_SET:
        return _contoured(path, series)
    if kind == SEGMENTATION:
        return _segmented(path, series)
    raise UsageError(f"{path.name} is no RT Structure Set, Segmentation or label map.", "Choose another file.")


def _contoured(path: Path, series: Series) -> Parts:
    structures = rtstruct_read.read(path)
    assert series.geometry is not None, "seen by the caller"
    parts: list[Part] = []
    left_out: list[str] = []
    for roi in structures.rois:
        kinds = [kind for kind in roi.interpreted_types if kind not in _TARGETS]
        if kinds:
            left_out.append(f"{_name(roi)} is recorded as {kinds[0]}.")
            continue
        _check_frame(roi.frame_of_reference_uid, structures.dataset, series, path)
        if _is_margin(structures.dataset, roi.number):
            left_out.append(f"{_name(roi)} is a margin around a lesion.")
            continue
        described = _described(structures.dataset, roi.number)
        parts.append(Part(_name(roi), _filled(roi, series.geometry, path), described))
    return Parts(_tool(structures.dataset), tuple(parts), tuple(left_out))


def _filled(roi: RoiRead, geometry: Geometry, path: Path) -> Mask:
    polygons = [each.points for each in roi.contours if len(each.points) >= 3]
    for polygon in polygons:
        index = geometry.patient_to_index(polygon)
        k = index[:, 0]
        if float(np.abs(k - np.round(k.mean())).max()) > _OFF_SLICE:
            raise StudyRefused(
                f"{path.name} has contours of {_name(roi)} that lie on no slice of this series.",
                "Open the series that it was drawn on.",
            )
        if (index.max(axis=0) < -0.5).any() or (index.min(axis=0) > np.array(geometry.shape) - 0.5).any():
            raise StudyRefused(
                f"{path.name} has contours of {_name(roi)} that lie outside this series.",
                "Open the series that it was drawn on.",
            )
    return rasterise(polygons, geometry)


def _segmented(path: Path, series: Series) -> Parts:
    dataset = dcmread(path)
    assert series.geometry is not None, "seen by the caller"
    if str(dataset.get("SegmentationType", "")) != "BINARY":
        raise UsageError(f"{path.name} holds probabilities, not voxels.", "Save it as a binary segmentation.")
    _check_frame(str(dataset.get("FrameOfReferenceUID") or ""), dataset, series, path)
    try:
        masks = masks_by_segment(path, series.geometry)
    except ExportRefused as error:
        raise StudyRefused(error.sentence, "Open the series that it was made on.") from error
    items = {int(item.SegmentNumber): item for item in dataset.SegmentSequence}
    parts = [
        Part(
            str(items[number].get("SegmentLabel") or f"Segment {number}"),
            mask,
            str(items[number].get("TrackingUID") or ""),
        )
        for number, mask in masks.items()
    ]
    left_out = [f"Segment {number} holds no voxel." for number in items if number not in masks]
    return Parts(_tool(dataset), tuple(parts), tuple(left_out))


def _check_frame(recorded: str, dataset: Dataset, series: Series, path: Path) -> None:
    """Refuse another frame of reference; where none is recorded, the series that is referred to must be this one."""
    if recorded and recorded == series.frame_of_reference_uid:
        return
    if not recorded and series.series_instance_uid in _referenced(dataset):
        return
    why = "has another frame of reference than this series" if recorded else "does not say which series it belongs to"
    raise StudyRefused(f"{path.name} {why}.", _OTHER_PATIENT)


def _referenced(dataset: Dataset) -> set[str]:
    return {str(each.value) for each in dataset.iterall() if each.keyword == "SeriesInstanceUID"}


def _described(dataset: Dataset, number: int) -> str:
    """Return the tracking UID that our own exports leave in a ROI's description."""
    found = _TRACKING.search(_description(dataset, number))
    return found.group(1) if found else ""


def _is_margin(dataset: Dataset, number: int) -> bool:
    """Whether our own export made it of a lesion that it holds too."""
    return f"{RESEARCH_NOTE}. {MARGIN_WORDS}" in _description(dataset, number)


def _description(dataset: Dataset, number: int) -> str:
    for item in dataset.get("StructureSetROISequence") or ():
        if int(item.get("ROINumber") or 0) == number:
            return str(item.get("ROIDescription") or "")
    return ""


def _name(roi: RoiRead) -> str:
    return roi.name or f"ROI {roi.number}"


def _tool(dataset: Dataset) -> str:
    """Maker, model and version as recorded, each said once."""
    words: list[str] = []
    for keyword in ("Manufacturer", "ManufacturerModelName", "SoftwareVersions"):
        value = dataset.get(keyword) or ""
        text = " ".join([value] if isinstance(value, str) else map(str, value)).strip()
        if words and text.startswith(words[-1]):
            words.pop()
        if text:
            words.append(text)
    return " ".join(words)
