"""What every test gets: the application's own folders in a temporary place, and the demo patient made once."""

import faulthandler
import gc

import pytest
from _pytest.faulthandler import fault_handler_stderr_fd_key

from core.demo.patient import DemoPatient, make_patient

# Twice in a dozen whole runs the process ended by a segmentation fault while Python collected garbage in the middle of
# a test that had nothing to do with what was collected. Until its cause is known, garbage is collected between tests.
_COLLECT_FROM = 20_000  # objects made since
gc.disable()


def pytest_runtest_setup(item):
    """The application's own crash reports take the fault handler; a fault in a test is told on the terminal."""
    if fault_handler_stderr_fd_key in item.config.stash:
        faulthandler.enable(item.config.stash[fault_handler_stderr_fd_key])


def pytest_runtest_teardown(item):
    """Collect garbage in the main thread, where there is much."""
    del item
    if gc.get_count()[0] > _COLLECT_FROM:
        gc.collect()


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """No test writes to the reader's folders."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("METSREVIEW_HOME", str(home))
    return home


@pytest.fixture(scope="session")
def demo_patient(tmp_path_factory) -> DemoPatient:
    """The synthetic patient of `demo`, with its truth."""
    return make_patient(tmp_path_factory.mktemp("demo") / "patient")
