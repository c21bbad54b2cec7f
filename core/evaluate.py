"""The figures of a detection study on pairs of label maps: overlap, sensitivity, precision, false positives.

The rule of matching: a lesion is a 26-connected component of voxels above 0, whatever their numbers, so that
binary and numbered maps count alike. A true lesion is found when at least one predicted voxel lies in it; a
predicted lesion is right when at least one of its voxels lies in a true one. One large prediction can
therefore find several lesions, and several small ones the same. Bins are by the diameter of the ball of the
same volume: of the true lesion for sensitivity, of the predicted one for precision and false positives.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core import nifti
from core.axis_order import on_grid
from core.errors import StudyRefused, UsageError
from core.geometry import Geometry

BINS_MM = ((0.0, 3.0), (3.0, 5.0), (5.0, 10.0), (10.0, math.inf))
_SUFFIXES = (".nii", ".nii.gz")


@dataclass(frozen=True)
class ScanFigures:
    """One scan.

    Parameters
    ----------
    name
        Of the file.
    dice
        Of all lesion voxels together; None where both maps are empty.
    true_mm, found
        Diameter of every true lesion, and whether it was found.
    predicted_mm, right
        Diameter of every predicted lesion, and whether it is one.

    """

    name: str
    dice: float | None
    true_mm: tuple[float, ...]
    found: tuple[bool, ...]
    predicted_mm: tuple[float, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True)
class BinFigures:
    """Counts over all scans for lesions of one size.

    Parameters
    ----------
    low_mm, high_mm
        From, and to just under, this diameter.

    """

    low_mm: float
    high_mm: float
    lesions: int
    found: int
    predicted: int
    right: int
    scans: int

    @property
    def sensitivity(self) -> float | None:
        """Share of true lesions that were found; None without any."""
        return self.found / self.lesions if self.lesions else None

    @property
    def precision(self) -> float | None:
        """Share of predicted lesions that are right; None without any."""
        return self.right / self.predicted if self.predicted else None

    @property
    def false_positives_per_scan(self) -> float:
        """Predicted lesions that are none, per scan."""
        return (self.predicted - self.right) / self.scans

    def to_json(self) -> dict[str, Any]:
        """Plain values; an open upper bound is null."""
        return {
            "diameter_mm": [self.low_mm, None if math.isinf(self.high_mm) else self.high_mm],
            "lesions": self.lesions,
            "found": self.found,
            "sensitivity": self.sensitivity,
            "predicted": self.predicted,
            "right": self.right,
            "precision": self.precision,
            "false_positives_per_scan": self.false_positives_per_scan,
        }


@dataclass(frozen=True)
class Figures:
    """All scans.

    Parameters
    ----------
    scans
        One a pair of files.
    mean_dice
        Over scans with a lesion in either map; None without any.
    whole, bins
        All sizes, and by size.

    """

    scans: tuple[ScanFigures, ...]
    mean_dice: float | None
    whole: BinFigures
    bins: tuple[BinFigures, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values, as ``evaluate --json`` prints them."""
        return {
            "scans": len(self.scans),
            "mean_dice": self.mean_dice,
            "all": self.whole.to_json(),
            "by_diameter": [each.to_json() for each in self.bins],
            "per_scan": [
                {
                    "name": scan.name,
                    "dice": scan.dice,
                    "lesions": len(scan.found),
                    "found": sum(scan.found),
                    "predicted": len(scan.right),
                    "right": sum(scan.right),
                }
                for scan in self.scans
            ],
        }


def evaluate(truth: Path, prediction: Path) -> Figures:
    """Compare label maps of the same name in two folders.

    Raises
    ------
    UsageError
        If a folder is missing, holds no label map, or a scan lacks its prediction or its truth.
    StudyRefused
        If a file is no label map or a pair lies on two grids.

    """
    true_files, predicted_files = _label_maps(truth), _label_maps(prediction)
    for one, other, folder in (
        (true_files, predicted_files, prediction),
        (predicted_files, true_files, truth),
    ):
        missing = sorted(set(one) - set(other))
        if missing:
            raise UsageError(f"{len(missing)} of {len(one)} scans are not in {folder}, such as {missing[0]}.")
    pairs = [(name, true_files[name], predicted_files[name]) for name in sorted(true_files)]
    return summarise([_scan(*pair) for pair in pairs])


def _label_maps(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    found = {path.name.removesuffix(".gz").removesuffix(".nii"): path for path in folder.iterdir()}
    maps = {name: path for name, path in found.items() if path.name.endswith(_SUFFIXES)}
    if not maps:
        raise UsageError(f"The folder {folder} holds no label map (.nii, .nii.gz).")
    return maps


def _scan(name: str, truth: Path, prediction: Path) -> ScanFigures:
    true_labels, grid = nifti.read_labels(truth)
    theirs, other_grid = nifti.read_labels(prediction)
    predicted_labels = on_grid(theirs, other_grid, grid)
    if predicted_labels is None:
        raise StudyRefused(f"The two label maps of {name} lie on different grids.", "Resample one to the other.")
    return compare(name, true_labels, predicted_labels, grid)


def compare(name: str, truth: NDArray[np.int32], prediction: NDArray[np.int32], geometry: Geometry) -> ScanFigures:
    """Figures of one pair of (Z, Y, X) label maps on one grid."""
    true_mask, predicted_mask = truth > 0, prediction > 0
    together = int(np.count_nonzero(true_mask)) + int(np.count_nonzero(predicted_mask))
    shared = int(np.count_nonzero(true_mask & predicted_mask))
    true_mm, found = _lesions(true_mask, predicted_mask, geometry)
    predicted_mm, right = _lesions(predicted_mask, true_mask, geometry)
    return ScanFigures(name, 2 * shared / together if together else None, true_mm, found, predicted_mm, right)


def _lesions(
    mask: NDArray[np.bool_], other: NDArray[np.bool_], geometry: Geometry
) -> tuple[tuple[float, ...], tuple[bool, ...]]:
    """Diameter of every component, and whether the other mask touches it."""
    components, count = ndimage.label(mask, structure=np.ones((3, 3, 3)))
    sizes = np.bincount(components.ravel(), minlength=count + 1)[1:]
    touched = np.bincount(components[other], minlength=count + 1)[1:] > 0
    diameters = np.cbrt(6 * sizes * geometry.voxel_volume_mm3 / np.pi)
    return tuple(diameters.tolist()), tuple(touched.tolist())


def summarise(scans: Sequence[ScanFigures]) -> Figures:
    """Put scans together; at least one."""
    dices = [scan.dice for scan in scans if scan.dice is not None]
    return Figures(
        scans=tuple(scans),
        mean_dice=sum(dices) / len(dices) if dices else None,
        whole=_bin(scans, 0.0, math.inf),
        bins=tuple(_bin(scans, low, high) for low, high in BINS_MM),
    )


def _bin(scans: Sequence[ScanFigures], low: float, high: float) -> BinFigures:
    true = [hit for s in scans for mm, hit in zip(s.true_mm, s.found, strict=True) if low <= mm < high]
    predicted = [hit for s in scans for mm, hit in zip(s.predicted_mm, s.right, strict=True) if low <= mm < high]
    return BinFigures(low, high, len(true), sum(true), len(predicted), sum(predicted), len(scans))
