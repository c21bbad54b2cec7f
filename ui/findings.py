"""What is at hand and what the lists show: selecting, walking, sorting, narrowing, marking."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from core import second_look
from ui import navigation
from ui.edit.editor import Editor
from ui.lesion_list.narrowing import ALL_ROWS, Narrowing
from ui.lesion_list.row import Column
from ui.lesion_list.status_filter import StatusFilter
from ui.screen import Screen, Tab


class Host(Protocol):
    """The controller, as the lists need it."""

    editor: Editor

    @property
    def screen(self) -> Screen:
        """What the window shows now."""

    def change(self, **parts: Any) -> None:
        """Show other parts of the screen."""


class Findings(QObject):
    """The lesions and candidates as the reader walks them; every method is one request of the reader.

    Parameters
    ----------
    host
        Whose screen is changed.

    """

    centre_requested = Signal()

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self._left: dict[Tab, str | None] = {}  # what was at hand where a list was left

    def select(self, finding_id: str) -> None:
        """Take a lesion or candidate in hand; its list comes forward."""
        review = self._screen.review
        if review is None:
            return
        if finding_id != self._screen.selected:
            self._host.editor.leave()
        aside = any(each.candidate_id == finding_id for each in self._screen.candidates)
        tab = Tab.SECOND_LOOK if aside else Tab.LESIONS
        shown, narrowing = self._screen.status_filter, self._screen.narrowing
        if all(row.finding_id != finding_id for row in self._screen.sheet_rows(tab)):
            shown, narrowing = StatusFilter.ALL, ALL_ROWS  # what is at hand is never hidden
        self._host.change(
            narrowing=narrowing,
            selected=finding_id,
            marked=frozenset(),
            rejecting=False,
            tab=tab,
            status_filter=shown,
        )
        self.centre_requested.emit()

    def step(self, by: int) -> None:
        """Go to the next or the previous row of the shown list."""
        target = navigation.neighbour(self._screen.walked_rows(), self._screen.selected, by)
        if target is not None:
            self.select(target)

    def jump(self, number: int) -> None:
        """Go to the lesion of that number."""
        target = navigation.numbered(self._screen.review, number) if self._screen.review else None
        if target is not None:
            self.select(target)

    def show_tab(self, tab: Tab) -> None:
        """Bring the other list forward, with what was in hand there; for the first time the first that waits."""
        if tab is self._screen.tab:
            return
        rows, review = self._screen.rows(tab), self._screen.review
        first = rows[0].finding_id if rows else None
        if tab is Tab.LESIONS and review is not None:
            first = navigation.next_pending(rows, review, None) or first
        self._left[self._screen.tab] = self._screen.selected
        if any(row.finding_id == self._left.get(tab) for row in rows):
            first = self._left[tab]
        self._host.change(
            tab=tab,
            rejecting=False,
            marked=frozenset(),
            selected=first,
            lower_threshold=None,
            extra=(),
            left_out=(0, 0),
        )
        self.centre_requested.emit()

    def look_lower(self, threshold: float | None) -> None:
        """Show what the model saw down to a lower threshold; None shows what was put aside alone."""
        screen = self._screen
        if screen.review is None or screen.volume is None or screen.probability is None or threshold is None:
            self._host.change(lower_threshold=None, extra=(), left_out=(0, 0))
            return
        lower = second_look.at_threshold(
            screen.probability, threshold, screen.review, screen.brain_mask, screen.volume.geometry
        )
        self._host.change(lower_threshold=threshold, extra=lower.found, left_out=(lower.small, lower.outside))

    def sort_by(self, column: Column) -> None:
        """Sort the lesions by a column, or turn its order round."""
        self._host.change(order=self._screen.order.toggled(column))

    def show_sheet(self, shown: bool) -> None:
        """Put the contact sheet in the views' place, or the views back, on the finding at hand."""
        if shown and self._screen.review is None:
            return
        self._host.editor.leave()
        if shown is not self._screen.sheet:
            self._host.change(sheet=shown, rejecting=False)
            self.centre_requested.emit()

    def filter_by(self, shown: StatusFilter) -> None:
        """Show all lesions, or those of one status; the first of them comes to hand where the one at hand is hidden."""
        self._narrow(status_filter=shown)

    def narrow_by(self, narrowing: Narrowing) -> None:
        """Show only lesions that fit what the columns are asked for, as :meth:`filter_by` does."""
        self._narrow(narrowing=narrowing)

    def show_all(self) -> None:
        """Leave nothing out of the list."""
        self._narrow(status_filter=StatusFilter.ALL, narrowing=ALL_ROWS)

    def _narrow(self, **parts: Any) -> None:
        self._host.change(rejecting=False, **parts)
        listed = frozenset(row.finding_id for row in self._screen.listed_rows())
        marked = self._screen.marked & listed  # nobody judges what is not shown
        self._host.change(marked=marked if len(marked) > 1 else frozenset())
        rows = [row for tab in Tab for row in self._screen.sheet_rows(tab)]
        if rows and all(row.finding_id != self._screen.selected for row in rows):
            self.select(rows[0].finding_id)

    def scale_sheet(self, same: bool) -> None:
        """Show all tiles at one scale, or each to fit its lesion."""
        self._host.change(same_scale=same)

    def mark(self, finding_id: str, *, up_to: bool = False) -> None:
        """Mark another lesion beside the one at hand, or unmark it; with ``up_to`` all between the two."""
        rows = [row.finding_id for row in self._screen.listed_rows()]
        here = self._screen.selected
        if finding_id not in rows or here not in rows:
            return
        if up_to:
            low, high = sorted((rows.index(here), rows.index(finding_id)))
            marked = frozenset(rows[low : high + 1])
        else:
            marked = (self._screen.marked or frozenset({here})) ^ {finding_id}
        self._host.change(marked=marked if len(marked) > 1 else frozenset())

    def mark_pending(self) -> None:
        """Mark every pending lesion that the list shows."""
        review = self._screen.review
        if review is None:
            return
        pending = {each.lesion_id for each in review.pending}
        marked = [row.finding_id for row in self._screen.listed_rows() if row.finding_id in pending]
        if len(marked) > 1:
            self._host.editor.leave()  # what is marked is judged, and not edited
            self._host.change(tab=Tab.LESIONS, marked=frozenset(marked))
            if self._screen.selected not in self._screen.marked:
                self._host.change(selected=marked[0])
                self.centre_requested.emit()

    def unmark(self) -> None:
        """Keep only the lesion at hand."""
        self._host.change(marked=frozenset())

    @property
    def _screen(self) -> Screen:
        return self._host.screen
