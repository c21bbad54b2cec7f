"""One writer a review: an operating-system lock that a crash cannot leave behind."""

from __future__ import annotations

import errno
import sys
from typing import BinaryIO

from core.errors import OpenElsewhere, Unwritable

_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


def hold(file: BinaryIO) -> None:
    """Lock an open file until it is closed.

    Raises
    ------
    OpenElsewhere
        If another window or process holds it.
    Unwritable
        If the drive cannot lock files, as some network drives cannot: two windows would write over each other there.

    """
    try:
        _lock(file)
    except OSError as error:
        if error.errno in _HELD:
            raise OpenElsewhere(
                "This review is open in another window.", "Close it there, or go on reading there."
            ) from error
        raise Unwritable(
            f"The drive that holds the reviews cannot lock files ({error.strerror or 'it refuses'}).",
            "Set METSREVIEW_HOME to a folder on a drive of this computer.",
        ) from error


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> None:
        # A byte far past the end: the file's own bytes stay readable for others.
        file.seek(2**31 - 2)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        file.seek(0, 2)

else:
    import fcntl

    def _lock(file: BinaryIO) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
