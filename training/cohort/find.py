"""Labelled scans under a folder: DICOM with structure sets, label maps, reviews of this application."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core import nifti
from core.dicom import load, scan
from core.errors import StudyRefused
from core.review.log import FILE_NAME
from core.study import Series, Study
from core.volume import Volume
from training.cohort import labels, own_files
from training.cohort.case import Case, Omission
from training.cohort.roi_names import RoiName, RoiRules

LABEL_SUFFIXES = ("_seg", "_label", "_labels", "_mask", "_gtv", "labels", "approved")


@dataclass(frozen=True)
class Rules:
    """How a cohort is read.

    Parameters
    ----------
    rois
        Which ROIs are lesions.
    patient
        Its first group, on a path below the cohort, is the patient; without it DICOM's own identity counts, and
        for other files the first folder below the cohort, or the name up to the first ``_``.

    """

    rois: RoiRules = field(default_factory=RoiRules)
    patient: re.Pattern[str] | None = None


@dataclass(frozen=True, eq=False)
class _Scan:
    """A usable series with whose it is."""

    patient: str
    series: Series

    def image(self) -> Volume:
        return load.volume(self.series)


def find(
    cohort: Path, reviews: Sequence[Path], rules: Rules, names: list[RoiName] | None = None
) -> tuple[list[Case], list[Omission]]:
    """Find what can be trained on; ``names`` gets every structure set's ROIs.

    A series that was reviewed is labelled by the review, whatever else lies on it.

    Raises
    ------
    StudyRefused
        If there is no image at all.

    """
    files = [path for path in sorted(cohort.rglob("*")) if path.is_file()]
    maps = [path for path in files if nifti.is_nifti(path) and _is_label(path)]
    no_scans = {*maps, *own_files.are_of_runs(files)}
    studies = scan.studies([path for path in files if path not in no_scans and path.name != FILE_NAME])
    scans, omitted = _scans(cohort, studies, rules)
    cases: list[Case] = []
    taken: set[int] = set()
    for found in (
        _reviewed(scans, [cohort, *reviews]),
        _structured(scans, files, rules, [] if names is None else names),
        _mapped(cohort, scans, maps),
    ):
        for scanned, outcome in found:
            if isinstance(outcome, Omission):
                omitted.append(outcome)
            elif id(scanned) in taken:
                omitted.append(Omission(outcome.source, "the series is labelled from another source", outcome.origin))
            else:
                taken.add(id(scanned))
                cases.append(outcome)
    named = {id(each) for each in scans} - taken
    told = {omission.origin for omission in omitted}
    omitted += [
        Omission("series", "nothing labels it", each.series.instances[0].path)
        for each in scans
        if id(each) in named and each.series.instances[0].path not in told
    ]
    return cases, omitted


def _is_label(path: Path) -> bool:
    return _stem(path).lower().endswith(LABEL_SUFFIXES)


def _stem(path: Path) -> str:
    return re.sub(r"\.nii(\.gz)?$", "", path.name, flags=re.IGNORECASE)


def _is_named_after(path: Path, image: Path) -> bool:
    """Whether a map's name is the image's and more: ``scan1_seg`` is after ``scan1``, ``scan10_seg`` is not."""
    name, more = _stem(image), _stem(path)[len(_stem(image)) :]
    return _stem(path).startswith(name) and (not more[:1].isalnum() or more.lower() in LABEL_SUFFIXES)


def _scans(cohort: Path, studies: Sequence[Study], rules: Rules) -> tuple[list[_Scan], list[Omission]]:
    scans, omitted = [], []
    for study in studies:
        for series in study.series:
            first = series.instances[0].path
            if series.refusal is not None:
                omitted.append(Omission("series", f"refused: {series.refusal.chip}", first))
            else:
                scans.append(_Scan(_patient(cohort, study, first, rules), series))
    return scans, omitted


def _patient(cohort: Path, study: Study, first: Path, rules: Rules) -> str:
    """DICOM's own identity before any path; no two kinds can be the same by chance."""
    below = first.relative_to(cohort.resolve())
    if rules.patient is not None:
        match = rules.patient.search(below.as_posix())
        if match is None:
            raise StudyRefused("The patient pattern does not match every path.", "Mend --patient-pattern.")
        return f"pattern {match.group(1)}"
    recorded = study.patient.patient_id or study.patient.name
    if recorded:
        return f"recorded {recorded}"
    return f"path {below.parts[0] if len(below.parts) > 1 else _stem(first).split('_')[0]}"


_Found = Iterator[tuple[_Scan | None, Case | Omission]]


def _reviewed(scans: list[_Scan], folders: Sequence[Path]) -> _Found:
    logs = sorted({path.resolve() for folder in folders for path in folder.rglob(FILE_NAME)})
    by_uid = {each.series.series_instance_uid: each for each in scans}
    for path in logs:
        content = labels.read_review(path)
        if isinstance(content, str):
            yield None, Omission("review", content, path)
            continue
        found = by_uid.get(content.header.series_instance_uid)
        if found is None:
            yield None, Omission("review", "its series is not among the scans", path)
            continue
        reason = labels.unusable_review(content, found.series)
        if reason:
            yield None, Omission("review", reason, path)
        else:
            yield found, Case(found.patient, "review", path, found.image, labels.of_review(content, found.series))


def _structured(scans: list[_Scan], files: Sequence[Path], rules: Rules, names: list[RoiName]) -> _Found:
    images = {each.path for found in scans for each in found.series.instances}
    sets: dict[str, list[labels.Structures]] = defaultdict(list)
    by_uid = {each.series.series_instance_uid: each for each in scans}
    for path in files:
        structures = None if path.resolve() in images or nifti.is_nifti(path) else labels.read_structures(path)
        if structures is None:
            continue
        names += [rules.rois.named(roi) for roi in structures.content.rois]
        on = [uid for uid in structures.series if uid in by_uid]
        if len(on) != 1:
            yield None, Omission("structure set", "its series is not among the scans", path)
        else:
            sets[on[0]].append(structures)
    for uid, several in sets.items():
        found, first = by_uid[uid], several[0]
        reason = labels.unusable_structures(first, found.series, rules.rois)
        if len(several) > 1:
            yield None, Omission("structure set", f"{len(several)} structure sets lie on one series", first.path)
        elif reason:
            yield None, Omission("structure set", reason, first.path)
        else:
            lesions = labels.of_structures(first, found.series, rules.rois)
            yield found, Case(found.patient, "structure set", first.path, found.image, lesions)


def _mapped(cohort: Path, scans: list[_Scan], maps: Sequence[Path]) -> _Found:
    """A label map is of the one scan on its grid that has its name, else its folder, else the first.

    Several on one scan leave it out: two readers' are not one, and what is in one alone would be taught as background.
    """
    root, on = cohort.resolve(), defaultdict[int, list[tuple[_Scan, Path]]](list)

    def first(found: _Scan) -> Path:
        return found.series.instances[0].path

    for path in (each.resolve() for each in maps):
        if reason := own_files.why_no_lesions(path):
            yield None, Omission("label map", reason, path)
            continue
        near = [found for found in scans if labels.on_grid(path, found.series)]
        part = path.relative_to(root).parts[0]
        for same in (
            [found for found in near if _is_named_after(path, first(found)) and path.parent == first(found).parent],
            [found for found in near if _is_named_after(path, first(found))],
            [found for found in near if path.parent == first(found).parent],
            [found for found in near if first(found).relative_to(root).parts[0] == part],
        ):
            if same:
                break
        if len(same) == 1:
            on[id(same[0])].append((same[0], path))
        else:
            beside = [found.series for found in scans if first(found).relative_to(root).parts[0] == part]
            reason = "several scans lie on its grid" if same else labels.why_on_no_grid(path, beside)
            yield None, Omission("label map", reason, path)
    for several in on.values():
        found, path = several[0]
        if len(several) > 1:
            yield None, Omission("label map", f"{len(several)} label maps lie on one series", path)
        else:
            yield found, Case(found.patient, "label map", path, found.image, labels.of_map(path, found.series))
