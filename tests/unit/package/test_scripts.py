"""The scripts for systems that this is not developed on: every file that they name is there, or is made before."""

import re
import sys
from pathlib import Path, PureWindowsPath

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import build
import icons

ROOT = Path(__file__).resolve().parents[3]
INNO = ROOT / "packaging" / "windows" / "metsreview.iss"
IMAGE = ROOT / "packaging" / "macos" / "image.sh"
WORKFLOW = ROOT / ".github" / "workflows" / "package.yml"


@pytest.fixture
def made(tmp_path, qapp):
    """What a build for Windows or macOS has made before its installer: programs' folder, application, icons."""
    icons.make(tmp_path / "build" / "icons")
    for place in ("dist/metsreview/metsreview.exe", "dist/metsreview/_internal/base_library.zip"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).touch()
    (tmp_path / "dist" / "MetsReview.app").mkdir()
    return tmp_path


def is_there(made: Path, place: str) -> bool:
    """Whether a place, seen from the repository's folder, is in it or among what was made."""
    return any(any(folder.glob(place)) for folder in (ROOT, made))


def inno_settings() -> dict[str, str]:
    section = INNO.read_text(encoding="utf-8").split("[Setup]")[1].split("\n[")[0]
    return dict(re.findall(r"^(\w+)=(.*)$", section, re.MULTILINE))


def seen_from_source(written: str) -> str:
    """Return a path of the script as Inno Setup sees it, from the repository's folder."""
    base = Path(*PureWindowsPath(inno_settings()["SourceDir"]).parts)
    place = (INNO.parent / base / Path(*PureWindowsPath(written).parts)).resolve()
    assert place.is_relative_to(ROOT), f"{written} leads out of the repository"
    return place.relative_to(ROOT).as_posix()


def test_inno_setups_source_folder_is_the_repository():
    assert (INNO.parent / Path(*PureWindowsPath(inno_settings()["SourceDir"]).parts)).resolve() == ROOT


@pytest.mark.parametrize("name", ["LicenseFile", "SetupIconFile"])
def test_files_of_the_windows_installer_are_there(made, name):
    assert is_there(made, seen_from_source(inno_settings()[name]))


def test_what_the_windows_installer_packs_is_there_and_its_icons_start_it(made):
    text = INNO.read_text(encoding="utf-8")
    sources = re.findall(r'^Source: "([^"]+)"', text, re.MULTILINE)
    assert sources
    assert all(is_there(made, seen_from_source(each)) for each in sources)
    inside = {each for each in re.findall(r"\{app\}\\([\w.\\]+)", text) if each != "_internal"}
    assert inside == {"metsreview.exe"}
    assert all((made / "dist" / "metsreview" / each).exists() for each in inside)


def test_the_windows_installer_comes_to_lie_where_the_build_looks_for_it():
    settings = inno_settings()
    assert seen_from_source(settings["OutputDir"]) == build.DIST.relative_to(ROOT).as_posix()
    assert "{#Version}" in settings["OutputBaseFilename"]
    assert re.search(r'GetEnv\("METSREVIEW_VERSION"\)', INNO.read_text(encoding="utf-8"))


def test_files_of_the_macos_image_are_there(made):
    text = IMAGE.read_text(encoding="utf-8")
    up = re.search(r'cd "\$\(dirname "\$0"\)/(\S+)"', text)[1]
    assert (IMAGE.parent / up).resolve() == ROOT
    for place in re.findall(r"(?<![\w/$.])(?:packaging|dist)/[\w./-]+(?!\S*\$)", text):
        if not place.startswith("dist/MetsReview-"):
            assert is_there(made, place.rstrip(".")), place
    assert re.search(r"^image=dist/MetsReview-\$version", text, re.MULTILINE), "where build.py looks for it"


def test_the_build_runs_scripts_that_are_there():
    text = (ROOT / "packaging" / "build.py").read_text(encoding="utf-8")
    named = re.findall(r'"(packaging/[\w/.]+)"', text)
    assert {Path(each).suffix for each in named} == {".iss", ".sh"}
    assert all((ROOT / each).is_file() for each in named)


def test_the_workflow_runs_commands_and_reads_files_that_are_there():
    text = WORKFLOW.read_text(encoding="utf-8")
    for place in re.findall(r"\b(?:packaging/[\w./-]+|dev\.py)", text):
        assert (ROOT / place).is_file(), place
    assert "python dev.py package --check" in text
    assert "sudo" not in text, "a container's user is root, and has none"


def test_the_workflow_builds_for_linux_where_the_systems_licences_are_known():
    """Another system's libraries, such as libpcre3 of Ubuntu 22.04, would end the build."""
    text = WORKFLOW.read_text(encoding="utf-8")
    (linux,) = re.findall(r"\{os: ubuntu-[\d.]+, container: \"([^\"]*)\"\}", text)
    assert linux == "python:3.11-bookworm"
    assert "container: ${{ matrix.container }}" in text
