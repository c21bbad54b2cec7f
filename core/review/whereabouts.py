"""Whether an open log is still the file at its path: a clean-up, a restore or a sync client may have moved it away."""

from __future__ import annotations

import os
from io import FileIO
from pathlib import Path

from core.atomic import beginning
from core.errors import OpenElsewhere, Unwritable
from core.review.lock import hold


def opened(path: Path) -> FileIO:
    """Open a log for reading and writing, unbuffered: what a full disk refused is not tried again behind our back.

    Raises
    ------
    OSError
        If it cannot be opened.

    """
    return path.open("r+b", buffering=0)


def kept_in_place(file: FileIO, path: Path, last: bytes) -> FileIO:
    """Return the open file of a log, at its end; where nothing is at ``path`` any more, all of it written there again.

    Parameters
    ----------
    file
        Open for reading and writing, and locked.
    path
        Where it was opened.
    last
        Its last line: by its chain of hashes no other log ends so.

    Raises
    ------
    Unwritable
        If another file has taken its place, or the folder of reviews is gone with it; ``file`` stays as it was.
    OSError
        If the disk refuses.

    """
    try:
        there = path.stat()
    except FileNotFoundError:
        return _written_again(file, path)
    ours = os.fstat(file.fileno())
    if os.path.samestat(there, ours):
        if ours.st_size != file.tell() or _ending(file, len(last)) != last:  # written over in place, as some restore
            raise _taken()
        return file
    if path.read_bytes() == _content(file):
        return _gone_over(file, path)
    raise _taken()


def _taken() -> Unwritable:
    return Unwritable(
        "Another file has taken the place of this review's since it was opened.",
        "It is left as it is. Close the study and open it again to see what it holds; note what you judged last.",
    )


def _gone_over(file: FileIO, path: Path) -> FileIO:
    """Go on in a copy that took the place; some network drives number one file in two ways, which is held already."""
    try:
        new = _held(path)
    except (OpenElsewhere, Unwritable):
        return file
    file.close()
    return new


def _written_again(file: FileIO, path: Path) -> FileIO:
    if not path.parent.parent.is_dir():  # the drive, perhaps: nothing is made where it was
        raise Unwritable(
            "The folder of reviews is gone: its drive is not connected, or it was moved or deleted.",
            "Bring it back and judge again: what was judged before is kept while this window is open.",
        )
    with beginning(path) as aside:
        aside.write_bytes(_content(file))
    new = _held(path)
    file.close()
    return new


def _held(path: Path) -> FileIO:
    """Open and lock a log, at its end."""
    file = opened(path)
    try:
        hold(file)
        file.seek(0, os.SEEK_END)
    except BaseException:
        file.close()
        raise
    return file


def _ending(file: FileIO, length: int) -> bytes:
    """The last bytes of a file that stands at its end, where it stands again afterwards."""
    file.seek(-length, os.SEEK_END)
    return file.read(length)


def _content(file: FileIO) -> bytes:
    """All of a file that stands at its end, where it stands again afterwards."""
    file.seek(0)
    return file.read()
