"""What the program remembers between runs: who reads, which theme, and how images are shown."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from pathlib import Path

from core.atomic import replacing
from core.plane import Convention

OUTLINE, FILLED = "outline", "filled"
WITH_MODEL, BLIND_FIRST = "with the model", "blind first"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """The reader's settings.

    Parameters
    ----------
    reader
        Name under which lesions are judged; empty until asked.
    theme
        ``"dark"`` or ``"light"``.
    export_folder
        Where the last export went.
    convention
        ``"radiological"`` or ``"neurological"``: on which side the patient's left is shown.
    contours
        ``"outline"`` or ``"filled"``.
    reading
        ``"with the model"``, or ``"blind first"``: its answer is hidden until the reader has marked without it.

    """

    reader: str = ""
    theme: str = "dark"
    export_folder: str = ""
    convention: str = Convention.RADIOLOGICAL.value
    contours: str = OUTLINE
    reading: str = WITH_MODEL


def load(path: Path) -> Settings:
    """Return the settings on disk; the defaults where there are none or they cannot be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        known = {key: str(found[key]) for key in asdict(Settings()) if key in found}
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError, TypeError):
        _log.warning("the settings could not be read; the defaults are used")
        return Settings()
    return Settings(**known)


def save(settings: Settings, path: Path) -> None:
    """Write the settings, whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    with replacing(path) as aside:
        aside.write_text(json.dumps(asdict(settings), indent=1, ensure_ascii=False), encoding="utf-8")
