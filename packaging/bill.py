"""The bill of materials (CycloneDX) and the licence texts of what a build holds, made from that build."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import platform
import re
import shutil
import sys
import uuid
import zipfile
from importlib.metadata import Distribution
from pathlib import Path

import hashes
import system_licences
import within
from collected import Origins
from contents import normalised
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output.json import JsonV1Dot5
from packageurl import PackageURL

_SUFFIXES = ("", ".txt", ".md", ".rst", ".apache", ".bsd", ".mit", ".psf", ".gpl", ".lgpl")
_COMMON = Path("/usr/share/common-licenses")  # where Debian's copyright files send their readers
_NAMES = ("licen", "copying", "notice", "thirdparty", "third-party", "authors", "lgpl")
# Its metadata leave out the exception, by which what it starts may be under any licence.
_MORE_THAN_ITS_METADATA = {"pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception"}
# Those whose wheels bring no text, and what stands in its place in packaging/licences.
_NOTES = {
    "pyside6-essentials": "Qt-LGPL-note.txt",
    "shiboken6": "Qt-LGPL-note.txt",
    "pyjpegls": "pyjpegls-note.txt",
}
_BUILD_ONLY = {"pyinstaller", "pyinstaller-hooks-contrib"}  # what of them goes along starts the program


def write(found: Origins, application: Path, root: Path, version: str) -> None:
    """Write ``sbom.cdx.json``, ``versions.json`` and the licence texts into ``application/assets/licences``.

    Parameters
    ----------
    found
        Whose the collected files are.
    application
        Folder that holds ``assets``.

    """
    folder = application / "assets" / "licences"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(root / "LICENSE", folder / "MetsReview.txt")
    for source in sorted((root / "packaging" / "licences").glob("*.txt")):
        shutil.copy(source, folder / source.name)
    rows = [
        {"name": "Python", "version": platform.python_version(), "licence": "PSF-2.0", "text": _python_text(folder)}
    ]
    inside = {
        name: within.libraries(name, each, found.files.get(name, ()), application)
        for name, each in found.distributions.items()
    }
    for name, each in sorted(found.distributions.items()):
        rows.append({"name": name, "version": each.version, "licence": licence_of(each), "text": _text(each, folder)})
        rows += _rows_within(name, inside[name])
    common: set[str] = set()
    for name, package in sorted(found.system.items()):
        text, licence = "", system_licences.licence_of(name)
        if package.notice:
            text = f"system-{name}.txt"
            shutil.copyfile(package.notice, folder / text)
            common |= named_in_common(package.notice.read_text(encoding="utf-8", errors="replace"))
        rows.append({"name": f"{name} (Debian)", "version": package.version, "licence": licence, "text": text})
    for name in sorted(common):
        shutil.copyfile(_COMMON / name, folder / f"common-{name}.txt")
    (folder / "versions.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    (folder / "sbom.cdx.json").write_text(_bill(found, inside, application, version), encoding="utf-8")


def named_in_common(text: str) -> set[str]:
    """Names of the common licences that a copyright file of Debian points to instead of giving their words."""
    named = re.findall(rf"{_COMMON}/([A-Za-z0-9]+(?:-[\d.]*\d)?)", text)
    return {name for name in named if (_COMMON / name).is_file()}


def _rows_within(name: str, theirs: tuple[within.Inside, ...]) -> list[dict[str, str]]:
    """Rows for the libraries inside a package's wheel."""
    return [
        {"name": f"{one.name} (in {name})", "version": one.version, "licence": one.licence, "text": one.text}
        for one in theirs
    ]


def licence_of(each: Distribution) -> str:
    """Name of a package's licence as its own metadata say it."""
    metadata = each.metadata
    if (whole := _MORE_THAN_ITS_METADATA.get(metadata["Name"].lower())) is not None:
        return whole
    if metadata.get("License-Expression"):
        return str(metadata["License-Expression"])
    named = (metadata.get("License") or "").strip().splitlines()
    if named and len(named[0]) < 100 and not named[0].startswith("Copyright"):
        return named[0]
    kinds = [line.rsplit("::", 1)[1].strip() for line in metadata.get_all("Classifier", []) if "License ::" in line]
    return ", ".join(kinds) or "see its text"


def _text(each: Distribution, folder: Path) -> str:
    """Put every licence and notice file of a package into one file, or name the note that stands for them."""
    sources = sorted({file for file in each.files or () if _is_notice(str(file))}, key=str)
    parts = []
    for source in sources:
        place = Path(str(each.locate_file(source)))
        if place.is_file():
            parts.append(f"==== {source.name}\n\n{place.read_text(encoding='utf-8', errors='replace').rstrip()}\n")
    if not parts and (note := _NOTES.get(normalised(each.metadata["Name"]))) is not None:
        return note
    parts = parts or _inline(each)
    name = f"{each.metadata['Name'].lower()}.txt"
    (folder / name).write_text("\n".join(parts), encoding="utf-8")
    return name


def _is_notice(path: str) -> bool:
    name = Path(path).name.lower()
    return any(part in name for part in _NAMES) and Path(name).suffix in _SUFFIXES


def _inline(each: Distribution) -> list[str]:
    """The licence where a package carries it in its metadata alone."""
    text = (each.metadata.get("License") or "").strip()
    return [f"==== {each.metadata['Name']}: {text or licence_of(each)}\n"]


def _python_text(folder: Path) -> str:
    standard = Path(os.__file__).parent
    for place in (standard / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt"):
        if place.exists():
            shutil.copyfile(place, folder / "python.txt")
            return "python.txt"
    return ""


def _bill(found: Origins, inside: dict[str, tuple[within.Inside, ...]], application: Path, version: str) -> str:
    bill = Bom()
    bill.serial_number = uuid.uuid5(uuid.NAMESPACE_URL, f"metsreview-{version}-{platform.system()}")
    bill.metadata.timestamp = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.UTC)
    bill.metadata.component = Component(
        name="metsreview",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="metsreview",
        licenses=[DisjunctiveLicense(id="Apache-2.0")],
        components=hashes.programs(application.parent),
    )
    packed = hashes.Packed(application, found.files)
    python = Component(
        name="python",
        version=platform.python_version(),
        bom_ref="python",
        type=ComponentType.PLATFORM,
        licenses=[DisjunctiveLicense(id="PSF-2.0")],
        components=packed.files_of("python"),
    )
    bill.components.add(python)
    locked = hashes.locked()
    for name, each in found.distributions.items():
        purl = PackageURL("pypi", name=name, version=each.version)
        theirs = inside[name]
        of_others = {place for one in theirs for place in one.places}
        package = Component(
            name=name,
            version=each.version,
            bom_ref=name,
            description="Part of the starter" if name in _BUILD_ONLY else None,
            licenses=[DisjunctiveLicense(name=licence_of(each))],
            purl=purl,
            external_references=hashes.wheels(purl, locked.get(name, ())),
            components=packed.files_of(name, without=of_others),
        )
        components = [within.component(name, one, packed) for one in theirs]
        bill.components.add(package)
        bill.components.update(components)
        bill.register_dependency(package, components)
    for name, system in found.system.items():
        bill.components.add(
            Component(
                name=name,
                version=system.version,
                bom_ref=f"deb-{name}",
                licenses=[LicenseExpression(system_licences.licence_of(name))],
                purl=PackageURL("deb", "debian", name, system.version),
                components=packed.files_of(name),
            )
        )
    for model in sorted((application / "assets" / "models").glob("*.mets")):
        told = json.loads(zipfile.ZipFile(model).read("manifest.json"))
        weights = told["training"]["licence"]
        digest = HashType(alg=HashAlgorithm.SHA_256, content=hashlib.sha256(model.read_bytes()).hexdigest())
        kind = ComponentType.MACHINE_LEARNING_MODEL
        bill.components.add(
            Component(
                name=model.stem,
                version=told["version"],
                bom_ref=model.name,
                type=kind,
                description=told["intended_use"],
                licenses=[DisjunctiveLicense(name=weights)],
                hashes=[digest],
            )
        )
    bill.register_dependency(bill.metadata.component, bill.components)
    return JsonV1Dot5(bill).output_as_string(indent=1) + "\n"
