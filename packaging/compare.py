"""Whether two builds of one commit are the same: `python packaging/compare.py FOLDER FOLDER` names what differs."""

from __future__ import annotations

import sys
from pathlib import Path

import listing


def digests(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file, and where each link leads, by its place in the folder."""
    links = (path for path in folder.rglob("*") if path.is_symlink())
    leading = {path.relative_to(folder).as_posix(): f"leads to {path.readlink()}" for path in links}
    return {**listing.digests(folder), **leading}


def differences(one: Path, other: Path) -> list[str]:
    """Return a line for each file that is in one folder alone, or has other bytes."""
    first, second = digests(one), digests(other)
    lines = [f"only in {one.name}: {place}" for place in sorted(first.keys() - second.keys())]
    lines += [f"only in {other.name}: {place}" for place in sorted(second.keys() - first.keys())]
    return lines + [
        f"differs: {place}" for place in sorted(first.keys() & second.keys()) if first[place] != second[place]
    ]


def main(arguments: list[str]) -> int:
    """Compare; returns 1 where anything differs."""
    one, other = map(Path, arguments)
    found = differences(one, other)
    print("\n".join(found) if found else f"{len(digests(one))} files, all the same.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
