"""Build the packaged application for this system: folder, licences, bill of materials, archive, checksums.

python3 dev.py package            everything for this system, into dist/
python3 dev.py package --folder   the folder alone
python3 dev.py package --check    then start what was built, and see it work (smoke.py)
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import audit
import bill
import collected
import golden
import icons
import libraries
import listing
import search_paths

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
WORK = ROOT / "build" / "pyinstaller"


def main(arguments: list[str]) -> int:
    """Build; returns 0, or 1 where something is in the build that does not belong there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", action="store_true", help="the folder alone, no archives")
    parser.add_argument("--check", action="store_true", help="start what was built, and see it work")
    parser.add_argument("--reuse", action="store_true", help="take the folder that is there")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("SOURCE_DATE_EPOCH", _date_of_commit())
    os.environ["PYTHONHASHSEED"] = "0"  # the order of sets goes into the compiled modules
    if not chosen.reuse:
        build_folder()
    folder = DIST / "metsreview"
    findings = audit.findings(folder)
    audit.tell_sizes(folder)
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        return 1
    if chosen.check and not works(folder):
        return 1
    if not chosen.folder:
        write_checksums(installers(folder))
    return 0


def works(folder: Path) -> bool:
    """See what was built at work, in a process of its own: the one that drew the icons can have no widgets."""
    command = [sys.executable, str(ROOT / "packaging" / "smoke.py"), str(folder)]
    return subprocess.run(command, check=False).returncode == 0


def build_folder() -> None:
    """Make ``dist/metsreview`` (on macOS also ``dist/MetsReview.app``)."""
    icons.make(ROOT / "build" / "icons")
    shutil.rmtree(DIST / "metsreview", ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "packaging" / "metsreview.spec"), "--noconfirm"]
    places = ["--distpath", str(DIST), "--workpath", str(WORK), "--log-level", "WARN"]
    subprocess.run([*command, *places], check=True, cwd=ROOT)
    inside = application(DIST / "metsreview")
    if sys.platform.startswith("linux"):
        print(f"Symbol tables taken off: {libraries.strip(inside) / 1e6:.0f} MB.")
        print(f"Search paths of other machines taken out of {len(search_paths.cut(inside))} libraries.")
    golden.place(ROOT, application(DIST / "metsreview"))
    found = collected.origins(WORK / "metsreview", ROOT)
    for stranger in audit.strangers(found):
        raise SystemExit(stranger)
    bill.write(found, inside, ROOT, version())
    listing.write(DIST / "metsreview")  # of what no step below changes any more
    if sys.platform == "darwin":
        golden.place(ROOT, DIST / "MetsReview.app" / "Contents" / "Resources")
        # As written for the folder: signing, afterwards, changes the files that its checksums are of.
        licences = DIST / "MetsReview.app" / "Contents" / "Resources" / "assets" / "licences"
        shutil.copytree(inside / "assets" / "licences", licences, dirs_exist_ok=True)


def application(folder: Path) -> Path:
    """Where the program's files lie in the folder."""
    return folder / "_internal"


def installers(folder: Path) -> list[Path]:
    """Make what this system's users download; returns the files."""
    if sys.platform.startswith("linux"):
        import archive
        import debian

        return [archive.make(folder, DIST, version()), debian.make(folder, DIST, version())]
    inno = shutil.which("iscc") or str(Path(os.environ.get("PROGRAMFILES(X86)", "")) / "Inno Setup 6" / "ISCC.exe")
    script = {"win32": [inno, "packaging/windows/metsreview.iss"], "darwin": ["sh", "packaging/macos/image.sh"]}
    subprocess.run(script[sys.platform], check=True, cwd=ROOT, env=os.environ | {"METSREVIEW_VERSION": version()})
    return sorted(DIST.glob(f"*{version()}*.exe")) + sorted(DIST.glob(f"*{version()}*.dmg"))


def write_checksums(files: list[Path]) -> None:
    """Write ``SHA256SUMS``, as sha256sum reads it, beside the files, the bill of materials and the list of files."""
    folder = DIST / "metsreview"
    bill_of_materials = DIST / f"metsreview-{version()}.sbom.cdx.json"
    shutil.copyfile(application(folder) / "assets" / "licences" / "sbom.cdx.json", bill_of_materials)
    beside = [bill_of_materials]
    if sys.platform != "darwin":  # where signing changes files
        beside.append(DIST / f"metsreview-{version()}.files.sha256")
        shutil.copyfile(folder / listing.NAME, beside[-1])
    lines = []
    for file in sorted([*files, *beside]):
        with file.open("rb") as opened:
            lines.append(f"{hashlib.file_digest(opened, 'sha256').hexdigest()}  {file.name}\n")
        print(f"{file.stat().st_size / 1e6:8.1f} MB  {file.relative_to(ROOT)}")
    (DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def version() -> str:
    """The application's version, read without importing the application."""
    text = (ROOT / "core" / "version.py").read_text(encoding="utf-8")
    return text.split('VERSION = "')[1].split('"')[0]


def _date_of_commit() -> str:
    asked = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False)
    return asked.stdout.strip() or "0"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
