"""The study's series as cards; the one picked says why."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from core.study import Study
from ui import numbers
from ui.actions import Command
from ui.controls.buttons import CommandButton, Face
from ui.controls.chip import Chip
from ui.controls.guarded import paint_guarded
from ui.controls.text import MEDIUM, SEMIBOLD, ElidedLabel
from ui.core_words import spoken
from ui.fitness_words import chips_of
from ui.identity import (
    are_several_patients,
    geometry_line,
    patient_name,
    series_name,
    study_content,
    study_line,
    told_apart,
    told_from_its_like,
    what_it_is,
    whose,
)
from ui.language import translate
from ui.screen import Screen, SeriesEntry
from ui.theme import current, scaled

CARD_HEIGHT = 84
_THUMBNAIL = 64
_LEFT, _GAP, _NAME_AT_LEAST = 90, 8, 180


class SeriesCard(QWidget):
    """One series: picture, name, geometry, chips."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, entry: SeriesEntry, reason: str, reader: str = "") -> None:
        super().__init__()
        self.entry = entry
        self._reason = reason
        self._is_chosen = False
        self._picture: QPixmap | None = None
        self.setFixedHeight(scaled(CARD_HEIGHT))
        self.setAccessibleName(series_name(entry.series))
        name = ElidedLabel(13, SEMIBOLD, "text" if entry.runnable else "text2")
        name.set_text(series_name(entry.series))
        geometry = ElidedLabel(12, ink="text2")
        series = entry.series
        apart = (told_from_its_like(series, entry.study), told_apart(series))
        lines = (what_it_is(series), *apart, geometry_line(series))
        geometry.set_text(" · ".join(part for part in lines if part))
        self._remark = ElidedLabel(12, MEDIUM, "accent")
        words = QVBoxLayout()
        words.setSpacing(1)
        for part in (name, geometry):
            words.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, 8, 16, 8)
        column.setSpacing(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._remark)  # below the chips as well: they leave it no room beside them in a narrow window
        column.addStretch(1)
        self._chips: list[Chip] = []
        self._row = row
        self.show_entry(entry, reader)

    def show_entry(self, entry: SeriesEntry, reader: str) -> None:
        """Show what was checked meanwhile, to whom reads now."""
        self.entry = entry
        self._remark.set_text(_review_words(entry, reader) if entry.resumable else spoken(self._reason))
        self._remark.setVisible(bool(self._remark.text()))
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.deleteLater()
        self._chips = [Chip(text, tone) for text, tone in chips_of(entry)]
        for chip in self._chips:
            self._row.addWidget(chip)
        self._fit_chips()

    def resizeEvent(self, event: object) -> None:
        """In a narrow window the name goes before the chips, of which the first says the worst."""
        del event
        self._fit_chips()

    def _fit_chips(self) -> None:
        left = self.width() - _LEFT - scaled(_NAME_AT_LEAST)
        for chip in self._chips:
            left -= chip.sizeHint().width() + _GAP
            chip.setVisible(left >= 0 or chip is self._chips[0])

    def show_chosen(self, chosen: bool) -> None:
        """Mark the card, or not."""
        self._is_chosen = chosen
        self.update()

    def show_picture(self, pixels: NDArray[np.float32]) -> None:
        """Show a slice (Y, X) in grey."""
        self._picture = grey_pixmap(pixels)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the series."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        del event
        self.opened.emit(self.entry)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        edge = 2.0 if self._is_chosen else 1.0
        painter.setPen(QPen(QColor(tokens.accent if self._is_chosen else tokens.line), edge))
        painter.setBrush(QColor(tokens.selected if self._is_chosen else tokens.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2), 8, 8)
        well = QRectF(10, 10, _THUMBNAIL, _THUMBNAIL)
        clip = QPainterPath()
        clip.addRoundedRect(well, 4, 4)
        painter.setClipPath(clip)
        painter.fillRect(well, QColor("#000000"))
        if self._picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(1.0 if self.entry.runnable else 0.5)
            painter.drawPixmap(_fitted(self._picture, well), self._picture, QRectF(self._picture.rect()))


class SeriesPage(QWidget):
    """Title of the marked series' study, every study's cards, scrolled where they are many.

    Several studies each have a heading over their cards; where they are of several patients, it names the patient.
    """

    command_requested = Signal(Command)
    series_chosen = Signal(object)
    series_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._title = ElidedLabel(20, SEMIBOLD)
        self._words = ElidedLabel(12, ink="text2")
        other = CommandButton(Face(translate("Series", "Other study…"), icon="folder-open"), 32)
        other.clicked.connect(lambda: self.command_requested.emit(Command.OPEN))
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._words)
        head = QHBoxLayout()
        head.addLayout(titles, 1)
        head.addWidget(other, 0, Qt.AlignmentFlag.AlignTop)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self.cards: list[SeriesCard] = []
        self.headings: list[tuple[str, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(20)
        column.addLayout(head)
        column.addWidget(self._area, 1)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the cards; rebuilt only for other series."""
        if [card.entry.series for card in self.cards] != [entry.series for entry in new.entries]:
            self._build(new)
        elif old.entries is not new.entries or old.reader != new.reader:
            self._renew(old, new)
        if old.chosen is not new.chosen or old.entries is not new.entries:
            self._show_title(new)
            for card in self.cards:
                card.show_chosen(new.chosen is not None and card.entry.series is new.chosen.series)
        if old.thumbnails is not new.thumbnails:
            for place in new.thumbnails.keys() - old.thumbnails.keys():
                self.cards[place].show_picture(new.thumbnails[place])
        if old.chosen is not new.chosen:
            for card in self.cards:
                if new.chosen is card.entry:
                    self._area.ensureWidgetVisible(card, 0, 8)

    def _renew(self, old: Screen, new: Screen) -> None:
        """The same series, of which more is known, or that another reader looks at."""
        for card, entry in zip(self.cards, new.entries, strict=True):
            if card.entry is not entry or old.reader != new.reader:
                card.show_entry(entry, new.reader)

    def _build(self, new: Screen) -> None:
        self.cards = [SeriesCard(entry, self._reason_of(entry, new), new.reader) for entry in new.entries]
        holder = QWidget()
        holder.setObjectName("page")
        holder.setMinimumWidth(1)  # cards give way, so that nothing is scrolled sideways
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        studies = _studies(new)
        several, study, self.headings = are_several_patients(studies), None, []
        for card in self.cards:
            if len(studies) > 1 and card.entry.study is not study:
                column.addWidget(self._heading(card.entry, several))
            if several:
                card.setAccessibleName(f"{patient_name(card.entry.study)}: {series_name(card.entry.series)}")
            study = card.entry.study
            column.addWidget(card)
            card.chosen.connect(self.series_chosen)
            card.opened.connect(self.series_opened)
        column.addStretch(1)
        self._area.setWidget(holder)

    def _show_title(self, new: Screen) -> None:
        """Name the study of the marked series; among several patients', the patient."""
        if not new.entries:
            return
        entry = new.chosen or new.entries[0]
        if are_several_patients(_studies(new)):
            title, words = _patient_heading(entry)
            self._title.set_text(title)
            self._words.set_text(" · ".join(part for part in (words, study_line(entry.study)) if part))
        else:
            self._title.set_text(_study_title(entry))
            self._words.set_text(study_line(entry.study))

    def _heading(self, entry: SeriesEntry, several: bool) -> QWidget:
        """What stands over the cards of one study, among several."""
        title, words = _patient_heading(entry) if several else (_study_title(entry), "")
        if entry.series.is_dicom:
            words = " · ".join(part for part in (words, study_content(entry.study)) if part)
        self.headings.append((title, words))
        name, line = ElidedLabel(15, SEMIBOLD), ElidedLabel(12, ink="text2")
        name.set_text(title)
        line.set_text(words)
        line.setVisible(bool(words))
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 12 if len(self.headings) > 1 else 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(name)
        column.addWidget(line)
        return made

    @staticmethod
    def _reason_of(entry: SeriesEntry, new: Screen) -> str:
        return new.choice_reason if entry is new.chosen else ""


def _review_words(entry: SeriesEntry, reader: str) -> str:
    """Whose review a reader would go on with; nobody's is gone on with by another."""
    if entry.is_begun_by_others(reader):
        others = ", ".join(entry.reviewers)
        return translate("Series", "Reviewed by {others}: your own review begins beside it").format(others=others)
    return translate("Series", "Review begun: it goes on where it stood")


def grey_pixmap(pixels: NDArray[np.float32]) -> QPixmap:
    """Return a slice (Y, X) from black at its darkest to white at its 99th percentile."""
    low, high = float(np.min(pixels)), float(np.percentile(pixels, 99.5))
    scaled = np.clip((pixels - low) / max(high - low, 1e-6), 0, 1) * 255
    grey = np.ascontiguousarray(scaled.astype(np.uint8))
    rows, columns = grey.shape
    image = QImage(grey.data, columns, rows, columns, QImage.Format.Format_Grayscale8)
    return QPixmap.fromImage(image.copy())


def _fitted(picture: QPixmap, well: QRectF) -> QRectF:
    """Return the whole picture inside the well, its sides in proportion."""
    scale = min(well.width() / picture.width(), well.height() / picture.height())
    width, height = picture.width() * scale, picture.height() * scale
    corner = QPointF(well.center().x() - width / 2, well.center().y() - height / 2)
    return QRectF(corner.x(), corner.y(), width, height)


def _studies(new: Screen) -> list[Study]:
    """The studies of the entries, once each."""
    return list({id(entry.study): entry.study for entry in new.entries}.values())


def _patient_heading(entry: SeriesEntry) -> tuple[str, str]:
    """Whose study this is, and what tells the patient and the study from others; a file's name where none is said."""
    told = whose(entry.study)
    if not told:
        return _study_title(entry), ""
    dated = f"{told} · {_study_title(entry)}" if entry.study.date else told
    return patient_name(entry.study), dated


def _study_title(entry: SeriesEntry) -> str:
    study = entry.study
    if study.date:
        return translate("Series", "Study of {day}").format(day=numbers.day(study.date))
    if not study.patient.name and study.description:  # an image file: its name
        return study.description
    return translate("Series", "Study of {patient_name}").format(patient_name=patient_name(study))
