"""Letters that no font of this computer has: pages and window show empty boxes in their place, in names too."""

from __future__ import annotations

import unicodedata

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from ui import theme

NO_FONT = "This computer has no font at all: every letter would be an empty box."
_UNDRAWN = ("M", "Z", "Cc", "Cf")  # marks, spaces, controls and formats draw nothing alone


def missing_letters(text: str) -> str:
    """Return the letters of ``text`` that no installed font has, each once, in the order in which they come."""
    asked = [each for each in dict.fromkeys(text) if not unicodedata.category(each).startswith(_UNDRAWN)]
    for family in _families():
        if not asked:
            break
        font = QRawFont.fromFont(QFont(family))
        if _draws_boxes(font):
            continue
        asked = [each for each in asked if not font.supportsCharacter(ord(each))]
    return "".join(asked)


def has_fonts() -> bool:
    """Whether any font is installed at all: names alone are told also where there is none."""
    return not missing_letters("A")


def _draws_boxes(font: QRawFont) -> bool:
    """Whether it is what Qt takes where there is no font: one box for every letter, which it claims to have."""
    one, other = font.glyphIndexesForString("AB")
    return bool(one == other != 0)


def _families() -> list[str]:
    """Names of every font, those that pages ask for first."""
    there = QFontDatabase.families()
    return [*(each for each in theme.FAMILIES if each in there), *there]
