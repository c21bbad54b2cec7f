"""What the first page offers after windows that never closed: one review after the other, each until it is answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from core import crash_report
from core.ongoing import LeftBehind, OpenReview, paths_of
from ui.pages.offer_card import Offer


def offers_of(left: Sequence[LeftBehind]) -> tuple[Offer, ...]:
    """Return what can be offered, the latest first; a fault in a library gets its report now.

    A review whose images are not there now is told behind the others, and its note is kept until it is answered:
    their drive may come back.
    """
    there = {id(each): each.review is not None and bool(paths_of(each.review)) for each in left}
    reviews: list[Offer] = []
    ended: list[Offer] = []
    for each in sorted(left, key=lambda one: not there[id(one)]):
        report = crash_report.keep(list(each.trace)) if each.trace else None
        review = each.review
        if review is None:
            each.let_go()
            if report is not None:
                ended.append(Offer(None, report, each.ended))
        elif any(review.is_of(other.review) for other in reviews if other.review is not None):
            each.settle()
        else:
            reviews.append(Offer(review, report, each.ended, each, is_there=there[id(each)]))
    return (*reviews, *ended[:1])  # else ended from outside with nothing open: nothing was lost


class Offers(QObject):
    """Those that wait for an answer.

    Parameters
    ----------
    offers
        In the order in which they are made.

    """

    changed = Signal()

    def __init__(self, offers: Iterable[Offer] = ()) -> None:
        super().__init__()
        self._waiting = list(offers)
        self._taken_up: list[Offer] = []

    @property
    def first(self) -> Offer | None:
        """The one to be shown; None where there is none."""
        return self._waiting[0] if self._waiting else None

    @property
    def cut_off(self) -> int:
        """How many reviews wait."""
        return sum(each.review is not None for each in self._waiting)

    def dismiss(self) -> None:
        """Have the first not offered again, and go to the next."""
        self._waiting.pop(0).settle()
        self.changed.emit()

    def take_up(self) -> None:
        """Go to the next while the first is opened again; it is settled once it is shown."""
        self._taken_up.append(self._waiting.pop(0))
        self.changed.emit()

    def close(self) -> None:
        """Give back what was not answered: the next start offers it again."""
        for each in (*self._taken_up, *self._waiting):
            if each.left is not None:
                each.left.let_go()

    def shown(self, review: OpenReview | None) -> None:
        """Settle what the window shows now, whichever way it was opened."""
        if review is None:
            return
        for each in [*self._taken_up, *self._waiting]:
            if each.review is not None and each.review.is_of(review):
                each.settle()
                for offers in (self._taken_up, self._waiting):
                    if each in offers:
                        offers.remove(each)
        self.changed.emit()
