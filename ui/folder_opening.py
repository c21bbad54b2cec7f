"""A folder shown in the system's file manager; where none comes up, its path is told and can be copied."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

# What Qt starts on Linux to open a folder: without one of them nothing happens, and Qt says that it went well.
_OPENERS = ("xdg-open", "gio", "kde-open", "kde-open5", "exo-open", "gnome-open")


def show_folder(folder: Path) -> bool:
    """Ask the system to show a folder.

    Returns
    -------
    bool
        Whether there is something that can; else its path lies on the clipboard.

    """
    there = not sys.platform.startswith("linux") or any(shutil.which(each) for each in _OPENERS)
    if there and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        return True
    QGuiApplication.clipboard().setText(str(folder))
    return False
