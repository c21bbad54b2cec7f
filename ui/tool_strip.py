"""What dragging does, and how the views lie."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from ui.actions import Command, entry_of
from ui.controls.buttons import IconButton
from ui.controls.guarded import paint_guarded
from ui.editing import Editing, EditTool
from ui.screen import Page, Screen
from ui.theme import current, scaled

WIDTH = 44
_BUTTON, _LEAST_BUTTON = 36, 28
_TOOLS = (
    (Command.CURSOR, "crosshair"),
    (Command.WINDOW, "window"),
    (Command.MEASURE, "measure"),
    (Command.ZOOM, "zoom"),
    (Command.PAN, "pan"),
)
_EDIT = (
    (Command.BRUSH, "brush"),
    (Command.ERASE, "eraser"),
    (Command.BALL, "ball"),
    (Command.THRESHOLD, "threshold-brush"),
    (Command.FREEHAND, "freehand"),
    (Command.POLYGON, "polygon"),
    (Command.CUT, "cut"),
    (Command.MERGE, "merge"),
    (Command.MOVE, "move-lesion"),
    (Command.ADD_LESION, "mark-lesion"),
)
_EDIT_TOOLS = {
    EditTool.LOOK: Command.CURSOR,
    EditTool.BRUSH: Command.BRUSH,
    EditTool.FREEHAND: Command.FREEHAND,
    EditTool.POLYGON: Command.POLYGON,
    EditTool.CUT: Command.CUT,
    EditTool.MERGE: Command.MERGE,
    EditTool.MOVE: Command.MOVE,
    EditTool.SAMPLE: Command.THRESHOLD,
    EditTool.ADD: Command.ADD_LESION,
}
_SECOND = ((Command.OVERLAY, "overlay"),)
_LAYOUTS = (
    (Command.LAYOUT_FOUR, "layout-2x2"),
    (Command.LAYOUT_ONE_AND_THREE, "layout-1x3"),
    (Command.LAYOUT_ONE, "layout-1x1"),
    (Command.LAYOUT_THREE, "layout-3"),
    (Command.SIDE_BY_SIDE, "layout-1x2"),
    (Command.OBLIQUE, "oblique"),
)
_PICTURES = ((Command.PICTURE, "camera"),)
_VIEWS_ONLY = (Command.ZOOM, Command.PAN, Command.PROBE, *(command for command, _ in (*_SECOND, *_LAYOUTS)))
# What gives way where the strip is too short, the first first: each has a key or stands in the menu, too.
_GIVE_WAY = (
    Command.PICTURE,
    Command.LAYOUT_THREE,
    Command.LAYOUT_ONE,
    Command.OBLIQUE,
    Command.SIDE_BY_SIDE,
    Command.LAYOUT_ONE_AND_THREE,
    Command.LAYOUT_FOUR,
    Command.PROBE,
    Command.FIT,
    Command.PAN,
    Command.ZOOM,
    Command.OVERLAY,
    Command.MEASURE,
    Command.WINDOW,
)
_LOOKING = (*(command for command, _ in _TOOLS), Command.PROBE, Command.FIT)
_SHOWING = tuple(command for command, _ in (*_SECOND, *_LAYOUTS, *_PICTURES))
_EDGE, _GAP = 8, 17


class ToolStrip(QWidget):
    """Icons alone, with their keys."""

    command_requested = Signal(Command)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setFixedWidth(scaled(WIDTH))
        self._editing = self._reviewing = False
        self.buttons: dict[Command, IconButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, _EDGE, 4, _EDGE)
        self._column.setSpacing(0)
        self._tools = QButtonGroup(self)
        for command, icon in _TOOLS:
            button = self._add(command, icon)
            button.setCheckable(True)
            self._tools.addButton(button)
        self.buttons[Command.CURSOR].setChecked(True)
        self._add(Command.PROBE, "probe").setCheckable(True)
        self._add(Command.FIT, "fit")
        self._column.addSpacing(_GAP)
        for command, icon in (*_SECOND, *_LAYOUTS, *_PICTURES):
            self._add(command, icon)
        self._column.addSpacing(_GAP)
        for command, icon in _EDIT:
            self._add(command, icon).setCheckable(True)
        self._column.addStretch(1)
        self.setEnabled(False)
        self._show_edit(None)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Tools work on images only."""
        self.setEnabled(new.page is Page.REVIEW)
        for command in _VIEWS_ONLY:
            self.buttons[command].setEnabled(not new.sheet)
        self.buttons[Command.MEASURE].setEnabled(new.edit is None)
        if new.edit is not None:
            self.buttons[Command.SIDE_BY_SIDE].setEnabled(False)
        if old.edit is not new.edit or self._reviewing != (new.review is not None):
            self._reviewing = new.review is not None
            self._show_edit(new.edit)

    def show_probe(self, probing: bool) -> None:
        """Mark the probe while it reads."""
        self.buttons[Command.PROBE].setChecked(probing)

    def show_tool(self, command: Command) -> None:
        """Mark the tool in use."""
        self.buttons[command].setChecked(True)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what is rarely used until the rest fits: no button is ever cut."""
        always = [each for each in self.buttons if each not in _GIVE_WAY and self._wanted(each)]
        height = self.height() - 2 * (_EDGE + _GAP)
        # Large text in a low window: editing's tools alone are too many, they stand closer.
        side = min(scaled(_BUTTON), max(_LEAST_BUTTON, height // max(1, len(always))))
        for button in self.buttons.values():
            button.setFixedHeight(side)
        room = height // side - len(always)
        out = set(_GIVE_WAY[: max(0, len(_GIVE_WAY) - max(0, room))])
        for command in _GIVE_WAY:
            self.buttons[command].setVisible(command not in out)
        self._column.activate()  # at once: a button shown late would lie in the corner

    def _wanted(self, command: Command) -> bool:
        if command not in dict(_EDIT):
            return True
        return self._editing or (command is Command.ADD_LESION and self._reviewing)

    def _show_edit(self, edit: Editing | None) -> None:
        """Editing's tools stand there only while editing; what is on is marked."""
        self._editing = edit is not None
        self._make_room()
        on = set()
        if edit is not None:
            on = {_EDIT_TOOLS[edit.tool]}
            on |= {Command.ERASE} if edit.erase else set()
            on |= {Command.BALL} if edit.ball else set()
            ranged = edit.brighter_than is not None or edit.darker_than is not None
            on |= {Command.THRESHOLD} if ranged else set()
        for command, _icon in _EDIT:
            self.buttons[command].setVisible(self._wanted(command))
            self.buttons[command].setChecked(command in on)
        self._tools.setExclusive(False)
        for command, _icon in _TOOLS:
            self.buttons[command].setChecked(command is Command.CURSOR and (edit is None or command in on))
        self._tools.setExclusive(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _add(self, command: Command, icon: str) -> IconButton:
        entry = entry_of(command)
        first = entry.keys[0] if entry.keys else ""
        key = first if len(first) == 1 else ""
        button = IconButton(icon, entry.words, key, _BUTTON)
        if first and not key:
            button.setToolTip(f"{entry.words} ({first})")
        button.clicked.connect(lambda _checked=False: self.command_requested.emit(command))
        button.toggled.connect(lambda _checked: self.update())
        self._column.addWidget(button)
        self.buttons[command] = button
        return button

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.fillRect(self.rect(), QColor(tokens.panel))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(tokens.line))
        for group in (_LOOKING, _SHOWING):
            last = next((self.buttons[each] for each in reversed(group) if self.buttons[each].isVisible()), None)
            if last is not None and (group is _LOOKING or self._editing):
                left = (self.width() - scaled(24)) // 2
                painter.fillRect(left, last.geometry().bottom() + 9, scaled(24), 1, QColor(tokens.line))
        tools = (Command.BRUSH, *_EDIT_TOOLS.values())
        taken = (self.buttons[each] for each in tools if self.buttons[each].isChecked())
        used = next(taken, None) if self._editing else self._tools.checkedButton()
        if used is not None and self.isEnabled():
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(QColor(tokens.accent))
            middle = QPointF(0, used.geometry().center().y())
            painter.drawRoundedRect(QRectF(-3, middle.y() - 8, 5, 17), 2, 2)
