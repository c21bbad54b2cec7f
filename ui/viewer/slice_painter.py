"""Draws one plane of a volume: image, outlines and what stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter

from core.plane import Convention, Plane, PlaneName
from core.volume import Volume
from ui.core_words import spoken
from ui.viewer.contour_painter import paint_diameters, paint_marks, paint_outline, screen_box
from ui.viewer.contour_path import ContourPaths
from ui.viewer.grey import grey_picture, veil_picture
from ui.viewer.mark import Mark, Marks
from ui.viewer.projection import Projection
from ui.viewer.slice_furniture import (
    CORNER,
    convention_words,
    corner_boxes,
    letter_boxes,
    line_at,
    paint_corners,
    paint_crosshair,
    paint_hidden,
    paint_letters,
    paint_scale_bar,
)
from ui.viewer.slice_rail import SHOWN_FROM, SliceRail
from ui.viewer.view_state import ViewState, Window

_SMALLEST_GAP, _GAP_BEYOND_LESION = 22.0, 26.0


@dataclass(frozen=True)
class _PictureKey:
    convention: Convention
    slice_index: int
    window: Window


class SlicePainter:
    """One plane of one volume, with the slice's picture and outlines kept for the next time.

    Parameters
    ----------
    volume
        What is shown.
    name
        The plane.

    """

    def __init__(self, volume: Volume, name: PlaneName) -> None:
        self._volume = volume
        self._planes = {each: Plane(volume.geometry, name, each) for each in Convention}
        self._paths = {each: ContourPaths(plane) for each, plane in self._planes.items()}
        self._picture: tuple[_PictureKey, QImage] | None = None
        self._veil: tuple[_PictureKey, QImage] | None = None

    def plane(self, state: ViewState) -> Plane:
        """Return the plane as the state's convention turns it."""
        return self._planes[state.convention]

    def slice_index(self, state: ViewState) -> int:
        """Return the slice through the cursor."""
        return state.cursor[self.plane(state).axes[0]]

    def projection(self, state: ViewState, scale: float, size: QSizeF) -> Projection:
        """Return where places lie in a view of ``size`` at ``scale`` px/mm."""
        return Projection(self.plane(state), state.centre, scale, size)

    def where(self, state: ViewState) -> str:
        """Return slice and position, e.g. ``"184 / 256   S 60.0 mm"``."""
        plane = self.plane(state)
        return f"{self.slice_index(state) + 1} / {plane.slice_count}   {plane.position(state.cursor)}"

    def paint_image(self, painter: QPainter, state: ViewState, projection: Projection, brightness: float = 1.0) -> None:
        """Draw the slice, black beside it; ``brightness`` under 1 dims it."""
        _draw_ground(painter, projection)
        _draw_picture(painter, projection, projection.picture_rect(), self._slice_picture(state), brightness)

    def paint_veil(self, painter: QPainter, state: ViewState, projection: Projection) -> None:
        """Draw the slice over what is there, as much of it as the state's overlay says."""
        key = self._key(state)
        if self._veil is None or self._veil[0] != key:
            self._veil = (key, veil_picture(self._pixels(state), state.window))
        _draw_picture(painter, projection, projection.picture_rect(), self._veil[1], state.overlay)

    def paint_cut(self, painter: QPainter, state: ViewState, projection: Projection, brightness: float = 1.0) -> None:
        """Draw as :meth:`paint_image` does, from the pixels in view alone: for small views that seldom come again."""
        view = QRectF(0, 0, projection.size.width(), projection.size.height())
        seen = projection.inverse.mapRect(view).adjusted(-1.5, -1.5, 1.5, 1.5)  # smoothing looks beyond the edge
        seen &= projection.picture_rect()
        top, bottom = ceil(seen.top()), floor(seen.bottom()) + 1
        left, right = ceil(seen.left()), floor(seen.right()) + 1
        pixels = self.plane(state).pixels(self._volume.voxels, self.slice_index(state))[top:bottom, left:right]
        picture = grey_picture(pixels, state.window) if pixels.size else QImage()
        rows, columns = pixels.shape
        _draw_ground(painter, projection)
        _draw_picture(painter, projection, QRectF(left - 0.5, top - 0.5, columns, rows), picture, brightness)

    def paint_marks(
        self, painter: QPainter, state: ViewState, projection: Projection, marks: Marks, notes: Sequence[str] = ()
    ) -> None:
        """Draw lesions, candidates and the selected lesion's diameters; no number over letters or corners."""
        if state.contours_hidden:
            return
        index, paths = self.slice_index(state), self._paths[state.convention]
        size, plane = QRectF(QPointF(0, 0), projection.size), projection.plane
        side = convention_words(plane.name, plane.convention)
        clear = letter_boxes(size, plane.letters)
        clear += corner_boxes(size, self._lines(state, plane, notes), projection.scale, side)
        paint_marks(painter, projection, index, marks.all, marks.selected_id, paths, state.contours_filled, clear)
        lines = marks.diameters
        if lines is not None and lines.on_slice(projection.plane, index):
            paint_diameters(painter, projection, lines.longest, lines.perpendicular)

    def paint_outline(self, painter: QPainter, state: ViewState, projection: Projection, mark: Mark) -> None:
        """Draw one finding's line alone."""
        path = self._paths[state.convention].path(mark.mask, self.slice_index(state))
        paint_outline(painter, projection.transform.map(path), mark.glyph)

    def paint_crosshair(self, painter: QPainter, state: ViewState, projection: Projection, marks: Marks) -> None:
        """Draw the crosshair, clear of the lesion that it stands on."""
        size = QRectF(0, 0, projection.size.width(), projection.size.height())
        paint_crosshair(painter, size, projection.to_screen(state.cursor), _crosshair_gap(projection, state, marks))

    def paint_furniture(
        self, painter: QPainter, state: ViewState, projection: Projection, marks: Marks, notes: Sequence[str] = ()
    ) -> None:
        """Draw letters, corners with ``notes`` below the slice's place, scale bar and rail."""
        size = QRectF(0, 0, projection.size.width(), projection.size.height())
        plane = projection.plane
        paint_letters(painter, size, plane.letters)
        side = convention_words(plane.name, plane.convention)
        paint_corners(painter, size, self._lines(state, plane, notes), projection.scale, state.window, side)
        paint_scale_bar(painter, size, projection.scale)
        if state.contours_hidden:
            paint_hidden(painter, QPointF(CORNER, line_at(2 + len(notes))))
        if size.width() >= SHOWN_FROM:
            SliceRail(projection.plane, size).paint(painter, self.slice_index(state), marks.all)

    def _lines(self, state: ViewState, plane: Plane, notes: Sequence[str]) -> tuple[str, ...]:
        return spoken(plane.name.value.capitalize()), self.where(state), *notes

    def _slice_picture(self, state: ViewState) -> QImage:
        key = self._key(state)
        if self._picture is None or self._picture[0] != key:
            self._picture = (key, grey_picture(self._pixels(state), state.window))
        return self._picture[1]

    def _key(self, state: ViewState) -> _PictureKey:
        return _PictureKey(state.convention, self.slice_index(state), state.window)

    def _pixels(self, state: ViewState) -> NDArray[np.float32]:
        """(rows, columns) of the state's slice."""
        pixels: NDArray[np.float32] = self.plane(state).pixels(self._volume.voxels, self.slice_index(state))
        return pixels


def _draw_ground(painter: QPainter, projection: Projection) -> None:
    painter.fillRect(QRect(0, 0, ceil(projection.size.width()), ceil(projection.size.height())), QColor(0, 0, 0))


def _draw_picture(painter: QPainter, projection: Projection, place: QRectF, picture: QImage, share: float) -> None:
    """Draw ``picture`` at ``place`` in (column, row), ``share`` of it over what is there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(share)
    painter.setTransform(projection.transform, True)
    painter.drawImage(place, picture)
    painter.restore()


def _crosshair_gap(projection: Projection, state: ViewState, marks: Marks) -> float:
    """Far enough from the lesion under the cursor that the lines never cross what is being judged."""
    mark = marks.at(state.cursor) or marks.selected
    cross = projection.to_screen(state.cursor)
    if mark is None or not screen_box(projection, mark).contains(cross):
        return _SMALLEST_GAP
    box = screen_box(projection, mark)
    radius = max(cross.x() - box.left(), box.right() - cross.x(), cross.y() - box.top(), box.bottom() - cross.y())
    return max(_SMALLEST_GAP, radius + _GAP_BEYOND_LESION)
