"""What is measured on a lesion's mask: volume, diameters, shape, signal, place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import ConvexHull

from core.brain import brain_of
from core.geometry import FloatArray, Geometry
from core.mask import BoolArray, Mask
from core.volume import Volume

_SHELL_MM = 3.0
_DIRECTIONS = 48  # in which widths are looked at, before the few longest slices are measured
_PIXEL_EDGES = np.array([(-0.5, 0.0), (0.5, 0.0), (0.0, -0.5), (0.0, 0.5)])


@dataclass(frozen=True, eq=False)
class Diameters:
    """Longest diameter in an axial slice and the longest at right angles to it there, as RANO-BM takes them.

    Parameters
    ----------
    longest_mm, perpendicular_mm
        From pixel edge to pixel edge.
    longest_ends, perpendicular_ends
        (2, 3) patient LPS mm.
    slices
        On how many slices nearest to axial the lesion lies.

    """

    longest_mm: float
    perpendicular_mm: float
    longest_ends: FloatArray
    perpendicular_ends: FloatArray
    slices: int


def volume_mm3(mask: Mask, geometry: Geometry) -> float:
    """Voxels times voxel volume, cubic millimetres."""
    return mask.count * geometry.voxel_volume_mm3


def centroid_lps_mm(mask: Mask, geometry: Geometry) -> FloatArray:
    """(3,) mean of the voxels' centres, patient LPS mm.

    Raises
    ------
    ValueError
        If the mask is empty.

    """
    _refuse_empty(mask)
    return geometry.index_to_patient(mask.indices().mean(axis=0))


def diameters(mask: Mask, geometry: Geometry) -> Diameters:
    """Measure in every slice nearest to axial and return the slice with the longest diameter.

    The ends are the middles of pixel edges, half a pixel beyond the outermost centres; pixel corners would
    lengthen slanted diameters.

    Raises
    ------
    ValueError
        If the mask is empty.

    """
    _refuse_empty(mask)
    axis = geometry.patient_axes[2]
    slices = _edge_pixels(np.moveaxis(mask.voxels, axis, 0))
    hulls = [_hull(slices[n], n, axis, mask, geometry) for n in _longest_slices(slices, axis, geometry)]
    lengths = [np.linalg.norm(hull[:, None] - hull[None], axis=2) for hull in hulls]
    best = max(range(len(hulls)), key=lambda n: float(lengths[n].max()))
    return _across(hulls[best], lengths[best], int(slices.any(axis=(1, 2)).sum()))


def elongation(mask: Mask, geometry: Geometry) -> float:
    """Length over breadth of the ellipsoid with the mask's moments; 1.0 is a ball, a vessel is well above 2.

    Raises
    ------
    ValueError
        If the mask is empty.

    """
    _refuse_empty(mask)
    points = mask.indices() @ geometry.affine[:3, :3].T
    spread = np.cov(points.T, bias=True) if len(points) > 1 else np.zeros((3, 3))
    voxel = geometry.affine[:3, :3] @ geometry.affine[:3, :3].T / 12  # a voxel is a box, not a point
    small, middle, large = np.linalg.eigvalsh(spread + voxel)
    return float(np.sqrt(large / np.sqrt(small * middle)))


def contrast_to_surroundings(volume: Volume, mask: Mask) -> float:
    """Mean signal inside divided by that within 3 mm around; nan where there is no signal to compare with.

    Raises
    ------
    ValueError
        If the mask is empty.

    """
    _refuse_empty(mask)
    spacing = volume.geometry.spacing
    reach = max(_SHELL_MM, float(spacing.max()))
    box, inside = _grown(mask, np.ceil(reach / spacing).astype(int), volume.geometry.shape)
    distance = ndimage.distance_transform_edt(~inside, sampling=spacing)
    signal = volume.voxels[box]
    around = signal[(distance > 0) & (distance <= reach)]
    outside = float(around.mean()) if around.size else 0.0
    return float(signal[inside].mean()) / outside if outside > 0 else float("nan")


def distance_to_surface_mm(mask: Mask, brain_mask: BoolArray, geometry: Geometry) -> float:
    """Shortest way from the lesion to the brain's surface; 0.0 where it reaches outside.

    Between voxel centres. The surface is found once for a brain mask and remembered.

    Parameters
    ----------
    mask
        Not empty.
    brain_mask
        (Z, Y, X) bool on the same grid; inf is returned where it is empty.

    """
    _refuse_empty(mask)
    return brain_of(brain_mask, geometry).distance_mm(mask)


def _refuse_empty(mask: Mask) -> None:
    if not mask.count:
        raise ValueError("an empty mask cannot be measured")


def _edge_pixels(slices: BoolArray) -> BoolArray:
    """(n, a, b) without the pixels that have all four neighbours: no diameter ends there."""
    padded = np.pad(slices, ((0, 0), (1, 1), (1, 1)))
    inner = padded[:, :-2, 1:-1] & padded[:, 2:, 1:-1] & padded[:, 1:-1, :-2] & padded[:, 1:-1, 2:]
    return np.asarray(slices & ~inner)


def _longest_slices(slices: BoolArray, axis: int, geometry: Geometry) -> list[int]:
    """Of (n, a, b) those that may hold the longest diameter: a width in some direction is as long, but for a trifle."""
    pixels = np.argwhere(slices)
    n, firsts = np.unique(pixels[:, 0], return_index=True)
    first, second = np.delete(geometry.spacing, axis)
    angles = np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS
    ways = np.stack([np.cos(angles) * first, np.sin(angles) * second])
    along = pixels[:, 1:] @ ways
    beyond = np.abs(ways).max(axis=0)  # from a pixel's centre to the middle of an edge, there and back
    widths = np.maximum.reduceat(along, firsts) - np.minimum.reduceat(along, firsts) + beyond
    longest = widths.max(axis=1)
    return [int(each) for each in n[longest >= longest.max() * np.cos(np.pi / 2 / _DIRECTIONS) - 1e-6]]


def _hull(pixels: BoolArray, n: int, axis: int, mask: Mask, geometry: Geometry) -> FloatArray:
    """(N, 3) LPS mm of the hull in one slice across a voxel axis, in order around; ``n`` counts from the mask's box."""
    edges = (np.argwhere(pixels)[:, None] + _PIXEL_EDGES).reshape(-1, 2)
    hull = edges[ConvexHull(edges).vertices]
    index = np.insert(hull, axis, n, axis=1) + np.array(mask.start)
    return geometry.index_to_patient(index)


def _across(points: FloatArray, gaps: FloatArray, slices: int) -> Diameters:
    """Diameters of a hull, (N, 3), whose points lie ``gaps``, (N, N), apart."""
    first, last = np.unravel_index(int(gaps.argmax()), gaps.shape)
    ends = points[[first, last]]
    across = _perpendicular(np.roll(points, -int(first), axis=0), int(last - first) % len(points))
    return Diameters(float(gaps.max()), float(np.linalg.norm(across[1] - across[0])), ends, across, slices)


def _perpendicular(hull: FloatArray, last: int) -> FloatArray:
    """(2, 3) ends of the longest chord at right angles to that from point 0 to point ``last``.

    The hull is in order around. Its width along the diameter is piecewise linear between its points, so the
    longest chord starts at one of them.
    """
    along = (hull[last] - hull[0]) / np.linalg.norm(hull[last] - hull[0])
    place = (hull - hull[0]) @ along
    offset = hull - hull[0] - place[:, None] * along
    one_side, other_side = np.arange(last + 1), np.r_[np.arange(last, len(hull)), 0][::-1]
    one, other = (_at(place, place[side], offset[side]) for side in (one_side, other_side))
    best = int(np.linalg.norm(one - other, axis=1).argmax())
    foot = hull[0] + place[best] * along
    return np.stack([foot + one[best], foot + other[best]])


def _at(places: FloatArray, known: FloatArray, offsets: FloatArray) -> FloatArray:
    """Offsets (N, 3) of one side of the hull at places along the diameter."""
    return np.stack([np.interp(places, known, offsets[:, n]) for n in range(3)], axis=1)


def _grown(
    mask: Mask, margin: NDArray[np.int64], shape: tuple[int, int, int]
) -> tuple[tuple[slice, slice, slice], BoolArray]:
    """The mask's box grown within the grid, and the mask in it."""
    low = np.maximum(np.array(mask.start) - margin, 0)
    high = np.minimum(np.array(mask.start) + mask.voxels.shape + margin, shape)
    inside = np.zeros(high - low, dtype=np.bool_)
    at = np.array(mask.start) - low
    z, y, x = mask.voxels.shape
    inside[at[0] : at[0] + z, at[1] : at[1] + y, at[2] : at[2] + x] = mask.voxels
    return (slice(low[0], high[0]), slice(low[1], high[1]), slice(low[2], high[2])), inside


def length_mm(one: FloatArray, other: FloatArray, geometry: Geometry) -> float:
    """Millimetres between two places, (3,) fractional (k, j, i)."""
    return float(np.linalg.norm(geometry.index_to_patient(one) - geometry.index_to_patient(other)))


def angle_degrees(one: FloatArray, corner: FloatArray, other: FloatArray, geometry: Geometry) -> float:
    """Angle at ``corner`` between the ways to two places, 0 to 180; (3,) fractional (k, j, i) each."""
    to_one, to_other = (geometry.index_to_patient(p) - geometry.index_to_patient(corner) for p in (one, other))
    cross, dot = np.linalg.norm(np.cross(to_one, to_other)), float(to_one @ to_other)
    return float(np.degrees(np.arctan2(cross, dot)))
