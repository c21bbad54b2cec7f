"""Files that pass lie in the application's own folder, private, and go: with their task, or after a killed program."""

import os
import subprocess
import sys
import tempfile

import pytest

from core import folders, passing


def test_they_lie_in_the_applications_own_folder_and_go_with_their_task(own_home):
    with passing.own_folder() as folder:
        assert folder.is_relative_to(own_home)
        (folder / "structures.dcm").write_bytes(b"a patient's")
        if os.name == "posix":
            assert folder.stat().st_mode & 0o077 == 0, "nobody else may look"
    assert list(folders.passing().iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="asks whether a process runs, as POSIX does")
def test_what_a_killed_program_left_goes_at_the_next_start(own_home):
    killed = "import os; from core import passing; c = passing.own_folder(); c.__enter__(); os._exit(9)"
    subprocess.run([sys.executable, "-c", killed], check=False)
    assert len(list(folders.passing().iterdir())) == 1
    with passing.own_folder() as running:
        passing.sweep_own()
        assert list(folders.passing().iterdir()) == [running]


def test_where_the_own_folder_cannot_be_written_they_lie_where_the_system_says(own_home, tmp_path, monkeypatch):
    own_home.mkdir(parents=True, exist_ok=True)
    folders.passing().write_text("a file in the way")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with passing.own_folder() as folder:
        assert folder.parent == tmp_path
    assert not folder.exists()
