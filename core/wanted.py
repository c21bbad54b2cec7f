"""What a model package calls a sequence ("T1c", "FLAIR"), held against what a series is."""

from __future__ import annotations

import re

from core.study import Series

DEFAULT = "T1c"


def weighting_of(name: str) -> str:
    """T1, T2 or FLAIR; empty where the name says none of them."""
    plain = name.upper()
    if "FLAIR" in plain:
        return "FLAIR"
    found = re.match(r"T[12]", plain)
    return found[0] if found else ""


def wants_contrast(name: str) -> bool:
    """Whether it is T1 after contrast ("T1c", "T1ce", "T1Gd", "T1+C")."""
    return re.fullmatch(r"T1W?[ _+-]*(C|CE|GD|GAD|KM|POST)\w*", name.upper()) is not None


def words_of(name: str) -> str:
    """As a reader says it: "T1 with contrast"."""
    weighting = weighting_of(name) or name
    return f"{weighting} with contrast" if wants_contrast(name) else weighting


def is_wanted(series: Series, name: str) -> bool:
    """Whether the weighting is the one; a name that says none is met by every series."""
    weighting = weighting_of(name)
    return not weighting or series.attributes.get("weighting") == weighting
