"""Which series is best for the model, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import StudyRefused
from core.study import Series, Study
from core.wanted import DEFAULT, is_wanted, wants_contrast, weighting_of


@dataclass(frozen=True, eq=False)
class Choice:
    """The series picked, its study, and the reason for its card."""

    study: Study
    series: Series
    reason: str


def best_series(studies: Sequence[Study], wanted: str = DEFAULT) -> Choice:
    """Pick the contrast-enhanced 3D T1 with the thinnest slices, or what comes nearest to it.

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
    return Choice(study, series, _reason(series, len(usable), wanted))


def _rank(series: Series, wanted: str) -> tuple[bool, bool, bool, bool, float, int]:
    """Compared from the left: weighting, contrast, 3D, as scanned and not reformatted, thin slices, many slices."""
    facts = series.attributes
    assert series.geometry is not None
    return (
        is_wanted(series, wanted),
        bool(facts.get("contrast")) == wants_contrast(wanted),
        facts.get("dimension") == "3D",
        not facts.get("reformatted"),
        -round(float(series.geometry.spacing.max()), 2),
        len(series.instances),
    )


def _reason(series: Series, usable: int, wanted: str) -> str:
    if usable == 1:
        return "Chosen: the only series that can be used"
    if not is_wanted(series, wanted):
        return f"Chosen: no {weighting_of(wanted)} is among them; {series.kind}"
    told = series.attributes.get("contrast") or not wants_contrast(wanted)
    contrast = "" if told else ", no contrast recorded"
    return f"Chosen: {series.kind}{contrast}, thinnest slices"


def _nothing_usable(studies: Sequence[Study]) -> StudyRefused:
    refused = [series for study in studies for series in study.series if series.refusal is not None]
    if not refused:
        return StudyRefused("This study has no series.", "Choose the folder that holds the patient's images.")
    largest = max(refused, key=lambda series: len(series.instances))
    assert largest.refusal is not None
    return StudyRefused(largest.refusal.sentence, largest.refusal.remedy)
