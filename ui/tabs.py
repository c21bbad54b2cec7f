"""Lesions or Second look, and the way to sort and filter."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.actions import Command, entry_of, key_of
from ui.controls.buttons import IconButton, PaintedButton
from ui.controls.text import MEDIUM
from ui.core_words import spoken
from ui.screen import Screen, Tab
from ui.theme import current, font, scaled

HEIGHT = 36


class TabButton(PaintedButton):
    """A tab's name with how many rows it has."""

    def __init__(self, tab: Tab) -> None:
        super().__init__()
        self.tab = tab
        self._count: int | None = None
        self.setCheckable(True)
        self.setFixedHeight(scaled(HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken(tab.value))
        self.show_count(None)

    @property
    def count(self) -> int | None:
        """The number beside the name; None where there is no review."""
        return self._count

    def show_count(self, count: int | None) -> None:
        """Show how many rows the list has."""
        self._count = count
        name = QFontMetricsF(font(13, MEDIUM)).horizontalAdvance(spoken(self.tab.value))
        self.setFixedWidth(round(name + (8 + self._pill() if count is not None else 0)))
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Name, pill, the accent's line under the shown one."""
        tokens = current()
        shown = self.isChecked() and self._count is not None
        painter.setFont(font(13, MEDIUM))
        painter.setPen(QColor(tokens.text if shown else tokens.text2 if self.isEnabled() else tokens.text3))
        metrics = QFontMetricsF(painter.font())
        painter.drawText(QPointF(0, (self.height() + metrics.capHeight()) / 2), spoken(self.tab.value))
        if self._count is not None:
            box = QRectF(self.width() - self._pill(), self.height() / 2 - 10, self._pill(), 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(box, 10, 10)
            painter.setFont(font(11, MEDIUM))
            painter.setPen(QColor(tokens.text2))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._count))
        if shown:
            painter.fillRect(QRectF(0, self.height() - 2, self.width(), 2), QColor(tokens.accent))
        self.draw_focus(painter, tokens, 4)

    def _pill(self) -> float:
        return max(24.0, QFontMetricsF(font(11, MEDIUM)).horizontalAdvance(str(self._count)) + 14)


class Tabs(QWidget):
    """Both tabs, 36 high."""

    tab_requested = Signal(Tab)
    choices_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(HEIGHT))
        self.buttons = {tab: TabButton(tab) for tab in Tab}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 10, 0)
        row.setSpacing(24)
        for button in self.buttons.values():
            group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, tab=button.tab: self.tab_requested.emit(tab))
        row.addStretch(1)
        self.funnel = IconButton("filter", entry_of(Command.LIST_CHOICES).words, side=32)
        self.funnel.setToolTip(f"{entry_of(Command.LIST_CHOICES).words} ({key_of(Command.LIST_CHOICES)})")
        self.funnel.setCheckable(True)  # lit while something is left out of the list
        self.funnel.clicked.connect(lambda _checked=False: self._ask_choices())
        row.addWidget(self.funnel)
        self.buttons[Tab.LESIONS].setChecked(True)
        self.setEnabled(False)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the counts and which list is shown."""
        self.funnel.setChecked(new.narrowed)
        self.funnel.setVisible(new.review is not None)
        if (old.review, old.tab) == (new.review, new.tab):
            return
        self.setEnabled(new.review is not None)
        self.buttons[Tab.LESIONS].show_count(len(new.review.lesions) if new.review else None)
        self.buttons[Tab.SECOND_LOOK].show_count(len(new.review.candidates) if new.review else None)
        self.buttons[new.tab].setChecked(True)

    def _ask_choices(self) -> None:
        self.funnel.setChecked(not self.funnel.isChecked())  # the press opens the choices; what they do lights it
        self.choices_requested.emit()
