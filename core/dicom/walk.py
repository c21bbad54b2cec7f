"""Every file below what was dropped, once each, however deep; links to folders are told, and not followed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from core.archive import is_archive, unpack
from core.dicom.dicomdir import is_dicomdir, named_files
from core.dicom.file_bytes import NotReadable
from core.errors import Cancelled

CancelAsked = Callable[[], bool]
NAMED_BUT_GONE = "the disc's table of contents names it, but it is not there"
_NO_FILE = "a device or a pipe, and no file"  # to open one may wait for ever
Skipped = list[tuple[Path, str]]


def files_below(paths: Sequence[Path], cancel: CancelAsked | None = None) -> tuple[list[Path], Skipped]:
    """Return the files under files, folders, archives and tables of contents, and what was left out with the reason.

    Raises
    ------
    StudyRefused
        If an archive that was itself dropped is not to be trusted.
    Cancelled
        If ``cancel`` says so, in a folder or while an archive is unpacked.

    """
    found: dict[Path, None] = {}
    skipped: Skipped = []
    for path in paths:
        if is_archive(path):
            path = unpack(path, cancel)
        for file in _of(path, skipped):
            found[file] = None
            if cancel is not None and cancel():
                raise Cancelled
    return list(found), skipped


def _of(path: Path, skipped: Skipped) -> Iterator[Path]:
    if is_dicomdir(path):
        try:
            named, missing = named_files(path.resolve())
        except NotReadable:
            yield from _walked(path.parent, skipped)  # its folder is what is meant
            return
        skipped.extend((each, NAMED_BUT_GONE) for each in missing)
        yield from named
    elif path.is_dir():
        yield from _walked(path, skipped)
    elif path.exists() and not path.is_file():
        skipped.append((path, _NO_FILE))
    else:
        yield path.resolve()  # reading what is not there says so


def _walked(folder: Path, skipped: Skipped) -> Iterator[Path]:
    """Files in the order of their paths; without recursion, which deep folders would exhaust."""
    top = os.path.realpath(folder)
    waiting = [top]
    while waiting:
        place = waiting.pop()
        try:
            with os.scandir(place) as listing:
                entries = sorted(listing, key=lambda each: each.name)
        except OSError:
            skipped.append((Path(place), "the folder cannot be opened"))
            continue
        waiting.extend(each.path for each in reversed(entries) if each.is_dir(follow_symlinks=False))
        for each in entries:
            if each.name.startswith(".") or each.is_dir(follow_symlinks=False):
                continue
            if each.is_file():
                yield Path(os.path.realpath(each.path) if each.is_symlink() else each.path)
                _tell_what_a_disc_lacks(Path(each.path), skipped)
            elif reason := _why_not(each, top):
                skipped.append((Path(each.path), reason))


def _why_not(entry: os.DirEntry[str], top: str) -> str:
    """Say why what is neither a file nor a folder is left out; nothing of a link to a folder that is walked anyway."""
    if entry.is_dir():
        inside = Path(os.path.realpath(entry.path)).is_relative_to(top)
        return "" if inside else "a link to another folder, which is not followed: open that folder"
    return "a link to what is not there" if entry.is_symlink() and not os.path.exists(entry.path) else _NO_FILE


def _tell_what_a_disc_lacks(path: Path, skipped: Skipped) -> None:
    """Of a disc's table of contents in a folder, tell which of its files are gone; of one without any, nothing."""
    if not is_dicomdir(path):
        return
    with contextlib.suppress(NotReadable):
        named, missing = named_files(path)
        skipped.extend((each, NAMED_BUT_GONE) for each in missing if named)
