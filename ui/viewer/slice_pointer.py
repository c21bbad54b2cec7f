"""What the mouse does on a slice: pure changes of the view state."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF

from ui.viewer.projection import Projection
from ui.viewer.view_state import LARGEST_FIELD_MM, SMALLEST_FIELD_MM, ViewState

_WINDOW_A_PIXEL = 1 / 400  # of the window's width


def moved_cursor(state: ViewState, projection: Projection, slice_index: int, point: QPointF) -> ViewState:
    """Put the cursor on the voxel under ``point``; beside the volume nothing changes."""
    voxel = projection.voxel(point, slice_index)
    return state if voxel is None else replace(state, cursor=voxel)


def scrolled(state: ViewState, projection: Projection, steps_up: int) -> ViewState:
    """Go ``steps_up`` slices towards the head, the front or the left; stops at the ends."""
    through = projection.plane.axes[0]
    wanted = state.cursor[through] + steps_up * projection.plane.up
    return at_slice(state, projection, wanted)


def at_slice(state: ViewState, projection: Projection, slice_index: int) -> ViewState:
    """Go to a slice of the projection's plane; the views' centre keeps its offset to the cursor."""
    through = projection.plane.axes[0]
    cursor = list(state.cursor)
    cursor[through] = min(max(slice_index, 0), projection.plane.slice_count - 1)
    k, j, i = cursor
    return replace(state, cursor=(k, j, i))


def enlarged(state: ViewState, factor: float) -> ViewState:
    """Enlarge by ``factor`` around the views' middle, within what makes sense of a head."""
    return replace(state, field_mm=min(max(state.field_mm / factor, SMALLEST_FIELD_MM), LARGEST_FIELD_MM))


def zoomed(state: ViewState, projection: Projection, factor: float, at: QPointF) -> ViewState:
    """Enlarge by ``factor``; the place under ``at`` stays where it is."""
    after = enlarged(state, factor)
    kept = projection.to_index(at, 0)
    centre = [float(c) for c in state.centre]
    for axis in projection.plane.axes[1:]:
        centre[axis] = float(kept[axis] + (centre[axis] - kept[axis]) * after.field_mm / state.field_mm)
    k, j, i = centre
    return replace(after, centre=(k, j, i))


def panned(state: ViewState, projection: Projection, by: QPointF) -> ViewState:
    """Move the picture with the mouse, by ``by`` pixels."""
    start, end = projection.to_index(QPointF(0, 0), 0), projection.to_index(by, 0)
    centre = [float(c) for c in state.centre]
    for axis in projection.plane.axes[1:]:
        centre[axis] -= float(end[axis] - start[axis])
    k, j, i = centre
    return replace(state, centre=(k, j, i))


def windowed(state: ViewState, by: QPointF) -> ViewState:
    """Drag the window by ``by`` pixels: wider to the right, brighter upwards."""
    unit = state.window.width * _WINDOW_A_PIXEL
    return replace(state, window=state.window.dragged(by.x(), by.y(), unit))
