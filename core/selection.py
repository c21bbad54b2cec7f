"""Which series is best for the model, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import StudyRefused
from core.study import Series, Study


@dataclass(frozen=True, eq=False)
class Choice:
    """The series picked, its study, and the reason for its card."""

    study: Study
    series: Series
    reason: str


def best_series(studies: Sequence[Study]) -> Choice:
    """Pick the contrast-enhanced 3D T1 with the thinnest slices, or what comes nearest to it.

    Raises
    ------
    StudyRefused
        If no series can be used; the sentence is the refusal of the largest one.

    """
    usable = [(study, series) for study in studies for series in study.usable]
    if not usable:
        raise _nothing_usable(studies)
    study, series = max(usable, key=lambda pair: _rank(pair[1]))
    return Choice(study, series, _reason(series, len(usable)))


def _rank(series: Series) -> tuple[bool, bool, bool, float, int]:
    """Compared from the left: T1, contrast, 3D, thin slices, many slices."""
    facts = series.attributes
    assert series.geometry is not None
    return (
        facts.get("weighting") == "T1",
        bool(facts.get("contrast")),
        facts.get("dimension") == "3D",
        -round(float(series.geometry.spacing.max()), 2),
        len(series.instances),
    )


def _reason(series: Series, usable: int) -> str:
    if usable == 1:
        return "Chosen: the only series that can be used"
    if series.attributes.get("weighting") != "T1":
        return f"Chosen: no T1 is among them; {series.kind}"
    contrast = "" if series.attributes.get("contrast") else ", no contrast recorded"
    return f"Chosen: {series.kind}{contrast}, thinnest slices"


def _nothing_usable(studies: Sequence[Study]) -> StudyRefused:
    refused = [series for study in studies for series in study.series if series.refusal is not None]
    if not refused:
        return StudyRefused("This study has no series.", "Choose the folder that holds the patient's images.")
    largest = max(refused, key=lambda series: len(series.instances))
    assert largest.refusal is not None
    return StudyRefused(largest.refusal.sentence, largest.refusal.remedy)
