"""One plane of the volume as a widget: it shows a state and asks for another, it changes nothing itself."""

from __future__ import annotations

from dataclasses import replace
from math import ceil

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QCursor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.plane import PlaneName
from core.volume import Volume
from ui.theme import DARK
from ui.viewer import slice_pointer
from ui.viewer.contour_painter import screen_box
from ui.viewer.guarded_widget import GuardedWidget
from ui.viewer.guest import Place, PointerGuest
from ui.viewer.mark import Mark, Marks
from ui.viewer.outlined_text import CONTENT_STYLE, elided
from ui.viewer.probe import Probe
from ui.viewer.projection import Projection
from ui.viewer.ruler import Ruler
from ui.viewer.slice_furniture import FULL_FROM, convention_words, window_words
from ui.viewer.slice_painter import SlicePainter
from ui.viewer.slice_rail import SHOWN_FROM, SliceRail
from ui.viewer.view_state import PointerTool, ViewState, Window

_NOTCH = 120  # Qt's wheel units
_ZOOM_A_NOTCH = 1.15
_ZOOM_A_PIXEL = 1.006
NOTE_SHARE = 0.3  # of the view's width that a name may take
_RAIL, _GUEST = "rail", "guest"
_FURNITURE = (40.0, 110.0, -40.0, -75.0)  # px from each edge in which letters, corners, scale bar and rail lie
_AROUND_A_MARK = (-26.0, -32.0, 72.0, 26.0)  # px that brackets, glyph and number need beyond its box


class SliceView(GuardedWidget):
    """An axial, coronal or sagittal view."""

    state_requested = Signal(object)  # ViewState
    finding_requested = Signal(str)  # a lesion's or candidate's id
    activated = Signal()

    def __init__(self, name: PlaneName, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._painter: SlicePainter | None = None
        self._state = ViewState()
        self._scale = 1.0
        self._marks = Marks()
        self._active = False
        self._space = False
        self._wheel = 0
        self._drag: PointerTool | str | None = None
        self._held = Qt.MouseButton.NoButton  # that began it
        self._last = QPointF()
        self._guest: PointerGuest | None = None
        self._guest_reach: QRectF | None = None
        self._ruler: Ruler | None = None
        self._second: SlicePainter | None = None
        self._second_window = Window(1.0, 0.5)
        self._second_name = ""
        self._ground: tuple[tuple[object, ...], QImage] | None = None
        self._ground_seen: tuple[object, ...] = ()
        self._probe: Probe | None = None
        self._probed: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(f"{name.value.capitalize()} view")

    def set_volume(self, volume: Volume | None) -> None:
        """Show another volume, or nothing."""
        self._painter = SlicePainter(volume, self.name) if volume is not None else None
        self._ground, self._ground_seen = None, ()
        self._second = None
        self._marks = Marks()
        self.update()

    def set_second(self, name: str, volume: Volume | None, window: Window) -> None:
        """Lay another volume on the same grid over, in its own window, as much as the state's overlay says; or none."""
        self._second = SlicePainter(volume, self.name) if volume is not None else None
        self._second_name, self._second_window = name, window
        self.update()

    def render_state(self, state: ViewState, scale: float) -> None:
        """Show a state at ``scale`` logical px/mm; nothing is drawn where both are the same."""
        if (state, scale) != (self._state, self._scale):
            self._state, self._scale = state, scale
            self._tell_what_is_left_out()
            self.update()

    def render_marks(self, marks: Marks) -> None:
        """Show other lesions or candidates."""
        if marks is not self._marks:
            self._marks = marks
            self.update()

    def render_live(self, marks: Marks, finding_id: str) -> None:
        """Show a finding that is being drawn: only what lies around it is drawn again."""
        projection = self.projection()
        changed = [mark for each in (self._marks, marks) if (mark := each.find(finding_id)) is not None]
        self._marks = marks
        if projection is None or len(changed) != 2:
            self.update()
            return
        one, other = (screen_box(projection, mark) for mark in changed)
        self.update((one | other).adjusted(*_AROUND_A_MARK).toAlignedRect())

    def redraw_guest(self) -> None:
        """Draw again where the guest draws, and where it did."""
        projection, before = self.projection(), self._guest_reach
        if self._guest is None or projection is None:
            return
        self._guest_reach = self._guest.reach(projection)
        if before is None or self._guest_reach is None:
            self.update()
        elif not (before | self._guest_reach).isEmpty():
            self.update((before | self._guest_reach).toAlignedRect())

    def set_guest(self, guest: PointerGuest | None) -> None:
        """Give the left button and the bare mouse to a guest, or take them back."""
        self._guest, self._guest_reach = guest, None
        self.setMouseTracking(guest is not None or self._probe is not None)
        self.setCursor(self._bare_cursor())
        self.update()

    def set_probe(self, probe: Probe | None) -> None:
        """Tell in the corner what lies under the mouse, or no longer."""
        if probe is None:
            self._probed = ()
        self._probe = probe
        self.setMouseTracking(self._guest is not None or probe is not None)
        self._read_probe(QPointF(self.mapFromGlobal(QCursor.pos())) if self.underMouse() else None)
        self.update()

    def _read_probe(self, point: QPointF | None) -> None:
        projection = self.projection()
        if self._probe is None or self._painter is None or projection is None:
            return
        index = projection.to_index(point, self._painter.slice_index(self._state)) if point is not None else None
        lines = self._probe.lines(index) if index is not None else ()
        if lines != self._probed:
            self._probed = lines
            self.update()

    def set_ruler(self, ruler: Ruler) -> None:
        """Draw what was measured, whoever has the mouse."""
        self._ruler = ruler
        ruler.changed.connect(self.update)

    def set_active(self, active: bool) -> None:
        """Draw the accent edge, or not."""
        if active != self._active:
            self._active = active
            self.update()

    def projection(self) -> Projection | None:
        """Return where places lie on this view, or None without a volume."""
        if self._painter is None or self._scale <= 0:
            return None
        return self._painter.projection(self._state, self._scale, QSizeF(self.size()))

    def paint(self, painter: QPainter) -> None:
        """Draw image, outlines, furniture and the active edge."""
        projection = self.projection()
        if self._painter is None or projection is None:
            painter.fillRect(self.rect(), QColor(0, 0, 0))
            return
        self._paint_ground(painter, projection)
        self._painter.paint_marks(painter, self._state, projection, self._marks, self.notes())
        if self._guest is not None and self._guest is not self._ruler and not self._state.contours_hidden:
            self._guest.paint(painter, projection, self._painter.slice_index(self._state))
        if self._ruler is not None and not self._state.contours_hidden:
            self._ruler.paint(painter, projection, self._painter.slice_index(self._state))
        self._painter.paint_crosshair(painter, self._state, projection, self._marks)
        edges = QRectF(self.rect()).adjusted(*_FURNITURE)
        if not edges.contains(self.asked):  # a stroke in the middle leaves the edges as they are
            self._painter.paint_furniture(painter, self._state, projection, self._marks, self.notes())
        if self._active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent), 1.0))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_ground(self, painter: QPainter, projection: Projection) -> None:
        """Draw the images; seen for the second time they are kept, for a stroke changes nothing of them."""
        assert self._painter is not None
        state, ratio = self._state, self.devicePixelRatioF()
        look = (state.centre, state.window, state.overlay, state.convention, self._scale)
        key = (self._painter, self._second, self._painter.slice_index(state), *look, self.size().toTuple(), ratio)
        if self._ground is None or self._ground[0] != key:
            again, self._ground_seen = self._ground_seen == key, key
            self._ground = None
            if not again:
                self._paint_images(painter, projection)
                return
            size = QSize(ceil(self.width() * ratio), ceil(self.height() * ratio))
            kept = QImage(size, QImage.Format.Format_RGB32)
            kept.setDevicePixelRatio(ratio)
            onto = QPainter(kept)
            onto.setRenderHints(painter.renderHints())
            self._paint_images(onto, projection)
            onto.end()
            self._ground = (key, kept)
        painter.drawImage(QPointF(0, 0), self._ground[1])

    def _paint_images(self, painter: QPainter, projection: Projection) -> None:
        assert self._painter is not None
        self._painter.paint_image(painter, self._state, projection)
        if self._second is not None and self._state.overlay > 0:
            self._second.paint_veil(painter, replace(self._state, window=self._second_window), projection)

    def notes(self) -> tuple[str, ...]:
        """What the corner says below the slice's place."""
        if self._second is None or self._state.overlay == 0:
            return self._probed
        room = self.width() * NOTE_SHARE
        share = f"{round(100 * self._state.overlay)} %"
        return (f"{elided(self._second_name, CONTENT_STYLE, room)}  {share}", *self._probed)

    def _tell_what_is_left_out(self) -> None:
        projection = self.projection()
        if projection is None or self.width() >= FULL_FROM:
            self.setToolTip("")
        else:
            side = convention_words(self.name, self._state.convention)
            self.setToolTip(f"{window_words(self._state.window)}\n{side}")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll through the slices; zoom with Ctrl."""
        projection = self.projection()
        if projection is None or self._painter is None:
            return
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        event.accept()
        if notches == 0:
            return
        if self._guest is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._guest.wheel(notches)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(projection, _ZOOM_A_NOTCH**notches, event.position())
        else:
            self._ask(slice_pointer.scrolled(self._state, projection, notches))

    def _ask(self, state: ViewState) -> None:
        self.state_requested.emit(state)

    def _zoom(self, projection: Projection, factor: float, at: QPointF) -> None:
        self._ask(slice_pointer.zoomed(self._state, projection, factor, at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag; a click moves the cursor and selects what lies under it."""
        self.activated.emit()
        projection = self.projection()
        if self._drag is not None and event.buttons() != event.button():
            return  # another button while one draws: the first one's drag goes on
        self._drag, self._held = self._begun(event, projection), event.button()
        self._last = event.position()
        if projection is None:
            return
        if self._drag == _GUEST and self._guest is not None:
            self._guest.press(self._place(projection, event.position()))
            return
        found = self._mark_under(projection, event.position()) if self._drag is PointerTool.CURSOR else None
        self._drag_to(projection, event.position())
        if found is not None:
            self._drag = None  # selecting may move the views away from under the mouse
            self.finding_requested.emit(found.finding_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the drag; where its end was seen by another window, it ends here."""
        projection = self.projection()
        if projection is None:
            return
        if self._drag is not None and not event.buttons() & self._held:
            self._end_drag(projection, event.position())
        self._read_probe(event.position())
        if self._guest is not None and self._drag in (None, _GUEST):
            place = self._place(projection, event.position())
            (self._guest.hover if self._drag is None else self._guest.drag)(place)
        elif self._drag is not None:
            self._drag_to(projection, event.position())
        self._last = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag that this button began."""
        if event.button() is self._held:
            self._end_drag(self.projection(), event.position())

    def _end_drag(self, projection: Projection | None, point: QPointF) -> None:
        drag, self._drag = self._drag, None
        if drag == _GUEST and self._guest is not None and projection is not None:
            self._guest.release(self._place(projection, point))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Let a guest close its line; else it is another press."""
        projection = self.projection()
        if self._guest is not None and projection is not None and event.button() is Qt.MouseButton.LeftButton:
            self._guest.double_click(self._place(projection, event.position()))
        else:
            self.mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take a guest's cursor off the view."""
        super().leaveEvent(event)
        self._read_probe(None)
        if self._guest is not None and self._drag is None:
            self._guest.hover(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space held: the left button pans."""
        if event.key() == Qt.Key.Key_Space:
            self._hold_space(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Space let go."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._hold_space(False)
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Let go of Space: its release is told to another widget."""
        super().focusOutEvent(event)
        self._hold_space(False)

    def _hold_space(self, held: bool) -> None:
        self._space = held
        self.setCursor(Qt.CursorShape.OpenHandCursor if held else self._bare_cursor())

    def _bare_cursor(self) -> Qt.CursorShape:
        """A brush draws its own; a ruler needs a cross."""
        if self._guest is None:
            return Qt.CursorShape.ArrowCursor
        return Qt.CursorShape.CrossCursor if self._guest is self._ruler else Qt.CursorShape.BlankCursor

    def _begun(self, event: QMouseEvent, projection: Projection | None) -> PointerTool | str | None:
        if event.button() is Qt.MouseButton.RightButton:
            return PointerTool.WINDOW
        if event.button() is Qt.MouseButton.MiddleButton or self._space:
            return PointerTool.PAN
        if projection is not None and self._on_rail(projection, event.position()):
            return _RAIL
        if self._guest is not None and self._state.tool is PointerTool.CURSOR:
            return _GUEST
        return self._state.tool

    def _place(self, projection: Projection, point: QPointF) -> Place:
        assert self._painter is not None
        return Place(projection, self._painter.slice_index(self._state), point)

    def _on_rail(self, projection: Projection, point: QPointF) -> bool:
        return self.width() >= SHOWN_FROM and SliceRail(projection.plane, QRectF(self.rect())).holds(point)

    def _mark_under(self, projection: Projection, point: QPointF) -> Mark | None:
        """Return a mark that a click would newly select."""
        assert self._painter is not None
        voxel = projection.voxel(point, self._painter.slice_index(self._state))
        if voxel is None or self._state.contours_hidden:
            return None
        mark = self._marks.at(voxel)
        return mark if mark is not None and mark.finding_id != self._marks.selected_id else None

    def _drag_to(self, projection: Projection, point: QPointF) -> None:
        wanted = self._dragged(projection, point)
        if wanted is not None and wanted != self._state:
            self._ask(wanted)

    def _dragged(self, projection: Projection, point: QPointF) -> ViewState | None:
        assert self._painter is not None
        state, by = self._state, point - self._last
        if self._drag is PointerTool.CURSOR:
            return slice_pointer.moved_cursor(state, projection, self._painter.slice_index(state), point)
        if self._drag is PointerTool.PAN:
            return slice_pointer.panned(state, projection, by)
        if self._drag is PointerTool.ZOOM:
            middle = QPointF(self.rect().center())
            return slice_pointer.zoomed(state, projection, _ZOOM_A_PIXEL ** -by.y(), middle)
        if self._drag is PointerTool.WINDOW:
            return slice_pointer.windowed(state, by)
        if self._drag == _RAIL:
            rail = SliceRail(projection.plane, QRectF(self.rect()))
            return slice_pointer.at_slice(state, projection, rail.slice_at(point.y()))
        return None
