"""The verdict over the checks, in the triage bar's place."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.controls.guarded import paint_guarded
from ui.controls.text import SEMIBOLD, ElidedLabel
from ui.fitness_words import verdict
from ui.identity import series_name
from ui.screen import Screen
from ui.theme import current, scaled
from ui.triage_bar import HEIGHT


class SeriesHead(QWidget):
    """The verdict, e.g. "Fit for planning", and which series it is about."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        self.verdict = ElidedLabel(20, SEMIBOLD)
        self._name = ElidedLabel(12, ink="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.setSpacing(2)
        column.addWidget(self.verdict)
        column.addWidget(self._name)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the marked series' verdict."""
        if old.chosen is not new.chosen and new.chosen is not None:
            self.verdict.set_text(verdict(new.chosen))
            self._name.set_text(series_name(new.chosen.series))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(16, self.height() - 1, self.width() - 32, 1, QColor(current().line))
