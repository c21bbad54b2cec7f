"""Who may take the mouse over on a slice, and draw there: the tools of an editor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from core.geometry import FloatArray
from ui.viewer.projection import Projection


@dataclass(frozen=True, eq=False)
class Place:
    """Where the mouse is on a view.

    Parameters
    ----------
    projection, slice_index
        What the view shows.
    point
        In the view's logical pixels.

    """

    projection: Projection
    slice_index: int
    point: QPointF

    @property
    def index(self) -> FloatArray:
        """(3,) fractional (k, j, i)."""
        return self.projection.to_index(self.point, self.slice_index)

    @property
    def voxel(self) -> tuple[int, int, int] | None:
        """The voxel there, or None beside the volume."""
        return self.projection.voxel(self.point, self.slice_index)

    @property
    def axis(self) -> int:
        """The voxel axis that runs through the view's plane."""
        return self.projection.plane.axes[0]


class PointerGuest(Protocol):
    """Takes the left button and the bare mouse; what it does not want stays the view's."""

    def press(self, at: Place) -> None:
        """The left button goes down."""

    def drag(self, at: Place) -> None:
        """The mouse moves while it is down."""

    def release(self, at: Place) -> None:
        """The button goes up."""

    def double_click(self, at: Place) -> None:
        """The button goes down twice in short order."""

    def hover(self, at: Place | None) -> None:
        """The mouse moves with no button down; None: it left the view."""

    def wheel(self, notches: int) -> None:
        """The wheel turns while Shift is held."""

    def reach(self, projection: Projection) -> QRectF | None:
        """Where on a view it draws now, in logical px: nowhere where empty, anywhere where None."""

    def paint(self, painter: QPainter, projection: Projection, slice_index: int) -> None:
        """Draw over the lesions."""
