"""Our own icons: SVG on a grid of 24, tinted, always drawn with a stroke of 1.5 px."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from ui.theme import current

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "icons"
_GRID_STROKE = 36.0  # 1.5 px on a grid of 24, for an icon of one px: divided by the size


def file_of(name: str) -> Path:
    """Return the icon's file."""
    return FOLDER / f"{name}.svg"


@cache
def _source(name: str) -> str:
    return file_of(name).read_text(encoding="utf-8")


def svg(name: str, size: int, colour: str) -> str:
    """Return the drawing in one colour, its stroke 1.5 px wide at ``size`` px."""
    tinted = _source(name).replace("currentColor", colour)
    return re.sub(r'stroke-width="[^"]*"', f'stroke-width="{_GRID_STROKE / size:.3f}"', tinted, count=1)


def pixmap(name: str, size: int = 19, colour: str = "", ratio: float = 1.0) -> QPixmap:
    """Return the icon as a transparent picture.

    Parameters
    ----------
    name
        File name in ``assets/icons`` without its ending.
    size
        Side in logical px; 16 or 19.
    colour
        ``#RRGGBB``; by default secondary text of the worn theme.
    ratio
        Device pixels per logical px.

    """
    ink = colour or current().text2
    key = f"metsreview/{name}/{size}/{ink}/{ratio}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = _rendered(svg(name, size, ink), round(size * ratio))
        made.setDevicePixelRatio(ratio)
        QPixmapCache.insert(key, made)
    return made


def _rendered(drawing: str, side: int) -> QPixmap:
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return made


def icon(name: str, size: int = 19, colour: str = "", disabled: str = "") -> QIcon:
    """Return the icon for a button, sharp at one, one and a half and two device pixels."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(pixmap(name, size, colour, ratio))
        made.addPixmap(pixmap(name, size, disabled or current().disabled, ratio), QIcon.Mode.Disabled)
    return made


def extent(size: int = 19) -> QSize:
    """Return the size to give to ``setIconSize``."""
    return QSize(size, size)
