"""What a model package calls a sequence ("T1c", "FLAIR"), held against what a series is."""

from __future__ import annotations

import re

from core.study import Series

DEFAULT = "T1c"


def weighting_of(name: str) -> str:
    """T1, T2 or FLAIR; empty where the name says none of them."""
    plain = _plain(name)
    if "FLAIR" in plain or plain == "T2F":
        return "FLAIR"
    found = re.match(r"(CE|GD)?(T[12])", plain)
    return found[2] if found else ""


def wants_contrast(name: str) -> bool:
    """Whether it is T1 after contrast ("T1c", "T1ce", "T1Gd", "T1+C")."""
    return re.fullmatch(r"T1W?(C|CE|GD|GAD|KM|KGD|POST)\w*|(CE|GD)T1\w*", _plain(name)) is not None


def _plain(name: str) -> str:
    """Its letters and digits, of a name that may begin with MR: "MR T1-Gd" is T1GD."""
    return re.sub(r"[^A-Z0-9]", "", name.upper()).removeprefix("MR")


def words_of(name: str) -> str:
    """As a reader says it: "T1 with contrast"."""
    weighting = weighting_of(name) or name
    return f"{weighting} with contrast" if wants_contrast(name) else weighting


def is_wanted(series: Series, name: str) -> bool:
    """Whether the weighting is the one; a name that says none is met by every series."""
    weighting = weighting_of(name)
    return not weighting or series.attributes.get("weighting") == weighting
