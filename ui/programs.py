"""The program once more, as another process: a second window, or a command whose end cannot take the window along."""

from __future__ import annotations

import sys
from pathlib import Path

_MAIN = Path(__file__).resolve().parents[1] / "main.py"


def own_command(*arguments: str) -> list[str]:
    """Return the command line that starts this program with these arguments, packaged or from its source."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, str(_MAIN)]
    return [*start, *arguments]
