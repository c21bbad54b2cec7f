"""Logs and crash reports tell where the code stood and what kind of error it was, and name nobody."""

import logging
import logging.handlers
from pathlib import Path
from types import SimpleNamespace

import pytest

from core import crash_report, folders, logs
from core.errors import StudyRefused

NAME = "Featherstonehaugh"


@pytest.fixture
def log():
    path = logs.open_log()
    yield path
    for name in ("core", "inference", "ui", "metsreview"):
        logger = logging.getLogger(name)
        for handler in [each for each in logger.handlers if isinstance(each, logging.handlers.RotatingFileHandler)]:
            logger.removeHandler(handler)
            handler.close()


def fail(path=f"/studies/{NAME}^Ann/1.dcm"):
    try:
        Path(path).read_bytes()
    except OSError as error:
        raise ValueError(f"no value for {NAME}") from error


def caught(call) -> BaseException:
    try:
        call()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError("it should have failed")


def test_an_error_is_told_without_its_message():
    told = "\n".join(logs.nameless(caught(fail)))
    assert "FileNotFoundError (ENOENT)" in told
    assert told.endswith("ValueError")
    assert "tests/unit/core/test_logs.py" in told, "where it was, from the program's own folder"
    assert NAME not in told


def test_the_log_keeps_errors_and_no_names(log):
    logging.getLogger("ui.messages").error("unforeseen", exc_info=caught(fail))
    logging.getLogger("pydicom").warning("Invalid value: %s", NAME)
    text = log.read_text()
    assert "unforeseen" in text
    assert "ValueError" in text
    assert NAME not in text


def test_the_log_rotates(log, monkeypatch):
    handler = logging.getLogger("core").handlers[-1]
    monkeypatch.setattr(handler, "maxBytes", 2000)
    for number in range(200):
        logging.getLogger("core.x").warning("line %d of many", number)
    files = sorted(path.name for path in log.parent.glob("metsreview.log*"))
    assert files == ["metsreview.log", "metsreview.log.1", "metsreview.log.2", "metsreview.log.3"]
    assert all(path.stat().st_size < 3000 for path in log.parent.glob("metsreview.log*"))


def test_opening_twice_writes_each_line_once(log):
    logs.open_log()
    logging.getLogger("core.x").warning("said once")
    assert log.read_text().count("said once") == 1


def test_a_report_holds_what_happened_and_the_log_and_is_kept(log):
    logging.getLogger("core.x").warning("the step before")
    path = crash_report.keep(logs.nameless(caught(fail)))
    text = path.read_text()
    assert "ValueError" in text
    assert "the step before" in text
    assert NAME not in text
    assert str(folders.home()) not in text, "no folder of this computer"
    assert crash_report.reports() == [path]


def test_only_the_latest_reports_are_kept(own_home):
    kept = [crash_report.keep(["x"]) for _ in range(13)]
    assert crash_report.reports() == kept[:2:-1]


def test_a_report_that_cannot_be_written_stops_nobody(own_home, monkeypatch):
    (own_home / "logs").write_text("a file where the folder should be")
    assert crash_report.keep(["x"]) is None


def test_a_foreseen_error_is_told_by_its_kind():
    def refuse():
        raise StudyRefused(f"The folder {NAME} holds no image.")

    assert logs.nameless(caught(refuse))[-1] == "core.errors.StudyRefused"


def test_a_full_disk_prints_nothing_on_the_terminal(log, monkeypatch, capsys):
    (handler,) = [each for each in logging.getLogger("core").handlers if hasattr(each, "maxBytes")]

    def full(_text):
        raise OSError(28, "No space left on device")

    broken = SimpleNamespace(write=full, tell=lambda: 0, seek=lambda *_: 0, flush=int)
    with monkeypatch.context() as patched:
        patched.setattr(handler, "stream", broken)
        logging.getLogger("core.x").warning("a line")
        assert capsys.readouterr().err == ""
        handler.emit(logging.LogRecord("core.x", logging.WARNING, __file__, 1, "line %d", ("one",), None))
        assert "number is required" in capsys.readouterr().err, "a line that is wrong itself is still told"
