"""The bill of materials: every component with its version and licence, none of them one the program cannot go with."""

import json
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from license_expression import get_spdx_licensing

from core import components
from tests.helpers.tiny_model import write_package

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import audit
import bill
import system_licences
from collected import Origins, SystemPackage

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def written(tmp_path, monkeypatch):
    """The bill of a build of one Python package, two libraries of the system and a model."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    notice = tmp_path / "copyright"
    notice.write_text("words")
    system = {name: SystemPackage(name, "1.2-3", notice) for name in ("libffi8", "libxcb-icccm4")}
    write_package(tmp_path / "app" / "assets" / "models" / "tiny.mets", "metastasis", 0.5)
    found = Origins({"numpy": distribution("numpy")}, system)
    assert audit.strangers(found) == []
    bill.write(found, tmp_path / "app", ROOT, "0.1.0")
    folder = tmp_path / "app" / "assets" / "licences"
    components = json.loads((folder / "sbom.cdx.json").read_text())["components"]
    return {each["name"]: each for each in components}, json.loads((folder / "versions.json").read_text())


def test_every_component_has_a_version_and_a_licence(written):
    components, rows = written
    assert set(components) == {"python", "numpy", "libffi8", "libxcb-icccm4", "tiny"}
    for each in components.values():
        assert each["version"], each["name"]
        assert each["licenses"], each["name"]
    assert components["libffi8"]["licenses"] == [{"expression": "MIT"}]
    assert components["tiny"]["version"] == "1.0"
    assert components["tiny"]["description"] == "Tests."
    assert all(row["licence"] and row["licence"] != "see its text" for row in rows)


def test_the_program_itself_is_in_the_bill_with_the_checksum_that_about_shows(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "metsreview").write_bytes(b"starter and code")
    bill.write(Origins(), tmp_path / "_internal", ROOT, "0.1.0")
    told = json.loads((tmp_path / "_internal" / "assets" / "licences" / "sbom.cdx.json").read_text())
    (program,) = told["metadata"]["component"]["components"]
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys.executable", str(tmp_path / "metsreview"))
    assert program["name"] == "metsreview"
    assert program["hashes"] == [{"alg": "SHA-256", "content": components.program_digest()}]


def test_the_starters_exception_is_told():
    told = bill.licence_of(distribution("pyinstaller"))
    assert told == "GPL-2.0-or-later WITH Bootloader-exception"
    assert not get_spdx_licensing().validate(told).errors


def test_licences_of_the_systems_libraries_are_spdx_and_go_with_the_program():
    licensing = get_spdx_licensing()
    for name, licence in system_licences._LICENCES.items():
        known = licensing.validate(licence)
        assert not known.errors or "LicenseRef-public-domain" in licence, (name, known.errors)
        assert not system_licences.is_strong_copyleft(licence), name


@pytest.mark.parametrize(
    ("licence", "strong"),
    [("GPL-3.0-or-later", True), ("MIT OR GPL-2.0-only", False), ("LGPL-2.1-or-later", False), ("Sleepycat", True)],
)
def test_strong_copyleft_is_known(licence, strong):
    assert system_licences.is_strong_copyleft(licence) is strong


def test_a_library_whose_licence_nobody_has_read_ends_the_build():
    found = Origins(system={"libnew1": SystemPackage("libnew1", "1", None)})
    assert audit.strangers(found) == ["libnew1 is in the build, and its licence is not in system_licences.py."]


def test_a_library_under_the_gpl_ends_the_build(monkeypatch):
    monkeypatch.setitem(system_licences._LICENCES, "libreadline8", "GPL-3.0-or-later")
    found = Origins(system={"libreadline8": SystemPackage("libreadline8", "8", None)})
    assert "cannot go along with" in audit.strangers(found)[0]
