"""The default models' figures in words: the report's tables, and what the model cards quote."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from training.held_out import KINDS
from training.score import HeadScore, LesionScore
from training.statistics import bootstrap, wilson

BANDS = ((0.0, 3.0), (3.0, 5.0), (5.0, 10.0), (10.0, math.inf))
_BAND_WORDS = ("under 3 mm", "3–5 mm", "5–10 mm", "over 10 mm")
_INTRODUCTION = """\
measured by `python -m training.report` with the application's own run, on heads that were not trained on. **Every
lesion and every enhancing vessel is drawn in: these are synthetic figures.** No scan with labelled metastases is openly
licensed here. A lesion is found where a proposal touches it; a proposal is false where it touches none. In brackets:
95 % intervals (Wilson's for shares, else drawn again by head or lesion). The lesions' shapes come from the generator
that the training draws from, at contrasts inside its range, and every lesion's middle lies more than 3 mm inside the
brain: how lesions of other shapes, fainter ones, or ones at the brain's very edge are found is not shown here."""
_SKULL = """\
Not stripped: what the same run proposes when parts outside the brain mask are kept. The lesion network has the
distance to that mask as an input, and neither looks far from it nor looks again at what lies outside, so this shows
the rule alone."""


@dataclass(frozen=True)
class Kind:
    """One kind of head, as scored: with the brain mask's rule and without it, and the same heads without lesions."""

    name: str
    stripped: tuple[HeadScore, ...]
    unstripped: tuple[HeadScore, ...]
    empty: tuple[HeadScore, ...]
    empty_unstripped: tuple[HeadScore, ...]


def report(kinds: Sequence[Kind], models: Sequence[str]) -> str:
    """Return the report as Markdown; ``models`` are the packages' names and versions."""
    lines = [
        "# What the default models find",
        "",
        f"{' and '.join(models)}, {_INTRODUCTION}",
        "",
        *(f"- **{kind.name}**: {KINDS[kind.name]} ({_count(len(kind.stripped))} with lesions)." for kind in kinds),
        "",
        "## Found, by diameter",
        "",
        "| heads | < 3 mm | 3–5 mm | 5–10 mm | > 10 mm |",
        "|---|---|---|---|---|",
        *(f"| {kind.name} | {' | '.join(found_words(kind.stripped))} |" for kind in kinds),
        f"| all | {' | '.join(found_words(_all(kinds)))} |",
        "",
        "## False proposals a head",
        "",
        "| heads | with lesions | not stripped | without any lesion | not stripped |",
        "|---|---|---|---|---|",
        *(
            f"| {kind.name} | "
            + " | ".join(
                false_words(scores) for scores in (kind.stripped, kind.unstripped, kind.empty, kind.empty_unstripped)
            )
            + " |"
            for kind in kinds
        ),
        "",
        _SKULL,
        "",
        "## Precision, overlap, volume, brain mask",
        "",
        "| heads | precision | Dice a head | Dice, 5–10 mm | Dice, > 10 mm | volume error, median | brain mask Dice |",
        "|---|---|---|---|---|---|---|",
        *(f"| {kind.name} | {' | '.join(_quality(kind.stripped))} |" for kind in kinds),
        f"| all | {' | '.join(_quality(_all(kinds)))} |",
        "",
    ]
    return "\n".join(lines)


def figures(kinds: Sequence[Kind]) -> list[dict[str, str]]:
    """Return what the model cards quote."""
    quoted = []
    for kind in kinds:
        how = f"{KINDS[kind.name]}; lesions drawn in"
        bands = [f"{words} {found}" for words, found in zip(_BAND_WORDS, found_words(kind.stripped), strict=True)]
        quoted.append({"name": "lesions found", "value": "; ".join(bands), "how": how})
        false = f"{false_words(kind.stripped)} with lesions, {false_words(kind.empty)} without any"
        quoted.append({"name": "false proposals a head", "value": false, "how": how})
        brain = [each.brain_dice for each in kind.stripped if each.brain_dice is not None]
        if brain:
            quoted.append({"name": "brain mask Dice", "value": _mean(brain), "how": KINDS[kind.name]})
    return quoted


def _all(kinds: Iterable[Kind]) -> tuple[HeadScore, ...]:
    return tuple(each for kind in kinds for each in kind.stripped)


def _in_band(scores: Iterable[HeadScore], band: int) -> list[LesionScore]:
    low, high = BANDS[band]
    return [lesion for each in scores for lesion in each.lesions if low <= lesion.diameter_mm < high]


def found_words(scores: Sequence[HeadScore]) -> list[str]:
    """Return one cell a size band: found of there, with its interval."""
    cells = []
    for band in range(len(BANDS)):
        lesions = _in_band(scores, band)
        hits = sum(lesion.found for lesion in lesions)
        low, high = wilson(hits, len(lesions))
        cells.append(f"{hits}/{len(lesions)} ({low:.2f}–{high:.2f})" if lesions else "–")
    return cells


def false_words(scores: Sequence[HeadScore]) -> str:
    """Return the mean of false proposals a head, with its interval."""
    return _mean([float(each.false) for each in scores], digits=1)


def _quality(scores: Sequence[HeadScore]) -> list[str]:
    proposed = sum(each.proposed for each in scores)
    true = proposed - sum(each.false for each in scores)
    low, high = wilson(true, proposed)
    errors = [x.volume_error for each in scores for x in each.lesions if x.volume_error is not None]
    return [
        f"{true}/{proposed} ({low:.2f}–{high:.2f})" if proposed else "–",
        _mean([each.dice for each in scores if each.dice is not None]),
        *(_mean([x.dice for x in _in_band(scores, band) if x.dice is not None]) for band in (2, 3)),
        _median(errors),
        _mean([each.brain_dice for each in scores if each.brain_dice is not None]),
    ]


def _mean(values: Sequence[float], digits: int = 2) -> str:
    if not values:
        return "–"
    low, high = bootstrap(values)
    return f"{np.mean(values):.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def _median(values: Sequence[float]) -> str:
    if not values:
        return "–"
    low, high = bootstrap(values, lambda drawn: float(np.median(drawn)))
    return f"{100 * np.median(values):+.0f} % ({100 * low:+.0f} to {100 * high:+.0f})"


def _count(heads: int) -> str:
    return "1 head" if heads == 1 else f"{heads} heads"
