"""The profiles there are: those that ship, and a site's own, which override them by name.

A profile is a TOML file; every limit may be ``"unknown"``::

    name = "Eclipse"
    template = "GTV_{n:02d}"       # {n} the lesion's number, {side} L, R or M
    margin_template = "PTV_{n:02d}" # of margins around lesions
    longest_name = 16
    name_characters = "A-Za-z0-9_" # as within a regular expression's brackets
    takes_approved = "unknown"     # or true, false
    most_rois = "unknown"
    most_points = "unknown"        # in a contour
    holes = "keyhole"              # or "xor"
    transfer_syntax = "either"     # or "explicit", "implicit"

    [sources]
    longest_name = "where the limit is stated"
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core import folders, reach
from core.errors import UsageError
from core.planning.profile import LIMITS, Profile, check_characters, check_template
from core.toml_file import MEND, read_toml

UNKNOWN = "unknown"
_WORDS = {"holes": ("keyhole", "xor"), "transfer_syntax": ("either", "explicit", "implicit")}
_COUNTS = ("longest_name", "most_rois", "most_points")
_NAMED = re.compile(r"""^\s*name\s*=\s*["']([^"'\n]+)["']""", re.MULTILINE)


@dataclass(frozen=True)
class BrokenProfile:
    """A file that is no profile: the planning system that it is about, as far as can be told, and what is wrong."""

    system: str
    error: UsageError


@dataclass(frozen=True)
class KnownProfiles:
    """Every profile, Generic first, then by name; and the files that are none."""

    profiles: tuple[Profile, ...]
    broken: tuple[BrokenProfile, ...] = ()


def shipped_folder() -> Path:
    """Where the application's own profiles lie, in the source tree and when packaged."""
    root = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parents[2]))
    return root / "assets" / "profiles"


def known_profiles(own: Path | None = None) -> KnownProfiles:
    """Read every profile.

    A file that is none takes away only the system that it is about: a site's own limits are not passed over for the
    shipped profile of the same name. So do two files of one folder that name the same system, such as a copy kept
    beside the original: which limits hold is not known.

    Parameters
    ----------
    own
        The site's folder; left out the application's own folder's ``profiles``.

    """
    found: dict[str, Profile] = {}
    broken: list[BrokenProfile] = []
    for folder in (shipped_folder(), own or folders.profiles()):
        named: dict[str, list[str]] = {}
        for path in reach.found(folder, "*.toml"):
            try:
                profile = read_profile(path)
            except UsageError as error:
                broken.append(BrokenProfile(_system_of(path), error))
            else:
                found[profile.name.casefold()] = profile
                named.setdefault(profile.name.casefold(), []).append(path.name)
        broken += [_clash(found[name], files) for name, files in named.items() if len(files) > 1]
    for each in broken:
        found.pop(each.system.casefold(), None)
    in_order = sorted(found.values(), key=lambda each: (each.name != "Generic", each.name.casefold()))
    return KnownProfiles(tuple(in_order), tuple(broken))


def _clash(profile: Profile, files: list[str]) -> BrokenProfile:
    """Say which files name one system."""
    sentence = f"The profiles {' and '.join(files)} are about one planning system, {profile.name}."
    return BrokenProfile(profile.name, UsageError(sentence, "Keep one of them in the folder."))


def _system_of(path: Path) -> str:
    """Which system a file that is no profile is about: the name that it gives, else the file's own."""
    try:
        named = _NAMED.search(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        named = None
    return named[1].strip() if named else path.stem


def profile_named(name: str) -> Profile:
    """Return the profile of that name, whatever its case.

    Raises
    ------
    UsageError
        If there is none, or its file cannot be read.

    """
    known = known_profiles()
    for profile in known.profiles:
        if profile.name.casefold() == name.casefold():
            return profile
    for each in known.broken:
        if each.system.casefold() == name.casefold():
            raise each.error
    names = ", ".join(profile.name for profile in known.profiles)
    unread = "".join(f" {each.error.sentence}" for each in known.broken)
    raise UsageError(
        f"There is no planning system {name}.{unread}", f"Choose of {names}, or add a profile of your own."
    )


def read_profile(path: Path) -> Profile:
    """Read one file.

    Raises
    ------
    UsageError
        If it is no TOML, or says what a profile cannot.

    """
    try:
        return _profile(read_toml(path, f"The profile {path.name}"))
    except FileNotFoundError as error:
        raise UsageError(f"The profile {path.name} cannot be read: it cannot be opened.", MEND) from error
    except (KeyError, ValueError, IndexError, AttributeError, TypeError) as error:
        raise UsageError(f"The profile {path.name} is wrong: {error}.", MEND) from error


def _profile(value: dict[str, Any]) -> Profile:
    unknown = sorted(set(value) - {"name", "template", "margin_template", "sources", *LIMITS})
    if unknown:
        raise ValueError(f"it has an unknown {unknown[0]}")
    name = value.get("name")
    if not isinstance(name, str) or not name.strip():
        raise ValueError("it has no name")
    template = str(value.get("template", Profile.template))
    margin_template = str(value.get("margin_template", Profile.margin_template))
    for each in (template, margin_template):
        check_template(each)
    limits = {key: _limit(key, value[key]) for key in LIMITS if value.get(key, UNKNOWN) != UNKNOWN}
    sources = {str(key): str(words) for key, words in dict(value.get("sources", {})).items()}
    return Profile(name.strip(), template, margin_template, sources=sources, **limits)


def _limit(key: str, value: Any) -> Any:
    if key in _COUNTS:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise ValueError(f'{key} is a number from 1, or "unknown"')
    elif key == "takes_approved":
        if not isinstance(value, bool):
            raise ValueError(f'{key} is true, false or "unknown"')
    elif key == "name_characters":
        check_characters(str(value))
        return str(value)
    elif value not in _WORDS[key]:
        raise ValueError(f'{key} is one of {", ".join(_WORDS[key])}, or "unknown"')
    return value
