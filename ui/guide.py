"""The user's guide as it lies with the program: Markdown pages with pictures, read without a network."""

from __future__ import annotations

import sys
from pathlib import Path

from ui.language import used

_FIRST, _FIRST_BY_LANGUAGE = "guide.md", {"ko": "guide-ko.md"}


def folder() -> Path:
    """Where the pages are, in the source tree and when packaged."""
    return Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[1])) / "docs" / "guide"


def first_page() -> Path:
    """Return the page to begin with, in the window's language."""
    return folder() / _FIRST_BY_LANGUAGE.get(used(), _FIRST)
