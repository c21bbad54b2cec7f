"""Work beside the window: answers on its own thread, cancelled, dropped."""

import threading
import time

import pytest

from core.errors import Cancelled
from ui.errand import Errand
from ui.screen import Busy
from ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot):
    made = Tasks()
    yield made
    made.close()


def test_result_comes_on_the_windows_thread(qtbot, tasks):
    found = []
    threads = []

    def work(report, cancel):
        threads.append(threading.get_ident())
        return 42

    tasks.start(work, lambda result: found.append((result, threading.get_ident())), found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [(42, threading.get_ident())]
    assert threads != [threading.get_ident()]


def test_error_comes_back_instead_of_a_result(qtbot, tasks):
    done, failed = [], []

    def work(report, cancel):
        raise ValueError("no")

    tasks.start(work, done.append, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert not done
    assert isinstance(failed[0], ValueError)


def test_progress_arrives_before_the_result(qtbot, tasks):
    told = []

    def work(report, cancel):
        report(1)
        report(2)
        return "end"

    tasks.start(work, told.append, told.append, told.append)
    qtbot.waitUntil(lambda: "end" in told)
    assert told == [1, 2, "end"]


def test_cancel_reaches_the_work_and_is_answered(qtbot, tasks):
    failed = []

    def work(report, cancel):
        while not cancel():
            time.sleep(0.001)
        raise Cancelled

    task = tasks.start(work, failed.append, failed.append)
    task.cancel()
    qtbot.waitUntil(lambda: bool(failed))
    assert isinstance(failed[0], Cancelled)


def test_late_answer_of_a_closed_study_is_dropped(qtbot, tasks):
    told = []
    go = threading.Event()

    def work(report, cancel):
        go.wait(5)
        return "late"

    tasks.start(work, told.append, told.append)
    tasks.drop_all()
    go.set()
    qtbot.wait(50)
    assert told == []


def test_short_work_shows_no_progress(qtbot, tasks):
    errand = Errand(tasks, lambda error: None)
    busy, done = [], []
    errand.busy_changed.connect(busy.append)
    errand.begin(Busy("Reading"), lambda report, cancel: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(350)
    assert busy == []


def test_long_work_shows_its_latest_progress_and_ends(qtbot, tasks):
    errand = Errand(tasks, lambda error: None)
    busy, done = [], []
    go = threading.Event()
    errand.busy_changed.connect(busy.append)

    def work(report, cancel):
        report(Busy("Finding lesions", 0.4))
        go.wait(5)
        return 1

    errand.begin(Busy("Loading"), work, done.append)
    qtbot.waitUntil(lambda: bool(busy))
    assert (busy[0].sentence, busy[0].share) == ("Finding lesions", 0.4)
    go.set()
    qtbot.waitUntil(lambda: bool(done))
    assert busy[-1] is None


def test_new_errand_drops_the_one_before(qtbot, tasks):
    errand = Errand(tasks, lambda error: None)
    told = []
    go = threading.Event()
    errand.begin(Busy("a"), lambda report, cancel: go.wait(5) and "first", told.append)
    errand.begin(Busy("b"), lambda report, cancel: "second", told.append)
    go.set()
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(30)
    assert told == ["second"]


def test_words_of_progress():
    assert Busy("Finding lesions", 0.4, 12.2).words() == "Finding lesions, 40 %, about 12 s"
    assert Busy("Finding lesions", 0.1, 240).words() == "Finding lesions, 10 %, about 4 min"
    assert Busy("Reading").words() == "Reading"
