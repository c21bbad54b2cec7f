"""Which model packages there are: the embedded ones, and those the reader added."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from core import folders, reach
from core.atomic import replacing
from core.errors import PackageRefused
from core.sequences import main_of
from core.wanted import DEFAULT
from inference import runtime
from inference.detect import Packages
from inference.model_package import SUFFIX, ModelPackage, open_package

BRAIN_MASK = "brain-mask"
METASTASIS = "mets-demo"
_NAME = re.compile(r"\w[\w .-]*")  # no way to another folder, on any system


def embedded_folder() -> Path:
    """Where the application's own packages lie, in the source tree and when packaged."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[1]))
    return root / "assets" / "models"


def paths() -> list[Path]:
    """Every package file, the embedded ones first."""
    return [*reach.found(embedded_folder(), f"*{SUFFIX}"), *reach.found(folders.models(), f"*{SUFFIX}")]


def opened() -> Iterator[tuple[Path, ModelPackage | PackageRefused]]:
    """Open every package; a refused one, with its reason, does not hide the others."""
    for path in paths():
        try:
            yield path, open_package(path)
        except PackageRefused as refusal:
            yield path, refusal


def find(name: str) -> ModelPackage:
    """Open a package by its file or by its name; an added one goes before an embedded one of that name.

    Raises
    ------
    PackageRefused
        If there is none, or it is refused.

    """
    if name.endswith(SUFFIX) or reach.is_file(Path(name)):
        return open_package(Path(name))
    named = [path for path in paths() if path.name == name + SUFFIX]
    if not named:
        raise PackageRefused(f"There is no model package {name}.", "`models list` shows which there are.")
    return open_package(named[-1])


def packages(metastasis: str | None = None) -> Packages:
    """Open the packages of a run.

    Raises
    ------
    PackageRefused
        If one is missing or refused, or finds something else than metastases.

    """
    chosen = find(metastasis or METASTASIS)
    if chosen.manifest.role != "metastasis":
        name = chosen.manifest.name
        raise PackageRefused(f"The model package {name} does not find metastases.", "Choose another package.")
    brain_mask = find(BRAIN_MASK)
    if brain_mask.manifest.role != "brain-mask":
        name = brain_mask.manifest.name
        raise PackageRefused(f"The model package {name} does not find the brain.", f"Remove {brain_mask.path.name}.")
    return Packages(brain_mask, chosen)


def wanted_sequence() -> str:
    """What the default package calls the sequence that it was trained on; T1 with contrast where none can be opened."""
    try:
        return sequence_of(default_packages())
    except PackageRefused:
        return DEFAULT


def sequence_of(packages: Packages) -> str:
    """What a package calls the one of its sequences that is reviewed."""
    return main_of(packages.metastasis.manifest.sequences)


def default_packages() -> Packages:
    """The packages of a run where nothing else was chosen."""
    return packages()


def check_name(name: str) -> None:
    """See that a package can be kept under a name.

    Raises
    ------
    PackageRefused
        If it cannot.

    """
    if not _NAME.fullmatch(name):
        raise PackageRefused(f"{name} cannot be a package's name.", "Choose letters and digits.")


def add(path: Path, name: str | None = None, trial: Callable[[ModelPackage], object] = runtime.tried) -> Path:
    """Check a package, try its network and copy it to the reader's models; returns where it lies.

    ``trial`` runs one window of it; a window's is in a child process.

    Raises
    ------
    PackageRefused
        If it is refused, cannot be run, or cannot be kept.
    NotEnoughMemory
        If a window of it needs more memory than there is.

    """
    package = open_package(path)
    name = name or package.manifest.name
    target = folders.models() / f"{name}{SUFFIX}"
    check_name(name)
    trial(package)
    try:
        with replacing(target) as aside:
            aside.write_bytes(path.read_bytes())
    except OSError as error:
        raise PackageRefused(f"The package cannot be kept: {error.strerror}.", "Free the disk.") from error
    return target
