"""Rules that planning systems need an RT Structure Set to keep, and the words for broken ones."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from core.dicom import contour_damage as damage
from core.dicom.identity_read import read_identity_if_there
from core.dicom.rtstruct_read import ContourRead, RoiRead, StructureSetRead
from core.geometry import FloatArray, Geometry
from core.rasterise import crosses_itself, polygon_area, rasterise
from core.study import Series

_LONGEST_NAME = 16
_LONGEST_NUMBER = 16
_NAMES_TOLD = 3
_PLANE_TOLERANCE_MM = 0.01
_SMALLEST_AREA_MM2 = 1e-6
_TYPE_2 = (
    *("PatientName", "PatientID", "PatientBirthDate", "PatientSex"),
    *("StudyDate", "StudyTime", "StudyID", "AccessionNumber", "ReferringPhysicianName"),
    *("SeriesNumber", "OperatorsName", "Manufacturer"),
    *("StructureSetDate", "StructureSetTime", "PositionReferenceIndicator"),
)
_NO_TEXT = "bytes that are not of the file's character set"
_ALGORITHMS = ("", "AUTOMATIC", "SEMIAUTOMATIC", "MANUAL")


def broken_rules(structure_set: StructureSetRead, series: Series) -> tuple[str, ...]:
    """Say each broken rule once, with how often; none for a sound file.

    Parameters
    ----------
    structure_set
        As read.
    series
        The DICOM series it should refer to, not refused.

    """
    rules = (_file, _identity, _patient, _references, _approval, _names, _observations, _contours)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd values are named in words of our own
        return tuple(sentence for rule in rules for sentence in rule(structure_set, series))


def remarks(structure_set: StructureSetRead, series: Series) -> tuple[str, ...]:
    """Say what is worth a look though no rule is broken.

    Slices without a contour between a ROI's first and last: a lesion may have been approved in two parts; where it
    was not, a contour was lost. And text that is damaged in the images already.

    Parameters
    ----------
    structure_set
        As read.
    series
        The DICOM series it should refer to, not refused.

    """
    assert series.geometry is not None
    told: dict[str, list[str]] = {}
    for roi in structure_set.rois:
        gaps = damage.slices_between(roi, series.geometry)
        if gaps:
            words = f"has no contour on {gaps} of the slices between its first and its last"
            told.setdefault(words, []).append(roi.name)
    images = read_identity_if_there(series.instances[0].path)
    damaged = [each for each in structure_set.identity.illegal if images is not None and each in images.illegal]
    text = (f"{', '.join(damaged)}: {_NO_TEXT}, as in the images.",) if damaged else ()
    return (*(f"{_each(names)} {words}." for words, names in told.items()), *text)


def _file(structure_set: StructureSetRead, _: Series) -> Iterator[str]:
    if structure_set.is_cut:
        yield "The file is cut short: it ends before its data set does, and what came after is lost."


def _identity(structure_set: StructureSetRead, series: Series) -> Iterator[str]:
    dataset = structure_set.dataset
    if str(dataset.get("StudyInstanceUID") or "") != series.study_instance_uid:
        yield "It belongs to another study than the series."
    if str(dataset.get("Modality") or "") != "RTSTRUCT":
        yield "Its modality is not RTSTRUCT."
    missing = [keyword for keyword in _TYPE_2 if keyword not in dataset]
    if missing:
        yield f"Attributes are missing that must be there, even if empty: {', '.join(missing)}."
    label = str(dataset.get("StructureSetLabel") or "")
    if not 0 < len(label) <= _LONGEST_NAME:
        yield f"The structure set's label has {len(label)} characters; 1 to {_LONGEST_NAME} are allowed."


def _patient(structure_set: StructureSetRead, series: Series) -> Iterator[str]:
    images = read_identity_if_there(series.instances[0].path)
    found = structure_set.identity
    others = found.contradictions(images) if images is not None else ()
    if others:
        yield f"Its patient is not the images': {_all_of(others)} {'differs' if len(others) == 1 else 'differ'}."
    damaged = [each for each in found.illegal if images is None or each not in images.illegal]
    if damaged:
        yield f"{', '.join(damaged)}: {_NO_TEXT}."


def _references(structure_set: StructureSetRead, series: Series) -> Iterator[str]:
    own = str(structure_set.dataset.get("FrameOfReferenceUID") or "")
    if own != series.frame_of_reference_uid:
        wrong = "is another than the series'" if own else "is missing"
        yield f"Its own frame of reference (FrameOfReferenceUID) {wrong}: a strict reader refuses the file."
    frames = list(structure_set.dataset.get("ReferencedFrameOfReferenceSequence") or [])
    if series.frame_of_reference_uid not in [str(each.get("FrameOfReferenceUID") or "") for each in frames]:
        yield "It does not refer to the series' frame of reference."
    listed = {
        str(image.get("ReferencedSOPInstanceUID") or ""): str(image.get("ReferencedSOPClassUID") or "")
        for frame in frames
        for study in frame.get("RTReferencedStudySequence") or []
        for each in study.get("RTReferencedSeriesSequence") or []
        if str(each.get("SeriesInstanceUID") or "") == series.series_instance_uid
        for image in each.get("ContourImageSequence") or []
    }
    unlisted = [each for each in series.instances if each.sop_instance_uid not in listed]
    if len(unlisted) == len(series.instances):
        yield "It does not refer to this series."
    elif unlisted:
        yield f"{len(unlisted)} of the series' {len(series.instances)} slices are not referred to."
    otherwise = [
        each for each in series.instances if listed.get(each.sop_instance_uid, each.sop_class_uid) != each.sop_class_uid
    ]
    if otherwise:
        yield (
            f"{len(otherwise)} of the series' {len(series.instances)} slices are listed as another kind of image than "
            "they are (ReferencedSOPClassUID)."
        )


def _approval(structure_set: StructureSetRead, _: Series) -> Iterator[str]:
    dataset = structure_set.dataset
    status = str(dataset.get("ApprovalStatus") or "")
    signed = [bool(dataset.get(keyword)) for keyword in ("ReviewDate", "ReviewTime", "ReviewerName")]
    if status in ("APPROVED", "REJECTED") and not all(signed):
        yield f"It is {status}, but reviewer, date or time of the review are missing."
    if status not in ("APPROVED", "REJECTED") and any(signed):
        yield "It names a review, but is neither approved nor rejected."


def _names(structure_set: StructureSetRead, _: Series) -> Iterator[str]:
    names = [roi.name for roi in structure_set.rois]
    for name in names:
        if not 0 < len(name) <= _LONGEST_NAME:
            yield f"The ROI name {name!r} has {len(name)} characters; 1 to {_LONGEST_NAME} are safe."
        if not name.isascii():
            yield f"The ROI name {name!r} is not ASCII."
    for name, count in Counter(name.casefold() for name in names).items():
        if count > 1:
            yield f"{count} ROIs are named {name!r}, letter case aside."
    numbers = [roi.number for roi in structure_set.rois]
    twice = [(number, count) for number, count in Counter(numbers).items() if count > 1]
    for number, count in twice:
        yield f"{count} ROIs have the number {number}: whose the contours of that number are is lost."
    if not twice and sorted(numbers) != list(range(1, len(numbers) + 1)):
        yield "The ROI numbers do not run from 1 without gaps."
    if not names:
        yield "It holds no ROI."


def _observations(structure_set: StructureSetRead, series: Series) -> Iterator[str]:
    told: dict[str, list[str]] = {}
    for roi in structure_set.rois:
        for words in _observation(roi, series):
            told.setdefault(words, []).append(roi.name)
    yield from (f"{_each(names)} {words}." for words, names in told.items())


def _observation(roi: RoiRead, series: Series) -> Iterator[str]:
    if len(roi.interpreted_types) != 1:
        yield f"has {len(roi.interpreted_types)} observations; it needs one"
    elif not roi.interpreted_types[0]:
        yield "does not say what it is (RT ROI interpreted type): a planning system may not take it as a target"
    if roi.frame_of_reference_uid != series.frame_of_reference_uid:
        yield "lies in another frame of reference than the series"
    if roi.algorithm not in _ALGORITHMS:
        yield f"has an unknown generation algorithm, {roi.algorithm!r}"


def _all_of(words: Sequence[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _each(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"Each of {_listed(names)}"


def _listed(names: list[str]) -> str:
    """Up to three names, then how many more."""
    if len(names) > _NAMES_TOLD + 1:
        return f"{', '.join(names[:_NAMES_TOLD])} and {len(names) - _NAMES_TOLD} more"
    return ", ".join(names)


def _contours(structure_set: StructureSetRead, series: Series) -> Iterator[str]:
    assert series.geometry is not None
    whole: dict[str, list[str]] = {}
    parts: dict[str, list[tuple[str, int, int]]] = {}
    for roi in structure_set.rois:
        for words in _whole(roi, series.geometry):
            whole.setdefault(words, []).append(roi.name)
        for words, breaks in _CONTOUR_RULES.items():
            count = sum(breaks(contour, series, series.geometry) for contour in roi.contours)
            if count:
                parts.setdefault(words, []).append((roi.name, count, len(roi.contours)))
    yield from (f"{_each(names)} {words}." for words, names in whole.items())
    for number in structure_set.unowned:
        yield f"Contours belong to the ROI number {number}, which no structure has: they are lost."
    for words, found in parts.items():
        count, of = sum(each[1] for each in found), sum(each[2] for each in found)
        yield f"{_listed([name for name, *_ in found])}: {count} of {of} contours {words}."


def _whole(roi: RoiRead, geometry: Geometry) -> Iterator[str]:
    """Say what is wrong with a ROI as a whole."""
    if not roi.contours:
        yield "has no contours"
        return
    polygons = [contour.points for contour in roi.contours if len(contour.points) >= 3]
    if not rasterise(polygons, geometry).count:
        yield "holds no voxel's centre: it vanishes in readers that test centres"
    if damage.spoilt(roi):
        yield f"has a contour with {damage.spoilt(roi)[0]!r} where a number belongs: no reader gets that contour"
    if slices := damage.slices_covered_twice(roi, geometry):
        where = "1 slice" if slices == 1 else f"{slices} slices"
        yield (
            f"has contours that lie on each other on {where}: some readers join them, others cut out what they share, "
            "and the volumes differ"
        )


def _is_not_closed(contour: ContourRead, *_: object) -> bool:
    return contour.geometric_type not in ("CLOSED_PLANAR", "CLOSEDPLANAR_XOR")


def _has_wrong_count(contour: ContourRead, *_: object) -> bool:
    return contour.no_number is None and contour.point_count != len(contour.points)


def _is_too_short(contour: ContourRead, *_: object) -> bool:
    return contour.no_number is None and len(np.unique(contour.points, axis=0)) < 3


def _repeats_first(contour: ContourRead, *_: object) -> bool:
    return len(contour.points) > 1 and bool(np.all(contour.points[0] == contour.points[-1]))


def _has_no_area(contour: ContourRead, *_: object) -> bool:
    return len(contour.points) >= 3 and polygon_area(contour.points) < _SMALLEST_AREA_MM2


def _has_long_numbers(contour: ContourRead, *_: object) -> bool:
    return contour.longest_number > _LONGEST_NUMBER


def _leaves_plane(contour: ContourRead, _: Series, geometry: Geometry) -> bool:
    k = _k(contour.points, geometry)
    return bool(len(k) and np.abs(k - np.rint(k.mean())).max() * _plane_distance(geometry) > _PLANE_TOLERANCE_MM)


def _leaves_series(contour: ContourRead, _: Series, geometry: Geometry) -> bool:
    if not len(contour.points):
        return False
    index = geometry.patient_to_index(contour.points)
    low, high = index.min(axis=0), index.max(axis=0)
    return bool(np.any(low < -0.5 - 1e-6) or np.any(high > np.array(geometry.shape) - 0.5 + 1e-6))


def _names_wrong_slice(contour: ContourRead, series: Series, geometry: Geometry) -> bool:
    if not len(contour.points):
        return False
    k = round(float(_k(contour.points, geometry).mean()))
    if not 0 <= k < len(series.instances):
        return True
    return tuple(uid for _, uid in contour.instances) != (series.instances[k].sop_instance_uid,)


def _names_wrong_kind(contour: ContourRead, series: Series, _: Geometry) -> bool:
    kinds = {each.sop_instance_uid: each.sop_class_uid for each in series.instances}
    return any(uid in kinds and kind != kinds[uid] for kind, uid in contour.instances)


def _crosses(contour: ContourRead, _: Series, geometry: Geometry) -> bool:
    return len(contour.points) > 3 and crosses_itself(geometry.patient_to_index(contour.points)[:, 1:])


def _k(points: FloatArray, geometry: Geometry) -> FloatArray:
    return np.asarray(geometry.patient_to_index(points)[:, 0])


def _plane_distance(geometry: Geometry) -> float:
    """Millimetres between slice planes along their normal."""
    return geometry.voxel_volume_mm3 / float(np.linalg.norm(np.cross(geometry.affine[:3, 1], geometry.affine[:3, 2])))


_CONTOUR_RULES: dict[str, Callable[[ContourRead, Series, Geometry], bool]] = {
    "are not closed and planar": _is_not_closed,
    "state another number of points than they have": _has_wrong_count,
    "have fewer than three different points: no area, so they are dropped": _is_too_short,
    "repeat their first point at the end: a planning system may refuse or mend them": _repeats_first,
    "enclose no area": _has_no_area,
    f"hold numbers longer than {_LONGEST_NUMBER} characters: a strict reader refuses the file": _has_long_numbers,
    "do not lie on a slice's plane: each reader moves them to another one, or drops them": _leaves_plane,
    "reach outside the series": _leaves_series,
    "do not refer to exactly the slice they lie on: a reader may put them elsewhere or nowhere": _names_wrong_slice,
    "name their slice, but as another kind of image than it is (ReferencedSOPClassUID)": _names_wrong_kind,
    "cross themselves": _crosses,
}
