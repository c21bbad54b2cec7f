"""NVIDIA GPUs as their driver tells of them: name, driver, memory in all and free."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from dataclasses import dataclass

_ASKED = "name,driver_version,memory.total,memory.free"
_SECONDS = 5.0
_MIB = 1024**2


@dataclass(frozen=True)
class Gpu:
    """One GPU; memory in bytes."""

    name: str
    driver: str
    memory: int
    free: int


def found() -> tuple[Gpu, ...]:
    """Every NVIDIA GPU whose driver answers; none where there is no driver."""
    program = shutil.which("nvidia-smi")
    if program is None:
        return ()
    command = [program, f"--query-gpu={_ASKED}", "--format=csv,noheader,nounits"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(gpu for line in done.stdout.splitlines() if (gpu := _gpu(line)) is not None)


def has_driver() -> bool:
    """Whether the library that every program reaches an NVIDIA GPU by is installed."""
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True


def free() -> int | None:
    """Bytes free on the first GPU; None where no driver says."""
    gpus = found()
    return gpus[0].free if gpus else None


def _gpu(line: str) -> Gpu | None:
    parts = [part.strip() for part in line.split(",")]
    try:
        name, driver, total, free = parts
        return Gpu(name, driver, int(total) * _MIB, int(free) * _MIB)
    except ValueError:  # a line of another kind: some GPUs do not tell their memory
        return None
