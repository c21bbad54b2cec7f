"""What there is to work with, in the words of the first page: computer, model, reviews."""

from __future__ import annotations

import os
import shutil

from core import folders, home_check
from core.errors import PackageRefused
from inference import library, remembered
from inference.engine import is_gpu
from inference.runtime import default_threads
from ui import numbers
from ui.core_words import spoken
from ui.language import translate
from ui.pages.first_run import StateLine
from ui.provider_words import provider_words

_AMPLE_BYTES = 10**9


def lines() -> tuple[StateLine, ...]:
    """Look up all three; runs beside the window."""
    return _computer(), _model(), _reviews()


def _computer() -> StateLine:
    cores = os.cpu_count() or 1
    words = translate("Welcome", "Runs on this computer's processor, {cores} cores.").format(cores=cores)
    if gpu := _gpu():
        words = translate("Welcome", "Runs on this computer's GPU ({provider}).").format(provider=provider_words(gpu))
    return StateLine(
        "computer",
        translate("Welcome", "Computer"),
        words,
        translate("Welcome", "Ready"),
        good=True,
    )


def _gpu() -> str:
    """The GPU's provider that the default model ran on last; empty where it was none."""
    try:
        known = remembered.provider(library.default_packages().metastasis, default_threads())
    except PackageRefused:
        return ""
    return known.provider if known is not None and is_gpu(known.provider) else ""


def _model() -> StateLine:
    try:
        package = library.default_packages().metastasis
    except PackageRefused as error:
        return StateLine(
            "package",
            translate("Welcome", "Model"),
            translate("Welcome", "{sentence} Images can be read.").format(sentence=error.sentence),
            translate("Welcome", "Missing"),
            good=False,
        )
    manifest = package.manifest
    if package.path.parent != library.embedded_folder():
        words = translate("Welcome", "{name} {version}, added here. {use}").format(
            name=manifest.name, version=manifest.version, use=spoken(manifest.intended_use)
        )
        return StateLine("package", translate("Welcome", "Model"), words, translate("Welcome", "Added"), good=True)
    words = translate("Welcome", "{name} {version}, trained on synthetic images. Not for clinical use.").format(
        name=manifest.name, version=manifest.version
    )
    return StateLine("package", translate("Welcome", "Model"), words, translate("Welcome", "Demonstration"), good=False)


def _reviews() -> StateLine:
    home = folders.home()
    if reason := home_check.trouble():
        words = translate("Welcome", "Choose another folder in Settings ({reason}). Now {home}")
        name, state = translate("Welcome", "Reviews"), translate("Welcome", "Cannot be saved")
        return StateLine("drive", name, words.format(home=home, reason=reason), state, good=False)
    present = next(each for each in (home, *home.parents) if each.exists())
    free = shutil.disk_usage(present).free
    ample = free > _AMPLE_BYTES
    return StateLine(
        "drive",
        translate("Welcome", "Reviews"),
        translate("Welcome", "{size} free. Kept in {home}").format(home=home, size=numbers.size(free)),
        translate("Welcome", "Ready") if ample else translate("Welcome", "Nearly full"),
        good=ample,
    )
