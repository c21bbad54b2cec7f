"""The house's own rules, each seen to fail when broken on purpose."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from core.version import VERSION

ROOT = Path(__file__).parents[2]
LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path):
    for name in ("core", "inference", "ui", "training"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_every_contract_is_kept():
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("core/volume.py", "import inference.detect", "The arrow"),
        ("inference/detect.py", "import ui.theme", "The arrow"),
        ("core/volume.py", "import PySide6.QtCore", "Qt only in ui"),
        ("inference/detect.py", "import vtkmodules", "VTK only in ui.viewer"),
        ("ui/theme.py", "import vtkmodules", "VTK only in ui.viewer"),
        ("ui/theme.py", "import pydicom", "DICOM and ITK only in core"),
        ("inference/postprocess.py", "import onnxruntime", "ONNX Runtime only in inference.engine"),
        ("inference/engine.py", "import openvino", "OpenVINO only in inference.on_openvino"),
        ("inference/detect.py", "import torch", "No training code"),
        ("ui/commandline/output.py", "import ui.theme", "The command line needs no Qt"),
        ("core/mask.py", "import core.lesion", "No cycles"),
    ],
)
def test_each_contract_fails_when_broken(copy, file, line, contract):
    path = copy / file
    path.write_text(path.read_text() + f"\n{line}\n")
    done = lint(copy)
    assert done.returncode == 1
    broken = [text for text in done.stdout.splitlines() if " BROKEN" in text]
    assert any(text.startswith(contract) for text in broken), done.stdout


def test_nothing_imports_main():
    importers = [
        path
        for folder in ("core", "inference", "ui", "training")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"^\s*(import main|from main import)", path.read_text(), re.MULTILINE)
    ]
    assert importers == []


def test_one_version_everywhere():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text()


def test_packaging_is_no_python_package():
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("lock", ["app", "dev", "peers", "gpu"])
def test_locks_hold_hashes_and_no_url(lock):
    text = (ROOT / "packaging" / f"requirements-{lock}.txt").read_text()
    assert "://" not in text
    names = [line for line in text.splitlines() if "==" in line]
    assert len(names) > 5
    assert text.count("--hash=sha256:") >= len(names)


def test_the_development_lock_holds_what_the_application_ships():
    def pins(lock: str) -> set[str]:
        lines = (ROOT / "packaging" / f"requirements-{lock}.txt").read_text().splitlines()
        return {line.split()[0] for line in lines if "==" in line}

    assert pins("app") <= pins("dev")


@pytest.mark.parametrize("bench", sorted((ROOT / "tests" / "bench").glob("bench_*.py")), ids=lambda path: path.stem)
def test_each_benchmark_starts(bench):
    """As `dev.py bench` starts it, up to its own work: nobody runs them daily."""
    done = subprocess.run(
        [sys.executable, "-c", f"import tests.bench.{bench.stem}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
