"""Keeps the interpreter alive under PySide6 6.12 on Python 3.10 and 3.11.

That build takes None, True, False and NotImplemented to be immortal, as they are from Python 3.12 on: every
call of a Qt method that returns nothing takes away one reference to None without having been given one, and
some calls do the same to True or False. Before 3.12 these are counted, and after some ten thousand calls the
interpreter ends with "deallocating None". Giving them references that are never used up makes them as lasting
as 3.12 makes them.
"""

from __future__ import annotations

import ctypes
import sys

_NEVER_USED_UP = 1 << 48
_IMMORTAL_SINCE_3_12: tuple[object, ...] = (None, True, False, NotImplemented)


def make_none_last() -> None:
    """Make None and its like immortal where the interpreter counts their references; else nothing is done."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for value in _IMMORTAL_SINCE_3_12:
        if sys.getrefcount(value) < _NEVER_USED_UP // 2:
            ctypes.c_ssize_t.from_address(id(value)).value += _NEVER_USED_UP
