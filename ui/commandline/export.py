"""`export`: accept lesions of a label map as a reader, and write them out with the receipt."""

from __future__ import annotations

import argparse

from core import nifti
from core.errors import UsageError
from core.export import export
from core.label_map import lesions_from_labels, review_of_labels
from core.receipt import Receipt
from ui.commandline import output
from ui.commandline.opening import open_series


def run(values: argparse.Namespace) -> int:
    """Export the accepted lesions of one series."""
    if not values.reader.strip():
        raise UsageError("The reader has no name.", "Give the name of who accepts with --reader.")
    accept = _accepted(values.accept)
    _, series = open_series(values.path, values.series)
    assert series.geometry is not None, "refused series do not get here"
    labels, grid = nifti.read_labels(values.labels)
    state = review_of_labels(lesions_from_labels(labels, grid, series.geometry), accept)
    formats = [name.strip() for name in values.format.split(",") if name.strip()]
    receipt = export(
        state,
        series,
        series.geometry,
        values.reader.strip(),
        formats,
        values.out,
        approved=not values.unapproved,
        contours=values.contours,
    )
    if values.json:
        output.document(receipt.to_json())
    else:
        _tell(receipt)
    return 0


def _accepted(text: str) -> set[int] | None:
    """Labels named, or None for all."""
    if text == "all":
        return None
    try:
        return {int(part) for part in text.split(",")}
    except ValueError as error:
        raise UsageError(f"--accept {text} is no list of labels.", "Give all, or labels such as 1,2,5.") from error


def _tell(receipt: Receipt) -> None:
    rows = [
        [
            roi.roi_name,
            roi.lesion_id,
            f"{roi.volume_approved_mm3:.1f}",
            f"{roi.volume_reread_mm3:.1f}",
            f"{roi.dice:.4f}",
            f"{roi.centroid_shift_mm:.3f}",
            str(roi.slices),
        ]
        for roi in receipt.rois
    ]
    output.table(["structure", "lesion", "approved mm3", "read back mm3", "dice", "shift mm", "slices"], rows)
    status = "approved" if receipt.approved else "unapproved"
    print(f"{len(receipt.rois)} lesions exported as {status} by {receipt.reader} to {receipt.folder}.")
