"""What ITK passes over in silence: NIfTI files that end early (read as zeros), and values that are no numbers."""

from __future__ import annotations

import gzip
import math
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import StudyRefused

_HEADER = 352  # bytes of a header with its extension flag
_BLOCK = 1 << 22
_MOST_BEHIND = 1 << 26  # bytes behind the last voxel that a file may have
_FLOATS = {16: "f4", 64: "f8"}  # datatype codes


@dataclass(frozen=True)
class _Layout:
    """Where the voxels lie in a file: byte order, first byte, how many bytes, and the datatype's code."""

    order: str
    start: int
    length: int
    datatype: int


def refuse_truncated(path: Path) -> None:
    """Refuse a file that ends before its last voxel; of a gzip file the check sum is read too.

    Raises
    ------
    StudyRefused
        If voxels are missing or the compressed data are damaged.

    """
    try:
        blocks = _blocks(path)
        header = next(blocks)
        layout = _layout(header)
        whole = _holds(blocks, layout.start + layout.length - len(header))
    except (OSError, EOFError, StopIteration, zlib.error, struct.error):
        whole = False
    if not whole:
        sentence = f"{path.name} cannot be read: it is damaged, or ends before its last voxel."
        raise StudyRefused(sentence, "Copy it again, or choose another file.")


def _holds(blocks: Iterator[bytes], needed: int) -> bool:
    """Whether that many bytes come, to the end of the file, and not a great many more: no file is unpacked for ever."""
    held = 0
    for block in blocks:
        held += len(block)
        if held > needed + _MOST_BEHIND:
            return False
    return held >= needed


def refuse_non_numbers(path: Path) -> None:
    """Refuse a sound file in which a voxel holds no number, or an endless one: ITK reads those as 0.

    Raises
    ------
    StudyRefused
        If there is such a voxel.

    """
    blocks = _blocks(path)
    layout = _layout(next(blocks))
    kind = _FLOATS.get(layout.datatype)
    if kind is None:
        return
    voxels = b"".join(blocks)[layout.start - _HEADER :][: layout.length]
    if not np.isfinite(np.frombuffer(voxels, dtype=f"{layout.order}{kind}")).all():
        raise StudyRefused(f"{path.name} holds voxels that are no numbers.", "Choose another file.")


def _blocks(path: Path) -> Iterator[bytes]:
    """The file unpacked: the header, then the rest in blocks."""
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        yield file.read(_HEADER)
        while block := file.read(_BLOCK):
            yield block


def _layout(header: bytes) -> _Layout:
    """The layout by a NIfTI-1 header of either byte order."""
    for order in "<>":
        size = struct.unpack_from(f"{order}i", header)[0]
        if size == 348:
            datatype, bits = struct.unpack_from(f"{order}2h", header, 70)
            dims, start = struct.unpack_from(f"{order}8h", header, 40), struct.unpack_from(f"{order}f", header, 108)[0]
            length = int(math.prod(dims[1 : 1 + dims[0]])) * int(bits) // 8
            return _Layout(order, max(int(start), _HEADER), length, int(datatype))
        if size == 540:
            raise StudyRefused("NIfTI-2 files cannot be read.", "Save it as NIfTI-1.")
    raise struct.error("no NIfTI header")
