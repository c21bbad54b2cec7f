"""What a report of a review says, in order and in words: the pages and the text to paste are drawn from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from core.detection import ModelIdentity
from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason, Lesion, LesionOrigin, LesionStatus
from core.mask import BoolArray
from core.measure import diameters, volume_mm3
from core.position import position_words
from core.rano_bm import MOST_TARGETS, why_not_measurable
from core.receipt import ReceiptRoi
from core.review.state import ReviewState
from core.structure_set import StructureSet
from core.study import Series, Study
from core.version import VERSION

LIMITS = (
    "Research software, not a medical device. Not for clinical decisions.",
    "Volumes are voxels times voxel volume; diameters are taken on the slices nearest to the patient's axial plane.",
    "Places are approximate, from the brain mask's shape.",
    "A lesion that neither the model nor the reader marked is not in this report.",
)
NO_PLACE = "place not known"
NO_PLACES = "Places are not told: there was no brain mask."
CONTOURS = {
    "exact": "exact, along the voxels' edges",
    "smooth": "smooth: areas are kept, but programs that round points to pixels read small lesions too large, "
    "+174 % at 2–3 mm, +55 % at 4–6 mm",
}
NOT_ACCEPTED = "In the label map and not accepted, not exported: {names}."
PROOF = (
    "Read back from disk: {count} of {count} structures, largest difference of a volume {worst} %, "
    "largest shift of a centroid {shift} mm."
)
_ASIDE = {
    CandidateReason.OUTSIDE_BRAIN: "outside the brain",
    CandidateReason.TOO_SMALL: "too small",
    CandidateReason.BELOW_THRESHOLD: "below the threshold",
    CandidateReason.OVERLAPS: "brought in by a file, over a lesion",
    CandidateReason.MARKED_BLIND: "marked by the reader before the model was revealed",
}


Say = Callable[[str], str]


def _english(text: str) -> str:
    return text


@dataclass(frozen=True)
class AsExported:
    """How a structure set was made.

    Parameters
    ----------
    system
        The planning system whose rules were kept.
    contours
        A key of :data:`CONTOURS`.
    margin_mm, inside_brain
        Of the margins around the lesions, None for none; whether they are kept inside the brain.

    """

    system: str
    contours: str
    margin_mm: float | None = None
    inside_brain: bool = False


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
    not_measurable: str = ""

    @property
    def measurable(self) -> bool:
        """Whether RANO-BM counts it as measurable."""
        return not self.not_measurable

    def measurability(self, say: Say) -> str:
        """Whether RANO-BM counts it, and why not."""
        return say("measurable") if self.measurable else f"{say('not measurable')}, {self.not_measurable}"


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
    remarks
        Sentences on what is worth a look though nothing is wrong.
    aside
        A sentence for each candidate that stayed put aside: where, how large, why, and whether it was looked at.
    receipt, files
        What was read back of each structure; sha256 of the files written before the report, by name.
    limits
        What the report does not say, in English.
    whose
        Patient, series and time in a line, for the foot of every page: a page by itself is somebody's.
    say
        English words in the report's language.

    """

    facts: tuple[tuple[str, str], ...]
    rows: tuple[ReportRow, ...]
    totals: tuple[tuple[str, str], ...]
    not_exported: tuple[str, ...]
    proof: str
    remarks: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    receipt: tuple[ReceiptRoi, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = LIMITS
    whose: str = ""
    say: Say = _english

    def text(self) -> str:
        """Plain text to paste into a report of the clinic's own."""
        lines = [f"{name}: {value}" for name, value in (*self.facts, *self.totals)]
        say = self.say
        lines += ["", say("Lesion | Place | Volume mm³ | Diameters mm | RANO-BM | Contour")]
        lines += [
            f"{row.name} | {row.place} | {row.volume_mm3:.1f} | {row.longest_mm:.1f} × {row.perpendicular_mm:.1f} | "
            f"{row.measurability(say)} | {row.drawn}"
            for row in self.rows
        ]
        limits = [say(sentence) for sentence in self.limits]
        return "\n".join([*lines, "", *self.not_exported, *self.aside, self.proof, *self.remarks, *limits]) + "\n"


def review_report(
    study: Study,
    series: Series,
    structure_set: StructureSet,
    state: ReviewState,
    receipt_rois: Sequence[ReceiptRoi],
    models: Sequence[ModelIdentity],
    brain_mask: BoolArray | None,
    files: Mapping[str, str] | None = None,
    looked_at: Collection[str] | None = None,
    say: Say = _english,
    made: AsExported | None = None,
    not_accepted: Collection[int] = (),
    remarks: Sequence[str] = (),
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
    files
        sha256 of the files written so far, by name.
    looked_at
        Candidates that were selected in the second look, by ID; None where nobody knows.
    say
        English words in the report's language.
    made
        How the structure set was made; None where none was.
    not_accepted
        Numbers of a label map's lesions that are no part of the review.
    remarks
        What the export says is worth a look though nothing is wrong, in English.

    """
    assert series.geometry is not None, "an exported series has a grid"
    reread = {roi.lesion_id: roi.volume_reread_mm3 for roi in receipt_rois if roi.kind == "GTV"}
    rows = tuple(
        _row(roi.name, state.lesion(roi.lesion_id), series.geometry, brain_mask, reread[roi.lesion_id], say)
        for roi in structure_set.rois
    )
    return ReviewReport(
        facts=(*_facts(study, series, structure_set, models, say), *_made(made, say)),
        rows=rows,
        totals=_totals(rows, say),
        not_exported=(*_not_accepted(not_accepted, say), *_not_exported(state, say)),
        proof=_proof(receipt_rois, say),
        remarks=tuple(say(each) for each in remarks),
        aside=tuple(_aside(each, series.geometry, brain_mask, looked_at, say) for each in state.candidates),
        receipt=tuple(receipt_rois),
        files=tuple((files or {}).items()),
        limits=LIMITS if brain_mask is not None else (*LIMITS[:2], NO_PLACES, *LIMITS[3:]),
        whose=_whose(study, series, structure_set),
        say=say,
    )


def _whose(study: Study, series: Series, structure_set: StructureSet) -> str:
    patient = study.patient
    number = f"ID {patient.patient_id}" if patient.patient_id else ""
    parts = (
        _together(_person(patient.name), number, _day(patient.birth_date)),
        f"{structure_set.made_at:%Y-%m-%d %H:%M:%S}",
        _together(_day(series.date), series.description),
    )
    return " · ".join(part for part in parts if part)


def _made(made: AsExported | None, say: Say) -> tuple[tuple[str, str], ...]:
    """How the structure set was made, as facts."""
    if made is None:
        return ()
    facts = [(say("Planning system"), made.system), (say("Contours"), say(CONTOURS[made.contours]))]
    if made.margin_mm is not None:
        words = say("{margin} mm, kept inside the brain") if made.inside_brain else say("{margin} mm")
        facts.append((say("Margin (PTV)"), words.format(margin=f"{made.margin_mm:g}")))
    return tuple(facts)


def _not_accepted(numbers: Collection[int], say: Say) -> tuple[str, ...]:
    return (say(NOT_ACCEPTED).format(names=", ".join(map(str, sorted(numbers)))),) if numbers else ()


def _aside(
    candidate: Candidate,
    geometry: Geometry,
    brain_mask: BoolArray | None,
    looked_at: Collection[str] | None,
    say: Say,
) -> str:
    place = NO_PLACE if brain_mask is None else position_words(candidate.mask, brain_mask, geometry)
    told = f"{candidate.candidate_id}: {say(place)}, {volume_mm3(candidate.mask, geometry):.1f} mm³, "
    told += say(candidate.reason_words)
    if looked_at is None:
        return f"{told}."
    seen = say("looked at") if candidate.candidate_id in looked_at else say("not looked at in this sitting")
    return f"{told}; {seen}."


def _facts(
    study: Study, series: Series, structure_set: StructureSet, models: Sequence[ModelIdentity], say: Say
) -> tuple[tuple[str, str], ...]:
    patient = study.patient
    named = [f"{each.name} {each.version} (sha256 {each.sha256[:16]}…)" for each in models]
    status = say("approved") if structure_set.approved else say("unapproved")
    facts = (
        ("Patient", f"{_person(patient.name)}, ID {patient.patient_id}"),
        ("Born", _together(_day(patient.birth_date), patient.sex)),
        ("Study", _together(_day(study.date), study.description)),
        ("Series", _together(_day(series.date), series.description)),
        ("Series UID", series.series_instance_uid),
        ("Models", ", ".join(named) or say("none recorded")),
        ("Reader", f"{_person(structure_set.reader)}, {status}"),
        ("Made", f"{structure_set.made_at:%Y-%m-%d %H:%M:%S %z}, MetsReview {VERSION}"),
    )
    return tuple((say(name), value) for name, value in facts if value)


def _together(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _day(date: str) -> str:
    """Write DICOM's YYYYMMDD as YYYY-MM-DD; other text as it is."""
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if len(date) == 8 and date.isdigit() else date


def _person(name: str) -> str:
    """Write DICOM's Family^Given=... in its groups, as people read it."""
    groups = [" ".join(part for part in group.split("^") if part) for group in name.split("=")]
    return " / ".join(group for group in groups if group)


def _row(
    name: str, lesion: Lesion, geometry: Geometry, brain_mask: BoolArray | None, reread: float, say: Say
) -> ReportRow:
    measured = diameters(lesion.mask, geometry)
    return ReportRow(
        name=name,
        lesion=lesion,
        place=say(NO_PLACE if brain_mask is None else position_words(lesion.mask, brain_mask, geometry)),
        volume_mm3=volume_mm3(lesion.mask, geometry),
        longest_mm=measured.longest_mm,
        perpendicular_mm=measured.perpendicular_mm,
        drawn=_drawn(lesion, say),
        reread_mm3=reread,
        not_measurable=say(why) if (why := why_not_measurable(measured)) else "",
    )


def _drawn(lesion: Lesion, say: Say) -> str:
    if lesion.origin is LesionOrigin.READER:
        return say("reader")
    if lesion.origin is LesionOrigin.IMPORTED:
        source = ", ".join(each for each in (lesion.name, lesion.source or say("a file")) if each)
        return say("{source}, edited by the reader").format(source=source) if lesion.edited else source
    return say("model, edited by the reader") if lesion.edited else say("model")


def _totals(rows: Sequence[ReportRow], say: Say = _english) -> tuple[tuple[str, str], ...]:
    total, largest = sum(row.volume_mm3 for row in rows), max(row.volume_mm3 for row in rows)
    targets = sorted((row.longest_mm for row in rows if row.measurable), reverse=True)[:MOST_TARGETS]
    measured = say("{sum} mm over {count}").format(sum=f"{sum(targets):.1f}", count=len(targets))
    rano = measured if targets else say("no lesion is measurable")
    totals = (
        ("Lesions", str(len(rows))),
        ("Total volume", f"{total:.1f} mm³ ({total / 1000:.3f} ml)"),
        ("Largest", f"{largest:.1f} mm³"),
        ("RANO-BM sum of longest diameters", rano),
    )
    return tuple((say(name), value) for name, value in totals)


def _not_exported(state: ReviewState, say: Say) -> list[str]:
    told = []
    rejected = state.with_status(LesionStatus.REJECTED)
    if rejected:
        reasons = [
            f"{each.number}{f' ({say(each.reject_reason.value)})' if each.reject_reason else ''}" for each in rejected
        ]
        told.append(say("Rejected by the reader, not exported: {names}.").format(names=", ".join(reasons)))
    if state.pending:
        names = ", ".join(str(each.number) for each in state.pending)
        told.append(say("Not judged, not exported: {names}.").format(names=names))
    counts = [(words, sum(each.reason is reason for each in state.candidates)) for reason, words in _ASIDE.items()]
    aside = [say("{count} {words}").format(count=count, words=say(words)) for words, count in counts if count]
    if aside:
        told.append(say("Put aside by post-processing, not exported: {names}.").format(names=", ".join(aside)))
    return told


def _proof(receipt_rois: Sequence[ReceiptRoi], say: Say) -> str:
    worst = max(abs(roi.volume_reread_mm3 / roi.volume_approved_mm3 - 1) for roi in receipt_rois)
    shift = max(roi.centroid_shift_mm for roi in receipt_rois)
    return say(PROOF).format(count=len(receipt_rois), worst=f"{100 * worst:.2f}", shift=f"{shift:.3f}")
