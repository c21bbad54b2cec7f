"""Why a review can only be read, in the words of each place that says so."""

from __future__ import annotations

from core.review.session import ReadOnly
from ui.language import translate


def sign(why: ReadOnly) -> str:
    """In the status bar, for as long as it is shown."""
    if why is ReadOnly.ELSEWHERE:
        return translate("Status", "Read only: open in another window")
    return translate("Status", "Read only: cannot be saved here")


def opened(why: ReadOnly) -> str:
    """When it opens."""
    if why is ReadOnly.ELSEWHERE:
        return translate("News", "Open in another window: here it is read only, as it stood just now.")
    return translate("News", "Its file cannot be written: here it is read only. Have its folder made writable.")


def refused(why: ReadOnly) -> str:
    """When it is judged all the same."""
    if why is ReadOnly.ELSEWHERE:
        return translate("News", "Read only: open in another window. Judge it there.")
    return translate("News", "Read only: its file cannot be written, so no judgement could be kept.")
