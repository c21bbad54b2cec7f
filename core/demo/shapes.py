"""The few shapes that a procedural head is built of, on a grid of millimetres centred in the head."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Field = NDArray[np.float32]
BoolField = NDArray[np.bool_]
Point = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Space:
    """Patient millimetres of every voxel, broadcastable: x to the left, y to the back, z to the head.

    Parameters
    ----------
    x, y, z
        Shapes (1, 1, X), (1, Y, 1), (Z, 1, 1); together they span the (Z, Y, X) grid.
    spacing
        Millimetres between voxels.

    """

    x: Field
    y: Field
    z: Field
    spacing: float

    @classmethod
    def of(cls, extent_mm: Point, centre_mm: Point, spacing: float) -> Space:
        """Span ``extent_mm`` (x, y, z) around ``centre_mm``."""
        axes = []
        for extent, centre in zip(extent_mm, centre_mm, strict=True):
            count = round(extent / spacing)
            axes.append(((np.arange(count) - (count - 1) / 2) * spacing + centre).astype(np.float32))
        x, y, z = axes
        return cls(x[None, None, :], y[None, :, None], z[:, None, None], spacing)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(Z, Y, X)."""
        return self.z.size, self.y.size, self.x.size

    def ellipsoid(self, centre: Point, radii: Point, power: float = 2.0) -> Field:
        """Zero on the surface, negative inside; in units of the radii."""
        parts = [
            np.abs((axis - np.float32(c)) / np.float32(r)) ** np.float32(power)
            for axis, c, r in zip((self.x, self.y, self.z), centre, radii, strict=True)
        ]
        return np.asarray(parts[0] + parts[1] + parts[2] - 1, dtype=np.float32)

    def tubes(self, paths: list[tuple[list[Point], float]]) -> BoolField:
        """Voxels within a radius of any polyline; each path is its points and its radius in millimetres."""
        inside = np.zeros(self.shape, dtype=np.bool_)
        first = np.array([self.z.flat[0], self.y.flat[0], self.x.flat[0]])
        for points, radius in paths:
            for x, y, z in _dense(points, self.spacing / 2):
                self._stamp(inside, (np.array([z, y, x]) - first) / self.spacing, radius / self.spacing)
        return inside

    @staticmethod
    def _stamp(inside: BoolField, centre: NDArray[np.float64], radius: float) -> None:
        low = np.maximum(np.ceil(centre - radius).astype(int), 0)
        high = np.minimum(np.floor(centre + radius).astype(int) + 1, inside.shape)
        if np.any(low >= high):
            return
        axes = [np.arange(a, b) - c for a, b, c in zip(low, high, centre, strict=True)]
        ball = axes[0][:, None, None] ** 2 + axes[1][:, None] ** 2 + axes[2] ** 2 <= radius**2
        inside[low[0] : high[0], low[1] : high[1], low[2] : high[2]] |= ball


def smooth_noise(space: Space, wavelength_mm: float, rng: np.random.Generator) -> Field:
    """Noise of unit deviation whose bumps are about ``wavelength_mm`` apart."""
    coarse = max(1, round(wavelength_mm / 6 / space.spacing))
    shape = tuple(-(-n // coarse) for n in space.shape)
    noise = rng.standard_normal(shape, dtype=np.float32)
    noise = ndimage.gaussian_filter(noise, wavelength_mm / 4 / space.spacing / coarse, mode="wrap")
    for axis in range(3):
        noise = np.repeat(noise, coarse, axis=axis)
    z, y, x = space.shape
    field = ndimage.uniform_filter(noise[:z, :y, :x], coarse)
    return np.asarray((field - field.mean()) / field.std(), dtype=np.float32)


def random_walk(start: Point, direction: Point, length_mm: float, rng: np.random.Generator) -> list[Point]:
    """Points every 3 mm along a path that keeps bending gently."""
    place, heading = np.array(start), np.array(direction) / np.linalg.norm(direction)
    points = [start]
    for _ in range(int(length_mm / 3)):
        heading = heading + rng.normal(0, 0.25, 3)
        heading /= np.linalg.norm(heading)
        place = place + 3 * heading
        points.append((float(place[0]), float(place[1]), float(place[2])))
    return points


def _dense(points: list[Point], step: float) -> NDArray[np.float64]:
    """Points no further apart than ``step`` along a polyline."""
    corners = np.array(points, dtype=np.float64)
    pieces = [corners[:1]]
    for start, end in itertools.pairwise(corners):
        count = max(1, int(np.ceil(np.linalg.norm(end - start) / step)))
        pieces.append(start + (end - start) * (np.arange(1, count + 1) / count)[:, None])
    return np.concatenate(pieces)
