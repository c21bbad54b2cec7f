"""Checksums for the bill of materials: of the files that were packed, and of the wheels that the lock allows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path

from bundled import is_native
from contents import LOCKS, normalised
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.component import Component, ComponentType
from packageurl import PackageURL

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==[^\n]*\n((?:    --hash=[^\n]+\n?)+)", re.MULTILINE)
_PROGRAMS = ("metsreview", "metsreview.exe", "metsreview-cli.exe")


class Packed:
    """The machine code of a build, package by package.

    Parameters
    ----------
    application
        Folder of the built program's files.
    files
        Places of each package's files in it.

    """

    def __init__(self, application: Path, files: dict[str, set[str]]) -> None:
        self._application, self._files = application, files

    def files_of(self, name: str, without: Collection[str] = ()) -> list[Component]:
        """Return the files of a package as components, each with its sha256, but those that are a library's inside."""
        return self.files(sorted(self._files.get(name, set()) - set(without)))

    def files(self, places: Iterable[str]) -> list[Component]:
        """Return files as components, each with its sha256; modules and data that hold no machine code have none."""
        return [self._file(place) for place in places if is_native(place) and (self._application / place).is_file()]

    def _file(self, place: str) -> Component:
        return _as_file(place, self._application / place)


def programs(folder: Path) -> list[Component]:
    """Return what is started, which holds all of the project's own code, with its sha256: About shows the same one."""
    return [_as_file(path.name, path) for name in _PROGRAMS if (path := folder / name).is_file()]


def _as_file(place: str, path: Path) -> Component:
    digest = HashType(alg=HashAlgorithm.SHA_256, content=_sha256(path))
    return Component(name=place, bom_ref=f"file-{place}", type=ComponentType.FILE, hashes=[digest])


def locked() -> dict[str, tuple[str, ...]]:
    """Return the sha256 of each file that the locks allow for a package, by its normalised name."""
    found = {}
    for lock in LOCKS:
        for name, lines in _PINNED.findall(lock.read_text(encoding="utf-8")):
            found.setdefault(normalised(name), tuple(re.findall(r"--hash=sha256:([0-9a-f]{64})", lines)))
    return found


def wheels(purl: PackageURL, digests: Iterable[str]) -> list[ExternalReference]:
    """Return what a package was installed from: one of the files with these checksums, which the installer compared."""
    known = [HashType(alg=HashAlgorithm.SHA_256, content=each) for each in digests]
    if not known:
        return []
    comment = "One of the files that the lock allows; the installer compared its sha256."
    kind = ExternalReferenceType.DISTRIBUTION
    return [ExternalReference(type=kind, url=XsUri(purl.to_string()), comment=comment, hashes=known)]


@cache
def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
