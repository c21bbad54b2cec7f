"""Painting that cannot end the process.

On Python 3.11 an exception that C code raises inside a paint event can crash the program. So every paint
event of our own goes through :func:`paint_guarded`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)
_told: set[str] = set()


def paint_guarded(widget: QWidget, draw: Callable[[QPainter], None]) -> None:
    """Call ``draw`` with an antialiasing painter; a fault is logged once and leaves the part empty."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        draw(painter)
    except Exception as fault:  # noqa: BLE001 - nothing may leave a paint event, see above
        tell_fault(widget, fault)
    finally:
        painter.end()


def tell_fault(where: object, fault: Exception) -> None:
    """Log a painting fault once a place, not once a frame."""
    place = f"{type(where).__name__}: {fault!r}"
    if place not in _told:
        _told.add(place)
        _log.error("%s could not be drawn", type(where).__name__, exc_info=fault)
