"""A lesion from one click: what is about as bright as there, up to where the brightness falls."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.edit.surface import without_holes
from core.errors import UsageError
from core.geometry import Geometry
from core.mask import Mask

_SEED_MM = 1.5  # the brightest voxel this near to the click is where growing starts
_STEPS = 24


def grown(
    voxels: NDArray[np.float32], seed: tuple[int, int, int], geometry: Geometry, largest_mm: float = 30.0
) -> Mask:
    """Grow from a click to the level at which the region's edge is steepest.

    Of the levels between the surroundings and the brightest voxel near the click, the one is taken whose region differs
    most from the rim around it, for its size; regions that reach ``largest_mm`` are leaks and left out.

    Parameters
    ----------
    voxels
        (Z, Y, X) image.
    seed
        (k, j, i) clicked.

    Raises
    ------
    UsageError
        If nothing there stands out.

    """
    half = np.ceil(largest_mm / 2 / geometry.spacing).astype(int)
    box = tuple(
        slice(max(0, s - int(h)), min(n, s + int(h) + 1)) for s, h, n in zip(seed, half, geometry.shape, strict=True)
    )
    part = voxels[box].astype(np.float64)
    at = np.array([s - b.start for s, b in zip(seed, box, strict=True)])
    start = _brightest(part, at, geometry)
    best, best_edge = None, 0.0
    top, floor = part[tuple(start)], float(np.median(part))
    for level in np.linspace(floor, top, _STEPS, endpoint=False)[1:]:
        labels, _ = ndimage.label(part >= level)
        region = labels == labels[tuple(start)]
        if _touches_edge(region, box, geometry):
            continue
        edge = _edge(part, region)
        if edge > best_edge:
            best, best_edge = region, edge
    if best is None:
        raise UsageError("Nothing there stands out from what surrounds it.", "Draw the lesion with the brush.")
    return without_holes(Mask.trimmed(tuple(b.start for b in box), best))


def _brightest(part: NDArray[np.float64], at: NDArray[np.int64], geometry: Geometry) -> NDArray[np.int64]:
    away = sum(((n - a) * mm) ** 2 for n, a, mm in zip(np.indices(part.shape), at, geometry.spacing, strict=True))
    near = np.where(away <= _SEED_MM**2, part, -np.inf)
    near[tuple(at)] = part[tuple(at)]
    return np.array(np.unravel_index(int(near.argmax()), part.shape))


def _touches_edge(region: NDArray[np.bool_], box: tuple[slice, ...], geometry: Geometry) -> bool:
    """Whether the region runs into the searched box's side; the image's own side is no leak."""
    for axis, (side, length) in enumerate(zip(box, geometry.shape, strict=True)):
        flat = np.moveaxis(region, axis, 0)
        if (side.start > 0 and flat[0].any()) or (side.stop < length and flat[-1].any()):
            return True
    return False


def _edge(part: NDArray[np.float64], region: NDArray[np.bool_]) -> float:
    """How steep the brightness falls across the region's surface: the step from its rim inside to that outside."""
    cross = ndimage.generate_binary_structure(3, 1)
    inner = region & ~ndimage.binary_erosion(region, cross)
    outer = ndimage.binary_dilation(region, cross) & ~region
    return float(part[inner].mean() - part[outer].mean()) if outer.any() else 0.0
