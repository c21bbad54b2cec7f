"""What the program remembers between runs: who reads, how it looks, which keys, where the window stood."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from core.atomic import replacing
from core.plane import Convention
from ui.last_export import LastExport, last_export_of

OUTLINE, FILLED = "outline", "filled"
WITH_MODEL, BLIND_FIRST = "with the model", "blind first"
WHOLE_IMAGE, AROUND_BRAIN = "whole image", "around the brain"
MIRRORED, NOT_MIRRORED = "as the package asks", "off"
DARK_THEME, LIGHT_THEME, SYSTEM_THEME = "dark", "light", "system"
SYSTEM_LANGUAGE, ENGLISH, KOREAN = "system", "en", "ko"
LEAST_PERCENT, MOST_PERCENT = 90, 150
_CHOICES = {
    "theme": (DARK_THEME, LIGHT_THEME, SYSTEM_THEME),
    "language": (SYSTEM_LANGUAGE, ENGLISH, KOREAN),
    "convention": tuple(each.value for each in Convention),
    "contours": (OUTLINE, FILLED),
    "reading": (WITH_MODEL, BLIND_FIRST),
    "windows": (WHOLE_IMAGE, AROUND_BRAIN),
    "mirroring": (MIRRORED, NOT_MIRRORED),
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """The reader's settings.

    Parameters
    ----------
    reader
        Name under which lesions are judged; empty until asked.
    theme
        ``"dark"``, ``"light"`` or ``"system"``.
    export_folder
        Where the last export went.
    convention
        ``"radiological"`` or ``"neurological"``: on which side the patient's left is shown.
    contours
        ``"outline"`` or ``"filled"``.
    reading
        ``"with the model"``, or ``"blind first"``: its answer is hidden until the reader has marked without it.
    windows
        ``"whole image"`` or ``"around the brain"``: where the model looks.
    mirroring
        ``"as the package asks"`` or ``"off"``.
    text_percent
        Size of the interface's text, 90 to 150 % of the design's.
    language
        ``"system"``, ``"en"`` or ``"ko"``.
    keys
        Keys other than the table's own, by :class:`ui.actions.Command` value.
    window
        Left, top, width, height in logical pixels of the desktop, and 1 where it was maximised; empty at first.
    layout
        How the views lay, by :class:`ui.viewer.view_layout.ViewLayout` value; empty at first.
    last_export
        What the last export was set to.

    """

    reader: str = ""
    theme: str = DARK_THEME
    export_folder: str = ""
    convention: str = Convention.RADIOLOGICAL.value
    contours: str = OUTLINE
    reading: str = WITH_MODEL
    windows: str = WHOLE_IMAGE
    mirroring: str = MIRRORED
    text_percent: int = 100
    language: str = SYSTEM_LANGUAGE
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    window: tuple[int, ...] = ()
    layout: str = ""
    last_export: LastExport = field(default_factory=LastExport)


@dataclass(frozen=True)
class Loaded:
    """What a file of settings gave.

    Parameters
    ----------
    settings
        Its entries, each one that cannot be used replaced by its default.
    refused
        Names of the entries that could not be used; ``("",)`` where the file as a whole could not be read.
    out_of_reach
        Whether the file could not even be opened: its folder is on a share that is down, or may not be entered.

    """

    settings: Settings
    refused: tuple[str, ...] = ()
    out_of_reach: bool = False


def read(path: Path) -> Loaded:
    """Return the settings on disk, and what of them could not be used; never fails."""
    try:
        found = json.loads(path.read_text(encoding="utf-8", errors="surrogateescape"))
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        _log.warning("the settings cannot be opened (%s); the defaults are used", type(error).__name__)
        return Loaded(Settings(), ("",), out_of_reach=True)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        _log.warning("the settings could not be read; the defaults are used")
        return Loaded(Settings(), ("",))
    good: dict[str, Any] = {}
    refused = []
    for each in fields(Settings):
        if each.name in found:
            try:
                good[each.name] = _checked(each.name, found[each.name])
            except (TypeError, ValueError):
                refused.append(each.name)
    if refused:
        _log.warning("settings that could not be used: %s", ", ".join(refused))
    return Loaded(Settings(**good), tuple(refused))


def keep_aside(path: Path, day: date) -> Path | None:
    """Copy a file that could not be used, before it is written over; returns the copy.

    Parameters
    ----------
    path, day
        Of the settings; the date that stands in the copy's name.

    Returns
    -------
    Path or None
        None where the file could not be copied.

    """
    aside = path.with_name(f"{path.name}.unreadable-{day:%Y-%m-%d}")
    number = 1
    try:
        while aside.exists():
            number += 1
            aside = path.with_name(f"{path.name}.unreadable-{day:%Y-%m-%d}-{number}")
        aside.write_bytes(path.read_bytes())
    except OSError:
        return None
    return aside


def load(path: Path) -> Settings:
    """Return the settings on disk; the defaults for all that is missing or cannot be used."""
    return read(path).settings


def save(settings: Settings, path: Path) -> None:
    """Write the settings, whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    with replacing(path) as aside:
        text = json.dumps(asdict(settings), indent=1, ensure_ascii=False)
        aside.write_text(text, encoding="utf-8", errors="surrogateescape")  # a folder's name need not be UTF-8


def save_changes(old: Settings, new: Settings, path: Path) -> None:
    """Write what is other than before, and leave the rest as another window may have set it meanwhile.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    changed = {each.name: getattr(new, each.name) for each in fields(Settings)}
    if path.exists():
        changed = {name: value for name, value in changed.items() if value != getattr(old, name)}
    save(replace(read(path).settings, **changed), path)


def _checked(name: str, value: object) -> object:
    """Return an entry of the file as the settings hold it.

    Raises
    ------
    TypeError, ValueError
        If it is nothing that the entry can be.

    """
    if name == "text_percent":
        return _number(value, LEAST_PERCENT, MOST_PERCENT)
    if name == "window":
        return _window(value)
    if name == "keys":
        return _keys(value)
    if name == "last_export":
        return last_export_of(value)
    if not isinstance(value, str):
        raise TypeError(name)
    if value not in _CHOICES.get(name, (value,)):
        raise ValueError(name)
    return value


def _number(value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    if not least <= value <= most:
        raise ValueError(value)
    return value


def _window(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or len(value) not in (0, 5):
        raise ValueError(value)
    return tuple(_number(each, -(2**20), 2**20) for each in value)


def _keys(value: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise TypeError(value)
    for several in value.values():
        if not isinstance(several, list) or not all(isinstance(each, str) and each for each in several):
            raise TypeError(several)
    return {str(command): tuple(several) for command, several in value.items()}
