"""`models`: which packages there are, what one is, whether it is sound, and adding one."""

from __future__ import annotations

import argparse
from typing import Any

from core.errors import UsageError
from inference import library, runtime
from inference.model_package import ModelPackage, open_package
from ui.commandline import nnunet_results, output


def run(values: argparse.Namespace) -> int:
    """Run one part of the command."""
    if values.part == "list":
        _tell_list(_list(), json=values.json)
    else:
        _tell_one(_PARTS[values.part](values), json=values.json)
    return 0


def _tell_list(packages: list[dict[str, Any]], *, json: bool) -> None:
    if json:
        output.document(packages)
        return
    heads = ["name", "version", "role", "file"]
    output.table(heads, [[str(package[head]) for head in heads] for package in packages if "refused" not in package])
    for package in packages:
        if "refused" in package:
            print(f"{package['file']}: {package['refused']}")


def _tell_one(package: dict[str, Any], *, json: bool) -> None:
    if json:
        output.document(package)
        return
    for name, value in package.items():
        print(f"{name}: {value}")


def _list() -> list[dict[str, Any]]:
    return [
        _line(each) if isinstance(each, ModelPackage) else {"file": str(path), "refused": each.sentence}
        for path, each in library.opened()
    ]


def _line(package: ModelPackage) -> dict[str, Any]:
    manifest = package.manifest
    return {
        "name": manifest.name,
        "version": manifest.version,
        "role": manifest.role,
        "file": str(package.path),
        "sha256": package.sha256,
    }


def _show(values: argparse.Namespace) -> dict[str, Any]:
    package = library.find(values.package)
    manifest = package.manifest
    return {
        **_line(package),
        "inputs": [f"{channel.kind} {channel.name}" for channel in manifest.inputs],
        "spacing_mm": list(manifest.spacing_mm),
        "patch_size": list(manifest.patch_size),
        "thresholds": vars(manifest.thresholds),
        "training": dict(manifest.training),
        "figures": [dict(each) for each in manifest.figures],
        "intended_use": manifest.intended_use,
    }


def _check(values: argparse.Namespace) -> dict[str, Any]:
    """Open with every check and run one window of the package's size, on the provider that every computer has."""
    package = library.find(values.package)
    library.check_name(package.manifest.name)
    provider, outputs = runtime.tried(package)
    return {**_line(package), "checked": "sound", "runs_on": provider, "outputs": outputs}


def _add(values: argparse.Namespace) -> dict[str, Any]:
    if values.path.is_dir():
        options = {name: getattr(values, name) for name in ("name", "fold", "finding", "checkpoint")}
        with nnunet_results.package_of(values.path, options) as path:
            return _line(open_package(library.add(path, values.name)))
    given = [name for name in ("fold", "finding", "checkpoint") if getattr(values, name)]
    if given:
        raise UsageError(f"--{given[0]} goes with a results folder of nnU-Net.", "Leave it away, or give the folder.")
    return _line(open_package(library.add(values.path, values.name)))


_PARTS = {"show": _show, "check": _check, "add": _add}
