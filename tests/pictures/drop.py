"""Drop folders on the real window, one after the other, and keep pictures of what it says and shows.

``python -m tests.pictures.drop OUT FOLDER...``: a picture of the series page for each folder, one of the views for each
series that can be opened, and in ``said.txt`` what the window told, with seconds from the drop to the first picture.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.pictures.take import Waiting
from ui import appearance
from ui.app import build
from ui.controller import Controller
from ui.main_window import MainWindow
from ui.screen import Page, SeriesEntry
from ui.settings import Settings
from ui.work import Work

_LONG_MS = 300_000


def dropped(window: MainWindow, *paths: Path) -> None:
    """Let go of files over the window, as a mouse does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(window.rect().center()), copy, data, left, none))


class Desk:
    """The window as a reader has it, and what it said."""

    def __init__(self, out: Path) -> None:
        self.out, self.said = out, ""
        out.mkdir(parents=True, exist_ok=True)
        self.window, self.controller, messages = build(Work(), Settings(reader="K. Han", language="en"))
        messages.alerted.connect(lambda alert: setattr(self, "said", f"{alert.sentence} {alert.remedy}"))
        self.window.resize(1280, 800)
        self.window.show()
        QTest.qWaitForWindowExposed(self.window)
        self.waiting = Waiting()

    def drop(self, folder: Path, name: str) -> list[str]:
        """Drop one folder; returns the lines about it."""
        self.said, controller, before = "", self.controller, self.controller.screen.entries
        began = time.perf_counter()
        dropped(self.window, folder)
        self.waiting.waitUntil(lambda: bool(self.said) or controller.screen.entries is not before, _LONG_MS)
        if self.said:
            self._picture(name)
            return [f"{name}: {self.said}"]
        usable = [entry for entry in controller.screen.entries if not entry.refused]
        shown = len([entry for entry in usable if entry.series.instances])
        self.waiting.waitUntil(lambda: len(controller.screen.thumbnails) >= shown, _LONG_MS)
        self._picture(name)
        lines = [f"{name}: {len(controller.screen.entries)} series, {time.perf_counter() - began:.2f} s"]
        for number, entry in enumerate(controller.screen.entries):
            lines.append("    " + said_of(entry, controller))
            if not entry.refused:
                self._open(entry, f"{name}--{number + 1}")
        return lines

    def _open(self, entry: SeriesEntry, name: str) -> None:
        self.controller.choose(entry)
        self.controller.read_only()
        self.waiting.waitUntil(lambda: self.controller.screen.page is Page.REVIEW or bool(self.said), _LONG_MS)
        self._picture(name)
        if self.controller.screen.page is Page.REVIEW:
            self.controller.show_series_page()

    def _picture(self, name: str) -> None:
        QTest.qWait(500)
        self.window.grab().save(str(self.out / f"{name}.png"))

    def first_picture(self, folder: Path) -> tuple[float, float]:
        """Wall and processor seconds from the drop to the series' middle slices on the screen."""
        before = self.controller.screen.entries
        wall, used = time.perf_counter(), time.process_time()
        dropped(self.window, folder)
        while self.controller.screen.entries is before:
            QApplication.processEvents()
        self.controller.read_only()
        while self.controller.screen.volume is None:
            QApplication.processEvents()
        self.window.grab()
        return time.perf_counter() - wall, time.process_time() - used


def said_of(entry: SeriesEntry, controller: Controller) -> str:
    """A series in a line: what it is, and the refusal or what is amber."""
    series, picked = entry.series, " (picked)" if entry is controller.screen.chosen else ""
    if series.refusal is not None:
        words = f"{series.refusal.sentence} {series.refusal.remedy}"
    else:
        words = "; ".join(check.chip for check in entry.checks if check.chip) or "fit"
    return f"{series.description or '-'}: {series.kind}{picked}: {words} {' '.join(series.notes)}".rstrip()


def main() -> None:
    """Drop each folder and write what was said."""
    out, *folders = map(Path, sys.argv[1:])
    os.environ.setdefault("METSREVIEW_HOME", tempfile.mkdtemp())
    QApplication(sys.argv[:1])
    appearance.put_on(Settings(language="en"))
    desk = Desk(out)
    common = Path(os.path.commonpath(folders)) if len(folders) > 1 else folders[0].parent
    lines: list[str] = []
    for folder in folders:
        lines += desk.drop(folder, str(folder.relative_to(common)).replace("/", "+"))
        print(*lines[-1:], sep="\n", flush=True)
    (out / "said.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    desk.window.close()


if __name__ == "__main__":
    main()
