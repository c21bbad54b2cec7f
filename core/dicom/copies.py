"""Images that are there twice: the same place, acquisition and voxels."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Sequence
from functools import lru_cache
from pathlib import Path

from core.dicom.decode import stored_pixels, tell_syntax
from core.dicom.file_bytes import read_whole, syntax_of
from core.dicom.header import Header
from core.dicom.repeats import TOLD_APART, place_key, value_of


def without_copies(group: Sequence[Header]) -> tuple[list[Header], tuple[str, ...]]:
    """Drop files whose place, acquisition and voxels are those of another; say how many."""
    _pixels_of.cache_clear()  # a file may have been written since
    places: dict[Hashable, list[Header]] = defaultdict(list)
    for header in group:
        places[place_key(header)].append(header)
    kept = [header for same_place in places.values() for header in _distinct(same_place)]
    dropped = len(group) - len(kept)
    notes = (f"{dropped} identical cop{'ies were' if dropped > 1 else 'y was'} left out.",) if dropped else ()
    return kept, notes


def _distinct(same_place: list[Header]) -> list[Header]:
    if len(same_place) == 1:
        return same_place  # no pixels are read where no place repeats
    packed = len({syntax_of(header.dataset) for header in same_place}) > 1
    return list({_content_key(header, packed): header for header in reversed(same_place)}.values())[::-1]


@lru_cache(maxsize=16)  # every frame of an object asks
def _pixels_of(path: Path) -> str:
    """Digest of a file's pixels as they are stored; the path of one that cannot be read, which is a copy of nothing."""
    try:
        return hashlib.sha256(read_whole(path).get("PixelData", b"")).hexdigest()
    except Exception:  # noqa: BLE001 - loading it says so
        return str(path)


def _content_key(header: Header, packed: bool) -> Hashable:
    """What makes an image another: its pixels, unpacked where its copies are packed in several ways."""
    if header.frame is not None:  # one object may lie in two files; packed in two ways its copies are not compared
        return (header.text("SOPInstanceUID"), header.frame, str(header.path) if packed else _pixels_of(header.path))
    told = (*TOLD_APART, "RescaleSlope", "RescaleIntercept")
    try:
        dataset = read_whole(header.path)
        tell_syntax(dataset)
        pixels = stored_pixels(dataset, None).tobytes() if packed else dataset.get("PixelData", b"")
    except Exception:  # noqa: BLE001 - what cannot be read is a copy of nothing; loading it says so
        pixels = str(header.path).encode()
    return (hashlib.sha256(pixels).digest(), *(value_of(header, keyword) for keyword in told))
