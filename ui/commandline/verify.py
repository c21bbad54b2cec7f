"""`verify`: read an RTSTRUCT, anyone's, back against its series."""

from __future__ import annotations

import argparse

from core import nifti
from core.axis_order import on_grid
from core.dicom.rtstruct_read import read, referenced_series
from core.dicom.verify import RoiReport, VerifyReport, verify
from core.errors import StudyRefused
from core.label_map import why_not_on_grid
from ui.commandline import output
from ui.commandline.opening import open_referenced


def run(values: argparse.Namespace) -> int:
    """Verify one structure set; rules broken are told, and are no failure of the command."""
    referenced = referenced_series(read(values.structures))
    _, series = open_referenced(values.study, referenced)
    assert series.geometry is not None, "refused series do not get here"
    labels = None
    if values.labels is not None:
        found, grid = nifti.read_labels(values.labels)
        labels = on_grid(found, grid, series.geometry)
        if labels is None:
            raise StudyRefused(
                f"The label map {why_not_on_grid(grid, series.geometry)}.", "Give one made on this series."
            )
    report = verify(values.structures, series, labels)
    if values.json:
        output.document(report.to_json())
    else:
        _tell(report)
    return 0


def _tell(report: VerifyReport) -> None:
    heads = ["structure", "mm3", "slices", "centroid L P S (mm)", "label", "difference %", "dice", "shift mm"]
    output.table(heads, [_row(roi) for roi in report.rois])
    for rule in report.broken:
        print(f"Broken: {rule}")
    for remark in report.remarks:
        print(f"Look at this: {remark}")
    for difference in report.differences:
        print(f"Differs: {difference}")
    if not report.broken:
        print(
            "No rule is broken, but it is not what the label map holds." if report.differences else "No rule is broken."
        )


def _row(roi: RoiReport) -> list[str]:
    place = "-" if roi.centroid_lps_mm is None else " ".join(f"{value:.1f}" for value in roi.centroid_lps_mm)
    start = [roi.roi_name, f"{roi.volume_mm3:.1f}", str(roi.slices), place]
    if roi.difference is None:
        return [*start, "-", "-", "-", "-"]
    found = roi.difference
    return [
        *start,
        str(roi.label),
        f"{found.volume_difference_percent:+.2f}",
        f"{found.dice:.4f}",
        f"{found.centroid_shift_mm:.3f}",
    ]
