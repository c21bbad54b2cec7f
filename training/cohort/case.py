"""What a cohort gives: cases to train on, and what was left out with the reason. Neither shows who the patient is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.mask import BoolArray
from core.volume import Volume


@dataclass(frozen=True, eq=False)
class Case:
    """One labelled scan.

    Parameters
    ----------
    patient
        Whose; compared, never written.
    source
        Where the labels come from: ``structure set``, ``label map`` or ``review``.
    origin
        The file or folder; written to the site's own key alone.
    image
        Loads the scan; raises StudyRefused.
    lesions
        Loads (Z, Y, X) bool on the scan's grid; raises LeftOut.

    """

    patient: str
    source: str
    origin: Path
    image: Callable[[], Volume]
    lesions: Callable[[], BoolArray]


@dataclass(frozen=True)
class Omission:
    """What was left out and why, without names; ``origin`` goes to the site's own key alone."""

    what: str
    reason: str
    origin: Path


class LeftOut(Exception):  # noqa: N818 - it is no fault, and ends in a table
    """A scan cannot be trained on; the text says why, without names."""
