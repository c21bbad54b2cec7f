"""A lesion in three square planes beside each other, for the contact sheet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QPainter

from core import measure
from core.geometry import Geometry
from core.mask import Mask
from core.plane import Convention, PlaneName
from core.volume import Volume
from ui.glyphs import Glyph
from ui.viewer.diameter_lines import arrival
from ui.viewer.mark import Mark
from ui.viewer.outlined_text import CONTENT_STYLE, OUTLINE, TITLE, draw_text
from ui.viewer.slice_painter import SlicePainter
from ui.viewer.view_state import ViewState, Window

GAP = 2.0
_FIELD_OF_LONGEST = 3.4
_SMALLEST_FIELD_MM, _LARGEST_FIELD_MM = 24.0, 48.0
_BAR_MM = 5.0
_REJECTED_SHARE = 0.55  # of the image's brightness; the contour keeps its own


def tile_field_mm(mask: Mask, geometry: Geometry) -> float:
    """Return the millimetres over a square that fit a lesion; at the same scale, use the largest of all."""
    longest = measure.diameters(mask, geometry).longest_mm
    return max(_SMALLEST_FIELD_MM, min(_LARGEST_FIELD_MM, _FIELD_OF_LONGEST * longest))


def tile_height(width: float) -> float:
    """Return the height of three squares over ``width`` logical pixels."""
    return (width - 2 * GAP) / 3


class TilePainter:
    """Draws lesions of one volume; axial, coronal and sagittal from left to right.

    Parameters
    ----------
    volume
        What is reviewed.

    """

    def __init__(self, volume: Volume) -> None:
        self._geometry = volume.geometry
        self._slices = [SlicePainter(volume, name) for name in PlaneName]

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        mark: Mark,
        window: Window,
        convention: Convention,
        field_mm: float | None = None,
    ) -> None:
        """Draw a finding's three squares into ``area``; to fit it, or ``field_mm`` over each square."""
        side = tile_height(area.width())
        field = tile_field_mm(mark.mask, self._geometry) if field_mm is None else field_mm
        to = arrival(mark.mask, self._geometry)
        state = ViewState(to.cursor, to.centre, field, window, convention)
        for number, slices in enumerate(self._slices):
            painter.save()
            painter.translate(area.left() + number * (side + GAP), area.top())
            painter.setClipRect(QRectF(0, 0, side, side))
            self._paint_square(painter, slices, state, mark, side)
            painter.restore()

    def _paint_square(self, painter: QPainter, slices: SlicePainter, state: ViewState, mark: Mark, side: float) -> None:
        projection = slices.projection(state, side / state.field_mm, QSizeF(side, side))
        slices.paint_image(painter, state, projection, _REJECTED_SHARE if mark.glyph is Glyph.REJECTED else 1.0)
        slices.paint_outline(painter, state, projection, mark)
        letter = projection.plane.name.value[0].upper()
        draw_text(painter, QPointF(6.0, 14.0), letter, CONTENT_STYLE, TITLE)
        bar = QRectF(side - 6.0 - _BAR_MM * projection.scale, side - 8.0, _BAR_MM * projection.scale, 2.0)
        painter.fillRect(bar.adjusted(-1, -1, 1, 1), OUTLINE)
        painter.fillRect(bar, TITLE)
