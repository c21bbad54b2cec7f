"""NRRD and MetaImage: read where the file itself says where every voxel lies, refused otherwise."""

from __future__ import annotations

import re
from pathlib import Path

from core.errors import StudyRefused

_SUFFIXES = (".nrrd", ".mha")
_IN_TWO = (".mhd", ".nhdr", ".hdr", ".img", ".raw", ".zraw")
_LONGEST_HEADER = 65536
_ASK = "Save it again with its place in the patient, or use the DICOM images."
# What a header must say, by suffix; several names where the format has had several.
_NEEDED = {
    ".nrrd": (("space", "space dimension"), ("space directions",), ("space origin",)),
    ".mha": (
        ("TransformMatrix", "Rotation", "Orientation"),
        ("Offset", "Position", "Origin"),
        ("ElementSpacing",),
    ),
}


def in_two_files(path: Path) -> str:
    """Say of a header or voxels that are two files where one is wanted what they are; empty for any other name."""
    return "header and voxels in two files, which are not opened here" if path.suffix.lower() in _IN_TWO else ""


def is_research_image(path: Path) -> bool:
    """Whether the name says NRRD or MetaImage, header and voxels in one file."""
    return path.name.lower().endswith(_SUFFIXES)


def refuse_unplaced(path: Path) -> None:
    """Refuse a file whose grid would be guessed, or whose voxels lie in another file.

    Raises
    ------
    StudyRefused
        If place, direction or spacing are not recorded, the space is none of the patient's or not in millimetres, a
        spacing is below zero, or the voxels are elsewhere: a path in a file is followed by nobody here.

    """
    suffix = path.suffix.lower()
    fields = _fields(path, suffix)
    elsewhere = fields.get("data file") or fields.get("datafile")
    if elsewhere is not None or fields.get("ElementDataFile", "LOCAL").upper() != "LOCAL":
        raise StudyRefused(f"{path.name} keeps its voxels in another file.", "Save it as one file (.mha, .nrrd, .nii).")
    for names in _NEEDED[suffix]:
        if not any(fields.get(name) for name in names):
            raise StudyRefused(f"{path.name} does not say where it lies in the patient.", _ASK)
    if any(unit not in ("mm", "") for unit in re.findall(r'"([^"]*)"', fields.get("space units", ""))):
        raise StudyRefused(f"{path.name} is not in millimetres.", "Save it again in millimetres.")
    if any(number.startswith("-") for number in fields.get("ElementSpacing", "").split()):
        raise StudyRefused(f"{path.name} has a spacing below zero.", _ASK)
    if suffix == ".nrrd" and not re.fullmatch(r"(left|right)-(anterior|posterior)-superior|[lr][ap]s", _space(fields)):
        raise StudyRefused(f"{path.name} lies in no space of the patient.", _ASK)


def _space(fields: dict[str, str]) -> str:
    return fields.get("space", "").strip().lower()


def _fields(path: Path, suffix: str) -> dict[str, str]:
    """Names and values of the header's lines."""
    sign = ":" if suffix == ".nrrd" else "="
    try:
        with path.open("rb") as file:
            head = file.read(_LONGEST_HEADER)
    except OSError as error:
        raise StudyRefused(f"{path.name} cannot be opened.", "Choose another file.") from error
    found: dict[str, str] = {}
    for line in head.split(b"\n"):
        name, separator, value = line.decode("ascii", errors="replace").partition(sign)
        if suffix == ".nrrd" and not line.strip():
            break  # an empty line ends the header
        if separator:
            found[name.strip()] = value.strip()
        if name.strip() == "ElementDataFile":
            break
    return found
