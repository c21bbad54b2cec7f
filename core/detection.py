"""What a model run gives: lesions, candidates put aside, and which packages said so."""

from __future__ import annotations

from dataclasses import dataclass

from core.geometry import FloatArray
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
class Laid:
    """How a further sequence was laid on the series for the model; to be looked at.

    Parameters
    ----------
    name, series_instance_uid
        What the model calls the sequence, and which series stands for it; empty where it came from elsewhere.
    to_sequence
        (4, 4) patient LPS millimetres of the series to those of the sequence.
    shift_mm, turn_degrees
        How far that moves the head's middle, and turns it.
    is_doubtful
        Whether it may not fit, as the registration itself could tell.

    """

    name: str
    to_sequence: FloatArray
    shift_mm: float
    turn_degrees: float
    series_instance_uid: str = ""
    is_doubtful: bool = False

    @property
    def words(self) -> str:
        """E.g. "FLAIR was moved by 1.2 mm and turned by 0.4°", and whether it is in doubt."""
        doubt = " and may not fit" if self.is_doubtful else ""
        return f"{self.name} was moved by {self.shift_mm:.1f} mm and turned by {self.turn_degrees:.1f}°{doubt}"


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
    laid
        The further sequences that were registered to the series.
    brain_provider
        What the brain mask's network ran on, as ``provider``; empty where that is not known.

    """

    lesions: tuple[Lesion, ...]
    candidates: tuple[Candidate, ...]
    brain_mask: BoolArray
    models: tuple[ModelIdentity, ...]
    provider: str
    seconds: float
    probability: ProbabilityMap | None = None
    laid: tuple[Laid, ...] = ()
    brain_provider: str = ""

    @property
    def other_brain_provider(self) -> str:
        """What the brain mask's network ran on where it is not what the lesions' did; else empty."""
        return self.brain_provider if self.brain_provider != self.provider else ""
