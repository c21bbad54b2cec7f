"""What was done to a lesion, in words: for the reader, the card and the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.lesion import LesionStatus, RejectReason
from core.review.history import Entry, Redo, Undo
from core.review.log import LogLine
from core.review.state import Action, EditLesions, JudgeMany, ReadBlind, RestoreCandidate, Reveal, SetStatus


@dataclass(frozen=True)
class Deed:
    """One step that stands: what, who, and when (UTC, ISO 8601)."""

    words: str
    reader: str
    time: str


def standing(lines: Iterable[LogLine]) -> list[LogLine]:
    """The lines whose steps stand: what was undone is not among them, what was done again is."""
    done: list[LogLine] = []
    undone: list[LogLine] = []
    for line in lines:
        if isinstance(line.entry, Undo):
            undone.append(done.pop())
        elif isinstance(line.entry, Redo):
            done.append(undone.pop())
        else:
            done.append(line)
            undone.clear()
    return done


def deeds(lines: Iterable[LogLine], finding_id: str) -> tuple[Deed, ...]:
    """What stands of what was done to one lesion or candidate, oldest first; of an id used again, since it came."""
    found: list[LogLine] = []
    for line in standing(lines):
        if isinstance(line.entry, EditLesions) and any(each.lesion_id == finding_id for each in line.entry.added):
            found.clear()
        if _touches(line.entry, finding_id):
            found.append(line)
    return tuple(Deed(words_of(line.entry), line.reader, line.time) for line in found)


def words_of(entry: Action | Entry) -> str:
    """Return an entry in a few words, sentence case."""
    match entry:
        case (
            SetStatus(status=LesionStatus.REJECTED, reason=RejectReason() as reason)
            | JudgeMany(status=LesionStatus.REJECTED, reason=RejectReason() as reason)
        ):
            return f"Rejected, {reason.value}"
        case SetStatus(status=LesionStatus.PENDING) | JudgeMany(status=LesionStatus.PENDING):
            return "Pending again"
        case SetStatus() | JudgeMany():
            return entry.status.value.capitalize()
        case RestoreCandidate():
            return "Restored"
        case EditLesions():
            return entry.name
        case ReadBlind():
            return "Read blind"
        case Reveal():
            return "Model revealed"
        case Undo():
            return "Undone"
        case Redo():
            return "Done again"


def _touches(entry: Entry, finding_id: str) -> bool:
    match entry:
        case SetStatus():
            return entry.lesion_id == finding_id
        case JudgeMany():
            return finding_id in entry.lesion_ids
        case RestoreCandidate():
            return entry.candidate_id == finding_id
        case EditLesions():
            changed = {lesion_id for lesion_id, _ in entry.masks} | {each.lesion_id for each in entry.added}
            changed |= {each.candidate_id for each in entry.put_aside}
            return finding_id in changed
        case Reveal():
            return True
        case _:
            return False
