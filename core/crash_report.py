"""A report of what nobody foresaw: kept beside the logs, read before it is sent, and sent by nobody but the reader."""

from __future__ import annotations

import logging
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from core import folders, logs, reach
from core.atomic import replacing
from core.version import VERSION

_MOST = 10
_log = logging.getLogger(__name__)


def keep(happened: list[str]) -> Path | None:
    """Write a report; returns its file, or None where it cannot be written: a report is no reason to fail again.

    Parameters
    ----------
    happened
        Lines without names, as :func:`core.logs.nameless` gives them.

    """
    now = datetime.now(UTC)
    path = folders.logs() / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
    text = "\n".join(
        [
            f"MetsReview {VERSION}, {now:%Y-%m-%d %H:%M:%S} UTC",
            f"{platform.system()} {platform.release()} {platform.machine()}, Python {platform.python_version()}"
            f"{', packaged' if getattr(sys, 'frozen', False) else ''}",
            "",
            "This report holds no images, names or folders: places in the program's code and kinds of errors alone.",
            "",
            "What happened:",
            *happened,
            "",
            "The log's last lines:",
            *logs.last_lines(),
            "",
        ]
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as aside:
            aside.write_text(text, encoding="utf-8")
        for former in reports()[_MOST:]:
            former.unlink(missing_ok=True)
    except OSError as error:
        _log.warning("a crash report could not be written: %s", type(error).__name__)
        return None
    return path


def reports() -> list[Path]:
    """Return the reports that are kept, the newest first."""
    return reach.found(folders.logs(), "crash-*.txt")[::-1]
