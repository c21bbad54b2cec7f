"""Seeded harm to a file: bits, lengths that lie, values without sense, parts missing, doubled or swapped.

``mutated(data, seed)`` is a function of its arguments alone, so that a seed in a report is the file again.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO

import pydicom

_EXTREMES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE)
_TEXTS = (
    b"", b"0", b"-1", b"1e308", b"-1e-308", b"nan", b"inf", b"1\\2", b"0\\0\\0", b"\\\\\\\\", b"1.2.3.", b"2147483648",
    b"99999999999999999999", b"\x00\x00\x00\x00", b"\xff\xfe\xfd", b"%s%n", b"A" * 70, b"1\\0\\0\\1\\0\\0",
)  # fmt: skip
# What decides on place and voxels, aimed at more often than the rest.
_AIMS = {
    "Rows", "Columns", "BitsAllocated", "BitsStored", "HighBit", "PixelRepresentation", "SamplesPerPixel",
    "NumberOfFrames", "PixelSpacing", "ImagePositionPatient", "ImageOrientationPatient", "RescaleSlope",
    "RescaleIntercept", "SeriesInstanceUID", "SOPInstanceUID", "SOPClassUID", "FrameOfReferenceUID", "PixelData",
    "PerFrameFunctionalGroupsSequence", "SharedFunctionalGroupsSequence", "SpecificCharacterSet", "ImageType",
    "EchoTime", "AcquisitionNumber", "Modality", "PhotometricInterpretation", "SliceThickness", "InstanceNumber",
}  # fmt: skip

Harm = Callable[[bytearray, random.Random], str]


def mutated(data: bytes, seed: int) -> tuple[bytes, str]:
    """Return the harmed bytes and what was done, in a few words."""
    rng = random.Random(seed)
    changed, done = bytearray(data), []
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        if not changed:
            break
        done.append(rng.choices(*zip(*_HARMS, strict=True))[0](changed, rng))
    return bytes(changed), "; ".join(done)


def _anywhere(data: bytearray, rng: random.Random) -> int:
    """A place, in the first part more often: that is where the header stands."""
    return rng.randrange(min(len(data), 2000) if rng.random() < 0.6 else len(data))


def _flip(data: bytearray, rng: random.Random) -> str:
    count = rng.choice((1, 1, 2, 8, 64))
    for _ in range(count):
        data[_anywhere(data, rng)] ^= 1 << rng.randrange(8)
    return f"{count} bits"


def _number(data: bytearray, rng: random.Random) -> str:
    at, width, value = _anywhere(data, rng), rng.choice((1, 2, 4)), rng.choice(_EXTREMES)
    data[at : at + width] = (value % 256**width).to_bytes(width, rng.choice(("little", "big")))
    return f"{value:#x} at {at}"


def _cut(data: bytearray, rng: random.Random) -> str:
    at = _anywhere(data, rng)
    del data[at:]
    return f"cut at {at}"


def _leave_out(data: bytearray, rng: random.Random) -> str:
    at, length = _anywhere(data, rng), rng.choice((1, 2, 4, 8, 50, 500))
    del data[at : at + length]
    return f"{length} bytes gone at {at}"


def _put_in(data: bytearray, rng: random.Random) -> str:
    at, length = _anywhere(data, rng), rng.choice((1, 2, 4, 8, 50, 500))
    data[at:at] = rng.randbytes(length) if rng.random() < 0.5 else bytes(length)
    return f"{length} bytes put in at {at}"


def _double(data: bytearray, rng: random.Random) -> str:
    at, length = _anywhere(data, rng), rng.choice((8, 64, 512, 4096))
    data[at:at] = data[at : at + length]
    return f"{length} bytes doubled at {at}"


def _swap(data: bytearray, rng: random.Random) -> str:
    one, other, length = _anywhere(data, rng), _anywhere(data, rng), rng.choice((4, 16, 128))
    piece = data[one : one + length]
    data[one : one + length] = data[other : other + length]
    data[other : other + len(piece)] = piece
    return f"{length} bytes of {one} and {other} swapped"


def _append(data: bytearray, rng: random.Random) -> str:
    length = rng.choice((1, 128, 100_000))
    data += rng.randbytes(length)
    return f"{length} bytes behind the end"


def _elements(data: bytearray) -> list[tuple[str, int, int, bool]]:
    """Keyword, where its value begins, its length, whether it is aimed at."""
    try:
        dataset = pydicom.dcmread(BytesIO(bytes(data)), force=True)
    except Exception:  # noqa: BLE001
        return []
    found = []
    for tag in dataset.keys():  # noqa: SIM118 - elements stay raw
        try:
            raw = dataset.get_item(tag)
        except Exception:  # noqa: BLE001
            continue
        at, length = getattr(raw, "value_tell", None) or getattr(raw, "file_tell", None), getattr(raw, "length", None)
        if at and at < len(data):
            keyword = pydicom.datadict.keyword_for_tag(tag) or str(tag)
            found.append((keyword, at, length if length is not None else 8, keyword in _AIMS))
    return found


def _element(data: bytearray, rng: random.Random) -> tuple[str, int, int] | None:
    found = _elements(data)
    aimed = [each for each in found if each[3]]
    if not found:
        return None
    keyword, at, length, _ = rng.choice(aimed if aimed and rng.random() < 0.8 else found)
    return keyword, at, length


def _lying_length(data: bytearray, rng: random.Random) -> str:
    found = _element(data, rng)
    if found is None:
        return _number(data, rng)
    keyword, at, length = found
    width = rng.choice((2, 4))
    lie = rng.choice((*_EXTREMES, length + 1, length - 1, length + 2, length * 2, len(data))) % 256**width
    data[at - width : at] = lie.to_bytes(width, "little")
    return f"length of {keyword} said to be {lie:#x}"


def _senseless_value(data: bytearray, rng: random.Random) -> str:
    found = _element(data, rng)
    if found is None:
        return _flip(data, rng)
    keyword, at, length = found
    length = min(length, len(data) - at, 200)
    if length in (2, 4) and rng.random() < 0.7:
        value = (rng.choice(_EXTREMES) % 256**length).to_bytes(length, "little")
    else:
        value = rng.choice(_TEXTS)[:length].ljust(length)
    data[at : at + length] = value
    return f"{keyword} = {bytes(value[:24])!r}"


def _another_value(data: bytearray, rng: random.Random) -> str:
    """One digit changed: a value that makes sense, but another."""
    found = _element(data, rng)
    if found is None:
        return _flip(data, rng)
    keyword, at, length = found
    digits = [n for n in range(at, min(at + length, at + 100, len(data))) if chr(data[n]).isdigit()]
    if not digits:
        return _flip(data, rng)
    data[rng.choice(digits)] = ord(rng.choice("0123456789"))
    return f"a digit of {keyword}"


def _nested(data: bytearray, rng: random.Random) -> str:
    """Sequences in sequences, to a depth no object has, before the pixels."""
    depth = rng.choice((3, 200, 3000))
    found = [each for each in _elements(data) if each[0] == "PixelData"]
    at = max(0, found[0][1] - 12) if found else _anywhere(data, rng)
    data[at:at] = (b"\x40\x00\x10\xa0SQ\x00\x00\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff") * depth
    return f"{depth} sequences in each other"


_HARMS: tuple[tuple[Harm, int], ...] = (
    (_flip, 4),
    (_number, 4),
    (_cut, 2),
    (_leave_out, 2),
    (_put_in, 2),
    (_double, 1),
    (_swap, 1),
    (_append, 1),
    (_lying_length, 5),
    (_senseless_value, 6),
    (_another_value, 5),
    (_nested, 1),
)
