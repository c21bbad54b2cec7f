"""From drop to first picture, and thousands of headers, beside SimpleITK's reader and dcm2niix: run it, it prints.

``python -m tests.bench.bench_import [--files N]``: N files (10,000) for the scan by headers.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import SimpleITK as sitk

from core.demo.mr_series import SeriesIdentity, write_series
from core.dicom import load, scan
from core.geometry import Geometry
from core.volume import Volume
from tests.fuzz.oracle import Watch

SLICES, SIDE, ROUNDS = 200, 512, 3
DECK = 20  # slices a series of the many files


def main() -> None:
    """Write what is read, read it, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one(folder / "one", folder / "niix")
        many(folder / "many", count)


def best(work: Callable[[], object]) -> float:
    """The shortest of some rounds: what else the machine does is not measured."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def one(folder: Path, niix: Path) -> None:
    """One series of 200 slices of 512 x 512."""
    voxels = np.random.default_rng(1).integers(0, 900, (SLICES, SIDE, SIDE)).astype(np.float32)
    grid = Geometry.from_axes(voxels.shape, (-128, -128, -100), (1, 0.5, 0.5), [[0, 0, 1], [0, 1, 0], [1, 0, 0]])
    write_series(Volume(voxels, grid, ""), folder, SeriesIdentity("bench"))
    del voxels
    watch = Watch()
    series = scan.studies([folder])[0].series[0]
    scanned = best(lambda: scan.studies([folder]))
    picture = best(lambda: load.slice_pixels(series, SLICES // 2))
    loaded = best(lambda: load.volume(series))
    watch.stop()
    print(
        f"{SLICES} slices of {SIDE} x {SIDE}: headers {scanned:.2f} s, thumbnail {picture:.3f} s, voxels {loaded:.2f} s"
    )
    print(f"drop to first picture: {scanned + loaded:.2f} s, at most {watch.megabytes:.0f} MB")

    def itk() -> None:
        reader = sitk.ImageSeriesReader()
        (uid,) = reader.GetGDCMSeriesIDs(str(folder))
        reader.SetFileNames(reader.GetGDCMSeriesFileNames(str(folder), uid))
        reader.Execute()

    theirs = best(itk)
    print(f"SimpleITK: {theirs:.2f} s, {theirs / (scanned + loaded):.2f} times ours")
    if shutil.which("dcm2niix") is None:
        print("dcm2niix is not installed")
        return
    niix.mkdir()
    command = ["dcm2niix", "-z", "n", "-b", "n", "-w", "1", "-f", "out", "-o", str(niix), str(folder)]
    theirs = best(lambda: subprocess.run(command, check=True, capture_output=True))
    print(f"dcm2niix, which also writes: {theirs:.2f} s, {theirs / (scanned + loaded):.2f} times ours")


def many(folder: Path, count: int) -> None:
    """Thousands of small files in many series, scanned by their headers."""
    grid = Geometry.from_axes((DECK, 64, 64), (0, 0, 0), (1, 1, 1), [[0, 0, 1], [0, 1, 0], [1, 0, 0]])
    volume = Volume(np.zeros(grid.shape, np.float32), grid, "")
    for number in range(count // DECK):
        write_series(volume, folder / f"{number:04d}", SeriesIdentity(f"{number}"))
    watch, longest = Watch(), LongestSilence()
    start = time.perf_counter()
    studies = scan.studies([folder], progress=lambda _done, _of: longest.heard())
    seconds = time.perf_counter() - start
    watch.stop()
    found = sum(len(each.series) for each in studies)
    print(f"{count} files, {found} series: {seconds:.1f} s, at most {watch.megabytes:.0f} MB")
    print(f"at most silent {longest.seconds:.2f} s")
    start = time.perf_counter()
    for each in sorted(folder.iterdir()):
        for uid in sitk.ImageSeriesReader.GetGDCMSeriesIDs(str(each)):
            sitk.ImageSeriesReader.GetGDCMSeriesFileNames(str(each), uid)
    theirs = time.perf_counter() - start
    print(f"SimpleITK, naming each folder's series and files: {theirs:.1f} s, {theirs / seconds:.2f} times ours")


class LongestSilence:
    """The longest time between two signs of progress: how late a cancel may be heard."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.seconds = 0.0

    def heard(self) -> None:
        """A sign of progress."""
        now = time.perf_counter()
        self.seconds, self._last = max(self.seconds, now - self._last), now


if __name__ == "__main__":
    main()
