"""What a model run gives: lesions, candidates put aside, and which packages said so."""

from __future__ import annotations

from dataclasses import dataclass

from core.lesion import Candidate, Lesion
from core.mask import BoolArray
from core.probability import ProbabilityMap


@dataclass(frozen=True)
class ModelIdentity:
    """Which weights answered: name, version and the sha256 of the package file."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, eq=False)
class Detection:
    """A model run's output on one series.

    Parameters
    ----------
    lesions
        All PENDING, largest volume first, numbered from 1.
    candidates
        Put aside by post-processing, largest first.
    brain_mask
        (Z, Y, X) bool on the series' grid.
    models
        The packages that ran: brain mask, metastasis.
    provider
        The runtime that truly ran, e.g. ``"cpu"``, ``"cuda"``.
    seconds
        Wall time of the run.
    probability
        The model's answer everywhere, for boundaries at other thresholds; None where it was not kept.

    """

    lesions: tuple[Lesion, ...]
    candidates: tuple[Candidate, ...]
    brain_mask: BoolArray
    models: tuple[ModelIdentity, ...]
    provider: str
    seconds: float
    probability: ProbabilityMap | None = None
