"""The packaged application, where a build lies in dist/: `python3 dev.py package --folder` makes it.

The whole job in it, by commands and in its window, is `python3 dev.py package --reuse --folder --check`.
"""

import json
import os
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "dist" / "metsreview"
PROGRAM = FOLDER / "metsreview"

pytestmark = pytest.mark.skipif(not PROGRAM.is_file(), reason="no build lies in dist/: python3 dev.py package --folder")


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run it with an empty home and nothing on its path."""
    environment = {"HOME": str(home), "PATH": str(home), "LANG": "C.UTF-8", "METSREVIEW_HOME": str(home / "own")}
    environment |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return subprocess.run([PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False)


def test_it_starts_without_python_and_finds_its_packages(tmp_path):
    done = run(tmp_path, "models", "list", "--json")
    assert done.returncode == 0, done.stderr
    assert {each["name"] for each in json.loads(done.stdout)} >= {"brain-mask", "mets-demo"}


def test_a_wrong_study_is_one_sentence(tmp_path):
    done = run(tmp_path, "segment", str(tmp_path / "gone"), "--out", str(tmp_path / "out"))
    assert done.returncode == 3
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_guide_licences_and_bill_of_materials_lie_with_it():
    inside = FOLDER / "_internal"
    assert (inside / "docs" / "guide" / "guide.md").is_file()
    bill = json.loads((inside / "assets" / "licences" / "sbom.cdx.json").read_text())
    assert bill["bomFormat"] == "CycloneDX"
    named = {each["name"] for each in bill["components"]}
    assert {"python", "pyside6-essentials", "numpy", "mets-demo"} <= named
    assert (inside / "assets" / "licences" / "LGPL-3.0.txt").is_file()
