"""What the packaged application is made of: libraries with versions and licences, and its own checksum."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Component:
    """A library that goes along.

    Parameters
    ----------
    name, version, licence
        In words.
    text
        File of its licence's text; None where it brings none.

    """

    name: str
    version: str
    licence: str
    text: Path | None


def folder() -> Path:
    """Where the build laid licences and the bill of materials; not there when run from source."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[1]))
    return root / "assets" / "licences"


def components() -> tuple[Component, ...]:
    """Return what the build wrote down, in its order; nothing when run from source."""
    try:
        rows = json.loads((folder() / "versions.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(
        Component(row["name"], row["version"], row["licence"], folder() / row["text"] if row["text"] else None)
        for row in rows
    )


def bill_of_materials() -> Path | None:
    """Return the CycloneDX file of the build; None when run from source."""
    path = folder() / "sbom.cdx.json"
    return path if path.is_file() else None


def program_digest() -> str:
    """Return the sha256 of the packaged program, which holds all of its code; empty when run from source."""
    if not getattr(sys, "frozen", False):
        return ""
    with Path(sys.executable).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
