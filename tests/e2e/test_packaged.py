"""The packaged application, where a build lies in dist/: `python3 dev.py package --folder` makes it.

Once by hands in its window, on a display of its own; `python3 dev.py package --reuse --folder --check` does more, and
measures.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "dist" / "metsreview"
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
    with PROGRAM.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    (program,) = bill["metadata"]["component"]["components"]
    assert program["hashes"] == [{"alg": "SHA-256", "content": digest}]
    assert f"{digest}  metsreview" in (FOLDER / "FILES.sha256").read_text().splitlines()
    assert {"python", "pyside6-essentials", "numpy", "mets-demo", "openssl-libs", "OpenBLAS", "ICU"} <= named
    licences = inside / "assets" / "licences"
    assert all((licences / f"{name}.txt").is_file() for name in ("LGPL-3.0", "LGPL-2.1", "MPL-2.0"))
    rows = json.loads((licences / "versions.json").read_text())
    assert [row["name"] for row in rows if not (row["text"] and (licences / row["text"]).is_file())] == []
    for text in licences.glob("system-*.txt"):  # whose words may be a pointer to where Debian keeps licences
        for name in re.findall(r"/usr/share/common-licenses/([A-Za-z0-9]+(?:-[\d.]*\d)?)", text.read_text()):
            assert (licences / f"common-{name}.txt").is_file(), f"{text.name}: {name}"


@pytest.mark.skipif(not shutil.which("xvfb-run") or not find_library("Xtst"), reason="needs xvfb-run and libxtst6")
def test_the_whole_job_by_hands_in_the_window(demo_patient):
    """Starts, a study is dropped, lesions found, judged, exported, `verify` passes, the exit is clean."""
    command = [sys.executable, ROOT / "packaging" / "smoke.py", FOLDER, "--study", demo_patient.series_folder]
    display = ["xvfb-run", "-a", "-s", "-screen 0 1920x1300x24"]
    done = subprocess.run([*display, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    print(done.stdout)
    told = json.loads((ROOT / "build" / "smoke" / "verify-out.json").read_text())
    assert not told["broken"]
    assert len(told["rois"]) >= len(demo_patient.metastases) // 2, "most lesions were found, accepted and exported"
