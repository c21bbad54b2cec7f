"""Work in progress, in the triage bar's place."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.controls.buttons import CommandButton, Face
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM
from ui.language import translate
from ui.screen import Busy
from ui.theme import current, font, scaled
from ui.triage_bar import HEIGHT

_MARGIN = 16


class ProgressHead(QWidget):
    """A sentence like "Finding lesions on OpenVINO, 40 %, about 12 s", a bar of 6 px, Cancel."""

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        self._busy = Busy("")
        self._cancel = CommandButton(Face(translate("Dialog", "Cancel")), 28)
        self._cancel.setParent(self)
        self._cancel.clicked.connect(self.cancel_requested)

    def show_busy(self, busy: Busy) -> None:
        """Show how far the work is."""
        self._busy = busy
        self.setAccessibleName(busy.words())
        self.update()

    def resizeEvent(self, event: object) -> None:
        """Keep Cancel at the right."""
        del event
        width = self._cancel.sizeHint().width()
        self._cancel.setGeometry(self.width() - _MARGIN - width, 9, width, scaled(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _lines(self, metrics: QFontMetricsF) -> tuple[str, ...]:
        """The sentence and how far it is; on two lines where the room is narrow, neither cut for the other."""
        room = self._cancel.x() - _MARGIN - 8
        whole = self._busy.words()
        if metrics.horizontalAdvance(whole) <= room:
            return (whole,)
        if metrics.horizontalAdvance(self._busy.sentence) <= room:
            return self._busy.sentence, self._busy.how_far().removeprefix(", ")
        words = self._busy.sentence.split()
        widths = [metrics.horizontalAdvance(" ".join(words[:n])) for n in range(len(words))]
        fitting = max((n for n, width in enumerate(widths) if width <= room), default=0)
        rest = metrics.elidedText(
            " ".join(words[fitting:]),
            Qt.TextElideMode.ElideRight,
            room - metrics.horizontalAdvance(self._busy.how_far()),
        )
        return " ".join(words[:fitting]), rest + self._busy.how_far()

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setFont(font(13, MEDIUM))
        lines = self._lines(QFontMetricsF(painter.font()))
        for place, line in enumerate(lines):
            painter.setPen(QColor(tokens.text2 if place else tokens.text))
            painter.drawText(QPointF(_MARGIN, scaled(28 if len(lines) == 1 else (20, 38)[place])), line)
        track = QRectF(_MARGIN, scaled(45.5), self.width() - 2 * _MARGIN, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hover))
        painter.drawRoundedRect(track, 3, 3)
        if self._busy.share:
            track.setWidth(max(6.0, track.width() * min(1.0, self._busy.share)))
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(track, 3, 3)
