"""Masks to smooth contours that still hold exactly the mask's pixel centres.

The mask is blurred on each slice, then held above one half on its own pixels and below on all others, and outlined at
one half. Every vertex so lies between the centre of a pixel inside and of one outside: a reader that asks which centres
lie inside sees the mask. How far in or out the outline runs between them is chosen so that its area is the pixels' own.

What it costs: readers that round vertices to pixels may see another volume; exact contours leave them no choice.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
from contourpy import FillType, contour_generator
from numpy.typing import NDArray
from scipy import ndimage, optimize

from core.contour import Contour, nearly_closed, voxel_contours
from core.geometry import FloatArray, Geometry
from core.mask import BoolArray, Mask
from core.rasterise import polygon_area

_BLUR_MM, _LARGEST_BLUR = 1.2, 1.2  # mm, and never more than so many pixels: a small lesion would be a blot
_MARGIN = 3  # pixels around the mask
_HELD = 0.04  # how far from one half a pixel's value is held: no vertex comes nearer to a centre than about that
_FARTHEST = 1.0  # what may be added to the blurred mask for the area's sake


def smooth_contours(mask: Mask, geometry: Geometry, holes: str | None = "keyhole") -> tuple[Contour, ...]:
    """Outline a mask on every slice k of its grid, smoothly.

    Parameters
    ----------
    mask, geometry
        The mask and its grid.
    holes
        As :func:`core.contour.voxel_contours` takes them.

    Returns
    -------
    tuple of Contour
        Whose pixel centres are exactly the mask's; exact ones on slices where smooth ones would leave the image.

    """
    k0, j0, i0 = mask.start
    spacing = geometry.spacing[1:]
    is_xor = holes == "xor" and any(contour.is_xor for contour in voxel_contours(mask, geometry, holes=holes))
    contours: list[Contour] = []
    for k, pixels in enumerate(mask.voxels, start=k0):
        rings = _polygons(pixels, spacing)
        polygons = [each for ring in rings for each in ring] if is_xor else [_keyholed(*ring) for ring in rings]
        placed = [nearly_closed(polygon - _MARGIN) + np.array((j0, i0)) for polygon in polygons]
        if any(_leaves(polygon, geometry) for polygon in placed):
            # At the image's edge a smooth outline would run outside it, which planning systems refuse.
            exact = voxel_contours(Mask((k, j0, i0), pixels[None]), geometry, holes=holes)
            contours.extend(replace(each, is_xor=is_xor) for each in exact)
            continue
        for polygon in placed:
            index = np.empty((len(polygon), 3))
            index[:, 0] = k
            index[:, 1:] = polygon
            contours.append(Contour(geometry.index_to_patient(index), k, is_xor))
    return tuple(contours)


def _leaves(polygon: FloatArray, geometry: Geometry) -> bool:
    """Whether a (N, 2) polygon of (row, column) reaches outside the slice's pixels."""
    return bool((polygon < -0.5).any() or (polygon > np.array(geometry.shape[1:]) - 0.5).any())


def _polygons(pixels: BoolArray, spacing: FloatArray) -> list[tuple[FloatArray, ...]]:
    """Outer ring and its holes, each (N, 2) in (row, column), pixel centres at whole numbers, ``_MARGIN`` further."""
    if not pixels.any():
        return []
    inside = np.pad(pixels, _MARGIN)
    sigma = np.minimum(_BLUR_MM / spacing, _LARGEST_BLUR)
    blurred = ndimage.gaussian_filter(inside.astype(np.float64), sigma, mode="constant")
    wanted = float(np.count_nonzero(pixels))

    def excess(added: float) -> float:
        return sum(_area(outer, holes) for outer, holes in _rings(_held(blurred + added, inside))) - wanted

    low, high = excess(-_FARTHEST), excess(_FARTHEST)
    if low < 0 < high:
        added = float(optimize.brentq(excess, -_FARTHEST, _FARTHEST, xtol=1e-4))
    else:
        added = -_FARTHEST if abs(low) < abs(high) else _FARTHEST
    return [(outer, *holes) for outer, holes in _rings(_held(blurred + added, inside))]


def _held(field: NDArray[np.float64], inside: BoolArray) -> NDArray[np.float64]:
    """Above one half on the mask and below elsewhere, and neither so far that a vertex would come near a centre."""
    return np.where(inside, np.clip(field, 0.5 + _HELD, 1.0), np.clip(field, 0.0, 0.5 - _HELD))


def _rings(field: NDArray[np.float64]) -> list[tuple[FloatArray, list[FloatArray]]]:
    """Outer ring and its holes, each (N, 2) in (row, column), the first point not repeated."""
    found = []
    filled = contour_generator(z=field, fill_type=FillType.OuterOffset).filled(0.5, np.inf)
    for points, offsets in zip(*filled, strict=True):
        rings = [points[a : b - 1, ::-1] for a, b in itertools.pairwise(offsets.tolist())]
        found.append((rings[0], rings[1:]))
    return found


def _area(outer: FloatArray, holes: list[FloatArray]) -> float:
    return _ring_area(outer) - sum(_ring_area(hole) for hole in holes)


def _ring_area(ring: FloatArray) -> float:
    return polygon_area(np.c_[ring, np.zeros(len(ring))])


def _keyholed(outer: FloatArray, *holes: FloatArray) -> FloatArray:
    """Reach each hole through a slit of no width, leftwards; from the left, so that it may end on another hole."""
    joined = outer
    for hole in sorted(holes, key=lambda each: float(each[:, 1].min())):
        joined = _joined(joined, hole)
    return joined


def _joined(outline: FloatArray, hole: FloatArray) -> FloatArray:
    """The slit starts beside the hole's leftmost vertex, between rows: never through a pixel's centre."""
    first = int(hole[:, 1].argmin())
    around = np.roll(hole, -first, axis=0)
    start = (around[0] + around[1]) / 2
    row = start[0]
    a, b = outline, np.roll(outline, -1, axis=0)
    crosses = (a[:, 0] <= row) != (b[:, 0] <= row)
    edges = np.flatnonzero(crosses)
    share = (row - a[edges, 0]) / (b[edges, 0] - a[edges, 0])
    columns = a[edges, 1] + share * (b[edges, 1] - a[edges, 1])
    left = columns < start[1]
    nearest = int(edges[left][columns[left].argmax()])
    end = np.array((row, columns[left].max()))
    ring = [start, *around[1:], around[0], start]
    return np.array([*outline[: nearest + 1], end, *ring, end, *outline[nearest + 1 :]])
