"""What the Debian package does to a system when it comes and goes."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import debian


@pytest.mark.skipif(shutil.which("dpkg") is None, reason="only where Debian packages are made")
def test_purging_leaves_the_systems_opt(tmp_path):
    package, system, admin = tmp_path / "package", tmp_path / "system", tmp_path / "admin"
    for folder in (package / "opt" / "metsreview", system / "opt", admin / "info", admin / "updates"):
        folder.mkdir(parents=True)
    (package / "opt" / "metsreview" / "metsreview").write_text("")
    for name in ("status", "available"):
        (admin / name).write_text("")
    debian._write_control(package, "0.1.0", "all")
    made = tmp_path / "metsreview.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", package, made], check=True, capture_output=True)
    forced = [f"--force-{each}" for each in ("script-chrootless", "depends", "not-root", "bad-path")]
    dpkg = ["dpkg", f"--instdir={system}", f"--admindir={admin}", "--log=/dev/null", *forced]
    subprocess.run([*dpkg, "--install", made], check=True, capture_output=True)
    assert (system / "opt" / "metsreview" / "metsreview").exists()
    subprocess.run([*dpkg, "--purge", "metsreview"], check=True, capture_output=True)
    assert [path.name for path in system.iterdir() if path.name != "usr"] == ["opt"]
    assert list((system / "opt").iterdir()) == []


def test_the_desktop_entry_names_a_version_that_every_checker_knows():
    text = (debian.LINUX / "metsreview.desktop").read_text()
    assert re.search(r"^Version=1\.[0-4]$", text, re.MULTILINE)
