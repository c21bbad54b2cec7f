"""How long a brush takes from a mouse move to the picture, in the whole window: run it, it prints, it never fails."""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.volume import Volume
from tests.bench.bench_slice_scroll import head, lesions
from tests.helpers.reviews import detection
from tests.helpers.windows import Desk
from ui.style_sheet import wear
from ui.theme import DARK

SHAPE = (300, 512, 512)
MOVES = 60
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class LargeDesk(Desk):
    """The tests' window, on a large volume."""

    large: Volume | None = None

    def _load(self, one, report, cancel) -> Volume:
        return self.large


def wait_until(condition, timeout: int = 60_000) -> None:
    ends = time.monotonic() + timeout / 1000
    while not condition() and time.monotonic() < ends:
        QApplication.processEvents()


def stroke(desk: Desk, steps: int) -> tuple[list[float], float]:
    """Milliseconds of each move, and of letting go."""
    view = desk.window.review.quad.axial
    middle = QPoint(view.width() // 2, view.height() // 2)
    QTest.mousePress(view, LEFT, NONE, middle)
    times = []
    for n in range(steps):
        start = time.perf_counter()
        QTest.mouseMove(view, middle + QPoint(2 * n, round(20 * np.sin(n / 5))))
        QApplication.processEvents()
        times.append(1000 * (time.perf_counter() - start))
    start = time.perf_counter()
    QTest.mouseRelease(view, LEFT, NONE, middle + QPoint(2 * steps, 0))
    QApplication.processEvents()
    return times, 1000 * (time.perf_counter() - start)


def main() -> None:
    application = QApplication([])
    wear(application, DARK)
    volume = head(SHAPE)
    found = replace(detection(), lesions=lesions(volume), candidates=(), brain_mask=np.zeros(SHAPE, bool))
    bot = SimpleNamespace(addWidget=lambda _w: None, waitExposed=lambda _w: None, waitUntil=wait_until)
    with tempfile.TemporaryDirectory() as folder:
        desk = LargeDesk(Path(folder), detection=found, large=volume).build(bot)
        desk.open_review().press(Qt.Key.Key_1, Qt.Key.Key_E)
        wait_until(lambda: False, 1000)
        for name, keys in (("circle, 4 mm", ()), ("ball, 4 mm", (Qt.Key.Key_D,)), ("eraser", (Qt.Key.Key_X,))):
            desk.press(*keys)
            times, release = stroke(desk, MOVES)
            wait_until(lambda: False, 500)
            spread = f"median {np.median(times):.1f} ms, p95 {np.percentile(times, 95):.1f} ms"
            print(f"{name}: {spread}, letting go {release:.0f} ms")
        desk.window.close()


if __name__ == "__main__":
    main()
