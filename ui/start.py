"""The way to the window: a splash first, then the libraries one after the other, each named while it loads."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from core import folders
from core.errors import UsageError
from core.version import VERSION
from ui import settings as settings_file
from ui.appearance import put_on
from ui.display import go_by_x_without_wayland
from ui.language import noted, translate
from ui.missing_letters import NO_FONT, has_fonts
from ui.splash import Splash

# What takes the time, in the order in which the window needs it; the last is the window itself.
STEPS = (
    (noted("Splash", "Loading what reads DICOM"), "core.dicom.load"),
    (noted("Splash", "Loading what measures lesions"), "core.measure"),
    (noted("Splash", "Loading what runs the model"), "inference.library"),
    (noted("Splash", "Loading what exports"), "core.export"),
    (noted("Splash", "Opening the window"), "ui.app"),
)


def run(paths: list[Path], demo: Path | None = None) -> int:
    """Show the splash, load, open the window on these paths; returns the exit status.

    Parameters
    ----------
    paths
        Files or folders.
    demo
        A folder that the synthetic patient is made in and opened from; None for none.

    """
    keep_no_folders_of_dialogs()
    existing = QApplication.instance()
    if existing is None:
        go_by_x_without_wayland()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("MetsReview")
    application.setApplicationVersion(VERSION)
    application.setDesktopFileName("metsreview")
    if not has_fonts():
        raise UsageError(NO_FONT, "Install one, such as fonts-inter, then start again.")
    put_on(settings_file.read(folders.settings_file()).settings)
    splash = Splash()
    splash.show()
    for place, (words, module) in enumerate(STEPS):
        splash.tell(translate("Splash", words), (place + 1) / (len(STEPS) + 1))
        importlib.import_module(module)
    from ui import app  # loaded by the last step

    return app.run(paths, splash.close, demo)


def keep_no_folders_of_dialogs() -> None:
    """Have Qt's own file dialog forget where it was: it writes the folders' names, patients' among them, for ever.

    Where the desktop brings its own dialog, as on Windows and macOS, Qt writes nothing of the kind.
    """
    if sys.platform.startswith("linux"):  # elsewhere these settings are no file
        QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
