"""List over evidence: the body of the panel while images are shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.core_words import spoken
from ui.evidence_card import EvidenceCard
from ui.language import noted, translate
from ui.lesion_list.finding_list import FindingList
from ui.lesion_list.narrowing import ALL_ROWS
from ui.lesion_list.row import Column
from ui.lesion_list.status_filter import StatusFilter
from ui.panel.blind_bar import BlindBar
from ui.panel.lower_threshold import LowerThreshold
from ui.reject_reasons import HEIGHT as REASONS_HEIGHT
from ui.reject_reasons import RejectReasons
from ui.screen import Screen, Tab
from ui.theme import scaled

_NOT_OPEN = noted("List", "There is a review of this series; it is not open.")
_NOT_RUN = noted("List", "The model has not been run on this series.")
_MARK = noted("List", "Put the crosshair on a lesion and press +.")
_BLIND = noted("List", "Nothing marked yet. Put the crosshair on a lesion and press +.")
_BLIND_ASIDE = noted("List", "Hidden until the model's answer is revealed.")
_AT_WORK = noted("List", "The images can be read meanwhile.")


class ReviewBody(QWidget):
    """Both lists, the card, and the reasons that open over the card."""

    selected = Signal(str)
    marked = Signal(str, bool)
    sort_requested = Signal(Column)

    def __init__(self) -> None:
        super().__init__()
        self.lesions = FindingList()
        self.second_look = FindingList(candidates=True)
        self.card = EvidenceCard()
        self.reasons = RejectReasons(self)
        lists = QWidget()
        self._lists = QStackedLayout(lists)
        for each in (self.lesions, self.second_look):
            self._lists.addWidget(each)
            each.selected.connect(self.selected)
        self.lesions.sort_requested.connect(self.sort_requested)
        self.lesions.marked.connect(self.marked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.blind, self.threshold = BlindBar(), LowerThreshold()
        column.addWidget(self.blind)
        column.addWidget(self.threshold)
        column.addWidget(lists, 1)
        column.addWidget(self.card)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show rows, selection, evidence, reasons."""
        if _listed(old) != _listed(new):
            self._show_rows(new)
        self._lists.setCurrentIndex(0 if new.tab is Tab.LESIONS else 1)
        if _selection(old) != _selection(new):
            for each in (self.lesions, self.second_look):
                each.show_selected(new.selected, new.marked)
        self.blind.render_screen(new)
        self.threshold.render_screen(old, new)
        self.card.render_screen(old, new)
        self.reasons.render_screen(old, new)

    def set_low(self, low: bool) -> None:
        """Shorten the card where the window is low."""
        self.card.set_short(low)
        self._place_reasons()

    def set_tall(self, tall: bool) -> None:
        """Give the card room for the lesion's history where the window is high."""
        self.card.set_tall(tall)
        self._place_reasons()

    def resizeEvent(self, event: object) -> None:
        """Keep the reasons over the card's lower part."""
        del event
        self._place_reasons()

    def _place_reasons(self) -> None:
        self.reasons.setGeometry(
            12, self.height() - scaled(REASONS_HEIGHT) - 4, self.width() - 24, scaled(REASONS_HEIGHT)
        )

    def _show_rows(self, new: Screen) -> None:
        found, aside = translate("List", "No lesion found."), translate("List", "Nothing was put aside.")
        if new.review is None:
            begun = new.chosen is not None and new.chosen.has_review
            found = aside = translate("List", _AT_WORK if new.busy is not None else _NOT_OPEN if begun else _NOT_RUN)
        elif new.review.candidates:
            found = translate("List", "No lesion found. Second look has {count}.").format(
                count=len(new.review.candidates)
            )
        if new.review is not None and new.review.lesions and new.narrowing != ALL_ROWS:
            found = translate("List", "No lesion fits the filter. Press the funnel above, then Show all.")
        elif new.review is not None and new.review.lesions and new.status_filter is not StatusFilter.ALL:
            found = translate("List", "No {lower} lesion. Press the count above again to show all.").format(
                lower=spoken(new.status_filter.value).lower()
            )
        elif new.review is not None and not new.review.lesions and not new.searched:
            found = f"{translate('List', _NOT_RUN)} {translate('List', _MARK)}"
        if new.blind:
            found, aside = translate("List", _BLIND), translate("List", _BLIND_ASIDE)
        self.lesions.show_rows(new.listed_rows(), new.order, found)
        self.second_look.show_rows(new.rows(Tab.SECOND_LOOK), new.order, aside)


def _listed(screen: Screen) -> tuple[object, ...]:
    """What decides the rows of both lists."""
    content = (screen.volume, screen.review, screen.extra, screen.facts, screen.searched)
    return *content, screen.order, screen.status_filter, screen.narrowing, screen.busy is None


def _selection(screen: Screen) -> tuple[object, ...]:
    """What decides which rows are shown as selected."""
    content = (screen.review, screen.extra, screen.order, screen.status_filter, screen.narrowing)
    return *content, screen.selected, screen.marked, screen.tab
