"""Write aside, then replace: a file is there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

_WITHOUT_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL, errno.EACCES}


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a path beside ``path`` to write to; it takes ``path``'s place when the block ends well.

    The name keeps its suffixes (``labels.nii.gz`` is written as ``.new-1f2e3d4c-labels.nii.gz``), since writers
    choose the format by them; it is never the same twice, so that two windows do not write into one file.

    Raises
    ------
    OSError
        If the file cannot be written; nothing is left behind then.

    """
    with _aside(path, lambda aside: aside.replace(path)) as aside:
        yield aside


@contextlib.contextmanager
def beginning(path: Path) -> Iterator[Path]:
    """As :func:`replacing` for a file that nobody else may have begun meanwhile, in this window or another.

    Raises
    ------
    FileExistsError
        If ``path`` is there when the block ends; it stays as it is.
    OSError
        If the file cannot be written; nothing is left behind then.

    """
    with _aside(path, lambda aside: _take_free_place(aside, path)) as aside:
        yield aside


@contextlib.contextmanager
def making(folder: Path) -> Iterator[None]:
    """Make a folder and what is missing above it; where the block fails, those that hold nothing are gone again.

    Raises
    ------
    OSError
        If one cannot be made.

    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in missing:
            with contextlib.suppress(OSError):
                each.rmdir()
        raise


@contextlib.contextmanager
def _aside(path: Path, move: Callable[[Path], object]) -> Iterator[Path]:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".new-{secrets.token_hex(4)}-{path.name}")
    try:
        yield aside
        with aside.open("rb+") as file:
            os.fsync(file.fileno())
        move(aside)
    except BaseException:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
        raise


def _take_free_place(aside: Path, path: Path) -> None:
    """Move ``aside`` to ``path`` in one step that fails where something is there."""
    if sys.platform == "win32":
        aside.rename(path)  # refuses by itself
        return
    try:
        os.link(aside, path)
    except OSError as error:
        if isinstance(error, FileExistsError) or error.errno not in _WITHOUT_LINKS:
            raise
        with path.open("xb") as file:  # a file system without links, exFAT say
            file.write(aside.read_bytes())
            os.fsync(file.fileno())
    aside.unlink()
