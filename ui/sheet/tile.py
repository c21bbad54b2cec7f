"""One tile as a widget: it shows a finding and asks, it changes nothing itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMargins, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.core_words import spoken
from ui.sheet import tile_head
from ui.sheet.places import HEAD
from ui.sheet.tile_content import TileContent
from ui.sheet.tile_head import HeadLook, Judgement
from ui.theme import current
from ui.viewer import slice_pointer
from ui.viewer.guarded_widget import GuardedWidget
from ui.viewer.slice_furniture import paint_hidden
from ui.viewer.tile_painter import TilePainter, square_lefts
from ui.viewer.view_state import PointerTool, ViewState

_NOTCH = 120  # Qt's wheel units
_RADIUS = 6.0
_EDGE = 1.0


class SheetTile(GuardedWidget):
    """A head over three planes.

    Parameters
    ----------
    content, painter
        The finding, and who draws its planes.
    sheet_scrolls
        Told an event's time in ms: whether the wheel is still scrolling the sheet itself.
    parent
        The board.

    """

    selected = Signal(str)
    opened = Signal(str)
    judged = Signal(str, Judgement)
    scrolled = Signal(str, float)  # millimetres towards the head, the front, the left
    look_requested = Signal(object)  # ViewState

    def __init__(
        self, content: TileContent, painter: TilePainter, sheet_scrolls: Callable[[int], bool], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._content, self._painter, self._sheet_scrolls = content, painter, sheet_scrolls
        self._look = ViewState()
        self._offset_mm = 0.0
        self._at_hand = self._over = False
        self._button: Judgement | None = None
        self._wheel = 0
        self._dragged_from: QPointF | None = None
        self._planes: tuple[object, QPixmap] | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(content.words())

    @property
    def content(self) -> TileContent:
        """What it shows."""
        return self._content

    @property
    def at_hand(self) -> bool:
        """Whether it has the accent's edge."""
        return self._at_hand

    @property
    def offset_mm(self) -> float:
        """How far its slices lie from the lesion's middle."""
        return self._offset_mm

    def show_content(self, content: TileContent) -> None:
        """Show the finding as it is now; nothing is drawn where it is the same."""
        if content != self._content:
            self._content = content
            self.setAccessibleName(content.words())
            self.update()

    def render_look(self, look: ViewState, offset_mm: float) -> None:
        """Show another window, other slices."""
        kept = [(each.window, each.convention, each.contours_hidden) for each in (self._look, look)]
        if kept[0] != kept[1] or offset_mm != self._offset_mm:
            self.update()
        self._look, self._offset_mm = look, offset_mm

    def show_at_hand(self, at_hand: bool) -> None:
        """Draw the accent's edge, or not."""
        if at_hand != self._at_hand:
            self._at_hand = at_hand
            self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw head, planes and edge."""
        tokens, size = current(), QRectF(self.rect())
        painter.save()
        shape = QPainterPath()
        shape.addRoundedRect(size, _RADIUS, _RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(size, QColor(0, 0, 0))
        over = HeadLook(size.width(), self._at_hand, self._over, self._button, self.devicePixelRatioF())
        tile_head.paint_head(painter, self._content, over)
        painter.drawPixmap(QPointF(_EDGE, HEAD), self._planes_picture())
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        width = 2.0 if self._at_hand else 1.0
        painter.setPen(QPen(QColor(tokens.accent if self._at_hand else tokens.line), width))
        half = width / 2
        painter.drawRoundedRect(size.adjusted(half, half, -half, -half), _RADIUS - half, _RADIUS - half)

    def _planes_picture(self) -> QPixmap:
        """Return the three planes, drawn anew only where they look different: scrolling and hovering cost nothing."""
        ratio = self.devicePixelRatioF()
        size = self.size().shrunkBy(QMargins(int(_EDGE), HEAD, int(_EDGE), int(_EDGE)))
        content, look = self._content, self._look
        shown = (look.window, look.convention, look.contours_hidden, self._offset_mm)
        key = (content.mask, content.row.glyph, content.field_mm, *shown, size.toTuple(), ratio)
        if self._planes is None or self._planes[0] != key:
            picture = QPixmap(size * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.black)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(0, 0, size.width(), size.height())
            try:
                self._painter.paint(painter, area, content.mark(), look, content.field_mm, self._offset_mm)
                if look.contours_hidden:
                    paint_hidden(painter, QPointF(6.0, 28.0))
            finally:
                painter.end()
            self._planes = (key, picture)
        return self._planes[1]

    def plane_at(self, point: QPointF) -> int | None:
        """Return which square lies under a point: 0 axial, 1 coronal, 2 sagittal; None beside them."""
        if point.y() < HEAD:
            return None
        lefts = square_lefts(self.width() - 2 * _EDGE)
        return max(n for n, left in enumerate(lefts) if n == 0 or point.x() - _EDGE >= left)

    # The mouse

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll through the lesion over its planes; elsewhere, and in the midst of a scroll, move the sheet."""
        plane = self.plane_at(event.position())
        if plane is None or self._sheet_scrolls(event.timestamp()):
            self._wheel = 0
            event.ignore()
            return
        event.accept()
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        if notches:
            self.scrolled.emit(self._content.finding_id, notches * self._painter.slice_mm(plane, self._look))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Judge by a button of the head, take in hand by the rest; the window's drag begins here too."""
        judgement = self._judgement_at(event.position())
        left = event.button() is Qt.MouseButton.LeftButton
        if left and judgement is not None:
            self.judged.emit(self._content.finding_id, judgement)
            return
        if left:
            self.selected.emit(self._content.finding_id)
        on_plane = self.plane_at(event.position()) is not None
        windowing = event.button() is Qt.MouseButton.RightButton or (left and self._look.tool is PointerTool.WINDOW)
        self._dragged_from = event.position() if windowing and on_plane else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the window, or light the button under the mouse."""
        if self._dragged_from is not None:
            by = event.position() - self._dragged_from
            self._dragged_from = event.position()
            self.look_requested.emit(slice_pointer.windowed(self._look, by))
            return
        button = self._judgement_at(event.position())
        if button is not self._button:
            self._button = button
            self.update()
        cut = tile_head.is_cut(self._content, self.width()) and event.position().y() < HEAD
        self.setToolTip(spoken(button.value) if button is not None else self._content.row.name if cut else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        del event
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the finding in the views; a button is not pressed twice."""
        if event.button() is Qt.MouseButton.LeftButton and self._judgement_at(event.position()) is None:
            self.opened.emit(self._content.finding_id)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the head's buttons."""
        super().enterEvent(event)
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take them away."""
        super().leaveEvent(event)
        self._over, self._button = False, None
        self.update()

    def _judgement_at(self, point: QPointF) -> Judgement | None:
        boxes = tile_head.buttons(self._content, self.width())
        return next((each for each, box in boxes.items() if box.contains(point)), None)
