"""What the last export was set to, so that the next one begins so."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Any

CONTOURS = ("exact", "smooth")


@dataclass(frozen=True)
class LastExport:
    """The choices that belong to a site and not to a patient: whether this patient's brain goes along is none of them.

    Parameters
    ----------
    system
        The planning system's name; empty where nothing was exported yet.
    contours
        Of :data:`CONTOURS`.
    margin_mm, inside_brain
        Of a PTV around each lesion, None for none; whether margins were kept inside the brain.
    approved
        Whether the structure set said APPROVED.
    formats
        Names of kinds of file; empty where those at first are meant.

    """

    system: str = ""
    contours: str = "exact"
    margin_mm: float | None = None
    inside_brain: bool = False
    approved: bool = True
    formats: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there was one."""
        return bool(self.system)


def last_export_of(value: object) -> LastExport:
    """Return what the settings' file says of the last export.

    Raises
    ------
    TypeError, ValueError
        If it is nothing that an export can be set to.

    """
    if not isinstance(value, dict):
        raise TypeError(value)
    given: dict[str, Any] = {each.name: value[each.name] for each in fields(LastExport) if each.name in value}
    given["formats"] = tuple(given.get("formats", ()))
    last = LastExport(**given)
    flags = (last.inside_brain, last.approved)
    texts = (last.system, last.contours, *last.formats)
    if not all(isinstance(each, bool) for each in flags) or not all(isinstance(each, str) for each in texts):
        raise TypeError(value)
    margin = last.margin_mm
    if last.contours not in CONTOURS or (
        margin is not None and (isinstance(margin, bool) or not 0 < margin < math.inf)
    ):
        raise ValueError(value)
    return last
