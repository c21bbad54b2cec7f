import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from core import passing
from core.demo.image import Metastasis
from core.errors import Cancelled, MetsReviewError, PackageRefused, StudyRefused
from core.volume import Volume
from inference import worker
from inference.detect import Packages, Progress
from inference.detect import detect as detect_here
from inference.model_package import open_package
from tests.helpers.phantom import head
from tests.helpers.tiny_model import write_package

LESIONS = (Metastasis((22.0, -30.0, 40.0), 14.0), Metastasis((-15.0, 5.0, 10.0), 8.0))


@pytest.fixture
def packages(tmp_path) -> Packages:
    return Packages(
        open_package(write_package(tmp_path / "packages" / "brain-mask.mets", "brain-mask", 50.0)),
        open_package(write_package(tmp_path / "packages" / "tiny.mets", "metastasis", 200.0)),
    )


@pytest.fixture(autouse=True)
def scratch(tmp_path, monkeypatch) -> Path:
    """Where runs keep their voxels; after every test it is empty again and no child is left."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []
    assert multiprocessing.active_children() == []


def run(volume, packages, progress=lambda step: None, cancel=lambda: False):
    return worker.detect(volume, packages, progress, cancel, "cpu", 1)


def test_the_child_finds_what_is_found_here(packages):
    volume = head("coarse", LESIONS)
    here, there = [], []

    expected = detect_here(volume, packages, here.append, provider="cpu", threads=1)
    detection = run(volume, packages, there.append)

    assert np.array_equal(detection.brain_mask, expected.brain_mask)
    assert len(detection.lesions) == 2
    for one, other in zip(detection.lesions, expected.lesions, strict=True):
        assert (one.lesion_id, one.number, one.status, one.origin) == (
            other.lesion_id,
            other.number,
            other.status,
            other.origin,
        )
        assert one.mask.start == other.mask.start
        assert np.array_equal(one.mask.voxels, other.mask.voxels)
        assert one.max_probability == other.max_probability
    assert (detection.models, detection.provider) == (expected.models, "cpu")
    assert [(each.stage, each.share) for each in there] == [(each.stage, each.share) for each in here]


def test_stopped_while_it_starts(packages):
    """The child is asked for nothing: it is ended, and its folder is gone."""
    asked = []

    def cancel() -> bool:
        asked.append(len(multiprocessing.active_children()))
        return len(asked) == 3

    with pytest.raises(Cancelled):
        run(head("coarse", LESIONS), packages, cancel=cancel)

    assert asked == [1, 1, 1]


def test_stopped_in_the_middle(packages):
    steps = []

    with pytest.raises(Cancelled):
        run(head("coarse", LESIONS), packages, steps.append, lambda: bool(steps))

    assert len(steps) == 1


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_child_that_is_killed(packages):
    """As the system ends a process that takes too much memory."""

    def kill() -> bool:
        for child in multiprocessing.active_children():
            os.kill(child.pid, signal.SIGKILL)
        return False

    with pytest.raises(MetsReviewError) as crash:
        run(head("coarse", LESIONS), packages, cancel=kill)

    assert type(crash.value) is MetsReviewError
    assert "ended unexpectedly (code -9)" in crash.value.sentence
    assert "run it again" in crash.value.remedy


def stubborn(events) -> None:
    """A child that hears no request to end, as deep in a library."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    events.send(Progress("Finding lesions", 0.5, None))
    time.sleep(600)


@pytest.mark.skipif(os.name == "nt", reason="no SIGTERM to ignore on Windows")
def test_a_child_that_does_not_end_is_made_to():
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=stubborn, args=(there,), daemon=True)
    child.start()
    steps = []

    with here, pytest.raises(Cancelled):
        worker._followed(here, child, steps.append, lambda: bool(steps))

    assert child.exitcode == -signal.SIGKILL


class Mute:
    """A connection whose other end died in the middle of a message."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def poll(self, seconds: float) -> bool:
        return True

    def recv(self) -> object:
        raise self.error


class Ended:
    exitcode = -11

    def terminate(self) -> None:
        pass

    def join(self, seconds: float | None = None) -> None:
        pass


@pytest.mark.parametrize(
    "error", [EOFError(), OSError("got end of file during message"), ConnectionResetError(104, "reset by peer")]
)
def test_a_child_that_dies_in_the_middle_of_a_message(error):
    with pytest.raises(MetsReviewError, match=r"ended unexpectedly \(code -11\)"):
        worker._followed(Mute(error), Ended(), lambda step: None, lambda: False)


def test_a_study_that_is_refused_keeps_its_words(packages):
    volume = head("coarse", ())

    with pytest.raises(StudyRefused) as refusal:
        run(Volume(volume.voxels * 0, volume.geometry, ""), packages)

    assert refusal.value.sentence == "No brain is found in this series."
    assert refusal.value.remedy == "Choose a series that shows the whole head."


def test_a_package_that_has_gone_is_refused(packages):
    packages.metastasis.path.unlink()

    with pytest.raises(PackageRefused, match=r"tiny\.mets cannot be read"):
        run(head("coarse", LESIONS), packages)


def test_what_the_window_raises_while_it_listens_is_its_own(packages):
    """An error of the listener is no crash of the child, and the child is ended all the same."""

    def fail(step) -> None:
        raise OSError("the listener's own")

    with pytest.raises(OSError, match="the listener's own"):
        run(head("coarse", LESIONS), packages, fail)


def test_a_child_whose_window_was_killed_removes_the_voxels(packages, scratch):
    volume = head("coarse", LESIONS)
    folder = scratch / "run"
    folder.mkdir()
    here, there = multiprocessing.Pipe(duplex=False)
    here.close()

    task = worker._Task(folder, volume.geometry, packages.brain_mask.path, packages.metastasis.path, "cpu", 1)
    np.save(task.voxels(0), volume.voxels)

    worker._run(there, task)

    there.close()
    assert not folder.exists()


def test_the_child_runs_as_it_is_asked(packages, scratch, monkeypatch):
    """Its side alone, in this process: what stands in the task reaches the run."""
    volume, asked = head("coarse", LESIONS), {}

    def run_here(volume, packages, tell, cancel, provider, threads, **named):
        asked.update(named, shape=volume.voxels.shape, provider=provider, threads=threads)
        raise StudyRefused("Enough.")

    monkeypatch.setattr(worker, "detect_here", run_here)
    paths = packages.brain_mask.path, packages.metastasis.path
    others = (("FLAIR", volume.geometry, "2.25.2"),)
    task = worker._Task(scratch, volume.geometry, *paths, "cpu", 1, False, others, fast=True, mirroring=False)
    np.save(task.voxels(0), volume.voxels)
    np.save(task.voxels(1), volume.voxels * 2)

    here, there = multiprocessing.Pipe(duplex=False)
    worker._run(there, task)

    assert here.recv().sentence == "Enough."
    assert (asked["fast"], asked["mirroring"]) == (True, False)
    assert (asked["shape"], asked["provider"], asked["threads"]) == (volume.voxels.shape, "cpu", 1)
    assert np.array_equal(asked["others"]["FLAIR"].voxels, volume.voxels * 2)
    for number in (0, 1):
        task.voxels(number).unlink()


def test_a_disk_without_room(packages, monkeypatch):
    def full(path, voxels) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "save", full)

    with pytest.raises(MetsReviewError, match="No space left on device"):
        run(head("coarse", LESIONS), packages)


def test_voxels_of_a_run_that_was_ended_by_force_go_with_the_next(packages, scratch):
    gone = multiprocessing.get_context("spawn").Process(target=int)
    gone.start()
    gone.join()
    mark = f"metsreview-run-{passing._machine()}"
    left, of_another_run = scratch / f"{mark}-{gone.pid}-abc", scratch / f"{mark}-{os.getppid()}-abc"
    for folder in (left, of_another_run):
        folder.mkdir()
        (folder / "voxels-0.npy").write_bytes(b"voxels")
    run(head("coarse", (Metastasis((22.0, -30.0, 40.0), 14.0),)), packages)
    assert list(scratch.iterdir()) == [of_another_run]
    shutil.rmtree(of_another_run)


def wait_until(true, seconds=20.0):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, "it does not come"
        time.sleep(0.05)


def child_that_works(folder):
    threading.Thread(target=worker._end_with_window, args=(folder,), daemon=True).start()
    (folder / "pid").write_text(str(os.getpid()))
    time.sleep(60)


_WINDOW = """
import multiprocessing, sys
from pathlib import Path
from types import SimpleNamespace
from tests.unit.inference.test_worker import child_that_works
if __name__ == "__main__":
    multiprocessing.get_context("spawn").Process(target=child_that_works, args=(Path(sys.argv[1]),)).start()
    sys.stdin.read()
"""


def test_the_child_ends_with_its_window(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    script = tmp_path / "window.py"
    script.write_text(_WINDOW)
    environment = {**os.environ, "PYTHONPATH": str(Path(worker.__file__).parents[1])}
    window = subprocess.Popen([sys.executable, script, folder], stdin=subprocess.PIPE, env=environment)
    wait_until(lambda: (folder / "pid").is_file() and (folder / "pid").read_text() != "")
    window.kill()
    window.communicate()
    wait_until(lambda: not folder.exists(), 10)


def test_what_nobody_foresaw_is_no_lack_of_memory(packages, monkeypatch):
    sent = []
    monkeypatch.setattr(worker, "open_package", lambda _path: {}["missing"])
    worker._try(SimpleNamespace(send=sent.append), Path("any"))
    assert sent[0].sentence == "Something unforeseen ended the model run (KeyError). Nothing was lost."


def test_a_trial_runs_in_a_child_and_can_be_stopped(packages):
    assert worker.tried(packages.metastasis, lambda: False) == ("cpu", 1)
    with pytest.raises(Cancelled):
        worker.tried(packages.metastasis, lambda: True)
    assert multiprocessing.active_children() == []
