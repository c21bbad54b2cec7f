"""Between the screen's state and the four views: what is shown, selected, clicked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.plane import PlaneName
from core.probability import ProbabilityMap
from ui.actions import Command
from ui.edit.pointer import EditPointer
from ui.editing import EditTool
from ui.language import translate
from ui.screen import Screen, SecondSeries, Tab
from ui.viewer.cursor_place import CursorPlace
from ui.viewer.quad import Quad
from ui.viewer.view_layout import ViewLayout
from ui.viewer.view_state import PointerTool

_TOOLS = {
    Command.CURSOR: PointerTool.CURSOR,
    Command.WINDOW: PointerTool.WINDOW,
    Command.ZOOM: PointerTool.ZOOM,
    Command.PAN: PointerTool.PAN,
}
_LAYOUTS = {
    Command.LAYOUT_FOUR: ViewLayout.FOUR,
    Command.LAYOUT_ONE_AND_THREE: ViewLayout.ONE_AND_THREE,
    Command.LAYOUT_ONE: ViewLayout.ONE,
    Command.LAYOUT_THREE: ViewLayout.THREE,
    Command.SIDE_BY_SIDE: ViewLayout.SIDE_BY_SIDE,
}


class ReviewView(QWidget):
    """The viewer, told only what changed."""

    finding_clicked = Signal(str)
    cursor_told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.quad = Quad(self)
        self.quad.lesion_clicked.connect(self.finding_clicked)
        self.quad.cursor_moved.connect(self._tell_cursor)
        self._pointer: EditPointer | None = None
        self._probability: ProbabilityMap | None = None
        self._measuring = self._editing = self._beside_wanted = False
        self._layout_before = ViewLayout.FOUR
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.quad)

    def name_views(self) -> None:
        """Call the views by their names in the reader's language, for screen readers."""
        names = {
            PlaneName.AXIAL: translate("View", "Axial view"),
            PlaneName.CORONAL: translate("View", "Coronal view"),
            PlaneName.SAGITTAL: translate("View", "Sagittal view"),
        }
        for view in self.quad.slices:
            view.setAccessibleName(names.get(view.name, translate("View", "Oblique view")))
        self.quad.surfaces.setAccessibleName(translate("View", "3D view"))

    def render_screen(self, old: Screen, new: Screen) -> None:
        """Show another volume, other findings, another selection."""
        if self.quad.state.contours_hidden and (old.review, old.selected) != (new.review, new.selected):
            self.hide_contours(False)  # nothing is judged, and nothing comes to hand, without its contour
        self._probability = new.probability
        if old.probability is not new.probability or old.volume is not new.volume:
            self.quad.set_probability(new.probability)
        if old.volume is not new.volume:
            if new.volume is None:
                self.quad.clear()
            else:
                self.quad.set_study(new.volume, new.brain_mask)
        if old.second is not new.second:
            self._show_second(new.second)
        if old.volume is new.volume and old.brain_mask is not new.brain_mask and new.brain_mask is not None:
            self.quad.set_brain_mask(new.brain_mask)
        if old.volume is not new.volume or _shown(old) != _shown(new):
            review = new.review
            aside = new.candidates if new.tab is Tab.SECOND_LOOK else ()
            self.quad.set_candidates(aside)
            self.quad.set_lesions(review.lesions if review is not None else (), new.selected)
        elif old.selected != new.selected:
            self.quad.select(new.selected)
        self._follow_edit(old, new)

    def _show_second(self, second: SecondSeries | None) -> None:
        """Beside where that was asked for, else laid over."""
        self.quad.set_second(second.name if second else "", second.volume if second else None)
        if second is not None and self._beside_wanted:
            self.quad.set_layout(ViewLayout.SIDE_BY_SIDE)
        elif self.quad.layout_now is not ViewLayout.SIDE_BY_SIDE:
            self.quad.show_overlay(second is not None)

    def await_beside(self, wanted: bool) -> None:
        """Show the second series beside the first when it comes, or laid over."""
        self._beside_wanted = wanted

    def use_pointer(self, pointer: EditPointer) -> None:
        """Say who draws while a lesion is edited."""
        self._pointer = pointer
        pointer.moved.connect(self.quad.redraw)

    def centre(self, screen: Screen) -> None:
        """Bring the finding at hand to the middle of every view."""
        finding = screen.lesion or screen.candidate
        if finding is not None:
            self.quad.centre_on(finding)

    def hide_contours(self, hidden: bool) -> None:
        """Hide every contour while C is held."""
        self.quad.set_contours_hidden(hidden)

    def use_tool(self, command: Command) -> None:
        """Choose what dragging does."""
        self.quad.set_tool(_TOOLS[command])

    @property
    def tool_in_hand(self) -> Command:
        """What dragging does now, as the strip marks it."""
        tool = self.quad.state.tool
        return Command.MEASURE if self._measuring else next(each for each, used in _TOOLS.items() if used is tool)

    def tell_again(self) -> None:
        """Draw all words anew, and say once more where the crosshair stands: the language may be another."""
        self.quad.redraw_words()

    def measure(self) -> None:
        """Take the ruler; where it is in hand already, measure angles instead of lengths, and back."""
        if self._editing:
            return
        ruler = self.quad.ruler
        ruler.angles = self._measuring and not ruler.angles
        self._measuring = True
        self.quad.set_tool(PointerTool.CURSOR)
        self.quad.set_guest(ruler)

    def end_measuring(self) -> bool:
        """Give the crosshair back; False where nothing was measured."""
        was, self._measuring = self._measuring, False
        if was and not self._editing:
            self.quad.set_guest(None)
        return was

    @property
    def measuring(self) -> bool:
        """Whether the ruler is in hand."""
        return self._measuring

    def use_layout(self, command: Command) -> None:
        """Arrange the views."""
        self.quad.set_layout(_LAYOUTS[command])
        if self._editing:  # asked for by the reader: it stays when editing ends
            self._layout_before = _LAYOUTS[command]

    @property
    def layout_kept(self) -> ViewLayout:
        """How the reader had the views lie outside of editing."""
        return self._layout_before if self._editing else self.quad.layout_now

    def toggle_oblique(self) -> None:
        """Show the plane along the lesion at hand in the 3D view's place, or the 3D view again."""
        if not self.quad.third_shown:  # beside each other, or three planes: there is no place for it
            self.use_layout(Command.LAYOUT_FOUR)
            self.quad.show_oblique(True)
        else:
            self.quad.show_oblique(not self.quad.oblique_shown)

    def fit(self) -> None:
        """Show the whole volume."""
        self.quad.fit()

    def _follow_edit(self, old: Screen, new: Screen) -> None:
        before, now = old.edit, new.edit
        if self._pointer is not None:
            self._pointer.render_screen(old, new)
        if (before is None) is not (now is None):
            self._enter_or_leave(now is not None)
        lesion = new.lesion
        if now is not None and (before is None or before.tool is not now.tool):
            self.quad.set_guest(self._pointer if now.tool is not EditTool.LOOK else None)
        if now is not None and lesion is not None and (before is not now or old.review is not new.review):
            live = now.live is not None
            ended = before is not None and before.live is not None and not live
            changed = before is None or ended or old.review is not new.review or before.live is not now.live
            if changed:
                self.quad.show_edited(lesion.lesion_id, now.live or lesion.mask, live=live)
            self.quad.redraw()

    def _enter_or_leave(self, editing: bool) -> None:
        self._editing, self._measuring = editing, False
        self.quad.set_tool(PointerTool.CURSOR)
        if editing:
            self._layout_before = self.quad.layout_now
            if self.quad.active is self.quad.oblique:
                self.quad.set_active(self.quad.axial)  # nothing can be drawn between voxels
            self.quad.set_layout(ViewLayout.ONE_AND_THREE)
        else:
            self.quad.set_guest(None)
            self.quad.set_layout(self._layout_before)

    def _tell_cursor(self, place: CursorPlace) -> None:
        told = translate("Status", "{words}   Signal {signal:.0f}").format(words=place.words, signal=place.signal)
        if self._probability is not None:
            told += translate("Status", "   Prob. {at:.2f}").format(at=self._probability.at(place.index))
        self.cursor_told.emit(told)


def _shown(screen: Screen) -> tuple[object, ...]:
    """What decides which findings are drawn."""
    return screen.review, screen.extra, screen.tab, screen.edit is None
