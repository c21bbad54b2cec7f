"""All tiles, laid out; Qt draws those in sight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.actions import present_key
from ui.controls.guarded import paint_guarded
from ui.controls.key_cap import KeyHint
from ui.controls.text import SEMIBOLD, label
from ui.language import translate
from ui.sheet.places import GAP, Move, columns_of, moved, places
from ui.sheet.tile import SheetTile
from ui.sheet.tile_content import TileContent
from ui.sheet.tile_head import Judgement
from ui.theme import current
from ui.viewer.tile_painter import TilePainter
from ui.viewer.view_state import ViewState

_SCROLL_PAUSE_MS = 400  # a wheel that began to move the sheet goes on to, whatever comes under the mouse


class TileBoard(QWidget):
    """Tiles of the lesions, a line, tiles of the second look."""

    selected = Signal(str)
    opened = Signal(str)
    judged = Signal(str, Judgement)
    scrolled = Signal(str, float)
    look_requested = Signal(object)  # ViewState

    def __init__(self) -> None:
        super().__init__()
        self.tiles: list[SheetTile] = []
        self.second_look = _SecondLook(self)
        self._lesion_count = 0
        self._scrolled_at: int | None = None

    def show_tiles(
        self, lesions: tuple[TileContent, ...], aside: tuple[TileContent, ...], painter: TilePainter
    ) -> None:
        """Show these findings; the tiles of those that stay are kept."""
        known = {tile.content.finding_id: tile for tile in self.tiles}
        self.tiles = []
        for content in (*lesions, *aside):
            tile = known.pop(content.finding_id, None) or self._make(content, painter)
            tile.show_content(content)
            self.tiles.append(tile)
        for tile in known.values():
            tile.hide()
            tile.deleteLater()
        self._lesion_count = len(lesions)

    def clear(self) -> None:
        """Show nothing: another volume comes."""
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles, self._lesion_count = [], 0

    def arrange(self, width: int) -> None:
        """Lay the tiles out over ``width`` and take the height they need."""
        laid = places(width, self._lesion_count, len(self.tiles) - self._lesion_count)
        self.resize(width, laid.height)
        for tile, place in zip(self.tiles, laid.tiles, strict=True):
            tile.setGeometry(place)
            tile.show()
        self.second_look.setVisible(laid.second_look is not None)
        if laid.second_look is not None:
            self.second_look.setGeometry(laid.second_look)

    def tile_of(self, finding_id: str | None) -> SheetTile | None:
        """Return a finding's tile."""
        return next((tile for tile in self.tiles if tile.content.finding_id == finding_id), None)

    def render_look(self, look: ViewState, offset_of: Callable[[str], float]) -> None:
        """Show a window and each finding's slices on every tile."""
        for tile in self.tiles:
            tile.render_look(look, offset_of(tile.content.finding_id))

    def show_at_hand(self, finding_id: str | None) -> None:
        """Give one tile the accent's edge."""
        for tile in self.tiles:
            tile.show_at_hand(tile.content.finding_id == finding_id)

    def beside(self, finding_id: str | None, move: Move, shown_height: int) -> str | None:
        """Return the finding that a key leads to from another; ``shown_height`` px of the board are in sight."""
        if not self.tiles:
            return None
        ids = [tile.content.finding_id for tile in self.tiles]
        place = ids.index(finding_id) if finding_id in ids else -1
        rows = max(1, shown_height // (self.tiles[0].height() + GAP))
        aside = len(ids) - self._lesion_count
        return ids[moved(place, move, self._lesion_count, aside, columns_of(self.width()), rows)]

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the sheet move, and remember when: the next notch belongs to it too."""
        self._scrolled_at = event.timestamp()
        event.ignore()

    def _scrolls(self, at: int) -> bool:
        return self._scrolled_at is not None and 0 <= at - self._scrolled_at < _SCROLL_PAUSE_MS

    def _make(self, content: TileContent, painter: TilePainter) -> SheetTile:
        tile = SheetTile(content, painter, self._scrolls, self)
        tile.selected.connect(self.selected)
        tile.opened.connect(self.opened)
        tile.judged.connect(self.judged)
        tile.scrolled.connect(self.scrolled)
        tile.look_requested.connect(self.look_requested)
        return tile


class _SecondLook(QWidget):
    """What stands over the candidates: how many, and that A brings one back."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.count = label("", 12, tone="2")
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 1, 3, 0)
        row.setSpacing(12)
        row.addWidget(label(translate("Sheet", "Second look"), 13, SEMIBOLD))
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(KeyHint((present_key("A"),), translate("Sheet", "restores the selected one")))
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            part.setMinimumWidth(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairline, guarded."""
        del event
        paint_guarded(self, self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.fillRect(0, 0, self.width(), 1, QColor(current().line))
