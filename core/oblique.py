"""A plane along a lesion's own axes, turned on the screen as the standard plane nearest to it, and masks cut by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.spatial import ConvexHull

from core import measure
from core.geometry import FloatArray, Geometry
from core.mask import Mask
from core.plane import Convention, Letters, PlaneName, direction_letters

_L, _P, _S = np.eye(3)
_FACES = np.concatenate([np.eye(3), -np.eye(3)]) / 2  # middles of a voxel's six faces
_PLANES = (PlaneName.SAGITTAL, PlaneName.CORONAL, PlaneName.AXIAL)  # by the patient axis that runs through them


@dataclass(frozen=True, eq=False)
class ObliquePlane:
    """A plane anywhere in the patient, as shown on the screen.

    A place on it is (depth, down, across) in millimetres from its centre; depth grows away from the eye.

    Parameters
    ----------
    centre_mm
        (3,) patient LPS mm.
    right, down
        (3,) unit LPS vectors at right angles: where the screen's right and lower edges lie.
    nearest
        The standard plane whose sides it keeps.

    """

    centre_mm: FloatArray
    right: FloatArray
    down: FloatArray
    nearest: PlaneName

    @cached_property
    def away(self) -> FloatArray:
        """(3,) unit LPS vector away from the eye."""
        return np.cross(self.right, self.down)

    @cached_property
    def letters(self) -> Letters:
        """Patient directions at the four edges."""
        sides = (-self.right, self.right, -self.down, self.down)
        left, right, top, bottom = (direction_letters(side) for side in sides)
        return Letters(left, right, top, bottom)

    def to_plane(self, points_mm: ArrayLike) -> FloatArray:
        """(..., 3) patient LPS mm to (..., 3) places (depth, down, across)."""
        axes = np.stack([self.away, self.down, self.right])
        return np.asarray((np.asarray(points_mm, dtype=np.float64) - self.centre_mm) @ axes.T)

    def to_patient(self, places: ArrayLike) -> FloatArray:
        """(..., 3) places (depth, down, across) to (..., 3) patient LPS mm."""
        axes = np.stack([self.away, self.down, self.right])
        return np.asarray(np.asarray(places, dtype=np.float64) @ axes + self.centre_mm)

    @property
    def up(self) -> int:
        """+1 where going away from the eye leads towards the head, the front or the left; else -1."""
        through = {PlaneName.AXIAL: _S, PlaneName.CORONAL: -_P, PlaneName.SAGITTAL: _L}[self.nearest]
        return 1 if self.away @ through >= 0 else -1

    def moved(self, depth_mm: float) -> ObliquePlane:
        """Return the parallel plane that much further away from the eye."""
        return ObliquePlane(self.centre_mm + depth_mm * self.away, self.right, self.down, self.nearest)

    def grid(self, middle: tuple[float, float], pixel_mm: float, shape: tuple[int, int]) -> Geometry:
        """Return a grid of one slice on the plane: ``shape`` (rows, columns) around ``middle`` (down, across) mm."""
        rows, columns = shape
        down = middle[0] - (rows - 1) / 2 * pixel_mm
        across = middle[1] - (columns - 1) / 2 * pixel_mm
        directions = np.stack([self.away, self.down, self.right], axis=1)
        spacing = (pixel_mm, pixel_mm, pixel_mm)
        return Geometry.from_axes((1, rows, columns), self.to_patient((0.0, down, across)), spacing, directions)


def lesion_plane(mask: Mask, geometry: Geometry, convention: Convention) -> ObliquePlane:
    """Return the plane through a lesion's middle along its longest diameter and the longest at right angles to it.

    Both are taken in space, not within one slice. The plane is turned by quarter turns only: the patient's left
    lies on the side of the screen where the nearest standard plane has it, never mirrored.

    Raises
    ------
    ValueError
        If the mask is empty.

    """
    centre = measure.centroid_lps_mm(mask, geometry)
    points = geometry.index_to_patient((mask.indices()[:, None] + _FACES).reshape(-1, 3))
    hull = points[ConvexHull(points).vertices]
    first = _longest(hull)
    second = _longest(hull - np.outer(hull @ first, first))
    normal = np.cross(first, second)
    nearest = _PLANES[int(np.abs(normal).argmax())]
    wanted_right, wanted_down = _sides(nearest, convention)
    normal = normal * np.sign(normal @ np.cross(wanted_right, wanted_down))
    turns = (first, second, -first, -second)
    right = max(turns, key=lambda each: float(each @ wanted_right + np.cross(normal, each) @ wanted_down))
    return ObliquePlane(centre, right, np.cross(normal, right), nearest)


def _longest(points: FloatArray) -> FloatArray:
    """Unit vector between the two points that lie furthest apart."""
    gaps = np.linalg.norm(points[:, None] - points[None], axis=2)
    one, other = np.unravel_index(int(gaps.argmax()), gaps.shape)
    return np.asarray((points[other] - points[one]) / gaps[one, other])


def _sides(nearest: PlaneName, convention: Convention) -> tuple[FloatArray, FloatArray]:
    """LPS directions of the screen's right and lower edges in a standard plane."""
    across = _L if convention is Convention.RADIOLOGICAL else -_L
    return {
        PlaneName.AXIAL: (across, _P),
        PlaneName.CORONAL: (across, -_S),
        PlaneName.SAGITTAL: (_P, -_S),
    }[nearest]


def cut(mask: Mask, geometry: Geometry, plane: ObliquePlane) -> list[FloatArray]:
    """Return where a plane cuts a mask's voxels, taken as solid boxes: exact, nothing is smoothed.

    Returns
    -------
    list
        Closed polygons (N, 2) in (across, down) mm on the plane, the first point not repeated; by the even-odd rule
        a point of the plane is inside exactly when the voxel that holds it is in the mask.

    """
    slope = geometry.affine[:3, :3].T @ plane.away
    corners = np.indices(tuple(n + 1 for n in mask.voxels.shape)).reshape(3, -1).T + np.array(mask.start) - 0.5
    depth = corners @ slope + (geometry.affine[:3, 3] - plane.centre_mm) @ plane.away
    behind = depth >= 0
    if behind.all() or not behind.any():
        return []
    segments = _segments(mask, behind)
    if not segments.size:
        return []
    ends, edges = np.unique(segments.reshape(-1, 2), axis=0, return_inverse=True)
    one, other = ends.T
    share = depth[one] / (depth[one] - depth[other])
    index = corners[one] + share[:, None] * (corners[other] - corners[one])
    places = plane.to_plane(geometry.index_to_patient(index))[:, [2, 1]]
    return [places[line] for line in _closed(edges.reshape(-1, 2))]


def _segments(mask: Mask, behind: NDArray[np.bool_]) -> NDArray[np.int64]:
    """(N, 2, 2): each face between inside and outside that the plane cuts gives two edges, of two corners each."""
    lattice = np.array(mask.voxels.shape) + 1
    steps = np.array([lattice[1] * lattice[2], lattice[2], 1])
    padded = np.pad(mask.voxels, 1)
    found = []
    for axis in range(3):
        faces = np.argwhere(np.diff(padded, axis=axis))
        faces -= [0 if each == axis else 1 for each in range(3)]  # to the face's lowest corner on the lattice
        faces = faces[(faces >= 0).all(axis=1)]
        lowest = faces @ steps
        u, v = (steps[each] for each in range(3) if each != axis)
        around = lowest[:, None] + np.array([0, u, u + v, v])
        edges = np.stack([around, np.roll(around, -1, axis=1)], axis=2)
        crossed = behind[edges[..., 0]] != behind[edges[..., 1]]
        some = crossed.any(axis=1)  # then two of the four: the plane is flat, and so is the face
        found.append(np.sort(edges[some][crossed[some]].reshape(-1, 2, 2), axis=2))
    return np.concatenate(found)


def _closed(segments: NDArray[np.int64]) -> list[list[int]]:
    """Join segments (N, 2) of numbered ends to closed lines; an even number of them meets at every end."""
    at: dict[int, list[int]] = {}
    pairs = segments.tolist()
    for place, pair in enumerate(pairs):
        for end in pair:
            at.setdefault(end, []).append(place)
    used = [False] * len(pairs)
    lines = []
    for place, (start, here) in enumerate(pairs):
        if used[place]:
            continue
        used[place] = True
        line = [start]
        while here != start:
            line.append(here)
            following = next(each for each in at[here] if not used[each])
            used[following] = True
            a, b = pairs[following]
            here = b if a == here else a
        lines.append(line)
    return lines
