"""Which series is best for the model, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import StudyRefused
from core.fitness import may_be_the_head
from core.study import Series, Study
from core.wanted import DEFAULT, is_wanted, wants_contrast, weighting_of

_DAY = 5  # its place in the rank


@dataclass(frozen=True, eq=False)
class Choice:
    """The series picked, its study, and the reason for its card."""

    study: Study
    series: Series
    reason: str


def best_series(studies: Sequence[Study], wanted: str = DEFAULT) -> Choice:
    """Pick the latest contrast-enhanced 3D T1 with the thinnest slices, or what comes nearest to it.

    ``wanted`` is what the model package calls the sequence that it was trained on.

    Raises
    ------
    StudyRefused
        If no series can be used; the sentence is the refusal of the largest one.

    """
    usable = [(study, series) for study in studies for series in study.usable]
    if not usable:
        raise _nothing_usable(studies)
    study, series = max(usable, key=lambda pair: _rank(pair[1], wanted))
    return Choice(study, series, _reason(series, [each for _, each in usable], wanted))


def _rank(series: Series, wanted: str) -> tuple[bool, bool, bool, bool, bool, str, float, int, str]:
    """Compared from the left, the last for series that are alike otherwise.

    Of the head, weighting, contrast, 3D, as scanned and not reformatted, the day, thin slices, many slices, the time.
    """
    facts = series.attributes
    assert series.geometry is not None
    return (
        may_be_the_head(series),
        is_wanted(series, wanted),
        bool(facts.get("contrast")) == wants_contrast(wanted),
        facts.get("dimension") == "3D",
        not facts.get("reformatted"),
        series.date,
        -round(float(series.geometry.spacing.max()), 2),
        len(series.instances),
        facts.get("time", ""),
    )


def _reason(chosen: Series, usable: Sequence[Series], wanted: str) -> str:
    if len(usable) == 1:
        return "Chosen: the only series that can be used"
    if not is_wanted(chosen, wanted):
        return f"Chosen: no {weighting_of(wanted)} is among them; {chosen.kind}"
    told = chosen.attributes.get("contrast") or not wants_contrast(wanted)
    contrast = "" if told else ", no contrast recorded"
    return f"Chosen: {chosen.kind}{contrast}{_before_its_like(_rank(chosen, wanted), usable, wanted)}"


def _before_its_like(rank: tuple[object, ...], usable: Sequence[Series], wanted: str) -> str:
    """What decided between series of one kind: the day, the slices, or the time."""
    like = [each for other in usable if (each := _rank(other, wanted))[:_DAY] == rank[:_DAY]]
    if len({each[_DAY] for each in like}) > 1:
        return ", the latest day"
    if len({each[_DAY + 1] for each in like}) > 1:
        return ", thinnest slices"
    return ", the last that was scanned" if len({each[-1] for each in like}) > 1 else ""


def _nothing_usable(studies: Sequence[Study]) -> StudyRefused:
    refused = [series for study in studies for series in study.series if series.refusal is not None]
    if not refused:
        return StudyRefused("This study has no series.", "Choose the folder that holds the patient's images.")
    largest = max(refused, key=lambda series: len(series.instances))
    assert largest.refusal is not None
    return StudyRefused(largest.refusal.sentence, largest.refusal.remedy)
