"""A thread of Qt's for what draws text: documents start timers, which a thread of Python's cannot have."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractEventDispatcher, QThread

Result = TypeVar("Result")


def drawn(draw: Callable[[], Result]) -> Result:
    """Call ``draw()`` on a thread with an event dispatcher, and wait for it.

    Qt documents that objects with timers live only in threads that Qt started
    (https://doc.qt.io/qt-6/threads-qobject.html). Where the caller's thread has a dispatcher, the window's or the
    command line's, it draws there.

    Parameters
    ----------
    draw
        Its Qt objects must be local to it: they are destroyed on the thread that made them, before this returns.

    Returns
    -------
    object
        What ``draw`` returned; no Qt object with timers. What it raised is raised here.

    """
    if QAbstractEventDispatcher.instance() is not None:
        return draw()
    thread = _Drawing(draw)
    thread.start()
    thread.wait()
    return thread.result()


class _Drawing(QThread, Generic[Result]):
    def __init__(self, draw: Callable[[], Result]) -> None:
        super().__init__()
        self._draw = draw
        self._made: list[Result] = []
        self._fault: BaseException | None = None

    def run(self) -> None:
        """Draw; called by Qt on the thread."""
        try:
            self._made.append(self._draw())
        except BaseException as fault:  # noqa: BLE001 - raised again by the one who waits
            self._fault = fault.with_traceback(None)  # its frames would keep the objects of this thread

    def result(self) -> Result:
        """Return what was drawn, or raise what went wrong."""
        if self._fault is not None:
            raise self._fault
        return self._made[0]
