"""How commands fail: one sentence and an exit status, whatever was raised."""

from pathlib import Path

import pytest

import main
from ui import start
from ui.commandline import demo, window
from ui.commandline.failures import run_guarded
from ui.commandline.parser import Command


def failing(error, monkeypatch):
    def run(_self):
        raise error

    monkeypatch.setattr(Command, "run", run)
    return object.__new__(Command)


def test_a_system_library_that_is_missing_is_named(monkeypatch, capsys):
    lacking = ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")
    assert run_guarded(failing(lacking, monkeypatch)) == 1
    told = capsys.readouterr().err
    assert told.startswith("This computer lacks the system library libEGL.so.1, which the window needs")
    assert len(told.splitlines()) == 1


def test_what_else_is_unforeseen_goes_to_the_log(monkeypatch, capsys):
    assert run_guarded(failing(ImportError("no module of that name"), monkeypatch)) == 1
    assert capsys.readouterr().err.startswith("Something unforeseen went wrong. The details are in ")


def test_what_the_system_says_of_a_file_is_told(monkeypatch, capsys):
    denied = PermissionError(13, "Permission denied", "/ward/study")
    assert run_guarded(failing(denied, monkeypatch)) == 1
    assert capsys.readouterr().err == (
        "/ward/study: Permission denied. Choose another place or mend it, then try again.\n"
    )


FAR = Path("x" * 300)  # of which the system answers every question with an error, as of a folder not to be entered


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["segment", FAR / "study", "--out", "out"], 3),
        (["segment", "study", "--out", FAR / "out"], 2),
        (["demo", "--headless", "--out", FAR / "demo"], 2),
        (["export", FAR, "--labels", "l.nii.gz", "--reader", "A", "--out", "out"], 3),
        (["verify", FAR / "s.dcm", "--study", "study"], 2),
        (["evaluate", "--truth", FAR, "--prediction", "p"], 1),
        (["models", "add", FAR / "net"], 1),
        (["models", "add", FAR / "net.mets"], 1),
        (["deidentify", FAR, "--study", "study", "--out", "out"], 1),
        (["doctor", "--report", FAR / "x.pdf"], 5),
    ],
)
def test_a_folder_out_of_reach_is_told_in_one_sentence(arguments, status, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert main.main([str(each) for each in arguments]) == status
    told = capsys.readouterr().err
    assert "File name too long" in told
    assert "unforeseen" not in told
    assert len(told.splitlines()) == 1


def test_commands_work_without_a_home(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / FAR))
    assert main.main(["models", "list"]) == 0
    assert "mets-demo" in capsys.readouterr().out


def test_a_study_that_may_not_be_looked_at_is_told_by_the_window(monkeypatch):
    opened = []
    monkeypatch.setattr(window, "has_display", lambda: True)
    monkeypatch.setattr(start, "run", lambda paths: opened.extend(paths) or 0)
    assert main.main([str(FAR)]) == 0
    assert opened == [FAR]
    assert main.main(["missing"]) == 2


def test_the_demo_is_made_while_the_window_stands(monkeypatch, tmp_path):
    opened = []
    monkeypatch.setattr(demo, "has_display", lambda: True)
    monkeypatch.setattr(demo, "kept_patient", lambda _folder: pytest.fail("before the window"))
    monkeypatch.setattr(start, "run", lambda *given: opened.append(given) or 0)
    assert main.main(["demo", "--out", str(tmp_path)]) == 0
    assert opened == [([], tmp_path / "patient")]
