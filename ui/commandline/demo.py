"""The main job on a synthetic patient: in the window, or, without a display, from images to verified export."""

from __future__ import annotations

import argparse
from pathlib import Path

from core import folders
from core.demo.patient import kept_patient
from core.errors import UsageError, reason_of
from core.export_folder import next_folder
from core.export_proof import STRUCTURES
from ui.commandline import output, parser
from ui.display import has_display

_PATIENT = "patient"
_READER = "DEMO"


def run(values: argparse.Namespace) -> int:
    """Make the patient, then open it, or do the whole job headless and print the table."""
    folder = values.out or folders.home() / "demo"
    if has_display() and not values.headless:
        from ui.start import run as run_window  # Qt and VTK are loaded only where a window is wanted

        return run_window([], folder / _PATIENT)  # made there: the window stands while it takes its time
    output.progress("Making the synthetic patient.")
    try:
        series_folder = kept_patient(folder / _PATIENT)
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written: {reason_of(error)}.", "Name another folder with --out."
        ) from error
    output.progress_done()
    return _headless(folder, series_folder)


def _headless(folder: Path, series_folder: Path) -> int:
    print(f"Synthetic patient: {series_folder}\n")
    labels, export = folder / "segment" / "labels.nii.gz", next_folder(folder / "export")
    steps = (
        ["segment", series_folder, "--out", folder / "segment"],
        ["export", series_folder, "--labels", labels, "--reader", _READER, "--accept", "all", "--out", export],
        ["verify", export / STRUCTURES, "--study", series_folder, "--labels", labels],
    )
    for step in steps:
        print(f"$ metsreview {' '.join(map(str, step))}")
        parser.parse([str(part) for part in step]).run()
        print()
    return 0
