"""The one thing the window does in the background for the reader, with how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ui.screen import Busy
from ui.tasks import CancelAsked, Report, Task, Tasks

_QUIET_MS = 300  # shorter work shows no progress
_SHOW_EVERY_MS = 100
_GUESS_FROM = 0.15  # below this share the time left is not worth telling: what begins is not what follows


class Errand(QObject):
    """Runs one piece of work at a time and tells how far it is; a new one drops the one before.

    Parameters
    ----------
    tasks
        Where it runs.
    show_error
        Told what went wrong.

    """

    busy_changed = Signal(object)  # Busy, or None

    def __init__(self, tasks: Tasks, show_error: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._tasks, self._show_error = tasks, show_error
        self._task: Task[Any] | None = None
        self._takes_minutes = False
        self._latest = Busy("")
        self._started = 0.0
        # Progress comes as fast as files are read; showing every step would take longer than the work.
        self._clock = QTimer(self)
        self._clock.setInterval(_SHOW_EVERY_MS)
        self._clock.timeout.connect(self._show_latest)
        self._told: Busy | None = None

    @property
    def under_way(self) -> bool:
        """Whether work is being done, shown or not yet."""
        return self._task is not None

    @property
    def takes_minutes(self) -> bool:
        """Whether the work being done is one that nobody likes to do again."""
        return self.under_way and self._takes_minutes

    def begin(
        self,
        busy: Busy,
        work: Callable[[Report, CancelAsked], Any],
        done: Callable[[Any], None],
        *,
        takes_minutes: bool = False,
    ) -> None:
        """Run ``work`` beside the window, then ``done`` with its result; whatever ran before is dropped."""
        self.drop()
        self._takes_minutes = takes_minutes
        self._latest, self._started = busy, time.monotonic()

        def finish(result: Any) -> None:
            self._end()
            done(result)

        def fail(error: BaseException) -> None:
            self._end()
            self._show_error(error)

        task: Task[Any] = self._tasks.start(work, finish, fail, self._progress)
        self._task = task
        QTimer.singleShot(_QUIET_MS, self, lambda: self._appear(task))

    def cancel(self) -> None:
        """Ask the work to stop; it answers when it has."""
        if self._task is not None:
            self._task.cancel()

    def drop(self) -> None:
        """Stop the work and take no answer any more."""
        if self._task is not None:
            self._task.drop()
            self._end()

    def _progress(self, now: Busy) -> None:
        seconds = time.monotonic() - self._started
        if now.seconds_left is None and now.share is not None and now.share >= _GUESS_FROM and seconds >= 1:
            now = replace(now, seconds_left=seconds * (1 - now.share) / now.share)
        self._latest = now

    def _appear(self, task: Task[Any]) -> None:
        if self._task is task:
            self._show_latest()
            self._clock.start()

    def _show_latest(self) -> None:
        if self._latest is not self._told:
            self._told = self._latest
            self.busy_changed.emit(self._latest)

    def _end(self) -> None:
        self._task = None
        self._clock.stop()
        if self._told is not None:
            self._told = None
            self.busy_changed.emit(None)
