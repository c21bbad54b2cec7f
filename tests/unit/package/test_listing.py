"""The list of a build's files by which an installation is checked."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import listing


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "_internal" / "docs").mkdir(parents=True)
    (tmp_path / "metsreview").write_bytes(b"program")
    (tmp_path / "_internal" / "docs" / "a page.md").write_text("words")
    listing.write(tmp_path)
    return tmp_path


def test_every_file_is_in_the_list_but_the_list(folder):
    lines = (folder / "FILES.sha256").read_text().splitlines()
    assert [line.split("  ", 1)[1] for line in lines] == ["_internal/docs/a page.md", "metsreview"]
    assert listing.findings(folder) == []


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_sha256sum_reads_the_list_and_tells_what_was_changed(folder):
    command = ["sha256sum", "-c", "--quiet", "FILES.sha256"]
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0
    (folder / "metsreview").write_bytes(b"another program")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "metsreview: FAILED" in done.stdout


def test_what_came_went_or_changed_after_the_list_is_told(folder):
    (folder / "metsreview").write_bytes(b"another program")
    (folder / "_internal" / "docs" / "a page.md").unlink()
    (folder / "new.so").touch()
    assert listing.findings(folder) == [
        "new.so is not in FILES.sha256.",
        "_internal/docs/a page.md is in FILES.sha256, and not there.",
        "metsreview is not as FILES.sha256 tells.",
    ]
