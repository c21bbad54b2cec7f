"""Undo as a cursor over immutable states; one ``step`` for live work and for replay."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias

from core.errors import ReviewRefused
from core.review.state import Action, ReadBlind, Reveal, ReviewState, apply


@dataclass(frozen=True)
class Undo:
    """Go back one state; an entry of the log like any other."""


@dataclass(frozen=True)
class Redo:
    """Go forward to the state that the last undo left."""


Entry: TypeAlias = Action | Undo | Redo


@dataclass(frozen=True, eq=False)
class History:
    """Every state that can be gone back or forward to.

    Parameters
    ----------
    states
        From the model's proposal on; states after the cursor are those undone.
    actions
        ``actions[n]`` led from ``states[n]`` to ``states[n + 1]``.
    cursor
        Where the review stands.

    """

    states: tuple[ReviewState, ...]
    actions: tuple[Action, ...] = ()
    cursor: int = 0

    @property
    def state(self) -> ReviewState:
        """The state now."""
        return self.states[self.cursor]

    @property
    def can_undo(self) -> bool:
        """Whether something was done that can be taken back; what was seen cannot be unseen."""
        return self.cursor > 0 and not isinstance(self.actions[self.cursor - 1], ReadBlind | Reveal)

    @property
    def can_redo(self) -> bool:
        """Whether something was undone that can be done again."""
        return self.cursor < len(self.states) - 1


def step(history: History, entry: Entry) -> History:
    """Return the history after one entry; the same object where nothing changes.

    Raises
    ------
    ReviewRefused
        If there is nothing to undo or redo, or the action does not fit the state.

    """
    match entry:
        case Undo():
            if not history.can_undo:
                raise ReviewRefused("There is nothing to undo.")
            return replace(history, cursor=history.cursor - 1)
        case Redo():
            if not history.can_redo:
                raise ReviewRefused("There is nothing to redo.")
            return replace(history, cursor=history.cursor + 1)
        case _:
            return _do(history, entry)


def _do(history: History, action: Action) -> History:
    after = apply(history.state, action)
    if after is history.state:
        return history
    done = history.cursor
    return History((*history.states[: done + 1], after), (*history.actions[:done], action), done + 1)
