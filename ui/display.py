"""Whether there is a screen to open a window on."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path


def has_display() -> bool:
    """Whether a window can be opened."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return _has_wayland() or (bool(os.environ.get("DISPLAY")) and _is_answered())


def go_by_x_without_wayland() -> None:
    """Choose X where the session names a Wayland server that is gone: Qt tries it first, and complains of it."""
    named = os.environ.get("QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not named and not _has_wayland() and os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "xcb"


def _has_wayland() -> bool:
    """Whether the Wayland server that is named has its socket: a name left over by an ended session is none."""
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), name).is_socket()


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
