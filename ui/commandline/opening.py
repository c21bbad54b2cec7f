"""From a path to the series that a command works on."""

from __future__ import annotations

import sys
from pathlib import Path

from core.dicom import load, scan
from core.errors import StudyRefused
from core.selection import best_series
from core.study import Series, Study
from core.volume import Volume
from core.wanted import DEFAULT
from ui.commandline import output


def open_series(path: Path, uid: str | None, wanted: str = DEFAULT) -> tuple[Study, Series]:
    """Find the series of that UID, or the one best suited to a package that wants this sequence.

    Raises
    ------
    StudyRefused
        If nothing readable is there, the UID is not among it, or the series is refused.

    """
    _check_exists(path)
    studies = scan.studies([path])
    study, series = _named(studies, uid) if uid else _best(studies, wanted)
    if series.refusal is not None:
        raise StudyRefused(series.refusal.sentence, series.refusal.remedy)
    several = sum(1 for each in studies if each.usable)
    if uid is None and several > 1:
        name = series.description or series.series_instance_uid
        print(f"Of {several} studies the series {name} of {study.date or 'no date'} is taken.", file=sys.stderr)
    return study, series


def open_referenced(path: Path, uids: tuple[str, ...]) -> tuple[Study, Series]:
    """Find the first of the named series that is there, else the one best suited.

    Raises
    ------
    StudyRefused
        As :func:`open_series`.

    """
    _check_exists(path)
    there = {series.series_instance_uid for study in scan.studies([path]) for series in study.usable}
    return open_series(path, next((uid for uid in uids if uid in there), None))


def load_volume(series: Series) -> Volume:
    """Load voxels, with a passing line."""
    output.progress(f"Loading {series.slice_count} slices.")
    volume = load.volume(series)
    output.progress_done()
    return volume


def _check_exists(path: Path) -> None:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StudyRefused(f"There is no file or folder {path}.", "Check the path.") from error
    except OSError as error:
        sentence = f"{path} cannot be opened: {error.strerror}."
        raise StudyRefused(sentence, "Choose another folder, or ask for the right to read it.") from error


def _best(studies: tuple[Study, ...], wanted: str) -> tuple[Study, Series]:
    """Among one patient's series alone: which patient is meant is nothing to guess."""
    people = {each.patient.patient_id or each.patient.name.casefold() for each in studies if each.usable} - {""}
    if len(people) > 1:
        raise StudyRefused(
            f"There are images of {len(people)} patients here.", "Name the series by --series, or one patient's folder."
        )
    choice = best_series(studies, wanted)
    return choice.study, choice.series


def _named(studies: tuple[Study, ...], uid: str) -> tuple[Study, Series]:
    found = [(study, series) for study in studies for series in study.series if series.series_instance_uid == uid]
    if not found:
        raise StudyRefused(f"The study has no series {uid}.", "Leave --series away to take the one best suited.")
    usable = [pair for pair in found if pair[1].refusal is None]
    return (usable or found)[0]
