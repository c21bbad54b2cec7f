"""A small volume that every plane shows unmistakably, and lesions in it."""

import numpy as np

from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason, Lesion, LesionOrigin, LesionStatus
from core.mask import BoolArray, Mask
from core.volume import Volume

SHAPE = (40, 60, 50)
SPACING = (2.0, 1.0, 1.2)  # k to the head, j to the back, i to the left


def small_head() -> Volume:
    """An ellipsoid of 500 whose left half is 600, in the middle of black."""
    k, j, i = np.indices(SHAPE)
    inside = ((k - 19.5) / 17) ** 2 + ((j - 29.5) / 26) ** 2 + ((i - 24.5) / 21) ** 2 <= 1
    voxels = np.where(inside, np.where(i >= 25, 600.0, 500.0), 0.0).astype(np.float32)
    origin = -(np.array(SHAPE[::-1]) - 1) / 2 * SPACING[::-1]
    return Volume(voxels, Geometry.from_axes(SHAPE, origin, SPACING, np.eye(3)[:, ::-1]), "")


def small_brain() -> BoolArray:
    return small_head().voxels > 0


def ball(centre: tuple[int, int, int], radius_mm: float) -> Mask:
    away = (np.indices(SHAPE) - np.reshape(centre, (3, 1, 1, 1))) * np.reshape(SPACING, (3, 1, 1, 1))
    return Mask.from_full(np.linalg.norm(away, axis=0) <= radius_mm)


def lesion(number: int, centre: tuple[int, int, int], radius_mm: float, status=LesionStatus.PENDING) -> Lesion:
    return Lesion(f"L{number}", number, ball(centre, radius_mm), status, LesionOrigin.MODEL, 0.8, 0.9, "")


def candidate(number: int, centre: tuple[int, int, int]) -> Candidate:
    return Candidate(f"S{number}", ball(centre, 3.0), CandidateReason.TOO_SMALL, "", 0.4, 0.5, "")
