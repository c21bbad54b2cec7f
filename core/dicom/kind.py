"""What a series is, from its attributes first and its names second; unknown is said as unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.dicom.contrast import contrast_of
from core.dicom.header import Header
from core.geometry import Geometry

_LONG_ECHO_MS, _SHORT_ECHO_MS = 60.0, 40.0
_T1_REPETITION_MS = 1300.0  # of spin echoes, at most; inversion-prepared ones (T1 FLAIR) may take longer
_INVERSION_MS_OF_FLAIR = 1500.0
_INVERSION_MS_OF_STIR = 300.0  # at most
_T2_STAR_ECHO_MS = 15.0
_FLAIR_REPETITION_MS = 4000.0
# What Image Type (0008,0008) says beside the magnitude image that a reader expects.
_DERIVED = (
    ({"LOCALIZER"}, "localiser"),
    ({"DIFFUSION", "TRACEW", "TENSOR"}, "diffusion"),
    ({"PERFUSION", "ASL"}, "perfusion"),
    ({"PROJECTION IMAGE", "MIP", "MIP THICK", "MIP THIN", "MINIP", "MNIP", "MIN IP"}, "projection"),
    ({"SUBTRACTION", "SUBTRACT", "SUB"}, "subtraction"),
    ({"P", "PHASE", "PHASE MAP", "PHASE_MAP", "VELOCITY MAP"}, "phase image"),
    ({"REAL", "IMAGINARY", "MIXED"}, "part of a complex image"),
    ({"T1 MAP", "T1_MAP", "T2 MAP", "T2_MAP", "T2_STAR MAP", "B0 MAP", "B0", "R1", "R2", "ADC", "FA", "QMAP"}, "map"),
    ({"FAT", "FAT_PPM", "F"}, "fat image"),  # the last of Philips, as OP is
    ({"OPP_PHASE", "OUT_PHASE", "OP"}, "opposed phase"),
)
# Acquisition Contrast (0008,9209) of enhanced objects.
_ACQUIRED = {
    "T1": "T1",
    "T2": "T2",
    "FLUID_ATTENUATED": "FLAIR",
    "PROTON_DENSITY": "proton density",
    "T2_STAR": "T2*",
    "STIR": "STIR",
    "DIFFUSION": "diffusion",
    "PERFUSION": "perfusion",
    "TOF": "angiography",
    "FLOW_ENCODED": "phase image",
}
_NAMED_FIRST = (  # names that tell what times do not
    (r"locali[sz]er|scout|survey|3[ -]?plane|smart ?brain|\bloc\b|positionierung", "localiser"),
    (r"sense ref|\basset\b|\bref(erence)? ?head|calibration|\bcal\b", "calibration"),
    (
        r"angio|\btof\b|\b(ce ?-?)?mr[av]\b|\btwist\b|\btricks\b|\bfl3d ce\b|phase[ -]contrast|q-?flow|\b[23]d ?pc\b",
        "angiography",
    ),
    (r"\bperf|\bdsc\b", "perfusion"),
    (r"screen ?save|\bsegmentation\b|\bfused\b", "picture"),
    (r"\bfgatir\b|\bwmn\b|white[ -]?matter[ -]?null", "white matter nulled"),
    (r"dixon[ -]*f(at)?\b(?![ -]*(sat|sup))", "fat image"),
    (r"dixon[ -]*(opp?|out)\b|\bopp(osed)?[ -]?phase|\bout[ -]?(of[ -])?phase", "opposed phase"),
    (
        r"mp2rage.*\bt1\b(?! ?w)|\bt[12][ -]?map|\bmaps?\b|\bktrans|\bt1 ?rho"
        r"|field ?map|\bb[01] ?map|\bvfa\b|\binv ?2\b",
        "map",
    ),
    (r"fiesta|\bciss\b|tru ?fi|true ?fisp|\bb-?(ffe|tfe)\b|balanced", "steady state"),
    (r"\bswi\b|\bswan\b|\bvenobold\b", "T2*"),
    (r"\bmip\b|\bminip\b", "projection"),
    (r"\bsubtr|\bsubs?\b(?!-\w| ?\d)|\bminus\b|\bdelta\b", "subtraction"),  # and no subject's number
)
_T1_NAMES = r"\bt1|t1w?\b|mprage|mp-rage|bravo|spgr|\btfl\b|\bvibe\b|space.*t1|tfe.*3d|3d.*tfe"
_NAMED = (
    ("T1", r"\bt1[ -]*w?[ -]*flair"),
    ("FLAIR", r"flair|dark[ -]?fluid"),
    ("T1", _T1_NAMES),
    ("T2", r"\bt2|t2w?\b"),
)
_STEADY_STATES = ("FREE_PRECESSION", "TIME_REVERSED", "TRANSVERSE")


@dataclass(frozen=True)
class Kind:
    """Weighting ("T1", "T2", "FLAIR", ... or "unknown"), dimension ("3D", "2D", ""), contrast, evidence.

    ``agent`` is the contrast agent as recorded, empty where none is or where the record says that none was given;
    ``contrast_evidence`` is the part of the evidence that is about it.
    """

    weighting: str
    dimension: str
    contrast: bool
    evidence: str
    agent: str = ""
    contrast_evidence: str = ""

    @property
    def words(self) -> str:
        """For the card: "3D T1 with contrast"."""
        weighting = self.weighting if self.weighting != "unknown" else "unknown sequence"
        return " ".join(filter(None, [self.dimension, weighting, "with contrast" if self.contrast else ""]))


def kind_of(header: Header) -> Kind:
    """Tell the kind from one header of the series."""
    names = _names(header)
    weighting, evidence = _weighting(header, names)
    contrast = contrast_of(header)
    evidence = "; ".join(filter(None, [evidence, contrast.evidence]))
    dimension = header.text("MRAcquisitionType")
    return Kind(weighting, dimension, contrast.given, evidence, contrast.agent, contrast.evidence)


def in_all(kind: Kind, headers: Sequence[Header]) -> Kind:
    """The kind of a whole series: contrast that only some of its images record counts as not given."""
    count = sum(contrast_of(header).given for header in headers)
    if count in (0, len(headers)):
        return kind
    words = f"contrast recorded on {count} of {len(headers)} images"
    told = kind.evidence.replace(kind.contrast_evidence, words) if kind.contrast_evidence else kind.evidence
    evidence = told if words in told else f"{told}; {words}"
    return replace(kind, contrast=False, agent="", evidence=evidence, contrast_evidence=words)


def plane_of(geometry: Geometry) -> str:
    """Axial, coronal or sagittal: the patient plane nearest to the slices."""
    return {"L": "sagittal", "R": "sagittal", "P": "coronal", "A": "coronal", "S": "axial", "I": "axial"}[
        geometry.axis_letters[0]
    ]


def _names(header: Header) -> str:
    texts = (header.text(name) for name in ("SeriesDescription", "ProtocolName", "SequenceName", "PulseSequenceName"))
    return " ".join(texts).lower().replace("_", " ")


def _weighting(header: Header, names: str) -> tuple[str, str]:
    modality = header.text("Modality")
    if modality != "MR":
        return modality or "unknown", f"modality {modality or 'not recorded'}"
    for words, kind in _DERIVED:
        if told := sorted(words.intersection(header.image_type)):
            return kind, f"image type {told[0]}"
    acquired = _ACQUIRED.get(header.text("AcquisitionContrast").upper())
    if acquired is not None:
        return acquired, f"acquisition contrast {header.text('AcquisitionContrast')}"
    for pattern, kind in _NAMED_FIRST:
        if found := re.search(pattern, names):
            return kind, f"named {found[0].strip()}"
    if header.text("AngioFlag") == "Y":
        return "angiography", "angio flag"
    named = next((weighting for weighting, pattern in _NAMED if re.search(pattern, names)), None)
    by_times = _by_times(header)
    if by_times is None:
        return (named, "by the series' name") if named else ("unknown", "neither times nor names tell")
    weighting, evidence = by_times
    if weighting == "T2" and named == "FLAIR" and _may_be_flair(header):
        return "FLAIR", f"{evidence}, and the series' name"
    return weighting, evidence if named in (None, weighting) else f"{evidence}, though the series' name says {named}"


def _may_be_flair(header: Header) -> bool:
    """Whether an inversion may only not be recorded."""
    return header.number("InversionTime") is None and (header.number("RepetitionTime") or 0) >= _FLAIR_REPETITION_MS


def _by_times(header: Header) -> tuple[str, str] | None:
    """From scanning sequence, echo, repetition and inversion times (milliseconds)."""
    sequence = _sequence(header)
    echo, repetition, inversion = (header.number(n) for n in ("EchoTime", "RepetitionTime", "InversionTime"))
    if "EP" in sequence:
        return "echo-planar", "echo-planar sequence"
    if echo is None or repetition is None:
        return None
    told = f"TE {echo:g} ms, TR {repetition:g} ms" + (f", TI {inversion:g} ms" if inversion else "")
    if "SE" in sequence:
        return _spin_echo(echo, repetition, inversion, told)
    return _gradient_echo(header, sequence, echo, repetition, told) if "GR" in sequence else None


def _sequence(header: Header) -> set[str]:
    """Scanning Sequence; of enhanced objects what says the same."""
    found = set(re.findall(r"[A-Z]+", header.text("ScanningSequence").upper()))
    pulse = header.text("EchoPulseSequence").upper()
    found |= {"GRADIENT": {"GR"}, "SPIN": {"SE"}, "BOTH": {"SE", "GR"}}.get(pulse, set())
    if header.text("EchoPlanarPulseSequence").upper() == "YES":
        found.add("EP")
    if header.text("InversionRecovery").upper() == "YES":
        found.add("IR")
    return found


def _gradient_echo(
    header: Header, sequence: set[str], echo: float, repetition: float, told: str
) -> tuple[str, str] | None:
    variant = set(re.findall(r"[A-Z]+", header.text("SequenceVariant").upper()))
    steady = header.text("SteadyStatePulseSequence").upper() in _STEADY_STATES
    if steady or ("SS" in variant and not variant & {"SP", "MP"}):
        return "steady state", f"gradient echo that is not spoiled, {told}"
    if echo >= _T2_STAR_ECHO_MS:
        return "T2*", f"gradient echo, {told}"
    is_prepared = "IR" in sequence or (header.number("InversionTime") or 0) >= 300
    return ("T1", f"gradient echo, {told}") if echo < 10 and (repetition < 50 or is_prepared) else None


def _spin_echo(echo: float, repetition: float, inversion: float | None, told: str) -> tuple[str, str] | None:
    told = f"spin echo, {told}"
    if inversion and inversion < _INVERSION_MS_OF_STIR:
        return "STIR", told
    if echo > _LONG_ECHO_MS:
        return ("FLAIR" if inversion and inversion >= _INVERSION_MS_OF_FLAIR else "T2"), told
    if echo >= _SHORT_ECHO_MS:
        return None
    if repetition < _T1_REPETITION_MS or (inversion and inversion < _INVERSION_MS_OF_FLAIR):
        return "T1", told
    return ("proton density", told) if repetition >= 1800 and not inversion else None
