"""Licences of the operating system's libraries that go along, as SPDX expressions, each read from its copyright file.

A Debian copyright file lists what every file of the source is under, build scripts and tests too; here stands what the
library is under. A library that is not listed ends the build: someone reads its text first.
"""

from __future__ import annotations

_MIT = "MIT"
_LICENCES = {
    "libbz2-1.0": "bzip2-1.0.6",
    "libcap2": "BSD-3-Clause OR GPL-2.0-only",
    "libdbus-1-3": "AFL-2.1 OR GPL-2.0-or-later",
    "libffi8": _MIT,
    "libgcrypt20": "LGPL-2.1-or-later",
    "libglib2.0-0": "LGPL-2.1-or-later",
    "libgpg-error0": "LGPL-2.1-or-later",
    "liblz4-1": "BSD-2-Clause",
    "liblzma5": "LicenseRef-public-domain",
    "libpcre2-8-0": "BSD-3-Clause",
    "libsqlite3-0": "blessing",
    "libssl3": "Apache-2.0",
    "libsystemd0": "LGPL-2.1-or-later",
    "libuuid1": "BSD-3-Clause",
    "libxkbcommon0": _MIT,
    "libxkbcommon-x11-0": _MIT,
    "libzstd1": "BSD-3-Clause OR GPL-2.0-only",
    "zlib1g": "Zlib",
}
_FAMILIES = {"libxcb-": _MIT, "libxcb": _MIT}
_STRONG = ("GPL-", "AGPL-", "Sleepycat")


def licence_of(package: str) -> str:
    """Return a library's licence by its package's name; empty where nobody has read it."""
    if package in _LICENCES:
        return _LICENCES[package]
    return next((licence for beginning, licence in _FAMILIES.items() if package.startswith(beginning)), "")


def is_strong_copyleft(licence: str) -> bool:
    """Whether every choice of an expression is one that a program under another licence cannot go along with."""
    return all(each.strip("( )").startswith(_STRONG) for each in licence.split(" OR "))
