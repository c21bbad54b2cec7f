"""Whose each series is: one study's number on several patients makes several studies, and each says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeAlias

from core.dicom.header import Header

SeriesHeaders: TypeAlias = list[Header]
_TOLD_LATER = {"PatientBirthDate": "birth date", "PatientSex": "sex"}  # where they are recorded at all


def by_study_and_patient(headers: list[Header]) -> list[tuple[list[SeriesHeaders], str]]:
    """Return the series of each study of each patient.

    Where a study's number stands on several patients, what they differ in first ("ID", "name", "birth date", "sex")
    goes with each of them; empty otherwise. A series that lacks what tells two of them apart is given to neither.
    """
    found: list[tuple[list[SeriesHeaders], str]] = []
    for study in _grouped(headers, "StudyInstanceUID"):
        people: dict[tuple[str, ...], list[SeriesHeaders]] = defaultdict(list)
        every = _grouped(study, "SeriesInstanceUID")
        splitting = [keyword for keyword in _TOLD_LATER if len(_said(every, keyword)) > 1]
        for series in every:
            people[(*series[0].patient, *(_one(series, keyword) for keyword in splitting))].append(series)
        names = ("ID", "name", *(_TOLD_LATER[keyword] for keyword in splitting))
        differing = [
            name for name, values in zip(names, zip(*people, strict=True), strict=True) if len(set(values)) > 1
        ]
        found.extend((series, differing[0] if differing else "") for series in people.values())
    return found


def _said(every: Iterable[SeriesHeaders], keyword: str) -> set[str]:
    return {header.text(keyword) for series in every for header in series} - {""}


def _one(series: SeriesHeaders, keyword: str) -> str:
    """What a series says; of one that says several things, which is refused, the first."""
    return next((said for header in series if (said := header.text(keyword))), "")


def _grouped(headers: Iterable[Header], keyword: str) -> list[SeriesHeaders]:
    groups: dict[str, SeriesHeaders] = defaultdict(list)
    for header in headers:
        groups[header.text(keyword)].append(header)
    return list(groups.values())
