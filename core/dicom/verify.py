"""Read a structure set back from disk and say what a planning system would get: the proof of an export."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.agreement import Agreement, agreement, overlap
from core.dicom.rtstruct_read import RoiRead, read
from core.dicom.rtstruct_rules import broken_rules, remarks
from core.errors import StudyRefused, UsageError
from core.geometry import FloatArray, Geometry
from core.label_map import masks_by_label
from core.mask import Mask
from core.measure import centroid_lps_mm, volume_mm3
from core.rasterise import area_by_even_odd, polygon_area, rasterise
from core.study import Series

_LARGEST_DIFFERENCE_PERCENT, _LARGEST_SHIFT_MM, _SMALLEST_DICE = 0.5, 0.1, 0.99


@dataclass(frozen=True, eq=False)
class RoiReport:
    """One ROI as read back.

    Parameters
    ----------
    roi_number, roi_name
        As recorded.
    volume_mm3
        Of the voxels whose centres lie inside.
    polygon_volume_mm3
        Polygon areas times the distance of slices; a hole that is a polygon of its own (CLOSEDPLANAR_XOR) is taken off.
    centroid_lps_mm
        Mean of those voxels' centres, patient LPS mm; None where there are none.
    slices
        How many slices it lies on.
    label
        The label it overlaps most; None where there is no label map or no overlap.
    difference
        To that label's voxels.
    mask
        Those voxels.

    """

    roi_number: int
    roi_name: str
    volume_mm3: float
    polygon_volume_mm3: float
    centroid_lps_mm: tuple[float, float, float] | None
    slices: int
    label: int | None
    difference: Agreement | None
    mask: Mask


@dataclass(frozen=True, eq=False)
class VerifyReport:
    """What a structure set is worth on a series: rules it breaks, its ROIs, and what is only worth a look."""

    broken: tuple[str, ...]
    rois: tuple[RoiReport, ...]
    labels_without_roi: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values, as ``verify --json`` prints them."""
        return {
            "broken": list(self.broken),
            "remarks": list(self.remarks),
            "rois": [_roi_json(roi) for roi in self.rois],
            "labels_without_roi": list(self.labels_without_roi),
            "differences": list(self.differences),
        }

    @property
    def differences(self) -> tuple[str, ...]:
        """A sentence for each ROI that is not what its label is, and for each label that no ROI has.

        Of several over one label, a lesion and margins around it, the likest is held against it.
        """
        likest: dict[int | None, RoiReport] = {}
        for roi in sorted(self.rois, key=lambda each: each.difference.dice if each.difference else 0.0):
            likest[roi.label] = roi
        differ = (_difference(roi) for roi in self.rois if likest[roi.label] is roi)
        missing = (f"Label {label} has no structure." for label in self.labels_without_roi)
        return (*(each for each in differ if each), *missing)


def _difference(roi: RoiReport) -> str:
    found = roi.difference
    if found is None:
        return ""
    shift = found.centroid_shift_mm or 0.0
    percent = found.volume_difference_percent
    if abs(percent) <= _LARGEST_DIFFERENCE_PERCENT and shift <= _LARGEST_SHIFT_MM and found.dice >= _SMALLEST_DICE:
        return ""
    return (
        f"{roi.roi_name} is not what label {roi.label} is: volume {percent:+.1f} %, shifted by {shift:.2f} mm, "
        f"Dice {found.dice:.3f}."
    )


def _roi_json(roi: RoiReport) -> dict[str, Any]:
    return {
        "roi_number": roi.roi_number,
        "roi_name": roi.roi_name,
        "volume_mm3": roi.volume_mm3,
        "polygon_volume_mm3": roi.polygon_volume_mm3,
        "centroid_lps_mm": None if roi.centroid_lps_mm is None else list(roi.centroid_lps_mm),
        "slices": roi.slices,
        "label": roi.label,
        "difference": None if roi.difference is None else asdict(roi.difference),
    }


def verify(path: Path, series: Series, labels: NDArray[np.int32] | None = None) -> VerifyReport:
    """Read a structure set back against its series.

    Parameters
    ----------
    path
        An RTSTRUCT file, anyone's.
    series
        The DICOM series it should belong to.
    labels
        (Z, Y, X) label map on the series' grid to compare with, e.g. what was approved.

    Raises
    ------
    UsageError
        If the file is no RT Structure Set, or the label map lies on another grid.
    StudyRefused
        If the series is not of DICOM or was refused itself.

    """
    if series.geometry is None or not series.is_dicom:
        raise StudyRefused("A structure set can only be verified against a DICOM series.", "Give the images.")
    if labels is not None and labels.shape != series.geometry.shape:
        raise UsageError("The label map does not have the series' grid.", "Give a label map made on this series.")
    found = read(path)
    masks = {} if labels is None else masks_by_label(labels)
    rois = tuple(_report(roi, series.geometry, masks) for roi in found.rois)
    without = sorted(set(masks) - {roi.label for roi in rois})
    return VerifyReport(broken_rules(found, series), rois, tuple(without), remarks(found, series))


def _report(roi: RoiRead, geometry: Geometry, labels: dict[int, Mask]) -> RoiReport:
    polygons = [contour.points for contour in roi.contours if len(contour.points) >= 3]
    mask = rasterise(polygons, geometry)
    label = _best_label(mask, labels)
    return RoiReport(
        roi_number=roi.number,
        roi_name=roi.name,
        volume_mm3=volume_mm3(mask, geometry),
        polygon_volume_mm3=contoured_mm3(roi, geometry),
        centroid_lps_mm=_centroid(mask, geometry),
        slices=int(np.count_nonzero(mask.voxels.any(axis=(1, 2)))),
        label=label,
        difference=None if label is None else agreement(labels[label], mask, geometry),
        mask=mask,
    )


def contoured_mm3(roi: RoiRead, geometry: Geometry) -> float:
    """Cubic millimetres that a ROI's polygons enclose: their areas times the distance of slices."""
    return _area(roi, geometry) * _slice_distance(geometry)


def _area(roi: RoiRead, geometry: Geometry) -> float:
    """Square millimetres of a ROI's polygons, all slices together."""
    polygons = [each for each in roi.contours if len(each.points) >= 3]
    inside: dict[int, list[FloatArray]] = {}
    for each in polygons:
        if each.geometric_type == "CLOSEDPLANAR_XOR":
            index = geometry.patient_to_index(each.points)
            inside.setdefault(round(float(index[:, 0].mean())), []).append(index[:, 1:])
    plain = sum(polygon_area(each.points) for each in polygons if each.geometric_type != "CLOSEDPLANAR_XOR")
    pixel_mm2 = geometry.voxel_volume_mm3 / _slice_distance(geometry)
    return plain + pixel_mm2 * sum(area_by_even_odd(each) for each in inside.values())


def _centroid(mask: Mask, geometry: Geometry) -> tuple[float, float, float] | None:
    if not mask.count:
        return None
    x, y, z = centroid_lps_mm(mask, geometry).tolist()
    return x, y, z


def _best_label(mask: Mask, labels: dict[int, Mask]) -> int | None:
    shared = {label: overlap(mask, other) for label, other in labels.items()}
    best = max(shared, key=lambda label: shared[label], default=None)
    return best if best is not None and shared[best] else None


def _slice_distance(geometry: Geometry) -> float:
    in_plane = np.linalg.norm(np.cross(geometry.affine[:3, 1], geometry.affine[:3, 2]))
    return geometry.voxel_volume_mm3 / float(in_plane)
