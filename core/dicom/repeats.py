"""Several images at each place: which of them belong together, told by what their headers say of how each was made."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from itertools import pairwise

import numpy as np

from core.dicom.header import Header
from core.geometry import FloatArray

INTERLEAVED = 0.1  # of the spacing: nearer than that, slices are the same places again
FEWEST_SLICES = 4
# Tried in this order where places repeat: how an image was made before when; what a reader is told of it.
OBJECT = "object"  # told, where nothing else tells frames of several apart
TOLD_APART = {
    "StackID": "stack",
    "ContrastBolusAgent": "contrast agent",
    "EchoNumbers": "echo number",
    "InversionTime": "inversion time",
    "FlipAngle": "flip angle",
    "RepetitionTime": "repetition time",
    "DiffusionBValue": "b-value",
    "DiffusionGradientOrientation": "diffusion direction",
    "SequenceName": "sequence name",
    "AcquisitionNumber": "acquisition number",
    "TemporalPositionIdentifier": "temporal position",
    "AcquisitionTime": "acquisition time",
    "AcquisitionDateTime": "acquisition date and time",
    "TriggerTime": "trigger time",
}


# Of these, how an image was made: no two passes of one scan differ in it.
_HOW = tuple(TOLD_APART)[: tuple(TOLD_APART).index("AcquisitionNumber")]
# Not even slabs that follow each other share these; an agent is at times recorded on some images alone, which is told.
_NEVER_IN_ONE = tuple(keyword for keyword in _HOW if keyword not in ("ContrastBolusAgent", "StackID"))


def volumes_apart(group: list[Header]) -> list[list[Header]] | None:
    """Split images of which several lie at each place, so that in each part every place is taken once.

    Parameters
    ----------
    group
        Of one kind and direction, all of them placed; copies are left out.

    Returns
    -------
    list of list of Header
        The parts; a part of which some places repeat, and which nothing in the headers tells apart further, comes as
        it is. None where nothing tells any of them apart, or two values tell it crosswise.

    """
    tried = [*(_by_value(group, keyword) for keyword in TOLD_APART), _by_object(group)]
    clean = [parts for parts in tried if _are_volumes(parts)]
    if clean:
        parts = min(clean, key=len)  # the first of them: how before when
        return parts if all(_refines(other, parts) for other in clean) else None
    for parts in tried:
        if len(parts) > 1 and _has_each_at_every_place(parts):
            return [each for part in parts for each in (volumes_apart(part) if repeats(part) else None) or [part]]
    return None


def stacks_apart(group: list[Header], is_even: Callable[[list[Header]], bool]) -> list[list[Header]]:
    """Split images of which no two lie at one place, but which are several volumes all the same.

    A scan that was done again after some planning lies next to the first, or between its slices: as one volume it
    would be woven of two. So does one of which each second image shows another echo. What was made in another way is
    never one volume with the rest; what was made at another time is one where slices were taken in passes, and then
    numbered through.

    Parameters
    ----------
    group
        Of one kind and direction, all of them placed.
    is_even
        Whether some of the images make an even grid.

    Returns
    -------
    list of list of Header
        The parts, each even; the group itself where nothing tells several apart.

    """
    tried = [(keyword, _by_value(group, keyword)) for keyword in TOLD_APART]
    for keyword, parts in [*tried, (OBJECT, _by_object(group))]:
        if not 1 < len(parts) <= len(group) // FEWEST_SLICES or not all(map(is_even, parts)):
            continue
        if keyword not in _NEVER_IN_ONE and not _overlap(parts):
            continue
        if keyword in _HOW or not is_even(group) or not _numbered_through(parts):
            return [each for part in parts for each in stacks_apart(part, is_even)]
    return [group]


def _overlap(parts: Sequence[list[Header]]) -> bool:
    """Whether each part covers at least half of what every other covers: slabs that follow each other do not."""
    orientation = parts[0][0].orientation
    if orientation is None or any(header.position is None for part in parts for header in part):
        return False
    normal = np.cross(orientation[0], orientation[1])
    ends = [(min(at), max(at)) for at in ([float(position_of(each) @ normal) for each in part] for part in parts)]
    shared = min(last for _, last in ends) - max(first for first, _ in ends)
    return shared >= max(last - first for first, last in ends) / 2


def _numbered_through(parts: Sequence[list[Header]]) -> bool:
    """Whether the images' numbers run through all parts, none twice and none part after the other."""
    numbers = [[header.instance_number for header in part] for part in parts]
    told = [number for part in numbers for number in part if number is not None]
    if len(set(told)) < sum(map(len, parts)):
        return False
    ends = sorted((min(part), max(part)) for part in ([n for n in each if n is not None] for each in numbers))
    return any(after < last for (_, last), (after, _) in pairwise(ends))


def _are_volumes(parts: list[list[Header]]) -> bool:
    """Whether no place repeats in a part; a time of each image's own would scatter the series."""
    if any(repeats(part) for part in parts) or are_passes(parts):
        return False
    return max(len(part) for part in parts) >= FEWEST_SLICES


def _refines(fine: list[list[Header]], coarse: list[list[Header]]) -> bool:
    """Whether no part of one split lies in several of the other: where two split crosswise, one of them is wrong."""
    place = {id(header): number for number, part in enumerate(coarse) for header in part}
    return all(len({place[id(header)] for header in part}) == 1 for part in fine)


def _by_value(group: list[Header], keyword: str) -> list[list[Header]]:
    return _grouped(group, lambda header: value_of(header, keyword))


def _grouped(group: list[Header], told: Callable[[Header], str]) -> list[list[Header]]:
    parts: dict[str, list[Header]] = defaultdict(list)
    for header in group:
        parts[told(header)].append(header)
    return list(parts.values())


def _by_object(group: list[Header]) -> list[list[Header]]:
    """By the multi-frame object that each lies in; several that are one concatenation count as one."""
    return _grouped(group, object_of)


def object_of(header: Header) -> str:
    """Which multi-frame object an image lies in; empty for one that is a file of its own."""
    if header.frame is None:
        return ""
    return header.text("ConcatenationUID") or header.text("SOPInstanceUID")


def value_of(header: Header, keyword: str) -> str:
    """A value as it is compared and told: 15 and 15.0 are one."""
    text = header.text(keyword)
    try:
        return ", ".join(f"{float(each):.15g}" for each in text.strip("[]").split(","))
    except ValueError:
        return text


def _has_each_at_every_place(parts: list[list[Header]]) -> bool:
    """Whether each value stands at the places of every other, as often at each: it is a volume's, not a slice's."""
    counted = [Counter(place_key(header) for header in part) for part in parts]
    even = all(len(set(each.values())) == 1 for each in counted)
    return even and len(counted[0]) >= FEWEST_SLICES and all(each.keys() == counted[0].keys() for each in counted)


def are_passes(parts: Sequence[list[Header]]) -> bool:
    """Whether slices of one part lie between those of another: passes of one acquisition, not acquisitions."""
    return any(lie_between(one, other) for n, one in enumerate(parts) for other in parts[n + 1 :])


def lie_between(one: Sequence[Header], other: Sequence[Header]) -> bool:
    """Whether some slices of ``other`` lie inside ``one``, and each of them away from all of its slices."""
    orientation = one[0].orientation
    if orientation is None or any(header.position is None for header in (*one, *other)):
        return False
    normal = np.cross(orientation[0], orientation[1])
    here, there = (np.sort([position_of(header) @ normal for header in each]) for each in (one, other))
    between = there[(there > here[0]) & (there < here[-1])]
    if len(here) < 2 or not len(between):
        return False
    apart = np.abs(between[:, None] - here[None, :]).min(axis=1)
    return bool(apart.min() > INTERLEAVED * float(np.median(np.diff(here))))


def repeats(group: Collection[Header]) -> bool:
    """Whether several of these images lie at one place."""
    return len({place_key(header) for header in group}) < len(group)


def repeated(group: Collection[Header]) -> list[Header]:
    """The images that lie where one before them does."""
    seen: set[Hashable] = set()
    found = []
    for header in group:
        if place_key(header) in seen:
            found.append(header)
        seen.add(place_key(header))
    return found


def place_key(header: Header) -> Hashable:
    """An image's position, to a micrometre."""
    return tuple(np.round(position_of(header), 3))


def position_of(header: Header) -> FloatArray:
    """The position of an image that has one."""
    assert header.position is not None, "refused before"
    return header.position
