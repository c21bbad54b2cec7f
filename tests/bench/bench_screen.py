"""The screen as a whole on 512x512x300: scrolling, strokes, memory; run it, it prints, it never fails.

Each figure twice: on the wall's clock, which other loads on the machine lengthen, and in this process's own time.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.bench_slice_scroll import head, lesions
from tests.bench.bench_stroke import LEFT, NONE, SHAPE, LargeDesk, wait_until
from tests.helpers.reviews import detection
from ui.style_sheet import wear
from ui.theme import DARK
from ui.viewer.slice_view import SliceView

NOTCHES, MOVES, OPENINGS, EDITS = 120, 120, 6, 100
_WARM = 5  # the first of a kind fill caches


class Times:
    """Milliseconds of each repetition, on both clocks."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.own: list[float] = []

    def take(self, work: Callable[[], object]) -> None:
        """Do it, and wait until everything is drawn."""
        wall, own = time.perf_counter(), time.process_time()
        work()
        QApplication.processEvents()
        self.own.append(1000 * (time.process_time() - own))
        self.wall.append(1000 * (time.perf_counter() - wall))

    def words(self) -> str:
        """Median and p95 of both."""
        wall, own = self.wall[_WARM:], self.own[_WARM:]
        spread = [f"median {np.median(each):.1f}, p95 {np.percentile(each, 95):.1f} ms" for each in (wall, own)]
        return f"{spread[0]} (own time: {spread[1]})"


def megabytes() -> float:
    """What the process holds now; its most so far where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1e6 if sys.platform == "darwin" else 1e3)
    return pages * resource.getpagesize() / 1e6


def scrolled(desk: LargeDesk, view: SliceView) -> Times:
    times = Times()
    desk.window.review.quad.set_active(view)
    for n in range(NOTCHES):
        times.take(lambda n=n: desk.window.review.quad.step(1 if n < NOTCHES / 2 else -1))
    return times


def stroke(desk: LargeDesk) -> tuple[Times, float]:
    """Each move of a stroke of the brush, and letting go, in milliseconds."""
    view, times = desk.window.review.quad.axial, Times()
    middle = QPoint(view.width() // 2, view.height() // 2)
    QTest.mousePress(view, LEFT, NONE, middle)
    for n in range(MOVES):
        to = middle + QPoint(round(60 * np.sin(n / 9)), round(60 * np.cos(n / 9)) - 60)
        times.take(lambda to=to: QTest.mouseMove(view, to))
    release = Times()
    release.take(lambda: QTest.mouseRelease(view, LEFT, NONE, middle))
    return times, release.own[0]


def main() -> None:
    application = QApplication([])
    wear(application, DARK)
    empty = megabytes()
    volume = head(SHAPE)
    found = replace(detection(), lesions=lesions(volume), candidates=(), brain_mask=np.zeros(SHAPE, bool))
    bot = SimpleNamespace(addWidget=lambda _w: None, waitExposed=lambda _w: None, waitUntil=wait_until)
    with tempfile.TemporaryDirectory() as folder:
        desk = LargeDesk(Path(folder), detection=found, large=volume).build(bot)
        held = megabytes()
        desk.open_review()
        wait_until(lambda: False, 1000)
        quad = desk.window.review.quad
        print(f"Memory: program {empty:.0f} MB, volume {volume.voxels.nbytes / 1e6:.0f} MB,", end=" ")
        print(f"the open review {megabytes() - held:.0f} MB more")
        for name, view in (("axial", quad.axial), ("coronal", quad.coronal), ("sagittal", quad.sagittal)):
            print(f"{name} scroll, four views drawn: {scrolled(desk, view).words()}")
        desk.press(Qt.Key.Key_1, Qt.Key.Key_E)
        wait_until(lambda: False, 1000)
        for name, keys in (("circle, 4 mm", ()), ("ball, 4 mm", (Qt.Key.Key_D,)), ("eraser, ball", (Qt.Key.Key_X,))):
            desk.press(*keys)
            times, release = stroke(desk)
            wait_until(lambda: False, 700)
            print(f"{name}: stroke to picture {times.words()}; letting go {release:.0f} ms of own time")
        desk.press(Qt.Key.Key_X, Qt.Key.Key_D)
        before = megabytes()
        for n in range(EDITS):
            desk.press(Qt.Key.Key_G if n % 2 else Qt.Key.Key_S)
        QApplication.processEvents()
        print(f"Memory after {EDITS} edits: {megabytes() - before:+.0f} MB")
        sizes = []
        for _ in range(OPENINGS):
            desk.press(Qt.Key.Key_Escape)
            desk.controller.show_series_page()
            desk.press(Qt.Key.Key_Return)
            wait_until(lambda: desk.screen.review is not None)
            wait_until(lambda: False, 300)
            sizes.append(megabytes())
        first, last = sizes[0], sizes[-1]
        print(f"Memory, the review opened again {OPENINGS} times: {first:.0f} MB at first, {last:.0f} MB at last")
        desk.window.close()


if __name__ == "__main__":
    main()
