"""What the list of series shows of each one's images: a picture, and what they say of its fitness."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from core.errors import StudyRefused
from core.fitness import Check
from ui.screen import Screen, SeriesEntry
from ui.tasks import CancelAsked, Report, Tasks
from ui.work import Work


class Host(Protocol):
    """The controller, as the series' pictures need it."""

    work: Work

    @property
    def screen(self) -> Screen:
        """What the window shows now."""

    def change(self, **parts: Any) -> None:
        """Show other parts of the screen."""


class SeriesLooks:
    """Looks at the images of every listed series, in the background.

    Parameters
    ----------
    host
        Whose screen is changed.
    tasks, show_error
        How work is done beside the window, and where errors go.

    """

    def __init__(self, host: Host, tasks: Tasks, show_error: Callable[[BaseException], None]) -> None:
        self._host, self._tasks, self._show_error = host, tasks, show_error

    def show(self, entries: tuple[SeriesEntry, ...]) -> None:
        """Show a picture of each series, then what the images themselves say of its fitness, the marked one first."""
        order = sorted(range(len(entries)), key=lambda place: not self._is_chosen(entries[place]))
        steps = [*((place, self._picture) for place in order), *((place, self._look) for place in order)]

        def work(report: Report, cancel: CancelAsked) -> None:
            for place, step in steps:
                if cancel():
                    return
                told = step(entries[place])
                if told is not None:
                    report((place, told))

        def show(parcel: tuple[int, Any]) -> None:
            place, told = parcel
            if [each.series for each in self._screen.entries] != [each.series for each in entries]:
                return
            if isinstance(told, tuple):
                self.add(self._screen.entries[place], told)
            else:
                self._host.change(thumbnails={**self._screen.thumbnails, place: told})

        self._tasks.start(work, lambda _nothing: None, self._show_error, show)

    def _picture(self, entry: SeriesEntry) -> Any:
        """A slice; none where it cannot be read, for the card says what is wrong."""
        with contextlib.suppress(StudyRefused):
            return self._host.work.thumbnail(entry.series) if entry.series.instances else None
        return None

    def _look(self, entry: SeriesEntry) -> tuple[Check, ...] | None:
        return None if entry.refused or entry.looked_at else self._host.work.look(entry.series)

    def add(self, entry: SeriesEntry, told: tuple[Check, ...]) -> None:
        """Add to a card what its images say."""
        if entry.looked_at:
            return
        seen = replace(entry, checks=(*entry.checks, *told), looked_at=True)
        entries = tuple(seen if each is entry else each for each in self._screen.entries)
        self._host.change(entries=entries, chosen=seen if self._is_chosen(entry) else self._screen.chosen)

    def _is_chosen(self, entry: SeriesEntry) -> bool:
        return self._screen.chosen is not None and entry.series is self._screen.chosen.series

    @property
    def _screen(self) -> Screen:
        return self._host.screen
