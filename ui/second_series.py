"""Another series of the study, on the reviewed one's grid: laid over it, or shown beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.detection import Laid
from core.dicom import load
from core.errors import Cancelled
from core.resample import refuse_unregistered, resampled
from core.volume import Volume
from ui.identity import series_name
from ui.language import translate
from ui.screen import Busy, SecondSeries, SeriesEntry
from ui.tasks import CancelAsked, Report


def others(entries: Sequence[SeriesEntry], reviewed: SeriesEntry) -> list[SeriesEntry]:
    """Return the other series of the reviewed one's study that can be opened at all."""
    return [
        entry
        for entry in entries
        if entry.series is not reviewed.series and entry.study is reviewed.study and not entry.refused
    ]


def laid_for(entry: SeriesEntry, laid: Sequence[Laid]) -> Laid | None:
    """How a series was registered to the reviewed one for the model; None where it was not."""
    return next((each for each in laid if each.series_instance_uid == entry.series.series_instance_uid), None)


def read_second(
    entry: SeriesEntry,
    reviewed: SeriesEntry,
    onto: Volume,
    report: Report,
    cancel: CancelAsked,
    laid: Sequence[Laid] = (),
) -> SecondSeries:
    """Read a series and bring it onto the reviewed volume's grid: as the model saw it, where it was registered.

    Raises
    ------
    NotRegistered
        If its coordinates are not the reviewed series', and it was not registered to it.
    Cancelled
        If ``cancel`` says so.

    """
    registered = laid_for(entry, laid)
    if registered is None:
        refuse_unregistered(entry.series, reviewed.series)
    total = entry.series.slice_count

    def loaded(done: int, of: int) -> None:
        report(Busy(translate("News", "Loading {total} slices").format(total=total), done / of if of else None))

    volume = load.volume(entry.series, loaded, cancel)
    if cancel():
        raise Cancelled

    def progress(done: int, total: int) -> None:
        report(Busy(translate("News", "Laying it over"), done / total))

    moved = None if registered is None else registered.to_sequence
    voxels = resampled(volume, onto.geometry, progress, cancel, moved)
    name = series_name(entry.series)
    if registered is not None:
        name = translate("News", "{name}, registered").format(name=name)
    return SecondSeries(entry, name, replace(onto, voxels=voxels))
