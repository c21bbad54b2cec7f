"""Images and structures without identity, as new files in a folder of their own, all or none."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from core.dicom.deidentify import Deidentifier
from core.dicom.identity_read import read_identity_if_there
from core.dicom.structures_read import kind_of
from core.errors import Cancelled, ExportRefused, StudyRefused
from core.export_folder import whole_or_nothing
from core.lesion_table import write_json
from core.receipt import NAME, sha256
from core.study import Series

CHANGES = "changes.json"
_NOTE = (
    "Basic Application Confidentiality Profile, DICOM PS3.15 table E.1-1, no options: whatever is not needed for "
    "geometry, pixels and contours was removed. Pixels are untouched: a face can be recognised from a head's images."
)


@dataclass(frozen=True)
class Deidentified:
    """What was written: images, structures, and files of the export that were left out, with the reason."""

    folder: Path
    images: int
    structures: tuple[str, ...]
    left_out: tuple[str, ...]


def deidentify(
    export: Path,
    series: Series,
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Deidentified:
    """Write a series and an export's structures anew, without identity.

    Parameters
    ----------
    export
        Folder of an export on this series.
    series
        The images; one file a slice.
    folder
        Made if missing; one that holds anything refuses: what lies there may name the patient, and the folder is
        passed on as a whole. It gets ``image_0001.dcm``..., the structures, and ``changes.json``, which lists what
        was done to each attribute, without any value.

    Raises
    ------
    ExportRefused
        If an image carries burnt-in annotation, a file is of a kind that cannot be made anonymous, or the folder
        is not empty or cannot be written. Nothing is left behind.
    StudyRefused
        If the series is not of DICOM with one file a slice.

    """
    if not series.is_dicom or series.is_multi_frame:
        raise StudyRefused("Only DICOM images with one file a slice are de-identified here.", "Choose such a series.")
    _refuse_among_others(folder)
    structures, left_out = _structures(export)
    _refuse_another_patient(structures, series)
    _refuse_below((export, *{each.path.parent for each in series.instances}), folder)
    work = Deidentifier()
    with whole_or_nothing(folder) as aside:
        for number, instance in enumerate(series.instances, start=1):
            if cancel is not None and cancel():
                raise Cancelled
            work.write_image(instance.path, aside / f"image_{number:04d}.dcm")
            if progress is not None:
                progress(number, len(series.instances))
        for path in structures:
            work.write_structures(path, aside / path.name, series.series_instance_uid)
        files = {path.name: sha256(path) for path in sorted(aside.iterdir())}
        write_json(
            aside / CHANGES, {"note": _NOTE, "changes": work.changes(), "left_out": list(left_out), "files": files}
        )
    return Deidentified(folder, len(series.instances), tuple(path.name for path in structures), left_out)


def _refuse_among_others(folder: Path) -> None:
    with contextlib.suppress(OSError):  # what cannot be looked into cannot be written to either, and that is told
        if folder.is_dir() and any(not each.name.startswith(".") for each in folder.iterdir()):
            raise ExportRefused(
                f"The folder {folder} holds other files: what is without identity is never laid between them.",
                "Choose an empty folder, or one that is not there yet.",
            )


def _refuse_another_patient(structures: Iterable[Path], series: Series) -> None:
    """UIDs may be copied: what the files say of the patient must be what the images say."""
    images = read_identity_if_there(series.instances[0].path)
    for path in structures:
        found = read_identity_if_there(path)
        others = found.differences(images) if found is not None and images is not None else ()
        if others:
            raise ExportRefused(
                f"{path.name} is of another patient than the images: not the same are {', '.join(others)}.",
                "Choose the study that the export was made on.",
            )


def _refuse_below(named: Iterable[Path], folder: Path) -> None:
    """A folder is passed on with what lies in it: copies without identity lie in none whose files name the patient."""
    for each in named:
        if folder.resolve().is_relative_to(each.resolve()):
            raise ExportRefused(
                f"The folder {folder} lies in {each}, whose files name the patient.", "Choose a folder elsewhere."
            )


def _structures(export: Path) -> tuple[list[Path], tuple[str, ...]]:
    """Return the export's files that hold contours or segments; the others are named."""
    names: list[str] = []
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        names = sorted(json.loads((export / NAME).read_text(encoding="utf-8"))["files"])
    taken = [export / name for name in names if (export / name).is_file() and kind_of(export / name) is not None]
    if not taken:
        raise ExportRefused("The folder holds no export with contours or segments.", "Choose an export.")
    kept = {path.name for path in taken} | {NAME}
    return taken, tuple(f"{_nameless(name)} {_why_not(name)}." for name in sorted({*names, NAME} - kept))


def _nameless(name: str) -> str:
    """Name a surface's file by its number alone: the structure's name in it is free text."""
    return re.sub(r"^(surface-\d+)-.*(\.stl)$", r"\1\2", name)


def _why_not(name: str) -> str:
    """Why a file of an export is left out."""
    if name.endswith((".stl", ".obj", ".nii.gz")):
        return "names nobody, but is no DICOM: it is not written anew here"
    return "may name people in its text"
