"""A model run on a series of a study, with the further sequences that the package wants."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from core import sequences
from core.detection import Detection
from core.dicom import load
from core.errors import AnotherSequence, Cancelled, PackageRefused, StudyRefused
from core.fitness import Check, Level
from core.study import Series, Study
from core.volume import Volume
from inference import library, worker
from inference.detect import Progress


@dataclass(frozen=True)
class RunChoices:
    """How the reader wants the model to be run: windows around the brain alone, mirroring as the package asks."""

    fast: bool = False
    mirroring: bool = True


def further(series: Series, study: Study) -> Mapping[str, Series]:
    """The series of the further sequences that the default package wants, by their names there.

    Raises
    ------
    StudyRefused
        Naming what is missing.
    PackageRefused
        If the package is refused.

    """
    names = library.default_packages().metastasis.manifest.sequences
    return sequences.assigned(names, series, study.series)


def wanted() -> tuple[str, ...]:
    """The sequences that the default package wants; none where it is refused, which the first page says."""
    try:
        return library.default_packages().metastasis.manifest.sequences
    except PackageRefused:
        return ()


def check(names: tuple[str, ...], series: Series, study: Study) -> tuple[Check, ...]:
    """One line among a series' checks where the package wants several sequences; nothing where it wants one."""
    if len(names) < 2 or series.geometry is None:
        return ()
    try:
        sequences.assigned(names, series, study.series)
    except AnotherSequence as other:
        return (Check(SEQUENCES, series.kind, "", Level.RED, other.sentence, "Another sequence", _SOURCE),)
    except StudyRefused as missing:
        return (Check(SEQUENCES, "missing", "", Level.RED, missing.sentence, "Sequence missing", _SOURCE),)
    return (Check(SEQUENCES, ", ".join(names), "", Level.GREEN, source=_SOURCE),)


SEQUENCES, _SOURCE = "Sequences", "The model package's manifest"


def found(
    series: Series,
    study: Study,
    volume: Volume,
    tell: Callable[[Progress], None],
    cancel: Callable[[], bool],
    choices: RunChoices,
    *,
    ahead: bool = False,
) -> Detection:
    """Run the default packages in a child process.

    Raises
    ------
    StudyRefused
        If a sequence is missing, before anything is read or run.
    Cancelled
        If ``cancel`` says so.

    """
    series_of = further(series, study)
    others = {}
    for name, other in series_of.items():
        tell(Progress("Loading the other sequences", 0.0, None))
        others[name] = load.volume(other, lambda _done, _total: None, cancel)
        if cancel():
            raise Cancelled
    detection = worker.detect(
        volume,
        library.default_packages(),
        tell,
        cancel,
        ahead=ahead,
        others=others,
        fast=choices.fast,
        mirroring=choices.mirroring,
    )
    laid = (replace(each, series_instance_uid=series_of[each.name].series_instance_uid) for each in detection.laid)
    return replace(detection, laid=tuple(laid))
