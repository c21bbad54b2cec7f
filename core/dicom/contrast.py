"""Was a contrast agent given: what is recorded first, the series' name second, each said as what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.dicom.header import Header

# Agents that are none: what people type into a field that must not stay empty.
_NO_AGENT = re.compile(
    r"(none|no|non|not? given|n/?a|nil|ohne|keine?s?|without|no contrast|0(\.0+)?( ?ml)?|-+|\.+|없음|無)"
)
_GIVEN = re.compile(
    r"\bpost(?![ -]?op)|kontrast|contrast|\bgad|\bgd\b|t1[ -]?gd|\bkm\b|\bce\b|\bt1 ?ce?\b|\bc\+|\+ ?(c|km|gd|gad)\b"
    r"|\binj|조영|造影"
)
_NOT_GIVEN = re.compile(
    r"\bpre\b|\bpre-?(contrast|gad|gd|km)|\bwithout\b|\bw/?o\b|\bnon?[ -]?(contrast|gad|gd|km|ce)|\bohne\b|\bnati[fv]|"
    r"\bunenhanced|\bsans\b|\bplain\b|조영 ?전|비조영|造影前"
)
_BOTH = re.compile(r"\bw/?w/?o|\bw/?(ith)? ?(&|and|/|\+) ?(w/?o|without)")
# Recorded beside the agent itself: an amount or a start is only there where something was given.
_AMOUNTS = ("ContrastBolusVolume", "ContrastBolusTotalDose")


@dataclass(frozen=True)
class Contrast:
    """Whether contrast was given, the agent as recorded (empty where there is none), and the evidence in words."""

    given: bool
    agent: str
    evidence: str


def contrast_of(header: Header) -> Contrast:
    """Tell from one header of the series.

    Where the record and the series' name contradict each other, contrast counts as not given: the reader is told.
    """
    recorded = header.text("ContrastBolusAgent")
    agent = "" if _NO_AGENT.fullmatch(recorded.lower()) else recorded
    amount = next((number for name in _AMOUNTS if (number := header.number(name)) is not None and number > 0), None)
    said = _said_by_name(header)
    if (agent or amount) and said is False:
        return Contrast(False, "", "a contrast agent is recorded, but the series' name says without")
    if agent:
        return Contrast(True, agent, f"contrast agent recorded: {agent}")
    if amount:
        return Contrast(True, "", f"contrast agent recorded: {amount:g} ml")
    if said:
        return Contrast(True, "", "contrast by the series' name")
    return Contrast(False, "", "no contrast by the series' name" if said is False else "")


def _said_by_name(header: Header) -> bool | None:
    """What the series' own name says; the protocol's, which may be that of the whole visit, where it has none."""
    name = (header.text("SeriesDescription") or header.text("ProtocolName")).lower().replace("_", " ")
    if _BOTH.search(name):
        return None
    if _NOT_GIVEN.search(name):
        return False
    return True if _GIVEN.search(name) else None
