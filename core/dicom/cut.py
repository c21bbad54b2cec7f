"""Whether a file ends before its data set does: the parser reads what is there and says nothing."""

from __future__ import annotations

import struct
from pathlib import Path

from pydicom.dataset import FileDataset
from pydicom.uid import DeflatedExplicitVRLittleEndian
from pydicom.valuerep import EXPLICIT_VR_LENGTH_32

_UNDEFINED = 0xFFFFFFFF
_ITEM, _END_OF_ITEM, _END_OF_SEQUENCE = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
_LONG = {each.encode() for each in EXPLICIT_VR_LENGTH_32}  # value representations with a length of four bytes


class _Cut(Exception):  # noqa: N818 - it is what was found
    """The bytes end inside an element."""


def is_cut(path: Path, *, implicit: bool) -> bool:
    """Follow the lengths of a little-endian data set's elements to the end of the file.

    Parameters
    ----------
    path
        With preamble and meta header, or without both.
    implicit
        Whether value representations are left out, as the transfer syntax says.

    Raises
    ------
    OSError
        If it cannot be read.

    """
    data = path.read_bytes()
    start = 0
    try:
        if data[128:132] == b"DICM":
            start = 132
            while data[start : start + 2] == b"\x02\0":
                start = _after_element(data, start, implicit=False)
        while start < len(data) and any(data[start : start + 4]):  # padding is zeros
            start = _after_element(data, start, implicit=implicit)
    except _Cut:
        return True
    return False


def ends_early(dataset: FileDataset, path: Path) -> bool:
    """:func:`is_cut`, encoded as the parser found it; False where that cannot be followed."""
    implicit, little = dataset.original_encoding
    deflated = str(dataset.file_meta.get("TransferSyntaxUID", "")) == DeflatedExplicitVRLittleEndian
    return bool(little) and not deflated and is_cut(path, implicit=bool(implicit))


def _after_element(data: bytes, start: int, *, implicit: bool) -> int:
    """Where the next element begins."""
    tag = _tag(data, start)
    if implicit or tag >> 16 == 0xFFFE:
        value, length = start + 8, _number(data, start + 4)
    elif data[start + 4 : start + 6] in _LONG:
        value, length = start + 12, _number(data, start + 8)
    else:
        value, length = start + 8, int.from_bytes(data[start + 6 : start + 8], "little")
    if length != _UNDEFINED:
        if value + length > len(data):
            raise _Cut
        return value + length
    end = _END_OF_ITEM if tag == _ITEM else _END_OF_SEQUENCE
    while _tag(data, value) != end:
        value = _after_element(data, value, implicit=implicit)
    return value + 8


def _tag(data: bytes, at: int) -> int:
    group, element = struct.unpack("<HH", _bytes(data, at))
    return int(group) << 16 | int(element)


def _number(data: bytes, at: int) -> int:
    return int.from_bytes(_bytes(data, at), "little")


def _bytes(data: bytes, at: int) -> bytes:
    if at + 4 > len(data):
        raise _Cut
    return data[at : at + 4]
