"""From probability and brain mask to lesions, and to candidates put aside, each with the rule and its value."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason, Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from core.regions import components
from inference.manifest import Thresholds

_MOST_DECIMALS = 6  # of a value that is under a limit by less than it is usually written with


@dataclass(frozen=True, eq=False)
class _Component:
    mask: Mask
    volume_mm3: float
    mean: float
    peak: float


def lesions_and_candidates(
    probability: NDArray[np.float32], brain: NDArray[np.bool_], geometry: Geometry, thresholds: Thresholds
) -> tuple[tuple[Lesion, ...], tuple[Candidate, ...]]:
    """Cut a probability map into findings.

    Parameters
    ----------
    probability
        (Z, Y, X) on the series' grid.
    brain
        (Z, Y, X) bool on the same grid.

    Returns
    -------
    lesions, candidates
        Each largest first; lesions pending, ``L1``..., candidates ``S1``...

    """
    kept, aside = [], []
    for component in _components(probability, geometry, thresholds):
        reason = _reason(component, brain, geometry, thresholds)
        if reason is None:
            kept.append(component)
        else:
            aside.append((component, *reason))
    lesions = tuple(_lesion(component, number) for number, component in enumerate(kept, start=1))
    candidates = tuple(_candidate(*each, number) for number, each in enumerate(aside, start=1))
    return lesions, candidates


def _components(probability: NDArray[np.float32], geometry: Geometry, thresholds: Thresholds) -> list[_Component]:
    """Parts at or above the threshold, largest first; what hangs together at a lower one is one part.

    Without that a large finding falls into pieces where the threshold is high.
    """
    connected = thresholds.probability if thresholds.connected is None else thresholds.connected
    found = []
    for part in components(probability >= connected):
        voxels = part.voxels & (probability[part.box] >= thresholds.probability)
        if not voxels.any():
            continue
        mask = Mask.trimmed(part.start, voxels)
        values = probability[mask.box][mask.voxels]
        volume = mask.count * geometry.voxel_volume_mm3
        found.append(_Component(mask, volume, float(values.mean()), _shortest(values.max())))
    return sorted(found, key=lambda component: (-component.volume_mm3, component.mask.start))


def _shortest(value: np.float32) -> float:
    """The shortest number that reads as ``value`` in single precision: a peak of 0.95 is not under 0.95."""
    return float(str(value))


def _reason(
    component: _Component, brain: NDArray[np.bool_], geometry: Geometry, thresholds: Thresholds
) -> tuple[CandidateReason, str] | None:
    """The first rule that puts a component aside, with its value in words."""
    inside = _share_inside(component.mask, brain, geometry, thresholds.brain_margin_mm)
    if inside < thresholds.inside_share:
        return CandidateReason.OUTSIDE_BRAIN, f"outside the brain, {100 * inside:.0f} % inside"
    if component.volume_mm3 < thresholds.minimum_volume_mm3:
        least_mm3 = thresholds.minimum_volume_mm3
        words = f"{_below(component.volume_mm3, least_mm3, 1)} mm³, under {least_mm3:g} mm³"
        return CandidateReason.TOO_SMALL, words
    if component.peak < (least := thresholds.peak_of(component.volume_mm3)):
        words = f"peak {_below(component.peak, least, 2)}, under {least:.2f}"
        return CandidateReason.BELOW_THRESHOLD, words
    return None


def _below(value: float, limit: float, decimals: int) -> str:
    """A value that is under a limit, with as many decimals as it takes to read so."""
    while round(value, decimals) >= limit and decimals < _MOST_DECIMALS:
        decimals += 1
    return f"{value:.{decimals}f}"


def _share_inside(mask: Mask, brain: NDArray[np.bool_], geometry: Geometry, margin_mm: float) -> float:
    """Share of the mask's voxels within ``margin_mm`` of the brain; measured around those outside it."""
    outside = mask.indices()
    outside = outside[~brain[tuple(outside.T)]]
    if not len(outside):
        return 1.0
    margin = np.ceil(margin_mm / geometry.spacing).astype(int) + 1
    low = np.maximum(outside.min(axis=0) - margin, 0)
    high = np.minimum(outside.max(axis=0) + 1 + margin, brain.shape)
    near = brain[tuple(slice(a, b) for a, b in zip(low, high, strict=True))]
    if not near.any():
        return (mask.count - len(outside)) / mask.count
    distance = ndimage.distance_transform_edt(~near, sampling=geometry.spacing)
    beyond = np.count_nonzero(distance[tuple((outside - low).T)] > margin_mm)
    return (mask.count - beyond) / mask.count


def _lesion(component: _Component, number: int) -> Lesion:
    return Lesion(
        lesion_id=f"L{number}",
        number=number,
        mask=component.mask,
        status=LesionStatus.PENDING,
        origin=LesionOrigin.MODEL,
        mean_probability=component.mean,
        max_probability=component.peak,
        tracking_uid=_uid(),
    )


def _candidate(component: _Component, reason: CandidateReason, words: str, number: int) -> Candidate:
    return Candidate(
        candidate_id=f"S{number}",
        mask=component.mask,
        reason=reason,
        reason_words=words,
        mean_probability=component.mean,
        max_probability=component.peak,
        tracking_uid=_uid(),
    )


def _uid() -> str:
    return f"2.25.{uuid.uuid4().int}"
