"""How much memory a run needs at least, and how much there is: a run that cannot end is refused before it begins."""

from __future__ import annotations

import ctypes
import math
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from core.errors import NotEnoughMemory
from inference.model_package import ModelPackage

_FLOAT = 4
_AT_ONCE = 2  # a layer's input and output lie side by side
_LAYERS = 6  # of the first size are alive at once: nnU-Net's default network was seen to take 4.8
_MOST_AT_ONCE = 8
_GIB = 1024**3
_FOR_A_SERIES = "The package {name} needs at least {wanted} GB of memory for this series, and {there} GB are free."
FOR_A_WINDOW = (
    "The package {name} needs at least {wanted} GB of memory for one of its windows, and {there} GB are free."
)
_WAY_OUT = "Close other programs, or choose a smaller package."


def needed(package: ModelPackage, grid: Sequence[int], series: Sequence[int]) -> int:
    """Least bytes of a run.

    Parameters
    ----------
    grid
        (Z, Y, X) voxels of the package's grid.
    series
        (Z, Y, X) voxels of the series.

    """
    manifest = package.manifest
    channels = len(manifest.inputs)
    padded = [max(size, window) for size, window in zip(grid, manifest.patch_size, strict=True)]
    evidence = 1 + (len(manifest.findings) if manifest.nnunet is not None else 1)
    window = math.prod(manifest.patch_size) * (channels + _AT_ONCE * package.first_features)
    return package.size + _FLOAT * (math.prod(padded) * (channels + evidence) + math.prod(series) + window)


def windows_at_once(package: ModelPackage, gpu_free: int | None) -> int:
    """How many windows run together: as half of the GPU's free memory holds; one where there is none, or unknown."""
    if gpu_free is None:
        return 1
    manifest = package.manifest
    window = _FLOAT * math.prod(manifest.patch_size) * package.first_features * _LAYERS
    return max(1, min(_MOST_AT_ONCE, gpu_free // 2 // window))


def refuse_too_large(
    package: ModelPackage, grid: Sequence[int], series: Sequence[int], sentence: str = _FOR_A_SERIES
) -> None:
    """See that there is as much memory as a run needs at least; parameters as :func:`needed` takes them.

    ``sentence`` is what is said else, of the package's ``name`` and the gigabytes ``wanted`` and ``there``.

    Raises
    ------
    NotEnoughMemory
        If there is less.

    """
    bytes_needed, there = needed(package, grid, series), free()
    if there is not None and bytes_needed > there:
        words = sentence.format(
            name=package.manifest.name, wanted=f"{bytes_needed / _GIB:.1f}", there=f"{there / _GIB:.1f}"
        )
        raise NotEnoughMemory(words, _WAY_OUT)


def ran_out(package: ModelPackage) -> NotEnoughMemory:
    """What a reader is told of a run that began and could not end."""
    return NotEnoughMemory(f"The package {package.manifest.name} ran out of memory.", _WAY_OUT)


def give_back() -> None:
    """Hand to the system what this process has freed; glibc else keeps what a library took while it loaded."""
    if sys.platform != "linux":
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
    if trim is not None:
        trim(0)


def free() -> int | None:
    """Bytes that may still be taken, by this process' own limit too; None where the system does not say."""
    limits = [each for each in (_system_free(), _group_free()) if each is not None]
    return min(limits) if limits else None


def whole() -> int | None:
    """Bytes of main memory in all; None where the system does not say."""
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as lines:
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemTotal:"))
    except (OSError, ValueError, StopIteration):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return None


def _system_free() -> int | None:
    if sys.platform == "win32":
        return _windows_free()
    try:
        with Path("/proc/meminfo").open(encoding="ascii") as lines:
            return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        pass
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")  # of macOS: all there is, free or not
    except (OSError, ValueError, AttributeError):
        return None


def _group_free() -> int | None:
    """What the control group of a container leaves."""
    folder = Path("/sys/fs/cgroup")
    try:
        most = int((folder / "memory.max").read_text())
        return max(0, most - int((folder / "memory.current").read_text()))
    except (OSError, ValueError):  # none, or no limit
        return None


def _windows_free() -> int | None:
    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *(
                (name, ctypes.c_ulonglong)
                for name in ("all", "free", "page", "page_free", "virtual", "left", "extended")
            ),
        )

    status = Status(length=ctypes.sizeof(Status))
    library = getattr(ctypes, "windll", None)
    if library is None or not library.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.free)
