"""Studies that must be refused, and the words that say why."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pydicom

from core.demo.mr_series import SeriesIdentity, write_series
from core.geometry import Geometry
from core.volume import Volume


@dataclass(frozen=True)
class Case:
    """A broken study; ``break_it`` gets the folder of a good series of 24 slices."""

    name: str
    words: str
    break_it: Callable[[Path], None]


def good_series(folder: Path) -> None:
    affine = np.array([[0, 0, 1, -20], [0, 1, 0, -24], [1.5, 0, 0, -18], [0, 0, 0, 1]], dtype=float)
    noise = np.random.default_rng(1).integers(0, 900, (24, 48, 40)).astype(np.float32)
    write_series(Volume(noise, Geometry((24, 48, 40), affine), ""), folder, SeriesIdentity("bad input"))


def write_case(case: Case, folder: Path) -> Path:
    good_series(folder)
    case.break_it(folder)
    return folder


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.dcm"))


def _empty(folder: Path) -> None:
    for file in _files(folder):
        file.unlink()


def _text(folder: Path) -> None:
    _empty(folder)
    (folder / "notes.txt").write_text("nothing to see")


def _missing(folder: Path) -> None:
    _files(folder)[9].unlink()


def _one(folder: Path) -> None:
    for file in _files(folder)[1:]:
        file.unlink()


def _truncated(folder: Path) -> None:
    victim = _files(folder)[9]
    victim.write_bytes(victim.read_bytes()[:2000])


def _ct(folder: Path) -> None:
    for file in _files(folder):
        dataset = pydicom.dcmread(file)
        dataset.Modality = "CT"
        dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = pydicom.uid.CTImageStorage
        dataset.save_as(file)


def _no_spacing(folder: Path) -> None:
    for file in _files(folder):
        dataset = pydicom.dcmread(file)
        del dataset.PixelSpacing
        dataset.save_as(file)


def _no_position(folder: Path) -> None:
    dataset = pydicom.dcmread(_files(folder)[5])
    del dataset.ImagePositionPatient
    dataset.save_as(_files(folder)[5])


def _shifted(folder: Path) -> None:
    dataset = pydicom.dcmread(_files(folder)[12])
    dataset.ImagePositionPatient[2] += 0.4
    dataset.save_as(_files(folder)[12])


def _tilted(folder: Path) -> None:
    for number, file in enumerate(_files(folder)):
        dataset = pydicom.dcmread(file)
        dataset.ImagePositionPatient[1] += 0.2 * number
        dataset.save_as(file)


CASES = [
    Case("empty folder", "No ", _empty),
    Case("text file", "No ", _text),
    Case("CT", "CT", _ct),
    Case("a missing slice", "slice", _missing),
    Case("one slice", "slice", _one),
    Case("a truncated file among good ones", "slice", _truncated),
    Case("no pixel spacing", "spacing", _no_spacing),
    Case("a slice without position", "position", _no_position),
    Case("uneven spacing", "slice", _shifted),
    Case("gantry tilt", "tilt", _tilted),
]
