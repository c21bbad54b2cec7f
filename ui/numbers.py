"""How numbers are written: one unit a column, thin spaces, a true minus."""

from __future__ import annotations

from ui.language import PLURAL, translate, used

THIN = "\u2009"
MINUS = "\u2212"
TIMES = "\u00d7"


def _grouped(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}".replace(",", THIN).replace("-", MINUS)


def volume(mm3: float) -> str:
    """Cubic millimetres without the unit: whole, thin space in thousands, one decimal under 10."""
    return _grouped(mm3, 1 if abs(mm3) < 9.95 else 0)


def millilitres(mm3: float) -> str:
    """Millilitres with three decimals and the unit."""
    return f"{_grouped(mm3 / 1000, 3)} ml"


def length(mm: float) -> str:
    """Millimetres to a tenth, without the unit."""
    return _grouped(mm, 1)


def probability(value: float) -> str:
    """Two decimals; a dash where no model gave one: what it proposes is never at 0."""
    return f"{value:.2f}" if value > 0 else "–"


def percent(value: float) -> str:
    """Return a signed difference with two decimals, e.g. ``+0.02 %``."""
    sign = "+" if value >= 0 else MINUS
    return f"{sign}{abs(value):.2f} %"


def size(byte_count: int) -> str:
    """Return a file's size in words, whole units of 1000."""
    for unit, step in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if byte_count >= step:
            return f"{_grouped(byte_count / step, 1 if byte_count < 10 * step and unit != 'kB' else 0)} {unit}"
    return f"{byte_count} bytes"


def day(date: str) -> str:
    """``YYYYMMDD`` as ``12 Nov 2026``, in Korean ``2026-11-12``; other text as it is."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    if len(date) != 8 or not date.isdigit() or not 1 <= int(date[4:6]) <= 12:
        return date
    if used() != "en":
        return f"{date[:4]}-{date[4:6]}-{date[6:]}"
    return f"{int(date[6:])} {months[int(date[4:6]) - 1]} {date[:4]}"


def count(number: int, one: str) -> str:
    """Return how many, e.g. ``1 lesion``, ``2 lesions``, in the reader's language.

    Parameters
    ----------
    number
        How many.
    one
        ``"lesion"``, ``"image"``, ``"slice"``, ``"object"`` or ``"series"``.

    """
    match one:
        case "lesion":
            return translate("Count", "%n lesion(s)", "", PLURAL, number)
        case "image":
            return translate("Count", "%n image(s)", "", PLURAL, number)
        case "slice":
            return translate("Count", "%n slice(s)", "", PLURAL, number)
        case "object":
            return translate("Count", "%n object(s)", "", PLURAL, number)
        case _:
            return translate("Count", "%n series", "", PLURAL, number)
