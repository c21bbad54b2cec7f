"""Draws a plane along a lesion's axes: the volume resampled there, and every mask cut exactly."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPolygonF, QTransform

from core.geometry import FloatArray, Geometry
from core.mask import Mask
from core.oblique import ObliquePlane, cut
from core.resample import Sampler
from core.volume import Volume
from ui.viewer.contour_painter import paint_brackets, paint_label, paint_outline
from ui.viewer.grey import grey_picture
from ui.viewer.mark import Mark, Marks
from ui.viewer.slice_furniture import (
    CORNER,
    convention_words,
    line_at,
    paint_corners,
    paint_crosshair,
    paint_hidden,
    paint_letters,
    paint_scale_bar,
)
from ui.viewer.view_state import ViewState, Window

_FINEST = 0.5  # of a voxel: finer samples show nothing more
_SMALLEST_GAP, _GAP_BEYOND_LESION = 22.0, 26.0


@dataclass(frozen=True, eq=False)
class ObliqueLook:
    """How a view shows an oblique plane.

    Parameters
    ----------
    plane
        The plane itself: what is drawn lies at its depth 0.
    middle
        (down, across) mm on it, shown in the view's middle.
    scale
        Logical px a millimetre.
    size
        Of the view, in logical px.

    """

    plane: ObliquePlane
    middle: tuple[float, float]
    scale: float
    size: QSizeF

    @property
    def transform(self) -> QTransform:
        """From (across, down) mm to the widget's logical pixels."""
        down, across = self.middle
        left = self.size.width() / 2 - across * self.scale
        top = self.size.height() / 2 - down * self.scale
        return QTransform(self.scale, 0.0, 0.0, self.scale, left, top)

    def to_screen(self, point_mm: FloatArray) -> QPointF:
        """Where a patient point (LPS mm) lies on the widget, whatever its depth."""
        _, down, across = self.plane.to_plane(point_mm).tolist()
        return self.transform.map(QPointF(across, down))

    def to_patient(self, point: QPointF) -> FloatArray:
        """(3,) patient LPS mm of a widget point."""
        inverse, _ = self.transform.inverted()
        place = inverse.map(point)
        return self.plane.to_patient((0.0, place.y(), place.x()))


class ObliquePainter:
    """One volume, with the last picture and the last plane's cuts kept."""

    def __init__(self, volume: Volume) -> None:
        self._volume = volume
        self._sampler: Sampler | None = None
        self._picture: tuple[tuple[object, ...], QImage, float] | None = None
        self._cut_by: FloatArray | None = None
        self._cuts: WeakKeyDictionary[Mask, QPainterPath] = WeakKeyDictionary()

    def paint(
        self, painter: QPainter, look: ObliqueLook, state: ViewState, marks: Marks, lines: tuple[str, ...]
    ) -> None:
        """Draw image, cuts and what stands around them; ``lines`` are the corner's, the first its title."""
        size = QRectF(QPointF(0, 0), look.size)
        painter.fillRect(size, QColor(0, 0, 0))
        self._paint_image(painter, look, state.window)
        box = QRectF() if state.contours_hidden else self._paint_marks(painter, look, marks, state.contours_filled)
        cross = look.to_screen(self._volume.geometry.index_to_patient(state.cursor))
        paint_crosshair(painter, size, cross, _gap(box, cross))
        paint_letters(painter, size, look.plane.letters)
        side = convention_words(look.plane.nearest, state.convention)
        paint_corners(painter, size, lines, look.scale, state.window, side)
        paint_scale_bar(painter, size, look.scale)
        if state.contours_hidden:
            paint_hidden(painter, QPointF(CORNER, line_at(len(lines))))

    def path(self, mask: Mask, plane: ObliquePlane) -> QPainterPath:
        """Return the cut of a mask in (across, down) mm."""
        key = np.concatenate([plane.centre_mm, plane.right, plane.down])
        if self._cut_by is None or not np.array_equal(self._cut_by, key):
            self._cut_by = key
            self._cuts.clear()
        if mask not in self._cuts:
            path = QPainterPath()
            for polygon in cut(mask, self._volume.geometry, plane):
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in polygon.tolist()]))
                path.closeSubpath()
            self._cuts[mask] = path
        return self._cuts[mask]

    def _paint_image(self, painter: QPainter, look: ObliqueLook, window: Window) -> None:
        pixel = max(1 / look.scale, _FINEST * float(self._volume.geometry.spacing.min()))
        rows, columns = (ceil(px / look.scale / pixel) + 3 for px in (look.size.height(), look.size.width()))
        grid = look.plane.grid(look.middle, pixel, (rows, columns))
        key = (grid.affine.tobytes(), grid.shape, window)
        if self._picture is None or self._picture[0] != key:
            if self._sampler is None:
                self._sampler = Sampler(self._volume)
            self._picture = (key, grey_picture(self._sampler.on(grid)[0], window), pixel)
        width, height = columns * pixel * look.scale, rows * pixel * look.scale
        place = QRectF((look.size.width() - width) / 2, (look.size.height() - height) / 2, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self._picture[1])
        painter.restore()

    def _paint_marks(self, painter: QPainter, look: ObliqueLook, marks: Marks, filled: bool) -> QRectF:
        """Draw every mark that the plane cuts, the selected one last; returns the selected one's box."""
        view, chosen = QRectF(QPointF(0, 0), look.size), QRectF()
        near = [mark for mark in marks.all if self._may_cut(mark, look.plane)]
        for mark in sorted(near, key=lambda each: each.finding_id == marks.selected_id):
            path = look.transform.map(self.path(mark.mask, look.plane))
            box = path.boundingRect()
            if path.isEmpty() or not box.intersects(view):
                continue
            selected = mark.finding_id == marks.selected_id
            paint_outline(painter, path, mark.glyph, selected, filled)
            if selected:
                paint_brackets(painter, box)
                chosen = box
            paint_label(painter, box, mark, selected)
        return chosen

    def _may_cut(self, mark: Mark, plane: ObliquePlane) -> bool:
        one, other = self._volume.geometry.index_to_patient(mark.corners)
        depth = abs(float(plane.to_plane((one + other) / 2)[0]))
        return depth <= float(np.linalg.norm(other - one)) / 2


def voxel_at(point_mm: FloatArray, geometry: Geometry) -> tuple[int, int, int] | None:
    """Return the voxel (k, j, i) nearest to a patient point (LPS mm), or None beside the volume."""
    k, j, i = np.floor(geometry.patient_to_index(point_mm) + 0.5).astype(int).tolist()
    inside = all(0 <= n < count for n, count in zip((k, j, i), geometry.shape, strict=True))
    return (k, j, i) if inside else None


def _gap(box: QRectF, cross: QPointF) -> float:
    if not box.contains(cross):
        return _SMALLEST_GAP
    sides = (cross.x() - box.left(), box.right() - cross.x(), cross.y() - box.top(), box.bottom() - cross.y())
    return max(_SMALLEST_GAP, max(sides) + _GAP_BEYOND_LESION)
