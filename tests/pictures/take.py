"""Pictures of every state of the window, for docs/states.md: real window, embedded models, synthetic patient.

`python3 dev.py pictures [NAME…]` takes all, or those whose name begins so.
"""

import contextlib
import os
import shutil
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core import folders
from core.errors import MetsReviewError
from tests.helpers import windows
from tests.helpers.windows import Desk, Hand, many, with_candidate_only
from ui import appearance
from ui.app import build
from ui.dialogs.export_dialog import ExportDialog
from ui.screen import Busy
from ui.settings import Settings
from ui.viewer.surface_view import SurfaceView
from ui.work import Work

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures" / "states"
_USUAL_HOME = "~/.local/share/MetsReview"
CONTROL = Qt.KeyboardModifier.ControlModifier
_RARE = ("refused", "cancelled", "none-found", "one", "sixty", "error", "long-names", "blind", "revealed")
_DAY = (
    *("first-run", "series", "finding", "review", "reasons", "judged", "second-look", "edit", "sheet", "settings"),
    *("keys", "all-judged", "export", "receipt", "list-choices", "three", "oblique", "sampled"),
)
LONG_NAME = "Featherstonehaugh-Cholmondeley^Wilhelmina Alexandrina Seraphina"


@dataclass
class Waiting:
    """What pytest-qt does for the tests, without pytest."""

    def addWidget(self, widget: QWidget) -> None:
        """The window lives until the program ends."""

    def waitExposed(self, window: QWidget) -> None:
        QTest.qWaitForWindowExposed(window)

    def waitUntil(self, holds, timeout: int = 5000) -> None:
        end = time.monotonic() + timeout / 1000
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")
            QTest.qWait(20)


class Camera:
    """Takes one picture after another."""

    def __init__(self, wanted: list[str]) -> None:
        self._wanted, self._waiting = wanted, Waiting()
        FOLDER.mkdir(parents=True, exist_ok=True)

    def wants(self, names: tuple[str, ...]) -> bool:
        """Whether any of these is asked for."""
        return not self._wanted or any(name.startswith(each) for name in names for each in self._wanted)

    def take(self, name: str, part: QWidget) -> None:
        if not self._wanted or any(name.startswith(each) for each in self._wanted):
            QTest.qWait(700)
            for view in part.findChildren(SurfaceView):  # 3D follows when it is ready
                self._waiting.waitUntil(lambda view=view: not (view.isVisible() and view.late), 60_000)
            QTest.qWait(100)
            part.grab().save(str(FOLDER / f"{name}.png"))
            print(name)


def press(window: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(window, key, modifier)
        QTest.qWait(30)


def dialog_over(window: QWidget) -> QDialog:
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


def settings_over(window: QWidget) -> QDialog:
    """The settings, with the usual folder in place of this computer's."""
    dialog = dialog_over(window)
    dialog._home.set_text(_USUAL_HOME)
    return dialog


def the_day(camera: Camera) -> None:
    """A review from the empty window to the receipt, then in other dresses."""
    waiting = Waiting()
    window, controller, _messages = build(Work(), Settings(reader="K. Han", language="en"))
    window.resize(1440, 900)
    window.show()
    waiting.waitUntil(lambda: bool(window.first_run.card.lines), 600_000)
    card = window.first_run.card  # in place of this computer's folder, the usual one
    home = str(folders.home())
    card.show_lines(tuple(replace(line, words=line.words.replace(home, _USUAL_HOME)) for line in card.lines))
    camera.take("first-run", window)
    controller.open_demo()
    waiting.waitUntil(lambda: controller.screen.chosen is not None and controller.screen.busy is None, 1_200_000)
    waiting.waitUntil(lambda: bool(controller.screen.thumbnails), 300_000)
    camera.take("series", window)
    press(window, Qt.Key.Key_Return)
    waiting.waitUntil(lambda: controller.screen.volume is not None, 600_000)
    waiting.waitUntil(lambda: far_enough(controller.screen.busy), 1_200_000)
    camera.take("finding", window)
    waiting.waitUntil(lambda: controller.screen.review is not None, 1_800_000)
    camera.take("review", window)
    press(window, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_R)
    camera.take("reasons", window)
    press(window, Qt.Key.Key_1)
    camera.take("judged", window)
    press(window, Qt.Key.Key_Right)
    camera.take("second-look", window)
    press(window, Qt.Key.Key_Left)
    press(window, Qt.Key.Key_E)
    camera.take("edit", window)
    press(window, Qt.Key.Key_T)
    beside = np.add(controller.screen.lesion.mask.indices().mean(axis=0), (0, 0, 4))
    before = controller.screen.review
    Hand(SimpleNamespace(window=window)).drag([beside, beside])
    camera.take("sampled", window)
    undone = (Qt.Key.Key_Z,) if controller.screen.review is not before else ()  # else a judgement would be undone
    press(window, *undone, Qt.Key.Key_Escape)
    press(window, Qt.Key.Key_8, modifier=CONTROL)
    camera.take("three", window)
    press(window, Qt.Key.Key_5, modifier=CONTROL)
    press(window, Qt.Key.Key_4, modifier=CONTROL)
    camera.take("oblique", window)
    press(window, Qt.Key.Key_4, modifier=CONTROL)
    press(window, Qt.Key.Key_F, modifier=CONTROL)
    camera.take("list-choices", window.list_choices)
    window.list_choices.hide()
    press(window, Qt.Key.Key_2, modifier=CONTROL)
    camera.take("sheet", window)
    press(window, Qt.Key.Key_1, modifier=CONTROL)
    press(window, Qt.Key.Key_Comma, modifier=CONTROL)
    camera.take("settings", settings_over(window))
    dialog_over(window).show_page(1)
    camera.take("settings-keys", dialog_over(window))
    dialog_over(window).accept()
    press(window, Qt.Key.Key_Question)
    camera.take("keys", dialog_over(window))
    dialog_over(window).accept()
    dresses(camera, window)
    while controller.screen.review.pending:
        press(window, Qt.Key.Key_A)
    camera.take("all-judged", window)
    press(window, Qt.Key.Key_E, modifier=CONTROL)
    export = next(each for each in window.findChildren(ExportDialog))
    planning = Path(tempfile.mkdtemp(prefix="planning-"))
    shown = Path(tempfile.gettempdir()) / "planning"  # a name to read; where it is taken, the long one
    with contextlib.suppress(OSError):
        planning = planning.rename(shown)
    export.folder.setText(str(planning / "DEMO-1"))
    waiting.waitUntil(lambda: export.go.isEnabled(), 1_200_000)
    camera.take("export", export)
    export.go.click()
    waiting.waitUntil(lambda: export.copy.isVisible(), 1_200_000)
    camera.take("receipt", export)
    export.reject()
    shutil.rmtree(planning)
    window.close()


def far_enough(busy: Busy | None) -> bool:
    """Whether a run shows how far it is."""
    return busy is not None and (busy.share or 0) > 0.2


def dresses(camera: Camera, window) -> None:
    """The same review in light, Korean, larger text, a small and a large window."""
    plain = Settings(reader="K. Han", language="en")
    for name, settings, size in (
        ("review-light-korean", replace(plain, theme="light", language="ko"), (1440, 900)),
        ("review-960x600", plain, (960, 600)),
        ("review-korean-960x600", replace(plain, language="ko"), (960, 600)),
        ("review-text-150", replace(plain, text_percent=150), (1440, 900)),
        ("review-1920x1200", plain, (1920, 1200)),
    ):
        appearance.put_on(settings)
        window.remake()
        window.resize(*size)
        camera.take(name, window)
        if name == "review-light-korean":
            press(window, Qt.Key.Key_Comma, modifier=CONTROL)
            camera.take("settings-light-korean", settings_over(window))
            dialog_over(window).accept()
    appearance.put_on(plain)
    window.remake()
    window.resize(1440, 900)


def the_rare(camera: Camera) -> None:
    """States that no ordinary day has: on a block of noise, where the words count and not the images."""
    waiting = Waiting()

    def desk(**given) -> Desk:
        return Desk(Path(tempfile.mkdtemp()), **given).build(waiting)

    one = desk().open_series()
    press(one.window, Qt.Key.Key_Down)
    camera.take("refused", one.window)
    one.window.close()
    stopped = desk(running=threading.Event()).open_series()
    press(stopped.window, Qt.Key.Key_Return)
    waiting.waitUntil(lambda: stopped.screen.busy is not None and stopped.screen.busy.share is not None, 120_000)
    press(stopped.window, Qt.Key.Key_Escape)
    stopped.running.set()
    waiting.waitUntil(lambda: stopped.screen.busy is None, 120_000)
    camera.take("cancelled", stopped.window)
    stopped.window.close()
    for name, found in (("none-found", with_candidate_only()), ("one", many(1)), ("sixty", many(60))):
        shown = desk(detection=found).open_review()
        camera.take(name, shown.window)
        if name == "sixty":
            press(shown.window, Qt.Key.Key_2, modifier=CONTROL)
            camera.take("sixty-sheet", shown.window)
        shown.window.close()
    blind = desk()
    blind.controller.blind_first = True
    blind.open_review()
    press(blind.window, Qt.Key.Key_Plus)
    press(blind.window, Qt.Key.Key_Escape)
    camera.take("blind", blind.window)
    press(blind.window, Qt.Key.Key_R, modifier=CONTROL)
    camera.take("revealed", dialog_over(blind.window))
    dialog_over(blind.window).reject()
    blind.window.close()
    failed = desk(fault=MetsReviewError("This folder holds no image.", "Choose the folder with the DICOM files."))
    failed.controller.open_paths([Path("/patient")])
    waiting.waitUntil(lambda: failed.window.panel.alert is not None)
    camera.take("error", failed.window)
    failed.window.close()
    usual = windows.Patient
    windows.Patient = lambda _name, *rest: usual(LONG_NAME, *rest)
    named = desk(reader="Prof. Dr. Maximiliane von Hohenlohe-Schillingsfürst").open_review()
    windows.Patient = usual
    camera.take("long-names", named.window)
    named.window.close()


def main() -> int:
    application = QApplication([])
    appearance.put_on(Settings(language="en"))
    camera = Camera(sys.argv[1:])
    for names, take in ((_RARE, the_rare), (_DAY, the_day)):
        os.environ["METSREVIEW_HOME"] = tempfile.mkdtemp()  # each its own: the first page tells what was opened lately
        if camera.wants(names):
            take(camera)
    application.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
