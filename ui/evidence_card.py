"""What speaks for and against the lesion at hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from math import isfinite

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.lesion import Candidate, Lesion, LesionOrigin, LesionStatus
from core.review.words import Deed
from ui import glyphs, numbers
from ui.controls.chip import Chip
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, SEMIBOLD
from ui.core_words import spoken
from ui.dialogs.text_page import TextPage
from ui.facts import Evidence, Measures
from ui.glyphs import Glyph
from ui.language import translate
from ui.screen import Screen
from ui.theme import current, font, scaled

HEIGHT = 234
TALL_HEIGHT = 234 + 6 * 21
SHORT_HEIGHT = 66
_MARGIN = 16
_VALUE_LEFT = 172
_ROW = 21
_VESSEL_LIKE = 2.5
_LINES_SHOWN = 5  # of the history, in the tall card; the tooltip and a click show all
_CLOCK_WIDTH, _DATE_WIDTH = 72, 122


@dataclass(frozen=True)
class Line:
    """A row of the card: what, how much, and what that means."""

    name: str
    value: str
    remark: str = ""


class EvidenceCard(QWidget):
    """Number, place, status; eight lines of evidence. Two lines where the window is low."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._lines: tuple[Line, ...] = ()
        self._history: tuple[Deed, ...] = ()
        self._origin: tuple[Line, ...] = ()
        self._short = False
        self.chip = Chip()
        self.chip.setParent(self)
        self.chip.hide()
        self.setFixedHeight(scaled(HEIGHT))

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the card says now."""
        return self._lines

    @property
    def title(self) -> str:
        """Number and place."""
        return self._title

    def set_short(self, short: bool) -> None:
        """Keep name, status, volume and diameter only."""
        self._short = short
        self.setFixedHeight(scaled(SHORT_HEIGHT if short else HEIGHT))
        self.update()

    def set_tall(self, tall: bool) -> None:
        """Have room for what was done to the lesion."""
        if not self._short:
            self.setFixedHeight(scaled(TALL_HEIGHT if tall else HEIGHT))
            self.update()

    @property
    def history(self) -> tuple[Line, ...]:
        """What was done to the finding, the newest first, and where it comes from, as the tooltip lists it."""
        today = datetime.now().astimezone().date()
        deeds = reversed(self._history)
        return (*(Line(_clock(each.time, today), spoken(each.words), each.reader) for each in deeds), *self._origin)

    @property
    def drawn_history(self) -> tuple[Line, ...]:
        """What of it the tall card has room for: the newest, how many are earlier, and where the finding comes from."""
        lines = self.history
        if len(lines) <= _LINES_SHOWN:
            return lines
        newest = lines[: _LINES_SHOWN - 1 - len(self._origin)]
        earlier = len(lines) - len(self._origin) - len(newest)
        more = translate("Evidence", "{count} earlier: click for all").format(count=earlier)
        return (*newest, Line("…", more), *self._origin)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the finding at hand."""
        if old.history is not new.history:
            self._history = new.history
            self.update()
        self._origin = _origin(new)
        self._tell_history()
        if (old.review, old.selected, old.facts) == (new.review, new.selected, new.facts):
            return
        finding = new.lesion or new.candidate
        if finding is None or new.facts is None:
            self._title, self._lines = "", ()
            self.chip.hide()
        else:
            self._show(finding, new)
        self.update()

    @contextmanager
    def nameless(self) -> Iterator[None]:
        """Name no file or label that a finding came from while this lasts: they may be called after a patient."""
        kept = self._lines
        brought = _brought_in()
        self._lines = tuple(Line(line.name, "–") if line.name == brought else line for line in kept)
        try:
            yield
        finally:
            self._lines = kept

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the whole history to read, where there is one."""
        if (
            event.button() is Qt.MouseButton.LeftButton
            and self.history
            and self.rect().contains(event.position().toPoint())
        ):
            TextPage(
                self.window(), translate("Evidence", "History"), self._title, self.history_text(), "history.txt"
            ).open()

    def history_text(self) -> str:
        """Return the whole history, a line a step."""
        return "\n".join(f"{line.name}  {line.value}  {line.remark}".rstrip() for line in self.history)

    def resizeEvent(self, event: object) -> None:
        """Keep the chip at the right."""
        del event
        self._place_chip()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _show(self, finding: Lesion | Candidate, screen: Screen) -> None:
        assert screen.facts is not None, "only what is measured is shown"
        measures, evidence = screen.facts.measures(finding.mask), screen.facts.evidence(finding.mask)
        self._lines = evidence_lines(finding, measures, evidence, unproposed_words(screen))
        if isinstance(finding, Lesion):
            self._title = f"{finding.number}   {spoken(measures.position)}"
            self.chip.show_words(_status_words(finding), glyph=glyphs.of(finding.status))
        else:
            self._title = f"{finding.candidate_id}   {spoken(measures.position)}"
            self.chip.show_words(translate("Evidence", "Put aside"), glyph=Glyph.CANDIDATE)
        self.setAccessibleName(", ".join([self._title, *(f"{line.name} {line.value}" for line in self._lines)]))
        self.chip.show()
        self._place_chip()

    def _tell_history(self) -> None:
        words = f"{translate('Evidence', 'History')}\n{self.history_text()}" if self.history else ""
        if words != self.toolTip():
            self.setToolTip(words)

    def _place_chip(self) -> None:
        size = self.chip.sizeHint()
        self.chip.setGeometry(self.width() - _MARGIN - size.width(), 11, size.width(), size.height())

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(QPen(QColor(tokens.line), 1))
        painter.drawLine(QPointF(0, 0.5), QPointF(self.width(), 0.5))
        if not self._lines:
            return
        painter.setFont(font(15, SEMIBOLD))
        painter.setPen(QColor(tokens.text))
        title = QFontMetricsF(painter.font()).elidedText(
            self._title, Qt.TextElideMode.ElideRight, self.chip.x() - _MARGIN - 8
        )
        painter.drawText(QPointF(_MARGIN, scaled(28)), title)
        if self._short:
            volume, diameter = self._lines[0], self._lines[1]
            length = diameter.value.split(f" {numbers.TIMES}")[0]
            _draw_line(
                painter, Line(volume.name, volume.value, f"{volume.remark}   Ø {length} mm"), scaled(42), scaled(96)
            )
            return
        for place, line in enumerate(self._lines):
            _draw_line(painter, line, scaled(42 + place * _ROW), scaled(_VALUE_LEFT))
        if self.height() < scaled(TALL_HEIGHT):
            return
        top = scaled(HEIGHT - 8)
        painter.setFont(font(13, SEMIBOLD))
        painter.setPen(QColor(tokens.text))
        painter.drawText(QPointF(_MARGIN, top + scaled(15)), translate("Evidence", "History"))
        shown = self.drawn_history
        left = _DATE_WIDTH if any(len(line.name) > len("00:00:00") for line in shown) else _CLOCK_WIDTH
        for place, line in enumerate(shown, start=1):
            _draw_line(painter, line, top + scaled(place * _ROW), _MARGIN + scaled(left), quiet=True)


def _origin(screen: Screen) -> tuple[Line, ...]:
    """Where the finding comes from: the history's first line."""
    finding = screen.lesion or screen.candidate
    if finding is None or screen.blind or finding.origin is not LesionOrigin.MODEL:
        return ()
    words = translate("Evidence", "Proposed by {models}") if screen.lesion else translate("Evidence", "Put aside")
    return (Line("–", words.format(models=screen.model_words.split(", ")[-1])),)


def unproposed_words(screen: Screen) -> str:
    """Return why a lesion has no probability: what the model says is not told where it is hidden or was not asked."""
    if screen.blind:
        return translate("Evidence", "the model's answer is hidden")
    if not screen.searched:
        return translate("Evidence", "no model was run")
    return translate("Evidence", "not proposed by the model")


def evidence_lines(
    finding: Lesion | Candidate, measures: Measures, evidence: Evidence, unproposed: str
) -> tuple[Line, ...]:
    """Return the eight lines; remarks judge in words, ``unproposed`` why there is no probability."""
    longest, across = numbers.length(measures.longest_mm), numbers.length(measures.perpendicular_mm)
    vessel_like = evidence.elongation >= _VESSEL_LIKE
    slices = evidence.last_slice - evidence.first_slice + 1
    from_to = f"{evidence.first_slice} \u2013 {evidence.last_slice}"
    surface = (
        translate("Evidence", "unknown") if evidence.surface_mm is None else f"{numbers.length(evidence.surface_mm)} mm"
    )
    lines = [
        Line(
            translate("Evidence", "Volume"),
            f"{numbers.volume(measures.volume_mm3)} mm³",
            numbers.millilitres(measures.volume_mm3),
        ),
        Line(
            translate("Evidence", "Longest × perpendicular"),
            f"{longest} {numbers.TIMES} {across} mm",
            translate("Evidence", "axial"),
        ),
        Line(
            "RANO-BM",
            translate("Evidence", "Not measurable") if measures.not_measurable else translate("Evidence", "Measurable"),
            spoken(measures.not_measurable) if measures.not_measurable else translate("Evidence", "from 10 × 5 mm"),
        ),
        _probability(finding, unproposed),
        Line(translate("Evidence", "Contrast to surroundings"), _times(evidence.contrast)),
        Line(
            translate("Evidence", "Elongation"),
            numbers.length(evidence.elongation),
            translate("Evidence", "long, may be a vessel")
            if vessel_like
            else translate("Evidence", "compact, not vessel-like"),
        ),
        Line(translate("Evidence", "To brain surface"), surface),
        Line(translate("Evidence", "Axial slices"), str(slices), from_to),
    ]
    if isinstance(finding, Candidate):
        lines[2] = Line(translate("Evidence", "Put aside"), spoken(finding.reason_words))
    return tuple(lines)


def _brought_in() -> str:
    return translate("Evidence", "Brought in")


def _probability(finding: Lesion | Candidate, unproposed: str) -> Line:
    if finding.origin is LesionOrigin.IMPORTED:
        return Line(_brought_in(), finding.name, finding.source)
    if finding.max_probability <= 0:
        return Line(translate("Evidence", "Probability"), "–", unproposed)
    mean, peak = numbers.probability(finding.mean_probability), numbers.probability(finding.max_probability)
    return Line(
        translate("Evidence", "Probability"),
        translate("Evidence", "{mean} mean").format(mean=mean),
        translate("Evidence", "{peak} peak").format(peak=peak),
    )


def _times(ratio: float) -> str:
    """A ratio, or a dash where nothing lies around the lesion to compare with."""
    return f"{numbers.length(ratio)} {numbers.TIMES}" if isfinite(ratio) else "–"


def _clock(time: str, today: date) -> str:
    """UTC, ISO 8601, as the clock on the wall; of another day the date and the minute."""
    at = datetime.fromisoformat(time).astimezone()
    return at.strftime("%H:%M:%S" if at.date() == today else "%Y-%m-%d %H:%M")


def _status_words(lesion: Lesion) -> str:
    if lesion.status is LesionStatus.REJECTED and lesion.reject_reason is not None:
        return translate("Evidence", "Rejected, {reason}").format(reason=spoken(lesion.reject_reason.value))
    return spoken(lesion.status.value.capitalize())


def _draw_line(painter: QPainter, line: Line, top: float, value_left: float, *, quiet: bool = False) -> None:
    tokens = current()
    baseline = top + scaled(15)
    painter.setFont(font(12))
    painter.setPen(QColor(tokens.text2))
    painter.drawText(QPointF(_MARGIN, baseline), line.name)
    painter.setFont(font(12) if quiet else font(13, MEDIUM))
    painter.setPen(QColor(tokens.text))
    painter.drawText(QPointF(value_left, baseline), line.value)
    end = value_left + QFontMetricsF(painter.font()).horizontalAdvance(line.value)
    painter.setFont(font(12))
    painter.setPen(QColor(tokens.text3))
    room = QRectF(end + 10, top, max(0.0, painter.viewport().width() - end - 10 - _MARGIN), scaled(_ROW))
    shown = QFontMetricsF(painter.font()).elidedText(line.remark, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(QPointF(room.left(), baseline), shown)
