"""Shared libraries on Linux: which of the system's go along, which stay there, which lose their symbol tables."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

# The system's graphics drivers are loaded into the same process and want the system's own of these, never older ones.
_STAYS_THE_SYSTEMS = re.compile(
    r"lib(stdc\+\+|gcc_s|X11|X11-xcb|xcb|xcb-dri2|xcb-dri3|xcb-glx|xcb-present|xcb-sync|drm|gbm|GL|EGL|GLX|GLdispatch|"
    r"OpenGL|GLESv2|fontconfig|freetype|expat|wayland-client|wayland-egl|wayland-cursor)\.so\.\d+"
)
# Measured: these carry symbol tables of a third of their size. Others are left as their makers signed them off:
# libraries that auditwheel has rewritten (numpy.libs, scipy.libs) break when stripped.
_STRIPPED = ("vtkmodules/*.so*", "libpython*.so*", "python3*/lib-dynload/*.so")


def kept(binaries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Leave out libraries of the system that are to stay there, and those that nothing kept asks for.

    Parameters
    ----------
    binaries
        PyInstaller's rows (destination, source, kind).

    """
    rows = [row for row in binaries if not _STAYS_THE_SYSTEMS.fullmatch(Path(row[0]).name)]
    while True:
        wanted = set().union(*(_needed(row[1]) for row in rows))
        left = [row for row in rows if not _is_loose(row) or Path(row[0]).name in wanted]
        if len(left) == len(rows):
            return left
        rows = left


def _is_loose(row: tuple[str, str, str]) -> bool:
    """Whether this is a library beside the others only because another one asked for it."""
    name = row[0]
    return "/" not in name and name.startswith("lib") and ".so" in name and not name.startswith("libpython")


_needed_by: dict[str, frozenset[str]] = {}


def _needed(source: str) -> frozenset[str]:
    if source not in _needed_by:
        told = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=False).stdout
        _needed_by[source] = frozenset(re.findall(r"NEEDED\s+(\S+)", told))
    return _needed_by[source]


def strip(application: Path) -> int:
    """Take symbol tables off where that is safe; returns the bytes saved."""
    if shutil.which("strip") is None:
        return 0
    saved = 0
    for pattern in _STRIPPED:
        for path in sorted(application.glob(pattern)):
            if path.is_symlink():
                continue
            before = path.stat().st_size
            subprocess.run(["strip", "--strip-unneeded", "--preserve-dates", str(path)], check=True)
            saved += before - path.stat().st_size
    return saved
