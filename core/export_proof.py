"""The proof of an export: what lies on disk is read back by other code than wrote it, and compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from core import nifti
from core.agreement import agreement
from core.dicom import measurement_read, segmentation_read
from core.dicom.identity_read import read_identity_if_there
from core.dicom.verify import verify
from core.errors import ExportRefused
from core.geometry import FILE_TOLERANCE_MM, Geometry
from core.label_map import labels_of, masks_by_label
from core.lesion import Lesion
from core.mask import Mask
from core.measure import volume_mm3
from core.receipt import ReceiptRoi
from core.structure_set import Roi, StructureSet
from core.study import Series
from core.surface_file import OBJ, obj_volumes_mm3, stl_name, stl_volume_mm3

STRUCTURES, SEGMENTS, LABELS, TABLE = "structures.dcm", "segmentation.dcm", "approved.nii.gz", "lesions.csv"
MEASUREMENTS = "report.dcm"
_POLYGON_SHARE = 0.01  # of the volume, that the area may differ: exact contours lie a thousandth inside each pixel
# Exact contours read back to the voxel; smooth ones of something large may lose one of some hundred.
LARGEST_DIFFERENCE_PERCENT, LEAST_DICE, FARTHEST_MM = 0.5, 0.995, 0.1


def prove(
    structure_set: StructureSet, lesions: Sequence[Lesion], series: Series, geometry: Geometry, aside: Path
) -> tuple[tuple[ReceiptRoi, ...], str]:
    """Read back every file in a folder: the patient is the images', and each lesion is what was approved.

    Returns
    -------
    tuple of ReceiptRoi
        The figures of the first of structure set, segmentation and label map that was written.
    str
        That file's name; for a table alone the table's, proved by a label map that is not kept.

    Raises
    ------
    ExportRefused
        If a file cannot be read back, names another patient than the images or a lesion otherwise, breaks a rule, or
        if it differs from what was approved by more than 0.5 % of its volume, lies elsewhere, or is of other voxels.

    """
    _compare_patients(series, aside)
    rois: dict[str, tuple[ReceiptRoi, ...]] = {}
    if (aside / STRUCTURES).exists():
        found = _reread_structures(aside / STRUCTURES, series, {roi.number: roi.name for roi in structure_set.all_rois})
        rois[STRUCTURES] = _compare(structure_set.all_rois, found, geometry)
    if (aside / SEGMENTS).exists():
        _compare_segments(structure_set, aside / SEGMENTS)
        found = segmentation_read.masks_by_segment(aside / SEGMENTS, geometry)
        rois[SEGMENTS] = _compare(structure_set.rois, found, geometry)
    if (aside / LABELS).exists():
        rois[LABELS] = _compare(structure_set.rois, _reread_labels(aside / LABELS, lesions, geometry), geometry)
    if (aside / MEASUREMENTS).exists():
        _compare_measurements(structure_set, geometry, aside / MEASUREMENTS)
    if (aside / OBJ).exists():
        _compare_surfaces(structure_set, geometry, aside)
    if not rois:  # a table alone shows no voxels: a label map is written for the proof, and not kept
        nifti.write(aside / LABELS, labels_of(lesions, geometry.shape), geometry)
        rois[TABLE] = _compare(structure_set.rois, _reread_labels(aside / LABELS, lesions, geometry), geometry)
        (aside / LABELS).unlink()
    proof = next(iter(rois))
    return rois[proof], proof


def _compare_patients(series: Series, aside: Path) -> None:
    """Hold the patient that each DICOM file names, decoded, against the images'."""
    written = sorted(aside.glob("*.dcm"))
    images = read_identity_if_there(series.instances[0].path) if written else None
    for path in written:
        found = read_identity_if_there(path)
        others = found.differences(images) if found is not None and images is not None else ("the patient",)
        if others:
            raise ExportRefused(
                f"{path.name} read back is not of the images' patient: not the same are {', '.join(others)}.",
                "Nothing was exported.",
            )


def _compare_segments(structure_set: StructureSet, path: Path) -> None:
    """Hold each segment's label and tracking UID against the lesion's."""
    told = segmentation_read.identities(path)
    for roi in structure_set.rois:
        if told.get(roi.number) != (roi.name, roi.tracking_uid):
            raise ExportRefused(
                f"The segment of {roi.name} reads back under another name or tracking UID.", "Nothing was exported."
            )


def _compare_measurements(structure_set: StructureSet, geometry: Geometry, path: Path) -> None:
    """Hold the volume that the structured report tells of each lesion against the approved voxels."""
    told = measurement_read.volumes_mm3(path)
    for roi in structure_set.rois:
        approved, found = volume_mm3(roi.mask, geometry), told.get(roi.tracking_uid)
        if found is None or abs(found / approved - 1) * 100 > LARGEST_DIFFERENCE_PERCENT:
            words = "no volume" if found is None else f"{found:.1f} mm³"
            raise ExportRefused(
                f"The measurements of {roi.name} read back as {words}, approved were {approved:.1f} mm³.",
                "Nothing was exported.",
            )


def _compare_surfaces(structure_set: StructureSet, geometry: Geometry, aside: Path) -> None:
    """Hold the volume that each surface encloses against the approved voxels."""
    try:
        read = [(each, stl_volume_mm3(aside / stl_name(roi))) for roi, each in _objects(structure_set, aside)]
    except (ValueError, IndexError) as error:  # what numpy makes of a file that is cut
        raise ExportRefused("A surface cannot be read back.", "Nothing was exported.") from error
    for roi, volumes in zip(structure_set.rois, read, strict=True):
        approved = volume_mm3(roi.mask, geometry)
        for found in volumes:
            if abs(found / approved - 1) * 100 > LARGEST_DIFFERENCE_PERCENT:
                raise ExportRefused(
                    f"The surface of {roi.name} reads back as {found:.1f} mm³, approved were {approved:.1f} mm³.",
                    "Nothing was exported.",
                )


def _objects(structure_set: StructureSet, aside: Path) -> list[tuple[Roi, float]]:
    return list(zip(structure_set.rois, obj_volumes_mm3(aside / OBJ), strict=True))


def _reread_structures(path: Path, series: Series, names: Mapping[int, str]) -> dict[int, Mask]:
    """Masks by ROI number, from disk.

    Raises
    ------
    ExportRefused
        If the file breaks a rule, or calls a ROI otherwise.

    """
    report = verify(path, series)
    if report.broken:
        raise ExportRefused(f"The structure set read back breaks a rule: {report.broken[0]}", "Nothing was exported.")
    for roi in report.rois:
        name = names.get(roi.roi_number, "")
        if roi.roi_name != name:
            raise ExportRefused(
                f"A structure reads back as {roi.roi_name}, it was to be {name or 'none'}.", "Nothing was exported."
            )
    for roi in report.rois:  # a contour may swell between pixel centres, which alone would not be seen
        voxels_mm3 = volume_mm3(roi.mask, series.geometry) if series.geometry is not None else 0.0
        if abs(roi.polygon_volume_mm3 - voxels_mm3) > _POLYGON_SHARE * voxels_mm3:
            raise ExportRefused(
                f"The contours of {roi.roi_name} enclose {roi.polygon_volume_mm3:.1f} mm³, approved were "
                f"{voxels_mm3:.1f} mm³.",
                "Nothing was exported.",
            )
    return {roi.roi_number: roi.mask for roi in report.rois}


def _reread_labels(path: Path, lesions: Sequence[Lesion], geometry: Geometry) -> dict[int, Mask]:
    """Masks by ROI number, from disk; ROIs are numbered in the order of the lesions.

    Raises
    ------
    ExportRefused
        If they lie elsewhere than the images.

    """
    labels, grid = nifti.read_labels(path)
    if not grid.matches(geometry, FILE_TOLERANCE_MM):
        raise ExportRefused("The label map read back lies elsewhere than the images.", "Nothing was exported.")
    masks = masks_by_label(labels)
    return {n: masks[each.number] for n, each in enumerate(lesions, start=1) if each.number in masks}


def _compare(rois: Sequence[Roi], reread: dict[int, Mask], geometry: Geometry) -> tuple[ReceiptRoi, ...]:
    return tuple(_receipt_roi(roi, reread.get(roi.number), geometry) for roi in rois)


def _receipt_roi(roi: Roi, reread: Mask | None, geometry: Geometry) -> ReceiptRoi:
    if reread is None or not reread.count:
        raise ExportRefused(f"{roi.name} was not there when the files were read back.", "Nothing was exported.")
    found = agreement(roi.mask, reread, geometry)
    shift = found.centroid_shift_mm or 0.0
    other_voxels = found.dice < LEAST_DICE or shift > FARTHEST_MM
    if other_voxels or abs(found.volume_difference_percent) > LARGEST_DIFFERENCE_PERCENT:
        reread_mm3, approved_mm3 = f"{found.volume_reread_mm3:.1f} mm³", f"{found.volume_mm3:.1f} mm³"
        raise ExportRefused(
            f"{roi.name} reads back as {reread_mm3}, approved were {approved_mm3}; Dice {found.dice:.3f}, "
            f"{shift:.2f} mm apart.",
            "Nothing was exported. Look whether the lesion overlaps another.",
        )
    return ReceiptRoi(
        roi_number=roi.number,
        roi_name=roi.name,
        lesion_id=roi.lesion_id,
        volume_approved_mm3=round(found.volume_mm3, 3),
        volume_reread_mm3=round(found.volume_reread_mm3, 3),
        centroid_shift_mm=round(found.centroid_shift_mm or 0.0, 4),
        dice=round(found.dice, 6),
        slices=int(np.count_nonzero(reread.voxels.any(axis=(1, 2)))),
        kind=roi.kind,
    )
