"""From paths to studies: headers only, every file read once, nothing left out in silence."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pydicom.uid import HTJ2K, JPEG2000, JPEGBaseline8Bit, JPEGExtended12Bit, JPEGLSNearLossless

from core import nifti
from core.archive import is_archive, other_kind
from core.dicom.file_bytes import NotReadable, syntax_of
from core.dicom.frames import frames_of
from core.dicom.header import Header, read_header, witness
from core.dicom.kind import in_all, kind_of, plane_of
from core.dicom.patients import by_study_and_patient
from core.dicom.sort import Sorted, sort_series
from core.dicom.walk import NAMED_BUT_GONE, files_below
from core.errors import Cancelled, StudyRefused
from core.interruptible import interruptible
from core.research_image import in_two_files
from core.study import Instance, Patient, Series, Study

Progress = Callable[[int, int], None]
CancelAsked = Callable[[], bool]
Result = TypeVar("Result")
_HOLES = 3  # for each image that is here, at most: with more between them numbers are of another kind
_NUMBERED_FROM = 500  # at most: beyond that numbers are of another kind, as 1001 for the first of a reformat
_HALF_COPIED = {".part", ".filepart", ".partial", ".crdownload", ".download", ".tmp"}
_LARGE_FILE = 1 << 24  # bytes: smaller ones are read in some hundredths of a second

_EITHER_WAY = (JPEG2000, HTJ2K)
_ALWAYS_LOSSY = (JPEGBaseline8Bit, JPEGExtended12Bit, JPEGLSNearLossless)
_ATTRIBUTES = {
    "manufacturer": "Manufacturer",
    "protocol": "ProtocolName",
    "patient_position": "PatientPosition",
    "series_number": "SeriesNumber",
    "body_part": "BodyPartExamined",
}


def studies(
    paths: Sequence[Path], progress: Progress | None = None, cancel: CancelAsked | None = None
) -> tuple[Study, ...]:
    """Find the studies under files and folders.

    Parameters
    ----------
    paths
        Files, folders, zip archives or DICOMDIRs; folders are searched through, of a DICOMDIR the files it names.
    progress
        Called with files read and files in all.
    cancel
        Asked between files, and while a large one is read.

    Returns
    -------
    tuple of Study
        Series that cannot be used are among them, each with its refusal.

    Raises
    ------
    StudyRefused
        If there is no file, or none that holds images, or an archive is not to be trusted.
    Cancelled
        If ``cancel`` says so.

    """
    files, skipped = files_below(paths, cancel)
    if not files and not skipped:
        raise StudyRefused("No files are here.", "Choose the folder that holds the patient's images.")
    headers, whole, left_out = _read(files, progress, cancel)
    skipped += left_out
    groups = by_study_and_patient(headers)
    everywhere = Counter(header.text("SeriesInstanceUID") for header in headers)
    found = interruptible(  # copies are compared
        lambda: tuple(_study(*group, skipped, everywhere) for group in groups), cancel
    )
    if not found and not whole:
        raise StudyRefused(*_nothing_found(paths, skipped))
    return (*found, *whole)


def _read(
    files: list[Path], progress: Progress | None, cancel: CancelAsked | None
) -> tuple[list[Header], list[Study], list[tuple[Path, str]]]:
    """Headers of DICOM images, studies of image files, and what was left out with the reason."""
    headers, whole, skipped = [], [], []
    for number, path in enumerate(files):
        if cancel is not None and cancel():
            raise Cancelled
        try:
            if nifti.is_image_file(path):
                whole.append(_patiently(path, nifti.study, cancel))
            else:
                headers.extend(_patiently(path, _headers_of, cancel))
        except NotReadable as reason:
            skipped.append((path, other_kind(path) or _another_form(path, str(reason))))
        except OSError:
            skipped.append((path, "it cannot be opened"))
        if progress is not None:
            progress(number + 1, len(files))
    return headers, whole, skipped


def _another_form(path: Path, reason: str) -> str:
    """What a file is by its name that is no DICOM by its content."""
    return (in_two_files(path) if reason.startswith("no DICOM") else "") or reason


def _headers_of(path: Path) -> list[Header]:
    return frames_of(read_header(path))


def _patiently(path: Path, read: Callable[[Path], Result], cancel: CancelAsked | None) -> Result:
    """Read a file; where it is large, a cancel is heard meanwhile."""
    try:
        large = path.stat().st_size > _LARGE_FILE
    except OSError:
        large = False  # reading it says so
    return interruptible(lambda: read(path), cancel if large else None)


def _nothing_found(paths: Sequence[Path], skipped: list[tuple[Path, str]]) -> tuple[str, str]:
    remedy = "Choose the folder that holds the patient's MR images."
    if any(other_kind(path) for path, _ in skipped):
        remedy = "Unpack it yourself and open the folder."
    if any(in_two_files(path) == words for path, words in skipped):
        remedy = "Save it as one file (.mha, .nrrd, .nii)."
    if any("ends early" in words for _, words in skipped):
        remedy = "Copy it again, or unpack it yourself."
    if len(skipped) == 1:
        # Of an archive's only file, which is numbered here, the reader knows the archive's name.
        name = paths[0].name if len(paths) == 1 and is_archive(paths[0]) else skipped[0][0].name
        return f"No image can be read from {name}: {skipped[0][1]}.", remedy
    reasons = sorted({reason for _, reason in skipped})
    return f"No images among {len(skipped)} files: {'; '.join(reasons[:3])}.", remedy


def _study(
    groups: list[list[Header]], differing: str, skipped: list[tuple[Path, str]], everywhere: Counter[str]
) -> Study:
    first = next((group[0] for group in groups if group[0].text("PatientBirthDate")), groups[0][0])
    series = [
        each
        for group in groups
        for each in _series(
            group,
            differing,
            _unread(group, skipped),
            str(everywhere[group[0].text("SeriesInstanceUID")] - len(group) or ""),
        )
    ]
    return Study(
        study_instance_uid=first.text("StudyInstanceUID"),
        patient=Patient(
            name=first.text("PatientName"),
            patient_id=first.text("PatientID"),
            birth_date=first.text("PatientBirthDate"),
            sex=first.text("PatientSex"),
            age=first.text("PatientAge"),
        ),
        date=first.text("StudyDate"),
        description=first.text("StudyDescription"),
        series=tuple(sorted(series, key=lambda each: (each.refusal is not None, -len(each.instances)))),
        skipped=tuple(f"{path.name}: {reason}." for path, reason in skipped),
    )


def _series(headers: list[Header], differing: str, unread: str, elsewhere: str) -> list[Series]:
    volumes = sort_series(headers)
    several = len(volumes) > 1
    return [
        _one_series(volume, part if several else 0, differing, unread, elsewhere)
        for part, volume in enumerate(volumes, start=1)
    ]


def _one_series(volume: Sorted, part: int, differing: str, unread: str, elsewhere: str) -> Series:
    first = volume.headers[0]
    kind = in_all(kind_of(first), volume.headers)
    thicknesses = [thickness for each in volume.headers if (thickness := each.number("SliceThickness")) is not None]
    return Series(
        series_instance_uid=first.text("SeriesInstanceUID"),
        study_instance_uid=first.text("StudyInstanceUID"),
        frame_of_reference_uid=first.text("FrameOfReferenceUID"),
        description=first.text("SeriesDescription") or first.text("ProtocolName"),
        modality=first.text("Modality"),
        date=_date(first),
        instances=tuple(_instance(header) for header in volume.headers),
        geometry=volume.geometry,
        kind=kind.words,
        contrast_agent=kind.agent,
        refusal=volume.refusal,
        attributes={
            **{name: first.text(keyword) for name, keyword in _ATTRIBUTES.items()},
            "slice_thickness": f"{max(thicknesses):g}" if thicknesses else "",
            "thinnest_slice": f"{min(thicknesses):g}" if len(set(thicknesses)) > 1 else "",
            "lossy": "01" if any(map(_is_lossy, volume.headers)) else _may_be_lossy(volume.headers),
            "weighting": kind.weighting,
            "dimension": kind.dimension,
            "contrast": "yes" if kind.contrast else "",
            "evidence": kind.evidence,
            "contrast_evidence": kind.contrast_evidence,
            "reformatted": "yes" if "SECONDARY" in first.image_type else "",
            "apart": volume.apart,
            "time": first.text("AcquisitionTime") or first.text("SeriesTime"),
            "not_here": _not_here(volume.headers) if not part and not volume.beside else "",
            "numbers_twice": _numbers_twice(volume.headers),
            "unread": unread,
            "other_patient": differing,
            "nobody": "" if any(first.patient) else "yes",
            "beside": str(volume.beside or ""),
            "days": _days_of(volume.headers),
            "elsewhere": elsewhere,
            "plane": plane_of(volume.geometry) if volume.geometry is not None else "",
        },
        notes=volume.notes,
        part=part,
    )


def _date(first: Header) -> str:
    """When it was scanned, YYYYMMDD: the first date that is one; the oldest form of the standard has points in it."""
    recorded = [first.text(keyword) for keyword in ("AcquisitionDate", "SeriesDate", "StudyDate")]
    for text in recorded:
        with contextlib.suppress(ValueError):
            return datetime.strptime(text.replace(".", ""), "%Y%m%d").strftime("%Y%m%d")
    return next(filter(None, recorded), "")


def _days_of(headers: Sequence[Header]) -> str:
    """First and last day of images that were scanned on several, "20251101 20261101"; a scan may run past midnight."""
    days = set()
    for text in {each.text("AcquisitionDate") for each in headers}:
        with contextlib.suppress(ValueError):
            days.add(datetime.strptime(text.replace(".", ""), "%Y%m%d"))
    if not days or (max(days) - min(days)).days <= 1:
        return ""
    return f"{min(days):%Y%m%d} {max(days):%Y%m%d}"


def _not_here(headers: Sequence[Header]) -> str:
    """How many images of a series are not among these, by its own numbers; empty where these tell nothing."""
    numbers = {_number(header) for header in headers}
    if len(numbers) != len(headers) or None in numbers:
        return ""
    told = [number for number in numbers if number is not None]
    first = min(told)
    made = max((int(header.number("ImagesInAcquisition") or 0) for header in headers), default=0)
    before = first - 1 if 1 < first <= _NUMBERED_FROM and made in (0, first - 1 + len(numbers)) else 0
    recorded = made - len(numbers) if made <= _NUMBERED_FROM else 0
    between = max(told) - first + 1 - len(told)
    return str(max(before + (between if between < _HOLES * len(told) else 0), recorded) or "")


def _number(header: Header) -> int | None:
    """An image's own number; of a frame, its place in its stack."""
    if header.frame is None:
        return header.instance_number
    place = header.number("InStackPositionNumber")
    return None if place is None else int(place)


def _numbers_twice(headers: Sequence[Header]) -> str:
    """How many image numbers stand at several places of one volume, where numbers tell images apart at all."""
    counted = Counter(header.instance_number for header in headers if header.frame is None)
    several = sum(1 for number, count in counted.items() if number is not None and count > 1)
    return str(several) if several and len(counted) > 2 else ""


def _unread(headers: Sequence[Header], skipped: Sequence[tuple[Path, str]]) -> str:
    """How many files beside a series' own may be images of it: what is damaged, unreadable, empty or half copied."""
    folders = {header.path.parent for header in headers}
    beside = (path for path, reason in skipped if path.parent in folders and _may_be_an_image(path, reason))
    return str(sum(1 for _ in beside) or "")


def _may_be_an_image(path: Path, reason: str) -> bool:
    if path.suffix.lower() in _HALF_COPIED:
        return True
    try:
        size = path.stat().st_size
    except OSError:
        return True
    return (size == 0 and path.is_file()) or reason.startswith(
        ("damaged", "it cannot be opened", "it is not there", "no DICOM, or damaged", "no DICOM object", NAMED_BUT_GONE)
    )


def _is_lossy(header: Header) -> bool:
    """Whether it says so, or lies in a transfer syntax that has no other way."""
    told = header.text("LossyImageCompression") == "01" or bool(header.text("LossyImageCompressionRatio"))
    return told or syntax_of(header.dataset) in _ALWAYS_LOSSY


def _may_be_lossy(headers: Sequence[Header]) -> str:
    """Return "unknown" where a transfer syntax of both ways is used and nothing is recorded."""
    unsaid = (h for h in headers if not h.text("LossyImageCompression") and syntax_of(h.dataset) in _EITHER_WAY)
    return "unknown" if next(unsaid, None) is not None else ""


def _instance(header: Header) -> Instance:
    return Instance(
        path=header.path,
        sop_class_uid=header.text("SOPClassUID"),
        sop_instance_uid=header.text("SOPInstanceUID"),
        instance_number=header.instance_number,
        frame=header.frame,
        witness=witness(header.dataset, header.frame),
    )
