"""Zip archives of images, looked through before anything of them is written."""

from __future__ import annotations

import atexit
import shutil
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from core import folders, passing
from core.errors import Cancelled, StudyRefused

CancelAsked = Callable[[], bool]
_MOST_FILES = 50_000
_MOST_BYTES = 8 * 2**30
_MOST_TIMES_SMALLER = 200  # what images never reach, and archives made to fill a disk do
_SMALL = 2**28  # bytes, up to which an archive may be as compressible as it likes: empty label maps are
_SPARE_BYTES = 2**30  # that stay free on the disk
_KEPT_ENDINGS = (".nii.gz", ".nii", ".nrrd", ".mha")
_PIECE = 2**20
_HEAD, _TAR_SIGN_AT = 512, 257
_DISC_SIGN, _DISC_SIGN_AT = b"CD001", 0x8001
_OTHER_ARCHIVE = "an archive of another kind ({}) than zip, which is not opened here"
_SIGNS = {
    b"PK\x03\x04": "a zip archive that is damaged, or ends early",
    b"PK\x05\x06": "a zip archive that is damaged, or ends early",
    b"\x1f\x8b": _OTHER_ARCHIVE.format("gzip"),
    b"BZh": _OTHER_ARCHIVE.format("bzip2"),
    b"\xfd7zXZ": _OTHER_ARCHIVE.format("xz"),
    b"7z\xbc\xaf": _OTHER_ARCHIVE.format("7z"),
    b"Rar!": _OTHER_ARCHIVE.format("rar"),
}
_ENCRYPTED = 0x1
_names: dict[Path, str] = {}  # of what was unpacked, as long as it is there: until this process ends


def shown_name(path: Path) -> str:
    """Return how a reader knows a file: by its name, or of what was unpacked by its name in the archive."""
    return _names.get(path, path.name)


def is_archive(path: Path) -> bool:
    """Whether a path is a zip file, by its content."""
    try:
        return path.is_file() and zipfile.is_zipfile(path)
    except OSError:
        return False


def other_kind(path: Path) -> str:
    """Name an archive that is not opened where it lies, with the way out, in a few words; empty for any other file."""
    if not path.is_file():
        return ""  # to open a pipe may wait for ever
    if is_archive(path):
        inside = folders.home() / "unpacked" in path.parents
        return "an archive inside the archive" if inside else "an archive inside the folder: open it by itself"
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(_DISC_SIGN_AT)
            if file.read(len(_DISC_SIGN)) == _DISC_SIGN:
                return "a disc in one file, which is not opened here"
    except OSError:
        return ""
    if head[_TAR_SIGN_AT:].startswith(b"ustar"):
        return _OTHER_ARCHIVE.format("tar")
    return next((words for sign, words in _SIGNS.items() if head.startswith(sign)), "")


def unpack(path: Path, cancel: CancelAsked | None = None) -> Path:
    """Unpack an archive into the application's own folder, until this process ends.

    Files are numbered: no name of the archive, which may be a path or a patient, reaches the disk. :func:`shown_name`
    knows it.

    Parameters
    ----------
    path
        The zip file.
    cancel
        Asked all the while.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    StudyRefused
        If the archive is damaged, encrypted, too large, or holds a path that leads out of it.
    Cancelled
        If ``cancel`` says so.

    """
    place = folders.unpacked()
    passing.sweep(place)
    folder: Path | None = None
    try:
        with zipfile.ZipFile(path) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            place.mkdir(parents=True, exist_ok=True)
            _check(path.name, members, shutil.disk_usage(place).free)
            folder = passing.made(place)
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            names = _within(members)
            for number, (member, name) in enumerate(zip(members, names, strict=True), start=1):
                file = folder / f"{number:05d}{_ending(member.filename)}"
                _write(archive, member, file, cancel)
                _names[file.resolve()] = name
            return folder
    except NotImplementedError as error:
        _remove(folder)
        sentence = (
            f"The archive {path.name} is packed in a way that is not read (Deflate64, as of large files on Windows)."
        )
        raise StudyRefused(sentence, "Unpack it yourself and open the folder.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        _remove(folder)
        raise StudyRefused(f"The archive {path.name} is damaged.", "Copy it again, or unpack it yourself.") from error
    except OSError as error:
        _remove(folder)
        raise StudyRefused(
            f"The archive {path.name} cannot be unpacked: {error.strerror or 'read error'}.",
            "Unpack it yourself and open the folder.",
        ) from error
    except BaseException:
        _remove(folder)
        raise


def _check(name: str, members: list[zipfile.ZipInfo], free: int) -> None:
    by_hand = "Unpack it yourself and open the folder."
    if not members:
        raise StudyRefused(f"The archive {name} is empty.", "Choose another file.")
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise StudyRefused(f"The archive {name} is locked by a password.", by_hand)
    if any(_leads_out(each) for each in members):
        raise StudyRefused(f"The archive {name} holds a path that leads out of it.", "Ask for another archive.")
    if len(members) > _MOST_FILES:
        raise StudyRefused(f"The archive {name} holds {len(members)} files, more than {_MOST_FILES}.", by_hand)
    total = sum(each.file_size for each in members)
    if total > max(_SMALL, _MOST_TIMES_SMALLER * sum(each.compress_size for each in members)):
        raise StudyRefused(f"The archive {name} unpacks to far more than images do.", "Ask for another archive.")
    if total > _MOST_BYTES:
        raise StudyRefused(f"The archive {name} unpacks to {total / 2**30:.0f} GB, more than 8.", by_hand)
    if total + _SPARE_BYTES > free:
        raise StudyRefused(f"The disk has no room to unpack {name}.", "Free some space, or open an unpacked folder.")


def _leads_out(member: zipfile.ZipInfo) -> bool:
    """Whether it is a link, or its name an absolute path or one with ``..``; such archives are made to do harm."""
    name = member.filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    drive = len(name) > 1 and name[1] == ":"
    return name.startswith("/") or drive or ".." in parts or stat.S_ISLNK(member.external_attr >> 16)


def _within(members: list[zipfile.ZipInfo]) -> list[str]:
    """Files' names, with their folders where a name alone stands for several."""
    paths = [PurePosixPath(each.filename.replace("\\", "/")) for each in members]
    counted = Counter(each.name for each in paths)
    names = [each.name if counted[each.name] == 1 else str(each) for each in paths]
    return ["".join(letter for letter in name if letter.isprintable()) for name in names]


def _ending(name: str) -> str:
    return next((ending for ending in _KEPT_ENDINGS if name.lower().endswith(ending)), "")


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, cancel: CancelAsked | None) -> None:
    """Write one file; what the archive says of its size was checked and is held to."""
    left = member.file_size
    with archive.open(member) as source, path.open("xb") as target:
        while piece := source.read(_PIECE):
            if cancel is not None and cancel():
                raise Cancelled
            left -= len(piece)
            if left < 0:
                raise zipfile.BadZipFile
            target.write(piece)
    if left:
        raise zipfile.BadZipFile


def _remove(folder: Path | None) -> None:
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
