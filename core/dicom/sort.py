"""From the headers of one series to volumes on certain grids, or refusals that name the slices.

Nothing is averaged or guessed: positions are evenly spaced along the slice normal, without sideways drift.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from pydicom.uid import (
    UID,
    EnhancedMRImageStorage,
    JPEGExtended12Bit,
    LegacyConvertedEnhancedMRImageStorage,
    MRImageStorage,
)

from core.dicom.copies import without_copies
from core.dicom.file_bytes import syntax_of
from core.dicom.header import FARTHEST_MM, Header
from core.dicom.repeats import (
    FEWEST_SLICES,
    INTERLEAVED,
    OBJECT,
    TOLD_APART,
    lie_between,
    object_of,
    position_of,
    repeated,
    repeats,
    stacks_apart,
    value_of,
    volumes_apart,
)
from core.geometry import MOST_VOXELS, FloatArray, Geometry
from core.study import Refusal

_ORIENTATION_TOLERANCE = 1e-3
_SPACING_TOLERANCE = 0.01  # of the spacing
_LEAST_SPACING_MM = 0.01
_NEXT = 1.5  # of the spacing: farther apart, slices are not of one stack
_DRIFT_TOLERANCE_MM = 0.01  # sideways, a slice
_PLACE_TOLERANCE_MM = 0.1  # of any slice, from its place on the grid
_KIND_NAMES = ("size", "image type", "echo time", "object class", "modality", "pixel spacing")  # as _kind_key lists
_SPACING_DECIMALS = 4  # of millimetres: what is less is rounding, and moves no corner of a slice by a tenth
_DIRECTION = "direction of rows and columns"
_MR_CLASSES = (MRImageStorage, EnhancedMRImageStorage, LegacyConvertedEnhancedMRImageStorage)
_NOT_A_VOLUME = "Not a volume"
_ASK_AGAIN = "Ask for it to be sent again."


@dataclass(frozen=True, eq=False)
class Sorted:
    """One volume of a series: headers in the order of k, and its grid or why it has none."""

    headers: tuple[Header, ...]
    geometry: Geometry | None
    refusal: Refusal | None
    notes: tuple[str, ...] = ()
    apart: str = ""  # its own values of what its series' other images differ in
    beside: int = 0  # how many other images of the series lie between these, or go on where these end


def sort_series(headers: Sequence[Header]) -> list[Sorted]:
    """Split the headers of one SeriesInstanceUID into volumes, largest first, and place each on a grid.

    What makes no volume (a localiser's planes) stays together as one refused part.
    """
    patients = _patient_count(headers)
    if patients > 1:
        mixed = Refusal("Mixed patients", f"This series mixes images of {patients} patients.", _ASK_AGAIN)
        return [Sorted(tuple(_by_number(headers)), None, mixed)]
    groups: dict[Hashable, list[Header]] = defaultdict(list)
    for header in headers:
        groups[_kind_key(header)].append(header)
    volumes = [volume for group in _by_orientation(groups) for volume in _by_repetition(group)]
    volumes = [_named_strangers(each, headers) for each in _without_interleaved(volumes)]
    loose = [each for each in volumes if each.refusal is not None and each.refusal.chip == _NOT_A_VOLUME]
    if len(loose) > 1:
        headers = [header for each in loose for header in each.headers]
        volumes = [each for each in volumes if each not in loose]
        volumes.append(Sorted(tuple(_by_number(headers)), None, _loose_images(len(headers))))
    return sorted(_told_apart(volumes), key=lambda volume: (volume.refusal is not None, -len(volume.headers)))


def _without_interleaved(volumes: list[Sorted]) -> list[Sorted]:
    """Refuse volumes that lie between each other's slices: one volume, of which some slices are mirrored or turned."""
    for number, one in enumerate(volumes):
        for other in volumes[number + 1 :]:
            if _interleave(one, other):
                both = tuple(_by_number([*one.headers, *other.headers]))
                sentence = "This series' slices lie between each other in two directions: some are mirrored or turned."
                refused = Sorted(both, None, Refusal("Mixed directions", sentence, _ASK_AGAIN))
                return _without_interleaved([refused, *(each for each in volumes if each not in (one, other))])
    return volumes


def _interleave(one: Sorted, other: Sorted) -> bool:
    if one.geometry is None or other.geometry is None or _kind_key(one.headers[0]) != _kind_key(other.headers[0]):
        return False
    normal = one.geometry.directions[:, 0]
    if _same_orientation(one.headers[0], other.headers[0]):
        return False  # they differ in how or when they were made
    parallel = abs(float(normal @ other.geometry.directions[:, 0])) > 1 - _ORIENTATION_TOLERANCE
    return parallel and lie_between(list(one.headers), list(other.headers))


def _named_strangers(volume: Sorted, headers: Sequence[Header]) -> Sorted:
    """Where what is missing is there and only differs, say in what: it is not missing."""
    if volume.refusal is None or not volume.refusal.chip.endswith("missing"):
        return volume
    orientation, own = volume.headers[0].orientation, {id(each) for each in volume.headers}
    assert orientation is not None, "its slices were placed"
    normal = np.cross(orientation[0], orientation[1])
    places = np.array([position_of(each) @ normal for each in volume.headers])
    strangers = []
    for header in headers:
        placed = id(header) not in own and header.position is not None and _are_parallel(volume.headers[0], header)
        if placed and places.min() < position_of(header) @ normal < places.max():
            strangers.append((int((places < position_of(header) @ normal).sum()) + 1, header))
    if not strangers:
        return volume
    differing = [_difference(volume.headers[0], header) for _, header in strangers]
    words = differing[0] if len(set(differing)) == 1 else "kind"
    chip = "Another direction" if words == _DIRECTION else f"Another {words}"
    numbers = _listed([str(number + n) for n, (number, _) in enumerate(sorted(strangers, key=lambda each: each[0]))])
    sentence = f"In this series slice {numbers} has another {words} than the rest."
    return replace(volume, refusal=Refusal(chip, sentence, _ASK_AGAIN))


def _difference(one: Header, other: Header) -> str:
    """In what two images of a series differ, in a word or two."""
    for name, a, b in zip(_KIND_NAMES, _kind_key(one), _kind_key(other), strict=True):
        if a != b:
            return name
    if not _same_orientation(one, other):
        return _DIRECTION if _are_parallel(one, other) else "plane"
    told = [word for name, word in TOLD_APART.items() if value_of(one, name) != value_of(other, name)]
    told += [OBJECT] if object_of(one) != object_of(other) else []
    return next(iter(told), TOLD_APART["AcquisitionNumber"])


def _are_parallel(one: Header, other: Header) -> bool:
    """Whether two images lie in parallel planes, however their rows and columns run."""
    if one.orientation is None or other.orientation is None:
        return True
    normals = [
        np.cross(each.orientation[0], each.orientation[1]) for each in (one, other) if each.orientation is not None
    ]
    return abs(float(normals[0] @ normals[1])) > 1 - _ORIENTATION_TOLERANCE


def _told_apart(volumes: list[Sorted]) -> list[Sorted]:
    """Say in each volume which other images its series has, and in what they differ."""
    told = []
    for volume in volumes:
        others = [each for each in volumes if each is not volume]
        notes = (*volume.notes, *_others(volume, others))
        apart = _apart(volume, others)
        told.append(
            replace(volume, notes=notes, apart=apart, beside=sum(_count_beside(volume, each) for each in others))
        )
    return told


def _apart(volume: Sorted, others: list[Sorted]) -> str:
    """Name the volume's own values, by which a reader tells it from the others of its series."""
    first = volume.headers[0]
    differing = {_difference(first, header) for other in others for header in other.headers[:1]}
    named = {"echo time": "EchoTime", **{word: keyword for keyword, word in TOLD_APART.items()}}
    said = ((word, value_of(first, keyword)) for word, keyword in named.items() if word in differing)
    return "; ".join(f"{word} {value}" if value else f"no {word} recorded" for word, value in said)


def _count_beside(volume: Sorted, other: Sorted) -> int:
    """How many slices of ``other`` would be slices of the volume: parallel, at none of its places, next to one."""
    if volume.geometry is None or any(header.position is None for header in other.headers):
        return 0
    normal, spacing = volume.geometry.directions[:, 0], volume.geometry.spacing[0]
    parallel = [header for header in other.headers if _are_parallel(volume.headers[0], header)]
    if not parallel:
        return 0
    here = np.array([position_of(header) @ normal for header in volume.headers])
    there = np.array([position_of(header) @ normal for header in parallel])
    apart = np.abs(there[:, None] - here[None, :]).min(axis=1)
    same, next_to = apart <= INTERLEAVED * spacing, apart < _NEXT * spacing
    return len(parallel) if next_to.any() and not same.any() else 0


def _others(volume: Sorted, others: list[Sorted]) -> list[str]:
    counted: Counter[tuple[str, str]] = Counter()
    for other in others:
        between = volume.geometry is not None and lie_between(list(volume.headers), list(other.headers))
        words = {_difference(volume.headers[0], header) for header in other.headers}
        counted[words.pop() if len(words) == 1 else "kind", " between these" if between else ""] += len(other.headers)
    return [
        f"{count} other images{where} in this series have another {words}: they stand by themselves."
        if count > 1
        else f"1 other image{where} in this series has another {words}: it stands by itself."
        for (words, where), count in counted.items()
    ]


def _patient_count(headers: Sequence[Header]) -> int:
    """How many people a series shows at least: names and IDs that differ, or birth dates or sexes that both say."""
    told = [{header.text(keyword) for header in headers} - {""} for keyword in ("PatientBirthDate", "PatientSex")]
    return max(len({header.patient for header in headers}), *map(len, told))


def _kind_key(header: Header) -> tuple[Hashable, ...]:
    return (
        header.shape,
        header.image_type,
        value_of(header, "EchoTime"),
        header.text("SOPClassUID"),
        header.text("Modality"),
        None
        if header.pixel_spacing is None
        else tuple(round(each, _SPACING_DECIMALS) for each in header.pixel_spacing),
    )


def _by_orientation(groups: dict[Hashable, list[Header]]) -> list[list[Header]]:
    split = []
    for group in groups.values():
        parts: list[list[Header]] = []
        for header in group:
            for part in parts:
                if _same_orientation(part[0], header):
                    part.append(header)
                    break
            else:
                parts.append([header])
        split.extend(parts)
    return split


def _same_orientation(one: Header, other: Header) -> bool:
    if one.orientation is None or other.orientation is None:
        return True  # a slice without orientation stays with its series, which is then refused
    return bool(np.abs(one.orientation - other.orientation).max() < _ORIENTATION_TOLERANCE)


def _by_repetition(group: list[Header]) -> list[Sorted]:
    """Place a group; where positions repeat, drop identical copies, then split by acquisition."""
    refusal = _refused_before_sorting(group)
    if refusal is not None:
        return [Sorted(tuple(_by_number(group)), None, refusal)]
    unique, notes = without_copies(_by_number(group))
    parts = volumes_apart(unique) if repeats(unique) else stacks_apart(unique, _is_even)
    return [_placed(part, notes) for part in parts or [unique]]


def _sharing_identity(group: list[Header]) -> list[Header]:
    """Images that contours could not tell apart: they would refer to several at once."""
    counted = Counter((header.text("SOPInstanceUID"), header.frame) for header in group)
    return [header for header in _by_number(group) if counted[header.text("SOPInstanceUID"), header.frame] > 1]


def _refused_before_sorting(group: list[Header]) -> Refusal | None:
    first = group[0]
    modality = first.text("Modality") or "Unknown modality"
    frames = int(first.number("NumberOfFrames") or 1)
    if modality != "MR":
        return Refusal(f"{modality}, not MR", f"This series is {modality}, not MR.", "Choose an MR series.")
    if "MOSAIC" in first.image_type:
        return Refusal(
            "Mosaic", "This series is a mosaic: its slices are tiles of one image.", "Choose a 3D T1 series."
        )
    if first.frame is None and (frames > 1 or "Enhanced" in UID(first.text("SOPClassUID")).name):
        sentence = "This series is a multi-frame object that does not say where each frame lies."
        return Refusal("Multi-frame", sentence, "Have it sent as classic MR images.")
    parts, said = {header.text("InConcatenationNumber") for header in group}, first.number("InConcatenationTotalNumber")
    said = max([said or 0, *(float(each) for each in parts if each.isdigit())])  # the total is not always recorded
    if len(parts) < said:
        sentence = f"This series has {len(parts)} of the {said:.0f} objects into which its frames were divided."
        return Refusal("Parts missing", sentence, _ASK_AGAIN)
    palette = first.text("PhotometricInterpretation").upper() == "PALETTE COLOR"
    if palette or first.number("SamplesPerPixel") not in (None, 1.0):
        return Refusal("Colour images", "This series holds colour images, not a volume.", "Choose a 3D T1 series.")
    if first.text("SOPClassUID") not in _MR_CLASSES:
        name = UID(first.text("SOPClassUID")).name
        sentence = f"This series holds objects that are not MR images ({name})."
        return Refusal("No MR images", sentence, "Choose the series as the scanner made it.")
    if any(syntax_of(each.dataset) == JPEGExtended12Bit and (each.number("BitsStored") or 0) > 8 for each in group):
        sentence = "This series is packed as 12-bit JPEG with loss, which cannot be unpacked here."
        return Refusal("12-bit JPEG", sentence, "Ask for it without compression.")
    return _incomplete(group)


def _incomplete(group: list[Header]) -> Refusal | None:
    """Refuse for damaged files and missing placement, naming the images."""
    ordered = _by_number(group)
    rules = (
        *(
            ("Damaged", words, [h for h in ordered if h.damage == words])
            for words in sorted({h.damage for h in ordered})
        ),
        *_unplaced("position", "in the patient", "ImagePositionPatient", [h for h in ordered if h.position is None]),
        *_unplaced(
            "orientation", "in the patient", "ImageOrientationPatient", [h for h in ordered if h.orientation is None]
        ),
        *_unplaced("pixel spacing", "", "PixelSpacing", [h for h in ordered if h.pixel_spacing is None]),
        *_out_of_scale([h for h in ordered if not h.has_a_patients_size]),
        *_far([h for h in ordered if h.is_far]),
        ("Inverted", "is stored as a negative (MONOCHROME1)", [h for h in ordered if h.is_negative]),
        ("Look-up table", "has its values in a look-up table", [h for h in ordered if h.has_table]),
        ("Bad rescale", "has a rescale that makes no sense", [h for h in ordered if not h.rescale_is_sound]),
    )
    for chip, words, found in rules:
        if words and found:
            return Refusal(chip, f"In this series {_named(found)} {_plural(words, len(found))}.", _ASK_AGAIN)
    return None


def _unplaced(what: str, where: str, keyword: str, found: list[Header]) -> list[tuple[str, str, list[Header]]]:
    """Rules for images without a value, and for those in which something else stands in its place."""
    absent = [header for header in found if not header.written(keyword)]
    senseless = [header for header in found if header.written(keyword)]
    rules = [(f"No {what}", f"has no {what} {where}".strip(), absent)]
    if senseless:
        article = "an" if what[0] in "aeiou" else "a"
        words = f"has {article} {what} that makes no sense ({senseless[0].written(keyword)})"
        rules.append((f"Bad {what}", words, senseless))
    return rules


def _out_of_scale(found: list[Header]) -> list[tuple[str, str, list[Header]]]:
    if not found:
        return []
    written = "\\".join(f"{step:g}" for step in found[0].pixel_spacing or ())
    return [("Bad pixel spacing", f"has a pixel spacing that makes no sense ({written})", found)]


def _far(found: list[Header]) -> list[tuple[str, str, list[Header]]]:
    if not found:
        return []
    words = f"lies more than {FARTHEST_MM:.0f} mm from the origin ({found[0].written('ImagePositionPatient')})"
    return [("Bad position", words, found)]


def _named(found: list[Header]) -> str:
    """The images by number, or by file where one has none."""
    if len(found) == 1 or any(header.instance_number is None for header in found):
        return _listed([header.name for header in found])
    return f"images {_listed([str(header.instance_number) for header in found])}"


def _plural(words: str, count: int) -> str:
    """The predicate for several: "has" becomes "have"."""
    if count == 1:
        return words
    return {"has ": "have ", "is d": "are d", "is s": "are s", "lies": "lie"}.get(words[:4], words[:4]) + words[4:]


def _placed(group: list[Header], notes: tuple[str, ...]) -> Sorted:
    """Sort along the normal and check that the slices make a grid."""
    if repeats(group):
        return Sorted(tuple(_by_number(group)), None, _not_told_apart(group), notes)
    shared = _sharing_identity(group)
    if shared:
        names = _named(shared)
        sentence = f"In this series several images have one identity (SOP Instance UID): {names}."
        return Sorted(tuple(_by_number(group)), None, Refusal("One identity", sentence, _ASK_AGAIN), notes)
    orientation = _usual_orientation(group)
    if not _is_orthonormal(orientation):
        sentence = "This series' row and column directions are not at right angles."
        return Sorted(tuple(_by_number(group)), None, Refusal("Bad orientation", sentence, _ASK_AGAIN), notes)
    normal = np.cross(orientation[0], orientation[1])
    ordered = sorted(group, key=lambda header: float(position_of(header) @ normal))
    refusal = _uneven(ordered, normal)
    if refusal is not None:
        return Sorted(tuple(ordered), None, refusal, notes)
    rows, columns = ordered[0].shape
    if len(ordered) * rows * columns > MOST_VOXELS:
        sentence = f"This series claims {len(ordered)} slices of {rows} × {columns}, more than a scan of a head has."
        return Sorted(tuple(ordered), None, Refusal("Too large", sentence, _ASK_AGAIN), notes)
    return Sorted(tuple(ordered), _geometry(ordered, orientation), None, notes)


def _is_even(group: list[Header]) -> bool:
    """Whether these slices make a grid."""
    orientation = group[0].orientation
    if orientation is None or not _is_orthonormal(orientation):
        return False
    normal = np.cross(orientation[0], orientation[1])
    return _uneven(sorted(group, key=lambda header: float(position_of(header) @ normal)), normal) is None


def _not_told_apart(group: list[Header]) -> Refusal:
    sentence = (
        f"This series holds different images at the same place (slice {_slice_numbers(group, repeated(group))}), "
        "and their headers do not tell which of them belong together."
    )
    return Refusal("Slices repeat", sentence, "Ask for each volume to be sent as a series of its own.")


def _usual_orientation(group: list[Header]) -> FloatArray:
    """What most slices say of rows and columns: none of the few that differ by a rounding turns the whole volume."""
    counted = Counter(tuple(header.orientation.ravel()) for header in group if header.orientation is not None)
    return np.array(counted.most_common(1)[0][0]).reshape(2, 3)


def _uneven(ordered: list[Header], normal: FloatArray) -> Refusal | None:
    """The first rule of a grid that these slices break, if any."""
    if len(ordered) < FEWEST_SLICES:
        return _too_few(len(ordered))
    if len({header.text("FrameOfReferenceUID") for header in ordered}) > 1:
        sentence = "This series mixes frames of reference between its slices."
        return Refusal("Mixed frames", sentence, _ASK_AGAIN)
    positions = np.array([position_of(header) for header in ordered])
    gaps = np.diff(positions @ normal)
    spacing = float(np.median(gaps))
    if spacing < _LEAST_SPACING_MM:
        sentence = "This series' images lie beside each other, several at one height, and make no stack."
        return Refusal("Slices repeat", sentence, "Ask for each volume to be sent as a series of its own.")
    single = _gap(gaps, spacing) or _uneven_spacing(gaps, spacing) or _tilt(positions, normal)
    return single or _off_the_grid(positions, normal)


def _too_few(count: int) -> Refusal:
    slices = "one slice" if count == 1 else f"{count} slices"
    sentence = f"This series has only {slices} of one kind and direction, which make no volume."
    return Refusal(_NOT_A_VOLUME, sentence, "Choose a 3D T1 series.")


def _loose_images(count: int) -> Refusal:
    sentence = f"These {count} images differ in direction or kind and make no volume."
    return Refusal(_NOT_A_VOLUME, sentence, "Choose a 3D T1 series.")


def _gap(gaps: FloatArray, spacing: float) -> Refusal | None:
    missing = _missing(gaps, spacing)
    if not missing:
        return None
    count, total = len(missing), len(gaps) + 1 + len(missing)
    sentence = f"This series lacks {count} of {total} slices: slice {_listed([str(n) for n in missing])}."
    return Refusal(f"{count} slice{'s' if count > 1 else ''} missing", sentence, _ASK_AGAIN)


def _uneven_spacing(gaps: FloatArray, spacing: float) -> Refusal | None:
    uneven = np.flatnonzero(np.abs(gaps - spacing) > _SPACING_TOLERANCE * spacing)
    if not len(uneven):
        return None
    between = _listed([f"{n + 1} and {n + 2}" for n in uneven])
    sentence = f"This series' slices are not evenly spaced: {spacing:.2f} mm, but not between slice {between}."
    return Refusal("Uneven slices", sentence, _ASK_AGAIN)


def _tilt(positions: FloatArray, normal: FloatArray) -> Refusal | None:
    sideways = np.diff(positions - np.outer(positions @ normal, normal), axis=0)
    drift = np.linalg.norm(sideways, axis=1)
    if drift.max() <= _DRIFT_TOLERANCE_MM:
        return None
    shift, worst = float(drift.max()), int(drift.argmax()) + 2
    where = f"at slice {worst}" if float(drift.min()) < shift - _DRIFT_TOLERANCE_MM else "from each to the next"
    sentence = f"This series is tilted (gantry tilt): slices shift sideways by {shift:.2f} mm {where}."
    return Refusal("Tilted slices", sentence, "Ask for a series without tilt.")


def _off_the_grid(positions: FloatArray, normal: FloatArray) -> Refusal | None:
    """Steps that each are within tolerance may add up: no slice may be far from its place between first and last."""
    share = np.linspace(0, 1, len(positions))[:, None]
    straight = normal * float((positions[-1] - positions[0]) @ normal)
    off = np.linalg.norm(positions - (positions[0] + share * straight), axis=1)
    if off.max() <= _PLACE_TOLERANCE_MM:
        return None
    sentence = (
        f"This series' slices make no even grid: slice {int(off.argmax()) + 1} is {off.max():.2f} mm off its place."
    )
    return Refusal("Uneven slices", sentence, _ASK_AGAIN)


def _missing(gaps: FloatArray, spacing: float) -> list[int]:
    """Numbers, from 1 along the normal and counting those missing, of slices that whole gaps leave out."""
    steps = gaps / spacing
    whole = np.abs(steps - np.rint(steps)) < _SPACING_TOLERANCE * np.rint(steps)
    if not np.all(whole):
        return []
    missing: list[int] = []
    number = 1
    for step in np.rint(steps).astype(int):
        missing.extend(range(number + 1, number + step))
        number += step
    return missing


def _geometry(ordered: list[Header], orientation: FloatArray) -> Geometry:
    first, last = position_of(ordered[0]), position_of(ordered[-1])
    spacing = ordered[0].pixel_spacing
    assert spacing is not None
    affine = np.eye(4)
    affine[:3, 0] = (last - first) / (len(ordered) - 1)
    affine[:3, 1] = orientation[1] * spacing[0]
    affine[:3, 2] = orientation[0] * spacing[1]
    affine[:3, 3] = first
    return Geometry((len(ordered), *ordered[0].shape), affine)


def _is_orthonormal(orientation: FloatArray) -> bool:
    lengths = np.linalg.norm(orientation, axis=1)
    straight = np.abs(lengths - 1).max() < _ORIENTATION_TOLERANCE
    return bool(straight and abs(float(orientation[0] @ orientation[1])) < _ORIENTATION_TOLERANCE)


def _slice_numbers(group: list[Header], some: list[Header]) -> str:
    orientation = group[0].orientation
    assert orientation is not None
    normal = np.cross(orientation[0], orientation[1])
    places = sorted({round(float(position_of(header) @ normal), 3) for header in group})
    numbers = sorted({places.index(round(float(position_of(header) @ normal), 3)) + 1 for header in some})
    return _listed([str(number) for number in numbers])


def _by_number(group: Sequence[Header]) -> list[Header]:
    return sorted(group, key=lambda header: (header.instance_number or 0, header.path.name))


def _listed(names: list[str], most: int = 5) -> str:
    """Names in a row, shortened past five."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"
