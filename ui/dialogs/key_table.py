"""Every command with its keys: press a row's key, then the new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.actions import FIXED, TABLE, Command, command_of, entry_of
from ui.controls import key_cap
from ui.controls.buttons import LinkButton, PaintedButton
from ui.controls.text import MEDIUM, SEMIBOLD, ElidedLabel, label
from ui.dialogs.frame import MARGIN
from ui.dialogs.keys import CAPS, group_words
from ui.language import translate
from ui.physical_key import name_of
from ui.theme import current, font, scaled

_GROUPS = ("Judge", "Edit", "Look", "Study", "Program", "")
_PAD, _GAP = 6, 4


class KeyTable(QWidget):
    """All commands by group; what a key means already is said, and nothing is taken away in silence.

    Parameters
    ----------
    chosen
        The reader's own keys by a command's value.
    changed
        Called with all of the reader's own keys after a change.

    """

    def __init__(
        self, chosen: Mapping[str, tuple[str, ...]], changed: Callable[[dict[str, tuple[str, ...]]], None]
    ) -> None:
        super().__init__()
        self._chosen, self._changed = dict(chosen), changed
        self.buttons: dict[Command, KeyButton] = {}
        self.remark = ElidedLabel(12, ink="text2")
        self.remark.set_text(translate("Settings", "Press a key's button, then the new key. Backspace takes it away."))
        self.reset = LinkButton(translate("Settings", "Reset all keys"))
        self.reset.clicked.connect(lambda: self._keep({}))
        self.reset.setEnabled(bool(self._chosen))
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 4, MARGIN - 8, 4)
        head.addWidget(self.remark, 1)
        head.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._table(), 1)

    def offer(self, command: Command, key: str) -> bool:
        """Give a command this key alone, or none for an empty one; False where another command has it."""
        other = command_of(key) if key else None
        if other is not None and other is not command:
            told = translate("Settings", "{key} already means “{words}”. Change that one first, or press another key.")
            self.remark.set_text(told.format(key=key, words=entry_of(other).words), "text")
            return False
        if key.isdigit():
            self.remark.set_text(translate("Settings", "Figures go to the lesion of that number."), "text")
            return False
        own = {entry.command: entry.keys for entry in TABLE}[command]
        keys = (key,) if key else ()
        chosen = {name: several for name, several in self._chosen.items() if name != command.value}
        self._keep(chosen if keys == own else {**chosen, command.value: keys})
        return True

    def _keep(self, chosen: dict[str, tuple[str, ...]]) -> None:
        self._chosen = chosen
        self._changed(dict(chosen))
        self.reset.setEnabled(bool(chosen))
        for command, button in self.buttons.items():
            button.show_keys(entry_of(command).keys)

    def _table(self) -> QScrollArea:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(MARGIN, 4, MARGIN, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        for group in _GROUPS:
            row = grid.rowCount()
            grid.setRowMinimumHeight(row, scaled(12))
            words = group_words(group) if group else translate("Keys", "Without a key at first")
            grid.addWidget(label(words, 13, SEMIBOLD), row + 1, 0)
            for entry in (each for each in TABLE if each.group == group):
                self._add(grid, entry.command)
        area = QScrollArea()
        area.setWidget(page)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _add(self, grid: QGridLayout, command: Command) -> None:
        entry, row = entry_of(command), grid.rowCount()
        button = KeyButton(entry.words, entry.keys)
        button.setEnabled(command not in FIXED)
        button.given.connect(lambda key: self.offer(command, key))
        self.buttons[command] = button
        words = ElidedLabel(13, ink="text2")
        words.set_text(entry.words)
        grid.addWidget(words, row, 0)
        grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignRight)


class KeyButton(PaintedButton):
    """The keys of one command; pressed, it waits for another."""

    given = Signal(str)  # a key as ui.actions writes it; empty to have none

    def __init__(self, words: str, keys: tuple[str, ...]) -> None:
        super().__init__()
        self._words, self._waiting = words, False
        self._keys: tuple[str, ...] = ()
        self.setFixedHeight(scaled(28))
        self.clicked.connect(self.wait)
        self.show_keys(keys)

    @property
    def keys(self) -> tuple[str, ...]:
        """What stands on it."""
        return self._keys

    @property
    def waiting(self) -> bool:
        """Whether the next key is taken."""
        return self._waiting

    def show_keys(self, keys: tuple[str, ...]) -> None:
        """Show other keys."""
        self._keys = keys
        none = translate("Settings", "no key")
        self.setAccessibleName(f"{self._words}: {', '.join(keys) or none}")
        self.updateGeometry()
        self.update()

    def wait(self) -> None:
        """Take the next key."""
        self._waiting = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the caps, or for the words that ask."""
        if self._waiting or not self._keys:
            width = QFontMetricsF(font(12, MEDIUM)).horizontalAdvance(self._blank())
        else:
            width = sum(key_cap.width_of(CAPS.get(key, key)) + _GAP for key in self._keys) - _GAP
        return QSize(max(scaled(96), round(width) + 2 * _PAD + 12), self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While waiting, take the key; Esc leaves all as it is."""
        if not self._waiting:
            super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Escape:
            self._end()
            return
        key = "" if event.key() == Qt.Key.Key_Backspace else name_of(event)
        if key or event.key() == Qt.Key.Key_Backspace:
            self._end()
            self.given.emit(key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Wait no longer."""
        self._end()
        super().focusOutEvent(event)

    def draw(self, painter: QPainter) -> None:
        """Caps from the right, or the words that ask."""
        tokens, middle = current(), self.height() / 2
        if self._over and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(self.rect(), 6, 6)
        right = self.width() - _PAD
        if self._waiting or not self._keys:
            painter.setFont(font(12, MEDIUM))
            painter.setPen(QPen(QColor(tokens.accent if self._waiting else tokens.text3)))
            painter.drawText(self.rect().adjusted(0, 0, -_PAD, 0), _RIGHT, self._blank())
        else:
            for key in reversed(self._keys):
                ink = "" if self.isEnabled() else tokens.disabled
                key_cap.draw(painter, CAPS.get(key, key), right, middle, ink)
                right -= round(key_cap.width_of(CAPS.get(key, key))) + _GAP
        self.draw_focus(painter, tokens, 6)

    def _blank(self) -> str:
        return translate("Settings", "Press a key") if self._waiting else translate("Settings", "no key")

    def _end(self) -> None:
        self._waiting = False
        self.updateGeometry()
        self.update()


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
