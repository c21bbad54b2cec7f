"""Whether there is a screen to open a window on."""

from __future__ import annotations

import ctypes
import os
import sys


def has_display() -> bool:
    """Whether a window can be opened."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    return bool(os.environ.get("DISPLAY")) and _is_answered()


def _is_answered() -> bool:
    """Whether the X server that is named answers: Qt ends the process where it does not, in words of its own."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # the library that is missing is told when the window asks for it
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return not xcb.xcb_connection_has_error(connection)
    finally:
        xcb.xcb_disconnect(connection)
