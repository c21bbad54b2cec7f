"""Paint tissues into a label map by shapes given in the millimetres of the standard head."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.demo.space import BoolField, Point, Points, Space
from core.demo.tissue import Tissue

SIDES = (-1.0, 1.0)


@dataclass(frozen=True, eq=False)
class Canvas:
    """A label map (Z, Y, X) uint8 being painted, and the space it shows."""

    space: Space
    labels: NDArray[np.uint8]

    def ellipsoid(
        self, centre: Point, radii: Point, tissue: Tissue, over: Sequence[Tissue] = (), power: float = 2.0
    ) -> None:
        """Fill an ellipsoid; ``over`` names what it may replace, everything where empty."""
        box = self.space.box_around(np.array([centre]), max(radii))
        inside = self.space.at(box).ellipsoid(centre, radii, power) < 0
        part = self.labels[box]
        part[inside & _open(part, over)] = tissue

    def both_ellipsoids(self, centre: Point, radii: Point, tissue: Tissue, over: Sequence[Tissue] = ()) -> None:
        """The same right and left; ``centre`` is the left one."""
        for side in SIDES:
            self.ellipsoid(mirrored(centre, side), radii, tissue, over)

    def tube(
        self, points: Sequence[Point], radius: float | Sequence[float], tissue: Tissue, over: Sequence[Tissue] = ()
    ) -> None:
        """Fill a tube around a polyline, its radius (mm) one for all or one a point."""
        radii = np.broadcast_to(np.asarray(radius, dtype=np.float64), len(points))
        path, widths = _dense(np.array(points, dtype=np.float64), radii, self.space.spacing / 2)
        spacing = self.space.spacing
        for centre, width in zip(self.space.to_index(path), widths / spacing, strict=True):
            self._ball(centre, max(float(width), 0.5), tissue, over)

    def both_tubes(
        self, points: Sequence[Point], radius: float | Sequence[float], tissue: Tissue, over: Sequence[Tissue] = ()
    ) -> None:
        """The same right and left; ``points`` are the left ones."""
        for side in SIDES:
            self.tube([mirrored(point, side) for point in points], radius, tissue, over)

    def _ball(self, centre: Points, radius: float, tissue: Tissue, over: Sequence[Tissue]) -> None:
        low = np.maximum(np.ceil(centre - radius).astype(int), 0)
        high = np.minimum(np.floor(centre + radius).astype(int) + 1, self.labels.shape)
        if np.any(low >= high):
            return
        z, y, x = (np.arange(a, b) - c for a, b, c in zip(low, high, centre, strict=True))
        inside = z[:, None, None] ** 2 + y[:, None] ** 2 + x**2 <= radius**2
        part = self.labels[low[0] : high[0], low[1] : high[1], low[2] : high[2]]
        part[inside & _open(part, over)] = tissue


def mirrored(point: Point, side: float) -> Point:
    """The point itself for the left side (1), its mirror for the right (-1)."""
    return side * point[0], point[1], point[2]


def _open(labels: NDArray[np.uint8], over: Sequence[Tissue]) -> BoolField | np.bool_:
    if not over:
        return np.True_
    allowed = np.zeros(len(Tissue), dtype=np.bool_)
    allowed[[int(tissue) for tissue in over]] = True
    return np.asarray(allowed[labels])


def _dense(points: Points, radii: NDArray[np.float64], step: float) -> tuple[Points, NDArray[np.float64]]:
    """Points no further apart than ``step`` along a polyline, and the radius at each."""
    path, widths = [points[:1]], [radii[:1]]
    for (start, end), (thick, thin) in zip(itertools.pairwise(points), itertools.pairwise(radii), strict=True):
        count = max(1, int(np.ceil(np.linalg.norm(end - start) / step)))
        share = np.arange(1, count + 1) / count
        path.append(start + (end - start) * share[:, None])
        widths.append(thick + (thin - thick) * share)
    return np.concatenate(path), np.concatenate(widths)
