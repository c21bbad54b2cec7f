"""Is a series fit for the model and for planning: each rule with its value, its limit and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

import numpy as np

from core.geometry import Geometry
from core.study import Series, Study

SLICE_LIMIT_MM = 1.5
IN_PLANE_LIMIT_MM = 1.2
AGE_LIMIT_DAYS = 7
HEAD_LIMIT_MM = 120.0


class Level(Enum):
    """Green: fine. Amber: told in words. Red: refused."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Check:
    """One rule: ``value`` as measured, ``limit`` in words (may be empty), ``sentence`` for amber and red.

    ``chip`` is what stands on the card where the rule is not met.
    """

    name: str
    value: str
    limit: str
    level: Level
    sentence: str = ""
    chip: str = ""


def checks(series: Series, study: Study, today: date) -> tuple[Check, ...]:  # noqa: ARG001 - the study's rules come
    """Every rule in the order of the panel; a refused series has one red check."""
    if series.refusal is not None or series.geometry is None:
        refusal = series.refusal
        assert refusal is not None
        return (Check("Volume", refusal.chip, "", Level.RED, refusal.sentence, refusal.chip),)
    return (
        _thickness(series, series.geometry),
        _in_plane(series.geometry),
        _spacing(series),
        _orientation(series, series.geometry),
        _frame(series),
        _sequence(series),
        _contrast(series),
        _coverage(series.geometry),
        _age(series, today),
    )


def level(found: tuple[Check, ...]) -> Level:
    """The worst level among checks."""
    order = [Level.GREEN, Level.AMBER, Level.RED]
    return max((check.level for check in found), key=order.index, default=Level.GREEN)


def _thickness(series: Series, geometry: Geometry) -> Check:
    recorded = series.attributes.get("slice_thickness", "")
    thickness = max(float(recorded) if recorded else 0.0, float(geometry.spacing[0]))
    limit = f"at most {SLICE_LIMIT_MM}"
    value = f"{thickness:.1f} mm"
    if thickness <= SLICE_LIMIT_MM:
        return Check("Slice thickness", value, limit, Level.GREEN)
    sentence = f"Slices are {value} thick: small lesions may be missed, volumes are coarse."
    return Check("Slice thickness", value, limit, Level.AMBER, sentence, f"Slices {value}")


def _in_plane(geometry: Geometry) -> Check:
    size = float(geometry.spacing[1:].max())
    limit = f"at most {IN_PLANE_LIMIT_MM}"
    if size <= IN_PLANE_LIMIT_MM:
        return Check("Pixel size", f"{size:.2f} mm", limit, Level.GREEN)
    return Check(
        "Pixel size",
        f"{size:.2f} mm",
        limit,
        Level.AMBER,
        f"Pixels are {size:.2f} mm wide.",
        f"Pixels {size:.1f} mm",
    )


def _spacing(series: Series) -> Check:
    count = len(series.instances) if series.is_dicom else series.geometry.shape[0] if series.geometry else 0
    return Check("Spacing", f"even, no gaps, {count} slices", "", Level.GREEN)


def _orientation(series: Series, geometry: Geometry) -> Check:
    plane = series.attributes.get("plane") or "volume"
    tilt = float(np.degrees(np.arccos(np.clip(np.abs(geometry.directions[:, 0]).max(), 0, 1))))
    return Check("Orientation", plane if tilt < 0.05 else f"{plane}, tilt {tilt:.1f}°", "", Level.GREEN)


def _frame(series: Series) -> Check:
    if series.frame_of_reference_uid:
        return Check("Frame of reference", "one", "", Level.GREEN)
    sentence = "No frame of reference is recorded: contours cannot be attached to the images in a planning system."
    return Check("Frame of reference", "none", "", Level.AMBER, sentence, "No frame of reference")


def _sequence(series: Series) -> Check:
    weighting = series.attributes.get("weighting", "unknown")
    if weighting == "T1":
        return Check("Sequence", series.kind, "", Level.GREEN)
    chip = "Sequence unknown" if weighting == "unknown" else "Not T1"
    return Check("Sequence", series.kind, "T1", Level.AMBER, "The model was trained on T1 with contrast.", chip)


def _contrast(series: Series) -> Check:
    if series.contrast_agent:
        return Check("Contrast agent", f"recorded: {series.contrast_agent}", "", Level.GREEN)
    if series.attributes.get("contrast"):
        return Check("Contrast agent", "by the series' name", "", Level.GREEN)
    sentence = "No contrast agent is recorded: metastases may not be visible."
    return Check("Contrast agent", "not recorded", "", Level.AMBER, sentence, "No contrast recorded")


def _coverage(geometry: Geometry) -> Check:
    """Extent of the grid along the patient's axis from foot to head."""
    reach = np.abs(geometry.affine[2, :3]) * (np.array(geometry.shape) - 1)
    extent = float(reach.sum())
    value = f"{extent:.0f} mm from top to bottom"
    if extent >= HEAD_LIMIT_MM:
        return Check("Coverage", value, f"at least {HEAD_LIMIT_MM:.0f}", Level.GREEN)
    sentence = f"The images cover {value}: part of the brain is likely missing."
    return Check("Coverage", value, f"at least {HEAD_LIMIT_MM:.0f}", Level.AMBER, sentence, "Head incomplete")


def _age(series: Series, today: date) -> Check:
    limit = f"at most {AGE_LIMIT_DAYS} days"
    try:
        scanned = datetime.strptime(series.date, "%Y%m%d").date()
    except ValueError:
        return Check("Age of the scan", "no date", limit, Level.AMBER, "The scan has no date.", "No date")
    days = (today - scanned).days
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
