"""`segment`: scan, load, detect; nothing is approved."""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core import fitness, folders, home_check, image_checks, nifti, sequences
from core.detection import Detection
from core.errors import ReviewRefused, StudyRefused, UsageError, reason_of
from core.geometry import Geometry
from core.label_map import labels_of
from core.lesion import Lesion
from core.lesion_table import candidates_document, largest_first, lesions_document, write_csv, write_json
from core.measure import diameters, volume_mm3
from core.resample import resampled
from core.review.log import FILE_NAME, read
from core.review.session import ReviewSession
from core.study import Series, Study
from core.volume import Volume
from core.wanted import is_wanted
from inference import library
from inference.detect import Progress, detect
from ui.commandline import output
from ui.commandline.opening import load_volume, open_series

READER = "segment"
_REGISTERED = "registered_"
FILES = (
    "lesions.json",
    "lesions.csv",
    "labels.nii.gz",
    "candidates.json",
    "brain_mask.nii.gz",
    "review.jsonl",
    "raw.nii.gz",
)


def run(values: argparse.Namespace) -> int:
    """Segment one series into a folder."""
    try:
        _refuse_begun(values.out)
        _refuse_unwritable(values.out)
    except OSError as error:  # not even to be looked at
        raise UsageError(f"{values.out} cannot be written: {reason_of(error)}.", "Choose another folder.") from error
    packages = library.packages(values.model)
    study, series = open_series(values.path, values.series, library.sequence_of(packages))
    further = _further(values.sequence, packages.metastasis.manifest.sequences, series, study)
    volume = load_volume(series)
    others = {name: load_volume(each) for name, each in further.items()}
    raw: list[NDArray[np.bool_]] = []
    keep = raw.append if values.raw else None
    detection = detect(
        volume,
        packages,
        _show,
        provider=values.provider,
        threads=values.threads,
        raw=keep,
        others=others,
        fast=values.fast,
        mirroring=not values.no_mirroring,
    )
    output.progress_done()
    laid = (replace(each, series_instance_uid=further[each.name].series_instance_uid) for each in detection.laid)
    detection = replace(detection, laid=tuple(laid))
    write_results(values.out, series, volume, detection, raw[0] if raw else None)
    _write_registered(values.out, volume, detection, others)
    for sentence in _warnings(series, volume, library.sequence_of(packages)):
        print(sentence, file=sys.stderr)  # what the window has confirmed
    if values.json:
        output.document(lesions_document(detection, series))
    else:
        _tell(detection, volume.geometry, values.out)
    return 0


def _warnings(series: Series, volume: Volume, wanted: str) -> tuple[str, ...]:
    """What the window asks to be confirmed, by headers and by a few slices."""
    looked_at = {k: volume.voxels[k] for k in image_checks.places(len(volume.voxels))}
    by_headers = fitness.checks(series, fitness.Asked(date.today(), wanted))
    return fitness.warnings((*by_headers, *image_checks.checks(volume.geometry, looked_at)))


def _further(given: list[str], names: tuple[str, ...], series: Series, study: Study) -> Mapping[str, Series]:
    """Further sequences, by the name before the sign of equality; where none is given, the study's own."""
    if not given:
        return sequences.assigned(names, series, study.series)
    sequences.refuse_another(names, series)
    further: dict[str, Series] = {}
    for text in given:
        name, _, path = text.partition("=")
        if not name or not path or name in further:
            raise UsageError(f"{text} names no further sequence.", "Write --sequence FLAIR=FOLDER, each name once.")
        other_study, other = open_series(Path(path), None, name)
        _refuse_another(text, name, other, study, other_study)
        further[name] = other
    return further


def _refuse_another(text: str, name: str, other: Series, study: Study, other_study: Study) -> None:
    """A sequence that is another one by its own headers, or another patient's; image files tell neither."""
    if not other.is_dicom:
        return
    if not is_wanted(other, name):
        raise StudyRefused(f"{text}: no {name} is there, but {other.kind}.", "Name the folder of that sequence.")
    mine, theirs = study.patient, other_study.patient
    told = ("name", "patient_id", "birth_date") if study.series and study.series[0].is_dicom else ()
    differing = [part.replace("_", " ") for part in told if getattr(mine, part) != getattr(theirs, part)]
    if differing:
        words = " and ".join(differing)
        raise StudyRefused(f"{text} is of another patient: the {words} differs.", "Name a sequence of this patient.")
    if other_study.study_instance_uid != study.study_instance_uid:
        output.progress(
            f"{name} is of another study of the patient, {other_study.date or 'of no date'}: see that it still fits."
        )


def _refuse_begun(out: Path) -> None:
    """A folder that is a file, lies in the application's own, or holds a review in which something was judged.

    Raises
    ------
    UsageError
        Before anything runs.

    """
    log, elsewhere = out / FILE_NAME, "Choose another folder."
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file.", elsewhere)
    if out.resolve().is_relative_to(folders.reviews().resolve()):
        raise UsageError(f"{out} lies among the application's own reviews.", elsewhere)
    if not log.exists():
        return
    try:
        begun = bool(read(log).lines)
    except ReviewRefused:
        begun = True
    if begun:
        raise UsageError(f"{out} holds a review that was begun: its judgements would be lost.", elsewhere)


def _refuse_unwritable(out: Path) -> None:
    """Before anything runs: where a folder that is missing would be made, its parent is tried."""
    there = next(each for each in (out, *out.absolute().parents) if each.is_dir())
    trouble = home_check.trouble_in(there)
    if trouble:
        raise UsageError(f"{out} cannot be written: {trouble}.", "Choose another folder.")


def _write_registered(out: Path, volume: Volume, detection: Detection, others: Mapping[str, Volume]) -> None:
    """Each sequence that was registered, on the series' grid: to be looked at beside it."""
    for former in out.glob(f"{_REGISTERED}*.nii.gz"):
        former.unlink()
    for each in detection.laid:
        voxels = resampled(others[each.name], volume.geometry, to_volume=each.to_sequence)
        nifti.write(out / f"{_REGISTERED}{re.sub(r'[^A-Za-z0-9]', '_', each.name)}.nii.gz", voxels, volume.geometry)


def write_results(
    out: Path, series: Series, volume: Volume, detection: Detection, raw: NDArray[np.bool_] | None
) -> None:
    """Write all files aside, then move them into ``out``; files of an earlier run are replaced.

    Raises
    ------
    UsageError
        If the folder cannot be written.

    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
        try:
            _write(aside, series, volume, detection, raw)
            for name in FILES:
                (out / name).unlink(missing_ok=True)
            for file in aside.iterdir():
                file.rename(out / file.name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {reason_of(error)}.", "Choose another folder.") from error


def _write(folder: Path, series: Series, volume: Volume, detection: Detection, raw: NDArray[np.bool_] | None) -> None:
    geometry = volume.geometry
    write_json(folder / "lesions.json", lesions_document(detection, series))
    write_json(folder / "candidates.json", candidates_document(detection, series))
    write_csv(folder / "lesions.csv", detection.lesions, geometry)
    nifti.write(folder / "labels.nii.gz", labels_of(detection.lesions, geometry.shape), geometry)
    nifti.write(folder / "brain_mask.nii.gz", detection.brain_mask, geometry)
    if raw is not None:
        nifti.write(folder / "raw.nii.gz", raw, geometry)
    ReviewSession.start(folder, series, detection, READER, voxels=volume.voxels).close()


def _show(progress: Progress) -> None:
    left = "" if progress.seconds_left is None else f", about {progress.seconds_left:.0f} s"
    on = f" on {progress.provider}" if progress.provider else ""
    output.progress(f"{progress.stage}{on}, {progress.share:.0%}{left}")


def _tell(detection: Detection, geometry: Geometry, out: Path) -> None:
    found, aside = len(detection.lesions), len(detection.candidates)
    for each in detection.laid:
        look = "look before you trust it, at" if each.is_doubtful else "see whether it fits, in"
        print(f"{each.words}: {look} {_REGISTERED}*.nii.gz.")
    on = detection.provider
    if detection.other_brain_provider:
        on += f" (the brain on {detection.other_brain_provider})"
    print(f"{found} lesions found in {detection.seconds:.1f} s on {on}, {aside} put aside.")
    output.table(["lesion", "mm3", "mm", "peak"], [_row(each, geometry) for each in largest_first(detection.lesions)])
    print(f"Nothing is approved. Written to {out}.")


def _row(lesion: Lesion, geometry: Geometry) -> list[str]:
    volume, longest = volume_mm3(lesion.mask, geometry), diameters(lesion.mask, geometry).longest_mm
    return [lesion.lesion_id, f"{volume:.1f}", f"{longest:.1f}", f"{lesion.max_probability:.2f}"]  # as in the window
