"""A lesion in three square planes beside each other, for the contact sheet."""

from __future__ import annotations

from dataclasses import replace
from math import floor
from weakref import WeakKeyDictionary

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from core.geometry import Geometry
from core.mask import Mask
from core.plane import Plane, PlaneName
from core.volume import Volume
from ui import numbers
from ui.glyphs import Glyph
from ui.viewer import slice_pointer
from ui.viewer.diameter_lines import Arrival, arrival
from ui.viewer.mark import Mark
from ui.viewer.outlined_text import CONTENT_STYLE, OUTLINE, TITLE, draw_text
from ui.viewer.slice_furniture import convention_words, side_look
from ui.viewer.slice_painter import SlicePainter
from ui.viewer.view_state import ViewState

GAP = 2.0
_FIELD_OF_LONGEST = 3.4
_SMALLEST_FIELD_MM, _LARGEST_FIELD_MM = 24.0, 48.0
_BAR_MM = 5.0
_SIDES_FROM, _TO_EDGE = 60, 4.0  # px: smaller squares have no room for letters
_SHORT = {PlaneName.AXIAL: "AX", PlaneName.CORONAL: "COR", PlaneName.SAGITTAL: "SAG"}  # in any language; A is anterior
_REJECTED_SHARE = 0.55  # of the image's brightness; the contour keeps its own


def tile_field_mm(longest_mm: float) -> float:
    """Return the millimetres over a square that fit a lesion; at the same scale, use the largest of all."""
    return max(_SMALLEST_FIELD_MM, min(_LARGEST_FIELD_MM, _FIELD_OF_LONGEST * longest_mm))


def tile_height(width: float) -> int:
    """Return the height of three squares over ``width`` logical pixels: whole, so that edges stay sharp."""
    return floor((width - 2 * GAP) / 3)


def square_lefts(width: float) -> tuple[int, int, int]:
    """Return where the three squares begin; the last ends at ``width``."""
    beyond = int(width) - tile_height(width)
    return 0, round(beyond / 2), beyond


class TilePainter:
    """Draws lesions of one volume; axial, coronal and sagittal from left to right.

    Parameters
    ----------
    volume
        What is reviewed.

    """

    def __init__(self, volume: Volume) -> None:
        self._geometry: Geometry = volume.geometry
        self._slices = [SlicePainter(volume, name) for name in PlaneName]
        # Where a lesion's middle is takes its diameters, which are slow to measure: once for each mask.
        self._arrivals: WeakKeyDictionary[Mask, Arrival] = WeakKeyDictionary()

    def slice_mm(self, plane: int, look: ViewState) -> float:
        """Return the millimetres between two slices of the first, second or third square."""
        return self._slices[plane].plane(look).slice_mm

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        mark: Mark,
        look: ViewState,
        field_mm: float,
        offset_mm: float = 0.0,
    ) -> None:
        """Draw a finding's three squares into ``area``.

        Parameters
        ----------
        painter, area
            Where, in logical pixels.
        mark
            The finding.
        look
            Window, convention and contours; its cursor, centre and field are the views' and not used.
        field_mm
            Millimetres over each square.
        offset_mm
            How far the three slices lie from the lesion's middle: towards the head, the front, the left.

        """
        side, to = tile_height(area.width()), self._arrival(mark.mask)
        state = replace(look, cursor=to.cursor, centre=to.centre, field_mm=field_mm)
        for left, slices in zip(square_lefts(area.width()), self._slices, strict=True):
            painter.save()
            painter.translate(area.left() + left, area.top())
            painter.setClipRect(QRectF(0, 0, side, side))
            self._paint_square(painter, slices, state, mark, side, offset_mm)
            painter.restore()
        _paint_scale_bar(painter, area, side, side / field_mm)

    def _arrival(self, mask: Mask) -> Arrival:
        if mask not in self._arrivals:
            self._arrivals[mask] = arrival(mask, self._geometry)
        return self._arrivals[mask]

    def _paint_square(
        self, painter: QPainter, slices: SlicePainter, state: ViewState, mark: Mark, side: int, offset_mm: float
    ) -> None:
        projection = slices.projection(state, side / state.field_mm, QSizeF(side, side))
        steps = round(offset_mm / projection.plane.slice_mm)
        state = slice_pointer.scrolled(state, projection, steps)
        slices.paint_cut(painter, state, projection, _REJECTED_SHARE if mark.glyph is Glyph.REJECTED else 1.0)
        if not state.contours_hidden:
            slices.paint_outline(painter, state, projection, mark)
        words = _SHORT[projection.plane.name]
        if steps:
            sign = "+" if steps > 0 else numbers.MINUS
            words += f"  {sign}{numbers.length(abs(steps) * projection.plane.slice_mm)} mm"
        draw_text(painter, QPointF(6.0, 14.0), words, CONTENT_STYLE, TITLE)
        if side >= _SIDES_FROM:
            _paint_sides(painter, side, projection.plane)


def _paint_sides(painter: QPainter, side: int, plane: Plane) -> None:
    """Write which way the patient lies at the left and right edges; amber where readers are not used to it."""
    words = convention_words(plane.name, plane.convention)
    _, colour = side_look(words)
    baseline = side / 2 + 4.0
    draw_text(painter, QPointF(_TO_EDGE, baseline), plane.letters.left, CONTENT_STYLE, colour)
    at = QPointF(side - _TO_EDGE, baseline)
    draw_text(painter, at, plane.letters.right, CONTENT_STYLE, colour, Qt.AlignmentFlag.AlignRight)


def _paint_scale_bar(painter: QPainter, area: QRectF, side: int, scale: float) -> None:
    """Draw 5 mm at the lower right of the last square: the three have one scale."""
    bar = QRectF(area.right() - 6.0 - _BAR_MM * scale, area.top() + side - 8.0, _BAR_MM * scale, 2.0)
    painter.fillRect(bar.adjusted(-1, -1, 1, 1), OUTLINE)
    painter.fillRect(bar, TITLE)
