"""What is harmed: small studies as {file name: bytes}, generated here and, where they are at hand, real ones."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
import pydicom
import SimpleITK as sitk
from pydicom.uid import ExplicitVRBigEndian, ImplicitVRLittleEndian, RLELossless

from core.demo.mr_series import SeriesIdentity, write_series
from core.geometry import Geometry
from core.volume import Volume
from tests.helpers.enhanced import write_enhanced

Files = dict[str, bytes]
_ROOT = Path(__file__).parents[2]
_REAL = (
    "ge/anatomical/001", "hitachi/anatomical/001", "siemens/anatomical/001", "siemens/fmri_classic/001",
    "generic/compressed/001", "generic/compressed_jpeg/001", "generic/compressed_jpegls/001",
    "generic/compressed_j2k/001", "generic/compressed_rle/001", "ge/anatomical/001_implicit",
    "philips_enhanced/anatomical/001", "siemens_multiframe/anatomical/001", "hyperfine/anatomical/001",
)  # fmt: skip
_MOST_BYTES = 3_000_000


@cache
def generated() -> dict[str, Files]:
    """Studies made by this code alone, by name."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        volume = _volume()
        write_series(volume, folder / "explicit", SeriesIdentity("fuzz"))
        made = {"explicit": _files(folder / "explicit")}
        for syntax, title in ((ImplicitVRLittleEndian, "implicit"), (ExplicitVRBigEndian, "big endian")):
            made[title] = {each: _saved(data, syntax) for each, data in made["explicit"].items()}
        made["rle"] = {each: _rle(data) for each, data in made["explicit"].items()}
        made["no preamble"] = {each: _bare(data) for each, data in made["implicit"].items()}
        (folder / "frames").mkdir()
        write_enhanced(volume, folder / "frames" / "enhanced.dcm")
        made["enhanced"] = {"enhanced.dcm": (folder / "frames" / "enhanced.dcm").read_bytes()}
        for ending in ("nii", "nii.gz", "nrrd", "mha"):
            made[ending] = {f"volume.{ending}": _research(folder / f"volume.{ending}", volume)}
        made["zip"] = {"study.zip": _zipped(made["explicit"])}
        return made


@cache
def real() -> dict[str, Files]:
    """Real fragments, none where the data are not at hand."""
    base = Path(os.environ.get("METSREVIEW_DATA", _ROOT.parent / "shared" / "data")) / "dicom"
    folders = {name: base / "dicom2nifti_tests" / name for name in _REAL}
    found = {name: _files(folder) for name, folder in folders.items() if folder.is_dir()}
    return {name: files for name, files in found.items() if sum(map(len, files.values())) < _MOST_BYTES}


def dropped(folder: Path) -> list[Path]:
    """What a reader drops on the window: the archive itself, else the folder."""
    return sorted(folder.glob("*.zip")) or [folder]


def _volume() -> Volume:
    affine = np.array([[0.1, 0, 0.9, -20], [-0.2, 1.1, 0, -24], [1.5, 0.15, -0.06, -18], [0, 0, 0, 1]], dtype=float)
    k, j, i = (affine[:3, n] / np.linalg.norm(affine[:3, n]) for n in range(3))
    j = j - (j @ i) * i
    j = j / np.linalg.norm(j)
    k = np.cross(i, j)
    affine[:3, :3] = np.stack([k * 1.5, j * 1.1, i * 0.9], axis=1)
    noise = np.random.default_rng(8).integers(0, 900, (8, 24, 20)).astype(np.float32)
    return Volume(noise, Geometry((8, 24, 20), affine), "")


def _files(folder: Path) -> Files:
    return {each.name: each.read_bytes() for each in sorted(folder.iterdir()) if each.is_file()}


def _saved(data: bytes, syntax: str) -> bytes:
    dataset = pydicom.dcmread(io.BytesIO(data))
    if syntax == ExplicitVRBigEndian:
        dataset.PixelData = np.frombuffer(dataset.PixelData, "<u2").astype(">u2").tobytes()
    dataset.file_meta.TransferSyntaxUID = syntax
    target = io.BytesIO()
    little, implicit = syntax != ExplicitVRBigEndian, syntax == ImplicitVRLittleEndian
    pydicom.dcmwrite(target, dataset, little_endian=little, implicit_vr=implicit, force_encoding=True)
    return target.getvalue()


def _rle(data: bytes) -> bytes:
    dataset = pydicom.dcmread(io.BytesIO(data))
    dataset.compress(RLELossless, generate_instance_uid=False)
    target = io.BytesIO()
    dataset.save_as(target)
    return target.getvalue()


def _bare(data: bytes) -> bytes:
    """The data set alone, without preamble and meta header."""
    dataset = pydicom.dcmread(io.BytesIO(data))
    length = dataset.file_meta[0x00020000].value
    return data[132 + 12 + length :]


def _research(path: Path, volume: Volume) -> bytes:
    image = sitk.GetImageFromArray(volume.voxels.astype(np.int16))
    image.SetSpacing(volume.geometry.spacing[::-1].tolist())
    image.SetOrigin(volume.geometry.origin.tolist())
    image.SetDirection(volume.geometry.directions[:, ::-1].ravel().tolist())
    sitk.WriteImage(image, str(path), path.suffix == ".gz")
    return path.read_bytes()


def _zipped(files: Files) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return target.getvalue()
