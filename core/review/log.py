"""The append-only file of a review: JSON Lines, flushed to disk before anything counts, chained by hashes."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from core.atomic import beginning
from core.errors import AlreadyReviewed, ReviewRefused, Unwritable, reason_of
from core.review.coding import Json, entry_from_json, entry_to_json
from core.review.header import ReviewHeader
from core.review.history import Entry
from core.review.lock import hold
from core.review.whereabouts import kept_in_place, opened

FILE_NAME = "review.jsonl"


@dataclass(frozen=True)
class LogLine:
    """One confirmed entry: its number, when (UTC, ISO 8601) and who."""

    seq: int
    time: str
    reader: str
    entry: Entry


@dataclass(frozen=True, eq=False)
class LogContent:
    """What a log holds; ``torn`` says that an unfinished last line was dropped, ``began`` when it was begun (UTC)."""

    header: ReviewHeader
    lines: tuple[LogLine, ...]
    torn: bool
    began: str = ""


class ReviewLog:
    """An open log, ready to append; the only writer of its file."""

    def __init__(self, file: FileIO, last: bytes, chain: str, seq: int, began: str = "") -> None:
        self._file = file
        self._last = last
        self._chain = chain
        self._seq = seq
        self.began = began

    @classmethod
    def create(cls, path: Path, header: ReviewHeader) -> ReviewLog:
        """Start a log; its header is written aside and moved into place, so that a half header is never seen.

        Raises
        ------
        AlreadyReviewed
            If there is a review already.
        Unwritable
            If the folder cannot be written.

        """
        line, _ = _sealed({"seq": 0, "time": _now(), **header.to_json()}, "")
        try:
            if path.exists():  # told before anything is written
                raise FileExistsError
            with beginning(path) as aside:
                aside.write_bytes(line)
        except FileExistsError as error:
            raise AlreadyReviewed("There is a review of this series already.", "Open it to go on.") from error
        except OSError as error:
            raise unwritable(error) from error
        return cls.open(path)[0]

    @classmethod
    def open(cls, path: Path) -> tuple[ReviewLog, LogContent]:
        """Open a log for appending and read what it holds; a torn last line is cut off.

        Raises
        ------
        ReviewRefused
            If the log is damaged (it stays as it is).
        OpenElsewhere, Unwritable
            If it is locked by another window, or cannot be written.

        """
        try:
            file = opened(path)
        except OSError as error:
            raise unwritable(error) from error
        try:
            hold(file)
            file.seek(0)
            data = file.read()
            content, chain, good = _read(data, path)
            file.truncate(good)
            file.seek(good)
        except BaseException:
            file.close()
            raise
        last = data[data.rfind(b"\n", 0, good - 1) + 1 : good]
        return cls(file, last, chain, len(content.lines), content.began), content

    def append(self, entry: Entry, reader: str) -> LogLine:
        """Write one entry and wait until it is on disk.

        Raises
        ------
        ReviewRefused
            If it cannot be saved; the step must then not be taken.

        """
        line = LogLine(self._seq + 1, _now(), reader, entry)
        value = {"seq": line.seq, "time": line.time, "reader": reader, "entry": entry_to_json(entry)}
        data, chain = _sealed(value, self._chain)
        self.check()
        before = self._file.tell()
        try:
            _write_whole(self._file, data)
            os.fsync(self._file.fileno())
        except OSError as error:
            self._take_back(before)
            raise unwritable(error) from error
        self._last, self._chain, self._seq = data, chain, line.seq
        return line

    def check(self) -> None:
        """See that the file is still this window's, at its place: nothing goes out by a review that is another by now.

        Raises
        ------
        Unwritable
            If another file took its place, its folder is gone, or it was given up because its drive went away.

        """
        if self._file.closed:
            raise _cut_off()
        try:
            self._file = kept_in_place(self._file, Path(self._file.name), self._last)
        except OSError as error:
            raise unwritable(error) from error

    def close(self) -> None:
        """Give the file and its lock back."""
        self._file.close()

    def _take_back(self, position: int) -> None:
        """Cut a line that is only half on disk; if that fails too, reopening drops it as torn."""
        try:
            self._file.seek(position)
            self._file.truncate(position)
        except OSError:
            with contextlib.suppress(OSError):
                self._file.close()


def _write_whole(file: FileIO, data: bytes) -> None:
    """Write all of it: unbuffered, a nearly full disk takes what it has room for, and says nothing yet."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) :]


def read(path: Path) -> LogContent:
    """Read a log without opening it for writing.

    Raises
    ------
    ReviewRefused
        If it is damaged or cannot be read.

    """
    try:
        return _read(path.read_bytes(), path)[0]
    except OSError as error:
        raise ReviewRefused(f"The review cannot be read: {error.strerror}.") from error


def _read(data: bytes, path: Path) -> tuple[LogContent, str, int]:
    """Content, the last chain hash, and the length of the good bytes."""
    good = data.rfind(b"\n") + 1
    lines = data[:good].splitlines()
    if not lines:
        raise ReviewRefused("The review is damaged: its first line is missing.", _way_out(path))
    chain = ""
    values = []
    for number, line in enumerate(lines):
        value, chain = _opened(line, number, chain, path)
        values.append(value)
    try:
        header = ReviewHeader.from_json(values[0])
        entries = tuple(LogLine(v["seq"], v["time"], v["reader"], entry_from_json(v["entry"])) for v in values[1:])
    except (KeyError, TypeError, ValueError) as error:
        raise ReviewRefused(
            f"The review was written by another version of MetsReview ({error}).",
            _way_out(path),
        ) from error
    return LogContent(header, entries, torn=good < len(data), began=str(values[0].get("time", ""))), chain, good


def _opened(line: bytes, number: int, chain: str, path: Path) -> tuple[Json, str]:
    try:
        value = json.loads(line)
        claimed = value.pop("chain")
        expected = _chain(value, chain)
        if claimed != expected or value["seq"] != number:
            raise ValueError("the chain of hashes is broken")
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ReviewRefused(
            f"The review is damaged at line {number + 1}.",
            _way_out(path),
        ) from error
    return value, expected


def _way_out(path: Path) -> str:
    """Name the folder: its name is a number among many."""
    return f"It was left as it is: restore it from a copy, or move its folder away to start anew: {path.parent}"


def _sealed(value: Json, previous: str) -> tuple[bytes, str]:
    chain = _chain(value, previous)
    return json.dumps({**value, "chain": chain}, ensure_ascii=False).encode() + b"\n", chain


def _chain(value: Json, previous: str) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256((previous + canonical).encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _cut_off() -> Unwritable:
    return Unwritable(
        "The review cannot be saved: its drive went away.",
        "All that was confirmed is kept. Close the study and open it again once the drive is there.",
    )


def unwritable(error: OSError) -> Unwritable:
    """Say of an error of the system that the review cannot be saved."""
    return Unwritable(
        f"The review cannot be saved: {reason_of(error)}.",
        "Nothing was changed. Free the disk, or choose another folder for reviews in Settings.",
    )
