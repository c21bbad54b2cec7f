"""Settings: every choice that is kept, applied at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QSlider, QStackedWidget, QWidget

from core import folders
from ui.controls.buttons import CommandButton, Face
from ui.controls.chip import Chip
from ui.controls.segments import Segments
from ui.controls.text import SEMIBOLD, ElidedLabel, label
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.dialogs.key_table import KeyTable
from ui.glyphs import Glyph
from ui.language import can_be_written, translate
from ui.settings import (
    AROUND_BRAIN,
    BLIND_FIRST,
    DARK_THEME,
    ENGLISH,
    FILLED,
    KOREAN,
    LEAST_PERCENT,
    LIGHT_THEME,
    MIRRORED,
    MOST_PERCENT,
    NOT_MIRRORED,
    OUTLINE,
    SYSTEM_LANGUAGE,
    SYSTEM_THEME,
    WHOLE_IMAGE,
    WITH_MODEL,
    Settings,
)
from ui.theme import scaled

_WIDTH, _HEIGHT = 760, 720
_NAME_WIDTH = 168
_STEP = 10


class SettingsDialog(DialogFrame):
    """Two pages: choices, and the table of keys.

    Parameters
    ----------
    parent, settings
        The window; what is set now.
    changed
        Called with the settings after every change.
    reader_requested, home_requested
        Called to ask for the reader's name, and for another folder for reviews.
    page
        0 for the choices, 1 for the keys.

    """

    def __init__(
        self,
        parent: QWidget | None,
        settings: Settings,
        changed: Callable[[Settings], None],
        reader_requested: Callable[[], None],
        home_requested: Callable[[], None],
        page: int = 0,
    ) -> None:
        super().__init__(parent, translate("Settings", "Settings"))
        self._settings, self._changed = settings, changed
        self.take_size(_WIDTH, _HEIGHT)
        self.choices: dict[str, Segments] = {}
        self.pages = Segments(
            [translate("Settings", "Choices"), translate("Settings", "Keys")], translate("Settings", "Page")
        )
        self.keys = KeyTable(settings.keys, self._set_keys)
        self._stack = QStackedWidget()
        self._stack.addWidget(_scrolled(self._choices_page(reader_requested, home_requested)))
        self._stack.addWidget(self.keys)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 12, MARGIN, 4)
        head.addWidget(self.pages)
        head.addStretch(1)
        self.content.addLayout(head)
        self.content.addWidget(self._stack, 1)
        self.pages.chosen.connect(self.show_page)
        close = CommandButton(Face(translate("Dialog", "Close"), key="Esc"), 40)
        close.clicked.connect(self.accept)
        kept = label(translate("Settings", "Applied at once and kept for this account."), 12, tone="3")
        self.foot.addWidget(kept, 1)
        self.foot.addWidget(close)
        self.show_page(page)

    @property
    def page(self) -> int:
        """Which page is shown."""
        return self._stack.currentIndex()

    @property
    def settings(self) -> Settings:
        """What is set now."""
        return self._settings

    def show_page(self, page: int) -> None:
        """Turn to the choices (0) or the keys (1)."""
        self._stack.setCurrentIndex(page)
        self.pages.show_chosen(page)

    def focus_on(self, name: str) -> None:
        """Give the keyboard to the control of a setting, after the dialog was made anew."""
        control: QWidget | None = self.size_slider if name == "text_percent" else None
        if name in self.choices:
            control = next(each for each in self.choices[name].buttons if each.isChecked())
        if control is not None:
            taken = control
            QTimer.singleShot(0, taken, lambda: taken.setFocus(Qt.FocusReason.TabFocusReason))

    def show_reader(self, name: str) -> None:
        """Write the reader's name after it was changed."""
        self._settings = replace(self._settings, reader=name)
        self._reader.set_text(name or translate("Settings", "not given yet"))

    def _choices_page(self, reader_requested: Callable[[], None], home_requested: Callable[[], None]) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(MARGIN, 12, MARGIN, 20)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, scaled(_NAME_WIDTH))
        grid.setColumnStretch(1, 1)
        _heading(grid, translate("Settings", "Appearance"))
        self._choice(
            grid,
            "theme",
            translate("Settings", "Theme"),
            (
                (DARK_THEME, translate("Settings", "Dark")),
                (LIGHT_THEME, translate("Settings", "Light")),
                (SYSTEM_THEME, translate("Settings", "As the system")),
            ),
        )
        self._size_row(grid)
        self._choice(
            grid,
            "language",
            translate("Settings", "Language"),
            (
                (SYSTEM_LANGUAGE, translate("Settings", "As the system")),
                (ENGLISH, "English"),
                (KOREAN, "한국어" if can_be_written(KOREAN) else "Korean"),
            ),
        )
        self._colour_row(grid)
        _heading(grid, translate("Settings", "Images"))
        self._choice(
            grid,
            "convention",
            translate("Settings", "Left and right"),
            (
                ("radiological", translate("Settings", "Radiological")),
                ("neurological", translate("Settings", "Neurological")),
            ),
            translate("Settings", "Radiological: the patient's left is on the right of the picture."),
        )
        self._choice(
            grid,
            "contours",
            translate("Settings", "Contours"),
            ((OUTLINE, translate("Settings", "Outline")), (FILLED, translate("Settings", "Filled"))),
        )
        _heading(grid, translate("Settings", "Reading"))
        self._choice(
            grid,
            "reading",
            translate("Settings", "The model's answer"),
            (
                (WITH_MODEL, translate("Settings", "Shown at once")),
                (BLIND_FIRST, translate("Settings", "Blind first")),
            ),
            translate("Settings", "Blind first: you mark without it, then it is revealed and the difference listed."),
        )
        self._reader_row(grid, reader_requested)
        self._home_row(grid, home_requested)
        self._model_rows(grid)
        grid.setRowStretch(grid.rowCount(), 1)
        return page

    def _model_rows(self, grid: QGridLayout) -> None:
        _heading(grid, translate("Settings", "Model"))
        self._choice(
            grid,
            "windows",
            translate("Settings", "Looks at"),
            (
                (WHOLE_IMAGE, translate("Settings", "The whole image")),
                (AROUND_BRAIN, translate("Settings", "Around the brain")),
            ),
            translate(
                "Settings",
                "Around the brain: 1.1 to 1.9 times as fast with mets-demo, and another answer: 106 of 143 synthetic "
                "lesions found either way, one lost and one gained.",
            ),
        )
        self._choice(
            grid,
            "mirroring",
            translate("Settings", "Mirroring"),
            ((MIRRORED, translate("Settings", "As the package asks")), (NOT_MIRRORED, translate("Settings", "Off"))),
            translate("Settings", "Off: up to eight times as fast where a package asks for it, and less sure."),
        )

    def _choice(
        self, grid: QGridLayout, entry: str, name: str, choices: Sequence[tuple[str, str]], remark: str = ""
    ) -> None:
        values = [value for value, _ in choices]
        control = Segments([words for _, words in choices], name)
        now = getattr(self._settings, entry)
        control.show_chosen(values.index(now) if now in values else 0)
        control.chosen.connect(lambda place: self._set(entry, values[place]))
        self.choices[entry] = control
        _row(grid, name, control, remark)

    def _size_row(self, grid: QGridLayout) -> None:
        name = translate("Settings", "Text size")
        self.size_slider = QSlider(Qt.Orientation.Horizontal)
        self.size_slider.setRange(LEAST_PERCENT, MOST_PERCENT)
        self.size_slider.setSingleStep(_STEP)
        self.size_slider.setPageStep(_STEP)
        self.size_slider.setTracking(False)  # all is laid out anew: once, where it is let go
        self.size_slider.setValue(self._settings.text_percent)
        self.size_slider.setAccessibleName(name)
        self.size_slider.setFixedWidth(scaled(220))
        words = label(f"{self._settings.text_percent} %", 13)
        self.size_slider.sliderMoved.connect(lambda percent: words.setText(f"{_stepped(percent)} %"))
        self.size_slider.valueChanged.connect(self._set_size)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(self.size_slider)
        row.addWidget(words)
        row.addStretch(1)
        _row(grid, name, holder)

    def _colour_row(self, grid: QGridLayout) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(8)
        shown = (
            (translate("Status", "Pending"), Glyph.PENDING),
            (translate("Status", "Accepted"), Glyph.ACCEPTED),
            (translate("Status", "Rejected"), Glyph.REJECTED),
            (translate("Status", "Put aside"), Glyph.CANDIDATE),
        )
        for words, glyph in shown:
            chip = Chip()
            chip.show_words(words, glyph=glyph)
            row.addWidget(chip)
        row.addStretch(1)
        remark = translate("Settings", "Told apart with every kind of colour vision; the shape alone is enough.")
        _row(grid, translate("Settings", "Status colours"), holder, remark)

    def _reader_row(self, grid: QGridLayout, reader_requested: Callable[[], None]) -> None:
        self._reader, holder = _changeable(translate("Settings", "Change the reader's name"), reader_requested)
        _row(grid, translate("Settings", "Reader"), holder)
        self.show_reader(self._settings.reader)

    def show_home(self) -> None:
        """Write where reviews are kept, after another folder was chosen."""
        self._home.set_text(str(folders.home()))

    def _home_row(self, grid: QGridLayout, home_requested: Callable[[], None]) -> None:
        self._home, holder = _changeable(translate("Settings", "Change the folder for reviews"), home_requested)
        remark = translate("Settings", "Reviews, settings, added models and logs. Reviews made so far are not moved.")
        _row(grid, translate("Settings", "Kept in"), holder, remark)
        self.show_home()

    def _set(self, entry: str, value: str) -> None:
        if getattr(self._settings, entry) != value:
            chosen: dict[str, Any] = {entry: value}
            self._settings = replace(self._settings, **chosen)
            self._changed(self._settings)

    def _set_size(self, percent: int) -> None:
        stepped = _stepped(percent)
        if stepped != self._settings.text_percent:
            self._settings = replace(self._settings, text_percent=stepped)
            self._changed(self._settings)

    def _set_keys(self, keys: dict[str, tuple[str, ...]]) -> None:
        self._settings = replace(self._settings, keys=keys)
        self._changed(self._settings)


def _stepped(percent: int) -> int:
    return max(LEAST_PERCENT, min(MOST_PERCENT, round(percent / _STEP) * _STEP))


def _heading(grid: QGridLayout, words: str) -> None:
    row = grid.rowCount()
    if row > 1:
        grid.setRowMinimumHeight(row, 12)
    grid.addWidget(label(words, 13, SEMIBOLD), row + 1, 0, 1, 2)


def _changeable(name: str, requested: Callable[[], None]) -> tuple[ElidedLabel, QWidget]:
    """Words with a button beside them that asks for others; the words, and what holds both."""
    holder, words = QWidget(), ElidedLabel()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    change = CommandButton(Face(translate("Settings", "Change…")))
    change.setAccessibleName(name)
    change.clicked.connect(requested)
    row.addWidget(words)
    row.addWidget(change)
    row.addStretch(1)
    return words, holder


def _row(grid: QGridLayout, name: str, control: QWidget, remark: str = "") -> None:
    row = grid.rowCount()
    grid.addWidget(label(name, 13, tone="2"), row, 0)
    grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if remark:
        words = label(remark, 12, tone="3")
        words.setWordWrap(True)
        grid.addWidget(words, row + 1, 1)


def _scrolled(page: QWidget) -> QScrollArea:
    area = QScrollArea()  # a low window shows a part of it
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
