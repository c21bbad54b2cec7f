"""Was a contrast agent given: what is recorded first, the series' name second, each said as what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.dicom.header import Header

NOT_ADMINISTERED = "not administered"  # what a frame says that was taken before: no name outweighs it
# Agents that are none: what people type into a field that must not stay empty.
_NO_AGENT = re.compile(
    r"none( given)?\.?|no( .*)?|non[ -].*|not .*|n(/?a)?|nil|nein|false|unknown|unenhanced|without.*|w/?o .*"
    r"|nativ|ohne.*|kein.*|sans.*|sin .*|senza.*|0([.,]0+)?( ?(ml|cc))?|-+|\.+|.*없음|비조영.*|미사용|無|なし|造影なし"
)
# What "post" and "pre" may be said of besides the agent: what was done to the patient, and a place.
_TREATED = r"(?![ -]*(op|rt|radi|srs|srt|sbrt|gk|gamma|treat|tx|therap|chemo|surg|resect|crani|fossa))"
_GIVEN = re.compile(
    rf"\bpost\b{_TREATED}|\bpost-?(contrast|gad|gd|km)|kontrast|(?<!phase )(?<!phase-)contrast|\bgad|\bgd\b"
    r"|t1[ -]?gd|\bkm\b|\bce\b|\bt1 ?ce?\b|\bc\+|\+ ?(c|km|gd|gad)\b|\binj|조영|造影"
)
_NOT_GIVEN = re.compile(
    rf"\bpre\b{_TREATED}|\bpre-?(contrast|gad|gd|km)|\bwithout\b|\bw/?o\b|\bbefore\b|\bunenhanced|\bplain\b"
    r"|\bnon?[ -]?(contrast|gad|gd|km|ce)|contrast[ -]?free|\b(c|gd|gad|km)-(?!\w)"
    r"|\bohne\b|\bkein|\bvor\b|\bv\. ?(km|kontrast)|\bprä|\bprae|\bnati[fv]"
    r"|\bsans\b|\bavant\b|\bpré\b|\bsin\b|\bsenza\b"
    r"|조영\S*( 투여)? ?전|조영제? ?없이|비조영|造影前|非造影|造影剤?(なし|無)"
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
    if recorded == NOT_ADMINISTERED:
        return Contrast(False, "", "recorded as not given by then")
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
