"""A planning system's profile: what it takes. A limit that nobody has stated is unknown, never guessed."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from core.errors import ExportRefused
from core.lesion import Lesion

# A closing bracket with no backslash of its own, after which nothing is part of the set; what later Pythons may read
# as sets within sets.
_NOT_WITHIN = re.compile(r"(?<!\\)(?:\\\\)*\]|^\^?\[|--|&&|~~|\|\|")
SIDES = {"Left": "L", "Right": "R", "Midline": "M"}
_FIELDS = {"n": re.compile(r"0?[1-9]?d?"), "side": re.compile("")}  # with the forms that may follow their colon


@dataclass(frozen=True)
class Profile:
    """What a planning system takes; None is unknown.

    Parameters
    ----------
    name
        As people call the system; unique whatever its case.
    template
        Of ROI names: ``{n}`` is the lesion's number, ``{side}`` L, R or M, formatted as Python's ``str.format``.
    margin_template
        Of the names of margins around lesions.
    longest_name
        Characters an ROI name may have.
    name_characters
        Those it may be made of, written as within a regular expression's brackets: ``A-Za-z0-9_``.
    takes_approved
        Whether a structure set may be APPROVED.
    most_rois, most_points
        ROIs in a structure set; points in a contour.
    holes
        How they are written: ``"keyhole"``, also where it is unknown, or ``"xor"`` (CLOSEDPLANAR_XOR).
    transfer_syntax
        ``"explicit"``, ``"implicit"`` (both little endian) or ``"either"``.
    sources
        Where each known limit comes from, by the name it has here.

    """

    name: str
    template: str = "GTV_{n:02d}"
    margin_template: str = "PTV_{n:02d}"
    longest_name: int | None = None
    name_characters: str | None = None
    takes_approved: bool | None = None
    most_rois: int | None = None
    most_points: int | None = None
    holes: str | None = None
    transfer_syntax: str | None = None
    sources: Mapping[str, str] | None = None

    @property
    def unknown(self) -> tuple[str, ...]:
        """The limits that nobody has stated, in words."""
        return tuple(words for key, words in LIMITS.items() if getattr(self, key) is None)

    def names(self, positions: Mapping[str, str], *, margins: bool = False) -> Callable[[Lesion], str]:
        """Return what names an ROI of a lesion, or of the margin around it.

        Parameters
        ----------
        positions
            Each lesion's place in words, such as "Left frontal", by lesion ID; asked only where the template
            names the side.

        """
        template = self.margin_template if margins else self.template

        def name(lesion: Lesion) -> str:
            side = SIDES.get(positions.get(lesion.lesion_id, "").split(" ")[0], "")
            if "side" in _fields(template) and not side:
                raise ExportRefused(
                    f"The names of {self.name} hold the side, and that of lesion {lesion.number} is not known.",
                    "Choose a template without the side, or give a brain mask.",
                )
            return template.format(n=lesion.number, side=side)

        return name

    @property
    def names_side(self) -> bool:
        """Whether a template asks for the side."""
        return "side" in _fields(self.template) | _fields(self.margin_template)


LIMITS = {
    "longest_name": "length of names",
    "name_characters": "characters of names",
    "takes_approved": "approved structure sets",
    "most_rois": "number of structures",
    "most_points": "points in a contour",
    "holes": "how holes are written",
    "transfer_syntax": "transfer syntax",
}
GENERIC = Profile("Generic")


def check_template(template: str) -> None:
    """Try a template.

    Raises
    ------
    ValueError
        If it cannot name lesions apart.

    """
    if not template.isascii() or not template.isprintable() or "\\" in template:
        raise ValueError(f"the template {template} holds a backslash, or characters that are not plain ASCII")
    for _, field, form, conversion in string.Formatter().parse(template):
        if field is not None and field not in _FIELDS:
            raise ValueError(f"the template {template!r} has an unknown {{{field}}}")
        if field is not None and (conversion or not _FIELDS[field].fullmatch(form or "")):
            raise ValueError(f"the template {template!r} writes {{{field}}} in a form that is none: {{n:02d}} is one")
    if template.format(n=1, side="L") == template.format(n=2, side="L"):
        raise ValueError(f"the template {template!r} does not hold the lesion's number, {{n}}")


def check_characters(characters: str) -> None:
    """Try a set of characters.

    Raises
    ------
    ValueError
        If it is none.

    """
    if _NOT_WITHIN.search(characters):
        raise ValueError(f"{characters!r} is no set of characters")
    try:
        re.compile(f"[{characters}]*")
    except re.error as error:
        raise ValueError(f"{characters!r} is no set of characters") from error


def _fields(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}
