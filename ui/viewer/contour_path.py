"""A mask's outline on one slice, as a line between the voxels' centres.

The line runs half-way between the centres of voxels inside and outside, its corners rounded within that gap.
A voxel's centre is inside the line exactly when the voxel is in the mask: rounding never hides or adds one.
"""

from __future__ import annotations

from collections.abc import Sequence
from weakref import WeakKeyDictionary

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray
from PySide6.QtCore import QByteArray, QDataStream
from PySide6.QtGui import QPainterPath

from core.mask import BoolArray, Mask
from core.plane import Plane

_MOVE, _CURVE, _ON = 0, 2, 3  # Qt's kinds of a path's elements
_ELEMENT = np.dtype([("kind", ">i4"), ("x", ">f8"), ("y", ">f8")])


def contour_path(mask: Mask, plane: Plane, slice_index: int) -> QPainterPath:
    """Closed outlines in (column, row) of the plane; empty where the mask does not reach the slice."""
    path = QPainterPath()
    through, down, across = mask.box[plane.axes[0]], mask.box[plane.axes[1]], mask.box[plane.axes[2]]
    if not through.start <= slice_index < through.stop:
        return path
    inside = plane.pixels(mask.voxels, slice_index - through.start)
    flip_rows, flip_columns = plane.flipped
    rows, columns = plane.shape
    top = rows - down.stop if flip_rows else down.start
    left = columns - across.stop if flip_columns else across.start
    return _rounded([line + np.array([left, top]) for line in _lines(inside)])


def _lines(inside: BoolArray) -> list[NDArray[np.float64]]:
    """Closed polygons (N, 2) in (column, row), the first point not repeated."""
    padded = np.pad(inside, 1).astype(np.float64)
    lines = contour_generator(z=padded).lines(0.5)
    return [np.asarray(line, dtype=np.float64)[:-1] - 1.0 for line in lines]


def _rounded(polygons: Sequence[NDArray[np.float64]]) -> QPainterPath:
    """Smooth closed lines through the middles of the polygons' sides, bent by their corners.

    All of them at once by Qt's own stream format: a call for each corner takes longer than the drawing.
    """
    parts = [_elements(points) for points in polygons]
    path = QPainterPath()
    if parts:
        head = np.array([sum(map(len, parts))], dtype=">i4").tobytes()
        tail = np.array([0, 0], dtype=">i4").tobytes()  # where the last line begins is not looked at; odd-even fill
        stream = QDataStream(QByteArray(b"".join([head, *(part.tobytes() for part in parts), tail])))
        stream >> path
    return path


def _elements(points: NDArray[np.float64]) -> NDArray[np.void]:
    """One line as the stream has it: where it begins, then three points a curve."""
    middles = (points + np.roll(points, -1, axis=0)) / 2
    before = np.roll(middles, 1, axis=0)
    curves = np.stack([before + (points - before) * 2 / 3, middles + (points - middles) * 2 / 3, middles], axis=1)
    made = np.empty(3 * len(points) + 1, dtype=_ELEMENT)
    made["kind"] = [_MOVE, *[_CURVE, _ON, _ON] * len(points)]
    made["x"][0], made["y"][0] = middles[-1]
    made["x"][1:], made["y"][1:] = curves.reshape(-1, 2).T
    return made


class ContourPaths:
    """Outlines already made, kept as long as their masks live; for one plane."""

    def __init__(self, plane: Plane) -> None:
        self._plane = plane
        self._paths: WeakKeyDictionary[Mask, dict[int, QPainterPath]] = WeakKeyDictionary()

    def path(self, mask: Mask, slice_index: int) -> QPainterPath:
        """Return the outline on a slice, as :func:`contour_path` makes it."""
        of_mask = self._paths.setdefault(mask, {})
        if slice_index not in of_mask:
            of_mask[slice_index] = contour_path(mask, self._plane, slice_index)
        return of_mask[slice_index]
