"""Millimetre-true drawing of a slice: one transform from pixels to the screen, and its exact inverse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from core.geometry import FloatArray
from core.plane import Plane


@dataclass(frozen=True, eq=False)
class Projection:
    """How one view shows one plane.

    Parameters
    ----------
    plane
        The plane shown.
    centre
        The place (k, j, i), fractional, shown in the view's middle.
    scale
        Logical screen pixels per millimetre, the same in both directions.
    size
        The view in logical pixels.

    """

    plane: Plane
    centre: tuple[float, float, float]
    scale: float
    size: QSizeF

    @cached_property
    def transform(self) -> QTransform:
        """From (column, row), voxel centres at whole numbers, to the widget's logical pixels."""
        row_mm, column_mm = self.plane.pixel_mm
        _, row, column = self.plane.to_plane(self.centre)
        across, down = column_mm * self.scale, row_mm * self.scale
        left = self.size.width() / 2 - column * across
        top = self.size.height() / 2 - row * down
        return QTransform(across, 0.0, 0.0, down, left, top)

    @cached_property
    def inverse(self) -> QTransform:
        """From the widget's logical pixels to (column, row)."""
        inverted, invertible = self.transform.inverted()
        if not invertible:
            raise ValueError("a view needs a scale over 0")
        return inverted

    def to_screen(self, index: ArrayLike) -> QPointF:
        """Where a place (k, j, i) lies on the widget, whichever slice it is in."""
        _, row, column = self.plane.to_plane(index)
        return self.transform.map(QPointF(column, row))

    def to_index(self, point: QPointF, slice_index: float) -> FloatArray:
        """(3,) fractional (k, j, i) of a widget point on a slice."""
        place = self.inverse.map(point)
        return self.plane.to_index((slice_index, place.y(), place.x()))

    def voxel(self, point: QPointF, slice_index: int) -> tuple[int, int, int] | None:
        """Return the voxel (k, j, i) under a widget point, or None beside the volume."""
        k, j, i = np.floor(self.to_index(point, slice_index) + 0.5).astype(int).tolist()
        inside = all(0 <= n < count for n, count in zip((k, j, i), self.plane.geometry.shape, strict=True))
        return (k, j, i) if inside else None

    def picture_rect(self) -> QRectF:
        """Return the slice's outer edge in (column, row): half a pixel beyond the outermost voxel centres."""
        rows, columns = self.plane.shape
        return QRectF(-0.5, -0.5, columns, rows)
