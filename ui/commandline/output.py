"""What a command prints: words for people, or one JSON document for scripts."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any


def document(value: Any) -> None:
    """Print one JSON document on stdout."""
    print(json.dumps(value, indent=2, ensure_ascii=False))


def progress(text: str) -> None:
    """Show a passing line on stderr where that is a terminal; silent elsewhere."""
    if sys.stderr.isatty():
        print(f"\r\x1b[2K{text}", end="", file=sys.stderr, flush=True)


def progress_done() -> None:
    """Take the passing line away."""
    progress("")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print columns; the first left aligned, the others right aligned."""
    widths = [max(len(row[n]) for row in [heads, *rows]) for n in range(len(heads))]
    for row in [heads, *rows]:
        cells = [
            row[0].ljust(widths[0]),
            *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)),
        ]
        print("  ".join(cells).rstrip())


def readable(text: str) -> str:
    """Return a text with a sign in place of each letter that is none: a name on the disk need not be UTF-8."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
