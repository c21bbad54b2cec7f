"""A procedural head: tissues from implicit surfaces and noise, seeded, made of nobody's data."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.demo.canvas import Canvas
from core.demo.cerebrum import paint_cerebrum
from core.demo.face import paint_outside
from core.demo.hindbrain import paint_hindbrain
from core.demo.outlines import outlines
from core.demo.space import BoolField, Space, first_and_axes
from core.demo.tissue import BRAIN, Tissue
from core.demo.vessels import paint_vessels
from core.geometry import Geometry

__all__ = ["BRAIN", "LabelledHead", "Tissue", "label_map"]


@dataclass(frozen=True, eq=False)
class LabelledHead:
    """Tissues (Z, Y, X) uint8 on a grid whose k grows to the head, j to the back, i to the left."""

    labels: NDArray[np.uint8]
    geometry: Geometry

    def brain(self) -> BoolField:
        """(Z, Y, X) bool: brain tissue with its ventricles, sulci and the vessels between the gyri closed over."""
        tissue = np.isin(self.labels, [int(each) for each in BRAIN])
        closed = ndimage.binary_closing(np.pad(tissue, 4), iterations=3)[4:-4, 4:-4, 4:-4]
        return np.asarray(ndimage.binary_fill_holes(closed))


def label_map(seed: int, spacing_mm: float = 1.0) -> LabelledHead:
    """Make a head.

    Parameters
    ----------
    seed
        Size, pose, folds and vessels follow from it.
    spacing_mm
        Of the isotropic grid.

    """
    rng = np.random.default_rng(seed)
    space = Space.of_person(spacing_mm, rng)
    canvas = Canvas(space, np.zeros(space.shape, dtype=np.uint8))
    outline = outlines(space)
    paint_outside(canvas, outline, rng)
    paint_cerebrum(canvas, outline, rng)
    paint_hindbrain(canvas, outline, rng)
    paint_vessels(canvas, outline, rng)
    origin = [float(axis[0]) for axis in first_and_axes(spacing_mm)]
    directions = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]], dtype=np.float64)
    return LabelledHead(canvas.labels, Geometry.from_axes(space.shape, origin, [spacing_mm] * 3, directions))
