"""Read an RT Structure Set, anyone's, as it stands; no code is shared with the writer."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pydicom import dcmread
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.tag import Tag

from core.dicom.cut import ends_early
from core.dicom.identity_read import IdentityRead, identity_of
from core.errors import UsageError
from core.geometry import FloatArray

RT_STRUCTURE_SET = "1.2.840.10008.5.1.4.1.1.481.3"

_CONTOUR_DATA = Tag("ContourData")
_FARTHEST_MM = 1e5  # from the origin: farther out no patient lies
_UNREADABLE = (
    InvalidDicomError,
    AttributeError,
    EOFError,
    KeyError,
    OSError,
    TypeError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, eq=False)
class ContourRead:
    """One contour as recorded.

    Parameters
    ----------
    points
        (N, 3) patient LPS mm; empty where the numbers cannot be read as triples.
    geometric_type, point_count
        As recorded.
    instances
        (SOP class, SOP instance) pairs it refers to.
    longest_number
        Characters of the longest decimal string.
    no_number
        The first of the values that is no number, as recorded; None where all are.

    """

    points: FloatArray
    geometric_type: str
    point_count: int | None
    instances: tuple[tuple[str, str], ...]
    longest_number: int
    no_number: str | None = None


@dataclass(frozen=True, eq=False)
class RoiRead:
    """One ROI as recorded, its parts joined by ROI number."""

    number: int
    name: str
    algorithm: str
    frame_of_reference_uid: str
    interpreted_types: tuple[str, ...]  # of its observations
    contours: tuple[ContourRead, ...]


@dataclass(frozen=True, eq=False)
class StructureSetRead:
    """A structure set file: its ROIs, whose it is, and the whole for rules on single attributes."""

    dataset: Dataset
    rois: tuple[RoiRead, ...]
    identity: IdentityRead
    is_cut: bool = False  # the file ends before its data set does
    unowned: tuple[int, ...] = ()  # ROI numbers that have contours and no structure


def read(path: Path) -> StructureSetRead:
    """Read a file.

    Raises
    ------
    UsageError
        If it cannot be read, or is no RT Structure Set.

    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # other programs' odd values are what we are here to name
            dataset = dcmread(path, force=True)
            if str(dataset.get("SOPClassUID", "")) != RT_STRUCTURE_SET:
                raise UsageError(f"{path.name} is not an RT Structure Set.", "Give the RTSTRUCT file.")
            identity = identity_of(dataset)  # before any text is decoded
            rois = _rois(dataset)
            _refuse_nowhere(rois, path.name)
            return StructureSetRead(dataset, rois, identity, ends_early(dataset, path), _unowned(dataset))
    except _UNREADABLE as error:
        if isinstance(error, OSError) and error.errno is not None:  # the system's word, not the parser's
            sentence = f"{path.name} cannot be opened: {error.strerror}."
            raise UsageError(sentence, "Choose another file, or ask for the right to read it.") from error
        raise UsageError(f"{path.name} cannot be read as DICOM.", "Give an RTSTRUCT file.") from error


def _refuse_nowhere(rois: Sequence[RoiRead], file_name: str) -> None:
    for roi in rois:
        for contour in roi.contours:
            if not (np.abs(contour.points) < _FARTHEST_MM).all():  # also not where it is no number
                raise UsageError(
                    f"{file_name} is refused: a contour of {roi.name} has a point at no place in a patient.",
                    "Ask for the file to be exported again.",
                )


def _rois(dataset: Dataset) -> tuple[RoiRead, ...]:
    contours: dict[int, list[Dataset]] = {}
    for item in _items(dataset, "ROIContourSequence"):
        contours.setdefault(_number(item), []).append(item)
    observed: dict[int, list[str]] = {}
    for item in _items(dataset, "RTROIObservationsSequence"):
        observed.setdefault(_number(item), []).append(str(item.get("RTROIInterpretedType") or ""))
    return tuple(
        RoiRead(
            number=int(item.ROINumber),
            name=str(item.get("ROIName") or ""),
            algorithm=str(item.get("ROIGenerationAlgorithm") or ""),
            frame_of_reference_uid=str(item.get("ReferencedFrameOfReferenceUID") or ""),
            interpreted_types=tuple(observed.get(int(item.ROINumber), ())),
            contours=_contours(contours.get(int(item.ROINumber), ())),
        )
        for item in _items(dataset, "StructureSetROISequence")
    )


def _number(item: Dataset) -> int:
    return int(item.get("ReferencedROINumber") or 0)


def _items(dataset: Dataset, keyword: str) -> list[Dataset]:
    return list(dataset.get(keyword) or [])


def _unowned(dataset: Dataset) -> tuple[int, ...]:
    owners = {int(item.ROINumber) for item in _items(dataset, "StructureSetROISequence")}
    drawn = {_number(item) for item in _items(dataset, "ROIContourSequence") if _items(item, "ContourSequence")}
    return tuple(sorted(drawn - owners))


def _contours(items: Sequence[Dataset]) -> tuple[ContourRead, ...]:
    return tuple(_contour(each) for item in items for each in _items(item, "ContourSequence"))


def _contour(item: Dataset) -> ContourRead:
    numbers = _decimal_strings(item)
    no_number: str | None = None
    try:
        values = np.array(numbers, dtype=np.float64) if len(numbers) % 3 == 0 else np.empty(0)
    except ValueError:
        values = np.empty(0)
        no_number = next(each for each in numbers if not _is_number(each)).decode("ascii", "replace")
    count = item.get("NumberOfContourPoints")
    return ContourRead(
        points=values.reshape(-1, 3),
        geometric_type=str(item.get("ContourGeometricType") or ""),
        point_count=None if count is None else int(count),
        instances=tuple(
            (str(each.get("ReferencedSOPClassUID") or ""), str(each.get("ReferencedSOPInstanceUID") or ""))
            for each in _items(item, "ContourImageSequence")
        ),
        longest_number=max(map(len, numbers), default=0),
        no_number=no_number,
    )


def _is_number(text: bytes) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _decimal_strings(item: Dataset) -> list[bytes]:
    """Split ContourData by hand: as recorded, and far faster than the parser's decimal type."""
    element: Any = item.get_item(_CONTOUR_DATA) if _CONTOUR_DATA in item else None
    if not isinstance(element, RawDataElement) or not element.value:
        return []
    return [number.strip(b" \0") for number in bytes(element.value).split(b"\\")]


def referenced_series(structures: StructureSetRead) -> tuple[str, ...]:
    """SeriesInstanceUIDs that a structure set says it lies on."""
    return tuple(
        str(series.get("SeriesInstanceUID", ""))
        for frame in structures.dataset.get("ReferencedFrameOfReferenceSequence") or []
        for study in frame.get("RTReferencedStudySequence") or []
        for series in study.get("RTReferencedSeriesSequence") or []
    )
