"""The 3D view: a transparent brain with the lesions in it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPen, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.geometry import Geometry
from core.mask import BoolArray
from ui.core_words import spoken
from ui.theme import DARK
from ui.viewer.contour_painter import paint_brackets, paint_label
from ui.viewer.guarded_widget import GuardedWidget
from ui.viewer.mark import Marks
from ui.viewer.orbit import Orbit
from ui.viewer.outlined_text import CONTENT_STYLE, TITLE, TITLE_STYLE, draw_text
from ui.viewer.slice_furniture import CORNER, line_at

if TYPE_CHECKING:
    from ui.viewer.surface_model import Spot, SurfaceModel

_DEGREES_A_PIXEL = 0.5
_ZOOM_A_NOTCH = 1.12
_NOTCH = 120.0
_CLICK_PX = 4.0  # a press that moved less is a click
_REACH_PX = 8.0  # beyond a lesion's edge that still hits it
_AFTER_THE_SLICES_MS = 200  # more than keys of a quick reader are apart: each restarts it, and none waits for a picture
_SLOWEST_TURN_S, _COARSE_RATIO = 0.08, 0.5  # without a graphics card, turning is drawn coarser
_STILL_RATIO = 2.0  # finer than the screen while nothing turns: smooth edges
_RIGHT = Qt.AlignmentFlag.AlignRight


class SurfaceView(GuardedWidget):
    """Drawn when first seen and whenever something changed, never while the reader waits for a slice."""

    finding_requested = Signal(str)
    activated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: SurfaceModel | None = None
        self._geometry: Geometry | None = None
        self._brain: BoolArray | None = None
        self._marks = Marks()
        self._orbit = Orbit()
        self._picture = QImage()
        self._active = False
        self._late = False
        self._turning_ratio = 1.0
        self._pressed: QPointF | None = None
        self._last = QPointF()
        self._hovered: str | None = None
        self._spots: list[Spot] = []
        self._brain_changed = self._marks_changed = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._redraw)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("3D view")

    def set_study(self, geometry: Geometry, brain_mask: BoolArray | None) -> None:
        """Show another head: a (Z, Y, X) brain mask on the volume's grid, or lesions alone."""
        there = brain_mask is not None and bool(brain_mask.any())  # a review without a model has an empty one
        self._geometry, self._brain = geometry, brain_mask if there else None
        self._marks = Marks()
        self._brain_changed = True
        self._later()

    def clear(self) -> None:
        """Show nothing, and give the graphics memory back."""
        self._timer.stop()
        self._geometry, self._brain, self._marks = None, None, Marks()
        self._picture, self._spots, self._hovered = QImage(), [], None
        self._late = False
        if self._model is not None:
            self._model.close()
            self._model = None
        self.update()

    def render_marks(self, marks: Marks) -> None:
        """Show other lesions; where only the selection differs, nothing is rendered anew."""
        former, self._marks = self._marks, marks
        looks = [[(m.mask, m.glyph, m.finding_id) for m in each.lesions] for each in (former, marks)]
        if looks[0] != looks[1]:
            self._marks_changed = True
            self._later()
        self.update()

    def set_active(self, active: bool) -> None:
        """Draw the accent edge, or not."""
        if active != self._active:
            self._active = active
            self.update()

    @property
    def late(self) -> bool:
        """Whether what is shown is not yet what is true."""
        return self._late

    def _later(self) -> None:
        """Render soon, after the slices; until then the corner says so."""
        self._late = self._geometry is not None
        if self.isVisible() and self._geometry is not None:
            self._timer.start(_AFTER_THE_SLICES_MS)
        self.update()

    def _redraw(self) -> None:
        """Take one step towards a new picture; between two, the window answers the reader."""
        if self._geometry is None or not self.isVisible() or self.width() < 2 or self.height() < 2:
            return
        if self._model is None:
            from ui.viewer.surface_model import SurfaceModel  # VTK takes its time: not before it is needed

            self._model = SurfaceModel()
            self._brain_changed = True
            self._timer.start(0)
        elif self._brain_changed:
            self._model.set_brain(self._geometry, self._brain)
            self._brain_changed, self._marks_changed = False, True
            self._timer.start(0)
        else:
            self._draw(self._model)

    def _draw(self, model: SurfaceModel) -> None:
        if self._marks_changed:
            model.set_marks(self._marks)
            self._marks_changed = False
        turning = self._pressed is not None
        ratio = self._turning_ratio if turning else max(self.devicePixelRatioF(), _STILL_RATIO)
        start = perf_counter()
        self._picture = model.picture(self._orbit, (QSizeF(self.size()) * ratio).toSize())
        if turning and perf_counter() - start > _SLOWEST_TURN_S:
            self._turning_ratio = _COARSE_RATIO
        self._spots = model.spots(self._orbit, QSizeF(self.size()))
        self._late = False
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        self._later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Render at the new size."""
        super().resizeEvent(event)
        self._later()

    def paint(self, painter: QPainter) -> None:
        """Draw the last picture and what stands around it."""
        size = QRectF(self.rect())
        painter.fillRect(size, QColor(0, 0, 0))
        if self._geometry is None:
            return
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(size, self._picture)
        self._paint_marks(painter)
        self._paint_corners(painter, size)
        if self._active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent), 1.0))
            painter.drawRect(size.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_marks(self, painter: QPainter) -> None:
        for spot in self._spots:
            if spot.mark.finding_id == self._marks.selected_id:
                paint_brackets(painter, spot.box)
                at = QPointF(spot.box.right() + 14.0, spot.box.top() - 2.0)
                draw_text(painter, at, spot.mark.label, TITLE_STYLE, TITLE)
            elif spot.mark.finding_id == self._hovered:
                paint_label(painter, spot.box, spot.mark, selected=False)

    def _paint_corners(self, painter: QPainter, size: QRectF) -> None:
        right, bottom = size.right() - CORNER, size.bottom() - CORNER - 2
        draw_text(painter, QPointF(CORNER, line_at(0)), "3D", TITLE_STYLE, TITLE)
        shell = spoken("Brain transparent") if self._brain is not None else spoken("No brain mask yet")
        draw_text(painter, QPointF(CORNER, line_at(1)), shell, CONTENT_STYLE)
        draw_text(painter, QPointF(right, line_at(0)), spoken(self._orbit.words), TITLE_STYLE, TITLE, _RIGHT)
        hint = spoken("Drag to turn, click a lesion") if self._marks.lesions else spoken("Drag to turn")
        draw_text(painter, QPointF(CORNER, bottom), hint, CONTENT_STYLE)
        if self._late:
            draw_text(painter, QPointF(right, bottom), spoken("Updating"), CONTENT_STYLE, align=_RIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to turn, or to click."""
        self.activated.emit()
        self._pressed = self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn the head; without a button, name the lesion under the mouse."""
        if self._pressed is None:
            self._hover(event.position())
            return
        by = (event.position() - self._last) * _DEGREES_A_PIXEL
        self._last = event.position()
        self._look(self._orbit.turned(by.x(), -by.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the lesion under a click, or draw the turned head sharply."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        moved = (event.position() - pressed).manhattanLength()
        spot = self._spot_at(event.position())
        if moved < _CLICK_PX and spot is not None:
            self.finding_requested.emit(spot.mark.finding_id)
        elif moved >= _CLICK_PX:
            self._look(self._orbit)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go nearer or farther."""
        self._look(self._orbit.enlarged(_ZOOM_A_NOTCH ** (event.angleDelta().y() / _NOTCH)))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Name no lesion any more."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    def _look(self, orbit: Orbit) -> None:
        self._orbit = orbit
        if self._geometry is not None:
            self._timer.start(0)

    def _hover(self, point: QPointF) -> None:
        spot = self._spot_at(point)
        hovered = spot.mark.finding_id if spot is not None else None
        if hovered != self._hovered:
            self._hovered = hovered
            self.setCursor(Qt.CursorShape.PointingHandCursor if hovered else Qt.CursorShape.ArrowCursor)
            self.update()

    def _spot_at(self, point: QPointF) -> Spot | None:
        """Return the lesion whose surface is under ``point``; beside all of them, the nearest within reach."""
        seen = self._model.mark_at(point, self._orbit, QSizeF(self.size())) if self._model and self._spots else None
        if seen is not None:
            return next((spot for spot in self._spots if spot.mark is seen), None)
        near = [spot for spot in self._spots if spot.distance(point) <= _REACH_PX]
        return min(near, key=lambda spot: (spot.distance(point), spot.depth), default=None)
