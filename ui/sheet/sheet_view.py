"""Between the screen's state and the contact sheet: what is shown, at hand, clicked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.controls.buttons import LinkButton
from ui.controls.text import label
from ui.core_words import spoken
from ui.language import translate
from ui.lesion_list.narrowing import ALL_ROWS
from ui.lesion_list.status_filter import StatusFilter
from ui.screen import Screen
from ui.sheet.board import TileBoard
from ui.sheet.places import GAP, Move
from ui.sheet.sheet_bar import SheetBar
from ui.sheet.tile_content import tiles
from ui.sheet.tile_head import Judgement
from ui.viewer.tile_painter import TilePainter
from ui.viewer.view_state import ViewState

_SHOWN = ("sheet", "volume", "review", "extra", "facts", "order", "status_filter", "narrowing", "same_scale")
_FARTHEST_OF_FIELD = 0.5  # farther from its middle a tile shows nothing that a lesion's field holds


class SheetView(QWidget):
    """The sheet, told only what changed, and nothing while another page is shown.

    Window, convention and hidden contours are the views': the sheet asks for another :class:`ViewState` and is
    told of it. Its own is only which slices each tile shows, as the views' cursor is theirs.
    """

    finding_clicked = Signal(str)
    finding_opened = Signal(str)
    judged = Signal(str, Judgement)
    filter_requested = Signal(StatusFilter)
    all_requested = Signal()
    same_scale_requested = Signal(bool)
    look_requested = Signal(object)  # ViewState

    def __init__(self) -> None:
        super().__init__()
        self.bar, self.board = SheetBar(), TileBoard()
        self._painter: TilePainter | None = None
        self._look = ViewState()
        self._offsets_mm: dict[str, float] = {}
        self._at_hand: str | None = None
        self.area = QScrollArea()
        self.area.setWidget(self.board)
        for part in (self.area.viewport(), self.board):
            part.setAutoFillBackground(False)  # the window's colour lies behind the tiles, not the panels'
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows belong to the window
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(translate("Sheet", "Contact sheet"))
        self.empty, self.show_all = label("", 13, tone="3"), LinkButton(translate("Sheet", "Show all"))
        self._empty_line = QWidget()
        line = QHBoxLayout(self._empty_line)
        line.setContentsMargins(15, 8, 16, 0)
        line.addWidget(self.empty)
        line.addWidget(self.show_all)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self._empty_line)
        column.addWidget(self.area, 1)
        self._connect()

    def _connect(self) -> None:
        self.bar.filter_requested.connect(self.filter_requested)
        self.bar.same_scale_requested.connect(self.same_scale_requested)
        self.show_all.clicked.connect(self.all_requested)
        self.board.selected.connect(self.finding_clicked)
        self.board.opened.connect(self.finding_opened)
        self.board.judged.connect(self.judged)
        self.board.scrolled.connect(self._scroll_lesion)
        self.board.look_requested.connect(self.look_requested)

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show the findings of a review, and which is at hand."""
        if old.volume is not new.volume:
            self._painter = None
            self._offsets_mm = {}
            self.board.clear()
        if not new.sheet or new.volume is None:
            return
        if any(getattr(old, part) is not getattr(new, part) for part in _SHOWN):
            self._show(new)
        if old.selected != new.selected or not old.sheet:
            self._at_hand = new.selected
            self._mark()

    def render_look(self, look: ViewState) -> None:
        """Show the views' window, convention and hidden contours."""
        self._look = look
        if self.isVisible():
            self._render_tiles()

    def key_target(self, move: Move) -> str | None:
        """Return the finding that a key leads to."""
        return self.board.beside(self._at_hand, move, self.area.viewport().height())

    def fit(self) -> None:
        """Bring every lesion back to its middle."""
        self._offsets_mm = {}
        self._render_tiles()

    def showEvent(self, event: QShowEvent) -> None:
        """Bring what is at hand into sight, once the scroll bar knows how long the sheet is: at first, later."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._mark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew; what is at hand stays in sight."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Bring the contours back when the window is left while C is held: its release is never told."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self._look.contours_hidden:
            self.look_requested.emit(replace(self._look, contours_hidden=False))

    def _show(self, new: Screen) -> None:
        assert new.volume is not None
        if self._painter is None:
            self._painter = TilePainter(new.volume)
        lesions, aside = tiles(new)
        self.board.show_tiles(lesions, aside, self._painter)
        self.board.second_look.count.setText(_aside_words(new))
        self.bar.render_screen(new)
        self.empty.setText(_empty_words(new))
        self._empty_line.setVisible(not lesions)
        self.show_all.setVisible(new.narrowed)
        self._render_tiles()
        self._at_hand = new.selected
        self._arrange()

    def _arrange(self) -> None:
        # The scroll bar lies in the margin: tiles stay where they are when it appears.
        self.board.arrange(self.width())
        self._mark()

    def _mark(self) -> None:
        self.board.show_at_hand(self._at_hand)
        tile = self.board.tile_of(self._at_hand)
        if tile is not None:
            self.area.ensureWidgetVisible(tile, 0, GAP)

    def _render_tiles(self) -> None:
        self.board.render_look(self._look, lambda finding_id: self._offsets_mm.get(finding_id, 0.0))

    def _scroll_lesion(self, finding_id: str, by_mm: float) -> None:
        tile = self.board.tile_of(finding_id)
        if tile is not None:
            farthest = tile.content.field_mm * _FARTHEST_OF_FIELD
            wanted = self._offsets_mm.get(finding_id, 0.0) + by_mm
            self._offsets_mm[finding_id] = max(-farthest, min(farthest, wanted))
            self._render_tiles()


def _aside_words(screen: Screen) -> str:
    aside = len(screen.review.candidates) if screen.review is not None else 0
    words = [translate("Sheet", "{aside} put aside by post-processing").format(aside=aside)] if aside else []
    if screen.extra and screen.lower_threshold is not None:
        words.append(
            translate("Sheet", "{count} more at {lower_threshold:.2f}").format(
                count=len(screen.extra), lower_threshold=screen.lower_threshold
            )
        )
    return ", ".join(words)


def _empty_words(screen: Screen) -> str:
    if screen.narrowing != ALL_ROWS:
        return translate("Sheet", "No lesion fits the filter.")
    if screen.status_filter is not StatusFilter.ALL:
        return translate("Sheet", "No {lower} lesion.").format(lower=spoken(screen.status_filter.value).lower())
    aside = len(screen.candidates)
    if screen.blind:
        return translate("Sheet", "Nothing marked yet. In the views, put the crosshair on a lesion and press +.")
    if not screen.searched:
        return translate("Sheet", "Nothing marked yet: the model has not been run on this series.")
    return (
        translate("Sheet", "No lesion found. Second look has {aside}.").format(aside=aside)
        if aside
        else translate("Sheet", "No lesion found.")
    )
