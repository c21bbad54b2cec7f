"""Make the GPU bundle: onnxruntime-gpu with its CUDA and cuDNN libraries, as a folder to lay beside the application.

    python packaging/gpu_bundle.py [FOLDER]          (default dist/gpu)

The wheels come from whatever index this machine's pip uses, for this system and this version of Python, which must be
the packaged application's own. Laid beside the program as ``gpu`` (or into METSREVIEW_HOME), it is found at the next
start, and ``metsreview doctor`` says so in a line.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_TAKEN = ("onnxruntime", "nvidia")  # the application brings NumPy and the rest itself


def main(arguments: list[str]) -> int:
    """Fetch, keep what is needed, say how large it is."""
    folder = Path(arguments[0]) if arguments else ROOT / "dist" / "gpu"
    if folder.exists():
        print(f"{folder} exists already. Remove it, or name another folder.", file=sys.stderr)
        return 2
    aside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--target", str(aside)]
    if subprocess.run([*pip, requirement()], check=False).returncode:
        print("The wheels could not be fetched; nothing was left behind.", file=sys.stderr)
        shutil.rmtree(aside, ignore_errors=True)
        return 1
    keep_what_is_needed(aside)
    aside.rename(folder)  # never half there
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{size / 1e6:.0f} MB in {folder}")
    return 0


def requirement() -> str:
    """The version that pyproject.toml pins, with the CUDA and cuDNN wheels that it names itself."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    (pinned,) = extras["gpu"]
    name, version = pinned.split("==")
    return f"{name}[cuda,cudnn]=={version}"


def keep_what_is_needed(folder: Path) -> None:
    """Remove what the application has already; licence texts lie in the packages' own dist-info and stay."""
    for path in folder.iterdir():
        if not path.name.startswith(_TAKEN):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for cache in list(folder.rglob("__pycache__")):
        shutil.rmtree(cache)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
