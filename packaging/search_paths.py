"""Where the build's libraries on Linux look for others: inside the build, and nowhere that their makers' machines had.

A library may carry a list of folders (DT_RUNPATH, DT_RPATH) that the loader searches before the system's. A folder of
the machine that it was built on is of no use elsewhere, and whoever may write to that place there would have code of
theirs loaded.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ORIGIN = ("$ORIGIN", "${ORIGIN}")
_LOAD, _DYNAMIC = 1, 2  # kinds of program headers
_NOTHING, _STRINGS, _RPATH, _RUNPATH = 0, 5, 15, 29  # kinds of dynamic entries
_ELF64_LITTLE = b"\x7fELF\x02\x01"


@dataclass(frozen=True)
class _Entry:
    """A dynamic entry: what it is, its value, and where it stands in the file."""

    kind: int
    value: int
    place: int


def paths(library: Path) -> tuple[str, ...]:
    """Return the folders a file of machine code has the loader search; none where it is no 64-bit ELF file."""
    content = library.read_bytes() if _is_elf(library) else b""
    return tuple(path for entry in _lists(content) for path in _text(content, entry).split(":") if path)


def strange(library: Path, folder: Path) -> tuple[str, ...]:
    """Return those of its search paths that do not lead into ``folder``, wherever that is laid."""
    return tuple(path for path in paths(library) if not _leads_inside(path, library, folder))


def cut(folder: Path) -> list[Path]:
    """Take the lists of search paths out of the libraries where no path of them leads into ``folder``.

    What such a library asks for lies in the build's own folder, which the starter names to the loader.

    Parameters
    ----------
    folder
        Folder of the built program's files; changed in place.

    Returns
    -------
    list of Path
        The libraries that were changed.

    """
    changed = []
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not _is_elf(path):
            continue
        told = paths(path)
        if told and not any(_leads_inside(each, path, folder) for each in told):
            _write_without_lists(path)
            changed.append(path)
    return changed


def _is_elf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_ELF64_LITTLE)) == _ELF64_LITTLE


def _leads_inside(path: str, library: Path, folder: Path) -> bool:
    beginning = next((each for each in _ORIGIN if path == each or path.startswith(f"{each}/")), None)
    if beginning is None:
        return False
    place = os.path.normpath(f"{library.parent.resolve()}/{path.removeprefix(beginning)}")
    return Path(place).is_relative_to(folder.resolve())


def _headers(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Program headers as (kind, place in the file, address, bytes in the file)."""
    (table,) = struct.unpack_from("<Q", content, 32)
    size, count = struct.unpack_from("<HH", content, 54)
    for row in range(count):
        kind, _, place, address, _, length = struct.unpack_from("<IIQQQQ", content, table + row * size)
        yield kind, place, address, length


def _entries(content: bytes) -> Iterator[_Entry]:
    for kind, place, _, length in _headers(content):
        if kind == _DYNAMIC:
            for at in range(place, place + length, 16):
                yield _Entry(*struct.unpack_from("<qQ", content, at), at)


def _lists(content: bytes) -> list[_Entry]:
    return [entry for entry in _entries(content) if entry.kind in (_RPATH, _RUNPATH)] if content else []


def _text(content: bytes, entry: _Entry) -> str:
    address = next(each.value for each in _entries(content) if each.kind == _STRINGS)
    place = next(
        at + address - start
        for kind, at, start, length in _headers(content)
        if kind == _LOAD and start <= address < start + length
    )
    start = place + entry.value
    return content[start : content.index(b"\0", start)].decode()


def _write_without_lists(library: Path) -> None:
    """Close the rows of dynamic entries over the lists; the strings stay, for other names may end in them."""
    content = library.read_bytes()
    entries = list(_entries(content))
    kept = [entry for entry in entries if entry.kind not in (_RPATH, _RUNPATH)]
    rows = [struct.pack("<qQ", entry.kind, entry.value) for entry in kept]
    rows += [struct.pack("<qQ", _NOTHING, 0)] * (len(entries) - len(kept))
    changed = bytearray(content)
    for entry, row in zip(entries, rows, strict=True):
        changed[entry.place : entry.place + 16] = row
    library.write_bytes(changed)
