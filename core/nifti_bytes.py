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
from numpy.typing import NDArray

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
    if not path.exists():
        raise StudyRefused(f"There is no file {path.name}.", "Look at its name and folder, or choose another file.")
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


def put_numberless(path: Path, voxels: NDArray[np.float32]) -> None:
    """Write NaN or infinity where a sound file holds it: ITK reads those as 0.

    Parameters
    ----------
    path
        A NIfTI-1 file that is whole.
    voxels
        (Z, Y, X), as ITK read them; changed in place.

    """
    blocks = _blocks(path)
    layout = _layout(next(blocks))
    kind = _FLOATS.get(layout.datatype)
    if kind is None:
        return
    flat, done, left = voxels.reshape(-1), 0, b""
    waiting = layout.start - _HEADER  # bytes before the first voxel
    for block in blocks:
        left += block[waiting:]
        waiting = max(0, waiting - len(block))
        count = min(len(left) // int(kind[1]), flat.size - done)
        stored = np.frombuffer(left, dtype=f"{layout.order}{kind}", count=count)
        numberless = ~np.isfinite(stored)
        flat[done : done + count][numberless] = stored[numberless]
        done, left = done + count, left[count * int(kind[1]) :]


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
            if not math.isfinite(start):
                raise struct.error("no place where the voxels begin")
            length = int(math.prod(dims[1 : 1 + dims[0]])) * int(bits) // 8
            return _Layout(order, max(int(start), _HEADER), length, int(datatype))
        if size == 540:
            raise StudyRefused("NIfTI-2 files cannot be read.", "Save it as NIfTI-1.")
    raise struct.error("no NIfTI header")
