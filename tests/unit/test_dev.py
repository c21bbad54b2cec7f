"""How `dev.py test` deals the tests out."""

import importlib.util
from pathlib import Path

import pytest

SPEC = importlib.util.spec_from_file_location("dev", Path(__file__).parents[2] / "dev.py")


@pytest.mark.parametrize(
    ("arguments", "display", "spread"),
    [
        ([], "/usr/bin/Xvfb", True),
        (["-q", "--durations=20"], "/usr/bin/Xvfb", True),
        (["tests/unit/core", "-k", "contour"], "/usr/bin/Xvfb", True),
        ([], None, False),  # two windows on one display take the keyboard from each other
        (["tests/unit/test_dev.py"], "/usr/bin/Xvfb", False),
        (["tests/unit/test_dev.py::test_this"], "/usr/bin/Xvfb", False),
        (["-n0"], "/usr/bin/Xvfb", False),
    ],
)
def test_files_of_tests_are_dealt_out_where_each_process_has_a_display(monkeypatch, arguments, display, spread):
    dev = importlib.util.module_from_spec(SPEC)
    SPEC.loader.exec_module(dev)
    monkeypatch.setattr(dev.shutil, "which", lambda _name: display)
    monkeypatch.setattr(dev.os, "cpu_count", lambda: 2)
    assert dev.spread(arguments) == (["-n2", "--dist=loadfile"] if spread else [])
