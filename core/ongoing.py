"""A note of what each open window is at, so that the next start can go on where one ended without closing."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import logging
import os
import sys
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from core import folders, reach
from core.atomic import replacing
from core.errors import ReviewRefused
from core.review.lock import hold

_LOCK, _NOTE, _TRACE = ".lock", ".json", ".trace"
_MOST_TRACE = 200  # lines
_KEPT = timedelta(days=30)  # what nobody answered for so long is not offered again
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class OpenReview:
    """Which review a window shows; no patient's name.

    Parameters
    ----------
    paths
        What was opened to come to its images.
    series_instance_uid, part
        Of the series reviewed, as :class:`core.study.Series` has them.
    reader
        Whose review it is.

    """

    paths: tuple[str, ...]
    series_instance_uid: str
    part: int
    reader: str

    def is_of(self, other: OpenReview) -> bool:
        """Whether both are one reader's review of one series, wherever its images were opened from."""
        mine = (self.series_instance_uid, self.part, self.reader)
        return mine == (other.series_instance_uid, other.part, other.reader)


def _nothing() -> None:
    return


@dataclass(frozen=True)
class LeftBehind:
    """What a window that never closed left.

    Parameters
    ----------
    review
        What it showed; None where no review was open.
    trace
        Where the program's own code stood when it was ended by a fault; empty where it was ended from outside.
    ended
        Time of the note, local.
    settle
        Takes the note away, once the reader has answered. Until then this process holds it: no other window offers
        the review, and the next start does where this one ends without an answer.
    let_go
        Gives the note back unanswered.

    """

    review: OpenReview | None
    trace: tuple[str, ...]
    ended: datetime
    settle: Callable[[], None] = field(default=_nothing, compare=False, repr=False)
    let_go: Callable[[], None] = field(default=_nothing, compare=False, repr=False)


class Note:
    """One window's note: there while it is open, gone when it closes.

    Where notes cannot be kept (a full or network drive) the window goes on without: nothing of a review hangs on it.
    """

    def __init__(self) -> None:
        self._stem = folders.ongoing() / f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self._lock: BinaryIO | None = None
        self._trace: TextIO | None = None
        self._had_handler = False

    def begin(self) -> None:
        """Lay the note down, and have faults of the program's libraries written beside it."""
        try:
            self._stem.parent.mkdir(parents=True, exist_ok=True)
            self._lock = self._file(_LOCK).open("w+b")
            hold(self._lock)
            self._trace = self._file(_TRACE).open("w", encoding="utf-8")
            self._had_handler = faulthandler.is_enabled()
            faulthandler.enable(self._trace, all_threads=False)
            self.tell(None)
        except (OSError, ReviewRefused) as error:
            _log.warning("what is open cannot be noted: %s", type(error).__name__)
            self.end()

    def tell(self, review: OpenReview | None) -> None:
        """Write what the window shows now."""
        if self._lock is None:
            return
        value = {"review": asdict(review) if review is not None else None}
        try:
            with replacing(self._file(_NOTE)) as aside:
                aside.write_text(json.dumps(value), encoding="utf-8")
        except OSError as error:
            _log.warning("what is open cannot be noted: %s", type(error).__name__)

    def end(self) -> None:
        """Take the note away: the window closes as it should."""
        if self._trace is not None:
            faulthandler.disable()
            if self._had_handler and sys.__stderr__ is not None:
                faulthandler.enable(sys.__stderr__)
            self._trace.close()
            self._trace = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            _clear(self._stem)

    def _file(self, suffix: str) -> Path:
        return Path(f"{self._stem}{suffix}")


def left_behind() -> tuple[LeftBehind, ...]:
    """Take up the notes of windows that never closed, the latest first.

    One with a review is kept until it is settled, a month at most; a trace is given once.
    """
    found = []
    for lock in reach.found(folders.ongoing(), f"*{_LOCK}"):
        stem = lock.with_suffix("")
        held = _held(lock)
        if held is None:
            continue
        settle = partial(_settle, stem, held)
        try:
            left = replace(_taken(stem), settle=settle, let_go=held.close)
        except OSError:
            settle()
            continue
        found.append(left)
        if left.review is None or datetime.now(UTC) - left.ended > _KEPT:
            settle()
    return tuple(sorted(found, key=lambda each: each.ended, reverse=True))


def _held(lock: Path) -> BinaryIO | None:
    """The lock of a note whose window runs no more, held; None where it runs, and where that cannot be told."""
    try:
        file = lock.open("r+b")
    except OSError:
        return None
    try:
        hold(file)
    except ReviewRefused:
        file.close()
        return None
    return file


def _taken(stem: Path) -> LeftBehind:
    note, trace = Path(f"{stem}{_NOTE}"), Path(f"{stem}{_TRACE}")
    there = [each for each in (note, trace) if each.exists()] or [Path(f"{stem}{_LOCK}")]
    ended = datetime.fromtimestamp(max(each.stat().st_mtime for each in there), UTC)
    lines = trace.read_text(encoding="utf-8", errors="replace").splitlines() if trace.exists() else []
    trace.unlink(missing_ok=True)
    return LeftBehind(_review_of(note), tuple(_nameless(line) for line in lines[:_MOST_TRACE]), ended.astimezone())


def _settle(stem: Path, held: BinaryIO) -> None:
    held.close()  # first: Windows removes no file that is open
    _clear(stem)


def _review_of(note: Path) -> OpenReview | None:
    try:
        value = json.loads(note.read_text(encoding="utf-8"))["review"]
        return OpenReview(tuple(value["paths"]), value["series_instance_uid"], int(value["part"]), value["reader"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _nameless(line: str) -> str:
    """A line of the fault handler without the folders of this computer."""
    if 'File "' not in line:
        return line
    before, _, rest = line.partition('File "')
    file, _, after = rest.partition('"')
    return f'{before}File "{"/".join(Path(file).parts[-2:])}"{after}'


def _clear(stem: Path) -> None:
    for suffix in (_NOTE, _TRACE, _LOCK):
        with contextlib.suppress(OSError):
            Path(f"{stem}{suffix}").unlink(missing_ok=True)


def paths_of(review: OpenReview) -> Sequence[Path]:
    """Return the paths that are still there."""
    return [Path(each) for each in review.paths if reach.is_there(Path(each))]
