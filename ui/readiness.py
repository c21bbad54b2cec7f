"""What there is to work with, in the words of the first page: computer, model, reviews."""

from __future__ import annotations

import os
import shutil

from core import folders
from core.errors import PackageRefused
from inference import library
from ui import numbers
from ui.pages.first_run import StateLine


def lines() -> tuple[StateLine, ...]:
    """Look up all three; runs beside the window."""
    return _computer(), _model(), _reviews()


def _computer() -> StateLine:
    cores = os.cpu_count() or 1
    return StateLine("computer", "Computer", f"Runs on this computer's processor, {cores} cores.", "Ready", good=True)


def _model() -> StateLine:
    try:
        manifest = library.default_packages().metastasis.manifest
    except PackageRefused as error:
        return StateLine("package", "Model", f"{error.sentence} Images can be read.", "Missing", good=False)
    words = f"{manifest.name} {manifest.version}, trained on synthetic images. Not for clinical use."
    return StateLine("package", "Model", words, "Demonstration", good=False)


def _reviews() -> StateLine:
    home = folders.home()
    present = next(each for each in (home, *home.parents) if each.exists())
    free = shutil.disk_usage(present).free
    return StateLine("drive", "Reviews", f"Kept in {home}. {numbers.size(free)} free.", "Ready", good=free > 10**9)
