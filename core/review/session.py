"""A review under way: every step is on disk before it is taken."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.detection import Detection
from core.errors import OfOtherImages, OpenElsewhere, Unwritable
from core.review import log as log_file
from core.review.header import ReviewHeader
from core.review.history import Entry, History, Redo, Undo, step
from core.review.likeness import likeness_of
from core.review.log import FILE_NAME, LogContent, ReviewLog
from core.review.state import Action, ReviewState
from core.study import Series
from core.version import VERSION


class ReadOnly(Enum):
    """Why a review can be looked at alone."""

    ELSEWHERE = "it is open in another window"
    UNWRITABLE = "it cannot be saved where it lies"


class ReviewSession:
    """A reader's work on one series.

    Start one from a detection, or reopen its folder; then ``do``, ``undo`` and ``redo``, each of which
    returns the new state or raises ReviewRefused and changes nothing.

    Attributes
    ----------
    header
        What the review is bound to.
    lines
        Everything confirmed so far, in order.
    torn
        True where reopening found, and dropped, an unfinished last line.
    read_only
        Why it is shown as it stood on disk, and nothing can be done; None where it is this reader's to go on with.

    """

    def __init__(self, log: ReviewLog | ReadOnly, content: LogContent, reader: str) -> None:
        self.header = content.header
        self.lines = list(content.lines)
        self.torn = content.torn
        self.read_only = log if isinstance(log, ReadOnly) else None
        self.reader = reader
        self._began = content.began
        self._log = log if isinstance(log, ReviewLog) else None
        self._history = History((self.header.proposal,))
        for line in self.lines:
            self._history = step(self._history, line.entry)

    @classmethod
    def start(
        cls,
        folder: Path,
        series: Series,
        detection: Detection,
        reader: str,
        confirmed: tuple[str, ...] = (),
        voxels: NDArray[np.float32] | None = None,
    ) -> ReviewSession:
        """Begin a review in ``folder`` (made if missing).

        Parameters
        ----------
        folder, series, detection, reader
            Where it lies, what it is of, what the model proposes, who reads.
        confirmed
            What the reader was warned of.
        voxels
            The images (Z, Y, X), by which they are known again.

        Raises
        ------
        ReviewRefused
            If the folder holds a review already or cannot be written.
        OfOtherImages
            If the answer is of another grid.

        """
        if series.geometry is not None and detection.brain_mask.shape != series.geometry.shape:
            raise OfOtherImages(
                "The model's answer is not of these images: they have another number of slices or pixels.",
                "Open the study again, and have the model run on it.",
            )
        header = ReviewHeader.of(series, detection, VERSION)
        likeness = likeness_of(voxels) if voxels is not None else ""
        told = replace(header, confirmed=confirmed, confirmed_by=reader if confirmed else "", likeness=likeness)
        return cls.begin(folder, told, reader)

    @classmethod
    def begin(cls, folder: Path, header: ReviewHeader, reader: str) -> ReviewSession:
        """Begin a review in ``folder`` of what another review began with, nothing judged.

        Raises
        ------
        ReviewRefused
            As :meth:`start`.

        """
        log = ReviewLog.create(folder / FILE_NAME, header)
        return cls(log, LogContent(header, (), torn=False, began=log.began), reader)

    @classmethod
    def reopen(cls, folder: Path, series: Series, reader: str) -> ReviewSession:
        """Go on where the review stood.

        Raises
        ------
        ReviewRefused
            If the log is damaged, open elsewhere, or belongs to other images.

        """
        log, content = ReviewLog.open(folder / FILE_NAME)
        try:
            content.header.check_series(series)
            return cls(log, content, reader)
        except BaseException:
            log.close()
            raise

    @classmethod
    def reopen_or_look(cls, folder: Path, series: Series, reader: str) -> ReviewSession:
        """Go on where the review stood; where that is another window's to do, or cannot be saved, show it.

        Raises
        ------
        ReviewRefused
            If the log is damaged or belongs to other images.

        """
        try:
            return cls.reopen(folder, series, reader)
        except OpenElsewhere:
            return cls.look(folder, series, reader)
        except Unwritable:
            return cls.look(folder, series, reader, ReadOnly.UNWRITABLE)

    @classmethod
    def look(cls, folder: Path, series: Series, reader: str, why: ReadOnly = ReadOnly.ELSEWHERE) -> ReviewSession:
        """Show a review as it stands on disk, without taking it from the window that has it open.

        Raises
        ------
        ReviewRefused
            If the log is damaged or belongs to other images.

        """
        content = log_file.read(folder / FILE_NAME)
        content.header.check_series(series)
        return cls(why, replace(content, torn=False), reader)  # the window that has it open may be writing a line

    @property
    def state(self) -> ReviewState:
        """The review's content now."""
        return self._history.state

    @property
    def can_undo(self) -> bool:
        """Whether :meth:`undo` has something to take back."""
        return self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether :meth:`redo` has something to do again."""
        return self._history.can_redo

    @property
    def done(self) -> tuple[tuple[Action, ReviewState], ...]:
        """Each step that stands, with the state that it led to; what was undone is not among them."""
        history = self._history
        return tuple(zip(history.actions[: history.cursor], history.states[1 : history.cursor + 1], strict=True))

    @property
    def saved_at(self) -> str:
        """UTC time, ISO 8601, of the last confirmed step; before the first, when the review was begun."""
        return self.lines[-1].time if self.lines else self._began

    @property
    def began_by(self) -> str:
        """Whose review it is: the reader of the first step; empty before it."""
        return self.lines[0].reader if self.lines else ""

    def do(self, action: Action) -> ReviewState:
        """Save the action, then take it; nothing is logged where it changes nothing."""
        return self._take(action)

    def undo(self) -> ReviewState:
        """Take the last step back; the log grows by an undo."""
        return self._take(Undo())

    def redo(self) -> ReviewState:
        """Do again what was undone."""
        return self._take(Redo())

    def check_current(self) -> None:
        """See that what is shown is what lies on disk, before anything goes out by it; nothing for one to look at only.

        Raises
        ------
        ReviewRefused
            If another file took the log's place, or it is held no more: somebody else may have gone on with it.

        """
        if self._log is not None:
            self._log.check()

    def close(self) -> None:
        """Give the log's file back."""
        if self._log is not None:
            self._log.close()

    def _take(self, entry: Entry) -> ReviewState:
        if self.read_only is ReadOnly.UNWRITABLE:
            raise Unwritable(
                "This review cannot be saved where it lies: here it can only be read.",
                "Have its folder made writable, and open it here again.",
            )
        if self._log is None:
            raise OpenElsewhere(
                "This review is open in another window: here it can only be read.",
                "Judge it there; or close it there, and open it here again.",
            )
        after = step(self._history, entry)  # refuses what does not fit, before anything is written
        if after is not self._history:
            self.lines.append(self._log.append(entry, self.reader))
            self._history = after
        return self.state
