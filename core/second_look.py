"""What a lower threshold would add to the findings."""

from __future__ import annotations

import uuid

import numpy as np

from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason
from core.mask import BoolArray
from core.probability import ProbabilityMap
from core.review.state import ReviewState

_SMALLEST_MM3 = 3.0


def at_threshold(
    probability: ProbabilityMap, threshold: float, state: ReviewState, brain_mask: BoolArray | None, geometry: Geometry
) -> tuple[Candidate, ...]:
    """Parts at or above ``threshold`` that touch no lesion and no candidate, largest first.

    Parts of which less than half lies in the brain, or under 3 mm³, are left out.

    Parameters
    ----------
    brain_mask
        (Z, Y, X) bool; None looks everywhere.

    """
    known = np.zeros(geometry.shape, dtype=np.bool_)
    for mask in [each.mask for each in state.lesions] + [each.mask for each in state.candidates]:
        known[mask.box] |= mask.voxels
    found: list[Candidate] = []
    for mask in probability.parts(threshold):
        if mask.count * geometry.voxel_volume_mm3 < _SMALLEST_MM3 or (known[mask.box] & mask.voxels).any():
            continue
        if brain_mask is not None and (brain_mask[mask.box] & mask.voxels).sum() * 2 < mask.count:
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
    return tuple(found)
