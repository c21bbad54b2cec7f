"""How long 30 lesions on 192 slices take to become an RT Structure Set, and to be read back: run it, it prints."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from core.dicom import rtstruct
from core.dicom.verify import verify
from core.geometry import Geometry
from core.structure_set import StructureSet
from tests.helpers.exports import AXIAL, review, series_on_disk
from tests.helpers.peer_programs import MissingError, write_with_rt_utils

SHAPE, LESIONS, ROUNDS = (192, 256, 256), 30, 5


def label_map() -> np.ndarray:
    rng = np.random.default_rng(1)
    labels = np.zeros(SHAPE, dtype=np.int32)
    for number in range(1, LESIONS + 1):
        start = rng.integers(0, np.array(SHAPE) - 24)
        away = np.linalg.norm(np.indices((24, 24, 24)).T - 11.5, axis=3).T
        box = tuple(slice(n, n + 24) for n in start)
        labels[box][away < rng.uniform(1, 10)] = number
    return labels


def best(work) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def peer_seconds(folder: Path, labels: np.ndarray) -> float | None:
    try:
        return min(write_with_rt_utils(folder / "mr", labels, folder / "peer.dcm") for _ in range(ROUNDS))
    except MissingError:
        return None


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        geometry = Geometry.from_axes(SHAPE, (-120, -130, -90), (1, 1, 1), AXIAL)
        series, labels = series_on_disk(folder / "mr", geometry), label_map()
        state, path = review(series.geometry, labels), folder / "structures.dcm"

        def write() -> None:
            rtstruct.write(StructureSet.from_review(state, series, "Reader", approved=True), series, path)

        ours = best(write)
        print(
            f"contours and file {ours:.2f} s; read back and compared {best(lambda: verify(path, series, labels)):.2f} s"
        )
        theirs = peer_seconds(folder, labels)
        print(
            "rt-utils is not installed"
            if theirs is None
            else f"rt-utils {theirs:.2f} s, {theirs / ours:.1f} times ours"
        )


if __name__ == "__main__":
    main()
