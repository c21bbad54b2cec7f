"""The linked views, four and the second series's own: one cursor, one centre, one scale."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtWidgets import QWidget

from core.lesion import Candidate, Lesion
from core.mask import BoolArray, Mask
from core.plane import Convention, PlaneName
from core.probability import ProbabilityMap
from core.volume import Volume
from ui.glyphs import Glyph
from ui.theme import DARK
from ui.viewer import view_layout
from ui.viewer.beside_view import BesideView
from ui.viewer.cursor_place import CursorPlace
from ui.viewer.diameter_lines import arrival, diameter_lines
from ui.viewer.guest import PointerGuest
from ui.viewer.linked_scale import scales, whole_field_mm
from ui.viewer.mark import Mark, Marks
from ui.viewer.oblique_view import ObliqueView
from ui.viewer.probe import Probe
from ui.viewer.ruler import Ruler
from ui.viewer.slice_pointer import enlarged, scrolled
from ui.viewer.slice_view import SliceView
from ui.viewer.surface_view import SurfaceView
from ui.viewer.view_layout import ViewLayout
from ui.viewer.view_state import PointerTool, ViewState, Window, WindowPreset, automatic_window

_LATE_MS, _LATEST_MS = 60, 300
_FIRST_BLEND, _LEAST_BLEND = 0.5, 0.05  # shares of the second series
_SURFACES_MS = 250  # after a stroke; the next one may begin before
View: TypeAlias = SliceView | SurfaceView | ObliqueView


class Quad(QWidget):
    """Axial and 3D above, coronal and sagittal below."""

    lesion_clicked = Signal(str)  # a lesion's or shown candidate's id
    cursor_moved = Signal(object)  # CursorPlace
    state_changed = Signal(object)  # ViewState

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.axial, self.coronal, self.sagittal = (SliceView(name, self) for name in PlaneName)
        self.surfaces = SurfaceView(self)
        self.slices = (self.axial, self.coronal, self.sagittal)
        self.beside = BesideView(self)
        self.oblique = ObliqueView(self)
        self.views: tuple[View, ...] = (self.axial, self.surfaces, self.coronal, self.sagittal)
        self._volume: Volume | None = None
        self._automatic = Window(1.0, 0.5)
        self._state = ViewState()
        self._marks = Marks()
        self._layout = ViewLayout.FOUR
        self._active: View = self.axial
        self._large: View = self.axial
        self._fitted = True
        self._blend = _FIRST_BLEND
        self._second: Volume | None = None
        self._second_name = ""
        self.probing = False
        self._probability: ProbabilityMap | None = None
        self._late, self._after = QTimer(self), QTimer(self)
        for timer, then in ((self._late, self._draw_others), (self._after, self._draw_surfaces)):
            timer.setSingleShot(True)
            timer.timeout.connect(then)
        self._after.setInterval(_SURFACES_MS)
        self._drawn_at = 0.0
        self.ruler = Ruler()
        for view in (*self.slices, self.beside):
            view.set_ruler(self.ruler)
        for shown in (*self.slices, self.beside, self.oblique):
            shown.state_requested.connect(self.set_state)
        for each in self._all:
            each.finding_requested.connect(self.lesion_clicked)
            each.activated.connect(lambda view=each: self.set_active(view))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(DARK.window))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.set_active(self.axial)

    @property
    def state(self) -> ViewState:
        """What the reader looks at now."""
        return self._state

    @property
    def _all(self) -> tuple[View, ...]:
        return (*self.slices, self.surfaces, self.oblique, self.beside)

    @property
    def _third(self) -> View:
        """What stands beside the three planes: the surfaces, or the oblique plane."""
        return self.oblique if self.oblique in self.views else self.surfaces

    @property
    def third_shown(self) -> bool:
        """Whether the surfaces or the oblique plane have a place."""
        return not self._third.isHidden()

    @property
    def through_axis(self) -> int:
        """The voxel axis that runs through the active slice view; through the axial one where 3D is active."""
        view = self._active if isinstance(self._active, SliceView) else self.axial
        projection = view.projection()
        return projection.plane.axes[0] if projection is not None else 0

    @property
    def layout_now(self) -> ViewLayout:
        """How the views lie."""
        return self._layout

    @property
    def active(self) -> View:
        """The view with the accent edge."""
        return self._active

    def set_study(self, volume: Volume, brain_mask: BoolArray | None = None) -> None:
        """Show a volume whole, with the automatic window; what was drawn of the one before is gone.

        Parameters
        ----------
        volume
            What is reviewed.
        brain_mask
            (Z, Y, X) bool on its grid for the 3D view, or None where it is not known yet.

        """
        self.set_second("", None)
        self._volume = volume
        self.ruler.clear()
        self._marks = Marks()
        self._automatic = automatic_window(volume.voxels)
        for view in self.slices:
            view.set_volume(volume)
        self.oblique.set_volume(volume)
        self.surfaces.set_study(volume.geometry, brain_mask)
        k, j, i = (n // 2 for n in volume.geometry.shape)
        self._state = replace(self._state, cursor=(k, j, i), window=self._automatic, overlay=0.0)
        self.fit()
        self._renew_probe()
        self.cursor_moved.emit(CursorPlace.of(volume, self._state.cursor))

    def set_second(self, name: str, volume: Volume | None) -> None:
        """Lay another volume on the same grid over the slices, in its automatic window; or take it away."""
        self._second, self._second_name = volume, name
        window = automatic_window(volume.voxels) if volume is not None else self._automatic
        for view in self.slices:
            view.set_second(name, volume, window)
        self.beside.set_series(name, volume, window)
        if volume is None and self._layout is ViewLayout.SIDE_BY_SIDE:
            self.set_layout(ViewLayout.FOUR)
        self.beside.render_marks(self._marks)
        self._renew_probe()
        self._render()

    @property
    def overlay_shown(self) -> bool:
        """Whether the second series is seen over the first."""
        return self._state.overlay > 0

    def show_overlay(self, shown: bool) -> None:
        """Show the second series over the first as it was blended last, or hide it."""
        self.set_state(replace(self._state, overlay=self._blend if shown and self._second is not None else 0.0))

    def set_blend(self, share: float) -> None:
        """Show that much of the second series, 0 to 1."""
        self._blend = max(share, _LEAST_BLEND)
        self.set_state(replace(self._state, overlay=share if self._second is not None else 0.0))

    def set_probing(self, probing: bool) -> None:
        """Tell in the corner what lies under the mouse, or no longer."""
        self.probing = probing
        self._renew_probe()

    def set_probability(self, probability: ProbabilityMap | None) -> None:
        """Let the probe read the model's answer, or not."""
        self._probability = probability
        self._renew_probe()

    def _renew_probe(self) -> None:
        probe = None
        if self.probing and self._volume is not None:
            probe = Probe(self._volume, self._marks, self._probability, self._second_name, self._second)
        for view in (*self.slices, self.beside, self.oblique):
            view.set_probe(probe)

    def set_brain_mask(self, brain_mask: BoolArray) -> None:
        """Show the brain in 3D now that it is known: (Z, Y, X) bool on the volume's grid."""
        if self._volume is not None:
            self.surfaces.set_study(self._volume.geometry, brain_mask)
            self.surfaces.render_marks(self._marks)

    def clear(self) -> None:
        """Show nothing."""
        self.set_second("", None)
        self._volume = None
        self._marks = Marks()
        for view in self.slices:
            view.set_volume(None)
        self.oblique.set_volume(None)
        self.surfaces.clear()

    def set_lesions(self, lesions: tuple[Lesion, ...], selected_id: str | None = None) -> None:
        """Draw these lesions; the selected may also be a shown candidate."""
        marks = tuple(Mark.of_lesion(lesion) for lesion in lesions if lesion.mask.count)
        self._show(replace(self._marks, lesions=marks, selected_id=selected_id))

    def show_edited(self, lesion_id: str, mask: Mask, *, live: bool) -> None:
        """Draw a lesion as it is being edited; while ``live`` the 3D view waits for the stroke's end."""
        lesions = tuple(
            replace(mark, glyph=Glyph.EDITED, mask=mask) if mark.finding_id == lesion_id and mask.count else mark
            for mark in self._marks.lesions
        )
        if live:
            self._marks = replace(self._marks, lesions=lesions, diameters=None)
            self._after.stop()
            if isinstance(self._active, SliceView):
                self._active.render_live(self._marks, lesion_id)
            self._draw_others_soon()
        else:
            self._late.stop()
            self._marks = replace(self._marks, lesions=lesions, diameters=None)
            for view in self.slices:
                view.render_marks(self._marks)
            self._renew_probe()
            self._after.start()

    def set_guest(self, guest: PointerGuest | None) -> None:
        """Give the mouse on the slices to an editor's tools, or take it back."""
        for view in self.slices:
            view.set_guest(guest)

    def redraw_words(self) -> None:
        """Draw every view again and tell the crosshair's place once more, as in another language."""
        for view in self._all:
            view.update()
        if self._volume is not None:
            self.cursor_moved.emit(CursorPlace.of(self._volume, self._state.cursor))

    def redraw(self) -> None:
        """Draw again where a guest draws, and where it did: under the mouse at once, in the other views soon."""
        for view in self.slices:
            if view is self._active or view.underMouse():
                view.redraw_guest()
        self._draw_others_soon()

    def _draw_others_soon(self) -> None:
        """When the mouse rests, but never later than a third of a second: a stroke's own view comes first."""
        since = 1000 * (time.monotonic() - self._drawn_at)
        if since > _LATEST_MS:
            self._draw_others()
        else:
            self._late.start(_LATE_MS)

    def _draw_surfaces(self) -> None:
        self.surfaces.render_marks(self._marks)
        self.oblique.render_marks(self._marks)

    def _draw_others(self) -> None:
        self._drawn_at = time.monotonic()
        for view in self.slices:
            view.render_marks(self._marks)
            if view is not self._active:
                view.update()

    def set_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        """Draw these candidates dotted; an empty tuple hides them."""
        marks = tuple(Mark.of_candidate(candidate) for candidate in candidates if candidate.mask.count)
        self._show(replace(self._marks, candidates=marks))

    def select(self, finding_id: str | None) -> None:
        """Mark another lesion or shown candidate as the selected one."""
        if finding_id != self._marks.selected_id:
            self._show(replace(self._marks, selected_id=finding_id))

    def _show(self, marks: Marks) -> None:
        if self._volume is None:
            return
        selected = marks.selected
        lines = diameter_lines(selected.mask, self._volume.geometry) if selected is not None else None
        self._marks = replace(marks, diameters=lines)
        for view in self._all:
            view.render_marks(self._marks)
        if self.probing:
            self._renew_probe()

    def centre_on(self, lesion: Lesion | Candidate) -> None:
        """Centre all planes on a finding; the field follows its longest diameter."""
        if self._volume is None or not lesion.mask.count:
            return
        to = arrival(lesion.mask, self._volume.geometry)
        self.set_state(replace(self._state, cursor=to.cursor, centre=to.centre, field_mm=to.field_mm))

    def fit(self) -> None:
        """Show the whole volume, centred; it stays so while the window changes size."""
        if self._volume is None:
            return
        k, j, i = ((n - 1) / 2 for n in self._volume.geometry.shape)
        field = whole_field_mm(self._volume.geometry, self._shown_slices())
        self.set_state(replace(self._state, centre=(k, j, i), field_mm=field))
        self._fitted = True

    def set_state(self, state: ViewState) -> None:
        """Show a state in all views and tell what changed."""
        before, self._state = self._state, state
        if (before.centre, before.field_mm) != (state.centre, state.field_mm):
            self._fitted = False
        self._render()
        if self._volume is not None and before.cursor != state.cursor:
            self.cursor_moved.emit(CursorPlace.of(self._volume, state.cursor))
        if before != state:
            self.state_changed.emit(state)

    def _render(self) -> None:
        shown: list[SliceView | ObliqueView] = [*self._shown_slices()]
        shown += [self.oblique] if not self.oblique.isHidden() else []
        for view, scale in scales(self._layout, self._large, shown, self._state.field_mm).items():
            view.render_state(self._state, scale)

    def _shown_slices(self) -> list[SliceView]:
        return [view for view in (*self.slices, self.beside) if not view.isHidden()]

    def set_tool(self, tool: PointerTool) -> None:
        """Choose what dragging with the left button does."""
        self.set_state(replace(self._state, tool=tool))

    def set_convention(self, convention: Convention) -> None:
        """Show the patient's left on the screen's right (radiological) or left (neurological)."""
        self.set_state(replace(self._state, convention=convention))

    def set_window(self, preset: WindowPreset) -> None:
        """Show a named window."""
        self.set_state(replace(self._state, window=preset.window(self._automatic)))

    def set_contours_hidden(self, hidden: bool) -> None:
        """Hide every contour, while C is held."""
        self.set_state(replace(self._state, contours_hidden=hidden))

    def set_contours_filled(self, filled: bool) -> None:
        """Tint the inside of the contours, or not."""
        self.set_state(replace(self._state, contours_filled=filled))

    def zoom(self, factor: float) -> None:
        """Enlarge around the views' middle."""
        self.set_state(enlarged(self._state, factor))

    def step(self, slices_up: int) -> None:
        """Scroll the active plane towards the head, the front or the left."""
        projection = self._active.projection() if isinstance(self._active, SliceView) else None
        if projection is not None:
            self.set_state(scrolled(self._state, projection, slices_up))

    def set_active(self, view: View) -> None:
        """Give one view the accent edge."""
        self._active = view
        for each in self._all:
            each.set_active(each is view)

    def next_view(self) -> None:
        """Go to the next view in reading order."""
        views = self.slices if self._layout is ViewLayout.SIDE_BY_SIDE else self.views
        here = self._large if self._layout is ViewLayout.SIDE_BY_SIDE else self._active
        view = views[(views.index(here) + 1) % len(views)]
        self.set_active(view)
        view.setFocus(Qt.FocusReason.TabFocusReason)
        if self._layout in (ViewLayout.ONE, ViewLayout.SIDE_BY_SIDE):
            self.set_layout(self._layout)

    def show_oblique(self, shown: bool) -> None:
        """Put the plane along the selected lesion's axes in the 3D view's place, or the 3D view back."""
        former, third = self._third, self.oblique if shown else self.surfaces
        self.views = (self.axial, third, self.coronal, self.sagittal)
        self._large = third if self._large is former else self._large
        if self._active is former:
            self.set_active(third)
        self._arrange()

    @property
    def oblique_shown(self) -> bool:
        """Whether the oblique plane stands in the 3D view's place."""
        return self._third is self.oblique

    def set_layout(self, layout: ViewLayout) -> None:
        """Arrange the views; the active one gets the room where one is large."""
        if self._active not in (self.slices if layout is ViewLayout.SIDE_BY_SIDE else self.views):
            self.set_active(self._large if isinstance(self._large, SliceView) else self.axial)
        self._layout = layout
        self._large = self._active
        if layout is ViewLayout.SIDE_BY_SIDE and isinstance(self._large, SliceView):
            self.beside.set_plane(self._large.name)
        self._arrange()

    def _arrange(self) -> None:
        rectangles = view_layout.places(self._layout, self._order(), self._large, self.width(), self.height())
        shown = [view for view, _ in rectangles]
        for view in self._all:
            view.setVisible(view in shown)
        for view, rectangle in rectangles:
            view.setGeometry(rectangle)
        if self._fitted:
            self.fit()
        self._render()

    def _order(self) -> tuple[View, ...]:
        """3D stands beside axial, but last in a column."""
        if self._layout is ViewLayout.SIDE_BY_SIDE:
            return self._all
        return self.views if self._layout is ViewLayout.FOUR else (*self.slices, self._third)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each view its share."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Bring the contours back when the window is left while C is held: its release is never told."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.set_contours_hidden(False)
