"""The studies that were opened together: while one is read, the model looks at the next."""

from __future__ import annotations

import atexit
from pathlib import Path

from core import selection
from core.detection import Detection
from core.dicom import load
from core.errors import PackageRefused, StudyRefused
from core.study import Series
from inference import library
from inference.ahead import Ahead, Asked, Job, Tell
from ui import model_run
from ui.model_run import RunChoices
from ui.screen import SeriesEntry


class Queue:
    """Of each study the series that would be chosen, in the order in which they were opened."""

    def __init__(self) -> None:
        self.ahead = Ahead()
        self._entries: tuple[SeriesEntry, ...] = ()
        self.choices = RunChoices()
        atexit.register(self.ahead.stop)  # a run ahead ends with the application, and its files go

    def of(self, entries: tuple[SeriesEntry, ...]) -> None:
        """Take over what was opened now; runs for what was opened before end."""
        self._entries = entries
        self.ahead.stop(0)

    def key(self, entry: SeriesEntry) -> tuple[object, ...]:
        """What a run is known by: what is read of the disk now, the packages that would run, and how.

        The same series opened again may be more than it was: a transfer that has gone on, another copy.
        """
        packages = library.default_packages()
        digests = packages.brain_mask.sha256, packages.metastasis.sha256
        try:
            others = tuple(model_run.further(entry.series, entry.study).items())
        except StudyRefused:
            others = ()  # the run will say so
        read = (("", entry.series), *others)
        return tuple((name, _as_on_disk(series)) for name, series in read), *digests, self.choices

    def go_on(self, read: SeriesEntry) -> None:
        """Begin with the studies after the one that is read now."""
        try:
            self.ahead.want([self._job(entry) for entry in self._next(read)])
        except PackageRefused:
            return  # who opens the next study is told

    def _next(self, read: SeriesEntry) -> list[SeriesEntry]:
        studies = list(dict.fromkeys(_which(entry) for entry in self._entries))
        if _which(read) not in studies:
            return []
        at = studies.index(_which(read))
        waiting = []
        for study in [*studies[at + 1 :], *studies[:at]]:
            entries = [entry for entry in self._entries if _which(entry) == study]
            usable = [entry for entry in entries if not entry.refused]
            if not usable or any(entry.has_review for entry in entries):
                continue
            chosen = selection.best_series([entries[0].study], library.wanted_sequence())
            waiting += [entry for entry in usable if entry.series is chosen.series]
        return waiting

    def _job(self, entry: SeriesEntry) -> Job:
        choices = self.choices

        def run(tell: Tell, cancel: Asked) -> Detection:
            volume = load.volume(entry.series, lambda _done, _total: None, cancel)
            return model_run.found(entry.series, entry.study, volume, tell, cancel, choices, ahead=True)

        return Job(self.key(entry), run)


def _which(entry: SeriesEntry) -> str:
    """What a study is known by; an image file has no study UID, and is a study of its own."""
    return entry.study.study_instance_uid or entry.series.series_instance_uid


def _as_on_disk(series: Series) -> tuple[object, ...]:
    """Every image of a series with its identity, and its file's size and time."""
    return tuple((each.sop_instance_uid, each.frame, each.path, *_stamp(each.path)) for each in series.instances)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_size, status.st_mtime_ns
