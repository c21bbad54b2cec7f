"""Polygons back to voxels by their pixel centres: the proof, which shares nothing with the outlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from core.geometry import FloatArray, Geometry
from core.mask import NOTHING, BoolArray, Mask

_EDGES_AT_ONCE = 256  # held against all others: some megabytes for the longest contours


def rasterise(polygons: Iterable[FloatArray], geometry: Geometry) -> Mask:
    """Fill closed polygons on a grid; a pixel is inside where its centre is.

    Polygons on the same slice are combined by even-odd: one inside another is a hole.

    Parameters
    ----------
    polygons
        (N, 3) patient LPS mm each, in planes of constant k. Each fills the slice nearest to it; what lies
        off the grid is cut off.
    geometry
        The grid.

    """
    indices = [geometry.patient_to_index(polygon) for polygon in polygons]
    on_grid = [each for each in indices if 0 <= round(float(each[:, 0].mean())) < geometry.shape[0]]
    if not on_grid:
        return NOTHING
    corners = np.concatenate(on_grid)
    low = np.clip(np.floor(corners.min(axis=0)), 0, geometry.shape).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)) + 1, low, geometry.shape).astype(int)
    box = np.zeros(high - low, dtype=np.bool_)
    for index in on_grid:
        (rows, columns), filled = fill_polygon(index[:, 1:] - low[1:], (box.shape[1], box.shape[2]))
        box[round(float(index[:, 0].mean())) - low[0], rows, columns] ^= filled
    return Mask.trimmed(tuple(low), box)


def fill_polygon(
    corners: FloatArray, shape: tuple[int, int], *, all_turns: bool = False
) -> tuple[tuple[slice, slice], BoolArray]:
    """Fill one polygon of (row, column) corners; returns its box on the slice and the box's pixels.

    Where its line goes round a place twice, that is outside by even-odd; with ``all_turns`` it is inside.
    """
    low = np.clip(np.ceil(corners.min(axis=0)), 0, shape).astype(int)
    high = np.clip(np.floor(corners.max(axis=0)) + 1, low, shape).astype(int)
    box = (slice(low[0], high[0]), slice(low[1], high[1]))
    rows = np.arange(low[0], high[0])
    y, x = corners.T
    next_y, next_x = np.roll(y, -1), np.roll(x, -1)
    # An edge crosses a row's centre line where one end lies on or above it and the other below.
    crosses = (y <= rows[:, None]) != (next_y <= rows[:, None])
    row, edge = np.nonzero(crosses)
    share = (rows[row] - y[edge]) / (next_y[edge] - y[edge])
    crossing = x[edge] + share * (next_x[edge] - x[edge])
    first = np.clip(np.ceil(crossing).astype(int) - low[1], 0, high[1] - low[1])
    toggles = np.zeros((len(rows), high[1] - low[1] + 1), dtype=np.int64)
    np.add.at(toggles, (row, first), np.where(next_y > y, 1, -1)[edge])
    turns = np.cumsum(toggles, axis=1)[:, :-1]
    filled = turns != 0 if all_turns else turns % 2 == 1
    return box, np.asarray(filled, dtype=np.bool_)


def polygon_area(polygon: FloatArray) -> float:
    """Area in square millimetres of a closed planar polygon, (N, 3) LPS mm, without a keyhole's hole."""
    centred = polygon - polygon.mean(axis=0)
    return float(np.linalg.norm(np.cross(centred, np.roll(centred, -1, axis=0)).sum(axis=0)) / 2)


def area_by_even_odd(polygons: Sequence[FloatArray]) -> float:
    """Pixels of (N, 2) polygons of one slice that do not cross: what lies in an even number of them is outside."""
    total = 0.0
    for polygon in polygons:
        around = sum(_holds(other, polygon[0]) for other in polygons if other is not polygon)
        area = polygon_area(np.c_[polygon, np.zeros(len(polygon))])
        total += -area if around % 2 else area
    return total


def _holds(polygon: FloatArray, point: FloatArray) -> bool:
    """Whether a (N, 2) polygon holds a point."""
    (y, x), (next_y, next_x) = polygon.T, np.roll(polygon, -1, axis=0).T
    crosses = (y <= point[0]) != (next_y <= point[0])
    share = (point[0] - y[crosses]) / (next_y[crosses] - y[crosses])
    return bool(np.count_nonzero(x[crosses] + share * (next_x[crosses] - x[crosses]) > point[1]) % 2)


def crosses_itself(polygon: FloatArray) -> bool:
    """Whether two edges of a (N, 2) polygon cross in a point that is no corner; touching is no crossing."""
    a, b = polygon, np.roll(polygon, -1, axis=0)
    parts = range(0, len(a), _EDGES_AT_ONCE)
    return any(_any_crossing(a[n : n + _EDGES_AT_ONCE], b[n : n + _EDGES_AT_ONCE], a, b) for n in parts)


def _any_crossing(p: FloatArray, q: FloatArray, a: FloatArray, b: FloatArray) -> bool:
    """Whether one of the edges p-q properly crosses one of the edges a-b."""
    p, q = p[:, None], q[:, None]
    apart = _side(p, q, a) * _side(p, q, b) < 0
    return bool(np.any(apart & (_side(a, b, p) * _side(a, b, q) < 0)))


def _side(start: FloatArray, end: FloatArray, point: FloatArray) -> FloatArray:
    """Sign of the side of start-end on which the point lies; 0 within rounding."""
    along, to = end - start, point - start
    cross = along[..., 0] * to[..., 1] - along[..., 1] * to[..., 0]
    return np.asarray(np.where(np.abs(cross) < 1e-9, 0.0, np.sign(cross)))
