"""Words as they are typed with and without accents: one spelling to look for."""

from __future__ import annotations

import unicodedata

_KANA = range(0x3040, 0x3100)  # its voicing marks are no accents: another syllable


def without_accents(text: str) -> str:
    """E.g. "SCHÄDEL" as "SCHADEL", "prä" as "pra"; Korean and Japanese stay as they are."""
    taken_apart = unicodedata.normalize("NFKD", text)
    kept = (each for each in taken_apart if unicodedata.category(each) != "Mn" or ord(each) in _KANA)
    return unicodedata.normalize("NFC", "".join(kept))
