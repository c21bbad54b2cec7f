"""The built application, driven from outside as a reader would: dropped on, looked at, judged, exported, closed.

`python3 dev.py package` builds it. No Python, no environment and no settings of ours reach it here.
"""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "dist" / "metsreview"
PROGRAM = BUILT / "metsreview"
TITLE = "MetsReview"

pytestmark = [
    pytest.mark.skipif(not PROGRAM.exists(), reason="the application is not built: python3 dev.py package"),
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed: python3 dev.py peers"),
]


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """What the built program sees of the machine: a screen, an empty home, nothing on the path."""
    home = tmp_path_factory.mktemp("home")
    seen = {"HOME": str(home), "PATH": str(home / "nothing"), "LANG": "C.UTF-8"}
    return seen | {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY") if name in os.environ}


@pytest.fixture(scope="module")
def job(outside, tmp_path_factory):
    """The main job on the command line, without a screen: the patient, the answer, the export, the proof."""
    out = tmp_path_factory.mktemp("job")
    done = built(["demo", "--out", out], {key: value for key, value in outside.items() if key != "DISPLAY"})
    assert done.returncode == 0, done.stderr
    assert "No rule is broken." in done.stdout
    return out


def built(arguments, seen):
    return subprocess.run([PROGRAM, *arguments], env=seen, capture_output=True, text=True, timeout=400)


def test_nothing_that_is_not_needed_is_in_it():
    names = {path.name.split(".")[0].lower() for path in BUILT.rglob("*")}
    unwanted = {"torch", "nnunetv2", "pytest", "mypy", "tests", "training", "libqt6qml", "tkinter", "matplotlib"}
    assert names.isdisjoint(unwanted)


def test_the_command_line_does_the_main_job(job):
    receipt = json.loads((job / "export" / "receipt.json").read_text())
    assert receipt["rois"]
    assert all(roi["dice"] == 1 for roi in receipt["rois"])


def test_every_provider_of_a_processor_runs(outside):
    done = built(["doctor", "--json"], outside)
    works = {trial["provider"]: trial["works"] for trial in json.loads(done.stdout)["trials"]}
    assert works["cpu"]
    assert works["openvino"]


def test_the_source_of_each_library_can_be_told():
    """Names, versions and licences of what is inside, made by the build."""
    parts = json.loads((BUILT / "sbom.cdx.json").read_text())["components"]
    names = {part["name"].lower() for part in parts}
    assert {"vtk", "pyside6-essentials", "onnxruntime", "openvino", "simpleitk", "python"} <= names
    for part in parts:
        assert part["version"]
        folder = BUILT / "licences" / part["name"]
        assert any(folder.iterdir()), f"no licence of {part['name']}"


def test_a_dropped_study_is_judged_and_exported(job, outside, qtbot, tmp_path):
    lesions = json.loads((job / "segment" / "lesions.json").read_text())["lesions"]
    source = _source(qtbot, job / "patient")
    window = _Window(outside, qtbot)
    try:
        window.drop(source)
        window.key_until("Return", lambda: "Who" in window.focused(), 30)  # find lesions: asks who reads
        window.type("Smoke")
        window.key("Return")
        log = window.until(lambda: next(Path(outside["HOME"]).rglob("review.jsonl"), None), 300)
        for _ in lesions:
            window.key("a")
        window.until(lambda: log.read_text().count('"accepted"') >= len(lesions), 30)
        window.picture(tmp_path / "judged.png")
        window.key("ctrl+e")
        window.until(lambda: "Export" in window.focused(), 60)
        window.type(str(tmp_path / "export"))
        window.key_until("ctrl+Return", lambda: (tmp_path / "export" / "receipt.json").exists() or None, 60)
        window.picture(tmp_path / "exported.png")
        window.key("Escape")
        window.key("ctrl+q")
        assert window.process.wait(30) == 0
    finally:
        window.process.kill()
        window.process.wait()
    own = Path(outside["HOME"]) / ".local" / "share" / "MetsReview"
    elsewhere = [path for path in Path(outside["HOME"]).rglob("*") if path.is_file() and own not in path.parents]
    assert elsewhere == [], "nothing is written outside the application's own folder and the export"
    verified = built(["verify", tmp_path / "export" / "structures.dcm", "--study", job / "patient"], outside)
    assert verified.returncode == 0
    assert "No rule is broken." in verified.stdout


def _source(qtbot, folder):
    """A window beside the application's from which the study's folder can be dragged."""
    source = _DragSource(folder)
    qtbot.addWidget(source)
    source.setGeometry(1600, 1000, 200, 100)
    source.show()
    qtbot.waitExposed(source)
    return source


class _DragSource(QLabel):
    def __init__(self, folder):
        super().__init__("drag me", None, Qt.WindowType.X11BypassWindowManagerHint)
        self._url = QUrl.fromLocalFile(str(folder))

    def mouseMoveEvent(self, event):
        drag = QDrag(self)
        data = QMimeData()
        data.setUrls([self._url])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


class _Window:
    """The built application's window, through the X server alone."""

    def __init__(self, seen, qtbot):
        self._qtbot = qtbot
        self.process = subprocess.Popen([PROGRAM], env=seen)
        self.id = self.until(lambda: _asked("search", "--onlyvisible", "--name", f"^{TITLE}").split()[:1], 60)[0]
        _asked("windowfocus", "--sync", self.id)

    def until(self, found, seconds):
        """What ``found`` returns, as soon as that is something."""
        end = time.monotonic() + seconds
        while not (answer := found()):
            assert self.process.poll() is None, "the application ended"
            assert time.monotonic() < end, f"not within {seconds} s"
            self._qtbot.wait(200)
        return answer

    def drop(self, source):
        start, end = source.mapToGlobal(QPoint(100, 50)), (700, 400)
        moves = f"mousemove {start.x()} {start.y()} mousedown 1 sleep 0.2"
        for share in (0.05, 0.3, 0.6, 0.9, 1.0):
            x, y = (round(a + share * (b - a)) for a, b in zip((start.x(), start.y()), end, strict=True))
            moves += f" mousemove {x} {y} sleep 0.2"
        hand = subprocess.Popen(["xdotool", *f"{moves} sleep 0.5 mouseup 1".split()])
        self.until(lambda: hand.poll() is not None, 20)

    def key(self, name):
        _asked("key", "--clearmodifiers", name)
        self._qtbot.wait(150)

    def key_until(self, name, found, seconds):
        """Press a key every few seconds until something has come of it."""
        end = time.monotonic() + seconds
        while not (answer := found()):
            assert self.process.poll() is None, "the application ended"
            assert time.monotonic() < end, f"nothing came of {name} within {seconds} s"
            self.key(name)
            self._qtbot.wait(2000)
        return answer

    def type(self, text):
        _asked("type", "--delay", "40", text)
        self._qtbot.wait(300)

    def focused(self):
        return _asked("getwindowfocus", "getwindowname")

    def picture(self, path):
        QApplication.primaryScreen().grabWindow(0).save(str(path))
        kept = os.environ.get("METSREVIEW_PICTURES")
        if kept:
            shutil.copy(path, kept)


def _asked(*words):
    return subprocess.run(["xdotool", *words], capture_output=True, text=True).stdout
