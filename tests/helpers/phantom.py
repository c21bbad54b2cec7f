"""A ball-shaped head on any grid, with lesions at known places; left and right are told apart by an ear."""

from functools import lru_cache
from pathlib import Path

import numpy as np

from core.demo.image import Metastasis, occupancy
from core.demo.mr_series import SeriesIdentity, write_series
from core.geometry import Geometry
from core.volume import Volume

BRAIN, LESION = 100.0, 300.0
HEAD_RADIUS_MM = 55.0

_AXES = {  # columns: directions of k, j, i in LPS
    "axial": np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]], dtype=float),
    "sagittal": np.array([[-1, 0, 0], [0, 0, 1], [0, -1, 0]], dtype=float),
    "coronal": np.array([[0, 0, 1], [1, 0, 0], [0, -1, 0]], dtype=float),
}


def geometry(kind: str) -> Geometry:
    """A grid that holds the head; oblique is axial turned about two axes, fine and coarse are anisotropic axial."""
    spacing = {"fine": (1.0, 0.5, 0.5), "coarse": (3.0, 1.0, 1.0)}.get(kind, (1.2, 1.0, 1.0))
    directions = _AXES.get(kind, _AXES["axial"])
    if kind == "oblique":
        a, b = np.radians(14), np.radians(-9)
        about_x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
        about_z = np.array([[np.cos(b), -np.sin(b), 0], [np.sin(b), np.cos(b), 0], [0, 0, 1]])
        directions = about_x @ about_z @ directions
    shape = tuple(int(np.ceil(126 / mm)) for mm in spacing)
    middle = np.array([7.0, -11.0, 23.0])  # not the scanner's centre
    half = directions @ (np.array(spacing) * (np.array(shape) - 1) / 2)
    return Geometry.from_axes((shape[0], shape[1], shape[2]), middle - half, spacing, directions)


@lru_cache(4)
def head(kind: str, lesions: tuple[Metastasis, ...]) -> Volume:
    """Render the head with lesions whose centres are given in patient LPS millimetres; nobody may write to it."""
    grid = geometry(kind)
    points = grid.index_to_patient(np.stack(np.meshgrid(*[np.arange(n) for n in grid.shape], indexing="ij"), -1))
    middle = np.array([7.0, -11.0, 23.0])
    voxels = np.where(np.linalg.norm(points - middle, axis=-1) < HEAD_RADIUS_MM, BRAIN, 0.0).astype(np.float32)
    for lesion in lesions:
        box, shares = occupancy(lesion, grid)
        voxels[box] += shares * (LESION - voxels[box])
    voxels.flags.writeable = False
    return Volume(voxels, grid, "")


def write_head(folder: Path, kind: str, lesions: tuple[Metastasis, ...], **identity: str) -> Path:
    """Write the head as an MR series; returns the folder."""
    write_series(head(kind, lesions), folder, SeriesIdentity(f"phantom {kind}", **identity))
    return folder
