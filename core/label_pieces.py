"""What a label map's numbers mean where a label lies in pieces: lesions told apart, one lesion, or a question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from core.errors import ExportRefused
from core.geometry import Geometry
from core.label_map import tracking_uid
from core.lesion import Lesion, LesionOrigin
from core.mask import Mask
from core.pieces import APART_MM, MOST, pieces, widest_gap_mm
from core.review.state import ReviewState

CHOICES = ("apart", "together")
_REMEDY = (
    "Give a map with one number a lesion, or say --pieces apart to make each piece a lesion, "
    "--pieces together to keep them as one."
)


def with_pieces(
    state: ReviewState,
    labels: Iterable[int],
    geometry: Geometry,
    series_instance_uid: str,
    choice: str | None = None,
) -> tuple[ReviewState, tuple[str, ...]]:
    """Decide what the pieces of each lesion are.

    A map with one number alone says where lesions are, not which is which, as a network's answer does: its pieces
    are lesions of their own, numbered by size. In a map of several numbers a label is a lesion; one in pieces farther
    apart than any lesion's are is asked about. What the model proposed as one lesion is one.

    Parameters
    ----------
    state
        What is exported of the map, its lesions numbered as its labels.
    labels
        Every number of the map.
    geometry
        Of the lesions' masks.
    series_instance_uid
        Goes into the tracking UIDs of pieces.
    choice
        Of :data:`CHOICES`; None to go by the rule above.

    Returns
    -------
    ReviewState
        With a lesion for each piece that is one.
    tuple of str
        A sentence for each label that was told apart.

    Raises
    ------
    ExportRefused
        If nobody said what the pieces are and they are not told by the rule, or if there are too many.

    """
    numbers = set(labels)
    in_pieces = {
        each.lesion_id: parts
        for each in state.lesions
        if each.origin is not LesionOrigin.MODEL and len(parts := pieces(each.mask)) > 1
    }
    if not in_pieces or choice == "together":
        return state, ()
    is_binary = len(numbers) == 1
    _refuse_unclear(state, in_pieces, geometry, asked=choice is None and not is_binary)
    if choice is None and not is_binary:
        return state, ()
    free = iter(count(1) if is_binary else count(max(numbers) + 1))
    lesions = [each for each in state.lesions if each.lesion_id not in in_pieces]
    told = []
    for lesion in state.lesions:
        parts = in_pieces.get(lesion.lesion_id, [])
        if not parts:
            continue
        own = list(_told_apart(lesion, parts, free, is_binary, geometry, series_instance_uid))
        lesions += own
        told.append(_sentence(lesion.number, parts, geometry, [each.number for each in own]))
    return replace(state, lesions=tuple(sorted(lesions, key=lambda each: each.number))), tuple(told)


def _refuse_unclear(state: ReviewState, in_pieces: dict[str, list[Mask]], geometry: Geometry, *, asked: bool) -> None:
    for lesion in state.lesions:
        parts = in_pieces.get(lesion.lesion_id, [])
        if len(parts) > MOST:
            sentence = f"Label {lesion.number} lies in {len(parts)} pieces: these are no lesions."
            raise ExportRefused(sentence, "Give a map with one number a lesion.")
        if asked and parts and (gap := widest_gap_mm(parts, geometry)) > APART_MM:
            sentence = f"Label {lesion.number} lies in {len(parts)} pieces, {gap:.1f} mm apart: is that one lesion?"
            raise ExportRefused(sentence, _REMEDY)


def _told_apart(
    lesion: Lesion,
    parts: list[Mask],
    free: Iterator[int],
    is_binary: bool,
    geometry: Geometry,
    series_instance_uid: str,
) -> Iterator[Lesion]:
    """A lesion for each piece, the largest first; in a map of several numbers that one keeps the label's."""
    for place, part in enumerate(parts):
        number = lesion.number if place == 0 and not is_binary else next(free)
        uid = tracking_uid(part, geometry, series_instance_uid)
        yield replace(lesion, lesion_id=f"L{number}", number=number, mask=part, tracking_uid=uid)


def _sentence(label: int, parts: list[Mask], geometry: Geometry, numbers: list[int]) -> str:
    gap = widest_gap_mm(parts, geometry)
    runs_on = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    names = f"{numbers[0]}–{numbers[-1]}" if runs_on else ", ".join(map(str, numbers))
    lies = f"Label {label} of the map lies in {len(parts)} pieces, {gap:.1f} mm apart"
    return f"{lies}: each is a lesion of its own, {names}."
