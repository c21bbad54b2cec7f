"""Core's English in the reader's language: statuses, reasons, places, names of steps, what checks say.

Core's words are stable formats (logs, reports, exports) and stay English there. What is shown goes through
:func:`spoken`; the texts are listed in ``ui/core_texts.py`` for pyside6-lupdate. Numbers in a
sentence stand as ``{0}``, ``{1}``.
"""

from __future__ import annotations

import re

from core.lesion import RejectReason
from ui.language import translated, used

_CONTEXT = "Core"
_NUMBER = re.compile(r"\d+(?:[.\u2009]\d+)*")


def spoken(text: str) -> str:
    """Return core's words in the reader's language; the English itself where it is not listed."""
    return said(text, used())


def said(text: str, language: str, context: str = _CONTEXT) -> str:
    """Return words in any of our languages, whichever the window speaks."""
    if language == "en" or not text:
        return text
    found = translated(language, context, text)
    if found != text:
        return found
    numbers = _NUMBER.findall(text)
    places = iter(range(len(numbers)))
    template = _NUMBER.sub(lambda _match: f"{{{next(places)}}}", text)
    found = translated(language, context, template)
    return found.format(*numbers) if found != template else text


def reason_words(reason: RejectReason) -> str:
    """Return why a lesion was rejected, in lower case."""
    return spoken(reason.value)
