"""A mask's outline on one slice, as a line between the voxels' centres.

The line runs half-way between the centres of voxels inside and outside, its corners rounded within that gap.
A voxel's centre is inside the line exactly when the voxel is in the mask: rounding never hides or adds one.
"""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np
from contourpy import contour_generator
from numpy.typing import NDArray
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath

from core.mask import BoolArray, Mask
from core.plane import Plane


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
    for line in _lines(inside):
        _add_rounded(path, line + np.array([left, top]))
    return path


def _lines(inside: BoolArray) -> list[NDArray[np.float64]]:
    """Closed polygons (N, 2) in (column, row), the first point not repeated."""
    padded = np.pad(inside, 1).astype(np.float64)
    lines = contour_generator(z=padded).lines(0.5)
    return [np.asarray(line, dtype=np.float64)[:-1] - 1.0 for line in lines]


def _add_rounded(path: QPainterPath, points: NDArray[np.float64]) -> None:
    """Add a smooth closed line through the middles of the polygon's sides, bent by its corners."""
    middles = (points + np.roll(points, -1, axis=0)) / 2
    path.moveTo(QPointF(*middles[-1]))
    for corner, middle in zip(points, middles, strict=True):
        path.quadTo(QPointF(*corner), QPointF(*middle))
    path.closeSubpath()


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
