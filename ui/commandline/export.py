"""`export`: accept lesions of a label map as a reader, and write them out with the receipt."""

from __future__ import annotations

import argparse
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core import nifti
from core.axis_order import on_grid
from core.errors import ExportRefused, StudyRefused, UsageError
from core.export import DrawSheet, WritePages, export
from core.label_map import lesions_from_labels, review_of_labels
from core.label_pieces import with_pieces
from core.lesion import Lesion
from core.mask import BoolArray
from core.planning.profile import Profile, check_template
from core.planning.profiles import profile_named
from core.position import position_words
from core.receipt import Receipt, ReceiptRoi
from core.review.provenance import refuse_another_run, run_beside, with_provenance
from core.review.state import ReviewState
from core.review_report import AsExported, review_report
from core.structure_set import StructureSet
from core.structures_beside import NOTHING_BESIDE, Beside
from core.study import Series, Study
from ui.commandline import output
from ui.commandline.opening import load_volume, open_series


def run(values: argparse.Namespace) -> int:
    """Export the accepted lesions of one series."""
    if not values.reader.strip():
        raise UsageError("The reader has no name.", "Give the name of who accepts with --reader.")
    accept = _accepted(values.accept)
    profile = _named(profile_named(values.profile), values.names)
    study, series = open_series(values.path, values.series)
    assert series.geometry is not None, "refused series do not get here"
    lesions = _lesions(values.labels, series)
    if not accept and not values.unapproved:
        waiting = "1 lesion is" if len(lesions) == 1 else f"{len(lesions)} lesions are"
        sentence = f"{waiting} pending, and nothing unreviewed is exported as approved."
        raise ExportRefused(sentence, "Name what is accepted: --accept all, or labels such as --accept 1,2,5.")
    state = review_of_labels(lesions, accept if isinstance(accept, set) else None)
    left_out = sorted({each.number for each in lesions} - {each.number for each in state.lesions})
    labels = [each.number for each in lesions]
    state, told = with_pieces(state, labels, series.geometry, series.series_instance_uid, values.pieces)
    formats = [name.strip() for name in values.format.split(",") if name.strip()]
    brain = _brain_mask(values, series, profile)
    made = AsExported(profile.name, values.contours, values.margin, values.inside_brain)
    receipt = export(
        state,
        series,
        series.geometry,
        values.reader.strip(),
        formats,
        values.out,
        approved=not values.unapproved,
        contours=values.contours,
        pictures=_pictures(series, values.language),
        pages=_pages(
            study,
            series,
            state,
            values,
            brain if values.brain_mask is not None else None,
            made if "rtstruct" in formats else None,
            left_out,
        ),
        profile=profile,
        positions=_positions(profile, series, state, brain),
        beside=_beside(values, brain),
        told=told,
    )
    if values.json:
        output.document(receipt.to_json())
    else:
        _tell(receipt)
        if left_out:
            print(f"Not accepted, and left out: {', '.join(map(str, left_out))}.")
    return 0


def _lesions(path: Path, series: Series) -> tuple[Lesion, ...]:
    assert series.geometry is not None, "refused series do not get here"
    refuse_another_run(path.parent, series)
    try:
        labels, grid = nifti.read_labels(path)
    except StudyRefused as error:  # the study is sound; it is the export that cannot be
        raise ExportRefused(error.sentence, error.remedy) from error
    source = f"{path.name}, label map"
    lesions = lesions_from_labels(labels, grid, series.geometry, series.series_instance_uid, source)
    return with_provenance(lesions, path.parent, series)


def _pages(
    study: Study,
    series: Series,
    state: ReviewState,
    values: argparse.Namespace,
    of_file: BoolArray | None,
    made: AsExported | None,
    not_accepted: Collection[int],
) -> WritePages:
    """What draws the report, should one be wanted; only then are voxels read and Qt is loaded."""

    def write(
        path: Path,
        structure_set: StructureSet,
        rois: tuple[ReceiptRoi, ...],
        files: dict[str, str],
        remarks: tuple[str, ...],
    ) -> None:
        from ui.report.pages import write_report
        from ui.report.words import speaker

        header = run_beside(values.labels.parent, series)
        models, brain = (header.models, header.full_brain_mask()) if header else ((), None)
        report = review_report(
            study,
            series,
            structure_set,
            state,
            rois,
            models,
            brain if of_file is None else of_file,
            files,
            say=speaker(values.language),
            made=made,
            not_accepted=not_accepted,
            remarks=remarks,
        )
        write_report(report, load_volume(series), path)

    return write


def _pictures(series: Series, language: str) -> DrawSheet:
    """What draws the contact sheet, should one be wanted; only then are voxels read and Qt is loaded."""

    def draw(structure_set: StructureSet, lesions: tuple[Lesion, ...]) -> list[NDArray[np.uint8]]:
        from ui.report.sheet_pictures import sheet_pictures
        from ui.report.words import speaker

        return sheet_pictures(structure_set.rois, lesions, load_volume(series), speaker(language))

    return draw


def _positions(profile: Profile, series: Series, state: ReviewState, brain: BoolArray | None) -> dict[str, str]:
    """Each lesion's place in words, where names hold the side and there is a brain mask."""
    if not profile.names_side or brain is None or series.geometry is None:
        return {}
    return {each.lesion_id: position_words(each.mask, brain, series.geometry) for each in state.accepted}


def _named(profile: Profile, template: str | None) -> Profile:
    """Give a profile another template of names, where one was typed."""
    if template is None:
        return profile
    try:
        check_template(template)
    except ValueError as error:
        raise UsageError(f"Structures cannot be named so: {error}.", "Give one such as GTV_{n:02d}.") from error
    return replace(profile, template=template)


def _beside(values: argparse.Namespace, brain: BoolArray | None) -> Beside:
    """What was asked for beside the lesions."""
    if values.margin is None and not values.brain:
        return NOTHING_BESIDE
    if "rtstruct" not in values.format.split(","):
        raise UsageError("Only a structure set holds margins and the brain.", "Add rtstruct to --format.")
    return Beside(values.margin, values.inside_brain, values.brain, brain, values.brain_mask is not None)


def _brain_mask(values: argparse.Namespace, series: Series, profile: Profile) -> BoolArray | None:
    """The brain mask that was named or lies beside the labels, where anything asks for one."""
    assert series.geometry is not None, "refused series do not get here"
    if values.brain_mask is not None:
        labels, grid = nifti.read_labels(values.brain_mask)
        brain = on_grid(labels, grid, series.geometry)
        if brain is None:
            raise ExportRefused("The brain mask does not lie on the series' grid.", "Give one made on this series.")
        return np.asarray(brain > 0)
    if not (values.brain or values.inside_brain or profile.names_side):
        return None
    header = run_beside(values.labels.parent, series)
    return header.full_brain_mask() if header else None


def _accepted(text: str | None) -> set[int] | Literal["all"] | None:
    """Labels named, all, or None where nothing was said."""
    if text is None:
        return None
    if text == "all":
        return "all"
    try:
        return {int(part) for part in text.split(",")}
    except ValueError as error:
        raise UsageError(f"--accept {text} is no list of labels.", "Give all, or labels such as 1,2,5.") from error


def _tell(receipt: Receipt) -> None:
    rows = [
        [
            roi.roi_name,
            roi.lesion_id,
            f"{roi.volume_approved_mm3:.1f}",
            f"{roi.volume_reread_mm3:.1f}",
            f"{roi.dice:.4f}",
            f"{roi.centroid_shift_mm:.3f}",
            str(roi.slices),
        ]
        for roi in receipt.rois
    ]
    for remark in receipt.remarks:
        print(remark)
    output.table(["structure", "lesion", "approved mm3", "read back mm3", "dice", "shift mm", "slices"], rows)
    status = "approved" if receipt.approved else "unapproved"
    lesions = "1 lesion" if len(receipt.lesions) == 1 else f"{len(receipt.lesions)} lesions"
    print(f"{lesions} exported as {status} by {receipt.reader} to {receipt.folder}.")
