"""Every file below what was dropped, once each, however deep; links to folders are not followed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from core.archive import is_archive, unpack
from core.dicom.dicomdir import is_dicomdir, named_files
from core.dicom.file_bytes import NotReadable
from core.errors import Cancelled

CancelAsked = Callable[[], bool]
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
        skipped.extend(
            (path.parent / name, "the disc's table of contents names it, but it is not there") for name in missing
        )
        yield from named
    elif path.is_dir():
        yield from _walked(path, skipped)
    else:
        yield path.resolve()


def _walked(folder: Path, skipped: Skipped) -> Iterator[Path]:
    """Files in the order of their paths; without recursion, which deep folders would exhaust."""
    waiting = [os.path.realpath(folder)]
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
            if not each.name.startswith(".") and each.is_file():
                yield Path(os.path.realpath(each.path) if each.is_symlink() else each.path)
