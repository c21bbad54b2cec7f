"""Who is shown: patient, series, fitness, reader; and Export."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.review.session import ReadOnly
from core.version import VERSION
from ui import icons, numbers
from ui.actions import Command, entry_of
from ui.controls.buttons import CommandButton, Face, IconButton
from ui.controls.chip import Chip
from ui.controls.guarded import paint_guarded
from ui.controls.segments import Segments
from ui.controls.text import MEDIUM, SEMIBOLD, ElidedLabel
from ui.core_words import spoken
from ui.fitness_words import chips_of
from ui.identity import patient_line, patient_name, series_line, series_name
from ui.language import PLURAL, translate
from ui.provider_words import provider_words
from ui.screen import Mode, Page, Screen
from ui.theme import current, scaled

HEIGHT = 48
_PARTS = (
    "page",
    "chosen",
    "review",
    "reader",
    "model_words",
    "selected",
    "sheet",
    "read_only",
)  # of the screen, what the bar shows
_DESIGNS_LEAST = 960  # a screen of fewer pixels has a window of fewer
_NO_SERIES_UNDER = 1280
_NO_READER_UNDER = 1200
_NO_SIGNS_UNDER = 1280
_RUN_FROM = 1800  # px from which the models, the processor and the time stand under the reader
_NO_HELP_UNDER, _HELP_BESIDE_A_REVIEW_FROM = 1100, 1600  # beside a review the room is for whose it is
_EXPORT_WIDTH = 96
_SERIES_WIDTH, _SERIES_AT_MOST = 248, 320  # more where there is room, so that a fallback's wider letters are not cut
_READER_AT_LEAST = 72
_MODES = {
    Mode.REVIEW: (Command.REVIEW, "layout-2x2"),
    Mode.SHEET: (Command.SHEET, "sheet"),
    Mode.EDIT: (Command.EDIT, "contour-edit"),
}


class TopBar(QWidget):
    """Identity is always visible; what gives way in narrow windows is the series, then the reader."""

    command_requested = Signal(Command)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setFixedHeight(scaled(HEIGHT))
        self.patient, self.patient_rest = ElidedLabel(13, SEMIBOLD), ElidedLabel(11, ink="text2")
        self.series, self.series_rest = ElidedLabel(13, MEDIUM), ElidedLabel(11, ink="text2")
        self.reader, self.reader_rest = ElidedLabel(12, MEDIUM), ElidedLabel(11, ink="text2")
        self.chip = Chip()
        self._series_block = _block(self.series, self.series_rest)
        self._reader_block = _block(self.reader, self.reader_rest)
        self.modes = _mode_segments()
        self.settings = IconButton("gear", translate("Top", "Settings"), side=32)
        self.keys = IconButton("keyboard", entry_of(Command.KEYS).words, "", side=32)
        self.keys.setToolTip(translate("Top", "All keys (?)"))
        self.help = IconButton("help", entry_of(Command.HELP).words, side=32)
        self.export = CommandButton(Face(translate("Top", "Export"), icon="lock"), 32, centred=False)
        self._screen, self._run_words = Screen(), ""
        self._lay_out()
        for button, command in (
            (self.settings, Command.SETTINGS),
            (self.keys, Command.KEYS),
            (self.help, Command.HELP),
            (self.export, Command.EXPORT),
        ):
            button.clicked.connect(lambda _checked=False, wanted=command: self.command_requested.emit(wanted))
        wanted = [command for command, _ in _MODES.values()]
        self.modes.chosen.connect(lambda place: self.command_requested.emit(wanted[place]))
        self.render_screen(self._screen, self._screen)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show whose images these are and what may be exported."""
        if old is not new and all(getattr(old, part) is getattr(new, part) for part in _PARTS) and old.mode is new.mode:
            self._screen = new
            return
        self._screen = new
        entry = new.chosen
        if entry is None:
            self.patient.set_text("MetsReview")
            self.patient_rest.set_text(VERSION)
        else:
            self.patient.set_text(patient_name(entry.study))
        self.series.set_text(series_name(entry.series) if entry else "")
        self.series_rest.set_text(series_line(entry.series) if entry else "")
        self.reader.set_text(new.reader)
        run = translate("Top", "Reader")
        if new.provider:
            run = f"{new.model_words} · {provider_words(new.provider)} · {new.seconds:.0f} s"
        self._run_words = run
        self._reader_block.setToolTip(run)
        self._show_modes(new)
        self._show_fitness(new)
        self._show_export(new)
        self._collapse()

    @contextmanager
    def nameless(self) -> Iterator[None]:
        """Show nobody's name, ID or date while this lasts."""
        for part in (self.patient, self.patient_rest, self.series_rest):
            part.set_text("")
        self.patient.set_text("Patient")
        try:
            yield
        finally:
            self.render_screen(self._screen, self._screen)

    def resizeEvent(self, event: object) -> None:
        """Give way in the order of the design."""
        del event
        self._collapse()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairlines, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _lay_out(self) -> None:
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(48, 0, 12, 0)
        row.setSpacing(8)
        patient = _block(self.patient, self.patient_rest)
        self._patient_block = patient
        self._series_block.setMinimumWidth(scaled(_SERIES_WIDTH))
        self._series_block.setMaximumWidth(scaled(_SERIES_AT_MOST))
        self._reader_block.setMaximumWidth(scaled(180))
        row.addWidget(patient)
        row.addSpacing(18)
        row.addWidget(self._series_block)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.modes)
        row.addSpacing(8)
        row.addWidget(self._reader_block)
        row.addSpacing(4)
        row.addWidget(self.settings)
        row.addWidget(self.keys)
        row.addWidget(self.help)
        row.addSpacing(4)
        row.addWidget(self.export)
        self.export.setMinimumWidth(_EXPORT_WIDTH)

    def _show_modes(self, new: Screen) -> None:
        self.modes.setVisible(new.page is Page.REVIEW)
        usable = {Mode.REVIEW: True, Mode.SHEET: new.review is not None, Mode.EDIT: new.lesion is not None}
        for button, mode in zip(self.modes.buttons, _MODES, strict=True):
            button.setEnabled(usable[mode])
        self.modes.show_chosen(list(_MODES).index(new.mode))

    def _show_fitness(self, new: Screen) -> None:
        chips = chips_of(new.chosen) if new.chosen else ()
        if chips:
            self.chip.show_words(chips[0][0], chips[0][1])

    def _show_export(self, new: Screen) -> None:
        self.export.setVisible(new.page is not Page.FIRST_RUN)
        pending = len(new.review.pending) if new.review else 0
        accepted = len(new.review.accepted) if new.review else 0
        if (
            new.review is not None
            and not pending
            and accepted
            and not new.blind
            and new.read_only is not ReadOnly.ELSEWHERE
        ):
            self.export.set_face(Face(translate("Top", "Export…"), icon="export", primary=True))
            self.export.setEnabled(True)
            self.export.setMinimumWidth(_EXPORT_WIDTH)
            self.export.setToolTip("Ctrl+E")
            return
        self.export.setEnabled(False)
        self.export.set_face(
            Face(
                translate("Top", "Export"),
                icon="lock",
                remark=translate("Top", "{pending} pending").format(pending=pending) if pending else "",
            )
        )
        self.export.setMinimumWidth(max(_EXPORT_WIDTH, self.export.sizeHint().width()))
        self.export.setToolTip(_why_locked(new, pending))

    def _collapse(self) -> None:
        """Leave out what the width asks for; where wide letters or long words need more, the next in that order too."""
        width = self.width()
        series, reader = width >= scaled(_NO_SERIES_UNDER), width >= scaled(_NO_READER_UNDER)
        signs = width >= scaled(_NO_SIGNS_UNDER)
        for parts in ((series, reader, signs), (series, reader, False), (False, reader, False), (False, False, False)):
            self._show_parts(*parts)
            if not self._is_too_wide():
                return

    def _is_too_wide(self) -> bool:
        self._row.invalidate()
        return self._row.minimumSize().width() > self.width()

    def _show_parts(self, with_series: bool, with_reader: bool, with_signs: bool) -> None:
        new, width = self._screen, self.width()
        has_series = new.chosen is not None and new.page is Page.REVIEW
        beside = has_series and with_series
        self._series_block.setVisible(beside)
        self.modes.set_sparse(not with_signs)
        amber = self.chip.text != "" and self.chip.tone.value != "plain"
        self.chip.setVisible(has_series and (beside or amber))
        wide = scaled(_HELP_BESIDE_A_REVIEW_FROM if new.page is Page.REVIEW else _NO_HELP_UNDER)
        self.help.setVisible(width >= wide)  # the menu under the gear has it too
        self._reader_block.setVisible(bool(new.reader) and with_reader)
        # Beside the modes and a chip, a narrow window's patient gives way and is cut, with the whole in the tooltip.
        run_on = translate("Top", "Run on {provider}").format(provider=provider_words(new.provider))
        short = run_on if new.provider else translate("Top", "Reader")
        self.reader_rest.set_text(self._run_words if width >= scaled(_RUN_FROM) else short)
        self._reader_block.setMinimumWidth(min(self._reader_block.sizeHint().width(), scaled(_READER_AT_LEAST)))
        self._reader_block.setMaximumWidth(scaled(300 if width >= scaled(_RUN_FROM) else 180))
        self._patient_block.setMinimumWidth(scaled(206 if width >= scaled(_DESIGNS_LEAST) else 176))
        self._patient_block.setMaximumWidth(scaled(206 if beside else 330))
        if new.chosen is not None:
            series = new.chosen.series
            of_series = ", ".join(part for part in (series_name(series), numbers.day(series.date)) if part)
            narrow = f" · {of_series}" if has_series and not beside else ""
            self.patient_rest.set_text(patient_line(new.chosen.study, short=bool(narrow)) + narrow)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.fillRect(self.rect(), QColor(tokens.panel))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens.line))
        painter.drawPixmap(
            QPointF(12, (self.height() - 24) / 2), icons.pixmap("mark", 24, tokens.text, self.devicePixelRatioF())
        )
        if self._series_block.isVisible():
            painter.fillRect(self._series_block.x() - 14, 10, 1, 28, QColor(tokens.line))


def _mode_segments() -> Segments:
    made = Segments(
        [spoken(mode.value) for mode in _MODES],
        translate("Top", "What the review is looked at in"),
        [s for _, s in _MODES.values()],
    )
    for button, (command, _) in zip(made.buttons, _MODES.values(), strict=True):
        entry = entry_of(command)
        button.setToolTip(f"{entry.words} ({entry.keys[0]})")
    return made


def _why_locked(new: Screen, pending: int) -> str:
    if new.review is None:
        return translate("Top", "Export opens once lesions were found and judged.")
    if new.read_only is ReadOnly.ELSEWHERE:
        return translate("Top", "This review is open in another window: export it there.")
    if new.blind:
        return translate("Top", "Reveal the model's answer first (Ctrl+R).")
    if pending:
        return translate(
            "Top", "Judge the %n pending lesion(s) first: only what was approved is exported.", "", PLURAL, pending
        )
    return translate("Top", "No lesion was accepted: there is nothing to export.")


def _block(top: ElidedLabel, bottom: ElidedLabel) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    column.addWidget(top)
    column.addWidget(bottom)
    return block
