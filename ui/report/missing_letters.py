"""Letters that no font of this computer has: a page shows empty boxes in their place, a patient's name with them."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from ui import theme

_UNDRAWN = ("M", "Z", "Cc", "Cf")  # marks, spaces, controls and formats draw nothing alone


def missing_letters(text: str) -> str:
    """Return the letters of ``text`` that no installed font has, each once, in the order in which they come."""
    drawn = (each for each in dict.fromkeys(text) if not unicodedata.category(each).startswith(_UNDRAWN))
    asked = [each for each in drawn if not each.isascii()]
    for family in _families():
        if not asked:
            break
        font = QRawFont.fromFont(QFont(family))
        asked = [each for each in asked if not font.supportsCharacter(ord(each))]
    return "".join(asked)


def _families() -> list[str]:
    """Names of every font, those that pages ask for first."""
    there = QFontDatabase.families()
    return [*(each for each in theme.FAMILIES if each in there), *there]
