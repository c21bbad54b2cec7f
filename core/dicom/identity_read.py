"""Whose an object is, read back from a file: compared with the images', and text that is none."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydicom import dcmread
from pydicom.charset import convert_encodings
from pydicom.datadict import dictionary_VR, keyword_for_tag, tag_for_keyword
from pydicom.dataelem import RawDataElement
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError
from pydicom.tag import BaseTag, Tag
from pydicom.valuerep import PersonName

from core.dicom.character_sets import TEXT_VRS, decoded
from core.dicom.file_bytes import opened

THE_NAME = "the name"
_PATIENT = {
    "PatientName": THE_NAME,
    "PatientID": "the ID",
    "PatientBirthDate": "the birth date",
    "PatientSex": "the sex",
}
# Where pydicom takes halves of characters for separators, and an escape sequence that it leaves in the text.
_UNRELIABLE = re.compile(rb"\x1b\$[B(][^\x1b]*[=\\^]|\x1b\$\)A")
_OPTIONAL = ("PatientBirthDate", "PatientSex")  # other programs leave them empty


@dataclass(frozen=True)
class IdentityRead:
    """A file's patient.

    Parameters
    ----------
    character_set
        Specific Character Set's values as recorded.
    values
        Bytes of the patient's name, ID, birth date and sex, by keyword, without padding.
    illegal
        Keywords of the text attributes whose bytes are not of the character set.

    """

    character_set: tuple[str, ...]
    values: dict[str, bytes]
    illegal: tuple[str, ...]

    def text(self, keyword: str) -> str:
        """Return one of the values as people read it; empty where none is recorded."""
        strict = decoded(self.values[keyword], dictionary_VR(keyword), self.character_set)
        return _by_the_library(self.values[keyword], self) if strict is None else strict

    def differences(self, other: IdentityRead) -> tuple[str, ...]:
        """What is not the same of the two, in words, letter case aside."""
        return tuple(words for keyword, words in _PATIENT.items() if not self._agrees(other, keyword))

    def contradictions(self, other: IdentityRead) -> tuple[str, ...]:
        """:meth:`differences` without a birth date or sex that one of them does not record."""
        known = [key for key in _PATIENT if key not in _OPTIONAL or (self.values[key] and other.values[key])]
        return tuple(_PATIENT[keyword] for keyword in known if not self._agrees(other, keyword))

    def _agrees(self, other: IdentityRead, keyword: str) -> bool:
        mine, theirs = self.values[keyword], other.values[keyword]
        if mine == theirs and self.character_set == other.character_set:
            return True
        readings = [
            (decoded(value, dictionary_VR(keyword), identity.character_set), _by_the_library(value, identity))
            for value, identity in ((mine, self), (theirs, other))
        ]
        (strict, library), (other_strict, other_library) = (
            (None if one is None else _comparable(one), _comparable(two)) for one, two in readings
        )
        if strict is None or other_strict is None:
            return library == other_library
        if strict != other_strict:
            return False
        # The second decoder shares no code with what writes; where it fails by itself, it proves nothing.
        unreliable = any(_UNRELIABLE.search(value) for value in (mine, theirs))
        return bool(unreliable) or library == other_library


def read_identity(path: Path) -> IdentityRead:
    """Read a file's patient.

    Raises
    ------
    OSError, InvalidDicomError
        If it cannot be read.

    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # other programs' odd values are what we are here to name
        return identity_of(dcmread(opened(path), stop_before_pixels=True, force=True))


def read_identity_if_there(path: Path) -> IdentityRead | None:
    """:func:`read_identity`; None where the file cannot be read."""
    try:
        return read_identity(path)
    except (OSError, InvalidDicomError):
        return None


def identity_of(dataset: Dataset) -> IdentityRead:
    """Take the patient from a dataset as it was read, no text of it decoded yet."""
    recorded = dataset.get("SpecificCharacterSet") or ""
    terms = (recorded,) if isinstance(recorded, str) else tuple(str(each) for each in recorded)
    character_set = tuple(term.strip() for term in terms) if terms != ("",) else ()
    values = {keyword: _bytes(dataset, Tag(tag_for_keyword(keyword) or 0)) for keyword in _PATIENT}
    illegal = tuple(
        keyword_for_tag(tag)
        for tag in dataset.keys()  # noqa: SIM118 - a dataset's own iterator decodes each element
        if (vr := _vr(dataset, tag)) in TEXT_VRS and decoded(_bytes(dataset, tag), vr, character_set) is None
    )
    return IdentityRead(character_set, values, tuple(each for each in illegal if each))


def _vr(dataset: Dataset, tag: BaseTag) -> str:
    if tag.is_private:
        return ""
    element: Any = dataset.get_item(tag)
    if not isinstance(element, RawDataElement):
        return ""
    try:
        return element.VR or dictionary_VR(tag)
    except KeyError:
        return ""


def _bytes(dataset: Dataset, tag: BaseTag) -> bytes:
    element: Any = dataset.get_item(tag) if tag in dataset else None
    return bytes(element.value or b"").rstrip(b" \0") if isinstance(element, RawDataElement) else b""


def _by_the_library(value: bytes, identity: IdentityRead) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(PersonName(value, convert_encodings(list(identity.character_set) or None)).decode())


def _comparable(text: str) -> str:
    """Without what trails each group of a name, as the images of a series are compared."""
    return "=".join(group.rstrip("^ ") for group in text.split("=")).rstrip("=").casefold()
