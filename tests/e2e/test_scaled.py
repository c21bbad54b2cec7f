"""The real window at 200 %: two device pixels a logical one, on a screen of 1920x1200, worked by mouse and keys."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import folders
from tests.e2e.test_window import LESIONS, tiny_packages  # noqa: F401 - a fixture
from tests.helpers import phantom

ROOT = Path(__file__).parents[2]

SCALED = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint, QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from ui import appearance
from ui.app import build
from ui.controls.buttons import PaintedButton
from ui.settings import Settings
from ui.work import Work

KEYS = Qt.Key
told = []


def parts_inside(window):
    for part in (window.top, window.tools, window.panel, window.status, window.review):
        if part.isVisible():
            corner = part.mapTo(window, part.rect().bottomRight())
            assert corner.x() < window.width() and corner.y() < window.height(), part
    for button in window.findChildren(PaintedButton):
        if button.isVisibleTo(window) and button.parentWidget().isVisibleTo(window):
            box = button.visibleRegion().boundingRect()
            assert box == button.rect() or box.isEmpty() or scrolled(button), (button.accessibleName(), box)


def scrolled(part):
    while part is not None:
        if part.inherits("QAbstractScrollArea"):
            return True
        part = part.parentWidget()
    return False


def picture(window, name):
    QApplication.processEvents()
    image = window.grab().toImage()
    assert image.devicePixelRatio() == 2.0
    assert (image.width(), image.height()) == (1920, 1200)
    parts_inside(window)
    told.append(name)


def main():
    application = QApplication([])
    settings = Settings(reader="K. Han", language=sys.argv[2])
    appearance.put_on(settings)
    window, controller, messages = build(Work(), settings)
    window.resize(960, 600)
    window.show()
    controller.open_paths([Path(sys.argv[1])])

    def tick():
        screen = controller.screen
        if screen.review is None:
            if screen.chosen is not None and screen.busy is None:
                QTest.keyClick(window, KEYS.Key_Return)
            return
        timer.stop()
        picture(window, "review")
        QTest.keyClick(window, KEYS.Key_A)
        assert controller.screen.selected == "L2"
        QTest.keyClick(window, KEYS.Key_R)
        picture(window, "reasons")
        QTest.keyClick(window, KEYS.Key_1)
        QTest.keyClick(window, KEYS.Key_2, Qt.KeyboardModifier.ControlModifier)
        picture(window, "sheet")
        QTest.keyClick(window, KEYS.Key_1, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window, KEYS.Key_1)
        QTest.keyClick(window, KEYS.Key_E)
        picture(window, "edit")
        view = window.review.quad.axial
        before = controller.screen.lesion.mask
        edge = view.projection().to_screen(before.indices().mean(axis=0)).toPoint()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
        QTest.mouseMove(view, edge + QPoint(30, 0))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge + QPoint(30, 0))
        after = controller.screen.lesion.mask
        assert after.count > before.count, "the stroke lies where the mouse was"
        reach = (after - before).indices()
        at = view.projection().to_index(edge + QPoint(30, 0), int(reach[0, 0]))
        assert abs(reach[:, 1:] - at[1:]).min() <= 1.5
        QTest.keyClick(window, KEYS.Key_Escape)
        QTest.keyClick(window, KEYS.Key_Right)
        picture(window, "second look")
        print(" ".join(told))
        window.close()
        application.quit()

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(100)
    application.exec()


if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.usefixtures("tiny_packages")
def test_at_200_percent_nothing_is_cut_and_the_mouse_hits_what_it_points_at(tmp_path, language):
    study = phantom.write_head(tmp_path / "study", "axial", LESIONS)
    script = tmp_path / "scaled.py"
    script.write_text(SCALED)
    environment = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"}
    done = subprocess.run(
        [sys.executable, str(script), str(study), language],
        env=os.environ | environment | {"METSREVIEW_HOME": str(folders.home())},
        timeout=300,
        check=False,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip().endswith("review reasons sheet edit second look"), done.stderr[-2000:]
