"""A lesion from one click: what is about as bright as there, up to where the brightness falls."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.edit.surface import without_holes
from core.errors import UsageError
from core.geometry import Geometry
from core.mask import BoolArray, Mask

_SEED_MM = 1.5  # the brightest voxel this near to the click is where growing starts
_STEPS = 24
_NECK_MM = 1.5  # what is thinner than twice this is cut off where a region leaks through it, as along a vessel
_SURROUNDINGS_MM = 6.0  # around a region: what it is held against
_NOISE_TIMES = 4.0  # the region's mean over the surroundings' noise; clicks on noise alone reach about 3
_TEXTURE_TIMES = 2.0  # and over how the surroundings vary, anatomy included
_LEAST_SHARE = 0.05  # of the surroundings' brightness
_ROBUST = 1.4826  # from a median deviation to a standard one
_FALLEN, _FALLEN_ALONG = 0.5, 0.7  # of the contrast, and of the surface: brightness falls that far along so much of it
_SHARE_OF_LARGER = 0.4  # of what is bright to half of the contrast there: less is a bright spot of it, as of a vessel
_FEWEST = 20  # voxels that tell noise
_FEW_VOXELS, _FEW_TIMES = 4, 8.0  # fewer have to stand out more: grains of noise, most of all where it is cut off at 0
_QUARTER_OF_STEPS = 1.1503 * np.sqrt(2)  # deviations that a quarter of the steps between neighbours are larger than


def grown(
    voxels: NDArray[np.float32],
    seed: tuple[int, int, int],
    geometry: Geometry,
    largest_mm: float = 30.0,
    brain: BoolArray | None = None,
) -> Mask:
    """Grow from a click to the level at which the region's edge is steepest.

    Of the levels between the surroundings and the brightest voxel near the click, the one is taken whose region differs
    most from the rim around it, for its size. A region that reaches ``largest_mm`` is a leak: it is cut where it is
    thin, and left out where it leaks still. What is found has to stand out: over the noise of what surrounds it, and
    along most of its surface, else it is a grain of noise or a bright spot of something larger.

    Parameters
    ----------
    voxels
        (Z, Y, X) image.
    seed
        (k, j, i) clicked.
    brain
        (Z, Y, X) bool that the region stays in; None where it is not known.

    Raises
    ------
    UsageError
        If nothing there stands out, or the click lies outside the brain.

    """
    half = np.ceil(largest_mm / 2 / geometry.spacing).astype(int)
    box = tuple(
        slice(max(0, s - int(h)), min(n, s + int(h) + 1)) for s, h, n in zip(seed, half, geometry.shape, strict=True)
    )
    if brain is not None and not brain[seed]:
        raise UsageError("That place lies outside the brain.", "Draw the lesion with the brush.")
    part = voxels[box].astype(np.float64)
    inside = np.ones(part.shape, dtype=np.bool_) if brain is None else np.asarray(brain[box], dtype=np.bool_)
    at = np.array([s - b.start for s, b in zip(seed, box, strict=True)])
    start = _brightest(part, inside, at, geometry)
    best, best_edge = None, 0.0
    top, floor = part[start], float(np.median(part[inside]))
    for level in np.linspace(floor, top, _STEPS, endpoint=False)[1:]:
        region = _connected((part >= level) & inside, start)
        if _touches_edge(region, box, geometry):
            region = _without_necks(region, start, geometry)
            if not region[start] or _touches_edge(region, box, geometry):
                continue
        edge = _edge(part, region)
        if edge > best_edge:
            best, best_edge = region, edge
    if best is None or not _stands_out(part, best, inside, start, box, geometry):
        raise UsageError("Nothing there stands out from what surrounds it.", "Draw the lesion with the brush.")
    return without_holes(Mask.trimmed(tuple(b.start for b in box), best))


def _brightest(
    part: NDArray[np.float64], inside: NDArray[np.bool_], at: NDArray[np.int64], geometry: Geometry
) -> tuple[int, int, int]:
    away = sum(((n - a) * mm) ** 2 for n, a, mm in zip(np.indices(part.shape), at, geometry.spacing, strict=True))
    near = np.where((away <= _SEED_MM**2) & inside, part, -np.inf)
    near[tuple(at)] = part[tuple(at)]
    k, j, i = np.unravel_index(int(near.argmax()), part.shape)
    return int(k), int(j), int(i)


def _connected(places: NDArray[np.bool_], start: tuple[int, int, int]) -> NDArray[np.bool_]:
    labels, _ = ndimage.label(places)
    region: NDArray[np.bool_] = labels == labels[start] if labels[start] else np.zeros_like(places)
    return region


def _without_necks(region: NDArray[np.bool_], start: tuple[int, int, int], geometry: Geometry) -> NDArray[np.bool_]:
    """Return the thick piece around the start, with what of the region lies against it."""
    spacing = geometry.spacing
    padded = np.pad(region, 1, mode="edge")  # what the box cuts goes on beyond it
    deep = ndimage.distance_transform_edt(padded, sampling=spacing)[1:-1, 1:-1, 1:-1] > _NECK_MM
    if not deep.any():
        return np.zeros_like(region)
    labels, _ = ndimage.label(deep)
    away, nearest = ndimage.distance_transform_edt(~deep, sampling=spacing, return_indices=True)
    own = labels[tuple(nearest)] == labels[tuple(n[start] for n in nearest)]
    return _connected(region & own & (away <= _NECK_MM), start)


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


def _stands_out(
    part: NDArray[np.float64],
    region: NDArray[np.bool_],
    inside: NDArray[np.bool_],
    start: tuple[int, int, int],
    box: tuple[slice, ...],
    geometry: Geometry,
) -> bool:
    """Whether a region differs from what surrounds it by more than that varies, and is no spot of something larger."""
    whole = ndimage.binary_fill_holes(region)
    away = ndimage.distance_transform_edt(~whole, sampling=geometry.spacing)
    widest = float(geometry.spacing.max())
    around = inside & (away > widest) & (away <= max(_SURROUNDINGS_MM, 3 * widest))
    if around.sum() < _FEWEST:
        return False
    values = part[around]
    background = float(np.median(values))
    contrast = float(part[region].mean()) - background
    texture = _ROBUST * float(np.median(np.abs(values - background)))
    times = _FEW_TIMES if region.sum() < _FEW_VOXELS else _NOISE_TIMES
    if contrast <= max(times * _noise(part, around), _TEXTURE_TIMES * texture, _LEAST_SHARE * abs(background)):
        return False
    half = background + _FALLEN * contrast
    rim = inside & (away > widest) & (away <= 2 * widest)  # a voxel off: the one between may be half of each
    if rim.any() and float((part[rim] < half).mean()) < _FALLEN_ALONG:
        return False
    larger = _connected((part >= half) & inside, start)
    if _touches_edge(larger, box, geometry):
        larger = _without_necks(larger, start, geometry)
        if _touches_edge(larger, box, geometry):
            return True  # it lies against something large: its rim has told
    return bool(larger[start]) and float(region.sum()) >= _SHARE_OF_LARGER * float(larger.sum())


def _noise(part: NDArray[np.float64], around: NDArray[np.bool_]) -> float:
    """Return the standard deviation of the noise, from what neighbours differ by: anatomy hardly adds to it."""
    steps = [np.abs(np.diff(part, axis=axis))[_pairs(around, axis)] for axis in range(3)]
    return max((float(np.quantile(each, 0.75) / _QUARTER_OF_STEPS) for each in steps if each.size), default=0.0)


def _pairs(around: NDArray[np.bool_], axis: int) -> NDArray[np.bool_]:
    """Return where a voxel and its next along an axis both belong."""
    lined = np.moveaxis(around, axis, 0)
    return np.moveaxis(lined[1:] & lined[:-1], 0, axis)
