"""How long a wheel notch takes until all three planes are drawn: run it, it prints, it never fails."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtWidgets import QApplication

from core.geometry import Geometry
from core.lesion import Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from core.volume import Volume
from ui.viewer.quad import Quad

SHAPES = ((192, 256, 256), (300, 512, 512))
NOTCHES = 120
LESIONS = 30


def head(shape: tuple[int, int, int]) -> Volume:
    rng = np.random.default_rng(1)
    voxels = rng.normal(500.0, 120.0, shape).astype(np.float32)
    spacing = [200.0 / n for n in shape]
    return Volume(voxels, Geometry.from_axes(shape, (-100.0, -100.0, -100.0), spacing, np.eye(3)[:, ::-1]), "")


def lesions(volume: Volume) -> tuple[Lesion, ...]:
    rng = np.random.default_rng(2)
    ball = np.linalg.norm(np.indices((9, 9, 9)) - 4, axis=0) < 4.2
    starts = rng.integers(10, np.array(volume.geometry.shape) - 20, (LESIONS, 3)).tolist()
    return tuple(
        Lesion(f"L{n}", n, Mask((k, j, i), ball), list(LesionStatus)[n % 3], LesionOrigin.MODEL, 0.8, 0.9, "")
        for n, (k, j, i) in enumerate(starts, start=1)
    )


def milliseconds(quad: Quad, axis: int) -> list[float]:
    """One entry a notch: state changed and every view repainted."""
    view = {0: quad.axial, 1: quad.coronal}[axis]
    quad.set_active(view)
    times = []
    for _ in range(NOTCHES):
        start = time.perf_counter()
        quad.step(1)
        QApplication.processEvents()
        times.append((time.perf_counter() - start) * 1000)
    return times


def main() -> None:
    application = QApplication([])
    for shape in SHAPES:
        volume = head(shape)
        quad = Quad()
        quad.resize(1020, 824)
        quad.show()
        start = time.perf_counter()
        quad.set_study(volume)
        quad.set_lesions(lesions(volume), "L1")
        application.processEvents()
        print(f"{shape}: first picture {(time.perf_counter() - start) * 1000:.0f} ms")
        for axis, name in ((0, "axial"), (1, "coronal")):
            times = milliseconds(quad, axis)
            print(f"  {name} scroll: median {np.median(times):.1f} ms, p95 {np.percentile(times, 95):.1f} ms")
        quad.clear()
        quad.close()


if __name__ == "__main__":
    main()
