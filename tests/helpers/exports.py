"""Small synthetic series on disk, and lesions that are hard to export."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.demo.mr_series import SeriesIdentity, write_series
from core.dicom.scan import studies
from core.geometry import Geometry
from core.label_map import lesions_from_labels
from core.lesion import LesionStatus
from core.review.state import ReviewState
from core.study import Series
from core.volume import Volume

AXIAL = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]], dtype=float)  # columns k, j, i in LPS
SAGITTAL = np.array([[1, 0, 0], [0, 0, 1], [0, -1, 0]], dtype=float)
SHAPE = (24, 48, 48)
KOREAN = "Hong^Gildong=洪^吉洞=홍^길동"


def rotated(degrees: tuple[float, float, float]) -> np.ndarray:
    """Axial directions turned about the patient's axes, one after the other."""
    turned = AXIAL
    for axis, angle in enumerate(np.radians(degrees)):
        a, b = [n for n in range(3) if n != axis]
        turn = np.eye(3)
        turn[a, a] = turn[b, b] = np.cos(angle)
        turn[a, b], turn[b, a] = -np.sin(angle), np.sin(angle)
        turned = turn @ turned
    return turned


GRIDS = {
    "axial": Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.5), (1, 1, 1), AXIAL),
    "oblique": Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.5), (1, 1, 1), rotated((17, -9, 6))),
    "fine": Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.5), (1, 0.5, 0.5), AXIAL),
    "thick": Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.5), (3, 1, 1), AXIAL),
}
SAGITTAL_GRID = Geometry.from_axes(SHAPE, (-20.3, -31.7, 12.5), (1, 1, 1), SAGITTAL)


def label_map(shape=SHAPE) -> np.ndarray:
    """One voxel, two voxels, two that touch at a corner, a ring with a hole, a shell, balls of several sizes."""
    labels = np.zeros(shape, dtype=np.int32)
    labels[3, 5, 6] = 1
    labels[3, 10, 6:8] = 2
    labels[3, 15, 6] = labels[3, 16, 7] = 3
    grid = np.indices(shape)
    ring = (grid[1] - 12) ** 2 + (grid[2] - 20) ** 2
    labels[(ring <= 36) & (ring > 6) & (abs(grid[0] - 6) <= 1)] = 4
    for number, centre, outer, inner in (
        (5, (12, 30, 12), 6, 3),
        (6, (12.4, 14.2, 36.7), 5.3, -1),
        (7, (19, 38, 38), 2, -1),
    ):
        squared = sum((axis - c) ** 2 for axis, c in zip(grid, centre, strict=True))
        labels[(squared <= outer**2) & (squared > inner * abs(inner))] = number
    return labels


def series_on_disk(folder: Path, geometry: Geometry, **identity: str) -> Series:
    """Write an empty series of that geometry and read it as the application does."""
    voxels = np.zeros(geometry.shape, dtype=np.float32)
    write_series(Volume(voxels, geometry, ""), folder, SeriesIdentity("exports", **identity))
    (study,) = studies([folder])
    return study.series[0]


def review(geometry: Geometry, labels: np.ndarray | None = None) -> ReviewState:
    """All of the label map's lesions, accepted."""
    found = lesions_from_labels(label_map(geometry.shape) if labels is None else labels, geometry, geometry)
    return ReviewState(tuple(replace(lesion, status=LesionStatus.ACCEPTED) for lesion in found))
