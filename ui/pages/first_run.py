"""The first page: drop a study, choose a folder, or open the synthetic patient."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import icons
from ui.actions import Command
from ui.controls.buttons import CommandButton, Face, LinkButton
from ui.controls.guarded import paint_guarded
from ui.controls.text import SEMIBOLD, ElidedLabel, label
from ui.language import translate
from ui.pages.offer_card import OfferCard
from ui.pages.recent_card import RecentCard
from ui.theme import current, font, scaled

_WIDTH = 640
_LINES = 3
_DROP_HEIGHT, _LEAST_DROP_HEIGHT = 320, 264


@dataclass(frozen=True)
class StateLine:
    """A line of the card under the drop zone.

    Parameters
    ----------
    icon, name, words
        What it is about, and what there is.
    state
        "Ready", "Demonstration"...
    good
        A tick; otherwise the amber triangle.

    """

    icon: str
    name: str
    words: str
    state: str
    good: bool


class DropZone(QWidget):
    """Where a study is dropped; the whole window takes it, this is where the eye goes."""

    open_requested = Signal(Command)
    demo_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(scaled(_LEAST_DROP_HEIGHT))
        self.setMaximumSize(scaled(_WIDTH), scaled(_DROP_HEIGHT))
        self._over = False
        folder = CommandButton(Face(translate("Welcome", "Choose folder…"), primary=True), 40)
        files = CommandButton(Face(translate("Welcome", "Choose files…")), 40)
        self.demo = LinkButton(translate("Welcome", "Open the demo patient"))
        for button, command in ((folder, Command.OPEN), (files, Command.OPEN_FILES)):
            button.setMinimumWidth(scaled(168))
            button.clicked.connect(lambda _checked=False, wanted=command: self.open_requested.emit(wanted))
        self.demo.clicked.connect(self.demo_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(16)
        for part in (folder, files):
            buttons.addWidget(part)
        words = label(
            translate("Welcome", "A folder, files, a zip archive or a DICOMDIR. Nothing leaves this computer."),
            13,
            tone="2",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 18)
        column.setSpacing(0)
        column.addSpacing(86)
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(label(translate("Welcome", "Drop a patient’s brain MRI here"), 20, SEMIBOLD), 0, centre)
        column.addSpacing(10)
        column.addWidget(words, 0, centre)
        column.addSpacing(22)
        column.addLayout(buttons)
        buttons.setAlignment(centre)
        column.addSpacing(20)
        column.addWidget(self.demo, 0, centre)
        column.addStretch(1)

    @property
    def is_over(self) -> bool:
        """Whether files are held over the window."""
        return self._over

    def show_over(self, over: bool) -> None:
        """Show the solid edge while something is held over the window."""
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        pen = QPen(QColor(tokens.accent if self._over else tokens.control), 2)
        if not self._over:
            pen.setWidthF(1.5)
            pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        picture = icons.pixmap("folder-in", 40, tokens.text2, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(self.width() / 2 - 20, self.height() * 0.13), picture)


class StateCard(QWidget):
    """Computer, model, reviews: what is there before anything is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(scaled(_WIDTH))
        self._lines: tuple[StateLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 0, 16, 0)
        self._column.setSpacing(0)
        self.setFixedHeight(scaled(52) * _LINES)  # as it will be: nothing jumps when they are looked up

    @property
    def lines(self) -> tuple[StateLine, ...]:
        """What the card says; nothing until it was looked up."""
        return self._lines

    def show_lines(self, lines: tuple[StateLine, ...]) -> None:
        """Show what was found."""
        self._lines = lines
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for line in lines:
            self._column.addWidget(_StateRow(line))
        self.setFixedHeight(scaled(52) * max(1, len(lines)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.setBrush(QColor(tokens.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        for place in range(1, len(self._lines)):
            painter.drawLine(QPointF(16, scaled(52) * place), QPointF(self.width() - 16, scaled(52) * place))


class _StateRow(QWidget):
    def __init__(self, line: StateLine) -> None:
        super().__init__()
        self._line = line
        self.setFixedHeight(scaled(52))
        name, words = ElidedLabel(13), ElidedLabel(12, ink="text2")
        name.set_text(line.name)
        words.set_text(line.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(36, 7, 140, 7)
        column.setSpacing(0)
        column.addWidget(name)
        column.addWidget(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens, ratio = current(), self.devicePixelRatioF()
        painter.drawPixmap(QPointF(1, 17), icons.pixmap(self._line.icon, 19, tokens.text2, ratio))
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.text2))
        box = QRectF(0, 0, self.width() - 2, self.height())
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, self._line.state)
        left = box.right() - painter.fontMetrics().horizontalAdvance(self._line.state) - 22
        sign = icons.pixmap(
            "check" if self._line.good else "warning",
            16,
            tokens.accepted if self._line.good else tokens.pending,
            ratio,
        )
        painter.drawPixmap(QPointF(left, 18), sign)


class FirstRunPage(QWidget):
    """The drop zone with the card under it, in the middle of the room."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.offer = OfferCard()
        self.zone = DropZone()
        self.card = StateCard()
        self.recent = RecentCard()
        content = QWidget()
        content.setObjectName("page")
        column = QVBoxLayout(content)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(24)
        column.addStretch(2)
        for part in (self.offer, self.zone, self.card, self.recent):
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(part, 1000)
            row.addStretch(1)
            column.addLayout(row, 100 if part is self.zone else 0)  # the others have one height, or none
        column.addStretch(3)
        whole = QScrollArea()  # a low window with a cut-off review and recent studies: nothing lies over anything
        whole.setWidget(content)
        whole.setWidgetResizable(True)
        whole.setFrameShape(QFrame.Shape.NoFrame)
        whole.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(whole)
