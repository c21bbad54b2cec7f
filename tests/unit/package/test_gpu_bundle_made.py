"""What makes the GPU bundle lies in the build too: what it fetches is locked, for the build's own Python."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import contents
import gpu_bundle

ROOT = Path(__file__).resolve().parents[3]


def test_script_and_lock_go_into_the_build_together():
    assert [(Path(file).name, place) for file, place in contents.gpu_bundle()] == [
        ("gpu_bundle.py", "gpu-bundle"),
        ("requirements-gpu.txt", "gpu-bundle"),
    ]
    assert all(contents.is_wanted(f"gpu-bundle/{Path(file).name}") for file, _ in contents.gpu_bundle())


def test_the_lock_is_of_the_version_that_is_pinned_and_every_wheel_has_its_hash():
    (pinned,) = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]["gpu"]
    blocks = re.split(r"\n(?=\S)", gpu_bundle.LOCK.read_text().strip())
    assert pinned in [block.split()[0] for block in blocks]
    assert all(block.startswith(("onnxruntime", "nvidia-")) and "--hash=sha256:" in block for block in blocks)
    assert {"nvidia-cublas", "nvidia-cuda-runtime", "nvidia-cudnn-cu13"} <= {block.split("==")[0] for block in blocks}


@pytest.mark.parametrize(
    ("library", "version"),
    [("libpython3.11.so.1.0", "3.11"), ("python312.dll", "3.12"), ("readme", f"3.{sys.version_info.minor}")],
)
def test_the_builds_own_python_is_what_counts(library, version, tmp_path):
    (tmp_path / library).touch()
    (tmp_path / "python3.dll").touch()
    assert gpu_bundle.python_wanted(tmp_path) == version


def test_what_pip_laid_is_kept_whole_or_not_at_all(tmp_path, monkeypatch, capsys):
    asked = []

    def lay(command, check):
        asked.append(command)
        aside = Path(command[command.index("--target") + 1])
        for name in ("onnxruntime", "nvidia", "numpy"):
            (aside / name).mkdir(parents=True)
        return SimpleNamespace(returncode=len(asked) - 1)

    monkeypatch.setattr(subprocess, "run", lay)
    assert gpu_bundle.main([str(tmp_path / "gpu")]) == 0
    assert {"--require-hashes", "--no-deps"} <= set(asked[0])
    assert {path.name for path in (tmp_path / "gpu").iterdir()} == {"onnxruntime", "nvidia"}
    assert gpu_bundle.main([str(tmp_path / "gpu")]) == 2, "it is there already"
    assert gpu_bundle.main([str(tmp_path / "other")]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["gpu"]
    assert gpu_bundle.main([]) == 2
    assert "Name the folder" in capsys.readouterr().err
