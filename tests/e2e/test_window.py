"""The window as a reader uses it: a drop, a run in the child process, judgements by keyboard, an export."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pydicom
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core import folders
from core.demo.image import Metastasis
from core.dicom import scan
from core.lesion import LesionStatus
from core.review.session import ReviewSession
from tests.helpers import phantom, tiny_model
from tests.helpers.bad_input import CASES, write_case
from tests.helpers.real_study import real_study
from ui.app import build
from ui.dialogs.export_dialog import ExportDialog
from ui.settings import Settings
from ui.work import Work

ROOT = Path(__file__).parents[2]
LESIONS = (
    Metastasis((31.0, -28.0, 9.0), 10.0),
    Metastasis((-16.0, 12.0, 44.0), 8.0),
    Metastasis((8.0, -30.0, 50.0), 6.0),
)
LONG = 240_000


class Reader:
    """Someone at the window."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        self.window, self.controller, self.messages = build(Work(), Settings(reader="K. Han"))
        self.alerts = []
        self.messages.alerted.connect(self.alerts.append)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        qtbot.waitExposed(self.window)

    @property
    def screen(self):
        return self.controller.screen

    def drop(self, folder: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(folder))])
        enter = QDragEnterEvent(
            QPoint(500, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self.window, enter)
        assert enter.isAccepted()
        drop = QDropEvent(
            QPointF(500, 400), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(self.window, drop)

    def open_series(self, folder: Path) -> None:
        self.drop(folder)
        self.qtbot.waitUntil(lambda: self.shows(folder) or bool(self.alerts), timeout=60_000)
        assert not self.alerts, self.alerts

    def shows(self, folder: Path) -> bool:
        """Whether a series of that folder is picked and nothing is under way."""
        chosen = self.screen.chosen
        return chosen is not None and self.screen.busy is None and folder in chosen.series.instances[0].path.parents

    def open_review(self, folder: Path) -> None:
        self.open_series(folder)
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.screen.review is not None or bool(self.alerts), timeout=LONG)
        assert not self.alerts, self.alerts

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.window, key)

    def statuses(self) -> list[LesionStatus]:
        return [lesion.status for lesion in self.screen.review.lesions]

    def export(self, folder: Path) -> dict:
        """Through the dialog: dry run, folder, Export; returns the receipt on disk."""
        QTest.keyClick(self.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
        dialog = self.window.findChild(ExportDialog)
        assert dialog is not None
        field = dialog.findChild(QLineEdit)
        field.setText(str(folder))
        for box in dialog.boxes.values():  # kinds of file; margins and the brain have tests of their own
            box.setChecked(True)
        self.qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=60_000)
        dialog.go.click()
        self.qtbot.waitUntil(lambda: (folder / "receipt.json").exists(), timeout=60_000)
        self.qtbot.waitUntil(lambda: self.screen.busy is None, timeout=60_000)
        dialog.close()
        return json.loads((folder / "receipt.json").read_text())


@pytest.fixture
def reader(qtbot):
    someone = Reader(qtbot)
    yield someone
    someone.window.close()


@pytest.fixture
def tiny_packages(own_home, monkeypatch):
    """Packages whose answer on the phantom is known, in place of the embedded ones."""
    tiny_model.write_package(own_home / "models" / "brain-mask.mets", "brain-mask", phantom.BRAIN / 2)
    tiny_model.write_package(own_home / "models" / "mets-demo.mets", "metastasis", (phantom.BRAIN + phantom.LESION) / 2)
    return own_home


def test_the_straight_line_with_a_reader_in_it(reader, tiny_packages, tmp_path):
    study = phantom.write_head(tmp_path / "study", "oblique", LESIONS, patient_name="홍길동", patient_id="KR-7")
    reader.open_review(study)
    assert [lesion.number for lesion in reader.screen.review.lesions] == [1, 2, 3]
    reader.press(Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_1, Qt.Key.Key_A)
    assert reader.statuses() == [LesionStatus.ACCEPTED, LesionStatus.REJECTED, LesionStatus.ACCEPTED]
    reader.press(Qt.Key.Key_Z)
    assert reader.statuses()[2] is LesionStatus.PENDING
    reader.press(Qt.Key.Key_Y)
    receipt = reader.export(tmp_path / "export")
    assert [roi["lesion_id"] for roi in receipt["rois"]] == ["L1", "L3"]
    assert all(roi["dice"] == 1.0 for roi in receipt["rois"])
    structures = pydicom.dcmread(tmp_path / "export" / "structures.dcm")
    assert str(structures.PatientName) == "홍길동"
    assert structures.ApprovalStatus == "APPROVED"


def test_the_sheet_judges_as_the_views_do(reader, tiny_packages, tmp_path):
    study = phantom.write_head(tmp_path / "study", "oblique", LESIONS)
    reader.open_review(study)
    QTest.keyClick(reader.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    tiles = reader.window.sheet.board.tiles
    assert [tile.content.row.number for tile in tiles if not tile.content.aside] == ["1", "2", "3"]
    reader.press(Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_1, Qt.Key.Key_A)
    assert reader.statuses() == [LesionStatus.ACCEPTED, LesionStatus.REJECTED, LesionStatus.ACCEPTED]
    reader.press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert reader.window.pages.currentWidget() is reader.window.review
    assert reader.screen.selected == "L1"
    receipt = reader.export(tmp_path / "export")
    assert [roi["lesion_id"] for roi in receipt["rois"]] == ["L1", "L3"]


@pytest.mark.parametrize("acquired", ["sagittal", "oblique"])
def test_an_edited_contour_is_what_is_exported(reader, tiny_packages, tmp_path, acquired):
    reader.open_review(phantom.write_head(tmp_path / "study", acquired, LESIONS))
    proposed = reader.screen.review.lesion("L1").mask
    reader.press(Qt.Key.Key_1, Qt.Key.Key_E)
    assert reader.window.panel.editing.boundary.isVisible(), "the model's answer is kept"
    view = reader.window.review.quad.coronal
    edge = view.projection().to_screen(proposed.indices()[0]).toPoint()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(view, edge + QPoint(25, -12))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=edge + QPoint(25, -12))
    reader.press(Qt.Key.Key_G, Qt.Key.Key_G, Qt.Key.Key_S, Qt.Key.Key_Return)
    edited = reader.screen.review.lesion("L1").mask
    assert not edited.same(proposed)
    reader.press(Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_A, Qt.Key.Key_A)
    receipt = reader.export(tmp_path / "export")
    roi = next(each for each in receipt["rois"] if each["lesion_id"] == "L1")
    volume = edited.count * reader.screen.volume.geometry.voxel_volume_mm3
    assert roi["volume_approved_mm3"] == pytest.approx(volume)
    assert roi["volume_reread_mm3"] == pytest.approx(volume)
    assert roi["dice"] == 1.0


def test_export_stays_locked_until_all_is_judged(reader, tiny_packages, tmp_path):
    reader.open_review(phantom.write_head(tmp_path / "study", "axial", LESIONS))
    reader.press(Qt.Key.Key_A)
    QTest.keyClick(reader.window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert reader.window.findChild(ExportDialog) is None


def test_closing_and_reopening_goes_on_where_it_stood(qtbot, tiny_packages, tmp_path):
    study = phantom.write_head(tmp_path / "study", "sagittal", LESIONS)
    first = Reader(qtbot)
    first.open_review(study)
    first.press(Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_3)
    before, probability = first.statuses(), first.screen.probability
    first.window.close()
    second = Reader(qtbot)
    second.open_review(study)
    assert second.statuses() == before
    assert (second.screen.probability.steps == probability.steps).all()
    second.window.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_bad_input_is_told_and_the_window_goes_on(case, reader, tiny_packages, tmp_path):
    reader.drop(write_case(case, tmp_path / "bad"))
    reader.qtbot.waitUntil(
        lambda: bool(reader.alerts) or any(entry.refused for entry in reader.screen.entries), timeout=30_000
    )
    told = [alert.sentence for alert in reader.alerts]
    told += [entry.series.refusal.sentence for entry in reader.screen.entries if entry.refused]
    assert any(case.words in sentence for sentence in told), told
    reader.press(Qt.Key.Key_Return)  # a refused series cannot be run
    assert reader.screen.review is None
    reader.alerts.clear()
    reader.open_series(phantom.write_head(tmp_path / "good", "axial", LESIONS))
    assert reader.screen.chosen.runnable


def test_cancel_stops_the_run_and_changes_nothing(reader, tiny_packages, tmp_path):
    reader.open_series(phantom.write_head(tmp_path / "study", "fine", LESIONS))
    reader.press(Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.screen.busy is not None, timeout=20_000)
    reader.press(Qt.Key.Key_Escape)
    reader.qtbot.waitUntil(lambda: reader.screen.busy is None, timeout=20_000)
    assert reader.screen.review is None
    assert not reader.alerts
    assert not list(folders.home().glob("reviews/*/review.jsonl"))


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_run_that_is_killed_leaves_the_window_as_it_was_and_the_next_goes_through(reader, tiny_packages, tmp_path):
    """As the system ends a process that takes too much memory."""
    reader.open_series(phantom.write_head(tmp_path / "study", "coarse", LESIONS))
    reader.press(Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: bool(multiprocessing.active_children()), timeout=20_000)
    for child in multiprocessing.active_children():
        os.kill(child.pid, signal.SIGKILL)
    reader.qtbot.waitUntil(lambda: bool(reader.alerts), timeout=20_000)
    assert "ended unexpectedly (code -9). Nothing was lost" in reader.alerts[0].sentence, "in the banner's first line"
    assert reader.screen.volume is not None, "the images can be read on"
    assert (reader.screen.busy, reader.screen.review) == (None, None)
    reader.press(Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.screen.review is not None, timeout=60_000)
    assert len(reader.screen.review.lesions) == len(LESIONS)


KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui.app import build
from ui.settings import Settings
from ui.work import Work

def main():
    application = QApplication([])
    window, controller, messages = build(Work(), Settings(reader="K. Han"))
    window.show()
    controller.open_paths([Path(sys.argv[1])])

    def tick():
        screen = controller.screen
        if screen.review is not None:
            QTest.keyClick(window, Qt.Key.Key_A)
            QTest.keyClick(window, Qt.Key.Key_R)
            QTest.keyClick(window, Qt.Key.Key_2)
            os.kill(os.getpid(), signal.SIGKILL)
        elif screen.chosen is not None and screen.busy is None:
            QTest.keyClick(window, Qt.Key.Key_Return)

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(200)
    application.exec()

if __name__ == "__main__":
    main()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kill -9 exists on POSIX only")
def test_killed_in_the_middle_every_confirmed_judgement_is_there(tiny_packages, tmp_path):
    study = phantom.write_head(tmp_path / "study", "axial", LESIONS)
    script = tmp_path / "killed.py"
    script.write_text(KILLED)
    environment = {"PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, str(script), str(study)], env=os.environ | environment, timeout=300, check=False, cwd=ROOT
    )
    assert done.returncode == -signal.SIGKILL
    (found,) = scan.studies([study])
    series = found.series[0]
    session = ReviewSession.reopen(folders.review(series), series, "K. Han")
    statuses = [lesion.status for lesion in session.state.lesions]
    assert statuses == [LesionStatus.ACCEPTED, LesionStatus.REJECTED, LesionStatus.PENDING]
    session.close()


@pytest.mark.shared_data
def test_a_real_study_with_the_embedded_models(reader, tmp_path):
    study = real_study(tmp_path / "study")
    reader.open_review(study.folder)
    masks = [lesion.mask.to_full((170, 256, 256)) for lesion in reader.screen.review.lesions]
    found = [any(mask[truth.box][truth.voxels].mean() > 0.5 for mask in masks) for truth in study.truths]
    assert found[:3] == [True, True, True], "the lesions of 15, 12 and 9 mm"
    reader.press(*[Qt.Key.Key_A] * len(masks))
    assert set(reader.statuses()) == {LesionStatus.ACCEPTED}
    receipt = reader.export(tmp_path / "export")
    assert len(receipt["rois"]) == len(masks)
    assert all(abs(roi["volume_reread_mm3"] / roi["volume_approved_mm3"] - 1) < 0.005 for roi in receipt["rois"])
