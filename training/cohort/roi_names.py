"""Which ROIs of a structure set are lesions, by their names and by what the plan records them as."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.dicom.rtstruct_read import RoiRead

LESIONS = r"(?<![a-z])(i?gtv[a-z]{0,4}|mets?|metast[a-z]*|brainmets?)(?![a-z])"
NO_LESIONS = (
    r"(?<![a-z])(?:gtv)?(z?[pci]tv|prv|ring|shell|minus|margin|opt|total|sum)(?![a-z])|(brain|head|body|skull|tissue)\s*[-−–\\]"
    r"|^(whole)?\s*(brain(stem)?|body|external|skin|skull)$"
)
_NO_LESION_TYPES = frozenset({"PTV", "CTV", "ORGAN", "EXTERNAL", "AVOIDANCE", "SUPPORT", "FIXATION", "MARKER", "BOLUS"})
_NAMED_OTHERWISE, _RECORDED = "its name is none of a lesion", "recorded as"
_LIKE = re.compile(r"gtv|(?<![a-z])mets?(?![a-z])|metast|lesion|tumou?r|병변|전이|종양|腫瘍|転移", re.IGNORECASE)


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@dataclass(frozen=True)
class RoiName:
    """One ROI's name for the site's own table: ``why`` it is not, or adds nothing; else empty."""

    name: str
    taken: bool
    why: str


@dataclass(frozen=True)
class RoiRules:
    """How ROIs are told apart.

    Parameters
    ----------
    lesions, no_lesions
        Match names; the second goes before.
    any_type
        Whether a name that matches is enough, though the plan records a ROI as a PTV, CTV, organ or the like.

    """

    lesions: re.Pattern[str] = field(default_factory=lambda: _pattern(LESIONS))
    no_lesions: re.Pattern[str] = field(default_factory=lambda: _pattern(NO_LESIONS))
    any_type: bool = False

    def judged(self, roi: RoiRead) -> tuple[bool, str]:
        """Whether a ROI is taken, and why not: empty where it is."""
        other = [kind for kind in roi.interpreted_types if kind in _NO_LESION_TYPES]
        if self.no_lesions.search(roi.name):
            return False, _NAMED_OTHERWISE
        if not self.lesions.search(roi.name):
            return False, "its name does not match"
        if other and not self.any_type:
            return False, f"{_RECORDED} {other[0]}"
        return True, ""

    def may_be_missed(self, roi: RoiRead) -> bool:
        """Whether what is not taken looks like a lesion: taught as background, it would be unlearned."""
        taken, why = self.judged(roi)
        if taken or not roi.contours or why == _NAMED_OTHERWISE:
            return False
        if why.startswith(_RECORDED):
            return True  # name and record contradict each other
        other = any(kind in _NO_LESION_TYPES for kind in roi.interpreted_types)
        return "GTV" in roi.interpreted_types or (not other and _LIKE.search(roi.name) is not None)

    def named(self, roi: RoiRead) -> RoiName:
        """A ROI's line in the site's table."""
        taken, why = self.judged(roi)
        return RoiName(roi.name, taken, "it holds no contour" if taken and not roi.contours else why)
