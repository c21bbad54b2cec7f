"""How commands fail: one sentence and an exit status, whatever was raised."""

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
