"""The libraries inside a package: what its own bills of materials name, and what was read from its files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import bundled
from contents import normalised
from cyclonedx.model.component import Component
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.spdx import is_expression, is_supported_id
from hashes import Packed
from packageurl import PackageURL


@dataclass(frozen=True)
class Inside:
    """A library inside a package.

    Parameters
    ----------
    name, version, licence
        In words; the version empty where nothing tells it.
    text
        File of its licence's text; empty where there is none.
    purl
        Where it comes from, as its package's bill says; empty where that says nothing.
    places
        Its own files in the build.
    linked_into
        Where it has none: its package's files that hold it.

    """

    name: str
    version: str
    licence: str
    text: str
    purl: str = ""
    places: tuple[str, ...] = ()
    linked_into: tuple[str, ...] = ()


def libraries(package: str, each: Distribution, places: Iterable[str], application: Path) -> tuple[Inside, ...]:
    """Return what lies inside a package, by name.

    Parameters
    ----------
    package
        Its normalised name.
    each
        The package as installed, with the bills of materials that it brings.
    places
        The build's files that come from it.
    application
        Folder of the built program's files.

    """
    told = {one.name.lower(): one for one in _told(package, each)}
    found: dict[str, Inside] = {}
    for one in bundled.libraries_of(package, places, application):
        library = one.library
        mine = Inside(library.name, one.version, library.licence, library.text)
        mine = replace(mine, places=one.places) if library.own else replace(mine, linked_into=one.places)
        theirs = told.get(library.name.lower())
        if theirs is not None:
            mine = replace(mine, version=theirs.version or mine.version, purl=theirs.purl)
        found[library.name.lower()] = mine
    for name, theirs in told.items():
        if theirs.text:  # part of it whatever it was built with
            found.setdefault(name, theirs)
    return tuple(found[name] for name in sorted(found))


def component(package: str, one: Inside, packed: Packed) -> Component:
    """Return a library inside a package for the bill of materials."""
    linked = f", linked into {', '.join(one.linked_into)}" if one.linked_into else ""
    return Component(
        name=one.name,
        version=one.version or None,
        bom_ref=f"{package}/{one.name}",
        description=f"Inside {package}{linked}",
        licenses=[_as_licence(one.licence)],
        purl=PackageURL.from_string(one.purl) if one.purl else None,
        components=packed.files(one.places),
    )


def _as_licence(licence: str) -> DisjunctiveLicense | LicenseExpression:
    if is_supported_id(licence):
        return DisjunctiveLicense(id=licence)
    return LicenseExpression(licence) if is_expression(licence) else DisjunctiveLicense(name=licence)


def _told(package: str, each: Distribution) -> list[Inside]:
    """What the bills in its dist-info name but itself; without a text what it can be built with, and need not be."""
    found = []
    for file in each.files or ():
        if ".dist-info/sboms/" not in str(file) or not str(file).endswith(".json"):
            continue
        bill = json.loads(Path(str(each.locate_file(file))).read_text(encoding="utf-8"))
        for row in bill.get("components", []):
            purl = str(row.get("purl", ""))
            own = normalised(row["name"]) == package or purl.startswith(f"pkg:pypi/{row['name']}@")
            own = own or purl.partition("@")[0].lower().replace("_", "-") == f"pkg:pypi/{package}"
            if own or row.get("type") == "file" or row.get("scope") == "excluded":
                continue
            text = "" if row.get("scope") == "optional" else f"{str(each.metadata['Name']).lower()}.txt"
            found.append(Inside(row["name"], str(row.get("version", "")), _licence(row), text, purl))
    return found


def _licence(row: dict[str, Any]) -> str:
    named = [
        each.get("expression") or each["license"].get("id") or each["license"].get("name", "")
        for each in row.get("licenses", [])
    ]
    return " AND ".join(named) or "see its package's text"
