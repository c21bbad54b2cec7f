"""The frame: four fixed bars around the images; commands, keys and drops come in here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from core.ongoing import OpenReview
from ui.actions import Command, command_of
from ui.controller import Controller
from ui.messages import Alert, Messages
from ui.offers import Offers
from ui.pages.first_run import FirstRunPage
from ui.pages.series_page import SeriesPage
from ui.panel.list_choices import ListChoices
from ui.panel.right_panel import RightPanel
from ui.physical_key import name_of
from ui.reject_reasons import REASONS
from ui.review_view import ReviewView
from ui.screen import Mode, Page, Screen
from ui.sheet.places import Move
from ui.sheet.sheet_view import SheetView
from ui.sheet.tile_head import Judgement
from ui.status_bar import StatusBar
from ui.theme import scaled
from ui.tool_strip import ToolStrip
from ui.top_bar import TopBar
from ui.viewer.view_state import ViewState

MINIMUM = (960, 600)
_NARROW_UNDER = 1100
_LOW_UNDER = 760
_TALL_FROM = 1000
_KEYS_ELSEWHERE = (QEvent.Type.WindowBlocked, QEvent.Type.WindowDeactivate, QEvent.Type.ApplicationDeactivate)
_MOVES = {
    Command.TILE_LEFT: Move.LEFT,
    Command.TILE_RIGHT: Move.RIGHT,
    Command.TILE_ABOVE: Move.ABOVE,
    Command.TILE_BELOW: Move.BELOW,
    Command.FIRST_TILE: Move.FIRST,
    Command.LAST_TILE: Move.LAST,
    Command.PAGE_UP: Move.PAGE_UP,
    Command.PAGE_DOWN: Move.PAGE_DOWN,
}
_REPEATED = (
    Command.NEXT,
    Command.PREVIOUS,
    Command.GROW,
    Command.SHRINK,
    Command.SMALLER,
    Command.LARGER,
    *_MOVES,
)


class MainWindow(QMainWindow):
    """Lays the parts out and passes on; holds nothing that is shown.

    Parameters
    ----------
    controller, messages
        Where requests go; where errors and news come from.

    """

    command_requested = Signal(Command)
    paths_dropped = Signal(list)
    closing = Signal()
    report_requested = Signal(object)  # Path of a crash report
    remade = Signal()  # every part but the views is another one now

    def __init__(self, controller: Controller, messages: Messages) -> None:
        super().__init__()
        self._controller = controller
        self._offers = Offers()
        self._hiding: int | None = None  # the key held that hides the contours
        self.setWindowTitle("MetsReview")
        self.setMinimumSize(*MINIMUM)
        self.setAcceptDrops(True)
        self.review = ReviewView()
        self.review.finding_clicked.connect(controller.findings.select)
        self._make_parts()
        controller.findings.centre_requested.connect(lambda: self.review.centre(controller.screen))
        controller.changed.connect(self._render)
        messages.alerted.connect(self._show_alert)
        messages.settled.connect(self._close_alert)
        messages.told.connect(self._tell)
        self.review.cursor_told.connect(self._show_cursor)
        self.review.quad.state_changed.connect(self._render_look)
        self._render(Screen(), controller.screen)

    def show_offers(self, offers: Offers) -> None:
        """Offer on the first page to go on where windows ended without closing."""
        self._offers = offers
        offers.changed.connect(self._show_offer)
        self._show_offer()

    def _show_offer(self) -> None:
        self.first_run.offer.show_offer(self._offers.first, self._offers.cut_off)

    def _dismiss_offer(self) -> None:
        self._offers.dismiss()

    def _go_on(self, review: OpenReview) -> None:
        self._offers.take_up()
        self._controller.go_on(review)

    def remake(self) -> None:
        """Make every part anew but the views: for another language, text size or set of keys."""
        before, alert = self.centralWidget(), self.panel.alert
        self.review.setParent(self)  # keeps its study, its tool and what was measured
        self._make_parts()
        before.deleteLater()
        self._render(Screen(), self._controller.screen, self._parts_but_the_views())
        self._give_way()
        if alert is not None:
            self.panel.show_alert(alert)
        self._render_look(self.review.quad.state)
        self.tools.show_tool(self.review.tool_in_hand)
        self.tools.show_probe(self.review.quad.probing)
        self.review.tell_again()
        self.remade.emit()

    def _make_parts(self) -> None:
        self.top, self.tools, self.panel, self.status = TopBar(), ToolStrip(), RightPanel(), StatusBar()
        self.first_run, self.series, self.sheet = FirstRunPage(), SeriesPage(), SheetView()
        self.list_choices = ListChoices(self.panel)
        self.review.name_views()
        self.pages = QStackedWidget()
        self.pages.setObjectName("centre")
        self.pages.setMinimumSize(1, 1)  # whatever a page would like: the bars are never pushed out of the window
        self._by_page: dict[Page, QWidget] = {
            Page.FIRST_RUN: self.first_run,
            Page.SERIES: self.series,
            Page.REVIEW: self.review,
        }
        for page in (*self._by_page.values(), self.sheet):
            self.pages.addWidget(page)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.tools)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self.panel)
        frame = QWidget()
        frame.setObjectName("centre")
        column = QVBoxLayout(frame)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.setCentralWidget(frame)

    def _connect(self) -> None:
        ask = self.command_requested
        for part in (self.top, self.tools, self.series):
            part.command_requested.connect(ask)
        self.panel.steps.welcome.command_requested.connect(ask)
        self.first_run.zone.open_requested.connect(ask)
        self.first_run.zone.demo_requested.connect(lambda: ask.emit(Command.DEMO))
        self.first_run.recent.open_requested.connect(self._controller.open_paths)
        self._controller.opened.connect(self.first_run.recent.remember)
        self.first_run.offer.continue_requested.connect(self._go_on)
        self.first_run.offer.report_requested.connect(self.report_requested)
        self.first_run.offer.dismissed.connect(self._dismiss_offer)
        self._show_offer()
        self.series.series_chosen.connect(self._controller.choose)
        self.series.series_opened.connect(lambda _entry: ask.emit(Command.ENTER))
        self.panel.progress.cancel_requested.connect(self._controller.cancel)
        self.panel.triage.filter_requested.connect(self._controller.findings.filter_by)
        self.panel.tabs.tab_requested.connect(self._controller.findings.show_tab)
        self.panel.tabs.choices_requested.connect(lambda: ask.emit(Command.LIST_CHOICES))
        self.list_choices.sort_requested.connect(self._controller.findings.sort_by)
        self.list_choices.filter_requested.connect(self._controller.findings.filter_by)
        self.list_choices.narrowing_requested.connect(self._controller.findings.narrow_by)
        self.panel.review.selected.connect(self._controller.findings.select)
        self.panel.review.marked.connect(lambda each, up_to: self._controller.findings.mark(each, up_to=up_to))
        self.panel.review.sort_requested.connect(self._controller.findings.sort_by)
        self.panel.review.reasons.reason_given.connect(self._controller.judging.reject)
        self.panel.review.threshold.threshold_requested.connect(self._controller.findings.look_lower)
        self.panel.decide.accept_requested.connect(lambda: ask.emit(Command.ACCEPT))
        self.panel.decide.reject_requested.connect(lambda: ask.emit(Command.REJECT))
        self.panel.decide.edit_requested.connect(lambda: ask.emit(Command.EDIT))
        self.panel.editing.command_requested.connect(ask)
        self.panel.edit_foot.command_requested.connect(ask)
        self.panel.edit_head.back_requested.connect(self._controller.editor.leave)
        self.panel.run.run_requested.connect(lambda: ask.emit(Command.ENTER))
        self.panel.run.read_requested.connect(self._controller.read_only)
        self._connect_sheet()

    def _connect_sheet(self) -> None:
        sheet, quad = self.sheet, self.review.quad
        sheet.finding_clicked.connect(self._controller.findings.select)
        sheet.finding_opened.connect(self._open_in_views)
        sheet.judged.connect(self._judge_on_sheet)
        sheet.filter_requested.connect(self._controller.findings.filter_by)
        sheet.all_requested.connect(self._controller.findings.show_all)
        sheet.same_scale_requested.connect(self._controller.findings.scale_sheet)
        sheet.look_requested.connect(quad.set_state)
        self.status.blend.blend_requested.connect(quad.set_blend)

    def _open_in_views(self, finding_id: str) -> None:
        self._controller.findings.select(finding_id)
        self.command_requested.emit(Command.REVIEW)

    def _judge_on_sheet(self, finding_id: str, judgement: Judgement) -> None:
        self._controller.findings.select(finding_id)
        self.command_requested.emit(Command.REJECT if judgement is Judgement.REJECT else Command.ACCEPT)

    def show_list_choices(self) -> None:
        """Open what sorts and filters the list, where there is one."""
        if self._controller.screen.review is not None and self.panel.tabs.isVisible():
            self.list_choices.open_under(self.panel.tabs.funnel)

    def move_on_sheet(self, command: Command) -> None:
        """Take the tile in hand that a key leads to."""
        target = self.sheet.key_target(_MOVES[command])
        if target is not None:
            self._controller.findings.select(target)

    def _parts_but_the_views(self) -> tuple[Callable[[Screen, Screen], None], ...]:
        return (
            self.top.render_screen,
            self.tools.render_screen,
            self.series.render_screen,
            self.sheet.render_screen,
            self.panel.render_screen,
            self.list_choices.render_screen,
            self.status.render_screen,
        )

    def _render(
        self, old: Screen, new: Screen, parts: tuple[Callable[[Screen, Screen], None], ...] | None = None
    ) -> None:
        for render in parts or (self.review.render_screen, *self._parts_but_the_views()):
            render(old, new)
        on_sheet = new.page is Page.REVIEW and new.mode is Mode.SHEET
        self.pages.setCurrentWidget(self.sheet if on_sheet else self._by_page[new.page])
        if on_sheet and not old.sheet:
            self.sheet.render_look(self.review.quad.state)
        if (old.page, old.mode) != (new.page, new.mode):
            self._free_keys()

    def _free_keys(self) -> None:
        """Leave the keys with the window: Qt gives them to some button where what had them is hidden."""
        held = self.focusWidget()
        if isinstance(held, QAbstractButton):
            held.clearFocus()

    # What goes to the parts there are now

    def _show_alert(self, alert: Alert) -> None:
        self.panel.show_alert(alert)

    def _close_alert(self) -> None:
        if self.panel.alert is not None and not self.panel.alert.of_program:
            self.panel.close_alert()

    def _tell(self, news: str) -> None:
        self.status.tell(news)

    def _show_cursor(self, words: str) -> None:
        self.status.show_cursor(words)

    def _render_look(self, look: ViewState) -> None:
        self.sheet.render_look(look)
        self.status.render_look(look)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the physical key into a command; what no command wants stays the focused part's."""
        key = name_of(event)
        if key.isdigit():
            self._digit(int(key))
            return
        command = command_of(key, on_sheet=self._controller.screen.mode is Mode.SHEET)
        if command is None or (event.isAutoRepeat() and command not in _REPEATED):
            super().keyPressEvent(event)
            return
        self.command_requested.emit(command)
        if command is Command.HIDE_CONTOURS:
            self._hiding = event.key()

    def event(self, event: QEvent) -> bool:
        """Bring the contours back where the key that hides them may be let go unseen: in a dialog, another window."""
        if event.type() in _KEYS_ELSEWHERE:
            self.show_contours()
        return super().event(event)

    def show_contours(self) -> None:
        """Draw the contours again, where they were hidden."""
        self._hiding = None
        if self.review.quad.state.contours_hidden:
            self.review.hide_contours(False)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let go of what works only while held."""
        if event.isAutoRepeat():
            return
        command = command_of(name_of(event))
        if event.key() == self._hiding:  # whatever is held beside it by now
            self.show_contours()
        elif command is Command.PAN and self._controller.screen.mode is not Mode.SHEET:
            self.review.use_tool(Command.CURSOR)
            self.tools.show_tool(Command.MEASURE if self.review.measuring else Command.CURSOR)

    def _digit(self, digit: int) -> None:
        if not self._controller.screen.rejecting:
            self._controller.findings.jump(digit)
        elif 1 <= digit <= len(REASONS):
            self._controller.judging.reject(REASONS[digit - 1])

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders anywhere on the window."""
        if local_paths(event):
            event.acceptProposedAction()
            self.first_run.zone.show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to the dashed edge."""
        del event
        self.first_run.zone.show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        self.first_run.zone.show_over(False)
        event.acceptProposedAction()
        self.paths_dropped.emit(local_paths(event))

    # Size

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give way in the order of the design."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        self.panel.set_narrow(self.width() < scaled(_NARROW_UNDER))
        self.panel.set_low(self.height() < scaled(_LOW_UNDER))
        self.panel.set_tall(self.height() >= scaled(_TALL_FROM))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Give everything back."""
        self.closing.emit()
        super().closeEvent(event)


def local_paths(event: QDropEvent) -> list[Path]:
    """Return the files and folders that an event carries."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
