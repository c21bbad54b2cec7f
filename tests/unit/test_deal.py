"""Several processes run all the tests together: each file in one of them, none left out, and no loss unseen."""

import sys
from itertools import count
from types import SimpleNamespace

import pytest

import dev
from tests.helpers.deal import Dealt


def test_every_test_falls_to_one_process_and_its_files_stay_whole(tmp_path):
    tests = [SimpleNamespace(path=file, name=f"{file}{number}") for file in "abcde" for number in range(3)]
    first, second = (Dealt(tmp_path)._taken(tests) for _each in range(2))
    taken = {0: [next(first)], 1: [next(second)]}
    for turn, items in zip(count(), (first, second) * 8, strict=False):
        taken[turn % 2] += [item for item in [next(items, None)] if item]
    assert sorted(item.name for items in taken.values() for item in items) == [item.name for item in tests]
    assert not {item.path for item in taken[0]} & {item.path for item in taken[1]}
    assert all(len(items) >= 6 for items in taken.values())


@pytest.fixture
def suite(tmp_path, monkeypatch, capsys):
    """Run small files of tests as `dev.py test` runs all of them, without a display."""
    monkeypatch.setattr(dev, "virtual_display", lambda first: [])
    (tmp_path / "pytest.ini").write_text("[pytest]\n")

    def run(**files):
        for name, text in files.items():
            (tmp_path / f"test_{name}.py").write_text(text)
        plain = ["-p", "no:pytest-qt", "-p", "no:cacheprovider", "-p", "no:cov", "-p", "no:hypothesispytest", "-q"]
        status = dev.run_dealt([sys.executable, "-m", "pytest", *plain, str(tmp_path)], 2)
        return status, capsys.readouterr().out.splitlines()[-1]

    return run


def test_the_sum_of_all_processes_is_told(suite):
    status, said = suite(one="def test_a(): pass\ndef test_b(): pass", two="def test_c(): pass")
    assert status == 0
    assert said == "2 processes together began 3 of 3 tests: 3 passed."


def test_a_failure_in_any_process_fails_the_run(suite):
    status, said = suite(one="def test_a(): pass", two="def test_b(): assert 0")
    assert status == 1
    assert said == "2 processes together began 2 of 2 tests: 1 failed, 1 passed."


def test_a_process_that_dies_fails_the_run(suite):
    status, said = suite(one="import os\ndef test_a(): os._exit(0)\ndef test_b(): pass", two="def test_c(): pass")
    assert status == 1
    assert "of 3 tests" in said


@pytest.mark.parametrize(
    ("arguments", "display", "dealt"),
    [
        ([], False, True),
        (["-q", "--durations=20", "-rs"], False, True),
        ([], True, False),  # two windows on one display take the keyboard from each other
        (["tests/unit/core"], False, False),
        (["-x"], False, False),
        (["-k", "contour"], False, False),
    ],
)
def test_all_the_tests_are_dealt_and_a_choice_of_them_is_not(monkeypatch, arguments, display, dealt):
    ran = []
    monkeypatch.setattr(dev, "prepare_environment", lambda lock: None)
    monkeypatch.setattr(dev, "install_system_packages", lambda packages: None)
    monkeypatch.setattr(dev, "has_display", lambda: display)
    monkeypatch.setattr(dev, "run_dealt", lambda command, count: ran.append(True) or 0)
    monkeypatch.setattr(dev, "run", lambda command: ran.append(False) or 0)
    assert (dev.test(arguments), ran) == (0, [dealt])
