"""Judging the finding at hand or the marked ones, taking back, and revealing what the model saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from core.lesion import LesionStatus, RejectReason
from core.probability import ProbabilityMap
from core.review.state import Action, JudgeMany, RestoreCandidate, Reveal, SetStatus
from core.review.words import words_of
from ui import navigation, read_only
from ui.core_words import spoken
from ui.edit.editor import Editor
from ui.findings import Findings
from ui.language import PLURAL, translate
from ui.screen import Screen, Tab


class Host(Protocol):
    """The controller, as judging needs it."""

    editor: Editor
    findings: Findings

    @property
    def screen(self) -> Screen:
        """What the window shows now."""

    @property
    def under_way(self) -> bool:
        """Whether something is done in the background for the reader."""

    @property
    def hidden_probability(self) -> ProbabilityMap | None:
        """What the model saw, also while it is hidden from the reader."""

    def change(self, **parts: Any) -> None:
        """Show other parts of the screen."""

    def take(self, action: Action) -> bool:
        """Take a step of the review; False, with the reason told, where it is refused."""

    def step_back(self) -> bool:
        """Take the review's last step back; False, with the reason told, where it is refused."""

    def step_forward(self) -> bool:
        """Take a step again; False, with the reason told, where it is refused."""

    def last_step(self) -> Action | None:
        """Return the step that :meth:`step_back` would take back."""

    def tell(self, sentence: str) -> None:
        """Put news in the status bar."""


class Judging(QObject):
    """Accept, reject, restore, undo, reveal; every method is one request of the reader.

    Parameters
    ----------
    host
        Whose screen and review are changed.

    """

    bulk_requested = Signal(object, object)  # a status and a reason, for the marked lesions: to be confirmed
    revealed = Signal(object, object)  # the review before, and what the model had proposed

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host

    def accept(self) -> None:
        """Accept the lesion at hand, or restore the candidate at hand; several marked ones after a question."""
        self._host.editor.end_stroke()
        if self._screen.marked:
            self.bulk_requested.emit(LesionStatus.ACCEPTED, None)
            return
        lesion = self._screen.lesion
        if lesion is not None:
            if self._host.take(SetStatus(lesion.lesion_id, LesionStatus.ACCEPTED)):
                self._move_on(translate("News", "Accepted {number}.").format(number=lesion.number))
        elif self._screen.candidate is not None:
            self._restore(self._screen.candidate.candidate_id)

    def ask_reason(self) -> None:
        """Open the reasons, or close them where they are open."""
        if self._screen.read_only is not None:
            self._host.tell(read_only.refused(self._screen.read_only))
            return
        if self._screen.candidate is not None:
            self._host.tell(translate("News", "It is put aside already: A restores it."))
        self._host.change(rejecting=not self._screen.rejecting and self._screen.lesion is not None)

    def leave_reasons(self) -> None:
        """Close the reasons; nothing is rejected."""
        self._host.change(rejecting=False)

    def reject(self, reason: RejectReason) -> None:
        """Reject the lesion at hand and go on to the next; several marked ones after a question."""
        self._host.editor.end_stroke()
        if self._screen.marked:
            self._host.change(rejecting=False)
            self.bulk_requested.emit(LesionStatus.REJECTED, reason)
            return
        lesion = self._screen.lesion
        if lesion is None:
            return
        if not self._host.take(SetStatus(lesion.lesion_id, LesionStatus.REJECTED, reason)):
            self._host.change(rejecting=False)  # the next try begins with R, as this one did
        else:
            self._move_on(
                translate("News", "Rejected {number}, {reason}.").format(
                    number=lesion.number, reason=spoken(reason.value)
                )
            )

    def judge_marked(self, status: LesionStatus, reason: RejectReason | None) -> None:
        """Judge all marked lesions in one step."""
        review = self._screen.review
        assert review is not None, "lesions are marked in a review"
        ids = tuple(each.lesion_id for each in review.lesions if each.lesion_id in self._screen.marked)
        if self._host.take(JudgeMany(ids, status, reason)):
            self._host.change(marked=frozenset())
            tail = f", {spoken(reason.value)}" if reason is not None else ""
            self._move_on(f"{spoken(status.value.capitalize())} {len(ids)}{tail}.")

    def undo(self) -> None:
        """Take the last step back and show what it was about."""
        self._host.editor.end_stroke()
        if self._screen.can_undo:
            step = self._host.last_step()
            self._retrace(self._host.step_back, lambda number: _undone(step, number))
        else:
            self._host.tell(translate("News", "There is nothing to undo."))

    def redo(self) -> None:
        """Do again what was undone."""
        self._host.editor.end_stroke()
        if self._screen.can_redo:
            self._retrace(self._host.step_forward, lambda number: _done_again(self._host.last_step(), number))
        else:
            self._host.tell(translate("News", "There is nothing to do again."))

    def reveal(self) -> None:
        """Show the model's answer beside what was marked without it."""
        before = self._screen.review
        if before is None or before.unrevealed is None or self._host.under_way:
            return
        self._host.editor.leave()
        if self._host.take(Reveal()):
            self._host.change(probability=self._host.hidden_probability)
            self.revealed.emit(before, before.unrevealed)

    def _move_on(self, news: str) -> None:
        screen = self._screen
        assert screen.review is not None, "a lesion was judged"
        listed = {row.finding_id for row in screen.listed_rows()} | {screen.selected}  # the filter stays as it is
        rows = [row for row in screen.rows(Tab.LESIONS) if row.finding_id in listed]
        target = navigation.next_pending(rows, screen.review, screen.selected)
        if target is None:
            self._host.editor.leave()
            self._host.tell(_nothing_left(news, len(screen.review.pending)))
            return
        self._host.tell(translate("News", "{news} Z undoes.").format(news=news))
        self._host.findings.select(target)

    def _restore(self, candidate_id: str) -> None:
        target = navigation.after_restore(self._screen.rows(Tab.SECOND_LOOK), candidate_id)
        extra = next((each for each in self._screen.extra if each.candidate_id == candidate_id), None)
        action = RestoreCandidate(candidate_id) if extra is None else self._host.editor.addition(extra)
        if self._host.take(action):
            if extra is not None:  # the numbers of those behind it change: it is looked for by its voxels
                behind = next((each.mask for each in self._screen.extra if each.candidate_id == target), None)
                self._host.findings.look_lower(self._screen.lower_threshold)
                same = (each.candidate_id for each in self._screen.extra if behind and each.mask.same(behind))
                target = next(same, None)
            self._host.tell(
                translate("News", "Restored {candidate_id} as pending. Z undoes.").format(candidate_id=candidate_id)
            )
            self._host.change(selected=target)
            self._host.findings.centre_requested.emit()

    def _retrace(self, step: Callable[[], bool], news: Callable[[str], str]) -> None:
        """Take a step, say which and on what lesion, and show that lesion; its editing goes on where it is the one."""
        before = self._screen.review
        if not step():
            return
        if self._screen.lower_threshold is not None:  # what was restored of it waits in the list again, or left it
            self._host.findings.look_lower(self._screen.lower_threshold)
        edit, review = self._screen.edit, self._screen.review
        if before is None or review is None:
            return
        changed = navigation.changed(before, review)
        numbers = [each.number for each in (*review.lesions, *before.lesions) if each.lesion_id in changed]
        self._host.tell(news(str(numbers[0]) if numbers and len(changed) == 1 else ""))
        if (
            edit is not None
            and edit.lesion_id in changed
            and any(each.lesion_id == edit.lesion_id for each in review.lesions)
        ):
            return
        self._host.editor.leave()
        touched = navigation.touched(before, review)
        if touched is None and self._screen.lesion is None and self._screen.candidate is None:
            rows = self._screen.walked_rows()  # what was at hand is gone
            touched = navigation.next_pending(rows, review, None) or (rows[0].finding_id if rows else None)
        if touched is not None:
            self._host.findings.select(touched)

    @property
    def _screen(self) -> Screen:
        return self._host.screen


def _undone(step: Action | None, number: str) -> str:
    what = _what(step)
    if number:
        return translate("News", "Undone on {number}: {what}. Y does it again.").format(number=number, what=what)
    return translate("News", "Undone: {what}. Y does it again.").format(what=what)


def _done_again(step: Action | None, number: str) -> str:
    what = _what(step)
    if number:
        return translate("News", "Done again on {number}: {what}.").format(number=number, what=what)
    return translate("News", "Done again: {what}.").format(what=what)


def _nothing_left(news: str, pending: int) -> str:
    if not pending:
        return translate("News", "{news} All judged.").format(news=news)
    told = translate(
        "News", "{news} All that is listed is judged; %n pending are hidden by the filter.", "", PLURAL, pending
    )
    return told.format(news=news)


def _what(step: Action | None) -> str:
    """Return what a step was, and of how many lesions where it was of several."""
    what = spoken(words_of(step)) if step is not None else ""
    if isinstance(step, JudgeMany):
        return translate("News", "{what}, {count} lesions").format(what=what, count=len(step.lesion_ids))
    return what
