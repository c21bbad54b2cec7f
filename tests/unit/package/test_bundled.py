"""The libraries inside packages' wheels: named, with versions, licences, their texts and checksums."""

import hashlib
import json
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from license_expression import get_spdx_licensing

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import audit
import bill
import bundled
import contents
import hashes
import within
from collected import Origins, SystemPackage

ROOT = Path(__file__).resolve().parents[3]
OURS = ROOT / "packaging" / "licences"
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the list was made from Linux wheels")


def native_files(name: str) -> dict[str, Path]:
    found = {str(file): Path(str(distribution(name).locate_file(file))) for file in distribution(name).files or ()}
    return {place: path for place, path in found.items() if bundled.is_native(place) and path.exists()}


@pytest.fixture
def gdcm(tmp_path):
    """A build that holds python-gdcm's machine code, and its bill."""
    files = native_files("python-gdcm")
    application = tmp_path / "app"
    for place, path in files.items():
        (application / place).parent.mkdir(parents=True, exist_ok=True)
        (application / place).symlink_to(path)
    (application / "_gdcm" / "LICENSE").touch()
    found = Origins({"python-gdcm": distribution("python-gdcm")}, files={"python-gdcm": set(files)})
    return found, application


def written(found, application, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    bill.write(found, application, ROOT, "0.1.0")
    folder = application / "assets" / "licences"
    components = json.loads((folder / "sbom.cdx.json").read_text())["components"]
    return {each["bom-ref"]: each for each in components}, json.loads((folder / "versions.json").read_text()), folder


@linux_only
def test_openssl_inside_gdcm_is_named_with_its_age_and_checksum(gdcm, monkeypatch):
    found, application = gdcm
    components, rows, folder = written(found, application, monkeypatch)
    openssl = components["python-gdcm/openssl-libs"]
    assert openssl["version"].startswith("1.1.1k"), "as the wheel's own bill says"
    assert openssl["purl"].startswith("pkg:rpm/almalinux/openssl-libs@1.1.1k")
    assert openssl["licenses"] == [{"license": {"id": "OpenSSL"}}]
    place = next(each["name"] for each in openssl["components"] if "libcrypto" in each["name"])
    digest = hashlib.sha256((application / place).read_bytes()).hexdigest()
    assert {"alg": "SHA-256", "content": digest} in [each for file in openssl["components"] for each in file["hashes"]]
    told = {row["name"]: row for row in rows}["openssl-libs (in python-gdcm)"]
    assert "Original SSLeay License" in (folder / told["text"]).read_text()
    assert components["python-gdcm/Expat"]["version"] == "2.0.0", "read from the file"
    assert components["python-gdcm/zlib"]["version"]
    graph = json.loads((folder / "sbom.cdx.json").read_text())["dependencies"]
    assert "python-gdcm/openssl-libs" in next(each["dependsOn"] for each in graph if each["ref"] == "python-gdcm")


@linux_only
def test_every_component_has_checksums_or_says_which_file_holds_it(gdcm, monkeypatch):
    components, _, _ = written(*gdcm, monkeypatch)
    for name, each in components.items():
        wheels = [one for ref in each.get("externalReferences", []) for one in ref.get("hashes", [])]
        files = [one for file in each.get("components", []) for one in file["hashes"]]
        assert wheels or files or "linked into" in each.get("description", "") or name == "python", name
    locked = [one["content"] for one in components["python-gdcm"]["externalReferences"][0]["hashes"]]
    assert set(locked) == set(hashes.locked()["python-gdcm"])
    assert all(digest in contents.APP_LOCK.read_text() for digest in locked)
    own = {each["name"] for each in components["python-gdcm"]["components"]}
    assert any("gdcmMSFF" in each for each in own)
    assert not any("libcrypto" in each for each in own), "a library's inside is told once"


@linux_only
def test_no_wheel_of_the_lock_holds_a_library_that_nobody_names():
    """What would end the build, seen before it: a new version of a package may bring another library along."""
    installed = {}
    for name in contents.allowed_distributions():
        try:
            installed[name] = set(native_files(name))
        except ModuleNotFoundError:
            continue  # locked for another system
    # Pillow's text layout is left out of builds: nothing of ours draws text with it.
    unused = ("pillow.libs/libfreetype", "pillow.libs/libharfbuzz", "pillow.libs/libbrotli", "pillow.libs/libpng")
    assert [place for place in bundled.nobodys(installed) if not place.startswith(unused)] == []


def test_a_library_within_a_package_that_nobody_named_ends_the_build(monkeypatch):
    monkeypatch.setattr(audit.sys, "platform", "linux")
    found = Origins(files={"pillow": {"pillow.libs/libnew-1234.so.1", "pillow.libs/libtiff-1.so.6"}})
    assert audit.strangers(found) == [
        "pillow.libs/libnew-1234.so.1 lies within a package, and bundled.py does not name it."
    ]


def test_licences_are_spdx_and_their_texts_are_there():
    licensing = get_spdx_licensing()
    for each in bundled.LIBRARIES:
        parts = [one for one in each.licence.split(" AND ") if not one.startswith("LicenseRef-")]
        assert all(not licensing.validate(one).errors for one in parts), each
        of_package = each.text == f"{each.package}.txt"
        assert of_package or (OURS / each.text).is_file(), each
        if of_package:
            notices = [file for file in distribution(each.package).files or () if bill._is_notice(str(file))]
            assert notices, f"{each.package} brings no licence of its own to point to"


def test_texts_of_vtks_and_qts_small_parts_name_each_of_them():
    """Their words stood nowhere in the build once; and no text of ours lies there that nothing points to."""
    named = {"Wayland protocols": "wayland.xml", "Easing Equations": "easing", "SHA-3": "sha3"}
    for each in bundled.LIBRARIES:
        if each.text in (bundled._QT, bundled._VTK):
            text = (OURS / each.text).read_text(encoding="utf-8").lower().replace(" ", "")
            assert named.get(each.name, each.name).lower().replace(" ", "") in text, each.name
    parts = {path.name for path in OURS.glob("parts-*.txt")}
    assert parts <= {each.text for each in bundled.LIBRARIES}


def test_a_bill_of_materials_within_a_wheel_is_taken_in(tmp_path):
    folder = tmp_path / "thing-2.0.dist-info"
    (folder / "sboms").mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: Thing\nVersion: 2.0\n")
    (folder / "RECORD").write_text("thing-2.0.dist-info/sboms/a.cdx.json,,\nthing-2.0.dist-info/METADATA,,\n")
    mit = [{"license": {"id": "MIT"}}]
    rows = [
        {"type": "library", "name": "thing", "version": "2.0", "purl": "pkg:pypi/thing@2.0"},
        {"type": "library", "name": "always", "version": "1.2", "licenses": mit, "purl": "pkg:generic/always@1.2"},
        {"type": "library", "name": "always", "version": "1.2", "licenses": mit, "purl": "pkg:generic/always@1.2"},
        {"type": "library", "name": "perhaps", "version": "3", "scope": "optional", "licenses": mit},
        {"type": "library", "name": "builder", "version": "4", "scope": "excluded"},
    ]
    (folder / "sboms" / "a.cdx.json").write_text(json.dumps({"components": rows}))
    (found,) = within.libraries("thing", Distribution.at(folder), (), tmp_path)
    assert found == within.Inside("always", "1.2", "MIT", "thing.txt", "pkg:generic/always@1.2")


@pytest.mark.parametrize("name", ["LICENSE.APACHE", "LICENSE.BSD", "licenses/LICENSE.txt", "COPYING", "NOTICE.md"])
def test_licence_files_are_taken_whatever_their_ending(name):
    assert bill._is_notice(f"packaging-26.3.dist-info/{name}")


def test_every_package_brings_its_licence_in_full_or_has_a_note(tmp_path):
    """A line such as "MIT" is no licence text."""
    short = []
    for name in sorted(contents.allowed_distributions()):
        try:
            text = bill._text(distribution(name), tmp_path)
        except ModuleNotFoundError:
            continue  # locked for another system
        place = OURS / text if text in bill._NOTES.values() else tmp_path / text
        if place.stat().st_size < 400:
            short.append(name)
    assert set(short) <= {"flatbuffers"}, "which is left out of builds"


def test_code_is_no_licence_file():
    assert not bill._is_notice("thing/licence_reader.py")
    assert not bill._is_notice("thing/_license.so")


def test_words_that_point_to_debians_common_licences_go_with_them(tmp_path, monkeypatch):
    common = tmp_path / "common"
    common.mkdir()
    for name in ("LGPL-2.1", "GPL-3"):
        (common / name).write_text(f"the words of {name}")
    monkeypatch.setattr(bill, "_COMMON", common)
    notice = tmp_path / "copyright"
    notice.write_text(f"see `{common}/LGPL-2.1'.\nOr {common}/GPL-3, or {common}/Nothing-9.")
    system = {"libffi8": SystemPackage("libffi8", "1", notice)}
    _, _, folder = written(Origins(system=system), tmp_path / "app", monkeypatch)
    assert (folder / "common-LGPL-2.1.txt").read_text() == "the words of LGPL-2.1"
    assert (folder / "common-GPL-3.txt").is_file()
    assert not (folder / "common-Nothing-9.txt").exists()
    assert (folder / "LGPL-2.1.txt").is_file(), "also where no system is asked: NumPy brings libquadmath on every one"
