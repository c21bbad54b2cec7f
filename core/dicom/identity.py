"""Patient and study as the images say it, byte for byte: what makes an object belong to them."""

from __future__ import annotations

from typing import Any

from pydicom import dcmread
from pydicom.charset import convert_encodings
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.tag import BaseTag, Tag

from core.errors import ExportRefused
from core.study import Series

_NEEDED = (  # DICOM's type 2: there, if empty
    "PatientName",
    "PatientID",
    "PatientBirthDate",
    "PatientSex",
    "StudyDate",
    "StudyTime",
    "StudyID",
    "AccessionNumber",
    "ReferringPhysicianName",
    "PositionReferenceIndicator",
)
_COPIED = (
    *_NEEDED,
    "SpecificCharacterSet",
    "IssuerOfPatientID",
    "PatientBirthTime",
    "OtherPatientIDs",
    "PatientAge",
    "PatientSize",
    "PatientWeight",
    "EthnicGroup",
    "PatientIdentityRemoved",
    "DeidentificationMethod",
    "StudyInstanceUID",
    "StudyDescription",
    "FrameOfReferenceUID",
)
_UTF_8 = "ISO_IR 192"


def copy_identity(series: Series, target: Dataset) -> None:
    """Copy patient, study and frame of reference of a series' first instance, without decoding them.

    Parameters
    ----------
    series
        A DICOM series whose files are still where they were.
    target
        Gets the attributes; those that DICOM wants even if empty are added.

    Raises
    ------
    ExportRefused
        If the file can no longer be read.

    """
    path = series.instances[0].path
    try:
        source = dcmread(path, stop_before_pixels=True, force=True)
    except (OSError, InvalidDicomError) as error:
        raise ExportRefused(
            "The series' files can no longer be read where they were.", "Open the study again."
        ) from error
    for keyword in _COPIED:
        tag = Tag(tag_for_keyword(keyword) or 0)
        if tag in source:
            target[tag] = _raw(tag, dictionary_VR(tag), _bytes(source, tag))
        elif keyword in _NEEDED:
            setattr(target, keyword, "")


def keep_bytes(dataset: Dataset, implicit: bool) -> None:
    """Have copied values written as they are: no decoding, no second encoding."""
    encodings = convert_encodings(dataset.get("SpecificCharacterSet") or "ISO_IR 6")
    dataset.set_original_encoding(implicit, is_little_endian=True, character_encoding=encodings)


def _bytes(source: Dataset, tag: BaseTag) -> bytes:
    """Value as it stands in the file."""
    undecoded = _raw_value(source, tag)
    if undecoded is not None:
        return undecoded
    # The parser decodes the character set's own element at once; it is plain ASCII.
    value = source[tag].value
    return "\\".join([value] if isinstance(value, str) else value or ()).encode("ascii")


def _raw_value(dataset: Dataset, tag: BaseTag) -> bytes | None:
    """Bytes of an element that was not decoded yet; None where it was, or is not there."""
    element: Any = dataset.get_item(tag) if tag in dataset else None
    return bytes(element.value or b"") if isinstance(element, RawDataElement) else None


def _raw(tag: BaseTag, vr: str, value: bytes) -> RawDataElement:
    if len(value) % 2:
        value += b"\0" if vr == "UI" else b" "
    return RawDataElement(tag, vr, len(value), value, 0, False, True, is_raw=True)


def set_person(target: Dataset, keyword: str, name: str) -> None:
    """Set a person's name of our own beside copied values, in their character set.

    Where that cannot hold the name and all copied values are ASCII, the object becomes UTF-8, which leaves
    them byte for byte as they are.

    Raises
    ------
    ExportRefused
        If the name is too long, holds DICOM's separators, or fits no character set here.

    """
    if len(name) > 64 or any(character in "\\=" or ord(character) < 32 for character in name):
        raise ExportRefused(
            "The reader's name is longer than 64 characters or holds \\ or =.", "Give the name without them."
        )
    if not name.isascii() and not _fits(target, name):
        if not _all_ascii(target):
            raise ExportRefused(
                "The reader's name cannot be written in the study's character set.",
                "Give the name in Latin letters.",
            )
        target.SpecificCharacterSet = _UTF_8
    setattr(target, keyword, name)


def _fits(target: Dataset, name: str) -> bool:
    """Whether the object's character sets hold the name."""
    for encoding in convert_encodings(target.get("SpecificCharacterSet") or "ISO_IR 6"):
        try:
            name.encode(encoding)
        except (UnicodeError, LookupError):
            continue
        return True
    return False


def _all_ascii(target: Dataset) -> bool:
    copied = (_raw_value(target, Tag(tag_for_keyword(keyword) or 0)) for keyword in _COPIED)
    return all(value is None or value.isascii() for value in copied)
