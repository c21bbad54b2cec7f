"""`models add` of a results folder: the training half makes the package, in a process of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from core.errors import PackageRefused, UsageError
from inference.model_package import SUFFIX

_ROOT = Path(__file__).resolve().parents[2]
_MODULE = "training.nnunet.to_package"
_NEEDED = ("torch", "dynamic_network_architectures", "onnx")
_REFUSED = PackageRefused.exit_code


@contextmanager
def package_of(folder: Path, options: Mapping[str, str | None]) -> Iterator[Path]:
    """A package made from a results folder of nnU-Net v2; it goes when the block ends.

    Parameters
    ----------
    options
        ``name``, ``fold``, ``finding``, ``checkpoint``, each left out where it is none.

    Raises
    ------
    UsageError
        If what training needs is not installed here.
    PackageRefused
        If the folder is refused, or the conversion fails.

    """
    if getattr(sys, "frozen", False) or any(importlib.util.find_spec(name) is None for name in _NEEDED):
        raise UsageError(
            "Results folders of nnU-Net can only be added where this project's source and PyTorch are installed.",
            f"Run `python3 dev.py setup --train`, or `python -m {_MODULE}` on the computer that trained it.",
        )
    with tempfile.TemporaryDirectory(prefix="metsreview-") as scratch:
        path = Path(scratch) / f"converted{SUFFIX}"
        command = [sys.executable, "-m", _MODULE, str(folder.resolve()), "--out", str(path)]
        for name, value in options.items():
            command += [f"--{name}", value] if value else []
        done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        if done.returncode:
            raise _refusal(done)
        yield path


def _refusal(done: subprocess.CompletedProcess[str]) -> PackageRefused:
    """The child's own sentence, or the last line of what it died of."""
    lines = done.stderr.strip().splitlines() or ["nothing was said"]
    if done.returncode == _REFUSED:
        return PackageRefused(lines[-1])
    return PackageRefused(f"The results folder could not be converted: {lines[-1]}.", "Run it by hand to see more.")
