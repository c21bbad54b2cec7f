"""What an export will hold, what it will not, and why: words over a receipt and a review."""

from __future__ import annotations

from dataclasses import dataclass

from core.export_folder import Trouble
from core.lesion import Lesion, LesionStatus
from core.receipt import Receipt
from core.review.state import ReviewState
from ui.core_words import spoken
from ui.dialogs.receipt_columns import RoiLine
from ui.facts import Facts
from ui.language import PLURAL, noted, translate


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


_KINDS = {"PTV": noted("Export", "Margin"), "ORGAN": noted("Export", "Organ")}
FORMATS = (
    Format("rtstruct", "RT Structure Set", "structures.dcm", dicom=True),
    Format("seg", "Segmentation", "segmentation.dcm", dicom=True),
    Format("sr", "Measurement report", "report.dcm", dicom=True),
    Format("pdf", "Report to read", "report.pdf"),
    Format("csv", "Table", "lesions.csv"),
    Format("nifti", "Label map", "approved.nii.gz", at_first=False),
    Format("sheet", "Contact sheet", "DICOM", at_first=False, dicom=True),
    Format("surfaces", "Surfaces", "STL, OBJ", at_first=False),
)


def roi_lines(receipt: Receipt, review: ReviewState, facts: Facts) -> tuple[RoiLine, ...]:
    """Return the receipt's ROIs with each lesion's place in words."""
    lesions = {lesion.lesion_id: lesion for lesion in review.lesions}
    return tuple(
        RoiLine(
            name=roi.roi_name,
            position=spoken(facts.measures(lesions[roi.lesion_id].mask).position)
            if roi.kind == "GTV"
            else translate("Export", _KINDS[roi.kind]),
            approved_mm3=roi.volume_approved_mm3,
            reread_mm3=roi.volume_reread_mm3,
            shift_mm=roi.centroid_shift_mm,
            dice=roi.dice,
            slices=roi.slices,
            is_lesion=roi.kind == "GTV",
        )
        for roi in receipt.rois
    )


def trouble_words(trouble: Trouble | None) -> str:
    """Say what is against the chosen folder, and the way out; empty where nothing is."""
    words = {
        Trouble.HOLDS_EXPORT: translate("Export", "This folder holds an export already. Choose another folder."),
        Trouble.HOLDS_IMAGES: translate("Export", "This folder holds the series' images. Choose another folder."),
        Trouble.IS_FILE: translate("Export", "This is a file, not a folder. Choose another folder."),
        Trouble.FORBIDDEN: translate("Export", "This folder may not be written to. Choose another folder."),
        Trouble.FULL: translate("Export", "This folder's disk is full. Choose another folder."),
        Trouble.NO_NAME: translate("Export", "No folder can have this name here. Choose a shorter or plainer one."),
        Trouble.OUT_OF_REACH: translate(
            "Export", "This folder cannot be reached now. Choose another folder, or see that its drive is there."
        ),
    }
    return words[trouble] if trouble is not None else ""


def remark_words(receipt: Receipt) -> str:
    """Return what is worth a look though nothing is wrong; empty where there is nothing."""
    return " ".join(spoken(each) for each in receipt.remarks)


def left_out(review: ReviewState, facts: Facts, reader: str) -> tuple[str, ...]:
    """Say of everything that is not exported why not."""
    told = [_rejected(lesion, facts, reader) for lesion in review.with_status(LesionStatus.REJECTED)]
    if review.candidates:
        aside = len(review.candidates)
        told.append(translate("Export", "Not exported: %n finding(s) put aside and not restored", "", PLURAL, aside))
    return tuple(told)


def _rejected(lesion: Lesion, facts: Facts, reader: str) -> str:
    reason = f" ({spoken(lesion.reject_reason.value)})" if lesion.reject_reason else ""
    place = spoken(facts.measures(lesion.mask).position)
    return translate("Export", "Not exported: {number} {place}, rejected by {reader}{reason}").format(
        number=lesion.number, place=place, reader=reader, reason=reason
    )


def verdict(lines: tuple[RoiLine, ...], *, dry: bool) -> str:
    """Return the sentence over the table."""
    good = sum(line.agrees for line in lines)
    if good < len(lines):
        bad = next(line.name for line in lines if not line.agrees)
        return translate("Export", "{bad} differs by more than 0.5 %: {good} of {count} contours agree").format(
            bad=bad, good=good, count=len(lines)
        )
    if dry:
        return translate("Export", "Dry run passed: {good} of {count} contours read back within 0.5 %").format(
            good=good, count=len(lines)
        )
    return translate("Export", "Receipt: all {good} read back from disk agree").format(good=good)
