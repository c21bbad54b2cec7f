"""Runs ahead of the reader: what was run is there, what runs is waited for, and nothing is left behind."""

import multiprocessing
import os
import signal
import tempfile
import threading
import time
from pathlib import Path

import pytest

from core.demo.image import Metastasis
from core.errors import Cancelled, StudyRefused
from inference import worker
from inference.ahead import Ahead, Job
from inference.detect import Packages, Progress
from inference.model_package import open_package
from tests.helpers.phantom import head
from tests.helpers.reviews import detection
from tests.helpers.tiny_model import write_package

LESIONS = (Metastasis((22.0, -30.0, 40.0), 14.0), Metastasis((-15.0, 5.0, 10.0), 8.0))


@pytest.fixture
def ahead():
    made = Ahead()
    yield made
    made.stop()
    assert multiprocessing.active_children() == []


class Held(Job):
    """A run that begins, and goes on until it is let go or stopped."""

    def __init__(self, key: str, order: list[str]) -> None:
        super().__init__(key, self._held)
        self.begun, self.go, self.found, self.order = threading.Event(), threading.Event(), detection(), order

    def _held(self, tell, cancel):
        self.order.append(self.key)
        self.begun.set()
        tell(Progress("Finding lesions", 0.5, 3.0))
        while not self.go.wait(0.01):
            if cancel():
                raise Cancelled
        return self.found


def nothing(_step):
    pass


def never():
    return False


def test_they_run_in_their_order_and_each_is_there_once(ahead):
    order = []
    one, two = Held("one", order), Held("two", order)
    one.go.set()
    two.go.set()
    ahead.want([one, two])
    assert one.ended.wait(10)
    assert two.ended.wait(10)

    assert order == ["one", "two"]
    assert ahead.take("one", nothing, never) is one.found
    assert ahead.take("one", nothing, never) is None
    assert ahead.take("two", nothing, never) is two.found


def test_what_is_under_way_is_waited_for_with_its_progress(ahead):
    job, told = Held("one", []), []
    ahead.want([job])
    assert job.begun.wait(10)

    def tell(step):
        told.append(step)
        job.go.set()

    assert ahead.take("one", tell, never) is job.found
    assert told == [Progress("Finding lesions", 0.5, 3.0)]


def test_who_asks_for_another_has_the_processor(ahead):
    order = []
    one, two = Held("one", order), Held("two", order)
    ahead.want([one, two])
    assert one.begun.wait(10)

    assert ahead.take("three", nothing, never) is None

    assert one.stop.is_set()
    assert one.ended.is_set()
    assert order == ["one"]


def test_who_stops_waiting_stops_the_run(ahead):
    job = Held("one", [])
    ahead.want([job])
    assert job.begun.wait(10)

    with pytest.raises(Cancelled):
        ahead.take("one", nothing, lambda: True)

    assert job.ended.wait(10)
    assert ahead.take("one", nothing, never) is None


def test_a_run_that_fails_is_left_to_who_asks(ahead):
    def refused(_tell, _cancel):
        raise StudyRefused("No brain is found in this series.")

    after = Held("after", [])
    after.go.set()
    ahead.want([Job("bad", refused), after])
    assert after.ended.wait(10)

    assert ahead.take("bad", nothing, never) is None


def test_what_is_there_or_under_way_is_not_run_again(ahead):
    order = []
    one = Held("one", order)
    ahead.want([one])
    assert one.begun.wait(10)
    ahead.want([Held("one", order)])
    one.go.set()
    assert one.ended.wait(10)
    ahead.want([Held("one", order)])

    assert ahead.take("one", nothing, never) is one.found
    assert order == ["one"]


def test_of_many_studies_read_in_turn_each_is_there_when_its_turn_comes_and_runs_once(ahead):
    order, numbers = [], range(2, 8)
    jobs = {number: Held(str(number), order) for number in numbers}
    for job in jobs.values():
        job.go.set()
    ahead.want([jobs[number] for number in numbers])
    for number in numbers:
        assert jobs[number].ended.wait(10)
        assert ahead.take(str(number), nothing, never) is jobs[number].found
        assert all(not job.ended.is_set() for later, job in jobs.items() if later > number + 2), "three at a time"
        ahead.want([jobs[later] for later in numbers if later > number])
    assert order == [str(number) for number in numbers]


def test_what_nobody_reads_next_is_given_back_but_not_what_could_not_be_saved(ahead):
    one, held = Held("one", []), detection()
    one.go.set()
    ahead.want([one])
    assert one.ended.wait(10)
    ahead.keep("held", held)
    ahead.want([])
    assert ahead.take("one", nothing, never) is None
    assert ahead.take("held", nothing, never) is held


@pytest.fixture
def scratch(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def run(tmp_path, scratch):
    """A true run in a child process of its own."""
    packages = Packages(
        open_package(write_package(tmp_path / "b.mets", "brain-mask", 50.0)),
        open_package(write_package(tmp_path / "m.mets", "metastasis", 200.0)),
    )
    volume = head("coarse", LESIONS)
    return lambda tell, cancel: worker.detect(volume, packages, tell, cancel, "cpu", 1, ahead=True)


def test_a_true_run_ahead_is_there_when_it_is_asked_for(ahead, run, scratch):
    ahead.want([Job("study", run)])
    child()

    found = ahead.take("study", nothing, never)

    assert found is not None
    assert len(found.lesions) == 2
    assert list(scratch.iterdir()) == []


def child() -> int:
    """The process of the run under way, once there is one."""
    for _ in range(500):
        if multiprocessing.active_children():
            return multiprocessing.active_children()[0].pid
        time.sleep(0.01)
    pytest.fail("no child began")


def test_closing_the_application_ends_a_true_run_and_its_files(ahead, run, scratch):
    ahead.want([Job("study", run)])
    pid = child()

    ahead.stop()

    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert list(scratch.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_true_run_that_is_killed_disturbs_nothing(ahead, run, scratch):
    after = Held("after", [])
    after.go.set()
    ahead.want([Job("study", run), after])
    os.kill(child(), signal.SIGKILL)

    assert after.ended.wait(30)
    assert ahead.take("study", nothing, never) is None
    assert ahead.take("after", nothing, never) is after.found
    assert list(scratch.iterdir()) == []
