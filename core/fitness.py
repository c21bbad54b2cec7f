"""Is a series fit for the model and for planning: each rule with its value, its limit, a sentence and its source.

``RULES`` is the one table. What no rule can be certain of from headers is not among them: blur by motion is left out,
for sharpness of a head depends on sequence and contrast more than on motion; the reader sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

import numpy as np

from core.accents import without_accents
from core.geometry import Geometry
from core.study import Series
from core.wanted import DEFAULT, is_wanted, weighting_of, words_of

SLICE_LIMIT_MM = 1.5
IN_PLANE_LIMIT_MM = 1.2
AGE_LIMIT_DAYS = 7
HEAD_LIMIT_MM = 120.0
HEAD_WIDTH_MM = 140.0  # from right to left: a head with its skin is wider, a sagittal series of one side is not
_ROUNDING = 0.005  # what a limit is not missed by: of headers, and of what is shown
_HEAD = re.compile(
    r"(?<!FEMORAL )(?<!HUMERAL )(?<!HUMERUS )(?<!RADIAL )HEAD|BRAIN|SKULL|NEURO|CEREB|CRAN|KOPF|SCHAE?DEL"
    r"|두부|머리|뇌|頭|脳|ENCEPH|CABEZA|TETE|ORBIT|\bFACE|PITUIT|\bIAC"
)
_ALONG = ("from right to left", "from front to back", "from top to bottom")
GAP_LIMIT = 0.05  # of the thickness: what rounding of headers makes of slices that touch
_LEAST_GAP_MM = 0.05  # less is no gap in words
_GRID = "Image Position (0020,0032) and Image Orientation (0020,0037) of every slice"


class Level(Enum):
    """Green: fine. Amber: told in words. Red: refused."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Check:
    """One rule: ``value`` as measured, ``limit`` in words (may be empty), ``sentence`` for amber and red.

    ``chip`` is what stands on the card where the rule is not met, ``source`` where the value stands or the limit comes
    from.
    """

    name: str
    value: str
    limit: str
    level: Level
    sentence: str = ""
    chip: str = ""
    source: str = ""


@dataclass(frozen=True)
class Asked:
    """Against what a series is judged: the day, and the sequence that the model package wants."""

    today: date
    wanted: str = DEFAULT


@dataclass(frozen=True)
class Rule:
    """One row of the table: the judge, and its source (an attribute of DICOM PS3.3, or how it is measured)."""

    judge: Callable[[Series, Geometry, Asked], Check]
    source: str
    of_dicom_alone: bool = False


def checks(series: Series, asked: Asked) -> tuple[Check, ...]:
    """Every rule in the order of the panel; a refused series has one red check."""
    if series.refusal is not None or series.geometry is None:
        refusal = series.refusal
        assert refusal is not None
        return (Check("Volume", refusal.chip, "", Level.RED, refusal.sentence, refusal.chip, _GRID),)
    return tuple(
        replace(rule.judge(series, series.geometry, asked), source=rule.source)
        for rule in RULES
        if series.is_dicom or not rule.of_dicom_alone
    )


def warnings(found: tuple[Check, ...]) -> tuple[str, ...]:
    """What the reader takes upon themselves by going on: the sentences of the amber checks."""
    return tuple(check.sentence for check in found if check.level is Level.AMBER)


def level(found: tuple[Check, ...]) -> Level:
    """The worst level among checks."""
    order = [Level.GREEN, Level.AMBER, Level.RED]
    return max((check.level for check in found), key=order.index, default=Level.GREEN)


def _thickness(series: Series, geometry: Geometry, _asked: Asked) -> Check:
    try:
        recorded = float(series.attributes.get("slice_thickness", ""))
    except ValueError:
        recorded = 0.0
    thickness = max(recorded if np.isfinite(recorded) else 0.0, float(geometry.spacing[0]))
    limit = f"at most {SLICE_LIMIT_MM}"
    value = f"{_millimetres(thickness)} mm"
    if thickness <= SLICE_LIMIT_MM + _ROUNDING:
        return Check("Slice thickness", value, limit, Level.GREEN)
    sentence = f"Slices are {value} thick: small lesions may be missed, volumes are coarse."
    return Check("Slice thickness", value, limit, Level.AMBER, sentence, f"Slices {value}")


def _in_plane(_series: Series, geometry: Geometry, _asked: Asked) -> Check:
    size = float(geometry.spacing[1:].max())
    limit = f"at most {IN_PLANE_LIMIT_MM}"
    if size <= IN_PLANE_LIMIT_MM + _ROUNDING:
        return Check("Pixel size", f"{size:.2f} mm", limit, Level.GREEN)
    return Check(
        "Pixel size",
        f"{size:.2f} mm",
        limit,
        Level.AMBER,
        f"Pixels are {size:.2f} mm wide.",
        f"Pixels {size:.1f} mm",
    )


def _spacing(series: Series, _geometry: Geometry, _asked: Asked) -> Check:
    count = len(series.instances) if series.is_dicom else series.geometry.shape[0] if series.geometry else 0
    value, beside = f"even, no gaps, {count} slices", series.attributes.get("beside")
    if not beside:
        return Check("Spacing", value, "", Level.GREEN)
    sentence = f"{beside} other images of the series lie between these or go on where they end: lesions may be on them."
    return Check("Spacing", value, "", Level.AMBER, sentence, "Part of a series")


def _between(series: Series, geometry: Geometry, _asked: Asked) -> Check:
    """Room between slices that nobody scanned: spacing beyond the thickness."""
    try:
        thickness = float(series.attributes.get("thinnest_slice") or series.attributes.get("slice_thickness", ""))
    except ValueError:
        return Check("Between slices", "thickness not recorded", "", Level.GREEN)
    gap = float(geometry.spacing[0]) - thickness
    limit = f"at most {GAP_LIMIT:.0%} of the thickness"
    if thickness <= 0 or gap <= max(GAP_LIMIT * thickness, _LEAST_GAP_MM) + _ROUNDING:
        return Check("Between slices", "no gap", limit, Level.GREEN)
    sentence = f"Between slices {gap:.1f} mm were not scanned: small lesions may lie there unseen."
    return Check("Between slices", f"{gap:.1f} mm gap", limit, Level.AMBER, sentence, f"Gaps of {gap:.1f} mm")


def _whole(series: Series, _geometry: Geometry, _asked: Asked) -> Check:
    """Whether images of the series are not here, by its numbers and by files beside it that could not be read."""
    missing, unread, elsewhere = (series.attributes.get(name) for name in ("not_here", "unread", "elsewhere"))
    if unread:
        sentence = f"{unread} files beside these images could not be read: slices may be missing. Copy them again."
        return Check("Whole series", f"{unread} files not read", "", Level.AMBER, sentence, "Files not read")
    if missing:
        sentence = f"By the series' own numbers {missing} images of it are not here: part of the head may be missing."
        return Check("Whole series", f"{missing} images not here", "", Level.AMBER, sentence, "Images missing")
    if elsewhere:
        sentence = f"{elsewhere} images with this series' number are in another study here: they may belong to it."
        return Check(
            "Whole series", f"{elsewhere} in another study", "", Level.AMBER, sentence, "Series in two studies"
        )
    twice = series.attributes.get("numbers_twice")
    if twice:
        sentence = f"{twice} image numbers occur at several places: two scans may lie between each other's slices."
        return Check("Whole series", f"{twice} numbers twice", "", Level.AMBER, sentence, "Numbers twice")
    return Check("Whole series", "nothing missing is known", "", Level.GREEN)


def _millimetres(value: float) -> str:
    """One decimal, or two where the second tells something."""
    return f"{value:.2f}".removesuffix("0")


def _compression(series: Series, _geometry: Geometry, _asked: Asked) -> Check:
    if series.attributes.get("lossy") == "unknown":
        sentence = "Whether the images were compressed with loss is not recorded: their form allows both."
        return Check("Compression", "not recorded", "lossless", Level.AMBER, sentence, "May be lossy")
    if series.attributes.get("lossy") not in ("01", "1"):
        return Check("Compression", "none, or lossless", "", Level.GREEN)
    sentence = "The images were compressed with loss: faint lesions may be blurred, values are not the scanner's."
    return Check("Compression", "lossy", "lossless", Level.AMBER, sentence, "Lossy images")


def _orientation(series: Series, geometry: Geometry, _asked: Asked) -> Check:
    plane = series.attributes.get("plane") or "volume"
    tilt = float(np.degrees(np.arccos(np.clip(np.abs(geometry.directions[:, 0]).max(), 0, 1))))
    return Check("Orientation", plane if tilt < 0.05 else f"{plane}, tilt {tilt:.1f}°", "", Level.GREEN)


def _frame(series: Series, _geometry: Geometry, _asked: Asked) -> Check:
    if series.frame_of_reference_uid:
        return Check("Frame of reference", "one", "", Level.GREEN)
    sentence = "No frame of reference is recorded: contours cannot be attached to the images in a planning system."
    return Check("Frame of reference", "none", "", Level.AMBER, sentence, "No frame of reference")


def _sequence(series: Series, _geometry: Geometry, asked: Asked) -> Check:
    wanted = weighting_of(asked.wanted)
    if not wanted:
        return Check("Sequence", series.kind, "the model names none", Level.GREEN)
    if is_wanted(series, asked.wanted):
        return Check("Sequence", series.kind, "", Level.GREEN)
    unknown = series.attributes.get("weighting", "unknown") == "unknown"
    chip = "Sequence unknown" if unknown else f"Not {wanted}"
    sentence = f"The model was trained on {words_of(asked.wanted)}."
    return Check("Sequence", series.kind, wanted, Level.AMBER, sentence, chip)


def _patient(series: Series, _geometry: Geometry, _asked: Asked) -> Check:
    differing = series.attributes.get("other_patient")
    if series.attributes.get("nobody"):
        sentence = "Neither a patient's name nor an ID is recorded: nothing tells whose images these are."
        return Check("Patient", "not recorded", "", Level.AMBER, sentence, "No patient recorded")
    if not differing:
        return Check("Patient", "one in this study" if series.is_dicom else "not recorded", "", Level.GREEN)
    sentence = f"Other images with this study's number name another patient ({differing}): see whose these are."
    return Check("Patient", f"another {differing} in this study", "", Level.AMBER, sentence, "Two patients, one study")


def may_be_the_head(series: Series) -> bool:
    """Whether no other part of the body is recorded."""
    part = series.attributes.get("body_part", "")
    return not part or bool(_HEAD.search(without_accents(part.upper())))


def _body_part(series: Series, _geometry: Geometry, _asked: Asked) -> Check:
    part = series.attributes.get("body_part", "")
    if may_be_the_head(series):
        return Check("Body part", part.lower() or "not recorded", "", Level.GREEN)
    sentence = "The images are recorded as of another part of the body than the head."
    return Check("Body part", part.lower(), "head", Level.AMBER, sentence, "Not the head")


def _contrast(series: Series, _geometry: Geometry, _asked: Asked) -> Check:
    if series.contrast_agent:
        return Check("Contrast agent", f"recorded: {series.contrast_agent}", "", Level.GREEN)
    if series.attributes.get("contrast"):
        return Check("Contrast agent", "by the series' name", "", Level.GREEN)
    if "but" in series.attributes.get("contrast_evidence", ""):
        sentence = "A contrast agent is recorded, but the series' name says without: metastases may not be visible."
        return Check("Contrast agent", "recorded, the name says without", "", Level.AMBER, sentence, "Contrast unclear")
    if series.attributes.get("contrast_evidence", "").startswith("contrast recorded on"):
        sentence = "Contrast is recorded on some of the images alone: metastases may not be visible."
        return Check("Contrast agent", "on some images", "", Level.AMBER, sentence, "Contrast unclear")
    sentence = "No contrast agent is recorded: metastases may not be visible."
    return Check("Contrast agent", "not recorded", "", Level.AMBER, sentence, "No contrast recorded")


def _coverage(_series: Series, geometry: Geometry, _asked: Asked) -> Check:
    """Extent of the grid along each of the patient's axes; the one that is short is told, else from foot to head."""
    reach = np.abs(geometry.affine[:3, :3]) @ (np.array(geometry.shape) - 1)
    limits = (HEAD_WIDTH_MM, HEAD_LIMIT_MM, HEAD_LIMIT_MM)
    short = [axis for axis in (2, 0, 1) if round(reach[axis]) < limits[axis]]
    axis = min(short, key=lambda each: reach[each]) if short else 2
    value, limit = f"{reach[axis]:.0f} mm {_ALONG[axis]}", f"at least {limits[axis]:.0f}"
    if not short:
        return Check("Coverage", value, limit, Level.GREEN)
    sentence = f"The images cover {value}: part of the brain is likely missing."
    return Check("Coverage", value, limit, Level.AMBER, sentence, "Head incomplete")


def _age(series: Series, _geometry: Geometry, asked: Asked) -> Check:
    limit = f"at most {AGE_LIMIT_DAYS} days"
    try:
        scanned = datetime.strptime(series.date, "%Y%m%d").date()
    except ValueError:
        return Check("Age of the scan", "no date", limit, Level.AMBER, "The scan has no date.", "No date")
    if series.attributes.get("days"):
        first, last = (f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in series.attributes["days"].split())
        sentence = f"Its images were scanned on several days, {first} to {last}: see whether they are one scan."
        return Check("Age of the scan", "several days", limit, Level.AMBER, sentence, "Several days")
    days = (asked.today - scanned).days
    value = f"{days} day{'' if days == 1 else 's'}"
    if 0 <= days <= AGE_LIMIT_DAYS:
        return Check("Age of the scan", value, limit, Level.GREEN)
    sentence = (
        f"The scan is {value} old: metastases may have grown since." if days > 0 else "The scan's date lies ahead."
    )
    return Check(
        "Age of the scan",
        value,
        limit,
        Level.AMBER,
        sentence,
        f"Scan {value} old" if days > 0 else "Date ahead",
    )


RULES = (
    Rule(_thickness, "Slice Thickness (0018,0050), or the spacing of the positions where that is larger"),
    Rule(_in_plane, "Pixel Spacing (0028,0030)"),
    Rule(_spacing, _GRID),
    Rule(_whole, "Instance Number (0020,0013), Images in Acquisition (0020,1002), files left out", of_dicom_alone=True),
    Rule(_between, "Slice Thickness (0018,0050) against the spacing of the positions", of_dicom_alone=True),
    Rule(_orientation, "Image Orientation (0020,0037)"),
    Rule(_frame, "Frame of Reference UID (0020,0052)"),
    Rule(_sequence, "Scanning Sequence (0018,0020), echo, repetition and inversion times, then the series' names"),
    Rule(_patient, "Patient ID, name, birth date and sex beside the Study Instance UID", of_dicom_alone=True),
    Rule(_body_part, "Body Part Examined (0018,0015)", of_dicom_alone=True),
    Rule(_contrast, "Contrast/Bolus Agent (0018,0010), then the series' names"),
    Rule(_coverage, "extent of the grid along each of the patient's axes"),
    Rule(_compression, "Lossy Image Compression (0028,2110), or the transfer syntax", of_dicom_alone=True),
    Rule(_age, "Acquisition Date (0008,0022), then Series and Study Date"),
)
