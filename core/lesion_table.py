"""Lesions and candidates as tables: lesions.json, lesions.csv, candidates.json."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from core.atomic import replacing
from core.detection import Detection
from core.geometry import Geometry
from core.lesion import Candidate, Lesion
from core.mask import Mask
from core.measure import centroid_lps_mm, diameters, volume_mm3
from core.review.words import Deed
from core.study import Series

NOTE = "Research software, not a medical device"
_COLUMNS = (
    "id",
    "label",
    "volume_mm3",
    "longest_diameter_mm",
    "perpendicular_diameter_mm",
    "x_lps_mm",
    "y_lps_mm",
    "z_lps_mm",
    "mean_probability",
    "max_probability",
    "status",
    "origin",
    "tracking_uid",
    "note",
)
_HISTORY = ("edited", "judged_by", "judged_at", "history")
_MARGIN = ("margin_mm", "margin_volume_mm3")  # behind all others: scripts count columns from the left


def lesions_document(detection: Detection, series: Series) -> dict[str, Any]:
    """Return lesions.json's content, largest lesion first."""
    rows = [_lesion_row(lesion, _grid(series)) for lesion in largest_first(detection.lesions)]
    return {**_run(detection, series), "lesions": rows}


def candidates_document(detection: Detection, series: Series) -> dict[str, Any]:
    """Return candidates.json's content, largest first: what was put aside, and why."""
    ordered = sorted(detection.candidates, key=lambda each: -each.mask.count)
    return {
        **_run(detection, series),
        "candidates": [_candidate_row(each, _grid(series)) for each in ordered],
    }


def write_json(path: Path, document: dict[str, Any]) -> None:
    """Write a document, whole or not at all.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    with replacing(path) as aside:
        aside.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_csv(
    path: Path,
    lesions: Sequence[Lesion],
    geometry: Geometry,
    history: Mapping[str, Sequence[Deed]] | None = None,
    margin_volumes: Mapping[str, float] | None = None,
    margin_mm: float | None = None,
) -> None:
    """Write one line a lesion, largest first; whole or not at all.

    Parameters
    ----------
    path
        Replaced if there.
    lesions, geometry
        The lesions and their grid.
    history
        What was done to each, by lesion ID: further columns with whether it was edited, who judged it last and when,
        and every step. None leaves these columns away.
    margin_volumes, margin_mm
        Cubic millimetres of the margin around each lesion, the lesion within, by lesion ID, and its width: two last
        columns, empty where there is none. Without a history these are left away too.

    Raises
    ------
    OSError
        If the file cannot be written.

    """
    with replacing(path) as aside, aside.open("w", newline="", encoding="utf-8") as file:
        columns = _COLUMNS if history is None else (*_COLUMNS[:-1], *_HISTORY, _COLUMNS[-1], *_MARGIN)
        table = csv.DictWriter(file, columns)
        table.writeheader()
        for lesion in largest_first(lesions):
            row = _csv_row(lesion, geometry)
            if history is not None:
                row |= _history_row(lesion, history.get(lesion.lesion_id, ()))
                row |= _margin_row(margin_mm, (margin_volumes or {}).get(lesion.lesion_id))
            table.writerow(row)


def _margin_row(margin_mm: float | None, volume: float | None) -> dict[str, Any]:
    there = margin_mm is not None and volume is not None
    return dict(zip(_MARGIN, (margin_mm, round(volume or 0.0, 3)) if there else ("", ""), strict=True))


def _history_row(lesion: Lesion, deeds: Sequence[Deed]) -> dict[str, Any]:
    last = deeds[-1] if deeds else None
    return {
        "edited": "yes" if lesion.edited else "no",
        "judged_by": last.reader if last else "",
        "judged_at": last.time if last else "",
        "history": "; ".join(f"{each.time} {each.reader}: {each.words}" for each in deeds),
    }


def largest_first(lesions: Iterable[Lesion]) -> list[Lesion]:
    """Return lesions as they are listed: by volume, those of one volume by number."""
    return sorted(lesions, key=lambda each: (-each.mask.count, each.number))


def _grid(series: Series) -> Geometry:
    assert series.geometry is not None, "a model ran on it"
    return series.geometry


def _run(detection: Detection, series: Series) -> dict[str, Any]:
    return {
        "series_instance_uid": series.series_instance_uid,
        "frame_of_reference_uid": series.frame_of_reference_uid,
        "models": [{"name": m.name, "version": m.version, "sha256": m.sha256} for m in detection.models],
        "provider": detection.provider,
        **({"brain_provider": detection.other_brain_provider} if detection.other_brain_provider else {}),
        "seconds": round(detection.seconds, 3),
        "note": NOTE,
    }


def _lesion_row(lesion: Lesion, geometry: Geometry) -> dict[str, Any]:
    return {
        "id": lesion.lesion_id,
        "label": lesion.number,
        **_measures(lesion.mask, geometry),
        "mean_probability": _known(lesion.mean_probability, lesion),
        "max_probability": _known(lesion.max_probability, lesion),
        "status": lesion.status.value,
        "origin": lesion.origin.value,
        "tracking_uid": lesion.tracking_uid,
    }


def _known(probability: float, lesion: Lesion) -> float | None:
    """A probability, or None where no model gave one: a proposal's peak is never 0."""
    return round(probability, 4) if lesion.max_probability > 0 else None


def _candidate_row(candidate: Candidate, geometry: Geometry) -> dict[str, Any]:
    return {
        "id": candidate.candidate_id,
        "label": None,
        **_measures(candidate.mask, geometry),
        "mean_probability": round(candidate.mean_probability, 4),
        "max_probability": round(candidate.max_probability, 4),
        "status": "put aside",
        "origin": "model",
        "tracking_uid": candidate.tracking_uid,
        "reason": candidate.reason_words,
        "reason_code": candidate.reason.value,
    }


def _measures(mask: Mask, geometry: Geometry) -> dict[str, Any]:
    measured = diameters(mask, geometry)
    return {
        "volume_mm3": round(volume_mm3(mask, geometry), 3),
        "longest_diameter_mm": round(measured.longest_mm, 2),
        "perpendicular_diameter_mm": round(measured.perpendicular_mm, 2),
        "centroid_lps_mm": [round(value, 3) for value in centroid_lps_mm(mask, geometry).tolist()],
    }


def _csv_row(lesion: Lesion, geometry: Geometry) -> dict[str, Any]:
    row = _lesion_row(lesion, geometry)
    row["x_lps_mm"], row["y_lps_mm"], row["z_lps_mm"] = row.pop("centroid_lps_mm")
    return {**row, "note": NOTE}
