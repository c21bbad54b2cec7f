"""What an export will hold, what it will not, and why: words over a receipt and a review."""

from __future__ import annotations

from dataclasses import dataclass

from core.lesion import Lesion, LesionStatus
from core.receipt import Receipt
from core.review.state import ReviewState
from ui import numbers
from ui.dialogs.receipt_table import RoiLine
from ui.facts import Facts


@dataclass(frozen=True)
class Format:
    """A kind of file the export can write.

    Parameters
    ----------
    name
        As the export and the command line call it.
    words, file_name
        As the reader knows it; what it is called on disk.
    at_first
        Whether it is chosen when the dialog opens.
    dicom
        Whether only a DICOM series can carry it.

    """

    name: str
    words: str
    file_name: str
    at_first: bool = True
    dicom: bool = False


FORMATS = (
    Format("rtstruct", "RT Structure Set", "structures.dcm", dicom=True),
    Format("seg", "Segmentation", "segmentation.dcm", dicom=True),
    Format("sr", "Measurement report", "report.dcm", dicom=True),
    Format("pdf", "Report to read", "report.pdf"),
    Format("csv", "Table", "lesions.csv"),
    Format("nifti", "Label map", "approved.nii.gz", at_first=False),
)


def roi_lines(receipt: Receipt, review: ReviewState, facts: Facts) -> tuple[RoiLine, ...]:
    """Return the receipt's ROIs with each lesion's place in words."""
    lesions = {lesion.lesion_id: lesion for lesion in review.lesions}
    return tuple(
        RoiLine(
            name=roi.roi_name,
            position=facts.measures(lesions[roi.lesion_id].mask).position,
            approved_mm3=roi.volume_approved_mm3,
            reread_mm3=roi.volume_reread_mm3,
            shift_mm=roi.centroid_shift_mm,
            dice=roi.dice,
            slices=roi.slices,
        )
        for roi in receipt.rois
    )


def left_out(review: ReviewState, facts: Facts, reader: str) -> tuple[str, ...]:
    """Say of everything that is not exported why not."""
    told = [_rejected(lesion, facts, reader) for lesion in review.with_status(LesionStatus.REJECTED)]
    if review.candidates:
        aside = numbers.count(len(review.candidates), "finding")
        told.append(f"Not exported: {aside} put aside by post-processing and not restored")
    return tuple(told)


def _rejected(lesion: Lesion, facts: Facts, reader: str) -> str:
    reason = f" ({lesion.reject_reason.value})" if lesion.reject_reason else ""
    place = facts.measures(lesion.mask).position
    return f"Not exported: {lesion.number} {place}, rejected by {reader}{reason}"


def verdict(lines: tuple[RoiLine, ...], *, dry: bool) -> str:
    """Return the sentence over the table."""
    good = sum(line.agrees for line in lines)
    if good < len(lines):
        bad = next(line.name for line in lines if not line.agrees)
        return f"{bad} differs by more than 0.5 %: {good} of {len(lines)} contours agree"
    if dry:
        return f"Dry run passed: {good} of {len(lines)} contours read back within 0.5 %"
    return f"Receipt: all {good} read back from disk agree"
