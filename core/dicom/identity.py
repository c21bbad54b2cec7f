"""Patient and study as the images say it: what makes an object belong to them.

The bytes are copied with their character set; where that cannot hold a reader's name, all is written as UTF-8.
"""

from __future__ import annotations

import warnings
from typing import Any

from pydicom.charset import convert_encodings
from pydicom.datadict import dictionary_VR, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.tag import BaseTag, Tag

from core.dicom.character_sets import TEXT_VRS, UTF_8, decoded, holds_name
from core.dicom.exchanged import header_of
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
_CHARACTER_SET = "SpecificCharacterSet"
_LONGEST_NAME = 64  # characters


def copy_identity(series: Series, target: Dataset) -> None:
    """Copy patient, study and frame of reference of a series' first instance, byte for byte with their character set.

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
    source = header_of(series.instances[0])
    for keyword in _COPIED:
        tag = Tag(tag_for_keyword(keyword) or 0)
        if tag in source:
            target[tag] = _raw(tag, dictionary_VR(tag), _bytes(source, tag))
        elif keyword in _NEEDED:
            setattr(target, keyword, "")
        elif keyword == _CHARACTER_SET and keyword in target:
            delattr(target, keyword)  # what a library declares is not what the copied bytes are of


def decode_text(header: Dataset) -> None:
    """Decode the text of an image's header for a library, and declare it as UTF-8; what is no text is left out."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what cannot be decoded is seen below
        character_set = _character_set(header)
        for tag in list(header.keys()):
            value, vr = _raw_value(header, tag), header.get_item(tag).VR or header[tag].VR
            if vr not in TEXT_VRS or value is None:
                continue
            text = decoded(value, vr, character_set)
            if text is None:
                del header[tag]
            else:
                header[tag] = _raw(tag, vr, text.encode("utf-8"))
        for _ in header.iterall():  # items know their character set only until they are parsed
            pass
        header.SpecificCharacterSet = UTF_8


def keep_bytes(dataset: Dataset, implicit: bool) -> None:
    """Have copied values written as they are: no decoding, no second encoding."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a character set that DICOM does not know goes on as it came
        encodings = convert_encodings(list(_character_set(dataset)) or None)
    dataset.set_original_encoding(implicit, is_little_endian=True, character_encoding=encodings)


def _character_set(dataset: Dataset) -> tuple[str, ...]:
    recorded = dataset.get(_CHARACTER_SET) or ""
    return (recorded,) if isinstance(recorded, str) else tuple(recorded)


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

    Where that cannot hold the name, all that was copied is decoded and the object becomes UTF-8.

    Raises
    ------
    ExportRefused
        If the name is too long, holds DICOM's separators, or does not fit beside values that cannot be decoded.

    """
    if len(name) > _LONGEST_NAME or any(character in "\\=" or ord(character) < 32 for character in name):
        raise ExportRefused(
            "The reader's name is longer than 64 characters or holds \\ or =.", "Give the name without them."
        )
    if not holds_name(name, _character_set(target)):
        _to_utf_8(target)
    setattr(target, keyword, in_parts(name))


def in_parts(name: str) -> str:
    """Write a name of one part as DICOM's family name, ``Name^``: without ^ it reads as the retired form."""
    return name if not name or "^" in name or len(name) == _LONGEST_NAME else f"{name}^"


def _to_utf_8(target: Dataset) -> None:
    """Decode what was copied, by the character set that it came with, and encode it anew."""
    character_set = _character_set(target)
    anew = {}
    for keyword in _COPIED:
        tag = Tag(tag_for_keyword(keyword) or 0)
        value, vr = _raw_value(target, tag), dictionary_VR(tag)
        if value is None or vr not in TEXT_VRS:
            continue
        text = decoded(value, vr, character_set)
        if text is None:
            raise ExportRefused(
                "The images' text cannot be decoded by their character set, so a reader's name beyond plain ASCII "
                "cannot stand beside it.",
                "Give the reader's name in plain Latin letters.",
            )
        anew[tag] = _raw(tag, vr, text.encode("utf-8"))
    for tag, element in anew.items():
        target[tag] = element
    target.SpecificCharacterSet = UTF_8
