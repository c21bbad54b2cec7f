"""Export what was approved, and prove it: written aside, read back and compared before it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import nifti
from core.contour import Contour, voxel_contours
from core.dicom import measurement_report, rtstruct, secondary_capture, segmentation
from core.dicom.exchanged import refuse_exchanged
from core.errors import ExportRefused, UsageError
from core.export_folder import whole_or_nothing
from core.export_proof import LABELS, MEASUREMENTS, SEGMENTS, STRUCTURES, TABLE, prove
from core.geometry import Geometry
from core.label_map import labels_of
from core.lesion import Lesion
from core.lesion_table import write_csv, write_json
from core.measure import volume_mm3
from core.pieces import in_pieces
from core.planning.dry_run import RulesBroken, broken_rules
from core.planning.profile import GENERIC, Profile
from core.receipt import NAME, Receipt, ReceiptRoi, sha256
from core.review.state import ReviewState
from core.review.words import Deed
from core.smooth_contour import smooth_contours
from core.structure_set import StructureSet
from core.structures_beside import NOTHING_BESIDE, Beside, remarks, with_beside
from core.study import Series
from core.surface_file import OBJ, stl_name, write_obj, write_stl

REPORT = "report.pdf"
FORMATS = ("rtstruct", "seg", "sr", "nifti", "csv", "pdf", "surfaces", "sheet")
_DICOM = {
    "rtstruct": "RT Structure Set",
    "seg": "DICOM Segmentation",
    "sr": "structured report",
    "sheet": "Secondary Capture",
}
_NAMES = {
    "rtstruct": STRUCTURES,
    "seg": SEGMENTS,
    "sr": MEASUREMENTS,
    "nifti": LABELS,
    "csv": TABLE,
    "pdf": REPORT,
    "surfaces": OBJ,
    "sheet": secondary_capture.sheet_name(1),
}
CONTOURS: dict[str, Callable[..., tuple[Contour, ...]]] = {"exact": voxel_contours, "smooth": smooth_contours}
DrawSheet = Callable[[StructureSet, tuple[Lesion, ...]], Sequence[NDArray[np.uint8]]]
WritePages = Callable[[Path, StructureSet, tuple[ReceiptRoi, ...], dict[str, str], tuple[str, ...]], None]


def export(
    state: ReviewState,
    series: Series,
    volume_geometry: Geometry | None,
    reader: str,
    formats: Sequence[str],
    folder: Path,
    approved: bool = True,
    contours: str = "exact",
    pages: WritePages | None = None,
    profile: Profile = GENERIC,
    positions: Mapping[str, str] | None = None,
    beside: Beside = NOTHING_BESIDE,
    history: Mapping[str, Sequence[Deed]] | None = None,
    pictures: DrawSheet | None = None,
    told: Sequence[str] = (),
) -> Receipt:
    """Write the accepted lesions to a folder, all files or none.

    Parameters
    ----------
    state
        The review; every lesion judged where it is exported as approved.
    series
        What it was made on.
    volume_geometry
        The grid of the lesions' masks; must be the series'.
    reader
        Who judged.
    formats
        Of :data:`FORMATS`. A structured report refers to segments: ``"sr"`` brings the segmentation along.
    folder
        Made if missing. One that holds an export, or a file of the same name, refuses the export.
    approved
        False writes the structure set as UNAPPROVED and allows pending lesions, which are left out.
    contours
        Of :data:`CONTOURS`: ``"exact"`` along the voxels' edges, which every kind of reader fills back to the
        same voxels; ``"smooth"``, which readers by pixel centres do.
    pages
        Writes the report for people to a path, given what is exported, what was read back, the sha256 of every
        file written so far, and what is worth a look though nothing is wrong; needed for ``"pdf"``, because pages
        are drawn with what draws the window.
    profile
        The planning system: names, and the rules that the structure set must keep before anything is written.
    positions
        Each lesion's place in words by lesion ID, for names that hold the side.
    beside
        Margins around the lesions and the brain, for the structure set alone.
    history
        What was done to each lesion, by its ID, for the table; left out, that it was accepted now.
    pictures
        Draws the contact sheet's pages of what is exported; needed for ``"sheet"``.
    told
        What is known of the lesions' origin and worth a look, for receipt and report.

    Raises
    ------
    UsageError
        If a format or kind of contours is unknown.
    RulesBroken
        If the structure set would break rules of the planning system; an :class:`ExportRefused` that lists them.
    ExportRefused
        If lesions are pending, none is accepted, the series cannot carry the format, the folder cannot be
        written, or what was read back differs from what was approved: by more than 0.5 % of a lesion's volume, in
        its place, or in its voxels (Dice below 0.995).
        Nothing is left behind.

    """
    _check_formats(formats, contours)
    _check_drawing(formats, pages, pictures)
    geometry = _grid(series, volume_geometry)
    if approved and not reader.strip():
        raise ExportRefused("An export as approved needs the reader's name.", "Give the name.")
    _check_dicom(formats, series)
    outline = partial(CONTOURS[contours], holes=profile.holes)
    structure_set = StructureSet.from_review(
        state, series, reader.strip(), approved, outline=outline, name_of=profile.names(positions or {})
    )
    if "rtstruct" in formats:
        margin_name = profile.names(positions or {}, margins=True)
        structure_set = with_beside(
            structure_set, beside, geometry, outline, lambda roi: margin_name(state.lesion(roi.lesion_id))
        )
        _refuse_broken_rules(structure_set, profile)
    lesions = tuple(state.lesion(roi.lesion_id) for roi in structure_set.rois)
    _refuse_among_images(folder, series)
    of_dicom = any(name in _DICOM for name in formats)
    if of_dicom:
        refuse_exchanged(series)
    with whole_or_nothing(folder) as aside:
        _write(set(formats), structure_set, lesions, series, geometry, aside, profile)
        if "csv" in formats:
            done, margins = history or _accepted_now(structure_set), _margin_volumes(structure_set, geometry)
            write_csv(aside / TABLE, lesions, geometry, done, margins, beside.margin_mm)
        if "sheet" in formats:
            assert pictures is not None, "seen above"
            secondary_capture.write(pictures(structure_set, lesions), series, structure_set.made_at, aside)
        rois, proof = prove(structure_set, lesions, series, geometry, aside)
        remarked = (*told, *_remarks(structure_set, lesions, beside, geometry))
        if "pdf" in formats:
            assert pages is not None, "seen above"
            pages(aside / REPORT, structure_set, rois, _checksums(aside), remarked)
        receipt = _receipt(structure_set, series, rois, proof, contours, aside, folder, profile)
        receipt = replace(receipt, remarks=remarked, **_margin_told(structure_set, beside))
        _check_whole(formats, receipt.files)
        if of_dicom:  # they were read anew while all this was written
            refuse_exchanged(series)
        write_json(aside / NAME, receipt.to_json())
        return receipt


def _write(
    formats: set[str],
    structure_set: StructureSet,
    lesions: tuple[Lesion, ...],
    series: Series,
    geometry: Geometry,
    aside: Path,
    profile: Profile,
) -> None:
    if "rtstruct" in formats:
        implicit = profile.transfer_syntax == "implicit"
        rtstruct.write(structure_set, series, aside / STRUCTURES, implicit)
    if formats & {"seg", "sr"}:
        segments = segmentation.write(structure_set, series, aside / SEGMENTS)
        if "sr" in formats:
            measurement_report.write(structure_set, series, segments, aside / MEASUREMENTS)
    if "surfaces" in formats:
        for roi in structure_set.rois:
            write_stl(aside / stl_name(roi), roi.mask, geometry)
        write_obj(aside / OBJ, structure_set.rois, geometry)
    if "nifti" in formats:
        nifti.write(aside / LABELS, labels_of(lesions, geometry.shape), geometry)


def _remarks(
    structure_set: StructureSet, lesions: Sequence[Lesion], beside: Beside, geometry: Geometry
) -> Iterator[str]:
    """What is worth a look though nothing is wrong."""
    yield from _other_names(structure_set, lesions)
    yield from in_pieces(((roi.name, roi.mask) for roi in structure_set.rois), geometry)
    yield from remarks(structure_set, beside, geometry)


def _margin_told(structure_set: StructureSet, beside: Beside) -> dict[str, Any]:
    """What the receipt says of margins: nothing where none was asked for, or none came about."""
    has_margins = any(roi.kind == "PTV" for roi in structure_set.beside)
    return {
        "margin_mm": beside.margin_mm if has_margins else None,
        "margin_inside_brain": has_margins and beside.inside_brain,
    }


def _other_names(structure_set: StructureSet, lesions: Sequence[Lesion]) -> Iterator[str]:
    """Say of each lesion from a file whose name there is another's here: a planning system may hold that file."""
    names = {roi.name for roi in structure_set.rois}
    for roi, lesion in zip(structure_set.rois, lesions, strict=True):
        if lesion.name != roi.name and lesion.name in names:
            yield f"{roi.name} was {lesion.name} in {lesion.source}; {lesion.name} is another lesion here."


def _margin_volumes(structure_set: StructureSet, geometry: Geometry) -> dict[str, float]:
    """Cubic millimetres of the margin around each lesion, by lesion ID; empty where none was asked for."""
    return {roi.lesion_id: volume_mm3(roi.mask, geometry) for roi in structure_set.beside if roi.kind == "PTV"}


def _refuse_among_images(folder: Path, series: Series) -> None:
    if folder.resolve() in {each.path.parent.resolve() for each in series.instances}:
        raise ExportRefused(
            f"The folder {folder} holds the series' images: an export is never laid between them.",
            "Choose another folder.",
        )


def _accepted_now(structure_set: StructureSet) -> dict[str, tuple[Deed, ...]]:
    """What is known where no review log is: who accepted, in this export."""
    time = structure_set.made_at.isoformat(timespec="seconds")
    return {roi.lesion_id: (Deed("Accepted", structure_set.reader, time),) for roi in structure_set.rois}


def _check_formats(formats: Iterable[str], contours: str) -> None:
    wanted = list(formats)
    for name in wanted:
        if name not in FORMATS:
            raise UsageError(f"There is no export format {name}.", f"Choose of {', '.join(FORMATS)}.")
    if not wanted:
        raise UsageError("No export format was given.", f"Choose of {', '.join(FORMATS)}.")
    if contours not in CONTOURS:
        raise UsageError(f"There are no {contours} contours.", f"Choose {' or '.join(CONTOURS)}.")


def _check_dicom(formats: Iterable[str], series: Series) -> None:
    for name in formats:
        if name in _DICOM and not series.is_dicom:
            raise ExportRefused(
                f"The series is not of DICOM, so no {_DICOM[name]} can be made on it.",
                "Export a label map and a table instead.",
            )


def _refuse_broken_rules(structure_set: StructureSet, profile: Profile) -> None:
    broken = broken_rules(structure_set, profile)
    if broken:
        raise RulesBroken(profile.name, broken)


def _check_drawing(formats: Iterable[str], pages: WritePages | None, pictures: DrawSheet | None) -> None:
    if "pdf" in formats and pages is None:
        raise UsageError("Nothing here draws a report's pages.", "Leave pdf away.")
    if "sheet" in formats and pictures is None:
        raise UsageError("Nothing here draws a contact sheet.", "Leave sheet away.")


def _grid(series: Series, volume_geometry: Geometry | None) -> Geometry:
    if series.geometry is None:
        raise ExportRefused("The series has no usable geometry.", "Choose another series.")
    if volume_geometry is not None and not volume_geometry.matches(series.geometry):
        raise ExportRefused("The lesions do not lie on the series' grid.", "Open the series they were made on.")
    return series.geometry


def _check_whole(formats: Iterable[str], files: Mapping[str, str]) -> None:
    """Look whether all that was asked for is there: someone may have taken the folder away meanwhile."""
    for name in formats:
        if _NAMES[name] not in files:
            raise ExportRefused(
                f"{_NAMES[name]} was gone before the export was whole; nothing was exported.", "Export again."
            )


def _checksums(aside: Path) -> dict[str, str]:
    return {path.name: sha256(path) for path in sorted(aside.iterdir())}


def _receipt(
    structure_set: StructureSet,
    series: Series,
    rois: tuple[ReceiptRoi, ...],
    proof: str,
    contours: str,
    aside: Path,
    folder: Path,
    profile: Profile,
) -> Receipt:
    return Receipt(
        rois=rois,
        files=_checksums(aside),
        size_bytes=sum(path.stat().st_size for path in aside.iterdir()),
        folder=folder,
        series_instance_uid=series.series_instance_uid,
        reader=structure_set.reader,
        approved=structure_set.approved,
        made_at=structure_set.made_at.isoformat(timespec="seconds"),
        proof=proof,
        contours=contours,
        profile=profile.name,
    )
