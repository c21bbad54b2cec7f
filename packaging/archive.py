"""The folder as one download: a tar archive, the same bytes each time."""

from __future__ import annotations

import lzma
import os
import platform
import tarfile
from pathlib import Path


def make(folder: Path, out: Path, version: str) -> Path:
    """Pack the folder under ``metsreview-VERSION/``; names in order, no owners, one date."""
    name = f"metsreview-{version}"
    path = out / f"{name}-linux-{platform.machine()}.tar.xz"

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = int(os.environ["SOURCE_DATE_EPOCH"])
        member.mode = 0o755 if member.mode & 0o100 else 0o644
        return member

    with lzma.open(path, "wb", preset=3) as packed, tarfile.open(fileobj=packed, mode="w") as archive:
        for each in sorted(folder.rglob("*")):
            if not each.is_dir() or each.is_symlink():
                archive.add(each, f"{name}/{each.relative_to(folder).as_posix()}", recursive=False, filter=plain)
    return path
