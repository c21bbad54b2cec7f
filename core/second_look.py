"""What a lower threshold would add to the findings."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import numpy as np

from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason
from core.mask import BoolArray
from core.probability import ProbabilityMap
from core.review.state import ReviewState

SMALLEST_MM3 = 3.0


@dataclass(frozen=True)
class Lower:
    """What a lower threshold would add, largest first, and how many parts are left out as too small or outside."""

    found: tuple[Candidate, ...] = ()
    small: int = 0
    outside: int = 0


def at_threshold(
    probability: ProbabilityMap, threshold: float, state: ReviewState, brain_mask: BoolArray | None, geometry: Geometry
) -> Lower:
    """Parts at or above ``threshold`` that touch no lesion and no candidate.

    Parts under 3 mm³, or of which less than half lies in the brain, are counted only.

    Parameters
    ----------
    brain_mask
        (Z, Y, X) bool; None looks everywhere.

    """
    known = np.zeros(geometry.shape, dtype=np.bool_)
    for mask in [each.mask for each in state.lesions] + [each.mask for each in state.candidates]:
        known[mask.box] |= mask.voxels
    found: list[Candidate] = []
    small = outside = 0
    for mask in probability.parts(threshold):
        if (known[mask.box] & mask.voxels).any():
            continue
        if mask.count * geometry.voxel_volume_mm3 < SMALLEST_MM3:
            small += 1
            continue
        if brain_mask is not None and (brain_mask[mask.box] & mask.voxels).sum() * 2 < mask.count:
            outside += 1
            continue
        values = probability.values(mask)
        found.append(
            Candidate(
                candidate_id=f"T{len(found) + 1}",
                mask=mask,
                reason=CandidateReason.BELOW_THRESHOLD,
                reason_words=f"peak {values.max():.2f}, at {threshold:.2f}",
                mean_probability=float(values.mean()),
                max_probability=float(values.max()),
                tracking_uid=f"2.25.{uuid.uuid4().int}",
            )
        )
    return Lower(tuple(found), small, outside)
