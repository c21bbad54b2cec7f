"""What the window shows now: one frozen value; widgets are told the former and the present one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from core.fitness import Check, Level
from core.lesion import Candidate, Lesion
from core.mask import BoolArray
from core.probability import ProbabilityMap
from core.review.readers import same_reader
from core.review.session import ReadOnly
from core.review.state import ReviewState
from core.review.words import Deed
from core.study import Series, Study
from core.volume import Volume
from ui.editing import Editing
from ui.facts import Facts
from ui.language import translate
from ui.lesion_list.narrowing import ALL_ROWS, Narrowing
from ui.lesion_list.row import Order, Row, candidate_rows, lesion_rows
from ui.lesion_list.status_filter import StatusFilter


class Page(Enum):
    """What stands in the middle."""

    FIRST_RUN = "first run"
    SERIES = "series"
    REVIEW = "review"


class Mode(Enum):
    """What a review is looked at in; the bars around stay."""

    REVIEW = "Review"
    SHEET = "Sheet"
    EDIT = "Edit"


class Tab(Enum):
    """Which list stands at the right."""

    LESIONS = "Lesions"
    SECOND_LOOK = "Second look"


@dataclass(frozen=True)
class Busy:
    """Work in progress.

    Parameters
    ----------
    sentence
        What is done, e.g. "Finding lesions".
    share
        0 to 1; None where it is not known.
    seconds_left
        A guess from the share done so far; None before there is one.

    """

    sentence: str
    share: float | None = None
    seconds_left: float | None = None

    def words(self) -> str:
        """Return a sentence like "Finding lesions, 40 %, about 12 s"."""
        return self.sentence + self.how_far()

    def how_far(self) -> str:
        """Return what follows the sentence: ", 40 %, about 12 s"; empty where nothing is known."""
        parts = [""]
        if self.share is not None:
            parts.append(f"{round(100 * self.share)} %")
        if self.seconds_left is not None:
            parts.append(translate("News", "about {duration}").format(duration=_duration(self.seconds_left)))
        return ", ".join(parts)


@dataclass(frozen=True)
class EditStep:
    """One line of the steps that editing lists: its name, and the voxels that the lesion won or lost by it."""

    name: str
    voxels: int


@dataclass(frozen=True, eq=False)
class SeriesEntry:
    """One card of the series page: a series, whose it is, and what was checked.

    ``looked_at`` says that its images were checked too, not only its headers; ``reviewers`` whose reviews there are,
    empty for one in which nothing was done yet.
    """

    study: Study
    series: Series
    checks: tuple[Check, ...] = ()
    has_review: bool = False
    reviewers: tuple[str, ...] = ()
    looked_at: bool = False

    @property
    def refused(self) -> bool:
        """Whether it cannot be opened at all."""
        return self.series.refusal is not None or self.series.geometry is None

    @property
    def resumable(self) -> bool:
        """Whether its review can be gone on with: of a part of its images, say, it cannot."""
        return self.has_review and not self.refused

    def is_begun_by_others(self, reader: str) -> bool:
        """Whether there are reviews, and none of them is gone on with by this reader; not while nobody is named."""
        own = not reader or any(not each or same_reader(each, reader) for each in self.reviewers)
        return self.resumable and bool(self.reviewers) and not own

    @property
    def level(self) -> Level:
        """Return the worst of its checks."""
        levels = {check.level for check in self.checks}
        if self.refused or Level.RED in levels:
            return Level.RED
        return Level.AMBER if Level.AMBER in levels else Level.GREEN

    @property
    def runnable(self) -> bool:
        """Whether the model may be run on it."""
        return self.level is not Level.RED


@dataclass(frozen=True, eq=False)
class SecondSeries:
    """Another series of the study, shown over the reviewed one or beside it.

    Parameters
    ----------
    entry, name
        Which series, and what the views call it.
    volume
        Its signal at the reviewed series' voxels; not a number where it was not measured.

    """

    entry: SeriesEntry
    name: str
    volume: Volume


@dataclass(frozen=True, eq=False)
class Screen:
    """Everything that the window shows.

    Parameters
    ----------
    page, tab
        Which page, which list.
    entries, chosen, choice_reason
        Series found, the one marked, and why it was picked for the reader.
    thumbnails
        A grey picture (Y, X) float32 by place in ``entries``, as they arrive.
    volume, brain_mask
        What the views show.
    probability
        The model's answer at every voxel; None where it was not kept.
    lower_threshold, extra
        What the second look's slider stands at, and what would come at that threshold; None and nothing at rest.
    left_out
        How many parts at that threshold are not shown: too small, and mostly outside the brain.
    review, facts
        The review's content and the measures of its masks; None before the model ran.
    selected
        Id of the lesion or candidate at hand.
    marked
        Ids of lesions that a judgement is for together; empty unless there are several.
    order
        How the list of lesions is sorted, which is also how N and P walk.
    rejecting
        Whether the reasons stand open.
    history
        What was done to the lesion at hand and stands, oldest first.
    sheet, same_scale
        Whether the contact sheet stands in the views' place; whether each tile fits its lesion or all have one scale.
    status_filter, narrowing
        Which lesions list and sheet show: by status, and by what the other columns say.
    edit
        The lesion being edited and what the tools are set to; None while judging.
    steps
        Names and volume changes of what was done to the lesion being edited, oldest first.
    busy
        What is being done in the background.
    unsaved
        Why no review could be saved now, in the system's words; empty where one can.
    reader
        Who judges; empty until asked.
    read_only
        Why this review is looked at alone; None where it can be judged.
    saved_at, can_undo, can_redo
        UTC ISO time of the last confirmed step; whether Z and Y have something to do.
    model_words, provider, seconds
        Which packages ran, where and how long.

    """

    page: Page = Page.FIRST_RUN
    tab: Tab = Tab.LESIONS
    entries: tuple[SeriesEntry, ...] = ()
    chosen: SeriesEntry | None = None
    choice_reason: str = ""
    thumbnails: dict[int, NDArray[np.float32]] = field(default_factory=dict)
    volume: Volume | None = None
    second: SecondSeries | None = None
    brain_mask: BoolArray | None = None
    probability: ProbabilityMap | None = None
    review: ReviewState | None = None
    lower_threshold: float | None = None
    extra: tuple[Candidate, ...] = ()
    left_out: tuple[int, int] = (0, 0)
    facts: Facts | None = None
    selected: str | None = None
    marked: frozenset[str] = frozenset()
    order: Order = field(default_factory=Order)
    rejecting: bool = False
    history: tuple[Deed, ...] = ()
    sheet: bool = False
    status_filter: StatusFilter = StatusFilter.ALL
    narrowing: Narrowing = ALL_ROWS
    same_scale: bool = False
    edit: Editing | None = None
    steps: tuple[EditStep, ...] = ()
    busy: Busy | None = None
    unsaved: str = ""
    reader: str = ""
    read_only: ReadOnly | None = None
    saved_at: str = ""
    can_undo: bool = False
    can_redo: bool = False
    model_words: str = ""
    provider: str = ""
    seconds: float = 0.0

    @property
    def blind(self) -> bool:
        """Whether the model's answer is hidden from the reader."""
        return self.review is not None and self.review.unrevealed is not None

    @property
    def searched(self) -> bool:
        """Whether a model looked for lesions; not in a review begun from a label map or the reader's own marks."""
        return bool(self.model_words)

    @property
    def lesion(self) -> Lesion | None:
        """The lesion at hand; None where a candidate or nothing is."""
        lesions = self.review.lesions if self.review else ()
        return next((each for each in lesions if each.lesion_id == self.selected), None)

    @property
    def candidate(self) -> Candidate | None:
        """The candidate at hand."""
        return next((each for each in self.candidates if each.candidate_id == self.selected), None)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """What was put aside, and behind it what a lower threshold would add."""
        return (*self.review.candidates, *self.extra) if self.review else ()

    @property
    def mode(self) -> Mode:
        """What the review is looked at in."""
        if self.edit is not None:
            return Mode.EDIT
        return Mode.SHEET if self.sheet else Mode.REVIEW

    def sheet_rows(self, tab: Tab) -> tuple[Row, ...]:
        """Return what the contact sheet shows: lesions that its filter keeps, and with all of them the second look."""
        if tab is Tab.SECOND_LOOK:
            return self.rows(tab) if not self.narrowed else ()
        return self.listed_rows()

    def listed_rows(self) -> tuple[Row, ...]:
        """Return the lesions that the list shows: those that the filter keeps."""
        rows = self.rows(Tab.LESIONS)
        return tuple(row for row in rows if self.status_filter.keeps(row) and self.narrowing.keeps(row))

    @property
    def narrowed(self) -> bool:
        """Whether anything keeps lesions out of the list."""
        return self.status_filter is not StatusFilter.ALL or self.narrowing != ALL_ROWS

    def walked_rows(self) -> tuple[Row, ...]:
        """Return what N and P walk: the list at the right without what the filter hides."""
        if self.sheet:
            return self.sheet_rows(self.tab)
        return self.listed_rows() if self.tab is Tab.LESIONS else self.rows()

    def rows(self, tab: Tab | None = None) -> tuple[Row, ...]:
        """Return the rows of a list, the one shown by default."""
        if self.review is None or self.facts is None:
            return ()
        if (tab or self.tab) is Tab.LESIONS:
            return lesion_rows(self.review, self.facts, self.order)
        return candidate_rows(self.candidates, self.facts)


Render = Callable[[Screen, Screen], None]


def _duration(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"
