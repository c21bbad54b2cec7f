"""Lengths and angles drawn on slices; they stay until they are taken away or another volume comes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter

from core import measure
from core.geometry import FloatArray, Geometry
from core.plane import PlaneName
from ui import numbers
from ui.viewer.guest import Place
from ui.viewer.outlined_text import TITLE, TITLE_STYLE, draw_text, outline_pen
from ui.viewer.projection import Projection

_HALO = QColor(0, 0, 0, round(0.59 * 255))
_SHORTEST_MM = 0.5  # a click is no measurement
_TICK = 4.0


@dataclass(frozen=True, eq=False)
class Measurement:
    """Two points are a length, three an angle at the second.

    Parameters
    ----------
    plane, slice_index
        Where it was drawn, and is shown.
    points
        (3,) fractional (k, j, i) each.

    """

    plane: PlaneName
    slice_index: int
    points: tuple[FloatArray, ...]

    def words(self, geometry: Geometry) -> str:
        """Return millimetres or degrees, with the unit."""
        first, second, *third = self.points
        if not third:
            return f"{numbers.length(measure.length_mm(first, second, geometry))} mm"
        return f"{measure.angle_degrees(first, second, third[0], geometry):.0f}°"


class Ruler(QObject):
    """Draws measurements and takes the mouse for new ones."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.measurements: list[Measurement] = []
        self.angles = False  # whether new measurements are angles
        self._open = False  # whether the last one still follows the mouse

    def clear(self) -> None:
        """Take all measurements away."""
        self.measurements, self._open = [], False
        self.changed.emit()

    def drop_last(self) -> bool:
        """Take the newest one away; False where there is none."""
        if not self.measurements:
            return False
        self.measurements.pop()
        self._open = False
        self.changed.emit()
        return True

    def press(self, at: Place) -> None:
        """Begin a line, or the second arm of an angle."""
        here = (at.projection.plane.name, at.slice_index)
        last = self.measurements[-1] if self.measurements else None
        if self._open and last is not None and (last.plane, last.slice_index) == here:
            self._show((*last.points, at.index), at)
        else:
            self.measurements.append(Measurement(*here, (at.index, at.index)))
            self._open = True
        self.changed.emit()

    def drag(self, at: Place) -> None:
        """Follow the mouse."""
        if self._open:
            self._show((*self.measurements[-1].points[:-1], at.index), at)
            self.changed.emit()

    def release(self, at: Place) -> None:
        """Finish; an angle waits for its second arm."""
        self.drag(at)
        if not self._open:
            return
        last = self.measurements[-1]
        if measure.length_mm(last.points[-2], last.points[-1], at.projection.plane.geometry) < _SHORTEST_MM:
            self.drop_last()
        else:
            self._open = self.angles and len(last.points) == 2
        self.changed.emit()

    def double_click(self, at: Place) -> None:
        """Two presses."""
        self.press(at)

    def hover(self, at: Place | None) -> None:
        """Let the second arm of an angle follow."""
        del at

    def wheel(self, notches: int) -> None:
        """Nothing has a size here."""

    def reach(self, projection: Projection) -> QRectF | None:
        """Anywhere: what was measured is drawn whole."""
        del projection
        return None

    def paint(self, painter: QPainter, projection: Projection, slice_index: int) -> None:
        """Draw what was measured on this slice."""
        for each in self.measurements:
            if (each.plane, each.slice_index) == (projection.plane.name, slice_index):
                _paint(painter, projection, each)

    def _show(self, points: tuple[FloatArray, ...], at: Place) -> None:
        last = self.measurements[-1]
        if last.slice_index == at.slice_index:
            self.measurements[-1] = Measurement(last.plane, last.slice_index, points)


def _paint(painter: QPainter, projection: Projection, measurement: Measurement) -> None:
    points = [projection.to_screen(point) for point in measurement.points]
    lines = [QLineF(a, b) for a, b in pairwise(points)]
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (outline_pen(3.0, _HALO), outline_pen(1.3, TITLE)):
        painter.setPen(pen)
        for line in lines:
            painter.drawLine(line)
        for point in points:
            painter.drawLine(QLineF(point.x() - _TICK, point.y(), point.x() + _TICK, point.y()))
            painter.drawLine(QLineF(point.x(), point.y() - _TICK, point.x(), point.y() + _TICK))
    words = measurement.words(projection.plane.geometry)
    draw_text(painter, points[-1] + QPointF(9, -7), words, TITLE_STYLE, TITLE)
