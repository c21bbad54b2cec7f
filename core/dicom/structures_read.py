"""Structures of a DICOM file, RT Structure Set or Segmentation, as voxels of the series open now."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset

from core.dicom import contour_damage, rtstruct_read
from core.dicom.cut import ends_early
from core.dicom.identity_read import THE_NAME, IdentityRead, identity_of, read_identity_if_there
from core.dicom.rtstruct import RESEARCH_NOTE
from core.dicom.rtstruct_read import RoiRead
from core.dicom.segmentation_read import masks_by_segment
from core.dicom.verify import contoured_mm3
from core.errors import ExportRefused, StudyRefused, UsageError
from core.geometry import Geometry
from core.lesion import UNSAID, Making
from core.mask import Mask
from core.measure import volume_mm3
from core.rasterise import rasterise
from core.structures_beside import MARGIN_WORDS
from core.study import Series

IS_MARGIN = " is a margin around a lesion."
SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4"
_TARGETS = frozenset({"", "GTV", "CTV", "PTV", "TREATED_VOLUME", "CONTROL", "DOSE_REGION"})  # what may be a lesion
_ALGORITHMS = frozenset({"AUTOMATIC", "SEMIAUTOMATIC", "MANUAL"})
_SAME_VOLUME = 0.01  # of what the contours enclose: their corners are decimals
_OFF_SLICE = 0.1  # of a slice's distance
_TRACKING = re.compile(r"tracking UID (2\.25\.\d+)")
_OTHER_PATIENT = "Open the study it was made on."


@dataclass(frozen=True, eq=False)
class Part:
    """One structure of a file.

    Parameters
    ----------
    name, making
        As the file says.
    mask
        Its voxels on the series' grid.
    tracking_uid
        Where the file records one and was made on this series: of other voxels it would claim to be the same finding.
    told
        A sentence each for what may make it another shape than was drawn.

    """

    name: str
    mask: Mask
    tracking_uid: str = ""
    making: Making = UNSAID
    told: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Parts:
    """All structures of a file, the tool that it names, a sentence for each that is left out, and for the whole."""

    tool: str
    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


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
        If it is another patient's or is cut short, its frame of reference is another, or its contours or frames lie
        on no slice of the series.

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
    _check_whole(structures.is_cut, path)
    renamed = _check_patient(structures.identity, structures.dataset, series, path)
    is_own = _is_of(series, set(rtstruct_read.referenced_series(structures)), _instances(structures))
    tool = _tool(structures.dataset)
    numbers = Counter(roi.number for roi in structures.rois)
    parts: list[Part] = []
    left_out: list[str] = []
    for roi in structures.rois:
        kinds = [kind for kind in roi.interpreted_types if kind not in _TARGETS]
        if kinds:
            left_out.append(f"{_name(roi)} is recorded as {kinds[0]}.")
            continue
        _check_frame(roi.frame_of_reference_uid, structures.dataset, series, path)
        if _is_margin(structures.dataset, roi.number):
            left_out.append(f"{_name(roi)}{IS_MARGIN}")
            continue
        if numbers[roi.number] > 1:
            left_out.append(f"{_name(roi)} is left out: another structure has its number, too, and its contours.")
            continue
        if lost := contour_damage.why_lost(roi):
            left_out.append(lost)
            continue
        mask = _filled(roi, series.geometry, path)
        told = contour_damage.told(roi, series.geometry)
        parts.append(
            Part(
                _name(roi),
                mask,
                _described(structures.dataset, roi.number) if is_own else "",
                Making(roi.algorithm if roi.algorithm in _ALGORITHMS else "", tool),
                told if is_own else (*told, *_volume_words(roi, mask, series.geometry)),
            )
        )
    left_out += [f"Contours of the number {each} belong to no structure and are lost." for each in structures.unowned]
    return Parts(
        tool,
        tuple(parts),
        tuple(left_out),
        (*renamed, *_of_another(structures.dataset, series, path, is_own, "filled")),
    )


def _instances(structures: rtstruct_read.StructureSetRead) -> set[str]:
    """SOP instances that contours refer to."""
    return {uid for roi in structures.rois for contour in roi.contours for _, uid in contour.instances}


def _is_of(series: Series, named: set[str], instances: set[str]) -> bool:
    """Whether a file was made on a series: it names it, or at least its images."""
    return series.series_instance_uid in named or any(each.sop_instance_uid in instances for each in series.instances)


def _of_another(dataset: Dataset, series: Series, path: Path, is_own: bool, kind: str) -> tuple[str, ...]:
    """Sentences for a file that was made on another series of the same place, or of another study."""
    told = []
    if not is_own and kind == "filled":
        told.append(
            f"{path.name} was drawn on another series: its contours are filled with this series' voxels, so shapes and "
            "volumes are approximate, and each lesion gets a new tracking UID."
        )
    elif not is_own:
        told.append(
            f"{path.name} was made on another series with the same voxels: look whether the lesions fit these images. "
            "Each gets a new tracking UID."
        )
    if str(dataset.get("StudyInstanceUID") or "") != series.study_instance_uid:
        told.append(f"{path.name} belongs to another study than this series.")
    return tuple(told)


def _volume_words(roi: RoiRead, mask: Mask, geometry: Geometry) -> tuple[str, ...]:
    """Say what a ROI measures here and by its contours, where that is not the same."""
    here, drawn = volume_mm3(mask, geometry), contoured_mm3(roi, geometry)
    if abs(here - drawn) <= _SAME_VOLUME * drawn:
        return ()
    return (f"{_name(roi)}: {here:.1f} mm³ here, {drawn:.1f} mm³ by its contours.",)


def _check_whole(is_cut: bool, path: Path) -> None:
    if is_cut:
        raise StudyRefused(
            f"{path.name} is cut short: it ends before its data set does, and what came after is lost.",
            "Copy it again, or have it exported again.",
        )


def _check_patient(found: IdentityRead, dataset: Dataset, series: Series, path: Path) -> tuple[str, ...]:
    """Refuse another patient's file, as verify compares them; tell of another name in the same study.

    Of some tools a name in a character set of its own comes back as other characters.
    """
    images = read_identity_if_there(series.instances[0].path)
    others = found.contradictions(images) if images is not None else ()
    is_same_study = str(dataset.get("StudyInstanceUID") or "") == series.study_instance_uid
    if others == (THE_NAME,) and is_same_study and found.values["PatientID"]:
        return (
            f"{path.name} has another patient's name than the images, with the same ID and study: look whose it is.",
        )
    if others:
        *first, last = others
        words = f"{', '.join(first)} and {last}" if first else last
        raise StudyRefused(f"{path.name} is of another patient: it differs from the images in {words}.", _OTHER_PATIENT)
    return ()


def _filled(roi: RoiRead, geometry: Geometry, path: Path) -> Mask:
    polygons = contour_damage.taken_once(roi)
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
    identity = identity_of(dataset)  # before any text is decoded
    _check_whole(ends_early(dataset, path), path)
    if str(dataset.get("SegmentationType", "")) != "BINARY":
        raise UsageError(f"{path.name} holds probabilities, not voxels.", "Save it as a binary segmentation.")
    renamed = _check_patient(identity, dataset, series, path)
    _check_frame(str(dataset.get("FrameOfReferenceUID") or ""), dataset, series, path)
    try:
        masks = masks_by_segment(path, series.geometry)
    except ExportRefused as error:
        raise StudyRefused(error.sentence, "Open the series that it was made on.") from error
    is_own = _is_of(series, _referenced(dataset), _referenced(dataset, "ReferencedSOPInstanceUID"))
    items = {int(item.SegmentNumber): item for item in dataset.SegmentSequence}
    tool = _tool(dataset)
    parts = [
        Part(
            str(items[number].get("SegmentLabel") or f"Segment {number}"),
            mask,
            str(items[number].get("TrackingUID") or "") if is_own else "",
            _segment_making(items[number], tool),
        )
        for number, mask in masks.items()
    ]
    left_out = [f"Segment {number} holds no voxel." for number in items if number not in masks]
    return Parts(tool, tuple(parts), tuple(left_out), (*renamed, *_of_another(dataset, series, path, is_own, "copied")))


def _segment_making(item: Dataset, tool: str) -> Making:
    algorithm = str(item.get("SegmentAlgorithmType") or "")
    return Making(algorithm if algorithm in _ALGORITHMS else "", str(item.get("SegmentAlgorithmName") or tool))


def _check_frame(recorded: str, dataset: Dataset, series: Series, path: Path) -> None:
    """Refuse another frame of reference; where none is recorded, the series that is referred to must be this one."""
    if recorded and recorded == series.frame_of_reference_uid:
        return
    if not recorded and series.series_instance_uid in _referenced(dataset):
        return
    why = "has another frame of reference than this series" if recorded else "does not say which series it belongs to"
    raise StudyRefused(f"{path.name} {why}.", _OTHER_PATIENT)


def _referenced(dataset: Dataset, keyword: str = "SeriesInstanceUID") -> set[str]:
    return {str(each.value) for each in dataset.iterall() if each.keyword == keyword}


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
