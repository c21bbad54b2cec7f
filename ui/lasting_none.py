"""Keeps the interpreter alive under PySide6 6.12 on Python 3.10 and 3.11.

That build takes None to be immortal, as it is from Python 3.12 on: every call of a Qt method that returns
nothing takes away one reference to None without having been given one. Before 3.12 these are counted, and
after some ten thousand calls the interpreter ends with "deallocating None". Giving None references that are
never used up makes it as lasting as 3.12 makes it.
"""

from __future__ import annotations

import ctypes
import sys

_NEVER_USED_UP = 1 << 48


def make_none_last() -> None:
    """Make None immortal where the interpreter counts its references; nothing is done elsewhere."""
    counts = sys.implementation.name == "cpython" and sys.version_info < (3, 12)
    if counts and sys.getrefcount(None) < _NEVER_USED_UP // 2:
        ctypes.c_ssize_t.from_address(id(None)).value += _NEVER_USED_UP
