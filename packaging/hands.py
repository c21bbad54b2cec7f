"""Hands and eyes for the smoke test: keys, a drop and pictures of the screen, from outside the program that is tested.

It speaks to the X server alone (XTEST), so the built program needs no hidden entrance for tests.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel

_SHIFTED = {"/": False, "?": True, "_": True, "+": True, ":": True, "~": True}
_NAMES = {"/": "slash", "-": "minus", ".": "period", "_": "underscore", " ": "space"}
_PRESSED, _RELEASED = 1, 0


class Hands:
    """One display, looked at and worked on."""

    def __init__(self) -> None:
        self.application = QApplication.instance() or QApplication([])
        self._x = ctypes.CDLL(find_library("X11"))
        self._test = ctypes.CDLL(find_library("Xtst"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = [ctypes.c_void_p, ctypes.c_ulong]
        self._x.XSetInputFocus.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong]
        self._x.XFlush.argtypes = [ctypes.c_void_p]
        self._test.XTestFakeKeyEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeButtonEvent.argtypes = [ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong]
        self._test.XTestFakeMotionEvent.argtypes = [ctypes.c_void_p, *[ctypes.c_int] * 3, ctypes.c_ulong]
        self._display = self._x.XOpenDisplay(None)
        assert self._display, "a display is at hand"

    def press(self, keys: str) -> None:
        """Press ``Ctrl+E``, ``Return``, ``a``… in whatever window has the pointer."""
        parts = keys.split("+")
        codes = [self._code({"Ctrl": "Control_L", "Shift": "Shift_L"}.get(part, part)) for part in parts]
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, _PRESSED, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, _RELEASED, 0)
        self._x.XFlush(self._display)
        self.rest(0.15)

    def write(self, text: str) -> None:
        """Type a text of letters, digits and signs of paths."""
        for letter in text:
            shifted = letter.isupper() or _SHIFTED.get(letter, False)
            name = {"_": "minus"}.get(letter, _NAMES.get(letter, letter.lower()))
            self.press(f"Shift+{name}" if shifted else name)

    def move(self, x: int, y: int) -> None:
        """Lay the pointer on a place of the screen."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, 0)
        self._x.XFlush(self._display)

    def button(self, *, down: bool) -> None:
        """Press or let go the left button."""
        self._test.XTestFakeButtonEvent(self._display, 1, _PRESSED if down else _RELEASED, 0)
        self._x.XFlush(self._display)

    def click(self, x: int, y: int) -> None:
        """Click on a place of the screen."""
        self.move(x, y)
        self.rest(0.1)
        self.button(down=True)
        self.button(down=False)
        self.rest(0.3)

    def drop(self, path: Path, x: int, y: int) -> None:
        """Drag a folder from a window of our own to a place of the screen, and let it go there."""
        source = _Source(path, self, (x, y))
        source.show()
        self.until(source.isVisible, 5)
        self.rest(0.5)
        middle = source.mapToGlobal(QPoint(source.width() // 2, source.height() // 2))
        self.move(middle.x(), middle.y())
        self.rest(0.2)
        self.button(down=True)
        self.rest(0.2)
        self.move(middle.x() + 30, middle.y())
        self.until(lambda: source.done, 20)
        self.rest(3)
        source.close()
        assert source.taken, "the window took what was dropped"

    def picture(self) -> QImage:
        """The whole screen."""
        return QGuiApplication.primaryScreen().grabWindow(0).toImage()

    def keep(self, path: Path) -> None:
        """Keep a picture of the screen, once it has stood still for a moment."""
        before = self.picture()
        for _ in range(20):
            self.rest(0.4)
            now = self.picture()
            if now == before:
                break
            before = now
        path.parent.mkdir(parents=True, exist_ok=True)
        before.save(str(path))

    def rest(self, seconds: float) -> None:
        """Wait, and answer the display meanwhile."""
        self.until(lambda: False, seconds)

    def until(self, met: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is so; tells whether it came to be in time."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.application.processEvents()
            if met():
                return True
            time.sleep(0.01)
        return False

    def _code(self, name: str) -> int:
        code = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode()))
        assert code, f"the keyboard has a key {name}"
        return int(code)


class _Source(QLabel):
    """A window from which a folder is dragged."""

    def __init__(self, path: Path, hands: Hands, target: tuple[int, int]) -> None:
        super().__init__(path.name)
        self._path, self._hands, self._target = path, hands, target
        self.done = self.taken = False
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        screen = QGuiApplication.primaryScreen().geometry()
        self.setGeometry(screen.width() - 220, screen.height() - 80, 200, 60)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin the drag; while it runs, timers lead the pointer to the target and let go there."""
        del event
        if self.done:
            return
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._path))])
        drag = QDrag(self)
        drag.setMimeData(data)
        self._kept = drag, data  # the other window asks for the data after the drop
        x, y = self._target
        for step in range(10):
            QTimer.singleShot(100 + 80 * step, lambda s=step: self._hands.move(x - 9 + s, y - 9 + s))
        QTimer.singleShot(1300, lambda: self._hands.button(down=False))
        self.taken = drag.exec(Qt.DropAction.CopyAction) == Qt.DropAction.CopyAction
        self.done = True
