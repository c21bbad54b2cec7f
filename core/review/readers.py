"""Each reader's own review of a series, side by side: nobody's judgements are gone on with by another."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from core import folders, reach
from core.errors import ReviewRefused
from core.review import log
from core.review.header import ReviewHeader
from core.review.history import History, step
from core.review.state import ReviewState
from core.study import Series

_OTHERS = "readers"


@dataclass(frozen=True, eq=False)
class KeptReview:
    """A review on disk, to look at.

    Parameters
    ----------
    folder
        Where its log lies.
    reader
        Who made its first step; empty where none was taken yet.
    header
        What it is bound to.
    state
        As it stands.

    """

    folder: Path
    reader: str
    header: ReviewHeader
    state: ReviewState


def own_folder(series: Series, reader: str) -> Path:
    """Return the folder of a reader's review of a series, whether one was begun or not.

    The first reader's lies in the series' folder; a review in which no step was taken is free for anyone. Every
    other reader's lies beside it, named by a digest: no name stands in a path.

    Raises
    ------
    ReviewRefused
        If the review in the series' folder is damaged.

    """
    first = folders.review(series)
    if not (first / log.FILE_NAME).is_file():
        return first
    lines = log.read(first / log.FILE_NAME).lines
    if not lines or same_reader(lines[0].reader, reader):
        return first
    return first / _OTHERS / hashlib.sha256(_plain(reader).encode()).hexdigest()[:16]


def reviewers(series: Series) -> tuple[str, ...]:
    """Return whose reviews of a series there are, the first one's reader first; empty for one without a step.

    Cheaper than :func:`kept_reviews`: nothing is replayed. Damaged ones are left out.
    """
    return tuple(name for place in _places(series) if (name := _who(place / log.FILE_NAME)) is not None)


def kept_reviews(series: Series) -> tuple[KeptReview, ...]:
    """Return all readers' reviews of a series in which something was done; damaged ones are left out."""
    return tuple(each for place in _places(series) if (each := _kept(place, series)) is not None and each.reader)


def proposal_of(series: Series) -> ReviewHeader | None:
    """Return what the model proposed in the first review of a series: where another reader begins; None without one."""
    kept = _kept(folders.review(series), series)
    return kept.header if kept else None


def _places(series: Series) -> list[Path]:
    """Folders of all readers' reviews of a series, the first reader's first."""
    first = folders.review(series)
    return [first, *(each for each in reach.found(first / _OTHERS, "*") if each.is_dir())]


def _who(path: Path) -> str | None:
    try:
        lines = log.read(path).lines
    except (OSError, ReviewRefused):
        return None
    return lines[0].reader if lines else ""


def _kept(folder: Path, series: Series) -> KeptReview | None:
    if not (folder / log.FILE_NAME).is_file():
        return None
    try:
        content = log.read(folder / log.FILE_NAME)
        content.header.check_series(series)
        history = History((content.header.proposal,))
        for line in content.lines:
            history = step(history, line.entry)
    except (OSError, ReviewRefused):
        return None
    return KeptReview(folder, content.lines[0].reader if content.lines else "", content.header, history.state)


def same_reader(one: str, other: str) -> bool:
    """Whether two names are one reader's."""
    return _plain(one) == _plain(other)


def _plain(name: str) -> str:
    """A name as it is compared: spaces and case do not make another reader."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
