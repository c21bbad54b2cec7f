"""Whether reviews can be kept in a folder, the application's own or another, asked before anything is worth keeping."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from core import folders
from core.errors import ReviewRefused
from core.review.lock import hold


def trouble() -> str:
    """Return why no review can be saved in the application's own folder; empty where one can."""
    return trouble_in(folders.reviews())


def trouble_in(folder: Path) -> str:
    """Return why no review can be saved in a folder, made if missing; empty where one can.

    A file is written, locked and taken away, as a review's log will be: permissions alone do not tell of a read-only
    drive, a full one, or one that cannot lock.

    Returns
    -------
    str
        The system's words, e.g. ``"Permission denied"``.

    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".try-", dir=folder)
        try:
            with os.fdopen(handle, "r+b") as file:
                file.write(b"MetsReview")
                file.flush()
                os.fsync(file.fileno())
                hold(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        return error.strerror or type(error).__name__
    except ReviewRefused as error:
        return error.sentence.rstrip(".")
    return ""
