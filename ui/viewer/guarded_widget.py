"""A painted widget whose faults are seen, not fatal.

An exception that leaves ``paintEvent`` can end the process: on Python 3.11 one raised by C code does where Qt
entered the event by ``grab`` or ``repaint``.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_log = logging.getLogger(__name__)


class GuardedWidget(QWidget):
    """Paints in :meth:`paint`; a fault there is logged once and told in one line in place of the picture."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault = ""
        self.asked = QRectF()  # what of the widget is to be drawn now, logical px

    def paint(self, painter: QPainter) -> None:
        """Draw the widget; antialiasing is on."""
        raise NotImplementedError

    def paintEvent(self, event: QPaintEvent) -> None:
        """Call :meth:`paint`, guarded."""
        self.asked = QRectF(event.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        try:
            self.paint(painter)
            self._fault = ""
        except Exception as fault:  # noqa: BLE001 - nothing may leave a paint event, see above
            self._tell(painter, fault)
        finally:
            painter.end()

    def _tell(self, painter: QPainter, fault: Exception) -> None:
        sentence = f"This view could not be drawn: {type(fault).__name__}."
        if sentence != self._fault:
            _log.error(sentence, exc_info=fault)
        self._fault = sentence
        painter.resetTransform()
        painter.setClipping(False)
        painter.setOpacity(1.0)
        painter.fillRect(self.rect(), QColor(0, 0, 0))
        painter.setPen(QColor("#D6DADF"))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, sentence)
