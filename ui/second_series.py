"""Another series of the study, on the reviewed one's grid: laid over it, or shown beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

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
    return [entry for entry in entries if entry is not reviewed and entry.study is reviewed.study and not entry.refused]


def read_second(
    entry: SeriesEntry, reviewed: SeriesEntry, onto: Volume, report: Report, cancel: CancelAsked
) -> SecondSeries:
    """Read a series and bring it onto the reviewed volume's grid.

    Raises
    ------
    NotRegistered
        If its coordinates are not the reviewed series'.
    Cancelled
        If ``cancel`` says so.

    """
    refuse_unregistered(entry.series, reviewed.series)
    total = len(entry.series.instances)

    def loaded(done: int, of: int) -> None:
        report(Busy(translate("News", "Loading {total} slices").format(total=total), done / of if of else None))

    volume = load.volume(entry.series, loaded, cancel)
    if cancel():
        raise Cancelled

    def progress(done: int, total: int) -> None:
        report(Busy(translate("News", "Laying it over"), done / total))

    voxels = resampled(volume, onto.geometry, progress, cancel)
    return SecondSeries(entry, series_name(entry.series), replace(onto, voxels=voxels))
