"""The second series in the same plane beside the reviewed one: its own window, all else shared."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from core.plane import PlaneName
from core.volume import Volume
from ui.viewer.outlined_text import CONTENT_STYLE, elided
from ui.viewer.slice_view import NOTE_SHARE, SliceView
from ui.viewer.view_state import ViewState, Window


class BesideView(SliceView):
    """Shows a volume on the reviewed one's grid, so that slice, cursor and zoom are the same place in the patient."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(PlaneName.AXIAL, parent)
        self._series_name = ""
        self._shown: Volume | None = None
        self._own_window = Window(1.0, 0.5)
        self._shared = ViewState()

    def set_series(self, name: str, volume: Volume | None, window: Window) -> None:
        """Show another series, or none."""
        self._series_name, self._shown, self._own_window = name, volume, window
        self.set_plane(self.name)

    def set_plane(self, name: PlaneName) -> None:
        """Show another plane of it."""
        self.name = name
        marks = self._marks
        self.set_volume(self._shown)
        self._marks = marks
        self.setAccessibleName(f"{name.value.capitalize()} view of the other series")

    def render_state(self, state: ViewState, scale: float) -> None:
        """Show a state in this view's own window, with nothing laid over."""
        self._shared = state
        super().render_state(replace(state, window=self._own_window, overlay=0.0), scale)

    def notes(self) -> tuple[str, ...]:
        """Which series it is."""
        return (elided(self._series_name, CONTENT_STYLE, self.width() * NOTE_SHARE), *super().notes())

    def _ask(self, state: ViewState) -> None:
        """Keep the window that was dragged here for this view; ask for the rest."""
        self._own_window = state.window
        super()._ask(replace(state, window=self._shared.window, overlay=self._shared.overlay))
        self.render_state(self._shared, self._scale)
