"""A model package that was dropped or opened from the desktop: what it is, then whether it is to be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core import reach
from inference import library, worker
from inference.model_package import SUFFIX, ModelPackage, open_package
from ui.core_words import spoken
from ui.dialogs.confirm import Confirm
from ui.language import translate
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.tasks import CancelAsked, Tasks

Found = TypeVar("Found")
_DIGEST = 16  # of 64 digits: enough to hold against the one that came with the file


def is_package(path: Path) -> bool:
    """Whether a path is a model package by its name."""
    return path.suffix.lower() == SUFFIX and reach.is_file(path)


class ModelOffer(QObject):
    """Reads the package beside the window, asks, tries it and keeps it.

    Parameters
    ----------
    window, messages
        What the question stands over, and where news and errors go.

    """

    added = Signal()

    def __init__(self, window: MainWindow, messages: Messages) -> None:
        super().__init__(window)
        self._window, self._messages = window, messages
        self._tasks = Tasks(self)  # its own: a study that is opened drops the window's
        window.closing.connect(self._tasks.close)

    def offer(self, path: Path) -> None:
        """Say what a package is and ask whether runs from now on use it."""

        def look(_cancel: CancelAsked) -> tuple[ModelPackage, ModelPackage]:
            package = open_package(path)
            return package, library.find(_place_of(package))

        self._beside(look, lambda found: self._ask(*found))

    def _ask(self, package: ModelPackage, present: ModelPackage) -> None:
        manifest = package.manifest
        lines = (
            translate("Model", "It finds the brain.")
            if manifest.role == library.BRAIN_MASK
            else translate("Model", "It finds lesions."),
            spoken(manifest.intended_use),
            translate("Model", "Checksum (SHA-256) {digest}… Compare it with the one that came with the file.").format(
                digest=package.sha256[:_DIGEST]
            ),
            translate("Model", "It is tried on this computer first, then runs use it in place of {present}.").format(
                present=_named(present)
            ),
        )
        Confirm(
            self._window,
            translate("Model", "Use the model {name}?").format(name=_named(package)),
            "\n\n".join(lines),
            translate("Model", "Use it"),
            lambda: self._add(package),
        ).open()

    def _add(self, package: ModelPackage) -> None:
        def told(_kept: Path) -> None:
            words = translate("Model", "{name} is kept; runs from now on use it.")
            self._messages.tell(words.format(name=_named(package)))
            self.added.emit()

        self._messages.tell(translate("Model", "Trying {name}").format(name=_named(package)))

        def keep(cancel: CancelAsked) -> Path:
            return library.add(package.path, _place_of(package), lambda each: worker.tried(each, cancel))

        self._beside(keep, told)

    def _beside(self, work: Callable[[CancelAsked], Found], done: Callable[[Found], None]) -> None:
        self._tasks.start(lambda _report, cancel: work(cancel), done, self._messages.show_error)


def _place_of(package: ModelPackage) -> str:
    """The name under which a run looks for a package of this role."""
    return library.BRAIN_MASK if package.manifest.role == library.BRAIN_MASK else library.METASTASIS


def _named(package: ModelPackage) -> str:
    return f"{package.manifest.name} {package.manifest.version}"
