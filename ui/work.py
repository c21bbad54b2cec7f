"""The straight line as the window walks it: plain functions that run beside it and touch no widget."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import export as exporting
from core import fitness, folders, home_check, image_checks, passing, reach, selection, structures_file
from core.demo.patient import kept_patient
from core.detection import Detection, ModelIdentity
from core.dicom import load, lone_image
from core.errors import AlreadyReviewed, Cancelled, OfOtherImages, ReviewRefused, StudyRefused
from core.lesion import Lesion
from core.mask import BoolArray
from core.probability import ProbabilityMap
from core.receipt import Receipt, ReceiptRoi
from core.review.log import FILE_NAME, unwritable
from core.review.readers import own_folder, proposal_of, reviewers
from core.review.session import ReviewSession
from core.review.state import ReviewState
from core.review.words import Deed
from core.review_report import review_report
from core.structure_set import StructureSet
from core.structures_file import StructuresFile
from core.study import Series
from core.volume import Volume
from inference import library
from inference.detect import Progress
from ui import model_run
from ui.core_words import spoken
from ui.export_choice import ExportChoice
from ui.facts import Facts
from ui.language import noted, translate, used
from ui.model_run import RunChoices
from ui.provider_words import provider_words
from ui.queue import Queue
from ui.report.pages import write_report
from ui.report.sheet_pictures import sheet_pictures
from ui.report.words import speaker
from ui.screen import Busy, SecondSeries, SeriesEntry
from ui.second_series import read_second
from ui.tasks import CancelAsked, Report

_queue = Queue()
KEPT_ANSWER = noted(
    "Core",
    "The model's answer is kept. Choose another folder for reviews in Settings, then find lesions again: "
    "it does not run twice.",
)


@dataclass(frozen=True)
class Found:
    """What opening paths gave: the cards, which of them was picked, and why."""

    entries: tuple[SeriesEntry, ...]
    chosen: SeriesEntry | None
    reason: str
    unsaved: str = ""  # why no review could be saved; empty where one can


@dataclass(frozen=True)
class Opened:
    """A review ready to be read."""

    session: ReviewSession
    brain_mask: BoolArray
    facts: Facts
    probability: ProbabilityMap | None = None
    fresh: bool = False  # nothing was done in it yet: its proposal may not have been seen by this reader
    beside: tuple[str, ...] = ()  # whose reviews there were when this reader's own was begun from the same proposal


def find_series(paths: Sequence[Path], report: Report, cancel: CancelAsked) -> Found:
    """Scan paths for studies, check every series, pick the best."""

    def progress(done: int, total: int) -> None:
        report(Busy(translate("News", "Reading {total} files").format(total=total), done / total if total else None))

    studies = lone_image.studies(paths, progress, cancel)
    asked = fitness.Asked(date.today(), library.wanted_sequence())
    names = model_run.wanted()
    entries = []
    for study in studies:
        for series in study.series:
            checks = (*fitness.checks(series, asked), *model_run.check(names, series, study))
            has_review = reach.is_file(folders.review(series) / FILE_NAME)
            whose = reviewers(series) if has_review else ()
            entries.append(SeriesEntry(study, series, checks, has_review, whose))
    _queue.of(tuple(entries))
    return replace(_picked(tuple(entries), studies, asked.wanted), unsaved=home_check.trouble())


def _picked(entries: tuple[SeriesEntry, ...], studies: Sequence[Any], wanted: str) -> Found:
    runnable = {id(entry.study) for entry in entries if not entry.refused and not _lacks_a_sequence(entry)}
    whole = [study for study in studies if id(study) in runnable] or studies  # one that the model can run on goes first
    choice = selection.best_series(whole, wanted) if any(not entry.refused for entry in entries) else None
    if choice is None:
        return Found(entries, entries[0] if entries else None, "")
    chosen = next(entry for entry in entries if entry.series is choice.series)
    return Found(entries, chosen, choice.reason)


def _lacks_a_sequence(entry: SeriesEntry) -> bool:
    return any(check.name == model_run.SEQUENCES and check.level is fitness.Level.RED for check in entry.checks)


def make_demo(report: Report, cancel: CancelAsked, folder: Path | None = None) -> Path:
    """Write the synthetic patient on first use, into the application's own folder or another; returns the folder."""
    report(Busy(translate("News", "Making the synthetic patient")))
    folder = kept_patient(folder or folders.home() / "demo" / "patient")
    if cancel():
        raise Cancelled
    return folder


def thumbnail(series: Series) -> NDArray[np.float32]:
    """Return the middle slice (Y, X)."""
    return np.asarray(load.slice_pixels(series, series.slice_count // 2), dtype=np.float32)


def look(series: Series) -> tuple[fitness.Check, ...]:
    """Judge a few slices; nothing where they cannot be read, which loading will say."""
    assert series.geometry is not None, "a refused series is not looked at"
    try:
        slices = load.some_slices(series, image_checks.places(series.geometry.shape[0]))
    except StudyRefused:
        return ()
    return image_checks.checks(series.geometry, slices)


def load_volume(series: Series, report: Report, cancel: CancelAsked) -> Volume:
    """Read a series' voxels."""
    total = series.slice_count

    def progress(done: int, of: int) -> None:
        report(Busy(translate("News", "Loading {total} slices").format(total=total), done / of if of else None))

    return load.volume(series, progress, cancel)


def run_as(choices: RunChoices) -> None:
    """Have runs from now on done in another way; what was run ahead in the former one is not taken."""
    _queue.choices = choices


def _reported(report: Report) -> Callable[[Progress], None]:
    def told(now: Progress) -> None:
        words = spoken(now.stage)
        if now.provider:
            words = translate("News", "{what} on {provider}").format(what=words, provider=provider_words(now.provider))
        report(Busy(words, now.share, now.seconds_left))

    return told


def start_review(entry: SeriesEntry, volume: Volume, reader: str, report: Report, cancel: CancelAsked) -> Opened:
    """Find lesions and begin their review."""
    if (own_folder(entry.series, reader) / FILE_NAME).is_file():  # begun by another window since the series was listed
        return reopen_review(entry, volume, reader)
    key = _queue.key(entry)
    tell = _reported(report)
    detection = _queue.ahead.take(key, tell, cancel) or model_run.found(
        entry.series, entry.study, volume, tell, cancel, _queue.choices
    )
    if cancel():
        _queue.ahead.keep(key, detection)  # it had ended: the next try has it
        raise Cancelled
    _queue.go_on(entry)
    try:
        folder = own_folder(entry.series, reader)
        warned = fitness.warnings(entry.checks)
        session = ReviewSession.start(folder, entry.series, detection, reader, warned, volume.voxels)
    except AlreadyReviewed:  # another window was sooner: its review is the one that there is
        return reopen_review(entry, volume, reader)
    except OfOtherImages:  # of no use to a next try either
        raise
    except (ReviewRefused, OSError) as error:  # OSError: the drive went while the model ran
        _queue.ahead.keep(key, detection)  # minutes of work: what could not be saved is taken by the next try
        sentence = error.sentence if isinstance(error, ReviewRefused) else unwritable(error).sentence
        raise ReviewRefused(sentence, KEPT_ANSWER) from error
    if detection.probability is not None:
        with contextlib.suppress(OSError):  # a help for editing: the review stands without it
            detection.probability.save(folder)
    return replace(_opened(session, volume, detection.brain_mask, detection.probability), fresh=True)


def reopen_review(entry: SeriesEntry, volume: Volume, reader: str) -> Opened:
    """Go on with this reader's review where it stood; begin their own where only others have one.

    What another window has open, or what cannot be saved, is shown as it stands, to be read alone.
    """
    folder = own_folder(entry.series, reader)
    proposal = None if (folder / FILE_NAME).is_file() else proposal_of(entry.series)
    beside = reviewers(entry.series) if proposal is not None else ()
    if proposal is not None:
        proposal.check_images(volume.voxels, folders.review(entry.series))
        session = ReviewSession.begin(folder, proposal, reader)
    else:
        session = ReviewSession.reopen_or_look(folder, entry.series, reader)
        try:
            session.header.check_images(volume.voxels, folder)
        except ReviewRefused:
            session.close()
            raise
    probability = ProbabilityMap.load(folders.review(entry.series), volume.geometry.shape)
    opened = _opened(session, volume, session.header.full_brain_mask(), probability)
    fresh = session.read_only is None and (proposal is not None or not session.lines)
    return replace(opened, fresh=fresh, beside=beside)


def read_structures(paths: Sequence[Path], series: Series) -> tuple[StructuresFile, ...]:
    """Return what files hold for the series at hand; nothing where one of them is to be opened as images."""
    if not all(structures_file.holds_structures(path, series) for path in paths):
        return ()
    return tuple(structures_file.read(path, series) for path in paths)


def begin_bare(entry: SeriesEntry, volume: Volume, reader: str) -> Opened:
    """Go on with this reader's review, or with what the model proposed; begin one without lesions where neither is."""
    if (own_folder(entry.series, reader) / FILE_NAME).is_file() or proposal_of(entry.series) is not None:
        return reopen_review(entry, volume, reader)
    nothing = Detection((), (), np.zeros(volume.geometry.shape, dtype=np.bool_), (), "", 0.0)
    folder = own_folder(entry.series, reader)
    session = ReviewSession.start(folder, entry.series, nothing, reader, voxels=volume.voxels)
    return _opened(session, volume, nothing.brain_mask, None)


def _opened(
    session: ReviewSession, volume: Volume, brain_mask: BoolArray, probability: ProbabilityMap | None
) -> Opened:
    facts = Facts(volume, brain_mask if brain_mask.any() else None)
    masks = [each.mask for each in session.state.lesions] + [each.mask for each in session.state.candidates]
    for mask in masks:
        facts.measures(mask)  # measured here, beside the window, not while it paints
    return Opened(session, brain_mask, facts, probability)


@dataclass(frozen=True, eq=False)
class ToExport:
    """A review, on what it was made and by which packages: all that an export tells."""

    state: ReviewState
    entry: SeriesEntry
    reader: str
    facts: Facts
    models: tuple[ModelIdentity, ...]
    choice: ExportChoice
    history: Mapping[str, tuple[Deed, ...]]
    looked_at: frozenset[str] = frozenset()


def export(what: ToExport, formats: tuple[str, ...], folder: Path) -> Receipt:
    """Write what was approved and read it back."""
    series = what.entry.series
    assert series.geometry is not None, "a refused series has no review"

    def pages(
        path: Path,
        structure_set: StructureSet,
        rois: tuple[ReceiptRoi, ...],
        files: dict[str, str],
        remarks: tuple[str, ...],
    ) -> None:
        brain = what.facts.brain_mask
        report = review_report(
            what.entry.study,
            series,
            structure_set,
            what.state,
            rois,
            what.models,
            brain,
            files,
            looked_at=what.looked_at,
            say=speaker(used()),
            made=what.choice.as_exported() if "rtstruct" in formats else None,
            remarks=remarks,
        )
        write_report(report, what.facts.volume, path)

    def pictures(structure_set: StructureSet, lesions: tuple[Lesion, ...]) -> list[NDArray[np.uint8]]:
        return sheet_pictures(structure_set.rois, lesions, what.facts.volume, speaker(used()))

    return exporting.export(
        what.state,
        series,
        series.geometry,
        what.reader,
        formats,
        folder,
        pages=pages,
        approved=what.choice.approved,
        contours=what.choice.contours,
        profile=what.choice.profile,
        history=what.history,
        pictures=pictures,
        beside=what.choice.beside(what.facts.brain_mask),
        positions={each.lesion_id: what.facts.measures(each.mask).position for each in what.state.accepted},
    )


def dry_run(what: ToExport, formats: tuple[str, ...]) -> Receipt:
    """Export to a folder that is thrown away: the receipt shows what an export would give."""
    with passing.own_folder() as aside:
        return export(what, formats, aside / "export")


@dataclass(frozen=True)
class Work:
    """Everything that the controller has done beside the window; tests put their own in."""

    find_series: Callable[[Sequence[Path], Report, CancelAsked], Found] = find_series
    make_demo: Callable[[Report, CancelAsked, Path | None], Path] = make_demo
    thumbnail: Callable[[Series], NDArray[np.float32]] = thumbnail
    look: Callable[[Series], tuple[fitness.Check, ...]] = look
    load_volume: Callable[[Series, Report, CancelAsked], Volume] = load_volume
    start_review: Callable[[SeriesEntry, Volume, str, Report, CancelAsked], Opened] = start_review
    reopen_review: Callable[[SeriesEntry, Volume, str], Opened] = reopen_review
    begin_bare: Callable[[SeriesEntry, Volume, str], Opened] = begin_bare
    read_structures: Callable[[Sequence[Path], Series], tuple[StructuresFile, ...]] = read_structures
    export: Callable[..., Receipt] = export
    dry_run: Callable[..., Receipt] = dry_run
    read_second: Callable[..., SecondSeries] = read_second
    run_as: Callable[[RunChoices], None] = run_as
