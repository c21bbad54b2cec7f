"""An export reaches its folder whole or not at all, and replaces only an earlier export of its series."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core.errors import ExportRefused
from core.receipt import NAME, sha256

_ANOTHER_FOLDER = "Choose another folder."


@contextlib.contextmanager
def whole_or_nothing(folder: Path, series_instance_uid: str) -> Iterator[Path]:
    """Yield an empty folder; its files move to ``folder`` when the block ends well.

    It lies beside ``folder``, or in it where it is there already: it may be the root of another disk.

    An earlier export of the same series, as its receipt lists it, is replaced as a whole. Every other file in
    the folder stays, and one that bears a name to be written refuses the export.

    Raises
    ------
    ExportRefused
        If the folder cannot be written, the disk is full, or a file of another origin is in the way. Nothing
        is left behind then.

    """
    made: list[Path] = []
    aside: Path | None = None
    try:
        earlier = _earlier_export(folder, series_instance_uid)
        place = folder if folder.is_dir() else folder.parent
        made = _make_missing(place)
        aside = Path(tempfile.mkdtemp(prefix=".metsreview-", dir=place))
        (aside / "new").mkdir()
        yield aside / "new"
        _move(aside, folder, earlier)
        made = []
    except OSError as error:
        raise ExportRefused(_sentence(folder, error), _ANOTHER_FOLDER) from error
    finally:
        if aside is not None:
            shutil.rmtree(aside, ignore_errors=True)
        for parent in made:
            with contextlib.suppress(OSError):
                parent.rmdir()


def _earlier_export(folder: Path, series_instance_uid: str) -> tuple[str, ...]:
    """Names of an earlier export's files that are still as it wrote them."""
    receipt = folder / NAME
    if not receipt.is_file():
        return ()
    try:
        document: Any = json.loads(receipt.read_text(encoding="utf-8"))
        files = {str(name): str(digest) for name, digest in document["files"].items()}
        series = str(document["series_instance_uid"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()
    if series != series_instance_uid:
        raise ExportRefused(f"The folder {folder} holds an export of another series.", _ANOTHER_FOLDER)
    unchanged = (name for name, digest in files.items() if _is_unchanged(folder, name, digest))
    return (*unchanged, NAME)


def _is_unchanged(folder: Path, name: str, digest: str) -> bool:
    path = folder / name
    return Path(name).name == name and path.is_file() and sha256(path) == digest


def _make_missing(place: Path) -> list[Path]:
    """Make what is missing; returns it, innermost first."""
    missing = [each for each in (place, *place.parents) if not each.exists()]
    place.mkdir(parents=True, exist_ok=True)
    return missing


def _move(aside: Path, folder: Path, earlier: tuple[str, ...]) -> None:
    new = aside / "new"
    names = sorted(path.name for path in new.iterdir())
    for name in names:
        _flush(new / name)
    if not folder.exists():
        new.rename(folder)
        return
    in_the_way = [name for name in names if (folder / name).exists() and name not in earlier]
    if in_the_way:
        sentence = f"{in_the_way[0]} in {folder} is not of an earlier export of this series, or was changed."
        raise ExportRefused(sentence, "Choose another folder, or move that file.")
    _swap(aside, folder, names, earlier)


def _swap(aside: Path, folder: Path, names: list[str], earlier: tuple[str, ...]) -> None:
    """Take the earlier files out and put the new ones in; undo both if one step fails."""
    old = aside / "old"
    old.mkdir()
    done: list[tuple[Path, Path]] = []
    steps = [(folder / name, old / name) for name in earlier]
    steps += [(aside / "new" / name, folder / name) for name in names]
    try:
        for source, target in steps:
            source.rename(target)
            done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            target.rename(source)
        raise


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sentence(folder: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk of {folder} is full; nothing was exported."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"The folder {folder} may not be written to; nothing was exported."
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return f"{folder} is a file, not a folder; nothing was exported."
    reason = error.strerror or "write error"
    return f"The export could not be written to {folder} ({reason}); nothing was exported."
