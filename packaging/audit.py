"""What a build must not hold, looked for in the finished folder; and how large its parts are."""

from __future__ import annotations

import platform
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import bundled
import listing
import search_paths
import system_licences
from collected import Origins
from contents import allowed_distributions, is_wanted

_FORBIDDEN = (
    "torch",
    "nnunetv2",
    "onnx",
    "pandas",
    "sklearn",
    "imagecodecs",
    "matplotlib",
    "PyQt5",
    "PyQt6",
    "tkinter",
)
_STARTER = {"pyinstaller", "pyinstaller-hooks-contrib"}
_PROCESSOR = "arm" if platform.machine().lower() in ("arm64", "aarch64") else "intel"
_NEEDED = (
    "assets/models/*.mets",
    "assets/models/golden.json",
    "docs/guide/guide.md",
    "docs/guide/guide-ko.md",
    "docs/pictures/states/review.png",
    "assets/icons/*.svg",
    "assets/translations/*.qm",
    "**/translations/qtbase_ko.qm",
    "assets/licences/sbom.cdx.json",
    f"openvino/libs/*openvino_{_PROCESSOR}_cpu_plugin*",
    "openvino/libs/*openvino_onnx_frontend*",
    "onnxruntime/capi/*",
    "gpu-bundle/gpu_bundle.py",
    "gpu-bundle/requirements-gpu.txt",
)


def strangers(found: Origins) -> list[str]:
    """A sentence for each package in the build that the application's lock does not name, and each file of nobody's."""
    unread = [name for name in sorted(found.system) if not system_licences.licence_of(name)]
    strong = [
        name for name in sorted(found.system) if system_licences.is_strong_copyleft(system_licences.licence_of(name))
    ]
    unnamed = bundled.nobodys(found.files) if sys.platform.startswith("linux") else []
    foreign = set(found.distributions) - allowed_distributions() - _STARTER
    return [
        *(f"{name} is in the build, and not in requirements-app.txt." for name in sorted(foreign)),
        *(f"{place} is in the build, and belongs to no package." for place in found.unknown),
        *(f"{place} lies within a package, and bundled.py does not name it." for place in unnamed),
        *(f"{name} is in the build, and its licence is not in system_licences.py." for name in unread),
        *(f"{name} is in the build, under a licence that the program cannot go along with." for name in strong),
    ]


def findings(folder: Path) -> list[str]:
    """A sentence for each thing that is in the folder and must not be, or is missing."""
    inside = folder / "_internal"
    places = [path.relative_to(inside).as_posix() for path in inside.rglob("*") if path.is_file()]
    return [
        *(f"{place} does not belong into the build." for place in places if not is_wanted(place)),
        *(f"{name} is in the build." for name in _FORBIDDEN if (inside / name).exists()),
        *(f"Nothing in the build answers to {pattern}." for pattern in _NEEDED if not any(inside.glob(pattern))),
        *(f"{path.relative_to(folder)} leads nowhere, or out of the build." for path in _lost_links(folder)),
        *_strange_paths(inside),
        *listing.findings(folder),
    ]


def _strange_paths(inside: Path) -> Iterator[str]:
    for path in sorted(inside.rglob("*")):
        for strange in search_paths.strange(path, inside):
            yield f"{path.relative_to(inside)} looks for libraries in {strange}, out of the build."


def _lost_links(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_symlink() and not (path.exists() and path.resolve().is_relative_to(folder.resolve())):
            yield path


def tell_sizes(folder: Path) -> None:
    """Print the parts over a megabyte, the largest first."""
    parts: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            place = path.relative_to(folder).parts
            parts[place[1] if place[0] == "_internal" and len(place) > 1 else place[0]] += path.stat().st_size
    for name, size in parts.most_common():
        if size > 1e6:
            print(f"{size / 1e6:8.1f} MB  {name}")
    print(f"{sum(parts.values()) / 1e6:8.1f} MB  {folder.name}")
