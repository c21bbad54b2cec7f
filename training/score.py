"""What a run found on one head whose lesions are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from core.detection import Detection
from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason, Lesion
from core.mask import Mask
from inference.manifest import Thresholds
from training.generator.labels import BoolArray
from training.held_out import HeldOut


@dataclass(frozen=True)
class LesionScore:
    """One drawn lesion; ``dice`` and ``volume_error`` (found over true, less 1) are None where it was missed."""

    diameter_mm: float
    dice: float | None
    volume_error: float | None

    @property
    def found(self) -> bool:
        """Whether any proposal touches it."""
        return self.dice is not None


@dataclass(frozen=True)
class HeadScore:
    """One head: its lesions, how many proposals there were, how many touched none, Dice of all of them together.

    ``dice`` is None on a head without lesions, ``brain_dice`` where the brain's truth is not known.
    """

    name: str
    lesions: tuple[LesionScore, ...]
    proposed: int
    false: int
    dice: float | None
    brain_dice: float | None


def score(head: HeldOut, detection: Detection, masks: Sequence[Mask]) -> HeadScore:
    """Compare ``masks``, the run's proposals, with what was drawn; a proposal is false where it touches no lesion."""
    kept = np.zeros(head.lesions.shape, bool)
    touching: dict[int, list[Mask]] = {number: [] for number in head.there}
    false = 0
    for mask in masks:
        at = tuple(mask.indices().T)
        kept[at] = True
        numbers = set(np.unique(head.grown[at]).tolist()) - {0}
        false += not numbers
        for number in numbers:
            touching[number].append(mask)
    lesions = tuple(_lesion(head, number, touching[number]) for number in sorted(head.there))
    return HeadScore(
        name=head.name,
        lesions=lesions,
        proposed=len(masks),
        false=false,
        dice=dice(kept, head.lesions > 0) if lesions else None,
        brain_dice=None if head.brain is None else dice(detection.brain_mask, head.brain),
    )


def proposals(detection: Detection, thresholds: Thresholds, *, stripped: bool = True) -> list[Mask]:
    """Masks that pass the limits, on a 1 mm grid; with ``stripped`` False also those outside the brain."""
    outside = CandidateReason.OUTSIDE_BRAIN
    found: list[Lesion | Candidate] = [
        *detection.lesions,
        *(c for c in detection.candidates if not (stripped and c.reason is outside)),
    ]
    return [
        each.mask
        for each in found
        if each.max_probability >= thresholds.peak_of(each.mask.count)
        and each.mask.count >= thresholds.minimum_volume_mm3
    ]


def dice(a: BoolArray, b: BoolArray) -> float:
    """Return the overlap of two masks."""
    return 2 * float((a & b).sum()) / max(1.0, float(a.sum() + b.sum()))


def geometry_of(shape: tuple[int, ...]) -> Geometry:
    """Return the canonical 1 mm grid: k to S, j to P, i to L."""
    directions = np.array([[0.0, 0, 1], [0, 1, 0], [1, 0, 0]])
    return Geometry.from_axes((shape[0], shape[1], shape[2]), (0, 0, 0), (1, 1, 1), directions)


def _lesion(head: HeldOut, number: int, masks: Sequence[Mask]) -> LesionScore:
    diameter = head.diameters_mm[number - 1]
    if not masks:
        return LesionScore(diameter, None, None)
    truth, found = head.lesions == number, np.zeros(head.lesions.shape, bool)
    for mask in masks:
        found[tuple(mask.indices().T)] = True
    return LesionScore(diameter, dice(found, truth), float(found.sum() / truth.sum()) - 1)
