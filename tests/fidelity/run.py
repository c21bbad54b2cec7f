"""What readers fill in of 108 analytic lesions, by who wrote them: prints the tables of docs/fidelity.md.

``python3 dev.py fidelity [--lesions N] [--grid NAME]``. Four writers, six grids, five readers; needs
``python3 dev.py peers``. Minutes.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.contour import voxel_contours
from core.dicom import rtstruct
from core.dicom.rtstruct_read import read as read_structures
from core.geometry import Geometry
from core.rasterise import rasterise
from core.smooth_contour import smooth_contours
from core.structure_set import StructureSet
from tests.fidelity.lesions import CLASSES, GRIDS, Lesion, label_map
from tests.helpers.exports import review, series_on_disk
from tests.helpers.peer_programs import READERS, FailedError, write_with_plastimatch, write_with_rt_utils

Filled = dict[str, NDArray[np.int64]]


def own(images: Path, structures: Path, out: Path, geometry: Geometry) -> Filled:
    """Fill by pixel centres, as the export's proof does."""
    del images, out
    return {
        roi.name: np.flatnonzero(
            rasterise([c.points for c in roi.contours if len(c.points) > 2], geometry).to_full(geometry.shape)
        )
        for roi in read_structures(structures).rois
    }


def write_all(folder: Path, grid: str, lesions: int) -> tuple[Geometry, NDArray[np.int32], list[Lesion], dict]:
    """Write the series and each writer's structure set into a folder; returns the files by writer."""
    geometry, labels, drawn = label_map(grid, lesions)
    series = series_on_disk(folder / "mr", geometry)
    geometry = series.geometry  # as every reader orders the slices
    state = review(series.geometry, labels)
    files = {}
    for name, outline in (("ours, exact", voxel_contours), ("ours, smooth", smooth_contours)):
        files[name] = folder / f"{name[6:]}.dcm"
        made = StructureSet.from_review(state, series, "Reader", True, outline=outline)
        rtstruct.write(made, series, files[name])
    files["rt-utils"] = folder / "rt_utils.dcm"
    write_with_rt_utils(folder / "mr", labels, files["rt-utils"])
    files["plastimatch"] = folder / "plastimatch.dcm"
    write_with_plastimatch(folder / "mr", labels, files["plastimatch"], geometry)
    return geometry, labels, drawn, files


def row(drawn: list[Lesion], labels: NDArray[np.int32], found: Filled) -> dict[str, tuple[float, int, float]]:
    """Mean difference of the volume in percent, lesions lost and the worst Dice, by size."""
    flat = labels.ravel()
    counts = np.bincount(flat)
    return {
        name: _figures([_one(each, flat, counts, found) for each in drawn if each.diameter in sizes])
        for name, sizes in CLASSES.items()
    }


def _one(lesion: Lesion, flat: NDArray[np.int32], counts: NDArray[np.int64], found: Filled) -> tuple[float, float]:
    read = found.get(f"GTV_{lesion.number:02d}", np.empty(0, dtype=np.int64))
    shared = np.count_nonzero(flat[read] == lesion.number)
    approved = counts[lesion.number]
    return 100 * (len(read) / approved - 1), 2 * shared / (len(read) + approved)


def _figures(each: list[tuple[float, float]]) -> tuple[float, int, float]:
    differences = [difference for difference, _ in each]
    return (
        float(np.mean(differences)) if each else 0.0,
        sum(difference <= -100 for difference in differences),
        min((dice for _, dice in each), default=1.0),
    )


def measure(grid: str, lesions: int, tell: Callable[[str], None]) -> dict[tuple[str, str], dict]:
    """Write and read one grid; returns figures by writer and reader."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="metsreview-fidelity-") as name:
        folder = Path(name)
        geometry, labels, drawn, files = write_all(folder, grid, lesions)
        for writer, path in files.items():
            found[writer, "ours"] = row(drawn, labels, own(folder / "mr", path, folder, geometry))
            for reader in READERS:
                key, out = (writer, reader.__name__.replace("_", "-")), folder / "out"
                try:
                    found[key] = row(drawn, labels, reader(folder / "mr", path, out))
                except FailedError as error:
                    tell(f"{grid}: {key} fails: {str(error).splitlines()[-1]}")
                    found[key] = {}
                shutil.rmtree(out, ignore_errors=True)
            tell(f"{grid}: {writer} read")
    return found


def cell(figures: tuple[float, int, float]) -> str:
    """Write one class's figures: the mean difference, lesions lost in brackets."""
    difference, lost, _ = figures
    words = "0" if abs(difference) < 0.05 else f"{difference:+.1f}".replace("-", "−")
    return f"{words} ({lost} lost)" if lost else words


def table(grid: str, found: dict[tuple[str, str], dict]) -> str:
    """Write one grid's table in Markdown."""
    sizes = " | ".join(each.replace("-", "–") + " mm" for each in CLASSES)
    lines = [
        f"### {grid} mm",
        "",
        f"| writer | reader | {sizes} | worst Dice |",
        "|---|---|---|---|---|---|",
    ]
    for (writer, reader), by_class in found.items():
        if not by_class:
            lines.append(f"| {writer} | {reader} | cannot read it | | | |")
            continue
        cells = " | ".join(cell(each) for each in by_class.values())
        lines.append(f"| {writer} | {reader} | {cells} | {min(each[2] for each in by_class.values()):.3f} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print a table a grid; progress goes to stderr."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lesions", type=int, default=108)
    parser.add_argument("--grid", choices=GRIDS, action="append")
    asked = parser.parse_args()
    for grid in asked.grid or GRIDS:
        print(table(grid, measure(grid, asked.lesions, lambda words: print(words, file=sys.stderr))), flush=True)


if __name__ == "__main__":
    main()
