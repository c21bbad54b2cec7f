"""What is wrong with a ROI's contours that changes which voxels they hold: for verify, and for what comes back in."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from core.dicom.rtstruct_read import ContourRead, RoiRead
from core.geometry import FloatArray, Geometry
from core.rasterise import crosses_itself, fill_polygon

_SAME_MM = 3  # decimals of a millimetre
_CLOSED = ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR")


def spoilt(roi: RoiRead) -> tuple[str, ...]:
    """What stands where a number belongs, of each contour that holds such."""
    return tuple(each.no_number for each in roi.contours if each.no_number is not None)


def why_lost(roi: RoiRead) -> str:
    """Say in a sentence why a ROI's shape cannot be known; empty where it can."""
    name, of = roi.name or f"ROI {roi.number}", len(roi.contours)
    if count := len(spoilt(roi)):
        return f"{name} is left out: {count} of its {of} contours hold what is no number."
    if count := sum(each.longest_number > 0 and not len(each.points) for each in roi.contours):
        return f"{name} is left out: {count} of its {of} contours do not hold three numbers a point."
    return ""


def told(roi: RoiRead, geometry: Geometry) -> tuple[str, ...]:
    """Say in a sentence each what may make a ROI another shape than was drawn."""
    name, of = roi.name or f"ROI {roi.number}", len(roi.contours)
    rules = (
        (_is_open, "are not marked as closed; they were closed."),
        (_miscounts, "say another number of points than they have: some may be missing."),
        (_has_no_inside, "have fewer than three points and enclose nothing."),
    )
    sentences = []
    for breaks, words in rules:
        if count := sum(map(breaks, roi.contours)):
            sentences.append(f"{name}: {count} of its {of} contours {words}")
    crossing = sum(len(each.points) > 3 and crosses_itself(_on_slice(each.points, geometry)) for each in roi.contours)
    if crossing:
        sentences.append(f"{name}: {crossing} of its {of} contours cross themselves: look at its shape.")
    if count := slices_covered_twice(roi, geometry):
        sentences.append(
            f"{name}: contours lie on each other on {count} of its slices: "
            "the same one twice is taken once, others cancel out where they overlap."
        )
    if count := slices_between(roi, geometry):
        sentences.append(f"{name}: no contour on {count} of the slices between its first and its last.")
    return tuple(sentences)


def taken_once(roi: RoiRead) -> list[FloatArray]:
    """Return the (N, 3) polygons of a ROI, the same one twice taken once: cancelling out, both would be lost."""
    polygons = {_corners(each.points): each.points for each in reversed(roi.contours) if len(each.points) >= 3}
    return list(polygons.values())[::-1]


def slices_covered_twice(roi: RoiRead, geometry: Geometry) -> int:
    """On how many slices two contours share pixels, and neither is a hole in the other."""
    on_slice: dict[int, list[FloatArray]] = {}
    for each in roi.contours:
        if len(each.points) >= 3:
            index = geometry.patient_to_index(each.points)
            on_slice.setdefault(round(float(index[:, 0].mean())), []).append(index[:, 1:])
    return sum(
        any(_lie_on_each_other(one, other, geometry) for one, other in combinations(polygons, 2))
        for polygons in on_slice.values()
    )


def slices_between(roi: RoiRead, geometry: Geometry) -> int:
    """How many slices between the first and the last have no contour."""
    planes = [geometry.patient_to_index(each.points)[:, 0].mean() for each in roi.contours if len(each.points) >= 3]
    slices = {round(float(each)) for each in planes}
    return max(slices) - min(slices) + 1 - len(slices) if slices else 0


def _is_open(contour: ContourRead) -> bool:
    return len(contour.points) > 2 and contour.geometric_type not in _CLOSED


def _miscounts(contour: ContourRead) -> bool:
    return contour.point_count is not None and contour.point_count != len(contour.points)


def _has_no_inside(contour: ContourRead) -> bool:
    return len(np.unique(contour.points, axis=0)) < 3


def _corners(points: FloatArray) -> frozenset[tuple[float, ...]]:
    return frozenset(map(tuple, np.round(points, _SAME_MM).tolist()))


def _on_slice(points: FloatArray, geometry: Geometry) -> FloatArray:
    return np.asarray(geometry.patient_to_index(points)[:, 1:])


def _lie_on_each_other(one: FloatArray, other: FloatArray, geometry: Geometry) -> bool:
    """Whether two (N, 2) polygons of one slice share pixels, and are the same or each has some of its own."""
    if (one.max(axis=0) < other.min(axis=0)).any() or (other.max(axis=0) < one.min(axis=0)).any():
        return False
    low = np.floor(np.minimum(one.min(axis=0), other.min(axis=0))).astype(int)
    high = np.ceil(np.maximum(one.max(axis=0), other.max(axis=0))).astype(int) + 1
    low = np.clip(low, 0, geometry.shape[1:])
    rows, columns = np.clip(high, low, geometry.shape[1:]) - low
    filled = np.zeros((2, rows, columns), dtype=np.bool_)
    for pixels, polygon in zip(filled, (one, other), strict=True):
        box, inside = fill_polygon(polygon - low, (int(rows), int(columns)))
        pixels[box] = inside
    shared = int(np.count_nonzero(filled[0] & filled[1]))
    mine, theirs = (int(np.count_nonzero(each)) for each in filled)
    return shared > 0 and (shared < min(mine, theirs) or mine == theirs)
