"""One finding that the reader judges."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from core.mask import Mask


class LesionStatus(Enum):
    """What the reader has decided. "Edited" is not a status."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class LesionOrigin(Enum):
    """Who proposed the lesion."""

    MODEL = "model"
    READER = "reader"
    IMPORTED = "imported"  # a file of another tool, or an earlier export


class RejectReason(Enum):
    """Why a reader rejects, by the key that says it."""

    VESSEL = "vessel"
    ARTEFACT = "artefact"
    DURA = "dura"
    OUTSIDE_BRAIN = "outside brain"
    OLD_OR_TREATED = "old or treated"
    OTHER = "other"


class CandidateReason(Enum):
    """Why post-processing put a candidate aside."""

    OUTSIDE_BRAIN = "outside_brain"
    TOO_SMALL = "too_small"
    BELOW_THRESHOLD = "below_threshold"
    OVERLAPS = "overlaps"  # a file brought it in over a lesion that was there
    MARKED_BLIND = "marked_blind"  # the reader had marked the same place before the model's answer was shown


@dataclass(frozen=True)
class Making:
    """How a structure came about, as the file says that it came in with.

    Parameters
    ----------
    algorithm
        DICOM's ``AUTOMATIC``, ``SEMIAUTOMATIC`` or ``MANUAL``; empty where the file does not say.
    program
        The program that the file names; empty where it names none.

    """

    algorithm: str = ""
    program: str = ""

    @property
    def after_an_edit(self) -> Making:
        """What it is once the reader has changed its voxels: no program made it alone any more."""
        return Making("SEMIAUTOMATIC", self.program) if self.algorithm == "AUTOMATIC" else self


UNSAID = Making()


@dataclass(frozen=True, eq=False)
class Lesion:
    """A lesion under review.

    Parameters
    ----------
    lesion_id
        Stable within the review, e.g. ``"L3"``; a restored candidate keeps its ``"S2"``.
    number
        What the list shows and the label in label maps; largest volume = 1. Never changes with sorting.
    mask
        Its voxels on the series' grid.
    status, origin
        See the enumerations.
    edited
        True once the reader has changed the mask.
    reject_reason
        Set only while rejected.
    mean_probability, max_probability
        Of the model over the mask it proposed; 0.0 for a reader's own lesion.
    tracking_uid
        The same in every export of this review (SEG, SR, RTSTRUCT, CSV).
    name, source
        As the file that it came in with calls it, and which file, of which tool; empty where none did.
    making
        As that file says, before any edit of the reader's.

    """

    lesion_id: str
    number: int
    mask: Mask
    status: LesionStatus
    origin: LesionOrigin
    mean_probability: float
    max_probability: float
    tracking_uid: str
    edited: bool = False
    reject_reason: RejectReason | None = None
    name: str = ""
    source: str = ""
    making: Making = UNSAID


@dataclass(frozen=True, eq=False)
class Candidate:
    """What the model proposed and post-processing put aside.

    Parameters
    ----------
    candidate_id
        ``"S1"``, ``"S2"``… largest first.
    reason, reason_words
        The rule that put it aside, and the sentence with its value, e.g. "3 mm³, under 6 mm³".
    origin, name, source, making
        What it has as a lesion once restored.

    """

    candidate_id: str
    mask: Mask
    reason: CandidateReason
    reason_words: str
    mean_probability: float
    max_probability: float
    tracking_uid: str
    origin: LesionOrigin = LesionOrigin.MODEL
    name: str = ""
    source: str = ""
    making: Making = UNSAID
