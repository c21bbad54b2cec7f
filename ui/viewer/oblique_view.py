"""The selected lesion along its own axes: looked at, never drawn on, for its pixels lie between voxels."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from core.oblique import ObliquePlane, lesion_plane
from core.plane import Convention, direction_letters
from core.volume import Volume
from ui.core_words import spoken
from ui.glyphs import Glyph
from ui.language import translate
from ui.theme import DARK
from ui.viewer import slice_pointer
from ui.viewer.guarded_widget import GuardedWidget
from ui.viewer.mark import Mark, Marks
from ui.viewer.oblique_painter import ObliqueLook, ObliquePainter, voxel_at
from ui.viewer.outlined_text import CONTENT_STYLE, TITLE, TITLE_STYLE, draw_text
from ui.viewer.probe import Probe
from ui.viewer.slice_furniture import CORNER, fitted, line_at
from ui.viewer.view_state import PointerTool, ViewState

_NOTCH = 120
_ZOOM_A_NOTCH = 1.15


class ObliqueView(GuardedWidget):
    """A plane through the cursor, turned along the selected lesion's longest diameter and its perpendicular."""

    state_requested = Signal(object)  # ViewState
    finding_requested = Signal(str)
    activated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._volume: Volume | None = None
        self._painter: ObliquePainter | None = None
        self._state, self._scale = ViewState(), 1.0
        self._marks = Marks()
        self._along: tuple[str, Convention, ObliquePlane] | None = None
        self._label = ""
        self._depth = 0.0  # mm from the lesion's middle
        self._active = False
        self._wheel = 0
        self._probe: Probe | None = None
        self._probed: tuple[str, ...] = ()
        self._drag: PointerTool | None = None
        self._last = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Oblique view along the selected lesion")

    def set_volume(self, volume: Volume | None) -> None:
        """Show another volume, or nothing."""
        self._volume = volume
        self._painter = ObliquePainter(volume) if volume is not None else None
        self._marks, self._along = Marks(), None
        self.update()

    def render_state(self, state: ViewState, scale: float) -> None:
        """Show a state at ``scale`` logical px/mm."""
        if (state, scale) != (self._state, self._scale):
            self._state, self._scale = state, scale
            self._follow_cursor()
            self.update()

    def render_marks(self, marks: Marks) -> None:
        """Show other lesions; the plane turns with another selection, not while one is edited."""
        if marks is not self._marks:
            self._marks = marks
            self._follow_cursor()
            self.update()

    def set_active(self, active: bool) -> None:
        """Draw the accent edge, or not."""
        if active != self._active:
            self._active = active
            self.update()

    def set_probe(self, probe: Probe | None) -> None:
        """Tell in the corner what lies under the mouse, or no longer."""
        self._probe = probe
        if probe is None:
            self._probed = ()
        self.setMouseTracking(probe is not None)
        self.update()

    def _read_probe(self, point: QPointF | None) -> None:
        look = self.look()
        if self._probe is None or self._volume is None:
            return
        lines: tuple[str, ...] = ()
        if point is not None and look is not None:
            lines = self._probe.lines(self._volume.geometry.patient_to_index(look.to_patient(point)))
        if lines != self._probed:
            self._probed = lines
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing lies under the mouse."""
        super().leaveEvent(event)
        self._read_probe(None)

    def look(self) -> ObliqueLook | None:
        """Return what is shown; None where no lesion was selected yet."""
        along = self._plane()
        if along is None or self._volume is None or self._scale <= 0:
            return None
        plane = along.moved(self._depth)
        _, down, across = plane.to_plane(self._volume.geometry.index_to_patient(self._state.centre)).tolist()
        return ObliqueLook(plane, (down, across), self._scale, QSizeF(self.size()))

    def paint(self, painter: QPainter) -> None:
        """Draw the plane, or how to have one."""
        look = self.look()
        if self._painter is None or look is None:
            painter.fillRect(self.rect(), QColor(0, 0, 0))
            if self._painter is not None:
                draw_text(painter, QPointF(CORNER, line_at(0)), spoken("Oblique"), TITLE_STYLE, TITLE)
                words = translate("View", "Select a lesion: the plane follows its axes.")
                draw_text(painter, QPointF(CORNER, line_at(1)), words, CONTENT_STYLE)
        else:
            nearest = spoken(look.plane.nearest.value.capitalize()).lower()
            title = translate("View", "Oblique, nearest {plane}").format(plane=nearest)
            size = QRectF(QPointF(0, 0), look.size)
            lines = (
                title if fitted(size, (title,)) == [title] else spoken("Oblique"),
                self._where(look.plane),
                *self._probed,
            )
            self._painter.paint(painter, look, self._state, self._marks, lines)
        if self._active:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(DARK.accent), 1.0))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _where(self, plane: ObliquePlane) -> str:
        """Return e.g. ``"Lesion 7, 2.0 mm S of its middle"``."""
        depth = round(self._depth, 1)
        if not depth:
            return translate("View", "{lesion}, its middle").format(lesion=self._label)
        towards = direction_letters(plane.away * depth)
        told = translate("View", "{lesion}, {length} mm {towards} of its middle")
        return told.format(lesion=self._label, length=f"{abs(depth):.1f}", towards=towards)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Go through the lesion; zoom with Ctrl."""
        look = self.look()
        self._wheel += event.angleDelta().y()
        notches = int(self._wheel / _NOTCH)
        self._wheel -= notches * _NOTCH
        event.accept()
        if look is None or self._volume is None or notches == 0:
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.state_requested.emit(slice_pointer.enlarged(self._state, _ZOOM_A_NOTCH**notches))
            return
        step = notches * look.plane.up * float(self._volume.geometry.spacing.min())
        _, down, across = look.plane.to_plane(self._volume.geometry.index_to_patient(self._state.cursor))
        wanted = voxel_at(look.plane.to_patient((step, down, across)), self._volume.geometry)
        if wanted is not None:
            self._depth += step  # kept: the cursor stands on whole voxels, the plane between them
            self.update()
            self.state_requested.emit(replace(self._state, cursor=wanted))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a drag; a click moves the cursor and selects what lies under it."""
        self.activated.emit()
        self._last = event.position()
        self._drag = {
            Qt.MouseButton.RightButton: PointerTool.WINDOW,
            Qt.MouseButton.MiddleButton: PointerTool.PAN,
        }.get(event.button(), self._state.tool)
        found = self._mark_under(event.position()) if self._drag is PointerTool.CURSOR else None
        self._drag_to(event.position())
        if found is not None:
            self._drag = None
            self.finding_requested.emit(found.finding_id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the drag."""
        self._read_probe(event.position())
        if self._drag is not None:
            self._drag_to(event.position())
        self._last = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        del event
        self._drag = None

    def _drag_to(self, point: QPointF) -> None:
        look, volume, state, by = self.look(), self._volume, self._state, point - self._last
        if look is None or volume is None:
            return
        wanted = state
        if self._drag is PointerTool.CURSOR:
            wanted = replace(state, cursor=voxel_at(look.to_patient(point), volume.geometry) or state.cursor)
        elif self._drag is PointerTool.WINDOW:
            wanted = slice_pointer.windowed(state, by)
        elif self._drag is PointerTool.ZOOM:
            wanted = slice_pointer.enlarged(state, 1.006 ** -by.y())
        elif self._drag is PointerTool.PAN:
            shift = look.to_patient(QPointF(0, 0)) - look.to_patient(by)
            centre = volume.geometry.index_to_patient(state.centre) + shift
            k, j, i = volume.geometry.patient_to_index(centre).tolist()
            wanted = replace(state, centre=(k, j, i))
        if wanted != state:
            self.state_requested.emit(wanted)

    def _mark_under(self, point: QPointF) -> Mark | None:
        """Return a mark that a click would newly select."""
        look = self.look()
        if look is None or self._volume is None or self._state.contours_hidden:
            return None
        voxel = voxel_at(look.to_patient(point), self._volume.geometry)
        mark = self._marks.at(voxel) if voxel is not None else None
        return mark if mark is not None and mark.finding_id != self._marks.selected_id else None

    def _plane(self) -> ObliquePlane | None:
        """The plane through the lesion's middle, made once for a selection; the last one where none is selected."""
        mark = self._marks.selected
        convention = self._state.convention
        if mark is not None and self._volume is not None:
            known = self._along is not None and self._along[:2] == (mark.finding_id, convention)
            if not known:
                plane = lesion_plane(mark.mask, self._volume.geometry, convention)
                self._along = (mark.finding_id, convention, plane)
                lesion = translate("View", "Lesion {number}").format(number=mark.label)
                self._label = mark.label if mark.glyph is Glyph.CANDIDATE else lesion
        return self._along[2] if self._along is not None else None

    def _follow_cursor(self) -> None:
        """Go through the cursor's voxel; where the plane cuts it already, it stays."""
        plane = self._plane() if self.isVisible() else None
        if plane is None or self._volume is None:
            return
        geometry = self._volume.geometry
        depth = float(plane.to_plane(geometry.index_to_patient(self._state.cursor))[0])
        reach = float(np.abs(geometry.affine[:3, :3].T @ plane.away).sum()) / 2
        if abs(depth - self._depth) > reach + 1e-6:
            self._depth = depth
