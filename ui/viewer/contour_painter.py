"""Lesions and candidates on a slice: outline, number, brackets, diameters."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ui import glyphs
from ui.glyphs import Glyph
from ui.theme import DARK
from ui.viewer.contour_path import ContourPaths
from ui.viewer.mark import Mark
from ui.viewer.outlined_text import CONTENT, TITLE, TITLE_STYLE, draw_text, outline_pen
from ui.viewer.projection import Projection

BRACKET_GAP = 9.0
_BRACKET_ARM = 10.0
_HALO = QColor(0, 0, 0, round(0.59 * 255))
_FILL_SHARE = 0.18
_WIDTHS = {
    Glyph.PENDING: 1.5,
    Glyph.ACCEPTED: 1.5,
    Glyph.REJECTED: 1.25,
    Glyph.CANDIDATE: 2.2,
    Glyph.EDITED: 2.0,
}
_DASH_PX = {Glyph.REJECTED: (4.0, 3.0), Glyph.CANDIDATE: (0.01, 6.2)}
_DISC, _NUMBER_LEFT = 7.5, 10.5  # px: behind a status's glyph; from its middle to the number
_SELECTED_WIDER = 1.5
_SHORTEST_DIAMETER_PX = 26.0


def mark_colour(glyph: Glyph) -> QColor:
    """Return the colour of a status on images, the same in both themes."""
    return QColor(glyphs.colour(glyph, DARK))


def screen_box(projection: Projection, mark: Mark) -> QRectF:
    """Return the box of a mark, all slices together, in the view's pixels."""
    one, other = (projection.to_screen(corner) for corner in mark.corners)
    return QRectF(one, other).normalized()


def paint_marks(
    painter: QPainter,
    projection: Projection,
    slice_index: int,
    marks: Sequence[Mark],
    selected_id: str | None,
    paths: ContourPaths,
    filled: bool,
    clear: Sequence[QRectF] = (),
) -> None:
    """Draw every mark that the slice cuts; the selected one last, on top. No number goes over what is ``clear``."""
    view = QRectF(QPointF(0, 0), projection.size)
    taken = list(clear)
    numbered: list[tuple[QRectF, Mark, bool]] = []
    cut = [mark for mark in marks if mark.on_slice(projection.plane, slice_index)]
    for mark in sorted(cut, key=lambda m: m.finding_id == selected_id):
        selected = mark.finding_id == selected_id
        path = projection.transform.map(paths.path(mark.mask, slice_index))
        box = path.boundingRect()
        if not box.intersects(view):  # nor its number: it would seem to belong to something at the edge
            continue
        paint_outline(painter, path, mark.glyph, selected, filled)
        if selected:
            paint_brackets(painter, box)
        numbered.append((box, mark, selected))
    for box, mark, selected in reversed(numbered):  # the selected one's has the first choice of places
        taken.append(paint_label(painter, box, mark, selected, taken))


def paint_outline(
    painter: QPainter, path: QPainterPath, glyph: Glyph, selected: bool = False, filled: bool = False
) -> None:
    """Draw a line in a status's colour and dash over its dark halo; ``path`` in the view's pixels."""
    colour = mark_colour(glyph)
    width = _WIDTHS[glyph] * (_SELECTED_WIDER if selected else 1.0)
    if filled:
        inside = QColor(colour)
        inside.setAlphaF(_FILL_SHARE)
        painter.fillPath(path, inside)
    halo, line = outline_pen(width + 2.0, _HALO), outline_pen(width, colour)
    if glyph in _DASH_PX:
        line.setDashPattern([length / width for length in _DASH_PX[glyph]])
    if glyph is Glyph.REJECTED:
        line.setCapStyle(Qt.PenCapStyle.FlatCap)
    if glyph is Glyph.CANDIDATE:  # a dark band under separate dots would outweigh them: each dot has its own ring
        halo.setDashPattern([length / halo.widthF() for length in _DASH_PX[glyph]])
    painter.strokePath(path, halo)
    painter.strokePath(path, line)


def paint_brackets(painter: QPainter, box: QRectF) -> None:
    """Four white corners 9 px outside ``box``."""
    edge = box.adjusted(-BRACKET_GAP, -BRACKET_GAP, BRACKET_GAP, BRACKET_GAP)
    path = QPainterPath()
    for x, along in ((edge.left(), _BRACKET_ARM), (edge.right(), -_BRACKET_ARM)):
        for y, down in ((edge.top(), _BRACKET_ARM), (edge.bottom(), -_BRACKET_ARM)):
            path.moveTo(x + along, y)
            path.lineTo(x, y)
            path.lineTo(x, y + down)
    for pen in (outline_pen(3.4, _HALO), outline_pen(1.5, TITLE)):
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.strokePath(path, pen)


def paint_label(painter: QPainter, box: QRectF, mark: Mark, selected: bool, taken: Sequence[QRectF] = ()) -> QRectF:
    """Status glyph and number at a corner of ``box``: the first, from the upper right one, where the least stands.

    Returns
    -------
    QRectF
        What they take.

    """
    width = _NUMBER_LEFT + QFontMetricsF(TITLE_STYLE.font()).horizontalAdvance(mark.label)
    gap, rise = (BRACKET_GAP + 12.0, 6.0) if selected else (11.0, 3.0)
    right, left = box.right() + gap, box.left() - gap - width
    centres = [QPointF(x, y) for y in (box.top() - rise, box.bottom() + rise) for x in (right, left)]
    places = [QRectF(at.x() - _DISC, at.y() - _DISC, _DISC + width, 2 * _DISC) for at in centres]
    chosen = min(range(len(places)), key=lambda n: _covered(places[n], taken))
    centre = centres[chosen]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_HALO)
    painter.drawEllipse(centre, _DISC, _DISC)
    glyphs.draw(painter, mark.glyph, centre, DARK)
    baseline = centre + QPointF(_NUMBER_LEFT, 4.4)
    draw_text(painter, baseline, mark.label, TITLE_STYLE, TITLE if selected else CONTENT)
    return places[chosen]


def _covered(place: QRectF, taken: Sequence[QRectF]) -> float:
    """Square pixels of a place that are taken."""
    shared = (place & other for other in taken)
    return sum(each.width() * each.height() for each in shared)


def paint_diameters(
    painter: QPainter,
    projection: Projection,
    longest: NDArray[np.float64],
    perpendicular: NDArray[np.float64],
) -> None:
    """Longest diameter solid, perpendicular dashed; each (2, 3) ends as (k, j, i).

    Too short to read at this scale, neither is drawn.
    """
    lines = [QLineF(projection.to_screen(a), projection.to_screen(b)) for a, b in (longest, perpendicular)]
    if lines[0].length() <= _SHORTEST_DIAMETER_PX:
        return
    for line, dashed in zip(lines, (False, True), strict=True):
        painter.setPen(outline_pen(2.4, _HALO))
        painter.drawLine(line)
        pen = QPen(TITLE, 1.1)
        if dashed:
            pen.setDashPattern([3.0, 2.4])
        painter.setPen(pen)
        painter.drawLine(line)
