"""How large a millimetre is drawn: one scale for all planes that are shown alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from core.geometry import Geometry
from core.plane import Plane
from ui.viewer.slice_view import SliceView
from ui.viewer.view_layout import ViewLayout

Shown = TypeVar("Shown", bound=QWidget)


def scales(layout: ViewLayout, large: object, views: Sequence[Shown], field_mm: float) -> dict[Shown, float]:
    """Return logical px/mm of every view that shows ``field_mm`` over the shorter side.

    A large view has its own scale; the others share that at which the smallest of them shows the whole field.
    """
    alike = (ViewLayout.FOUR, ViewLayout.SIDE_BY_SIDE)
    alone = [view for view in views if view is large and layout not in alike]
    together = [view for view in views if view not in alone]
    return {view: scale for group in (alone, together) for view, scale in _group(group, field_mm)}


def _group(views: Sequence[Shown], field_mm: float) -> list[tuple[Shown, float]]:
    shorter = min((min(view.width(), view.height()) for view in views), default=0)
    return [(view, shorter / field_mm) for view in views]


def whole_field_mm(geometry: Geometry, views: Sequence[SliceView]) -> float:
    """Return the field at which each view shows its whole plane."""
    return max((_whole_field_mm(Plane(geometry, view.name), view) for view in views), default=200.0)


def _whole_field_mm(plane: Plane, view: SliceView) -> float:
    (rows, columns), (row_mm, column_mm) = plane.shape, plane.pixel_mm
    scale = min(view.width() / (columns * column_mm), view.height() / (rows * row_mm))
    return min(view.width(), view.height()) / scale
