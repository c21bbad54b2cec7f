"""An export reaches its folder whole or not at all, and never takes anything's place."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Collection, Iterator
from enum import Enum
from pathlib import Path

from core.atomic import making
from core.errors import ExportRefused, as_the_system_told
from core.passing import passing_folder
from core.receipt import NAME

_ASIDE = ".metsreview-"
_ANOTHER_FOLDER = "Choose another folder."


def next_folder(last: Path) -> Path:
    """Return ``last`` where no export lies in it, else the first of ``last-2``, ``last-3``... without one.

    One that cannot be looked into (forbidden, on a share that is down) is returned as it is: :func:`trouble_of` tells.
    """
    number = 1
    folder = last
    with contextlib.suppress(OSError, ValueError):
        while _is_there(folder / NAME):
            number += 1
            folder = last.with_name(f"{last.name}-{number}")
    return folder


def meant_folder(typed: str) -> Path:
    """Return the folder that words typed into a window mean, always absolute.

    A window has no folder that it stands in, as a terminal has: what is relative, or begins with ``~``, is meant from
    the home folder on.
    """
    path = Path(typed.strip())
    with contextlib.suppress(RuntimeError):  # ~ and the name of nobody here: a folder of that name
        path = path.expanduser()
    return Path(os.path.normpath(Path.home() / path))


@contextlib.contextmanager
def whole_or_nothing(folder: Path) -> Iterator[Path]:
    """Yield an empty folder; its files move to ``folder`` when the block ends well.

    It lies beside ``folder``, or in it where it is there already: it may be the root of another disk. Files that
    are there stay; an earlier export, or a file that bears a name to be written, refuses the export: what was
    once approved is never overwritten, and no folder holds parts of two approvals.

    Raises
    ------
    ExportRefused
        If the folder cannot be written, the disk is full, or something is in the way. Nothing is left behind.

    """
    try:
        if (folder / NAME).exists():
            raise ExportRefused(f"The folder {folder} holds an export already.", _ANOTHER_FOLDER)
        place = folder if folder.is_dir() else folder.parent
        with making(place), passing_folder(place, _ASIDE) as aside:
            (aside / "new").mkdir()
            yield aside / "new"
            _move(aside / "new", folder)
    except OSError as error:
        raise ExportRefused(_sentence(folder, as_the_system_told(error)), _ANOTHER_FOLDER) from error


class Trouble(Enum):
    """Why an export could not go to a folder."""

    HOLDS_EXPORT = "holds an export already"
    HOLDS_IMAGES = "holds the series' images"
    IS_FILE = "is a file, not a folder"
    FORBIDDEN = "may not be written to"
    FULL = "is on a full disk"
    NO_NAME = "has a name that no folder can have here"
    OUT_OF_REACH = "cannot be reached"


def trouble_of(folder: Path, needed_bytes: int = 0, images: Collection[Path] = ()) -> Trouble | None:
    """Say at once, before anything is written, what is against a folder; None where nothing is known.

    Parameters
    ----------
    folder
        It need not exist yet.
    needed_bytes
        What the dry run came to.
    images
        The folders of the series' images: an export is never laid between them.

    """
    try:
        if folder.resolve() in {each.resolve() for each in images}:
            return Trouble.HOLDS_IMAGES
        if _is_there(folder / NAME):
            return Trouble.HOLDS_EXPORT
        there = next((each for each in (folder.absolute(), *folder.absolute().parents) if _is_there(each)), None)
    except ValueError:  # a NUL in it
        return Trouble.NO_NAME
    except OSError as error:
        return _TROUBLES.get(error.errno or 0, Trouble.OUT_OF_REACH)
    if there is None or not there.is_dir():
        return Trouble.IS_FILE
    if not os.access(there, os.W_OK | os.X_OK):
        return Trouble.FORBIDDEN
    with contextlib.suppress(OSError):
        disk = shutil.disk_usage(there)
        if disk.total == 0:  # no disk at all: what the system shows of itself
            return Trouble.FORBIDDEN
        if disk.free < needed_bytes:
            return Trouble.FULL
    return None


_TROUBLES = {
    errno.EACCES: Trouble.FORBIDDEN,
    errno.EPERM: Trouble.FORBIDDEN,
    errno.ENAMETOOLONG: Trouble.NO_NAME,
    errno.EINVAL: Trouble.NO_NAME,  # Windows: a sign that no name may hold
    errno.EILSEQ: Trouble.NO_NAME,
}


def _is_there(path: Path) -> bool:
    """Whether something lies there; unlike ``Path.exists`` the same in every Python where that cannot be seen.

    Raises
    ------
    OSError
        If it cannot be seen: forbidden, out of reach, no name at all.
    ValueError
        If the path holds a NUL.

    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _move(new: Path, folder: Path) -> None:
    """Move the files in; undo all if one step fails."""
    names = sorted(path.name for path in new.iterdir())
    for name in names:
        _flush(new / name)
    if not folder.exists():
        new.rename(folder)
        return
    in_the_way = [name for name in names if (folder / name).exists()]
    if in_the_way:
        raise ExportRefused(f"The folder {folder} holds a {in_the_way[0]} already.", _ANOTHER_FOLDER)
    moved: list[str] = []
    try:
        for name in names:
            (new / name).rename(folder / name)
            moved.append(name)
    except OSError:
        for name in reversed(moved):
            (folder / name).rename(new / name)
        raise


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sentence(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {folder} is full; nothing was exported."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"The folder {folder} may not be written to; nothing was exported."
    if error.errno == errno.ENAMETOOLONG:
        return f"The folder {folder} has a longer name than can be kept there; nothing was exported."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{folder} is a file, not a folder; nothing was exported."
    reason = error.strerror or "write error"
    return f"The export could not be written to {folder} ({reason}); nothing was exported."
