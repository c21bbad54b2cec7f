"""A disc's table of contents (DICOMDIR): the files that it names, found whatever became of their letters' case."""

from __future__ import annotations

from pathlib import Path

from core.dicom.file_bytes import NotReadable, read_whole

FILE_NAME = "DICOMDIR"
_ADDED_ENDING = ".dcm"


def is_dicomdir(path: Path) -> bool:
    """Whether the name says so, in any case."""
    return path.name.upper() == FILE_NAME and path.is_file()


def named_files(path: Path) -> tuple[list[Path], list[Path]]:
    """Return the files that a DICOMDIR names and that are there, and where those should lie that are not.

    A name that leads out of the disc's folder counts as not there.

    Raises
    ------
    NotReadable
        If it is damaged or names nothing.

    """
    try:
        records = read_whole(path).get("DirectoryRecordSequence") or []
        names = [_parts(record.ReferencedFileID) for record in records if record.get("ReferencedFileID")]
    except Exception as error:
        raise NotReadable("damaged table of contents") from error
    if not names:
        raise NotReadable("it names no files")
    seen: dict[Path, dict[str, Path]] = {}
    found: dict[Path, None] = {}
    missing = []
    for parts in names:
        file, is_there = _resolved(path.parent, parts, seen)
        if is_there:
            found[file] = None
        else:
            missing.append(file)
    return list(found), missing


def _parts(value: object) -> list[str]:
    """File IDs are lists of names, one name alone a text; some writers put the separator into one."""
    parts = [value] if isinstance(value, str) else [str(each) for each in value]  # type: ignore[attr-defined]
    return [part for each in parts for part in each.replace("\\", "/").split("/") if part]


def _resolved(folder: Path, parts: list[str], seen: dict[Path, dict[str, Path]]) -> tuple[Path, bool]:
    """Where the file lies below ``folder``, and whether it is there.

    Letters' case and a version behind a semicolon are the disc's own matter, and so is an ending that somebody gave its
    files since.
    """
    place = folder
    for number, part in enumerate(parts, start=1):
        if part in {".", ".."}:
            return folder / parts[-1], False
        if place not in seen:
            seen[place] = {_folded(each.name): each for each in place.iterdir()} if place.is_dir() else {}
        inside = seen[place].get(_folded(part))
        if inside is None and number == len(parts):
            inside = seen[place].get(f"{_folded(part)}{_ADDED_ENDING}")
        if inside is None:
            return place.joinpath(*parts[number - 1 :]), False
        place = inside
    return place, place.is_file()


def _folded(name: str) -> str:
    return name.partition(";")[0].rstrip(".").casefold()
