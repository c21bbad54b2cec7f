"""Every check of the marked series with its value and limit."""

from __future__ import annotations

from collections import Counter

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from core import folders
from core.fitness import Check, Level
from ui import icons
from ui.controls.text import SEMIBOLD, label
from ui.core_words import spoken
from ui.language import translate
from ui.screen import Screen, SeriesEntry
from ui.theme import Tokens, current, scaled

_ROW_HEIGHT, _BETWEEN = 30, 5
_MOST_SKIPPED = 3  # more files that were left out are not worth the room


class CheckList(QScrollArea):
    """Checks, then what stands in the way and what to do about it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.rows: list[tuple[str, str]] = []
        self.headed: dict[str, list[str]] = {}

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the marked series' checks."""
        if new.chosen is None or (old.chosen is new.chosen and old.unsaved == new.unsaved):
            return
        holder = QWidget()
        holder.setObjectName("panel")
        column = QVBoxLayout(holder)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(0)
        self.rows, self.headed = [], {}
        if new.unsaved:
            column.addWidget(self._row(_unsaved(new.unsaved)))
            column.addWidget(_paragraph(_unsaved(new.unsaved).sentence, 4))
            column.addSpacing(8)
        for check in new.chosen.checks:
            column.addWidget(self._row(check))
        for sentence in _sentences(new.chosen):
            column.addWidget(_paragraph(sentence))
        for title, sentences in _headed(new.chosen, new.choice_reason):
            head = label(title, 13, SEMIBOLD)
            head.setContentsMargins(0, 16, 0, 0)
            column.addWidget(head)
            for sentence in sentences:
                column.addWidget(_paragraph(sentence, 4))
            self.headed[title] = sentences
        column.addStretch(1)
        self.setWidget(holder)

    def _row(self, check: Check) -> QWidget:
        value = ", ".join(spoken(part) for part in (check.value, check.limit) if part)
        self.rows.append((spoken(check.name), value))
        row = QWidget()
        row.setMinimumHeight(scaled(_ROW_HEIGHT))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, _BETWEEN, 0, _BETWEEN)  # words of several lines stand apart from the next row's
        line.setSpacing(8)
        sign = QLabel()
        sign.setPixmap(_sign(check.level, current(), self.devicePixelRatioF()))
        sign.setFixedWidth(18)
        name = label(spoken(check.name), 13, tone="2")
        name.setFixedWidth(scaled(128))
        name.setWordWrap(True)
        words = label(value, 13)
        words.setWordWrap(True)
        words.setToolTip("\n".join(part for part in (spoken(check.sentence), check.source) if part))
        line.addWidget(sign)
        line.addWidget(name)
        line.addWidget(words, 1)
        return row


def _unsaved(reason: str) -> Check:
    """That nothing could be saved now: about this computer, not the series, so no part of what a review confirms."""
    return Check(
        translate("Checks", "Reviews"),
        translate("Checks", "cannot be saved"),
        "",
        Level.AMBER,
        translate(
            "Checks",
            "{home} cannot be written ({reason}). Before lesions are found you are asked for another folder; "
            "images can be read without.",
        ).format(home=folders.home(), reason=reason),
    )


def _sentences(entry: SeriesEntry) -> list[str]:
    refusal = entry.series.refusal
    if refusal is not None:
        told = [f"{spoken(refusal.sentence)} {spoken(refusal.remedy)}".strip()]
    else:
        told = [spoken(check.sentence) for check in entry.checks if check.level is not Level.GREEN and check.sentence]
    return told


def _headed(entry: SeriesEntry, reason: str) -> list[tuple[str, list[str]]]:
    """What it is and how that is known; why another was picked; what was left out and why."""
    series, told = entry.series, []
    evidence, vendor = series.attributes.get("evidence", ""), series.attributes.get("manufacturer", "")
    facts = [f"{sentence_case(spoken(series.kind))}: {evidence_words(evidence)}."] if evidence else []
    if vendor:
        facts.append(translate("Checks", "Made by {0}.").format(vendor))
    told.append((translate("Checks", "What it is"), facts))
    other = translate("Checks", "Any other can be chosen.")
    told.append((translate("Checks", "Picked for the model"), [f"{spoken(reason)}. {other}"] if reason else []))
    skipped = entry.study.skipped
    left_out = [*map(spoken, series.notes), *map(spoken, skipped[:_MOST_SKIPPED])]
    if len(skipped) > _MOST_SKIPPED:
        more = translate("Checks", "{0} more files, for {1}.")
        left_out.append(more.format(len(skipped) - _MOST_SKIPPED, _reasons(skipped[_MOST_SKIPPED:])))
    told.append((translate("Checks", "Left out"), left_out))
    return [(title, sentences) for title, sentences in told if sentences]


def evidence_words(evidence: str) -> str:
    """What a series was told by, part for part in the reader's language; numbers and names stay as they are."""
    return "; ".join(", ".join(map(spoken, part.split(", "))) for part in evidence.split("; "))


def _reasons(skipped: tuple[str, ...]) -> str:
    """The reasons of many, each once, the most frequent first."""
    counted = Counter(each.partition(": ")[2].rstrip(".") for each in skipped)
    return "; ".join(f"{reason} ({count})" for reason, count in counted.most_common(3))


def sentence_case(words: str) -> str:
    """Capital first, the rest as it is."""
    return words[:1].upper() + words[1:]


def _paragraph(sentence: str, above: int = 12) -> QLabel:
    made = label(sentence, 12, tone="2")
    made.setWordWrap(True)
    made.setContentsMargins(0, above, 0, 0)
    return made


def _sign(level: Level, tokens: Tokens, ratio: float) -> QPixmap:
    name, colour = {
        Level.GREEN: ("check", tokens.accepted),
        Level.AMBER: ("warning", tokens.pending),
        Level.RED: ("refused", tokens.rejected),
    }[level]
    return icons.pixmap(name, 16, colour, ratio)
