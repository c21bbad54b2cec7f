"""What was opened lately: paths in the application's own folder, nowhere else, and only while the reader wants them."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core import folders
from core.atomic import replacing

MOST = 4
_AS_ON_DISK = "surrogateescape"  # a folder's name need not be UTF-8
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recent:
    """What each opening opened, newest first; ``kept`` is False where the reader wants no such list."""

    openings: tuple[tuple[Path, ...], ...] = ()
    kept: bool = True

    def with_opening(self, paths: Sequence[Path]) -> Recent:
        """Return the list with these paths in front; what lies in the application's own folder is not listed."""
        opening = tuple(Path(each).absolute() for each in paths)
        own = folders.home().absolute()
        if not self.kept or not opening or any(each.is_relative_to(own) for each in opening):
            return self
        return Recent((opening, *(each for each in self.openings if each != opening))[:MOST], self.kept)

    def without(self, opening: tuple[Path, ...]) -> Recent:
        """Return the list without one opening."""
        return Recent(tuple(each for each in self.openings if each != opening), self.kept)

    def keeping(self, kept: bool) -> Recent:
        """Return the list switched on, or emptied and switched off."""
        return Recent(self.openings if kept else (), kept)


def load() -> Recent:
    """Return the list on disk; an empty one where there is none or it cannot be read."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8", errors=_AS_ON_DISK))
        openings = tuple(tuple(Path(str(path)) for path in opening) for opening in found["openings"])
        return Recent(openings[:MOST], bool(found["kept"]))
    except FileNotFoundError:
        return Recent()
    except (OSError, ValueError, TypeError, KeyError):
        _log.warning("the list of what was opened could not be read; a new one is begun")
        return Recent()


def save(recent: Recent) -> None:
    """Write the list, whole or not at all; a list that cannot be written is no reason to stop anyone."""
    content = {"kept": recent.kept, "openings": [[str(path) for path in each] for each in recent.openings]}
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        with replacing(_file()) as aside:
            text = json.dumps(content, ensure_ascii=False, indent=1)
            aside.write_text(text, encoding="utf-8", errors=_AS_ON_DISK)
    except OSError:
        _log.warning("the list of what was opened could not be written")


def _file() -> Path:
    return folders.home() / "recent.json"
