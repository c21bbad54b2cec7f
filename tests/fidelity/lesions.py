"""108 analytic lesions, balls and blobs of 2 to 20 mm at random places between the voxels, on any grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.geometry import Geometry
from tests.helpers.exports import AXIAL, SAGITTAL, rotated

DIAMETERS = (2, 3, 4, 5, 6, 8, 10, 15, 20)  # mm
EACH = 12  # six balls, six blobs
CLASSES = {"2-3": (2, 3), "4-6": (4, 5, 6), "8-20": (8, 10, 15, 20)}
CORONAL = np.array([[0, 0, 1], [1, 0, 0], [0, -1, 0]], dtype=float)  # columns k, j, i in LPS
_SIDE = 128.0  # mm of the grid's rows and columns
_GAP = 6.0  # mm around each lesion
_LUMPS = 0.25  # of a blob's radius

GRIDS = {
    "axial 1×1×1": ((1, 1, 1), AXIAL),
    "sagittal 1×1×1": ((1, 1, 1), SAGITTAL),
    "coronal 1×1×1": ((1, 1, 1), CORONAL),
    "oblique 1×1×1": ((1, 1, 1), rotated((17, -9, 6))),
    "axial 0.5×0.5×1": ((1, 0.5, 0.5), AXIAL),
    "axial 1×1×3": ((3, 1, 1), AXIAL),
}


@dataclass(frozen=True)
class Lesion:
    """One of them: its diameter in mm and, in millimetres of the grid's own axes, its cell and its shape."""

    number: int
    diameter: float
    cell: tuple[float, float, float]
    blob: bool


def cells(count: int = EACH * len(DIAMETERS)) -> tuple[list[Lesion], float]:
    """Lay lesions out in layers, largest first; returns them and the millimetres of all layers along k.

    A part of them is every so many-th, so that all sizes are among them.
    """
    sizes = sorted(DIAMETERS * EACH, reverse=True)
    chosen = np.linspace(0, len(sizes) - 1, count).round().astype(int).tolist()
    found: list[Lesion] = []
    k = j = i = deep = high = 0.0
    for number, place in enumerate(chosen, start=1):
        side = sizes[place] + _GAP
        if i + side > _SIDE:
            i, j, high = 0.0, j + high, 0.0
        if j + side > _SIDE:
            i = j = high = 0.0
            k, deep = k + deep, 0.0
        found.append(Lesion(number, sizes[place], (k, j, i), blob=number % 2 == 0))
        i, high, deep = i + side, max(high, side), max(deep, side)
    return found, k + deep


def label_map(grid: str, count: int = EACH * len(DIAMETERS)) -> tuple[Geometry, NDArray[np.int32], list[Lesion]]:
    """Make a grid with a label a lesion: the voxels whose centres lie inside; a lesion never has none."""
    spacing, directions = GRIDS[grid]
    lesions, deep = cells(count)
    shape = (int(np.ceil(deep / spacing[0])), round(_SIDE / spacing[1]), round(_SIDE / spacing[2]))
    geometry = Geometry.from_axes(shape, (-61.3, -72.7, -38.1), spacing, directions)
    labels = np.zeros(shape, dtype=np.int32)
    for lesion in lesions:
        _draw(lesion, np.array(spacing, dtype=float), labels)
    return geometry, labels, lesions


def _draw(lesion: Lesion, spacing: NDArray[np.float64], labels: NDArray[np.int32]) -> None:
    rng = np.random.default_rng(lesion.number)
    side = lesion.diameter + _GAP
    low = np.ceil(np.array(lesion.cell) / spacing).astype(int)
    high = np.minimum(np.floor((np.array(lesion.cell) + side) / spacing).astype(int) + 1, labels.shape)
    places = np.stack(np.meshgrid(*map(np.arange, low, high), indexing="ij"), axis=-1) * spacing
    waves = rng.normal(size=(3, 3))  # directions of three lumps
    while True:
        centre = np.array(lesion.cell) + side / 2 + rng.uniform(-0.5, 0.5, 3) * np.minimum(spacing, _GAP / 3)
        away = places - centre
        radius = np.linalg.norm(away, axis=-1)
        limit = np.full(radius.shape, lesion.diameter / 2)
        if lesion.blob:
            turned = away / np.maximum(radius, 1e-9)[..., None] @ (waves / np.linalg.norm(waves, axis=1)[:, None]).T
            limit *= 1 + _LUMPS * np.sin(2 * turned).mean(axis=-1)
        inside = radius <= limit
        if inside.any():
            break
    box = tuple(slice(a, b) for a, b in zip(low, high, strict=True))
    labels[box][inside] = lesion.number
