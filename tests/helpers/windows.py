"""The whole window on a review made by hand: nothing is read from disk, no model runs."""

import threading
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.detection import Detection
from core.errors import Cancelled
from core.fitness import Asked, Check, Level, checks
from core.lesion import LesionStatus
from core.plane import PlaneName
from core.receipt import Receipt, ReceiptRoi
from core.review.session import ReviewSession
from core.study import Patient, Refusal, Series, Study
from core.volume import Volume
from tests.helpers.reviews import SHAPE, ball, candidate, detection, lesion, series
from ui.commands import Commands
from ui.controller import Controller
from ui.facts import Facts
from ui.main_window import MainWindow
from ui.messages import Messages
from ui.screen import Busy, SeriesEntry
from ui.settings import Settings
from ui.tasks import Tasks
from ui.work import Found, Opened, Work

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 11, 3)


def study_of(*several: Series) -> Study:
    patient = Patient("DEMO^Patient 1301", "1301", "19500101", "F", "075Y")
    return Study("2.25.9", patient, "20261101", "Brain MRI", several)


def refused() -> Series:
    whole = series("2.25.2")
    refusal = Refusal("39 slices missing", "This series lacks 39 of 170 slices.", "Ask for it again.")
    return replace(whole, geometry=None, refusal=refusal, description="T1, partial")


def volume() -> Volume:
    shape = series().geometry
    voxels = np.random.default_rng(1).uniform(50, 100, SHAPE).astype(np.float32)
    return Volume(voxels, shape, "2.25.8")


def many(count: int) -> Detection:
    """Return as many small lesions in rows, no candidates."""
    places = [(k, j, i) for k in range(1, 11, 2) for j in range(1, 13, 2) for i in range(1, 15, 2)][:count]
    lesions = tuple(lesion(n, ball(place, 0.5)) for n, place in enumerate(places, 1))
    return replace(detection(), lesions=lesions, candidates=())


def green(name: str) -> Check:
    return Check(name, "fine", "", Level.GREEN)


@dataclass
class Desk:
    """A window, what drives it, and what it was given to work with."""

    folder: Path
    detection: Detection = field(default_factory=detection)
    reader: str = "K. Han"
    fault: Exception | None = None
    exported: list[tuple] = field(default_factory=list)
    opened: list[list[Path]] = field(default_factory=list)
    structures: tuple = ()
    seen: tuple = ()
    receipt_factor: float = 1.0
    loading: threading.Event | None = None
    running: threading.Event | None = None
    loaded: list[str] = field(default_factory=list)

    def build(self, qtbot) -> "Desk":
        self.messages, self.tasks = Messages(), Tasks()
        self.controller = Controller(self._work(), self.tasks, self.messages, self.reader)
        self.window = MainWindow(self.controller, self.messages)
        self.commands = Commands(self.window, self.controller, self.messages, Settings(reader=self.reader))
        self.news, self.alerts = [], []
        self.messages.told.connect(self.news.append)
        self.messages.alerted.connect(self.alerts.append)
        self.window.closing.connect(self.controller.close)
        qtbot.addWidget(self.window)
        self.window.resize(1440, 900)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.qtbot = qtbot
        return self

    @property
    def screen(self):
        return self.controller.screen

    def open_series(self) -> "Desk":
        self.controller.open_paths([Path("/patient")])
        self.qtbot.waitUntil(lambda: bool(self.screen.entries))
        return self

    def open_review(self) -> "Desk":
        self.open_series()
        self.press(Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.screen.review is not None, timeout=10_000)
        return self

    def press(self, *keys, modifier=Qt.KeyboardModifier.NoModifier) -> "Desk":
        for key in keys:
            QTest.keyClick(self.window, key, modifier)
        return self

    def statuses(self) -> list[LesionStatus]:
        return [each.status for each in self.screen.review.lesions]

    def _work(self) -> Work:
        return Work(
            find_series=self._find,
            make_demo=lambda report, cancel, folder: folder or self.folder,
            thumbnail=lambda one: np.ones((4, 4), np.float32),
            look=lambda one: self.seen,
            load_volume=self._load,
            start_review=self._start,
            reopen_review=self._reopen,
            begin_bare=self._begin_bare,
            read_structures=lambda paths, one: self.structures,
            export=self._export,
            dry_run=self._dry_run,
            run_as=lambda choices: setattr(self, "run_as", choices),
        )

    def _find(self, paths, report, cancel) -> Found:
        self.opened.append(list(paths))
        if self.fault is not None:
            raise self.fault
        study = study_of(series(), refused())
        entries = tuple(SeriesEntry(study, each, checks(each, Asked(TODAY))) for each in study.series)
        entries = (replace(entries[0], checks=(green("Slice thickness"),)), entries[1])
        return Found(entries, entries[0], "Chosen: 3D T1 with contrast")

    def _load(self, one, report, cancel) -> Volume:
        if self.loading is not None:
            self.loading.wait(10)
        self.loaded.append(one.series_instance_uid)
        return volume()

    def _start(self, entry, voxels, reader, report, cancel) -> Opened:
        report(Busy("Finding lesions", 0.5))
        if self.running is not None:
            self.running.wait(10)
        if cancel():
            raise Cancelled
        session = ReviewSession.start(self.folder / "review", entry.series, self.detection, reader)
        facts = Facts(voxels, self.detection.brain_mask)
        return Opened(session, self.detection.brain_mask, facts, self.detection.probability, fresh=True)

    def _reopen(self, entry, voxels, reader) -> Opened:
        session = ReviewSession.reopen(self.folder / "review", entry.series, reader)
        return Opened(session, session.header.full_brain_mask(), Facts(voxels, self.detection.brain_mask))

    def _begin_bare(self, entry, voxels, reader) -> Opened:
        bare = replace(self.detection, lesions=(), candidates=(), models=())
        session = ReviewSession.start(self.folder / "review", entry.series, bare, reader)
        return Opened(session, bare.brain_mask, Facts(voxels, None))

    def _export(self, what, formats, folder):
        self.exported.append((what.state, what.reader, formats, folder))
        return self._dry_run(what, formats, folder)

    def _dry_run(self, what, formats, folder=Path()):
        rois = tuple(
            ReceiptRoi(
                roi_number=number,
                roi_name=f"MET_{each.number:02d}",
                lesion_id=each.lesion_id,
                kind="GTV",
                volume_approved_mm3=float(each.mask.count),
                volume_reread_mm3=each.mask.count * self.receipt_factor,
                centroid_shift_mm=0.01,
                dice=1.0,
                slices=each.mask.voxels.shape[0],
            )
            for number, each in enumerate(what.state.accepted, start=1)
        )
        return Receipt(
            rois=rois,
            files={"structures.dcm": "ab" * 32},
            folder=folder,
            series_instance_uid="2.25.1",
            reader=what.reader,
            approved=what.choice.approved,
            made_at="2026-11-28T12:00:00+00:00",
            proof="structures.dcm",
            size_bytes=1000,
        )


def with_candidate_only() -> Detection:
    return replace(detection(), lesions=(), candidates=(candidate(1, ball((6, 6, 6), 1)),))


class Hand:
    """Moves the mouse over the slices by voxel indices."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.quad = desk, desk.window.review.quad

    def view(self, name: PlaneName = PlaneName.AXIAL):
        return {view.name: view for view in self.quad.slices}[name]

    def point(self, index, name=PlaneName.AXIAL) -> QPoint:
        return self.view(name).projection().to_screen(index).toPoint()

    def go_to(self, index) -> None:
        self.quad.set_state(replace(self.quad.state, cursor=tuple(index), centre=tuple(map(float, index))))

    def drag(self, indices, name=PlaneName.AXIAL) -> None:
        points = [self.point(index, name) for index in indices]
        view = self.view(name)
        QTest.mousePress(view, LEFT, Qt.KeyboardModifier.NoModifier, points[0])
        for point in points[1:]:
            QTest.mouseMove(view, point)
        QTest.mouseRelease(view, LEFT, Qt.KeyboardModifier.NoModifier, points[-1])

    def click(self, index, name=PlaneName.AXIAL) -> None:
        QTest.mouseClick(self.view(name), LEFT, Qt.KeyboardModifier.NoModifier, self.point(index, name))
