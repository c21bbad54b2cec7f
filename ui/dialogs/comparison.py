"""Two readers' reviews beside each other: where they agree, where not, and by how many voxels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from core.lesion import Lesion, LesionStatus
from core.review.compare import Comparison, Pair, Verdict, compare
from core.review.state import ReviewState
from ui import numbers
from ui.controls.buttons import CommandButton, Face
from ui.controls.segments import Segments
from ui.controls.text import SEMIBOLD, label
from ui.core_words import spoken
from ui.dialogs.frame import MARGIN, DialogFrame
from ui.facts import Facts
from ui.language import noted, translate, used
from ui.theme import scaled

_WIDTH, _HEIGHT = 860, 600
_LEAST_COLUMN = 40
_DIFFERENT = (Verdict.FIRST_ONLY, Verdict.SECOND_ONLY, Verdict.OPEN)


TWO_READERS = (
    noted("Comparison", "Two readers"),
    noted("Comparison", "The other review is only looked at: nothing here changes it."),
)
REVEALED = (
    noted("Comparison", "The model's answer"),
    noted("Comparison", "What you marked blind stays yours; what the model found alone is pending."),
)


@dataclass(frozen=True, eq=False)
class Side:
    """A review and whose it is."""

    name: str
    state: ReviewState


def all_accepted(state: ReviewState) -> ReviewState:
    """Return a review whose every mark counts, but what was rejected."""
    return ReviewState(
        tuple(
            each if each.status is LesionStatus.REJECTED else replace(each, status=LesionStatus.ACCEPTED)
            for each in state.lesions
        )
    )


class ComparisonDialog(DialogFrame):
    """A row a place, those judged differently first; Enter or a double click shows the place in the views.

    Parameters
    ----------
    parent
        The window.
    titles
        :data:`TWO_READERS` or :data:`REVEALED`.
    mine
        The open review.
    others
        What others made of the same series; at least one.
    facts
        Measures of masks on this series.
    show_lesion
        Called with the id of a lesion of the open review.

    """

    def __init__(
        self,
        parent: QWidget | None,
        titles: tuple[str, str],
        mine: Side,
        others: Sequence[Side],
        facts: Facts,
        show_lesion: Callable[[str], None],
    ) -> None:
        super().__init__(parent, *(translate("Comparison", each) for each in titles))
        self._revealing = titles is REVEALED
        self._mine, self._others, self._facts = mine, others, facts
        self._show_lesion = show_lesion
        self._pairs: tuple[Pair, ...] = ()
        self.take_size(_WIDTH, _HEIGHT)
        column = QVBoxLayout()
        column.setContentsMargins(MARGIN, 16, MARGIN, 16)
        column.setSpacing(10)
        self.whose = Segments([each.name for each in others], translate("Comparison", "Other reader"))
        self.whose.setVisible(len(others) > 1)
        self.whose.chosen.connect(self._show)
        self.summary = label("", 15, SEMIBOLD)
        self.summary.setWordWrap(True)
        self.table = _table()
        self.table.cellDoubleClicked.connect(lambda row, _column: self._go(row))
        for part in (self.whose, self.summary, self.table):
            column.addWidget(part)
        self.content.addLayout(column)
        self.go = CommandButton(Face(translate("Comparison", "Show in the views"), primary=True, key="Enter"), 40)
        self.go.clicked.connect(lambda: self._go(self.table.currentRow()))
        close = CommandButton(Face(translate("Comparison", "Close"), key="Esc"), 40)
        close.clicked.connect(self.reject)
        self.foot.addStretch(1)
        self.foot.addWidget(close)
        self.foot.addWidget(self.go)
        self.table.currentCellChanged.connect(lambda row, *_rest: self._allow(row))
        self._show(0)
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter shows the place; Esc leaves, as in every dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(self.table.currentRow())
        else:
            super().keyPressEvent(event)

    def _show(self, which: int) -> None:
        other = self._others[which]
        found = compare(self._mine.state, other.state)
        self.whose.show_chosen(which)
        self._pairs = tuple(sorted(found.pairs, key=lambda pair: pair.verdict not in _DIFFERENT))
        sentence = found_words if self._revealing else summary
        self.summary.setText(sentence(found, self._mine.name, other.name))
        last = translate("Comparison", "Found by") if self._revealing else translate("Comparison", "Judgement")
        heads = (
            translate("Comparison", "Place"),
            self._mine.name,
            "mm³",
            other.name,
            "mm³",
            translate("Comparison", "Dice"),
            last,
        )
        self.table.setColumnCount(len(heads))
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setRowCount(len(self._pairs))
        for row, pair in enumerate(self._pairs):
            for column, words in enumerate(self._words(pair, other.name)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                if column in (2, 4, 5):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        self.table.setCurrentCell(0, 0)
        self._allow(0)

    def _words(self, pair: Pair, other: str) -> tuple[str, ...]:
        either = pair.first or pair.second
        assert either is not None, "a pair has at least one lesion"
        return (
            spoken(self._facts.measures(either.mask).position),
            *self._told(pair.first),
            *self._told(pair.second),
            f"{pair.dice:.2f}" if pair.first and pair.second else "–",
            translate("Comparison", "Both")
            if self._revealing and pair.dice
            else verdict_words(pair.verdict, self._mine.name, other),
        )

    def _told(self, lesion: Lesion | None) -> tuple[str, str]:
        """Status and volume; dashes where nothing was marked."""
        if lesion is None:
            return translate("Comparison", "not marked"), "–"
        if self._revealing:
            return translate("Comparison", "found"), numbers.volume(self._facts.measures(lesion.mask).volume_mm3)
        reason = f", {spoken(lesion.reject_reason.value)}" if lesion.reject_reason else ""
        edited = translate("Comparison", ", edited") if lesion.edited and lesion.status is LesionStatus.ACCEPTED else ""
        volume = numbers.volume(self._facts.measures(lesion.mask).volume_mm3)
        return f"{lesion.number} {spoken(lesion.status.value)}{reason}{edited}", volume

    def _allow(self, row: int) -> None:
        here = self._shown(row) is not None
        self.go.setEnabled(here)
        self.go.setToolTip("" if here else translate("Comparison", "Your review has no lesion there."))

    def _shown(self, row: int) -> Lesion | None:
        """What the views can show of a row: the reader's own; the model's, which is in the list by now."""
        if not 0 <= row < len(self._pairs):
            return None
        pair = self._pairs[row]
        return pair.first or (pair.second if self._revealing else None)

    def _go(self, row: int) -> None:
        lesion = self._shown(row)
        if lesion is not None:
            self.accept()
            self._show_lesion(lesion.lesion_id)


def summary(found: Comparison, first: str, second: str) -> str:
    """Return the sentence over the table."""
    if found.agreement is None:
        return translate("Comparison", "{first} and {second} have judged no place both").format(
            first=first, second=second
        )
    same = found.count(Verdict.BOTH) + found.count(Verdict.NEITHER)
    judged = len(found.pairs) - found.count(Verdict.OPEN)
    dice = (
        ""
        if found.dice is None
        else translate("Comparison", "; Dice of what was accepted {dice:.2f}").format(dice=found.dice)
    )
    left = found.count(Verdict.OPEN)
    waiting = translate("Comparison", "; {left} not judged by both yet").format(left=left) if left else ""
    return translate("Comparison", "{first} and {second} agree on {same} of {judged} places{dice}{waiting}").format(
        first=first, second=second, same=same, judged=judged, dice=dice, waiting=waiting
    )


def found_words(found: Comparison, first: str, second: str) -> str:
    """Return the sentence over what a blind reader and the model found."""
    both, one, other = (found.count(each) for each in (Verdict.BOTH, Verdict.FIRST_ONLY, Verdict.SECOND_ONLY))
    return translate("Comparison", "Both found {both}; {first} alone {one}; the {lower} alone {other}").format(
        both=both, first=first, one=one, lower=second.lower() if used() == "en" else second, other=other
    )


def verdict_words(verdict: Verdict, first: str, second: str) -> str:
    """Return a verdict with the readers' names."""
    if verdict is Verdict.FIRST_ONLY:
        return translate("Comparison", "{first} alone").format(first=first)
    if verdict is Verdict.SECOND_ONLY:
        return translate("Comparison", "{second} alone").format(second=second)
    words: str = spoken(verdict.value)
    return words.capitalize()


def _table() -> QTableWidget:
    table = QTableWidget()
    table.setAccessibleName(translate("Comparison", "Places in both reviews"))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    heads = table.horizontalHeader()
    heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)  # the place gives way, never who judged what
    heads.setMinimumSectionSize(scaled(_LEAST_COLUMN))
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    heads.setHighlightSections(False)
    return table
