"""What is drawn over a slice while a lesion is edited: former outline, what was added and taken, line, ring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPolygonF

from core.mask import NOTHING, Mask
from core.plane import Plane
from ui.theme import DARK
from ui.viewer.contour_path import ContourPaths, contour_path
from ui.viewer.outlined_text import TITLE, TITLE_STYLE, draw_text, outline_pen
from ui.viewer.projection import Projection

_HALO = QColor(0, 0, 0, round(0.59 * 255))
_ADDED_SHARE = 0.34
_CROSS = 4.0


def paint_changes(
    painter: QPainter, projection: Projection, slice_index: int, paths: ContourPaths, before: Mask, now: Mask
) -> None:
    """The former outline as a white dash; added voxels tinted, those taken away hatched.

    ``paths`` keeps the outlines of ``before`` on this plane: they stay while the lesion changes.
    """
    was, is_ = (_cut(mask, projection.plane, slice_index) for mask in (before, now))
    tint = QColor(DARK.accent)
    tint.setAlphaF(_ADDED_SHARE)
    for part, brush in (
        (is_ - was, QBrush(tint)),
        (was - is_, QBrush(QColor(255, 255, 255, 120), Qt.BrushStyle.BDiagPattern)),
    ):
        if part.count:
            path = contour_path(part, projection.plane, slice_index)
            painter.fillPath(projection.transform.map(path), brush)
    pen = outline_pen(1.0, TITLE)
    pen.setDashPattern([3.0, 3.0])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.strokePath(projection.transform.map(paths.path(before, slice_index)), pen)


def _cut(mask: Mask, plane: Plane, slice_index: int) -> Mask:
    """The mask's voxels on one slice."""
    axis = plane.axes[0]
    inside = slice_index - mask.start[axis]
    if not 0 <= inside < mask.voxels.shape[axis]:
        return NOTHING
    start = tuple(slice_index if n == axis else first for n, first in enumerate(mask.start))
    return Mask.trimmed(start, mask.voxels.take([inside], axis=axis))


def paint_line(painter: QPainter, points: Sequence[QPointF], *, closed: bool) -> None:
    """Draw a line under way, with its first point marked."""
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    for pen in (outline_pen(3.4, _HALO), outline_pen(1.4, TITLE)):
        painter.strokePath(path, pen)
    if closed and len(points) > 2:
        pen = outline_pen(1.0, TITLE)
        pen.setDashPattern([2.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QLineF(points[-1], points[0]))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(TITLE)
    painter.drawEllipse(points[0], 3.0, 3.0)


def paint_ring(painter: QPainter, centre: QPointF, radius: float, words: str) -> None:
    """Draw the brush's ring, true in size, with what it does beside it."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (outline_pen(3.4, _HALO), outline_pen(1.4, TITLE)):
        painter.setPen(pen)
        painter.drawEllipse(centre, radius, radius)
    if not words:
        return
    for pen in (outline_pen(2.6, _HALO), outline_pen(1.0, TITLE)):
        painter.setPen(pen)
        painter.drawLine(QLineF(centre.x() - _CROSS, centre.y(), centre.x() + _CROSS, centre.y()))
        painter.drawLine(QLineF(centre.x(), centre.y() - _CROSS, centre.x(), centre.y() + _CROSS))
    draw_text(painter, centre + QPointF(radius + 9, 4.4), words, TITLE_STYLE, TITLE)
