"""All keys, from the one table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.actions import TABLE, entry_of
from ui.controls.buttons import CommandButton, Face
from ui.controls.key_cap import KeyCap
from ui.controls.text import SEMIBOLD, label
from ui.core_words import reason_words
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.language import translate
from ui.reject_reasons import REASONS
from ui.theme import scaled

_FRAME = 200  # px of the window that the dialog's head and foot take
CAPS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


_KEYS = 2  # of one command, at most: a third is for the hands of another program
# As many columns as the window has room for, and their groups from the top.
_COLUMNS = (
    (("Judge", "Study", "Program"), ("Edit",), ("Look", "Contact sheet")),
    (("Judge", "Study", "Program", "Contact sheet"), ("Edit", "Look")),
    (("Judge", "Edit", "Look", "Contact sheet", "Study", "Program"),),
)
_WIDEST = 1280


class Keys(DialogFrame):
    """Every key with what it does, by group."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent, translate("Keys", "All keys"), translate("Keys", "One key means one thing everywhere.")
        )
        now = [entry_of(entry.command) for entry in TABLE]
        lines = [(entry.group or "Program", entry.keys[:_KEYS], entry.words) for entry in now if entry.keys]
        sheet: tuple[tuple[tuple[str, ...], str], ...] = (
            (("Left", "Up", "Down", "Right"), translate("Keys", "Tile beside, above, below")),
            (("Home", "End"), translate("Keys", "First or last tile")),
            (("PgUp", "PgDn"), translate("Keys", "A window's height further")),
        )
        lines += [("Contact sheet", keys, words) for keys, words in sheet]
        lines.append(("Judge", ("1–9",), translate("Keys", "Go to the lesion of that number")))
        for first in (0, 3):  # two lines of three: one would be wider than the window
            digits = tuple(str(digit) for digit in range(first + 1, first + 4))
            reasons = ", ".join(reason_words(reason) for reason in REASONS[first : first + 3])
            lines.append(("Judge", digits, translate("Keys", "Because of {reasons}").format(reasons=reasons)))
        wide = parent.width() - 2 * MARGIN if parent is not None else scaled(_WIDEST)
        table = next(
            (made for groups in _COLUMNS if (made := _table(groups, lines)).sizeHint().width() <= wide),
            _table(_COLUMNS[-1], lines),
        )
        area = QScrollArea()  # a low window shows a part of it
        area.setWidget(table)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(table.sizeHint().width() + 12)
        room = parent.height() - _FRAME if parent is not None else _FRAME
        area.setMinimumHeight(min(table.sizeHint().height(), max(room, 240)))
        self.content.addWidget(area)
        close = CommandButton(Face(translate("Dialog", "Close"), key="Esc"), 40)
        close.clicked.connect(self.accept)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        close.setFocus()


def group_words(group: str) -> str:
    """Return the heading of a group of the table."""
    return {
        "Judge": translate("Keys", "Judge"),
        "Edit": translate("Keys", "Edit"),
        "Look": translate("Keys", "Look"),
        "Contact sheet": translate("Keys", "Contact sheet"),
        "Study": translate("Keys", "Study"),
        "Program": translate("Keys", "Program"),
    }.get(group, group)


def _table(groups: tuple[tuple[str, ...], ...], lines: list[tuple[str, tuple[str, ...], str]]) -> QWidget:
    columns = QHBoxLayout()
    columns.setContentsMargins(MARGIN, 20, MARGIN, 20)
    columns.setSpacing(16)
    for each in groups:
        column = QVBoxLayout()
        for group in each:
            _add_group(column, group, lines)
        column.addStretch(1)
        columns.addLayout(column, 1)
    table = QWidget()
    table.setLayout(columns)
    return table


def _add_group(column: QVBoxLayout, group: str, lines: list[tuple[str, tuple[str, ...], str]]) -> None:
    column.setSpacing(0)
    column.addWidget(label(group_words(group), 13, SEMIBOLD))
    column.addSpacing(8)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnMinimumWidth(0, 60)
    grid.setColumnStretch(1, 1)
    shown = [(keys, words) for name, keys, words in lines if name == group]
    for place, (keys, words) in enumerate(shown):
        caps = QHBoxLayout()
        caps.setSpacing(4)
        for key in keys:
            caps.addWidget(KeyCap(CAPS.get(key, key)))
        caps.addStretch(1)
        grid.addLayout(caps, place, 0)
        grid.addWidget(label(words, 13, tone="2"), place, 1)
        grid.setRowMinimumHeight(place, 20)
    column.addLayout(grid)
    column.addSpacing(16)
