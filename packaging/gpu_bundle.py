"""Make the GPU bundle: onnxruntime-gpu with its CUDA and cuDNN libraries, as a folder to lay beside the application.

    python3 gpu_bundle.py FOLDER

It lies in the source tree as ``packaging/gpu_bundle.py`` and in the packaged application as
``_internal/gpu-bundle/gpu_bundle.py``, each time with its lock beside it, and needs a Python 3.9 or newer with pip: any
computer's, of the same kind as the one that the bundle is for. The wheels come from whatever index that pip uses, each
held against its hash, for the packaged application's own version of Python. Laid beside the program as ``gpu`` (or into
METSREVIEW_HOME), the folder is found at the next start, and ``metsreview doctor`` says so in a line.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

LOCK = Path(__file__).resolve().with_name("requirements-gpu.txt")
INSIDE = Path(__file__).resolve().parents[1]  # of the packaged application: its libraries; else the source tree
_PYTHON = re.compile(r"(?:lib)?python3\.?(\d+)\.(?:so|dll|dylib)")
_TAKEN = ("onnxruntime", "nvidia")  # the application brings NumPy and the rest itself


def main(arguments: list[str]) -> int:
    """Fetch, keep what is needed, say how large it is."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("Name the folder to be made, such as gpu: python3 gpu_bundle.py gpu", file=sys.stderr)
        return 2
    folder = Path(arguments[0]).absolute()
    if folder.exists():
        print(f"{folder} exists already. Remove it, or name another folder.", file=sys.stderr)
        return 2
    aside = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(aside, ignore_errors=True)
    if subprocess.run(command(aside), check=False).returncode:
        print("The wheels could not be fetched; nothing was left behind.", file=sys.stderr)
        shutil.rmtree(aside, ignore_errors=True)
        return 1
    keep_what_is_needed(aside)
    aside.rename(folder)  # never half there
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"{size / 1e6:.0f} MB in {folder}")
    return 0


def command(folder: Path) -> list[str]:
    """Have pip lay the locked wheels, and nothing else, into a folder."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "--no-deps", "--require-hashes"]
    return [*pip, "--only-binary", ":all:", "--python-version", python_wanted(INSIDE), "--requirement", str(LOCK)]


def python_wanted(inside: Path) -> str:
    """The version of Python whose library the packaged application brings; where it is none, that of this process."""
    found = [_PYTHON.match(path.name) for path in sorted(inside.iterdir())]
    minors = [match[1] for match in found if match]
    return f"3.{minors[0]}" if minors else f"3.{sys.version_info.minor}"


def keep_what_is_needed(folder: Path) -> None:
    """Remove what the application has already; licence texts lie in the packages' own dist-info and stay."""
    for path in folder.iterdir():
        if not path.name.startswith(_TAKEN):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for cache in list(folder.rglob("__pycache__")):
        shutil.rmtree(cache)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
