"""Where the packaged program cannot find its own libraries it says so before anything else."""

import sys
from pathlib import Path

import main
from ui.commandline.place import trouble_of_place

SHARE = Path("/run/user/1000/gvfs/smb-share:server=nas,share=apps/metsreview")


def test_a_path_that_splits_the_list_of_libraries_is_told():
    assert "a colon or semicolon in the path" in trouble_of_place(SHARE, "linux")
    assert trouble_of_place(Path("/opt/apps #1/메츠"), "linux") == ""
    assert trouble_of_place(Path("C:/Program Files"), "win32") == ""


def test_the_packaged_program_ends_with_that_sentence(monkeypatch, capsys):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(SHARE / "metsreview"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert main.main(["doctor"]) == 2
    assert capsys.readouterr().err.startswith(f"MetsReview cannot work from {SHARE}")
