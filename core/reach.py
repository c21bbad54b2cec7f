"""What lies in a folder that may be out of reach: another's, on a share that is down. Nothing, then, and no error.

``Path.exists`` and its like raise where a folder may not be entered, and ``Path.glob`` does too; what is only looked
for, and can be missed, is looked for through these.
"""

from __future__ import annotations

from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a file is seen there."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # ValueError: a NUL in it
        return False


def is_there(path: Path) -> bool:
    """Whether anything is seen there."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def found(folder: Path, pattern: str) -> list[Path]:
    """Return what in a folder is named by a pattern, in the order of names; nothing where it cannot be looked into."""
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []
