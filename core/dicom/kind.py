"""What a series is, from its attributes first and its names second; unknown is said as unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.dicom.header import Header
from core.geometry import Geometry

_T1_NAMES = r"\bt1|t1w?\b|mprage|mp-rage|bravo|spgr|\btfl\b|\bvibe\b|space.*t1|tfe.*3d|3d.*tfe"
_CONTRAST_NAMES = r"\+\s*c\b|\bpost\b|contrast|\bgad|\bgd\b|\bkm\b|\bce\b|t1c\b|\+gd"
_LONG_ECHO_MS = 60.0
_INVERSION_MS_OF_FLAIR = 1500.0


@dataclass(frozen=True)
class Kind:
    """Weighting ("T1", "T2", "FLAIR", ... or "unknown"), dimension ("3D", "2D", ""), contrast, evidence."""

    weighting: str
    dimension: str
    contrast: bool
    evidence: str

    @property
    def words(self) -> str:
        """For the card: "3D T1 with contrast"."""
        weighting = self.weighting if self.weighting != "unknown" else "unknown sequence"
        return " ".join(filter(None, [self.dimension, weighting, "with contrast" if self.contrast else ""]))


def kind_of(header: Header) -> Kind:
    """Tell the kind from one header of the series."""
    names = _names(header)
    weighting, evidence = _weighting(header, names)
    agent = header.text("ContrastBolusAgent")
    named = re.search(_CONTRAST_NAMES, names) is not None
    if agent:
        evidence += f"; contrast agent recorded: {agent}"
    elif named:
        evidence += "; contrast by the series' name"
    return Kind(weighting, header.text("MRAcquisitionType"), bool(agent) or named, evidence)


def plane_of(geometry: Geometry) -> str:
    """Axial, coronal or sagittal: the patient plane nearest to the slices."""
    return {"L": "sagittal", "R": "sagittal", "P": "coronal", "A": "coronal", "S": "axial", "I": "axial"}[
        geometry.axis_letters[0]
    ]


def _names(header: Header) -> str:
    texts = (header.text(name) for name in ("SeriesDescription", "ProtocolName", "SequenceName"))
    return " ".join(texts).lower().replace("_", " ")


def _weighting(header: Header, names: str) -> tuple[str, str]:
    if "LOCALIZER" in header.image_type or re.search(r"locali[sz]er|scout|survey", names):
        return "localiser", "named so"
    if re.search(r"angio|\btof\b|\bmra\b", names) or header.text("AngioFlag") == "Y":
        return "angiography", "named so"
    by_times = _by_times(header)
    if by_times is not None:
        return by_times
    for weighting, pattern in (("FLAIR", "flair"), ("T1", _T1_NAMES), ("T2", r"\bt2|t2w?\b")):
        if re.search(pattern, names):
            return weighting, "by the series' name"
    return "unknown", "neither times nor names tell"


def _by_times(header: Header) -> tuple[str, str] | None:
    """From scanning sequence, echo, repetition and inversion times (milliseconds)."""
    sequence = header.text("ScanningSequence").upper()
    echo, repetition, inversion = (header.number(n) for n in ("EchoTime", "RepetitionTime", "InversionTime"))
    if "EP" in sequence:
        return "echo-planar", "echo-planar sequence"
    if echo is None or repetition is None:
        return None
    told = f"TE {echo:g} ms, TR {repetition:g} ms"
    if "SE" in sequence:
        return _spin_echo(echo, repetition, inversion, told)
    if "GR" in sequence and echo < 10 and (repetition < 50 or (inversion or 0) >= 300):
        return "T1", told
    return None


def _spin_echo(echo: float, repetition: float, inversion: float | None, told: str) -> tuple[str, str] | None:
    if echo > _LONG_ECHO_MS:
        is_flair = inversion is not None and inversion >= _INVERSION_MS_OF_FLAIR
        return ("FLAIR" if is_flair else "T2"), told
    return ("T1", told) if repetition < 1300 and echo < 40 else None
