"""The contact sheet as pictures for an archive: each exported lesion in three planes, without a patient's name."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from core.lesion import Lesion
from core.measure import diameters, volume_mm3
from core.review_report import LIMITS, Say
from core.structure_set import Roi
from core.volume import Volume
from ui import numbers
from ui.report.pages import need_application, plain_font
from ui.report.words import PICTURES
from ui.viewer.mark import Mark
from ui.viewer.tile_painter import GAP, TilePainter, tile_field_mm
from ui.viewer.view_state import ViewState, automatic_window

_SQUARE, _HEAD, _SPACE, _FOOT = 220, 28, 16, 44  # pixels
_ACROSS, _DOWN = 2, 5


def sheet_pictures(
    rois: Sequence[Roi], lesions: Sequence[Lesion], volume: Volume, say: Say = str
) -> list[NDArray[np.uint8]]:
    """Draw ten lesions a page.

    Parameters
    ----------
    rois, lesions
        What is exported, and the lesions it was made of, in the same order.
    volume
        The series' voxels.
    say
        English words in the language of the foot.

    Returns
    -------
    list of array
        (H, W, 3) uint8 RGB.

    """
    need_application()
    painter, look = TilePainter(volume), ViewState(window=automatic_window(volume.voxels))
    pairs = list(zip(rois, lesions, strict=True))
    each_page = _ACROSS * _DOWN
    return [
        _page(pairs[first : first + each_page], painter, look, volume, say) for first in range(0, len(pairs), each_page)
    ]


def _page(
    pairs: list[tuple[Roi, Lesion]], painter: TilePainter, look: ViewState, volume: Volume, say: Say
) -> NDArray[np.uint8]:
    wide = 3 * _SQUARE + 2 * GAP
    rows = -(-len(pairs) // _ACROSS)
    width = round(_ACROSS * wide + (_ACROSS + 1) * _SPACE)
    height = rows * (_HEAD + _SQUARE + _SPACE) + _SPACE + _FOOT
    picture = QImage(width, height, QImage.Format.Format_RGB888)
    picture.fill(Qt.GlobalColor.black)
    brush = QPainter(picture)
    brush.setRenderHint(QPainter.RenderHint.Antialiasing)
    letters = plain_font()
    letters.setPixelSize(14)
    try:
        for place, (roi, lesion) in enumerate(pairs):
            left = _SPACE + (place % _ACROSS) * (wide + _SPACE)
            top = _SPACE + (place // _ACROSS) * (_HEAD + _SQUARE + _SPACE)
            measured = diameters(lesion.mask, volume.geometry)
            size = (
                f"{numbers.length(measured.longest_mm)} {numbers.TIMES} {numbers.length(measured.perpendicular_mm)} mm"
            )
            brush.setFont(letters)
            brush.setPen(QColor(Qt.GlobalColor.white))
            words = f"{roi.name}   {volume_mm3(lesion.mask, volume.geometry):.1f} mm³   {size}"
            brush.drawText(QPointF(left, top + _HEAD - 10), words)
            area = QRectF(left, top + _HEAD, wide, _SQUARE)
            painter.paint(brush, area, Mark.of_lesion(lesion), look, tile_field_mm(measured.longest_mm))
        brush.setFont(letters)
        brush.setPen(QColor(Qt.GlobalColor.white))
        brush.drawText(QPointF(_SPACE, height - _FOOT + 12), say(PICTURES))
        brush.drawText(QPointF(_SPACE, height - _FOOT + 32), say(LIMITS[0]))
    finally:
        brush.end()
    lines = np.frombuffer(picture.constBits(), dtype=np.uint8).reshape(height, picture.bytesPerLine())
    return lines[:, : 3 * width].reshape(height, width, 3).copy()
