"""Folders for files that pass: private, gone with their task, and swept after one whose program was ended by force."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from core import folders, reach
from core.running import is_running


@contextlib.contextmanager
def own_folder() -> Iterator[Path]:
    """Yield a folder in the application's own; where that cannot be written, in the system's for such files."""
    with contextlib.ExitStack() as opened:
        try:
            folder = opened.enter_context(passing_folder(folders.passing()))
        except OSError:
            folder = opened.enter_context(passing_folder(Path(tempfile.gettempdir()), "metsreview-"))
        yield folder


@contextlib.contextmanager
def passing_folder(place: Path, mark: str = "") -> Iterator[Path]:
    """Yield a folder in ``place`` that is gone when the block ends, after what ended programs left there.

    Parameters
    ----------
    place
        Made if missing.
    mark
        What the folder's name begins with.

    Raises
    ------
    OSError
        If ``place`` cannot be written.

    """
    sweep(place, mark)
    folder = made(place, mark)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def made(place: Path, mark: str = "") -> Path:
    """Make a folder that only this user may look into; its name says whose it is, so that :func:`sweep` can tell.

    Raises
    ------
    OSError
        If ``place`` cannot be written.

    """
    place.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{mark}{_machine()}-{os.getpid()}-", dir=place))


def sweep(place: Path, mark: str = "") -> None:
    """Remove what a program that was ended by force left in a folder; never a running one's, nor another machine's."""
    begins = f"{mark}{_machine()}-"
    for left in reach.found(place, f"{begins}*"):
        process = left.name.removeprefix(begins).split("-")[0]
        if process.isdigit() and not is_running(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def sweep_own() -> None:
    """:func:`sweep` the application's own folders, where it may be patients' files that were left."""
    for place in (folders.passing(), folders.unpacked()):
        sweep(place)


def _machine() -> str:
    """Name this machine in a few characters: process numbers on a shared drive are each machine's own."""
    return hashlib.sha256(platform.node().encode()).hexdigest()[:8]
