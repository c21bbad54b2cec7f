"""A Debian package for all users of a computer: the folder in /opt, a command, a menu entry, file types, a man page."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

LINUX = Path(__file__).parent / "linux"
ICONS = Path(__file__).resolve().parents[1] / "build" / "icons"
_SIDES = (16, 24, 32, 48, 64, 128, 256, 512)

# What the build leaves to the system (libraries.py), and what Qt and the EGL window of the 3D view load by name.
_DEPENDS = (
    "libc6 (>= {glibc}), libstdc++6, libgcc-s1, libx11-6, libx11-xcb1, libxcb1, libxcb-glx0, libxcb-sync1, libgl1, "
    "libegl1, libgl1-mesa-dri, libfontconfig1, libfreetype6, libexpat1, libwayland-client0, libwayland-cursor0, "
    "libwayland-egl1"
)
_CONTROL = """Package: metsreview
Version: {version}
Architecture: {architecture}
Maintainer: MetsReview maintainers <maintainers@metsreview.invalid>
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: fonts-inter, fonts-noto-cjk
Section: science
Priority: optional
Description: review of small brain metastases on MRI
 A model finds small brain metastases on contrast-enhanced T1 MRI, on this
 computer alone; the reader accepts, rejects or edits each; what was accepted
 leaves as a DICOM RTSTRUCT. Research software, not a medical device.
"""
# No dependency is asked for these: where a desktop has them, its lists are renewed.
_REFRESH = """#!/bin/sh
set -e
for renew in "update-mime-database /usr/share/mime" "update-desktop-database -q /usr/share/applications" \\
    "gtk-update-icon-cache -q -f /usr/share/icons/hicolor"; do
    if command -v "${renew%% *}" > /dev/null; then $renew || true; fi
done
"""
# dpkg takes away a folder that no package holds any more: /opt is the system's, no package's.
_SYSTEMS_OWN = """if [ ! -e "$DPKG_ROOT/opt" ]; then mkdir -m 755 "$DPKG_ROOT/opt"; fi
"""


def make(folder: Path, out: Path, version: str) -> Path:
    """Lay the files out as they will lie on the system, and let dpkg-deb pack them."""
    architecture = _said(["dpkg", "--print-architecture"])
    root = out.parent / "build" / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(folder, root / "opt" / "metsreview", symlinks=True)
    share = root / "usr" / "share"
    _place(LINUX / "metsreview.desktop", share / "applications" / "metsreview.desktop")
    _place(LINUX / "metsreview.xml", share / "mime" / "packages" / "metsreview.xml")
    _place(ICONS / "metsreview.svg", share / "icons" / "hicolor" / "scalable" / "apps" / "metsreview.svg")
    for side in _SIDES:
        _place(ICONS / f"{side}x{side}.png", share / "icons/hicolor" / f"{side}x{side}" / "apps" / "metsreview.png")
    _place(LINUX / "copyright", share / "doc" / "metsreview" / "copyright")
    manual = share / "man" / "man1" / "metsreview.1.gz"
    manual.parent.mkdir(parents=True)
    text = (LINUX / "metsreview.1").read_text(encoding="utf-8").replace("VERSION", version)
    manual.write_bytes(gzip.compress(text.encode(), mtime=0))
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / "metsreview").symlink_to("/opt/metsreview/metsreview")
    _write_control(root, version, architecture)
    _tidy(root)
    path = out / f"metsreview_{version}_{architecture}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "-z3", "--build", str(root), str(path)], check=True)
    return path


def _place(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write_control(root: Path, version: str, architecture: str) -> None:
    control = root / "DEBIAN"
    control.mkdir()
    size = sum(path.lstat().st_size for path in root.rglob("*") if path.is_file()) // 1024
    glibc = _said(["ldd", "--version"]).splitlines()[0].split()[-1]
    (control / "control").write_text(
        _CONTROL.format(
            version=version, architecture=architecture, kilobytes=size, depends=_DEPENDS.format(glibc=glibc)
        ),
        encoding="utf-8",
    )
    for name, text in (("postinst", _REFRESH), ("postrm", _REFRESH + _SYSTEMS_OWN)):
        (control / name).write_text(text, encoding="utf-8")
        (control / name).chmod(0o755)


def _tidy(root: Path) -> None:
    """One date and plain rights for all, so that two builds differ in nothing but their contents."""
    date = int(os.environ["SOURCE_DATE_EPOCH"])
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        os.utime(path, (date, date), follow_symlinks=False)


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
