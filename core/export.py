"""Export what was approved, and prove it: written aside, read back and compared before it counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from core import nifti
from core.agreement import agreement
from core.dicom import rtstruct
from core.dicom.verify import verify
from core.errors import ExportRefused, UsageError
from core.export_folder import whole_or_nothing
from core.geometry import Geometry
from core.label_map import labels_of, masks_by_label
from core.lesion import Lesion
from core.lesion_table import write_csv, write_json
from core.mask import Mask
from core.receipt import NAME, Receipt, ReceiptRoi, sha256
from core.review.state import ReviewState
from core.structure_set import Roi, StructureSet
from core.study import Series

STRUCTURES, LABELS, TABLE = "structures.dcm", "approved.nii.gz", "lesions.csv"
FORMATS = ("rtstruct", "nifti", "csv")
_LATER = ("seg", "sr", "pdf")
_LARGEST_DIFFERENCE_PERCENT = 0.5


def export(
    state: ReviewState,
    series: Series,
    volume_geometry: Geometry | None,
    reader: str,
    formats: Sequence[str],
    folder: Path,
    approved: bool = True,
    contours: str = "exact",
) -> Receipt:
    """Write the accepted lesions to a folder, all files or none.

    Parameters
    ----------
    state
        The review; every lesion judged where it is exported as approved.
    series
        What it was made on.
    volume_geometry
        The grid of the lesions' masks; must be the series'.
    reader
        Who judged.
    formats
        Of ``"rtstruct"``, ``"nifti"``, ``"csv"``.
    folder
        Made if missing. One that holds an export, or a file of the same name, refuses the export.
    approved
        False writes the structure set as UNAPPROVED and allows pending lesions, which are left out.
    contours
        ``"exact"``.

    Raises
    ------
    UsageError
        If a format or kind of contours is unknown.
    ExportRefused
        If lesions are pending, none is accepted, the series cannot carry the format, the folder cannot be
        written, or what was read back differs from what was approved by more than 0.5 % of a lesion's volume.
        Nothing is left behind.

    """
    _check_formats(formats, contours)
    geometry = _grid(series, volume_geometry)
    if approved and not reader.strip():
        raise ExportRefused("An export as approved needs the reader's name.", "Give the name.")
    if "rtstruct" in formats and not series.is_dicom:
        raise ExportRefused(
            "The series is not of DICOM, so no RT Structure Set can be made on it.",
            "Export a label map and a table instead.",
        )
    structure_set = StructureSet.from_review(state, series, reader.strip(), approved)
    lesions = tuple(state.lesion(roi.lesion_id) for roi in structure_set.rois)
    with whole_or_nothing(folder) as aside:
        if "rtstruct" in formats:
            rtstruct.write(structure_set, series, aside / STRUCTURES)
        if "csv" in formats:
            write_csv(aside / TABLE, lesions, geometry)
        if "nifti" in formats:
            nifti.write(aside / LABELS, labels_of(lesions, geometry.shape), geometry)
        rois, proof = _prove(structure_set, lesions, series, geometry, aside)
        receipt = _receipt(structure_set, series, rois, proof, aside, folder)
        write_json(aside / NAME, receipt.to_json())
        return receipt


def _check_formats(formats: Iterable[str], contours: str) -> None:
    wanted = list(formats)
    for name in wanted:
        if name in _LATER:
            raise UsageError(f"The format {name} is not part of this version.", f"Choose of {', '.join(FORMATS)}.")
        if name not in FORMATS:
            raise UsageError(f"There is no export format {name}.", f"Choose of {', '.join(FORMATS)}.")
    if not wanted:
        raise UsageError("No export format was given.", f"Choose of {', '.join(FORMATS)}.")
    if contours != "exact":
        raise UsageError(f"{contours} contours are not part of this version.", "Choose exact contours.")


def _grid(series: Series, volume_geometry: Geometry | None) -> Geometry:
    if series.geometry is None:
        raise ExportRefused("The series has no usable geometry.", "Choose another series.")
    if volume_geometry is not None and not volume_geometry.matches(series.geometry):
        raise ExportRefused("The lesions do not lie on the series' grid.", "Open the series they were made on.")
    return series.geometry


def _prove(
    structure_set: StructureSet, lesions: Sequence[Lesion], series: Series, geometry: Geometry, aside: Path
) -> tuple[tuple[ReceiptRoi, ...], str]:
    """Read back what was written; the structure set's figures stand in the receipt where there is one."""
    rois: dict[str, tuple[ReceiptRoi, ...]] = {}
    if (aside / STRUCTURES).exists():
        rois[STRUCTURES] = _compare(structure_set, _reread_structures(aside / STRUCTURES, series), geometry)
    if (aside / LABELS).exists():
        rois[LABELS] = _compare(structure_set, _reread_labels(aside / LABELS, lesions), geometry)
    if not rois:  # a table alone shows no voxels: a label map is written for the proof, and not kept
        nifti.write(aside / LABELS, labels_of(lesions, geometry.shape), geometry)
        rois[TABLE] = _compare(structure_set, _reread_labels(aside / LABELS, lesions), geometry)
        (aside / LABELS).unlink()
    proof = next(iter(rois))
    return rois[proof], proof


def _receipt(
    structure_set: StructureSet,
    series: Series,
    rois: tuple[ReceiptRoi, ...],
    proof: str,
    aside: Path,
    folder: Path,
) -> Receipt:
    return Receipt(
        rois=rois,
        files={path.name: sha256(path) for path in sorted(aside.iterdir())},
        folder=folder,
        series_instance_uid=series.series_instance_uid,
        reader=structure_set.reader,
        approved=structure_set.approved,
        made_at=structure_set.made_at.isoformat(timespec="seconds"),
        proof=proof,
    )


def _reread_structures(path: Path, series: Series) -> dict[int, Mask]:
    """Masks by ROI number, from disk.

    Raises
    ------
    ExportRefused
        If the file breaks a rule.

    """
    report = verify(path, series)
    if report.broken:
        raise ExportRefused(f"The structure set read back breaks a rule: {report.broken[0]}", "Nothing was exported.")
    return {roi.roi_number: roi.mask for roi in report.rois}


def _reread_labels(path: Path, lesions: Sequence[Lesion]) -> dict[int, Mask]:
    """Masks by ROI number, from disk; ROIs are numbered in the order of the lesions."""
    masks = masks_by_label(nifti.read_labels(path)[0])
    return {n: masks[each.number] for n, each in enumerate(lesions, start=1) if each.number in masks}


def _compare(structure_set: StructureSet, reread: dict[int, Mask], geometry: Geometry) -> tuple[ReceiptRoi, ...]:
    return tuple(_receipt_roi(roi, reread.get(roi.number), geometry) for roi in structure_set.rois)


def _receipt_roi(roi: Roi, reread: Mask | None, geometry: Geometry) -> ReceiptRoi:
    if reread is None or not reread.count:
        raise ExportRefused(f"{roi.name} was not there when the files were read back.", "Nothing was exported.")
    found = agreement(roi.mask, reread, geometry)
    if abs(found.volume_difference_percent) > _LARGEST_DIFFERENCE_PERCENT:
        reread_mm3, approved_mm3 = f"{found.volume_reread_mm3:.1f} mm³", f"{found.volume_mm3:.1f} mm³"
        raise ExportRefused(
            f"{roi.name} reads back as {reread_mm3}, approved were {approved_mm3}.",
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
    )
