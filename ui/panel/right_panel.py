"""The panel's four parts and which of their faces is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from core.study import Series
from ui.banner import AlertDetails, Banner
from ui.controls.guarded import paint_guarded
from ui.decide_bar import HEIGHT as FOOT_HEIGHT
from ui.decide_bar import DecideBar
from ui.lesion_list.column_head import HEIGHT as COLUMN_HEAD_HEIGHT
from ui.lesion_list.delegate import ROW_HEIGHT
from ui.messages import Alert
from ui.panel.check_list import CheckList
from ui.panel.edit_body import EditBody
from ui.panel.edit_foot import EditFoot
from ui.panel.edit_head import EditHead
from ui.panel.review_body import ReviewBody
from ui.panel.run_bar import RunBar
from ui.panel.series_head import SeriesHead
from ui.panel.steps import Steps
from ui.progress_head import ProgressHead
from ui.screen import Page, Screen
from ui.tabs import HEIGHT as STRIP_HEIGHT
from ui.tabs import Tabs
from ui.theme import current, scaled
from ui.triage_bar import HEIGHT as HEAD_HEIGHT
from ui.triage_bar import TriageBar

WIDTH = 376
NARROW_WIDTH = 320


class RightPanel(QWidget):
    """Head 64, strip 36, body, foot 64."""

    alert_closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.triage, self.series_head, self.progress = TriageBar(), SeriesHead(), ProgressHead()
        self.tabs, self.blank = Tabs(), QWidget()
        self.steps, self.checks, self.review = Steps(), CheckList(), ReviewBody()
        self.decide, self.run = DecideBar(), RunBar()
        self.editing, self.edit_head, self.edit_foot = EditBody(), EditHead(), EditFoot()
        self._edit_body = QScrollArea()  # in a low window its lower half is scrolled to
        self._edit_body.setWidget(self.editing)
        self._edit_body.setWidgetResizable(True)
        self._edit_body.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head = _stack(self.triage, self.series_head, self.progress)
        self._strip = _stack(self.tabs, self.blank, self.edit_head)
        self._body = _stack(self.steps, self.checks, self.review, self._edit_body)
        self._foot = _stack(self.decide, self.run, self.edit_foot)
        self._head.setFixedHeight(scaled(HEAD_HEIGHT))
        self._strip.setFixedHeight(scaled(STRIP_HEIGHT))
        self._foot.setFixedHeight(scaled(FOOT_HEIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        for part, stretch in ((self._head, 0), (self._strip, 0), (self._body, 1), (self._foot, 0)):
            column.addWidget(part, stretch)
        self.banner, self.details = Banner(), AlertDetails(self)
        self.banner.setParent(self)  # over the strip, and as far down as its sentence needs: nothing is pushed aside
        self.banner.hide()
        self._alert: Alert | None = None
        self._page, self._editing = Page.FIRST_RUN, False
        self.banner.closed.connect(self.close_alert)
        self.banner.more_requested.connect(self._toggle_details)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Swap the faces by page, then let each show its part."""
        gone = old.page is not new.page or _series(old) != _series(new)  # of the same ones more may be known
        if self._alert is not None and gone and not self._alert.of_program:
            self.close_alert()  # what it told of is gone
        self._page = new.page
        self._editing = new.edit is not None
        parts = (self.triage, self.series_head, self.tabs, self.checks, self.review, self.decide, self.run)
        for part in (*parts, self.edit_head, self.editing, self.edit_foot):
            part.render_screen(old, new)
        head: QWidget = self.series_head if new.page is Page.SERIES else self.triage
        if new.busy is not None:
            self.progress.show_busy(new.busy)
            head = self.progress
        _show(self._head, head)
        bodies = {Page.FIRST_RUN: self.steps, Page.SERIES: self.checks, Page.REVIEW: self.review}
        _show(self._body, self._edit_body if self._editing else bodies[new.page])
        searched = new.page is not Page.REVIEW or new.review is not None
        deciding = new.page is Page.FIRST_RUN or (new.page is Page.REVIEW and searched)
        _show(self._foot, self.edit_foot if self._editing else self.decide if deciding else self.run)
        self._show_strip()

    def show_alert(self, alert: Alert) -> None:
        """Put an error in the tabs' place."""
        self._alert = alert
        self.banner.show_alert(alert)
        self.details.show_alert(alert)
        self.details.hide()
        self._show_strip()
        if alert.is_news:
            self._toggle_details()

    def close_alert(self) -> None:
        """Take the error away."""
        self._alert = None
        self.details.hide()
        self._show_strip()
        self.alert_closed.emit()

    @property
    def alert(self) -> Alert | None:
        """The error that is shown."""
        return self._alert

    def set_narrow(self, narrow: bool) -> None:
        """Give width to the images."""
        self.setFixedWidth(scaled(NARROW_WIDTH if narrow else WIDTH))
        self.decide.set_sparse(narrow)
        self.edit_foot.set_sparse(narrow)

    def set_tall(self, tall: bool) -> None:
        """Show more of what is known."""
        self.review.set_tall(tall)

    def set_low(self, low: bool) -> None:
        """Give height to the list."""
        self.review.set_low(low)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the banner over the strip."""
        super().resizeEvent(event)
        self._place_banner()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the panel's edge and the line over the foot, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _show_strip(self) -> None:
        usual = self.edit_head if self._editing else self.blank if self._page is Page.SERIES else self.tabs
        _show(self._strip, usual if self._alert is None else self.blank)
        self._strip.setVisible(self._page is not Page.SERIES or self._alert is not None)
        self.banner.setVisible(self._alert is not None)
        self._place_banner()

    def _place_banner(self) -> None:
        width = self.width() - 1
        self.banner.setGeometry(1, self._head.height(), width, self._whole_rows(self.banner.height_in(width)))
        self.banner.raise_()

    def _whole_rows(self, height: int) -> int:
        """Return the height at which nothing below is covered half: the list's head, then row after row."""
        edge = scaled(STRIP_HEIGHT)
        if edge < height and self._body.currentWidget() is self.review:
            edge += scaled(COLUMN_HEAD_HEIGHT)
            while edge < height:
                edge += scaled(ROW_HEIGHT)
        return max(edge, height)

    def _toggle_details(self) -> None:
        top = self.banner.geometry().bottom() + 1
        width = self.width() - 16
        self.details.setGeometry(8, top, width, self.details.height_wanted(width))
        self.details.setVisible(not self.details.isVisible())
        self.details.raise_()

    def _draw(self, painter: QPainter) -> None:
        tokens = current()
        painter.fillRect(self.rect(), QColor(tokens.panel))
        painter.fillRect(0, 0, 1, self.height(), QColor(tokens.line))
        painter.fillRect(0, self._foot.y(), self.width(), 1, QColor(tokens.line))


def _series(screen: Screen) -> list[Series]:
    return [each.series for each in screen.entries]


def _show(stack: QStackedWidget, face: QWidget) -> None:
    """Swap the face where it is another one: a stroke asks sixty times a second."""
    if stack.currentWidget() is not face:
        stack.setCurrentWidget(face)


def _stack(*faces: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    for face in faces:
        stack.addWidget(face)
    return stack
