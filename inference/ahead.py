"""Runs of the studies that wait, one after another, while a reader reads: what is asked for later is there already."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from core.detection import Detection
from core.errors import Cancelled
from inference.detect import Progress

Tell = Callable[[Progress], None]
Asked = Callable[[], bool]
_AHEAD = 3  # studies, the next to be read first; each result holds its probabilities
_POLL_SECONDS = 0.05
_log = logging.getLogger(__name__)


@dataclass(eq=False)
class Job:
    """A run that may be wanted soon.

    Parameters
    ----------
    key
        What it is asked for by: the series and the packages.
    run
        Does it, telling how far it is and asking whether to stop; raises Cancelled where it stopped.

    """

    key: Hashable
    run: Callable[[Tell, Asked], Detection]
    stop: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    latest: Progress | None = None


class Ahead:
    """Jobs under way beside the window; every method may be called from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Job] = []
        self._current: Job | None = None
        self._done: dict[Hashable, Detection] = {}
        self._held: dict[Hashable, Detection] = {}
        self._thread: threading.Thread | None = None

    def want(self, jobs: Sequence[Job]) -> None:
        """Run the first of these, in this order, in place of those that wait; nothing is run twice or kept in vain."""
        soon = jobs[:_AHEAD]
        with self._lock:
            self._done = {job.key: self._done[job.key] for job in soon if job.key in self._done}
            known = {*self._done, *self._held, self._current.key if self._current else None}
            self._waiting = [job for job in soon if job.key not in known]
            if self._waiting and (self._thread is None or not self._thread.is_alive()):
                self._thread = threading.Thread(target=self._work, daemon=True, name="metsreview-ahead")
                self._thread.start()

    def keep(self, key: Hashable, detection: Detection) -> None:
        """Hold a result that its caller could not make use of, until it is taken."""
        with self._lock:
            self._held[key] = detection

    def take(self, key: Hashable, progress: Tell, cancel: Asked) -> Detection | None:
        """The result of a job, waited for if it is under way; None where the caller has to run it.

        Any other run is stopped first and everything that waits is forgotten: the processor is the caller's.

        Raises
        ------
        Cancelled
            If ``cancel`` says so.

        """
        with self._lock:
            self._waiting = []
            current = self._current
            for results in (self._held, self._done):
                if key in results:
                    return results.pop(key)
        if current is None:
            return None
        if current.key != key:
            current.stop.set()
        told = None
        while not current.ended.wait(_POLL_SECONDS):
            if cancel():
                current.stop.set()
                raise Cancelled
            if current.key == key and current.latest is not told and current.latest is not None:
                told = current.latest
                progress(told)
        with self._lock:
            return self._done.pop(key, None)

    def stop(self, seconds: float = 5.0) -> None:
        """Stop everything, and wait until it has."""
        with self._lock:
            self._waiting, thread = [], self._thread
            if self._current is not None:
                self._current.stop.set()
        if thread is not None:
            thread.join(seconds)

    def _work(self) -> None:
        while True:
            with self._lock:
                job = self._current = self._waiting.pop(0) if self._waiting else None
                if job is None:
                    self._thread = None
                    return
            found = self._found(job)
            with self._lock:
                self._current = None
                if found is not None:
                    self._done[job.key] = found
            job.ended.set()

    @staticmethod
    def _found(job: Job) -> Detection | None:
        def keep(now: Progress) -> None:
            job.latest = now

        try:
            return job.run(keep, job.stop.is_set)
        except Cancelled:
            return None
        except Exception as fault:  # noqa: BLE001 - nobody asked yet; who asks runs it anew and is told then
            _log.info("a run ahead failed: %s", type(fault).__name__)
            return None
