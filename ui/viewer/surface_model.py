"""What the 3D view holds: surfaces made once for each mask, and where they lie on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage
from vtkmodules.vtkCommonDataModel import vtkPolyData

from core.geometry import FloatArray, Geometry
from core.mask import BoolArray, Mask
from ui.viewer.contour_painter import mark_colour
from ui.viewer.mark import Mark, Marks
from ui.viewer.orbit import Orbit
from ui.viewer.surface_mesh import brain_surface, lesion_surface
from ui.viewer.surface_scene import Body, SurfaceScene

_ROOM = 0.96  # around the head at zoom 1


@dataclass(frozen=True, eq=False)
class Spot:
    """Where a mark is seen.

    Parameters
    ----------
    mark
        The lesion.
    box
        Around it, in the view's logical pixels.
    depth
        Growing away from the eye.

    """

    mark: Mark
    box: QRectF
    depth: float

    def distance(self, point: QPointF) -> float:
        """Pixels from the circle in the box to a point; 0 inside."""
        away = self.box.center() - point
        return max(float(np.hypot(away.x(), away.y())) - self.box.width() / 2, 0.0)


class SurfaceModel:
    """The surfaces of one study."""

    def __init__(self) -> None:
        self._scene = SurfaceScene()
        self._meshes: WeakKeyDictionary[Mask, vtkPolyData] = WeakKeyDictionary()
        self._geometry: Geometry | None = None
        self._marks = Marks()

    def set_brain(self, geometry: Geometry, brain_mask: BoolArray | None) -> None:
        """Show another head; its lesions follow by :meth:`set_marks`."""
        self._geometry = geometry
        self._meshes.clear()
        shell = brain_surface(brain_mask, geometry) if brain_mask is not None else None
        self._scene.set_shell(shell)
        if shell is not None:
            low, high = np.array(shell.GetBounds()).reshape(3, 2).T
        else:
            corners = geometry.index_to_patient(np.array([(0, 0, 0), geometry.shape]) - 0.5)
            low, high = corners.min(axis=0), corners.max(axis=0)
        self._scene.set_extent((low + high) / 2, float((high - low).max()) / 2 * _ROOM)

    def set_marks(self, marks: Marks) -> None:
        """Show these lesions; candidates have no place in 3D."""
        self._marks = marks
        self._scene.set_bodies([Body(self._mesh(m.mask), mark_colour(m.glyph)) for m in marks.lesions])

    def _mesh(self, mask: Mask) -> vtkPolyData:
        assert self._geometry is not None
        if mask not in self._meshes:
            self._meshes[mask] = lesion_surface(mask, self._geometry)
        return self._meshes[mask]

    def picture(self, orbit: Orbit, size: QSize) -> QImage:
        """Draw ``size`` device pixels."""
        return self._scene.picture(orbit, size.width(), size.height())

    def spots(self, orbit: Orbit, size: QSizeF) -> list[Spot]:
        """Return where each lesion is seen in a view of ``size`` logical pixels, nearest first."""
        lesions = self._marks.lesions
        if not lesions:
            return []
        boxes = [np.array(self._meshes[mark.mask].GetBounds()).reshape(3, 2) for mark in lesions]
        centres = np.array([box.mean(axis=1) for box in boxes])
        radii = np.array([(box[:, 1] - box[:, 0]).max() / 2 for box in boxes])
        seen = self._scene.project(centres, orbit, size.width(), size.height())
        edge = self._scene.project(centres + np.outer(radii, _across(orbit)), orbit, size.width(), size.height())
        pixels = np.hypot(*(edge - seen)[:, :2].T)
        spots = [
            Spot(mark, QRectF(x - r, y - r, 2 * r, 2 * r), depth)
            for mark, (x, y, depth), r in zip(lesions, seen.tolist(), pixels.tolist(), strict=True)
        ]
        return sorted(spots, key=lambda spot: spot.depth)

    def mark_at(self, point: QPointF, orbit: Orbit, size: QSizeF) -> Mark | None:
        """Return the lesion whose surface the last picture shows at ``point``, in a view of ``size`` logical pixels."""
        number = self._scene.body_at(point.x() / size.width(), point.y() / size.height(), orbit)
        return None if number is None else self._marks.lesions[number]

    def close(self) -> None:
        """Give the graphics memory back."""
        self._scene.close()


def _across(orbit: Orbit) -> FloatArray:
    """Unit LPS vector that runs across the view."""
    across = np.cross(orbit.direction, (0.0, 0.0, 1.0))
    return np.asarray(across / np.linalg.norm(across))
