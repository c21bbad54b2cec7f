"""Find lesions, or read only: the series page's decision."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from core import fitness
from ui.controls.buttons import CommandButton, Face
from ui.core_words import spoken
from ui.decide_bar import HEIGHT
from ui.language import translate
from ui.screen import Page, Screen
from ui.theme import scaled


class RunBar(QWidget):
    """The primary button goes on with a review where one was begun."""

    run_requested = Signal()
    read_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        self.run = CommandButton(_find(), 40)
        self.read = CommandButton(Face(translate("Run", "Read only")), 40)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        row.addWidget(self.run, 1)
        row.addWidget(self.read)
        self.read.setMinimumWidth(116)
        self.run.clicked.connect(self.run_requested)
        self.read.clicked.connect(self.read_requested)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Turn on what the marked series allows."""
        del old
        entry = new.chosen
        warned = fitness.warnings(entry.checks) if entry is not None else ()
        resumes = entry is not None and entry.resumable
        # The verb confirms what is amber; the review's log keeps what was confirmed, and by whom.
        own = entry is None or not entry.is_begun_by_others(new.reader)
        self.run.set_face((_resume() if own else _begin()) if resumes else _find_anyway() if warned else _find())
        self.run.setToolTip("" if resumes else "\n".join(map(spoken, warned)))
        runnable = entry is not None and (entry.runnable or entry.resumable)
        self.run.setEnabled(runnable and new.busy is None)
        self.read.setVisible(new.page is Page.SERIES)
        self.read.setEnabled(entry is not None and not entry.refused and new.busy is None)


def _find() -> Face:
    return Face(translate("Run", "Find lesions"), key="Enter", primary=True)


def _find_anyway() -> Face:
    return Face(translate("Run", "Find lesions anyway"), key="Enter", primary=True)


def _begin() -> Face:
    return Face(translate("Run", "Begin your review"), key="Enter", primary=True)


def _resume() -> Face:
    return Face(translate("Run", "Go on with the review"), key="Enter", primary=True)
