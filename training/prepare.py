"""A site's labelled scans as an nnU-Net v2 dataset.

    python -m training.prepare COHORT --out nnUNet_raw/Dataset501_Mets

COHORT holds DICOM studies with their structure sets, or images with label maps beside them; ``--reviews`` adds what
readers of this application judged. Cases are numbered: no name goes into a file name or a table.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import ndimage

from core import nifti
from core.atomic import replacing
from core.errors import MetsReviewError, StudyRefused, UsageError
from core.mask import BoolArray
from core.structures_file import LARGEST_MM3
from core.volume import Volume
from training.cohort.case import Case, LeftOut, Omission
from training.cohort.find import Rules, find
from training.cohort.roi_names import LESIONS, NO_LESIONS, RoiName, RoiRules
from training.cohort.split import FOLDS, shuffled, splits
from training.cohort.tables import names_table, write_csv, write_key

_DATASET = re.compile(r"Dataset\d{3}_\w+")
_TABLE = "prepared.csv"
_LEFT_OUT = "left_out.csv"
_SPLITS = "splits_final.json"
_TOUCHING = np.ones((3, 3, 3))


@dataclass(frozen=True)
class Row:
    """One case of the dataset."""

    case: str
    patient: str  # its number
    source: str
    lesions: int
    volume_mm3: float
    fold: int


@dataclass(frozen=True)
class Prepared:
    """What was written."""

    rows: tuple[Row, ...]
    omitted: tuple[Omission, ...]
    splits_at: Path


def prepare(
    cohort: Path,
    out: Path,
    reviews: Sequence[Path] = (),
    rules: Rules | None = None,
    sequence: str = "T1c",
    folds: int = FOLDS,
    key: Path | None = None,
    names: list[RoiName] | None = None,
) -> Prepared:
    """Write a cohort as an nnU-Net v2 raw dataset.

    Parameters
    ----------
    out
        ``.../DatasetNNN_Name``, new or empty.
    reviews
        Folders under which review folders of this application lie.
    sequence
        What the input channel is called; a package made from the training asks for it by this name.
    key
        Where to write which case came from where, and which file was left out; the names of ROIs go beside it. It
        names patients' files: it stays with the site, and is written also where too little can be used.
    names
        Gets every structure set's ROIs, also where the cohort is refused. Free text: the site's own.

    Returns
    -------
    Prepared
        ``splits_at`` is where nnU-Net reads it if ``nnUNet_preprocessed`` is set, else the copy in ``out``.

    Raises
    ------
    UsageError
        If ``out`` is not named as nnU-Net wants it or holds something, or fewer than two patients can be used.
    StudyRefused
        If there is no image.

    """
    _check(cohort, out, folds)
    _check_key(key, out)
    names = [] if names is None else names
    found, omitted = find(cohort, reviews, rules or Rules(), names)
    people = shuffled([case.patient for case in found])
    cases = sorted(found, key=lambda case: (people.index(case.patient), str(case.origin)))
    if key is not None:
        write_key(key, [], omitted, names)  # what is refused next can be looked up in it
    _check_people(len(found), len(people), omitted)
    written: list[tuple[str, Case, tuple[int, float]]] = []
    for case in cases:
        try:
            volume, lesions = _loaded(case)
        except LeftOut as reason:
            omitted.append(Omission(case.source, str(reason), case.origin))
            continue
        name = f"case_{len(written) + 1:04d}"
        nifti.write(out / "imagesTr" / f"{name}_0000.nii.gz", volume.voxels, volume.geometry)
        nifti.write(out / "labelsTr" / f"{name}.nii.gz", lesions, volume.geometry)
        written.append((name, case, _count(volume, lesions)))
    if key is not None:
        write_key(key, [[name, case.patient, str(case.origin), ""] for name, case, _ in written], omitted, names)
    pairs = [(name, case.patient) for name, case, _ in written]
    _check_people(len(pairs), len({patient for _, patient in pairs}), omitted)
    division = splits(pairs, folds)
    rows = _rows(written, division, people)
    _write_json(out / "dataset.json", _dataset(out.name, sequence, len(rows)))
    _write_tables(out, rows, omitted)
    return Prepared(rows, tuple(omitted), _write_splits(out, division))


def main() -> int:
    """Prepare, and print the tables; what is refused is one sentence on stderr."""
    options, names = _options(), list[RoiName]()
    try:
        rois = RoiRules(_pattern(options.rois), _pattern(options.not_rois), options.any_type)
        rules = Rules(rois, patient_pattern(options.patient_pattern) if options.patient_pattern else None)
        done = prepare(
            options.cohort, options.out, options.reviews, rules, options.sequence, options.folds, options.key, names
        )
    except MetsReviewError as error:
        print("\n".join([*names_table(names), str(error)]), file=sys.stderr)
        return error.exit_code
    print(f"{len(done.rows)} cases of {len({row.patient for row in done.rows})} patients:")
    for row in done.rows:
        found = f"{row.lesions} lesions, {row.volume_mm3:.0f} mm³"
        print(f"  {row.case}  {row.patient}  fold {row.fold}  {row.source}: {found}")
    for line in names_table(names):
        print(line)
    print(f"{len(done.omitted)} left out{': ' + _reasons(done.omitted) if done.omitted else ''}.")
    if done.splits_at.parent == options.out:
        print(f"Before training: cp {done.splits_at} $nnUNet_preprocessed/{options.out.name}/")
    else:
        print(f"The split by patient lies where nnU-Net reads it: {done.splits_at}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cohort", type=Path, help="folder of the studies")
    parser.add_argument("--out", type=Path, required=True, help="nnUNet_raw/DatasetNNN_Name")
    parser.add_argument("--rois", default=LESIONS, help="pattern for the names of ROIs that are lesions, any case")
    parser.add_argument("--not-rois", default=NO_LESIONS, help="pattern for names that are none, before --rois")
    parser.add_argument("--any-type", action="store_true", help="take such ROIs also where recorded as PTV or organ")
    parser.add_argument("--reviews", type=Path, nargs="*", default=[], help="folders with reviews of this application")
    parser.add_argument("--patient-pattern", help="pattern whose first group, on the path, is the patient")
    parser.add_argument("--sequence", default="T1c", help="what the input channel is called")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--key", type=Path, help="CSV of which case came from where; stays with the site")
    return parser.parse_args()


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text, re.IGNORECASE)
    except re.error as error:
        raise UsageError(f"{text} is no pattern: {error}.", "Write a regular expression such as gtv|met.") from error


def patient_pattern(text: str) -> re.Pattern[str]:
    """A pattern whose first group is the patient; UsageError where it has none."""
    pattern = _pattern(text)
    if not pattern.groups:
        raise UsageError(f"{text} has no group that is the patient.", "Put brackets around it: ^(P\\d+).")
    return pattern


def _check_key(key: Path | None, out: Path) -> None:
    if key is not None and key.resolve().is_relative_to(out.resolve()):
        raise UsageError(f"{key} would lie in the dataset.", "The key names patients: keep it elsewhere.")


def _check(cohort: Path, out: Path, folds: int) -> None:
    if not cohort.is_dir():
        raise UsageError(f"There is no folder {cohort}.", "Give the folder that holds the studies.")
    if not _DATASET.fullmatch(out.name):
        raise UsageError(f"{out.name} is no name of an nnU-Net dataset.", "Call it Dataset501_Mets or alike.")
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out} holds something already.", "Choose a new number, or empty it.")
    if folds < 2:
        raise UsageError(f"{folds} folds are no split.", "Choose 2 or more.")


def _check_people(scans: int, people: int, omitted: Sequence[Omission]) -> None:
    if people < 2:
        raise UsageError(
            f"{scans} scans of {people} patients can be trained on, which is no split: {_reasons(omitted)}.",
            "Add labelled scans, or look at the names of ROIs and label maps.",
        )


def _loaded(case: Case) -> tuple[Volume, BoolArray]:
    try:
        volume, lesions = case.image(), case.lesions()
    except StudyRefused as error:
        raise LeftOut("the series cannot be loaded") from error  # the sentence may name a file, and so a patient
    largest = np.bincount(ndimage.label(lesions, _TOUCHING)[0].ravel())[1:].max(initial=0)
    if largest * volume.geometry.voxel_volume_mm3 > LARGEST_MM3:
        raise LeftOut(f"one piece is larger than any lesion ({LARGEST_MM3 / 1000:.0f} cm³), as a brain is")
    return volume, lesions


def _count(volume: Volume, lesions: BoolArray) -> tuple[int, float]:
    parts = int(ndimage.label(lesions, _TOUCHING)[1])
    return parts, round(float(lesions.sum()) * volume.geometry.voxel_volume_mm3, 1)


def _rows(
    written: Sequence[tuple[str, Case, tuple[int, float]]],
    division: Sequence[dict[str, list[str]]],
    people: Sequence[str],
) -> tuple[Row, ...]:
    fold_of = {name: number for number, fold in enumerate(division) for name in fold["val"]}
    return tuple(
        Row(name, f"p{people.index(case.patient) + 1:04d}", case.source, *count, fold_of[name])
        for name, case, count in written
    )


def _dataset(name: str, sequence: str, cases: int) -> dict[str, Any]:
    return {
        "channel_names": {"0": sequence},
        "labels": {"background": 0, "metastasis": 1},
        "numTraining": cases,
        "file_ending": ".nii.gz",
        "overwrite_image_reader_writer": "SimpleITKIO",  # the axes as DICOM has them, as the application shows them
        "name": name,
    }


def _write_splits(out: Path, division: list[dict[str, list[str]]]) -> Path:
    """Beside the cases in any case; nnU-Net itself reads it in its folder of preprocessed datasets."""
    _write_json(out / _SPLITS, division)
    preprocessed = os.environ.get("nnUNet_preprocessed")  # noqa: SIM112 - nnU-Net's own spelling
    if not preprocessed:
        return out / _SPLITS
    place = Path(preprocessed) / out.name / _SPLITS
    _write_json(place, division)
    return place


def _write_tables(out: Path, rows: Sequence[Row], omitted: Sequence[Omission]) -> None:
    write_csv(out / _TABLE, list(Row.__dataclass_fields__), [list(vars(row).values()) for row in rows])
    write_csv(out / _LEFT_OUT, ["what", "reason"], [[each.what, each.reason] for each in omitted])


def _write_json(path: Path, content: Any) -> None:
    with replacing(path) as aside:
        aside.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def _reasons(omitted: Sequence[Omission]) -> str:
    """How often each reason."""
    reasons = [f"{each.what}, {each.reason}" for each in omitted]
    return "; ".join(f"{reasons.count(each)} × {each}" for each in sorted(set(reasons))) or "nothing was found"


if __name__ == "__main__":
    sys.exit(main())
