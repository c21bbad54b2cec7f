"""What a series' card and the top bar say about its fitness."""

from __future__ import annotations

from core.fitness import Level
from ui.controls.chip import Tone
from ui.core_words import spoken
from ui.language import translate
from ui.screen import SeriesEntry

_MOST = 3


def chips_of(entry: SeriesEntry) -> tuple[tuple[str, Tone], ...]:
    """Return words and tone of each chip: what is wrong, worst first, or that it is fit."""
    if entry.series.refusal is not None:
        return ((spoken(entry.series.refusal.chip), Tone.RED),)
    wrong = [check for check in entry.checks if check.level is Level.RED]
    warned = [check for check in entry.checks if check.level is Level.AMBER]
    if not wrong and not warned:
        return ((translate("Series", "Fit for planning"), Tone.PLAIN),)
    told = [(spoken(check.chip or check.name), Tone.RED) for check in wrong]
    told += [(spoken(check.chip or check.name), Tone.AMBER) for check in warned]
    return tuple(told[:_MOST])


def verdict(entry: SeriesEntry) -> str:
    """Return the title over the checks."""
    return {
        Level.GREEN: translate("Series", "Fit for planning"),
        Level.AMBER: translate("Series", "Can be read, with care"),
        Level.RED: translate("Series", "Cannot be used"),
    }[entry.level]
