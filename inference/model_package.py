"""A model package on disk: opened without executing anything, refused before running."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Sequence
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
    size
        Bytes of the ONNX model.
    first_features
        How many features its first convolution gives at full size; 1 if unknown.

    """

    path: Path
    manifest: Manifest
    sha256: str
    size: int
    first_features: int

    @property
    def model(self) -> bytes:
        """The ONNX model's bytes, read anew each time: a run holds what its library made of them, not them as well.

        Raises
        ------
        PackageRefused
            If the file has gone or changed since it was opened.

        """
        return _checked(self.path, self.manifest, _read(self.path, ["model.onnx"])["model.onnx"])

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
    digest = ""
    try:
        digest = _sha256(path)
    except OSError as error:
        raise _unreadable(path, error) from error
    contents = _read(path, list(_FILES))
    manifest = parse(contents["manifest.json"])
    model = _checked(path, manifest, contents["model.onnx"])
    onnx_check.check(model)
    features = onnx_check.first_features(model, len(manifest.inputs))
    return ModelPackage(path, manifest, digest, len(model), features)


def _read(path: Path, wanted: Sequence[str]) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(path) as archive:
            return _contents(archive, path.name, wanted)
    except OSError as error:
        raise _unreadable(path, error) from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, ValueError) as error:
        raise PackageRefused(f"{path.name} is damaged or no model package.", _REMEDY) from error


def _unreadable(path: Path, error: OSError) -> PackageRefused:
    return PackageRefused(f"The model package {path.name} cannot be read: {error.strerror}.", _REMEDY)


def _checked(path: Path, manifest: Manifest, model: bytes) -> bytes:
    if hashlib.sha256(model).hexdigest() != manifest.model_sha256:
        raise PackageRefused(f"The model package {path.name} is damaged: its checksum differs.", _REMEDY)
    return model


def _contents(archive: zipfile.ZipFile, name: str, wanted: Sequence[str]) -> dict[str, bytes]:
    """Those of the two files that are wanted, read within their limits whatever the archive claims."""
    names = archive.namelist()
    if sorted(names) != sorted(_FILES):
        raise PackageRefused(f"{name} does not hold exactly a manifest and a model.", _REMEDY)
    contents = {}
    for entry in wanted:
        most, info = _FILES[entry], archive.getinfo(entry)
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
