"""Background work: a plain function in; result, error and progress back on the window's thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

Result = TypeVar("Result")
Report = Callable[[Any], None]
CancelAsked = Callable[[], bool]
_log = logging.getLogger(__name__)


class Task(Generic[Result]):
    """One piece of work under way.

    Parameters
    ----------
    done, failed, progressed
        Called on the window's thread; not at all once the task was dropped.

    """

    def __init__(
        self,
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
        progressed: Report | None,
    ) -> None:
        self.done, self.failed, self.progressed = done, failed, progressed
        self._stop = threading.Event()
        self._telling = threading.Lock()
        self.dropped = False

    def cancel(self) -> None:
        """Ask the work to stop; it answers with Cancelled, which ``failed`` is told."""
        self._stop.set()

    def drop(self) -> None:
        """Stop and take no answer any more: what it was for is gone."""
        with self._telling:  # no answer is on its way while it is dropped, and none sets out afterwards
            self.dropped = True
        self.cancel()

    def cancel_asked(self) -> bool:
        """Whether the work should stop; called by the work."""
        return self._stop.is_set()

    def send(self, emit: Callable[[Any], None], parcel: Any) -> None:
        """Give an answer to the window's thread, unless the task was dropped; called by the work."""
        with self._telling:
            if not self.dropped:
                emit(parcel)


# What work holds (dialogs, windows, what they own) is let go on the window's thread: a thread that ends last must not
# be the one that destroys them. So each thread's work stays here until the next call from the window's thread.
_held: list[tuple[threading.Thread, tuple[Any, ...]]] = []


def let_go() -> None:
    """Forget what ended; called on the window's thread."""
    _held[:] = [(thread, work) for thread, work in _held if thread.is_alive()]


class Tasks(QObject):
    """Starts work on threads of its own and brings the answers back.

    The threads are Python's: work makes no Qt object that has timers or children, but by
    :func:`ui.drawing_thread.drawn`.
    """

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: list[tuple[Task[Any], threading.Thread]] = []
        # Queued: the slot runs on the thread this object lives on, the window's.
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Report, CancelAsked], Result],
        done: Callable[[Result], None],
        failed: Callable[[BaseException], None],
        progressed: Report | None = None,
    ) -> Task[Result]:
        """Run ``work(report, cancel_asked)`` beside the window.

        Parameters
        ----------
        work
            Touches no widget.
        done, failed
            Exactly one of them is called, on the window's thread, unless the task is dropped.
        progressed
            Called on the window's thread with whatever ``work`` reports.

        """
        task: Task[Result] = Task(done, failed, progressed)
        thread = threading.Thread(target=self._run, args=(task, work), daemon=True, name="metsreview-task")
        self._running = [(t, th) for t, th in self._running if th.is_alive()] + [(task, thread)]
        let_go()
        _held.append((thread, (self, task, work)))
        thread.start()
        return task

    def drop_all(self) -> None:
        """Drop every task: the study they were for is closed."""
        for task, _ in self._running:
            task.drop()

    def close(self, seconds: float = 5.0) -> None:
        """Drop everything and wait for the threads to end."""
        self.drop_all()
        for _, thread in self._running:
            thread.join(seconds)
        self._running = [(task, thread) for task, thread in self._running if thread.is_alive()]
        let_go()

    def _run(self, task: Task[Result], work: Callable[[Report, CancelAsked], Result]) -> None:
        def report(progress: Any) -> None:
            self._send(task, task.progressed, progress)

        try:
            result = work(report, task.cancel_asked)
        except BaseException as fault:  # noqa: BLE001 - handed to the one function that shows errors
            self._send(task, task.failed, fault)
        else:
            self._send(task, task.done, result)

    def _send(self, task: Task[Any], answer: Callable[[Any], None] | None, value: Any) -> None:
        if answer is None:
            return
        try:
            task.send(self._arrived.emit, (task, answer, value))
        except RuntimeError:  # the window is gone: nobody is left to be told
            _log.info("a late answer was dropped")

    def _deliver(self, parcel: tuple[Task[Any], Callable[[Any], None], Any]) -> None:
        task, answer, value = parcel
        if not task.dropped:
            answer(value)
        del parcel, task, answer, value
        let_go()
