"""What every test gets: the application's own folders in a temporary place, and the demo patient made once."""

import pytest

from core.demo.patient import DemoPatient, make_patient


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
