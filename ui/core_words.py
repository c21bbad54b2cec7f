"""Core's English in the reader's language: statuses, reasons, places, names of steps, what checks say.

Core's words are stable formats (logs, reports, exports) and stay English there. What is shown goes through
:func:`spoken`; the texts are listed in ``ui/core_texts.py`` for pyside6-lupdate. Numbers in a
sentence stand as ``{0}``, ``{1}``. Refusals, in which names, lists and words stand too, are in ``ui/refusal_texts.py``.
"""

from __future__ import annotations

import re
from functools import lru_cache

from core.lesion import RejectReason
from ui.language import translated, used
from ui.refusal_texts import REFUSALS

_CONTEXT = "Core"
_REFUSALS = "Refusal"
_NUMBER = re.compile(r"\d+(?:[.\u2009]\d+)*")
_PLACE = re.compile(r"\{(\d)\}")
_PAIR = re.compile(r"(\d+) and (\d+)(?! more)")  # of slices
_LIST = re.compile(r"(\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*)(?: and (\d+) more)?")


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
    if found != template:
        return found.format(*numbers)
    return _refusal(text, language)


def _refusal(text: str, language: str) -> str:
    """What names of files, lists of slices and words stand in, each of them in the language too."""
    listed = _LIST.fullmatch(_PAIR.sub(r"\1–\2", text))
    if listed is not None:
        slices, more = listed.groups()
        return translated(language, _REFUSALS, "{0} and {1} more").format(slices, more) if more else slices
    for template, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            words = [said(each, language) for each in found.groups()]
            return translated(language, _REFUSALS, template).format(*words)
    return text


@lru_cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Each refusal and what it looks like with its values, those that say the most first."""
    parts = ((template, _PLACE.split(template)) for template in REFUSALS)
    made = [
        (sum(map(len, literal[::2])), template, "(.+?)".join(re.escape(each) for each in literal[::2]))
        for template, literal in parts
    ]
    return [(template, re.compile(pattern)) for _, template, pattern in sorted(made, reverse=True)]


def reason_words(reason: RejectReason) -> str:
    """Return why a lesion was rejected, in lower case."""
    return spoken(reason.value)
