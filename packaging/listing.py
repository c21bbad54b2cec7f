"""The list of a built folder's files with their sha256, by which an installation is checked: `sha256sum -c`."""

from __future__ import annotations

import hashlib
from pathlib import Path

NAME = "FILES.sha256"


def write(folder: Path) -> Path:
    """Write :data:`NAME` into the folder, over all files in it but itself; links are left to what they lead to."""
    path = folder / NAME
    path.write_text("".join(f"{digest}  {place}\n" for place, digest in _listed(folder).items()), encoding="utf-8")
    return path


def findings(folder: Path) -> list[str]:
    """A sentence for each file of the folder that its list does not name as it is, or that is not there."""
    if not (folder / NAME).is_file():
        return [f"{NAME} is not there."]
    lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    told = {place: digest for digest, place in (line.split("  ", 1) for line in lines)}
    there = _listed(folder)
    return [
        *(f"{place} is not in {NAME}." for place in sorted(there.keys() - told.keys())),
        *(f"{place} is in {NAME}, and not there." for place in sorted(told.keys() - there.keys())),
        *(
            f"{place} is not as {NAME} tells."
            for place in sorted(there)
            if told.get(place, there[place]) != there[place]
        ),
    ]


def digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file that is no link, by its place in the folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        with path.open("rb") as file:
            found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _listed(folder: Path) -> dict[str, str]:
    return {place: digest for place, digest in digests(folder).items() if place != NAME}
