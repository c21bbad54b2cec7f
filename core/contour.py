"""Masks to contours that every reader fills back to the same voxels.

A contour runs along the edges of the pixels, inset by a thousandth of a pixel. Readers that ask which pixel
centres lie inside see the mask, and so do readers that round the vertices to pixels and fill inclusively:
every vertex rounds to a pixel of the mask. Without the inset the second kind swells a 3 mm lesion by half.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import ndimage

from core.geometry import FloatArray, Geometry
from core.mask import BoolArray, Mask

# Directions on the pixel lattice, rows growing downwards: right, down, left, up; mask at the right hand.
_STEPS = ((0, 1), (1, 0), (0, -1), (-1, 0))
_INWARD = ((1, 0), (0, -1), (-1, 0), (0, 1))
_SAME_PLACE = 1e-6
_HAIR = 0.01  # of a pixel: the length of the edge that closes a contour

Corner = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Contour:
    """One closed planar polygon on one slice.

    Parameters
    ----------
    points
        (N, 3) patient LPS mm, the first point not repeated at the end.
    k
        Index of the slice.
    is_xor
        Whether what lies in an even number of its structure's polygons on a slice is outside: a hole is a polygon of
        its own (DICOM's CLOSEDPLANAR_XOR). So are then all polygons of the structure.

    """

    points: FloatArray
    k: int
    is_xor: bool = False


def voxel_contours(
    mask: Mask, geometry: Geometry, inset: float = 0.001, holes: str | None = "keyhole"
) -> tuple[Contour, ...]:
    """Outline a mask on every slice k of its grid.

    Parameters
    ----------
    mask
        Pixels that only touch at a corner become separate polygons.
    geometry
        The mask's grid.
    inset
        Share of a pixel by which the outline stays inside the pixel edges.
    holes
        ``"xor"`` makes them polygons of their own; else they are reached by a slit (keyholes).

    """
    k0, j0, i0 = mask.start
    rings = [(k, ring) for k, pixels in enumerate(mask.voxels, start=k0) for ring in _rings(pixels, inset)]
    is_xor = holes == "xor" and any(ring.holes for _, ring in rings)
    contours = []
    for k, ring in rings:
        for polygon in map(nearly_closed, [ring.outline, *ring.holes] if is_xor else [_joined(ring, inset)]):
            index = np.empty((len(polygon), 3))
            index[:, 0] = k
            index[:, 1:] = np.array(polygon) + np.array((j0, i0))
            contours.append(Contour(geometry.index_to_patient(index), k, is_xor))
    return tuple(contours)


@dataclass(frozen=True, eq=False)
class _Ring:
    """The outline of one 4-connected component and its holes, as (row, column), pixel centres at whole numbers."""

    outline: list[Corner]
    holes: tuple[list[Corner], ...]
    pixels: BoolArray


def nearly_closed(polygon: ArrayLike) -> FloatArray:
    """Add a last point on the way from the last corner to the first, a hair before it.

    DICOM does not repeat the first point, and plastimatch does not draw the edge that closes a contour on sagittal and
    coronal series: half of a lesion of two voxels went with it. So that edge is a hundredth of a pixel long.

    Parameters
    ----------
    polygon
        (N, 2) corners, pixel centres at whole numbers.

    """
    corners = np.asarray(polygon, dtype=np.float64)
    back = corners[-1] - corners[0]
    length = float(np.linalg.norm(back))
    if length <= 2 * _HAIR:
        return corners
    return np.vstack([corners, corners[0] + back * (_HAIR / length)])


def _rings(pixels: BoolArray, inset: float) -> list[_Ring]:
    """One ring a 4-connected component."""
    components, _ = ndimage.label(pixels)
    outlines: dict[int, list[Corner]] = {}
    holes: dict[int, list[list[Corner]]] = {}
    for loop, pixel in _loops(pixels, inset):
        component = int(components[pixel])
        if _doubled_area(loop) > 0:
            outlines[component] = loop
        else:
            holes.setdefault(component, []).append(loop)
    return [_Ring(outline, tuple(holes.get(number, ())), pixels) for number, outline in outlines.items()]


def _joined(ring: _Ring, inset: float) -> list[Corner]:
    """One polygon that reaches every hole."""
    outline = ring.outline
    # From the left, so that a slit that ends on another hole finds it already joined.
    for hole in sorted(ring.holes, key=lambda each: min(x for _, x in each)):
        outline = _join(outline, hole, ring.pixels, inset)
    return outline


def _loops(pixels: BoolArray, inset: float) -> Iterator[tuple[list[Corner], tuple[int, int]]]:
    """Walk every boundary once; yields its corners and one mask pixel on it."""
    edges = _edges(pixels)
    while edges:
        start = edges.pop()
        row, column, direction = start
        corners: list[Corner] = []
        while True:
            step = _STEPS[direction]
            row, column = row + step[0], column + step[1]
            # A right turn first: it stays with the same pixel where two touch at this corner.
            turned = next(d for d in _turns(direction) if (row, column, d) in edges or (row, column, d) == start)
            if turned != direction:
                corners.append(_inset_corner(row, column, direction, turned, inset))
            direction = turned
            if (row, column, direction) == start:
                break
            edges.remove((row, column, direction))
        yield corners, _pixel_beside(start)


def _edges(pixels: BoolArray) -> set[tuple[int, int, int]]:
    """Lattice edges between mask and background: start corner (row, column) and direction."""
    padded = np.pad(pixels, 1)
    inside = padded[1:-1, 1:-1]
    neighbours = (padded[:-2, 1:-1], padded[1:-1, 2:], padded[2:, 1:-1], padded[1:-1, :-2])
    starts = ((0, 0), (0, 1), (1, 1), (1, 0))  # of the pixel's upper, right, lower and left edge
    edges: set[tuple[int, int, int]] = set()
    for direction, (neighbour, (down, right)) in enumerate(zip(neighbours, starts, strict=True)):
        rows, columns = np.nonzero(inside & ~neighbour)
        edges.update((r + down, c + right, direction) for r, c in zip(rows.tolist(), columns.tolist(), strict=True))
    return edges


def _turns(direction: int) -> tuple[int, int, int]:
    return (direction + 1) % 4, direction, (direction + 3) % 4


def _pixel_beside(edge: tuple[int, int, int]) -> tuple[int, int]:
    row, column, direction = edge
    down, right = ((0, 0), (0, -1), (-1, -1), (-1, 0))[direction]
    return row + down, column + right


def _inset_corner(row: int, column: int, arriving: int, leaving: int, inset: float) -> Corner:
    down = _INWARD[arriving][0] + _INWARD[leaving][0]
    right = _INWARD[arriving][1] + _INWARD[leaving][1]
    return row - 0.5 + inset * down, column - 0.5 + inset * right


def _doubled_area(loop: list[Corner]) -> float:
    """Positive around mask pixels, negative around a hole."""
    following = loop[1:] + loop[:1]
    return sum(x * b - a * y for (y, x), (b, a) in zip(loop, following, strict=True))


def _join(outline: list[Corner], hole: list[Corner], pixels: BoolArray, inset: float) -> list[Corner]:
    """Reach the hole through a slit of no width, leftwards from its upper left corner."""
    first = min(range(len(hole)), key=lambda n: (hole[n][1], hole[n][0]))
    corner = hole[first]
    row, column = round(corner[0] + 0.5 + inset), round(corner[1] + 0.5 + inset)
    # The slit runs in the row above the hole, just over its lower edge: never through a pixel's centre.
    while column > 0 and pixels[row - 1, column - 1] and pixels[row, column - 1]:
        column -= 1
    end = (corner[0], column - 0.5 + inset)
    at, entry = _place_on(outline, end)
    around = [*hole[first:], *hole[:first], corner]
    return [*outline[: at + 1], *entry, *around, end, *outline[at + 1 :]]


def _place_on(outline: list[Corner], end: Corner) -> tuple[int, list[Corner]]:
    """Find where a slit from the right ends: the corner before, and its end where that is no corner itself."""
    edges = zip(outline, outline[1:] + outline[:1], strict=True)
    at, (_, top) = next((n, edge) for n, edge in enumerate(edges) if _ends_on(end, edge))
    if abs(top[0] - end[0]) < _SAME_PLACE:
        return (at + 1) % len(outline), []
    return at, [end]


def _ends_on(point: Corner, edge: tuple[Corner, Corner]) -> bool:
    """Whether the point lies on an edge that runs upwards, as all with the mask on their right do."""
    (bottom, x), (top, x_again) = edge
    upright = abs(x - point[1]) < _SAME_PLACE and abs(x_again - point[1]) < _SAME_PLACE
    return upright and top - _SAME_PLACE <= point[0] <= bottom + _SAME_PLACE
