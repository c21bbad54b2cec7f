"""What a packed image says of itself, asked before it is unpacked: GDCM ends the whole program where it is not so."""

from __future__ import annotations

import struct
from dataclasses import dataclass

_SIZE_OF_JPEG2000 = b"\xff\x4f\xff\x51"
_START_OF_FRAME = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC} | {0xF7}  # JPEG's markers that tell a size, and JPEG-LS's
_START_OF_SCAN = 0xDA


@dataclass(frozen=True)
class Size:
    """Rows, columns, samples a pixel and bits a sample."""

    rows: int
    columns: int
    samples: int
    bits: int


def size_of(stream: bytes) -> Size:
    """Read a JPEG, JPEG-LS or JPEG 2000 stream's own size.

    Raises
    ------
    ValueError
        If it is none of them, or its samples are fewer than its pixels.

    """
    try:
        return _of_jpeg(stream) if stream[:2] == b"\xff\xd8" else _of_jpeg2000(stream)
    except (struct.error, IndexError) as error:
        raise ValueError("the packed image ends before it tells its size") from error


def _of_jpeg(stream: bytes) -> Size:
    at = 2
    while stream[at] == 0xFF:
        marker = stream[at + 1]
        if marker == 0xFF:  # fill bytes
            at += 1
            continue
        if marker in _START_OF_FRAME:
            bits, rows, columns, samples = struct.unpack_from(">BHHB", stream, at + 4)
            return Size(rows, columns, samples, bits)
        if marker == _START_OF_SCAN:
            break
        at += 2 + int(struct.unpack_from(">H", stream, at + 2)[0])
    raise ValueError("the packed image tells no size")


def _of_jpeg2000(stream: bytes) -> Size:
    at = stream.find(_SIZE_OF_JPEG2000, 0, 4096)
    if at < 0:
        raise ValueError("the packed image is of no known kind")
    width, height, left, top = struct.unpack_from(">4I", stream, at + 8)
    (samples,) = struct.unpack_from(">H", stream, at + 40)
    bits, across, down = struct.unpack_from(">3B", stream, at + 42)
    if (across, down) != (1, 1):
        raise ValueError("the packed image has fewer samples than pixels")
    return Size(height - top, width - left, samples, (bits & 0x7F) + 1)
