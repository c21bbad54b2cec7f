"""`deidentify`: an export and its images without identity."""

from __future__ import annotations

import argparse

from core.deidentified import CHANGES, deidentify
from core.dicom.rtstruct_read import read, referenced_series
from core.export_proof import STRUCTURES
from ui.commandline import output
from ui.commandline.opening import open_referenced, open_series


def run(values: argparse.Namespace) -> int:
    """Write the copies and say what was left out."""
    structures = values.folder / STRUCTURES
    if structures.is_file():
        _, series = open_referenced(values.study, referenced_series(read(structures)))
    else:
        _, series = open_series(values.study, values.series)
    done = deidentify(
        values.folder, series, values.out, lambda n, of: output.progress(f"De-identifying {n} of {of} images.")
    )
    output.progress_done()
    print(f"{done.images} images and {', '.join(done.structures)} without identity are in {done.folder}.")
    for words in done.left_out:
        print(f"Left out: {words}")
    print(f"What was changed is listed in {CHANGES}. Faces can be recognised from a head's images.")
    return 0
