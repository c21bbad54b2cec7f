"""What PyInstaller collected, read from its own tables, and whose each file is."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import Distribution, distributions
from pathlib import Path

from contents import normalised


@dataclass(frozen=True)
class SystemPackage:
    """A package of the operating system whose library goes along."""

    name: str
    version: str
    notice: Path | None


@dataclass
class Origins:
    """Where the files of a build come from.

    Parameters
    ----------
    distributions
        Python packages by normalised name.
    system
        Packages of the operating system by name.
    unknown
        Destinations of files that are nobody's.
    files
        Destinations of each package's files, Python's and the system's, by the same names.

    """

    distributions: dict[str, Distribution] = field(default_factory=dict)
    system: dict[str, SystemPackage] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    files: dict[str, set[str]] = field(default_factory=dict)

    def add_file(self, name: str, destination: str) -> None:
        """Note one more file of a package."""
        self.files.setdefault(name, set()).add(destination.replace("\\", "/"))


def entries(work: Path) -> Iterator[tuple[str, Path]]:
    """Destination and source of every file and module of the build whose tables lie in ``work``."""
    for table in ("PYZ-00.toc", "COLLECT-00.toc"):
        text = (work / table).read_text(encoding="utf-8")
        for destination, source, _kind in _triples(ast.literal_eval(text)):
            if source and Path(source).is_file():
                yield destination, Path(source)


def _triples(node: object) -> Iterator[tuple[str, str, str]]:
    """Find the (destination, source, kind) rows, however deep a version of PyInstaller nests them."""
    if isinstance(node, tuple) and len(node) == 3 and all(isinstance(each, str) for each in node):
        yield node
    elif isinstance(node, (tuple, list)):
        for each in node:
            yield from _triples(each)


def origins(work: Path, root: Path) -> Origins:
    """Tell whose each collected file is: this project's, Python's, a package's, the system's."""
    owners = _owners()
    found = Origins()
    for destination, source in entries(work):
        at_home = source.absolute()
        owner = owners.get(str(at_home)) or owners.get(str(source.resolve()))
        if owner is not None:
            name = normalised(owner.metadata["Name"])
            found.distributions[name] = owner
            found.add_file(name, destination)
        elif _is_ours(at_home, root, work):
            pass
        elif _is_pythons(at_home):
            found.add_file("python", destination)
        else:
            _add_system(found, destination, source.resolve())
    return found


def _owners() -> dict[str, Distribution]:
    owners = {}
    for each in distributions():
        for file in each.files or ():
            place = Path(str(each.locate_file(file)))
            owners[str(place)] = owners[str(place.resolve())] = each
    return owners


def _is_ours(source: Path, root: Path, work: Path) -> bool:
    inside = any(source.is_relative_to(folder) for folder in (root, root.resolve(), work))
    return inside and ".venv" not in source.parts


def _is_pythons(source: Path) -> bool:
    return any(source.is_relative_to(prefix) for prefix in {sys.base_prefix, str(Path(sys.base_prefix).resolve())})


def _add_system(found: Origins, destination: str, source: Path) -> None:
    if not sys.platform.startswith("linux"):
        return  # Windows and macOS: what the system itself brings, such as the C runtime
    package = _debian_package(source)
    if package is None:
        found.unknown.append(destination)
    else:
        found.system[package.name] = package
        found.add_file(package.name, destination)


def _debian_package(source: Path) -> SystemPackage | None:
    merged = str(source).removeprefix("/usr")  # Debian's lists still say /lib where /lib is /usr/lib
    for place in (str(source), merged):
        asked = subprocess.run(["dpkg-query", "-S", place], capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            name = asked.stdout.split(":")[0]
            shown = subprocess.run(
                ["dpkg-query", "-W", "-f=${Version}\n", name], capture_output=True, text=True, check=True
            )
            notice = Path("/usr/share/doc") / name / "copyright"
            return SystemPackage(name, shown.stdout.splitlines()[0], notice if notice.exists() else None)
    return None
