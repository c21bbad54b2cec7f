"""What every test gets: the application's own folders in a temporary place, and the demo patient made once."""

import faulthandler
import gc
import re
import sys
from itertools import count

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key
from PySide6.QtCore import qInstallMessageHandler

from core import folders
from core.demo.patient import DemoPatient, make_patient

# Python collects garbage wherever an allocation crosses its threshold, on any thread, and Qt objects may be destroyed
# on their own alone: the application collects in its window's thread (ui/garbage.py), the tests between tests.
_COLLECT_FROM = 20_000  # objects made since
gc.disable()

# An optimiser of torch imports triton, if it is there. Its library, loaded late into a process that holds VTK, Mesa and
# two inference runtimes already, ended whole runs by a segmentation fault in its own constructors; on a processor it
# serves nothing, and torch goes on without it.
sys.modules["triton"] = None

# What Qt says where an object is used on a thread that is not its own, or on one that cannot have it.
_COMPLAINTS = re.compile(
    r"QBasicTimer|QObject::(startTimer|killTimer|~QObject|moveToThread)|different thread|another thread|"
    r"GUI thread|QThread: Destroyed|event dispatcher|QSocketNotifier|device that is being painted"
)
_complaints: list[str] = []


def _hear(_kind, _context, message):
    if _COMPLAINTS.search(message):
        _complaints.append(message)


def pytest_configure(config):
    """Hear Qt also between tests, where pytest-qt does not."""
    config.addinivalue_line("markers", "qt_complaints: makes Qt complain on purpose")
    qInstallMessageHandler(_hear)


def pytest_unconfigure():
    """Let Qt print again: at the process' end no Python is there to hear it."""
    qInstallMessageHandler(None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Fail the test during which Qt complained."""
    result = yield
    capture = getattr(item, "qt_log_capture", None)
    for record in capture.records if capture is not None else ():
        _hear(None, None, record.message)
    _end_at_complaints(item)
    return result


def pytest_runtest_setup(item):
    """The application's own crash reports take the fault handler; a fault in a test is told on the terminal."""
    if fault_handler_stderr_fd_key in item.config.stash:
        faulthandler.enable(item.config.stash[fault_handler_stderr_fd_key])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    """Collect garbage in the main thread, where there is much, and hear what Qt says of it."""
    result = yield
    if gc.get_count()[0] > _COLLECT_FROM:
        gc.collect()
    _end_at_complaints(item)
    return result


def _end_at_complaints(item):
    heard, _complaints[:] = list(_complaints), []
    if heard and item.get_closest_marker("qt_complaints") is None:
        pytest.fail("Qt complained: " + "; ".join(dict.fromkeys(heard)), pytrace=False)


@pytest.fixture
def qt_complaints(request):
    """What Qt has complained of in this test so far, for the test that makes it do so."""
    return lambda: [each.message for each in request.node.qt_log_capture.records if _COMPLAINTS.search(each.message)]


@pytest.fixture(scope="session")
def homes(tmp_path_factory):
    """Names of folders for thousands of tests: `mktemp` would look through all that are there for each new one."""
    folder = tmp_path_factory.mktemp("homes")
    return (folder / f"home{number}" for number in count())


@pytest.fixture(autouse=True)
def own_home(homes, monkeypatch):
    """No test writes to the reader's folders."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("METSREVIEW_HOME", str(home))
    monkeypatch.setattr(folders, "chosen_file", lambda: home / "chosen-home.txt")
    return home


@pytest.fixture(scope="session")
def demo_patient(tmp_path_factory) -> DemoPatient:
    """The synthetic patient of `demo`, with its truth."""
    return make_patient(tmp_path_factory.mktemp("demo") / "patient")
