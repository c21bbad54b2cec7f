"""Python's cyclic garbage, collected on the window's thread alone.

Python collects wherever an allocation crosses its threshold, so also on a thread that loads voxels; what it then frees
may be a dialog. Qt allows an object to be deleted only on the thread it lives on
(https://doc.qt.io/qt-6/threads-qobject.html, "Accessing QObject Subclasses from Other Threads"). So the window turns
automatic collection off and collects by a timer of its own, between events. Commands and the model's process keep
Python's way: they have no widgets.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from ui import tasks

_EVERY_MS = 250
_YOUNG = 2_000  # objects made and not freed since the last look at the young
_AT_LEAST_EVERY_S = 10.0  # between two looks at the young: what is freed counts against what was made, and hides rings
_MIDDLE = 10  # looks at the young before one at the middle generation, Python's own figure
_WHOLE_EVERY_S = 120.0  # between two looks at everything, which takes longest


class Collector(QObject):
    """Collects while it lives; Python's own way is back once it was stopped.

    Parameters
    ----------
    parent
        On whose thread garbage is collected.

    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_automatic = gc.isenabled()
        gc.disable()
        self._whole_at = self._looked_at = time.monotonic()
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    def settle(self) -> None:
        """Leave what there is now out of every later look: modules and the window live as long as the program."""
        gc.freeze()

    def look(self) -> int:
        """Collect what is due, the whole heap rarely; nothing while a mouse button is held, for a stroke must flow.

        Returns
        -------
        int
            The oldest generation looked at; -1 where nothing was due.

        """
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return -1
        tasks.let_go()
        due = self._due()
        if due >= 0:
            gc.collect(due)
            self._looked_at = time.monotonic()
        if due == 2:
            self._whole_at = time.monotonic()
        return due

    def _due(self) -> int:
        young, middle, old = gc.get_count()
        if old and time.monotonic() - self._whole_at >= _WHOLE_EVERY_S:
            return 2
        if young < _YOUNG and time.monotonic() - self._looked_at < _AT_LEAST_EVERY_S:
            return -1
        return 1 if middle >= _MIDDLE else 0

    def stop(self) -> None:
        """Give collection back to Python; the window is closed."""
        self._clock.stop()
        gc.unfreeze()
        if self._was_automatic:
            gc.enable()
