"""The window while a model runs beside it: slices turned sixty times a second; run it, it prints, it never fails.

The whole application on the demo patient with the embedded models, in the child process and with the threads that a
reader's run has. The same slices are turned once more when the run is over. Each figure on the wall's clock, which
other loads on the machine lengthen, in the window's own processor time, and how often a picture was late.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.demo.patient import kept_patient
from inference.runtime import default_threads
from ui.app import build
from ui.main_window import MainWindow
from ui.settings import Settings
from ui.style_sheet import wear
from ui.theme import DARK
from ui.work import Work

FRAME = 1 / 60
TURN = 60  # frames up, then as many down
PAUSE_SECONDS = 2.0
LONGEST_SECONDS = 240.0


class Frames:
    """Milliseconds of each frame, from when it was due and from when it was begun, and of the process's own time."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self.wall: list[float] = []
        self.own: list[float] = []

    def turn(self, window: MainWindow, number: int, due: float) -> None:
        """One slice on, and everything drawn."""
        began, own = time.perf_counter(), time.process_time()
        window.review.quad.step(1 if number // TURN % 2 == 0 else -1)
        QApplication.processEvents()
        ended = time.perf_counter()
        self.own.append(1000 * (time.process_time() - own))
        self.wall.append(1000 * (ended - began))
        self.late.append(1000 * (ended - due))

    def words(self) -> str:
        """Frames, medians and p95, and how many were drawn within a sixtieth of a second."""
        spread = [
            f"median {np.median(each):.1f}, p95 {np.percentile(each, 95):.1f} ms" for each in (self.wall, self.own)
        ]
        within = np.mean(np.array(self.late) <= 1000 * FRAME)
        return f"{len(self.wall)} pictures: {spread[0]} (own time: {spread[1]}); {100 * within:.1f} % within 1/60 s"


def until(condition, seconds: float = LONGEST_SECONDS) -> None:
    ends = time.monotonic() + seconds
    while not condition() and time.monotonic() < ends:
        QApplication.processEvents()
        time.sleep(0.001)


def turned(window: MainWindow, goes_on) -> Frames:
    """Turn slices at sixty a second for as long as it goes on."""
    frames, number, due = Frames(), 0, time.perf_counter()
    while goes_on(number):
        while time.perf_counter() < due:  # what the window is told is heard between pictures
            QApplication.processEvents()
            time.sleep(0.0005)
        frames.turn(window, number, due)
        number, due = number + 1, max(due + FRAME, time.perf_counter())
    return frames


def main() -> None:
    application = QApplication([])
    wear(application, DARK)
    with tempfile.TemporaryDirectory() as home:
        os.environ["METSREVIEW_HOME"] = home
        patient = kept_patient(Path(home) / "patient")
        window, controller, messages = build(Work(), Settings(reader="K. Han"))
        messages.alerted.connect(print)
        window.resize(1440, 900)
        window.show()
        controller.open_paths([patient])
        until(lambda: controller.screen.chosen is not None and controller.screen.busy is None)
        QTest.keyClick(window, Qt.Key.Key_Return)
        until(lambda: controller.screen.volume is not None)
        shape = controller.screen.volume.geometry.shape
        until(lambda: controller.screen.busy is not None and (controller.screen.busy.share or 0) > 0.1)
        print(f"{os.cpu_count()} cores, {default_threads()} threads for the run; series {shape}")
        print(f"load at its beginning {os.getloadavg()[0]:.1f}; {controller.screen.busy.sentence}")
        ends = time.monotonic() + LONGEST_SECONDS
        beside = turned(window, lambda _n: controller.screen.review is None and time.monotonic() < ends)
        print(f"beside the run: {beside.words()}; load {os.getloadavg()[0]:.1f}")
        until(lambda: controller.screen.review is not None)
        until(lambda: False, PAUSE_SECONDS)
        after = turned(window, lambda number: number < len(beside.wall))
        print(f"the run is over: {after.words()}; load {os.getloadavg()[0]:.1f}")
        window.close()


if __name__ == "__main__":
    main()
