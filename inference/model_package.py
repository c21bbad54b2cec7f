"""A model package on disk: opened without executing anything, refused before running."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from core.detection import ModelIdentity
from core.errors import PackageRefused
from inference import onnx_check
from inference.manifest import Manifest, parse

SUFFIX = ".mets"
_FILES = {
    "manifest.json": 2_000_000,
    "model.onnx": 2_000_000_000,
}  # each with the most bytes it may unpack to
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_REMEDY = "Add it again, or ask whoever made it for a sound one."


@dataclass(frozen=True, eq=False)
class ModelPackage:
    """A checked package.

    Parameters
    ----------
    path
        Where it lies.
    sha256
        Of the whole file.
    model
        The ONNX model's bytes.

    """

    path: Path
    manifest: Manifest
    sha256: str
    model: bytes

    @property
    def identity(self) -> ModelIdentity:
        """What detections and reviews remember of it."""
        return ModelIdentity(self.manifest.name, self.manifest.version, self.sha256)


def open_package(path: Path) -> ModelPackage:
    """Open a ``.mets`` file with every check.

    Raises
    ------
    PackageRefused
        If it cannot be read, is no package, is damaged, or holds anything but a manifest and a plain ONNX model.

    """
    try:
        digest = _sha256(path)
        with zipfile.ZipFile(path) as archive:
            contents = _contents(archive, path.name)
    except OSError as error:
        raise PackageRefused(f"The model package {path.name} cannot be read: {error.strerror}.", _REMEDY) from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
        raise PackageRefused(f"{path.name} is damaged or no model package.", _REMEDY) from error
    manifest = parse(contents["manifest.json"])
    model = contents["model.onnx"]
    if hashlib.sha256(model).hexdigest() != manifest.model_sha256:
        raise PackageRefused(f"The model package {path.name} is damaged: its checksum differs.", _REMEDY)
    onnx_check.check(model)
    return ModelPackage(path, manifest, digest, model)


def _contents(archive: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """The two files, read within their limits whatever the archive claims."""
    names = archive.namelist()
    if sorted(names) != sorted(_FILES):
        raise PackageRefused(f"{name} does not hold exactly a manifest and a model.", _REMEDY)
    contents = {}
    for entry, most in _FILES.items():
        info = archive.getinfo(entry)
        if info.file_size > most:
            raise PackageRefused(f"{name} holds more than a model package may.", _REMEDY)
        if info.compress_type not in _METHODS:
            raise PackageRefused(f"{name} is packed in a way that model packages are not.", _REMEDY)
        try:
            contents[entry] = archive.read(entry)
        except zipfile.BadZipFile as error:
            raise PackageRefused(f"The model package {name} is damaged: its checksum differs.", _REMEDY) from error
    return contents


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
