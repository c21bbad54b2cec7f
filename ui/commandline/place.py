"""Whether the packaged program can work from where it lies."""

from __future__ import annotations

import sys
from pathlib import Path

_SEPARATORS = set(":;")


def trouble_of_place(folder: Path, platform: str) -> str:
    """Return why it cannot, in a sentence; empty where it can.

    Linux finds the program's own libraries through a list of folders in which these signs stand between two. Paths of
    shares that a desktop has opened hold them, as ``/run/user/1000/gvfs/smb-share:server=nas,share=apps``.
    """
    if platform != "linux" or not _SEPARATORS & set(str(folder)):
        return ""
    return (
        f"MetsReview cannot work from {folder}: a colon or semicolon in the path hides its own libraries. "
        "Move its folder, or have the share mounted at another path."
    )


def of_this_program() -> str:
    """:func:`trouble_of_place` of the packaged program; empty where it runs from its source."""
    if not getattr(sys, "frozen", False):
        return ""
    return trouble_of_place(Path(sys.executable).resolve().parent, sys.platform)
