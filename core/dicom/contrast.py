"""Was a contrast agent given: what is recorded first, the series' name second, each said as what it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.accents import without_accents
from core.dicom.header import Header

NOT_ADMINISTERED = "not administered"  # what a frame says that was taken before: no name outweighs it
# Agents that are none: what people type into a field that must not stay empty.
_NO_AGENT = re.compile(
    r"none( given)?\.?|no( .*)?|non[ -].*|not .*|n(/?a)?|nil|nein|false|unknown|unenhanced|without.*|w/?o .*"
    r"|nativ|ohne.*|kein.*|sans.*|sin .*|senza.*|0([.,]0+)?( ?(ml|cc))?|-+|\.+|.*없음|비조영.*|미사용|無|なし|造影なし"
)
# What "pre" may be said of besides the agent: what was done to the patient, and a place.
_TREATED = r"(?![ -]*(op|rt|radi|srs|srt|sbrt|gk|gamma|treat|tx|therap|chemo|surg|resect|crani|fossa))"
# "Post" is said of much that happens to a patient. It is the agent's where the name ends with it, or goes on with the
# agent, a plane or a sequence.
_AFTER = (
    r"(?=[ -]*($|[+&/()\d]|ax|tra\b|sag|cor|t1|mpr|vibe|bravo|spgr|space|cube|fat|dixon|gad|contrast|kontrast|inj(?!ur)"
    r"|(gd|c|ce|km|mdc|fs|se|tse|fse|iso|thin|brain|head|with?|w)\b))"
)
_LATER = re.compile(r"\b\d* ?(months?|mos?|weeks?|wks?|days?|years?|yrs?|hours?|hrs?) post\b")  # after what is not told
# What a name says was left away besides: fat saturation, magnetisation transfer, a correction.
_ELSE_WITHOUT = re.compile(
    r"\b(no|non|not|without|w/?o|keine?|ohne|sans|sin|senza)[ -]*"
    r"(fs|fat[ -]?\w*|stir|mtc?|motion|moco|filter|norm\w*|angio|gating|acc\w*)\b"
)
_AGENT = r"(contrast|kontrast|gado?|gd|km|mdc|ce|c)"
_GIVEN = re.compile(
    rf"\bpost\b{_AFTER}|\bpost-?(contrast|gad|gd|km)|kontrast|(?<!phase )(?<!phase-)(?<!mtc )(?<!mt )contrast"
    r"|\bgad|\bgd\b|t1[ -]?gd|\bkm\b|\bmdc\b|\bce\b|\bt1 ?ce?\b(?![ -]*sp)|\bc\+|\+ ?(c|km|gd|gad)\b|\binj(?!ur)"
    r"|dotarem|clariscan|prohance|magnevist|omniscan|multihance|primovist|eovist|vueway|elucirem|artirem"
    r"|조영|造影|增强|増強"
)
# Anywhere in a name, a word of refusal outweighs one of giving: the reader is asked, where a guess would be silent.
_NOT_GIVEN = re.compile(
    rf"\bpre\b{_TREATED}|\bpre-?(contrast|gad|gd|km)|\bwithout\b|\bw/?o(ut)?\b|\bbefore\b|\bunenh|\bplain\b"
    rf"|\b(no|not|non|none|minus|neg|refused|declined|zero)\b(?! ?\d)|allerg|\bnon(con|enh|gad|gd|ce)|\bnc\b"
    rf"|\b0 ?{_AGENT}\b|contrast[ -]?(free|less)|{_AGENT}[ -]?frei"
    rf"|\b{_AGENT} ?-(?! ?\w)|(?<![\w)])- ?{_AGENT}\b(?!\+)|\( ?- ?\)"
    r"|\bohne\b|\bkein|\bvor\b|\bv\. ?(km|kontrast)|\bpra|\bnati[fv]"
    r"|\bsans\b|\bavant\b|\bsin\b|\bsenza\b|\bsem\b|\bzonder\b|\butan\b|\buden\b|\buten\b|\bbez\b"
    r"|조영\S*( 투여)? ?[전안]|조영제? ?(없|미)|미(사용|투여)|비조영|造影前|非造影|造影剤?(なし|無|せず)"
    r"|単純|平扫|未增强"
)
_BOTH = re.compile(r"\?|\bw/?w/?o|\bw/?(ith)? ?(&|and|/|\+) ?(w/?o|without)")
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
    name = _plain(header.text("SeriesDescription") or header.text("ProtocolName"))
    if _BOTH.search(name):
        return None  # of both, or asked with a question mark
    if _NOT_GIVEN.search(name):
        return False
    return True if _GIVEN.search(name) else None


def _plain(name: str) -> str:
    """Small letters without accents, blanks for underscores; what is told to lie after something else taken out."""
    return _ELSE_WITHOUT.sub("", _LATER.sub("", without_accents(name.lower().replace("_", " "))))
