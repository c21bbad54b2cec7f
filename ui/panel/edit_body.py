"""Live volume, brush, whole-lesion tools and named steps: the panel while a lesion is edited."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from ui import numbers
from ui.actions import Command, entry_of, present_key
from ui.controls.buttons import CommandButton, Face, IconButton
from ui.controls.guarded import paint_guarded
from ui.controls.key_cap import KeyCap
from ui.controls.segments import Segments
from ui.controls.text import SEMIBOLD, ElidedLabel, label
from ui.core_words import spoken
from ui.editing import SIZES_MM, Editing, EditTool
from ui.language import noted, translate
from ui.panel.boundary import Boundary
from ui.screen import Screen
from ui.theme import current, font, scaled

_MARGIN = 16
_STEP_HEIGHT = 21
_WHOLE = (
    (Command.SMOOTH, noted("Edit", "Smooth")),
    (Command.FILL_HOLES, noted("Edit", "Fill holes")),
    (Command.INTERPOLATE, noted("Edit", "Interpolate")),
    (Command.SPLIT, noted("Edit", "Split")),
)


class EditBody(QWidget):
    """What the lesion measures now, and what can be done to it."""

    command_requested = Signal(Command)
    size_requested = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.volume = LiveVolume()
        self.add_or_erase = Segments(
            (translate("Edit", "Add"), translate("Edit", "Erase")), translate("Edit", "Brush adds or erases")
        )
        self.slice_or_ball = Segments(
            (translate("Edit", "Slice"), translate("Edit", "Ball")),
            translate("Edit", "Brush on the slice or as a ball"),
        )
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(SIZES_MM) - 1)
        self.slider.setAccessibleName(translate("Edit", "Brush size"))
        self.slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.size_words = label("", 13)
        self.bright = QCheckBox(translate("Edit", "Only signals"))
        self.sample = IconButton("probe", entry_of(Command.SAMPLE).words, side=28)
        self.sample.setToolTip(f"{entry_of(Command.SAMPLE).words} ({_key(Command.SAMPLE)})")
        self.bright.setToolTip(translate("Edit", "For adding: erasing takes everything under the brush."))
        self.sample.setCheckable(True)
        self.takes = QCheckBox(translate("Edit", "Take voxels from other lesions"))
        for box in (self.bright, self.takes):
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.threshold = label("", 13, tone="2")
        self.boundary = Boundary()
        self.grow = CommandButton(Face("+"), 32)
        self.shrink = CommandButton(Face(numbers.MINUS), 32)
        for button, words in (
            (self.grow, translate("Edit", "Grow by 0.1 mm")),
            (self.shrink, translate("Edit", "Shrink by 0.1 mm")),
        ):
            button.setAccessibleName(words)
        self.grow.setToolTip(translate("Edit", "Grow by 0.1 mm (G)"))
        self.shrink.setToolTip(translate("Edit", "Shrink by 0.1 mm (Shift+G)"))
        self.grown = label("0.0 mm", 13)
        self.whole = {
            command: CommandButton(Face(translate("Edit", words), key=_key(command)), 32) for command, words in _WHOLE
        }
        self.steps = StepList()
        self._lay_out()
        self._connect()

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the lesion being edited and how the tools are set."""
        self.boundary.render_screen(old, new)
        edit, lesion = new.edit, new.lesion
        if edit is None or lesion is None or new.volume is None:
            return
        if (old.edit, old.review, old.steps) == (new.edit, new.review, new.steps):
            return
        voxel = new.volume.geometry.voxel_volume_mm3
        self.volume.show_volume((edit.live or lesion.mask).count * voxel, edit.before.count * voxel)
        self.add_or_erase.show_chosen(int(edit.erase))
        self.slice_or_ball.show_chosen(int(edit.ball))
        nearest = min(range(len(SIZES_MM)), key=lambda n: abs(SIZES_MM[n] - edit.size_mm))
        self.slider.blockSignals(True)
        self.slider.setValue(nearest)
        self.slider.blockSignals(False)
        self.size_words.setText(f"{numbers.length(edit.size_mm)} mm")
        for box, on in ((self.bright, bool(_range_words(edit))), (self.takes, edit.takes)):
            box.blockSignals(True)
            box.setChecked(on)
            box.blockSignals(False)
        self.threshold.setText(_range_words(edit))
        self.sample.setChecked(edit.tool is EditTool.SAMPLE)
        grown = edit.grown(lesion.mask)
        self.grown.setText(f"{'+' if grown > 0 else ''}{numbers.length(grown)} mm")
        self.steps.show_steps(
            [(translate("Edit", "As it was"), numbers.volume(edit.before.count * voxel) + " mm³")]
            + [(each.name, _signed(each.voxels * voxel)) for each in new.steps]
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 8)
        column.setSpacing(8)
        column.addWidget(self.volume)
        column.addSpacing(4)
        column.addWidget(_Rule())
        column.addLayout(_row(label(translate("Edit", "Brush"), 13, SEMIBOLD), KeyCap(present_key("B")), None))
        column.addLayout(
            _row(self.add_or_erase, KeyCap(present_key("X")), None, self.slice_or_ball, KeyCap(present_key("D")))
        )
        column.addLayout(
            _row(
                label(translate("Edit", "Size"), 13, tone="2"),
                self.slider,
                self.size_words,
                KeyCap(present_key("[")),
                KeyCap(present_key("]")),
            )
        )
        column.addLayout(_row(self.bright, KeyCap(present_key("T")), None, self.threshold, self.sample))
        column.addLayout(_row(self.takes, None))
        column.addWidget(_Rule())
        column.addWidget(self.boundary)
        self.size_words.setMinimumWidth(scaled(56))
        self.grown.setMinimumWidth(scaled(56))
        for words in (self.size_words, self.grown, self.threshold):
            words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(
            _row(
                label(translate("Edit", "Grow or shrink"), 13, SEMIBOLD),
                KeyCap(present_key("G")),
                None,
                self.shrink,
                self.grown,
                self.grow,
            )
        )
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, button in enumerate(self.whole.values()):
            button.setMinimumWidth(1)
            grid.addWidget(button, place // 2, place % 2)
        column.addLayout(grid)
        column.addWidget(_Rule())
        column.addLayout(_row(label(translate("Edit", "Steps"), 13, SEMIBOLD), None))
        column.addWidget(self.steps, 1)

    def _connect(self) -> None:
        ask = self.command_requested
        self.add_or_erase.chosen.connect(lambda _place: ask.emit(Command.ERASE))
        self.slice_or_ball.chosen.connect(lambda _place: ask.emit(Command.BALL))
        self.slider.valueChanged.connect(lambda place: self.size_requested.emit(SIZES_MM[place]))
        self.bright.toggled.connect(lambda _on: ask.emit(Command.THRESHOLD))
        self.sample.clicked.connect(lambda _checked=False: ask.emit(Command.SAMPLE))
        self.takes.toggled.connect(lambda _on: ask.emit(Command.TAKE_OTHERS))
        self.grow.clicked.connect(lambda _checked=False: ask.emit(Command.GROW))
        self.shrink.clicked.connect(lambda _checked=False: ask.emit(Command.SHRINK))
        for command, button in self.whole.items():
            button.clicked.connect(lambda _checked=False, wanted=command: ask.emit(wanted))


class LiveVolume(QWidget):
    """The volume while it changes, large; before and change beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(56))
        self._now = self._before = 0.0

    @property
    def words(self) -> tuple[str, str, str]:
        """What stands there: now, before, change."""
        change = self._now - self._before
        percent = 100 * change / self._before if self._before else 0.0
        words = f"{_signed(change)}   {'+' if percent >= 0 else numbers.MINUS}{abs(percent):.1f} %"
        return (
            numbers.volume(self._now),
            translate("Edit", "was {volume} mm³").format(volume=numbers.volume(self._before)),
            words,
        )

    def show_volume(self, now_mm3: float, before_mm3: float) -> None:
        """Show another volume."""
        self._now, self._before = now_mm3, before_mm3
        self.setAccessibleName(
            translate("Edit", "Volume {now} mm³, {before}, {change}").format(
                now=self.words[0], before=self.words[1], change=self.words[2]
            )
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        now, before, change = self.words
        _text(painter, QPointF(0, scaled(12)), translate("Edit", "Volume"), 12, tokens.text2)
        painter.setFont(font(28, SEMIBOLD))
        width = QFontMetricsF(painter.font()).horizontalAdvance(now)
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(0, scaled(48)), now)
        _text(painter, QPointF(width + 6, scaled(48)), "mm³", 13, tokens.text2)
        right = QRectF(0, 0, self.width(), scaled(16))
        painter.setFont(font(12))
        painter.setPen(QColor(tokens.text2))
        painter.drawText(right, Qt.AlignmentFlag.AlignRight, before)
        painter.setFont(font(13, SEMIBOLD))
        painter.setPen(QColor(tokens.text))
        painter.drawText(right.translated(0, scaled(32)), Qt.AlignmentFlag.AlignRight, change)


class StepList(QWidget):
    """What was done to the lesion since editing began, the newest last; older ones give way."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[str, str]] = []
        self.setMinimumHeight(scaled(_STEP_HEIGHT))

    def show_steps(self, rows: list[tuple[str, str]]) -> None:
        """Show other steps: name and change each."""
        if rows != self.rows:
            self.rows = rows
            self.setAccessibleName(
                translate("Edit", "Steps") + ": " + "; ".join(f"{spoken(name)} {change}" for name, change in rows)
            )
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        fits = max(1, self.height() // scaled(_STEP_HEIGHT))
        shown = list(enumerate(self.rows))[-fits:]
        for line, (number, (name, change)) in enumerate(shown):
            newest = number == len(self.rows) - 1
            ink = tokens.text if newest else tokens.text2
            box = QRectF(0, line * scaled(_STEP_HEIGHT), self.width(), scaled(_STEP_HEIGHT))
            painter.setFont(font(13))
            painter.setPen(QColor(tokens.text3))
            left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(box.adjusted(0, 0, 24 - box.width(), 0), left, str(number) if number else "–")
            painter.setPen(QColor(ink))
            room = self.width() - 28 - 96
            words = QFontMetricsF(painter.font()).elidedText(spoken(name), Qt.TextElideMode.ElideRight, room)
            painter.drawText(box.adjusted(28, 0, 0, 0), left, words)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, change)


class _Rule(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(scaled(9))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a hairline, guarded."""
        del event
        paint_guarded(self, lambda painter: painter.fillRect(0, 4, self.width(), 1, QColor(current().line)))


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Widgets in a row; None is what stretches."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if isinstance(part, (QSlider, ElidedLabel)) else 0)
    return row


def _text(painter: QPainter, at: QPointF, words: str, pixels: int, ink: str) -> None:
    painter.setFont(font(pixels))
    painter.setPen(QColor(ink))
    painter.drawText(at, words)


def _range_words(edit: Editing) -> str:
    """Which signals are painted, e.g. ``≥ 540`` or ``540 – 820``; empty where all are."""
    low, high = edit.brighter_than, edit.darker_than
    if low is not None and high is not None:
        return f"{low:.0f} – {high:.0f}"
    return f"≥ {low:.0f}" if low is not None else f"≤ {high:.0f}" if high is not None else ""


def _signed(mm3: float) -> str:
    return f"{'+' if mm3 >= 0 else ''}{numbers.volume(mm3)} mm³"


def _key(command: Command) -> str:
    keys = entry_of(command).keys
    return keys[0] if keys else ""
