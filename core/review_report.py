"""What a report of a review says, in order and in words: the pages and the text to paste are drawn from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.detection import ModelIdentity
from core.geometry import Geometry
from core.lesion import CandidateReason, Lesion, LesionOrigin, LesionStatus
from core.mask import BoolArray
from core.measure import diameters, volume_mm3
from core.position import UNKNOWN, position_words
from core.receipt import ReceiptRoi
from core.review.state import ReviewState
from core.structure_set import StructureSet
from core.study import Series, Study
from core.version import VERSION

MEASURABLE_MM = 10.0  # RANO-BM: a lesion under 10 mm is not measurable
MOST_TARGETS = 5  # RANO-BM sums at most five target lesions
LIMITS = (
    "Research software, not a medical device. Not for clinical decisions.",
    "Volumes are voxels times voxel volume; diameters are taken in the series' axial plane.",
    "Places are approximate, from the brain mask's shape.",
    "A lesion that neither the model nor the reader marked is not in this report.",
)
_ASIDE = {
    CandidateReason.OUTSIDE_BRAIN: "outside the brain",
    CandidateReason.TOO_SMALL: "too small",
    CandidateReason.BELOW_THRESHOLD: "below the threshold",
    CandidateReason.OVERLAPS: "brought in by a file, over a lesion",
    CandidateReason.MARKED_BLIND: "marked by the reader before the model was revealed",
}


@dataclass(frozen=True)
class ReportRow:
    """One exported lesion: as the list names it, where it is, how large, who drew it, what was read back."""

    name: str
    lesion: Lesion
    place: str
    volume_mm3: float
    longest_mm: float
    perpendicular_mm: float
    drawn: str
    reread_mm3: float

    @property
    def measurable(self) -> bool:
        """Whether RANO-BM counts it as measurable."""
        return self.longest_mm >= MEASURABLE_MM


@dataclass(frozen=True)
class ReviewReport:
    """A report's content.

    Parameters
    ----------
    facts
        Name and value: patient, study, series, models, reader, time.
    rows
        The exported lesions, in the order of their numbers.
    totals
        Name and value: count, volumes, RANO-BM.
    not_exported
        A sentence for what was rejected, and for what stayed put aside.
    proof
        What was read back, in a sentence.

    """

    facts: tuple[tuple[str, str], ...]
    rows: tuple[ReportRow, ...]
    totals: tuple[tuple[str, str], ...]
    not_exported: tuple[str, ...]
    proof: str

    def text(self) -> str:
        """Plain text to paste into a report of the clinic's own."""
        lines = [f"{name}: {value}" for name, value in (*self.facts, *self.totals)]
        lines += ["", "Lesion | Place | Volume mm³ | Diameters mm | RANO-BM | Contour"]
        lines += [
            f"{row.name} | {row.place} | {row.volume_mm3:.1f} | {row.longest_mm:.1f} × {row.perpendicular_mm:.1f} | "
            f"{'measurable' if row.measurable else 'not measurable'} | {row.drawn}"
            for row in self.rows
        ]
        return "\n".join([*lines, "", *self.not_exported, self.proof, *LIMITS]) + "\n"


def review_report(
    study: Study,
    series: Series,
    structure_set: StructureSet,
    state: ReviewState,
    receipt_rois: Sequence[ReceiptRoi],
    models: Sequence[ModelIdentity],
    brain_mask: BoolArray | None,
) -> ReviewReport:
    """Put a report together.

    Parameters
    ----------
    study, series
        What was reviewed.
    structure_set, receipt_rois
        What is exported, and what was read back of it.
    state
        The whole review: rejected lesions and what was put aside are told from it.
    models
        Which packages ran; none for a label map of unknown origin.
    brain_mask
        (Z, Y, X) bool on the series' grid, for places in words; None where there is none.

    """
    assert series.geometry is not None, "an exported series has a grid"
    reread = {roi.lesion_id: roi.volume_reread_mm3 for roi in receipt_rois if roi.kind == "GTV"}
    rows = tuple(
        _row(roi.name, state.lesion(roi.lesion_id), series.geometry, brain_mask, reread[roi.lesion_id])
        for roi in structure_set.rois
    )
    return ReviewReport(
        facts=_facts(study, series, structure_set, models),
        rows=rows,
        totals=_totals(rows),
        not_exported=tuple(_not_exported(state)),
        proof=_proof(rows, receipt_rois),
    )


def _facts(
    study: Study, series: Series, structure_set: StructureSet, models: Sequence[ModelIdentity]
) -> tuple[tuple[str, str], ...]:
    patient = study.patient
    named = [f"{each.name} {each.version} (sha256 {each.sha256[:16]}…)" for each in models]
    status = "approved" if structure_set.approved else "unapproved"
    facts = (
        ("Patient", f"{_person(patient.name)}, ID {patient.patient_id}"),
        ("Born", _together(_day(patient.birth_date), patient.sex)),
        ("Study", _together(_day(study.date), study.description)),
        ("Series", _together(_day(series.date), series.description)),
        ("Series UID", series.series_instance_uid),
        ("Models", ", ".join(named) or "none recorded"),
        ("Reader", f"{_person(structure_set.reader)}, {status}"),
        ("Made", f"{structure_set.made_at:%Y-%m-%d %H:%M:%S %z}, MetsReview {VERSION}"),
    )
    return tuple((name, value) for name, value in facts if value)


def _together(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _day(date: str) -> str:
    """Write DICOM's YYYYMMDD as YYYY-MM-DD; other text as it is."""
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date


def _person(name: str) -> str:
    """Write DICOM's Family^Given=... in its groups, as people read it."""
    groups = [" ".join(part for part in group.split("^") if part) for group in name.split("=")]
    return " / ".join(group for group in groups if group)


def _row(name: str, lesion: Lesion, geometry: Geometry, brain_mask: BoolArray | None, reread: float) -> ReportRow:
    measured = diameters(lesion.mask, geometry)
    return ReportRow(
        name=name,
        lesion=lesion,
        place=UNKNOWN if brain_mask is None else position_words(lesion.mask, brain_mask, geometry),
        volume_mm3=volume_mm3(lesion.mask, geometry),
        longest_mm=measured.longest_mm,
        perpendicular_mm=measured.perpendicular_mm,
        drawn=_drawn(lesion),
        reread_mm3=reread,
    )


def _drawn(lesion: Lesion) -> str:
    if lesion.origin is LesionOrigin.READER:
        return "reader"
    if lesion.origin is LesionOrigin.IMPORTED:
        return f"{lesion.source}, edited by the reader" if lesion.edited else lesion.source or "a file"
    return "model, edited by the reader" if lesion.edited else "model"


def _totals(rows: Sequence[ReportRow]) -> tuple[tuple[str, str], ...]:
    total, largest = sum(row.volume_mm3 for row in rows), max(row.volume_mm3 for row in rows)
    targets = sorted((row.longest_mm for row in rows if row.measurable), reverse=True)[:MOST_TARGETS]
    rano = f"{sum(targets):.1f} mm over {len(targets)}" if targets else "no lesion is measurable"
    return (
        ("Lesions", str(len(rows))),
        ("Total volume", f"{total:.1f} mm³ ({total / 1000:.3f} ml)"),
        ("Largest", f"{largest:.1f} mm³"),
        ("RANO-BM sum of longest diameters", rano),
    )


def _not_exported(state: ReviewState) -> list[str]:
    told = []
    rejected = state.with_status(LesionStatus.REJECTED)
    if rejected:
        reasons = [
            f"{each.number}{f' ({each.reject_reason.value})' if each.reject_reason else ''}" for each in rejected
        ]
        told.append(f"Rejected by the reader, not exported: {', '.join(reasons)}.")
    if state.pending:
        told.append(f"Not judged, not exported: {', '.join(str(each.number) for each in state.pending)}.")
    counts = [(words, sum(each.reason is reason for each in state.candidates)) for reason, words in _ASIDE.items()]
    aside = [f"{count} {words}" for words, count in counts if count]
    if aside:
        told.append(f"Put aside by post-processing, not exported: {', '.join(aside)}.")
    return told


def _with_reason(lesion: Lesion) -> str:
    return f"{lesion.number} ({lesion.reject_reason.value})" if lesion.reject_reason else str(lesion.number)


def _proof(rows: Sequence[ReportRow], receipt_rois: Sequence[ReceiptRoi]) -> str:
    worst = max(abs(row.reread_mm3 - row.volume_mm3) / row.volume_mm3 for row in rows)
    shift = max(roi.centroid_shift_mm for roi in receipt_rois)
    return (
        f"Read back from disk: {len(rows)} of {len(rows)} contours, largest difference of a volume "
        f"{100 * worst:.2f} %, largest shift of a centroid {shift:.3f} mm."
    )
