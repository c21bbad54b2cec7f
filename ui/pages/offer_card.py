"""On the first page, after a window ended without closing: go on with its review, and see the report."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.ongoing import LeftBehind, OpenReview
from ui import icons
from ui.controls.buttons import CommandButton, Face, LinkButton
from ui.controls.guarded import paint_guarded
from ui.controls.text import SEMIBOLD, ElidedLabel
from ui.language import translate
from ui.theme import current, scaled

_WIDTH, _HEIGHT = 640, 104
_MOST_PARTS = 3


@dataclass(frozen=True)
class Offer:
    """What can be gone on with.

    Parameters
    ----------
    review
        Which review was open; None where none was.
    report
        The report of what happened; None where the program was ended from outside.
    ended
        When, local time.
    left
        The note that it stands in.
    is_there
        Whether its images are where they were opened from.

    """

    review: OpenReview | None
    report: Path | None
    ended: datetime
    left: LeftBehind | None = field(default=None, compare=False, repr=False)
    is_there: bool = True

    def settle(self) -> None:
        """Have it not offered again."""
        if self.left is not None:
            self.left.settle()


class OfferCard(QWidget):
    """Hidden until there is something to offer."""

    continue_requested = Signal(object)  # OpenReview
    report_requested = Signal(object)  # Path
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(scaled(_WIDTH))
        self.setFixedHeight(scaled(_HEIGHT))
        self._offer: Offer | None = None
        self._title, self._words = ElidedLabel(15, SEMIBOLD), ElidedLabel(12, ink="text2")
        self.go_on = CommandButton(Face(translate("Offer", "Continue the review")), 32)
        self.choose = CommandButton(Face(translate("Offer", "Choose the folder…")), 32)
        self.report = LinkButton(translate("Offer", "Read the report"))
        self.leave = LinkButton(translate("Offer", "Not now"))
        self.forget = LinkButton(translate("Offer", "Forget it"))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.go_on, self.choose, self.report, self.leave, self.forget):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(52), 12, 16, 12)
        column.setSpacing(2)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(6)
        column.addLayout(buttons)
        self.go_on.clicked.connect(self._continue)
        self.report.clicked.connect(self._show_report)
        self.choose.clicked.connect(self._choose)
        self.leave.clicked.connect(self.dismissed)
        self.forget.clicked.connect(self.dismissed)
        self.hide()

    def show_offer(self, offer: Offer | None, cut_off: int = 1) -> None:
        """Show what can be gone on with; nothing hides the card.

        Parameters
        ----------
        offer
            The one to be shown.
        cut_off
            How many reviews there are to go on with, one after the other.

        """
        self._offer = offer
        self.setVisible(offer is not None)
        if offer is None:
            return
        away = offer.review is not None and not offer.is_there
        self.go_on.setVisible(offer.review is not None and not away)
        self.choose.setVisible(away)
        self.leave.setVisible(not away)
        self.forget.setVisible(away)
        self.report.setVisible(offer.report is not None)
        if offer.review is None:
            title = translate("Offer", "MetsReview ended without closing")
        elif away:
            title = translate("Offer", "A review was cut off, and its series is not there any more")
        elif cut_off > 1:
            title = translate("Offer", "{count} reviews were cut off, one after the other here").format(count=cut_off)
        else:
            title = translate("Offer", "A review was cut off")
        self._title.set_text(title)
        when = f"{offer.ended:%Y-%m-%d %H:%M}"
        if offer.review is not None:
            folder = _place(offer.review.paths[0]) if offer.review.paths else ""
            words = translate("Offer", "Everything you judged is saved. {when}, read by {reader}, {folder}")
            self._words.set_text(words.format(when=when, folder=folder, reader=offer.review.reader))
            self._words.setToolTip("\n".join(offer.review.paths))
        else:
            self._words.set_text(translate("Offer", "{when}. No review was open.").format(when=when))

    def _continue(self) -> None:
        if self._offer is not None and self._offer.review is not None:
            self.continue_requested.emit(self._offer.review)

    def _choose(self) -> None:
        """Ask where the study is now, and go on with it there: a review is found by its images."""
        folder = QFileDialog.getExistingDirectory(self, translate("News", "Open a patient's folder"))
        if folder and self._offer is not None and self._offer.review is not None:
            self.continue_requested.emit(replace(self._offer.review, paths=(folder,)))

    def _show_report(self) -> None:
        if self._offer is not None and self._offer.report is not None:
            self.report_requested.emit(self._offer.report)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.setPen(QPen(QColor(tokens.control), 1))
        painter.setBrush(QColor(tokens.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.drawPixmap(QPointF(17, 17), icons.pixmap("restore", 19, tokens.text2, self.devicePixelRatioF()))


def _place(path: str) -> str:
    """The end of a path, by which a study is known: the last folder alone is often only a series or a date."""
    parts = Path(path).parts
    return str(Path(path)) if len(parts) <= _MOST_PARTS + 1 else str(Path("…", *parts[-_MOST_PARTS:]))
