"""Reviews made by hand, for tests of what happens to them."""

from pathlib import Path

import numpy as np

from core.detection import Detection, ModelIdentity
from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason, Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from core.study import Instance, Series

SHAPE = (12, 14, 16)


def ball(centre: tuple[int, int, int], radius: float, shape: tuple[int, int, int] = SHAPE) -> Mask:
    grid = np.indices(shape)
    squared = sum((axis - c) ** 2 for axis, c in zip(grid, centre, strict=True))
    return Mask.from_full(squared <= radius**2)


def lesion(number: int, mask: Mask, status: LesionStatus = LesionStatus.PENDING) -> Lesion:
    return Lesion(
        lesion_id=f"L{number}",
        number=number,
        mask=mask,
        status=status,
        origin=LesionOrigin.MODEL,
        mean_probability=0.8,
        max_probability=0.97,
        tracking_uid=f"2.25.{1000 + number}",
    )


def candidate(number: int, mask: Mask) -> Candidate:
    return Candidate(
        candidate_id=f"S{number}",
        mask=mask,
        reason=CandidateReason.TOO_SMALL,
        reason_words="1 mm³, under 6 mm³",
        mean_probability=0.6,
        max_probability=0.7,
        tracking_uid=f"2.25.{2000 + number}",
    )


def detection() -> Detection:
    return Detection(
        lesions=(
            lesion(1, ball((6, 6, 6), 3)),
            lesion(2, ball((3, 9, 11), 2)),
            lesion(3, ball((9, 4, 3), 1)),
        ),
        candidates=(candidate(1, ball((2, 2, 2), 0)), candidate(2, ball((10, 11, 12), 0))),
        brain_mask=np.ones(SHAPE, dtype=bool),
        models=(ModelIdentity("brain-mask", "1.0", "ab" * 32), ModelIdentity("mets-demo", "1.0", "cd" * 32)),
        provider="cpu",
        seconds=1.5,
    )


def series(uid: str = "2.25.1") -> Series:
    affine = np.diag([1.0, 1.0, 1.0, 1.0])[[2, 1, 0, 3]]
    instances = tuple(
        Instance(Path(f"{k}.dcm"), "1.2.840.10008.5.1.4.1.1.4", f"{uid}.{k}", k + 1) for k in range(SHAPE[0])
    )
    return Series(uid, "2.25.9", "2.25.8", "T1", "MR", "20261101", instances, Geometry(SHAPE, affine))
