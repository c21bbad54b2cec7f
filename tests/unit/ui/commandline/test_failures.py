"""How commands fail: one sentence and an exit status, whatever was raised."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

import main
from tests.helpers.slices import change, setting, small_series
from ui import display, start
from ui.commandline import demo, window
from ui.commandline.failures import run_guarded
from ui.commandline.parser import Command, parse

ROOT = Path(__file__).resolve().parents[4]


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


@pytest.mark.parametrize(
    "arguments",
    [
        ["segment", "study", "--out", "o\udcff"],
        ["export", "study", "--labels", "l\udcff.nii.gz", "--reader", "A", "--out", "o"],
        ["verify", "s.dcm", "--study", "study", "--labels", "l\udcff.nii.gz"],
    ],
)
def test_a_name_that_is_not_utf8_is_told_before_a_library_ends_the_program_at_it(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main.main(arguments)
    assert ended.value.code == 2
    assert "is not UTF-8: rename it, or choose another place" in capsys.readouterr().err


def test_a_program_without_a_terminal_ends_well(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    command = SimpleNamespace(run=lambda: 0)
    assert run_guarded(command) == 0


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


def started(*arguments, **given):
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **given)


def test_libraries_do_not_wonder_on_the_terminal(tmp_path):
    files = small_series(tmp_path / "study", 3)
    change(files, setting(SpecificCharacterSet="ISO_IR 192", SeriesDescription="AbcdAbcd"))
    for each in files:  # no UTF-8, whatever they say
        each.write_bytes(each.read_bytes().replace(b"AbcdAbcd", b"\xff\xfe\xc3\x28abcd"))
    done = started("segment", tmp_path / "study", "--out", tmp_path / "out")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="pipes are closed in another way there")
def test_a_pipe_that_nobody_reads_is_no_error():
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, str(ROOT / "main.py"), "models", "list", "--json"]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have one screen")
def test_a_display_that_does_not_answer_is_none(monkeypatch, capsys):
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not display.has_display()
    monkeypatch.setenv("DISPLAY", ":987")
    assert main.main([]) == 2
    assert capsys.readouterr().err.startswith("No display is at hand to open a window on.")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/tmp")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-987")  # left over by a session that ended
    assert not display.has_display()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display.has_display()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have one screen")
def test_a_session_that_ended_is_not_tried_and_complained_of(monkeypatch):
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    display.go_by_x_without_wayland()
    assert "QT_QPA_PLATFORM" not in os.environ, "no X either: not ours to choose"
    monkeypatch.setenv("DISPLAY", ":987")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    display.go_by_x_without_wayland()
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen", "chosen by who started the program"
    monkeypatch.delenv("QT_QPA_PLATFORM")
    display.go_by_x_without_wayland()
    assert os.environ["QT_QPA_PLATFORM"] == "xcb"


def told_anew():
    """An error as pydicom raises it: the system's, with a trace in its words and without its number."""
    try:
        raise OSError(28, "No space left on device", "/ward/1.dcm")
    except OSError as error:
        try:
            raise OSError(f"With tag (7FE0,0010) got exception: {error}\nTraceback (most recent call last):") from error
        except OSError as anew:
            return anew


def test_a_full_disk_is_told_in_the_systems_words_whoever_raised_it(monkeypatch, capsys, tmp_path):
    def full(_folder):
        raise told_anew()

    monkeypatch.setattr(demo, "kept_patient", full)
    assert main.main(["demo", "--headless", "--out", str(tmp_path / "out")]) == 2
    assert capsys.readouterr().err == (
        f"{tmp_path / 'out'} cannot be written: No space left on device. Name another folder with --out.\n"
    )
    assert run_guarded(failing(told_anew(), monkeypatch)) == 1
    assert capsys.readouterr().err.startswith("/ward/1.dcm: No space left on device. ")


@pytest.mark.parametrize(
    ("arguments", "option"),
    [
        (
            ["export", "s", "--labels", "l", "--reader", "A", "--out", "o", "--format", "pdf", "--format", "csv"],
            "--format",
        ),
        (["segment", "s", "--out", "o", "--out=p"], "--out"),
    ],
)
def test_an_option_that_is_given_twice_is_refused(arguments, option, capsys):
    with pytest.raises(SystemExit) as ended:
        main.main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith(f"{option} is given twice. ".capitalize())


def test_further_sequences_are_given_one_by_one():
    given = parse(["segment", "s", "--out", "o", "--sequence", "t2=a", "--sequence", "flair=b"])
    assert given.values.sequence == ["t2=a", "flair=b"]


def test_a_name_that_is_not_utf8_is_shown_with_a_sign_for_what_is_no_letter(capsys, tmp_path):
    assert main.main([str(tmp_path / "st\udcffdy")]) == 2
    assert f"There is no file or folder {tmp_path}/st\ufffddy." in capsys.readouterr().err
