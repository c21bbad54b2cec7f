"""The window, on the studies given."""

from __future__ import annotations

import argparse
from pathlib import Path

from core.errors import UsageError
from ui.display import has_display


def run(values: argparse.Namespace) -> int:
    """Open the window and stay until it closes."""
    missing = [str(path) for path in values.paths if _is_missing(path)]
    if missing:
        raise UsageError(f"There is no file or folder {missing[0]}.", "`metsreview --help` lists the commands.")
    if not has_display():
        raise UsageError(
            "No display is at hand to open a window on.", "`segment` and `demo --headless` work without one."
        )
    from ui.start import run as run_window  # Qt and VTK are loaded only where a window is wanted

    return run_window(values.paths)


def _is_missing(path: Path) -> bool:
    """Whether nothing is there; what may not be looked at is the window's to tell."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
