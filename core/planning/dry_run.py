"""Before anything is written: which of a planning system's rules an export would break, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.dicom.rtstruct import LONGEST_EXPLICIT_VALUE, longest_value
from core.errors import ExportRefused
from core.planning.profile import Profile
from core.structure_set import StructureSet

SAFE_NAME = 16  # our own rule for every system: short names have never been cut


class RulesBroken(ExportRefused):
    """The export would break a planning system's rules; all of them are listed.

    Parameters
    ----------
    system
        The profile's name.
    broken
        A sentence a rule.

    """

    def __init__(self, system: str, broken: tuple[str, ...]) -> None:
        self.system, self.broken = system, broken
        count = "a rule" if len(broken) == 1 else f"{len(broken)} rules"
        super().__init__(
            f"The export would break {count} of {system}: {' '.join(broken)}",
            "Nothing was written. Choose another planning system, or change its profile.",
        )

    def __reduce__(self) -> tuple[type[RulesBroken], tuple[str, tuple[str, ...]]]:  # type: ignore[override]
        """Keep the list on the way from a child process."""
        return type(self), (self.system, self.broken)


def broken_rules(structure_set: StructureSet, profile: Profile) -> tuple[str, ...]:
    """Say each rule that the structure set would break; an unknown limit is never broken."""
    rules = (_lengths, _characters, _twins, _approval, _rois, _points, _syntax)
    return tuple(sentence for rule in rules for sentence in rule(structure_set, profile))


def _lengths(structure_set: StructureSet, profile: Profile) -> Iterator[str]:
    longest = min(profile.longest_name or SAFE_NAME, SAFE_NAME)
    for roi in structure_set.all_rois:
        if len(roi.name) > longest:
            yield f"The name {roi.name} has {len(roi.name)} characters; {longest} are allowed."


def _characters(structure_set: StructureSet, profile: Profile) -> Iterator[str]:
    for roi in structure_set.all_rois:
        if not roi.name.isascii() or not roi.name.isprintable() or "\\" in roi.name:
            yield f"The name {roi.name!r} holds characters that are not plain ASCII."
        elif profile.name_characters is not None:
            odd = sorted(set(re.sub(f"[{profile.name_characters}]", "", roi.name)))
            if odd:
                shown = " ".join("space" if each == " " else each for each in odd)
                yield f"The name {roi.name} holds {shown}, which {profile.name} does not take."


def _twins(structure_set: StructureSet, _: Profile) -> Iterator[str]:
    names = [roi.name.casefold() for roi in structure_set.all_rois]
    for name in sorted({each for each in names if names.count(each) > 1}):
        yield f"{names.count(name)} structures are named {name}, letter case aside."


def _approval(structure_set: StructureSet, profile: Profile) -> Iterator[str]:
    if structure_set.approved and profile.takes_approved is False:
        yield f"{profile.name} takes no approved structure set; export it as unapproved."


def _rois(structure_set: StructureSet, profile: Profile) -> Iterator[str]:
    if profile.most_rois is not None and len(structure_set.all_rois) > profile.most_rois:
        yield f"There are {len(structure_set.all_rois)} structures; {profile.name} takes {profile.most_rois}."


def _points(structure_set: StructureSet, profile: Profile) -> Iterator[str]:
    if profile.most_points is None:
        return
    for roi in structure_set.all_rois:
        most = max(len(contour.points) for contour in roi.contours)
        if most > profile.most_points:
            yield f"A contour of {roi.name} has {most} points; {profile.name} takes {profile.most_points}."


def _syntax(structure_set: StructureSet, profile: Profile) -> Iterator[str]:
    if profile.transfer_syntax != "explicit":
        return
    if longest_value(structure_set) > LONGEST_EXPLICIT_VALUE:
        yield f"A contour is too long for explicit transfer syntax, and {profile.name} takes no other."
