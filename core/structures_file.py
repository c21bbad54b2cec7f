"""Findings that a file brings along: an RT Structure Set, a Segmentation or a label map, anyone's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core import nifti, reach
from core.axis_order import nearly_mm, on_grid
from core.dicom import structures_read
from core.errors import StudyRefused, UsageError
from core.label_map import masks_by_label, tracking_uid
from core.lesion import UNSAID, Lesion, LesionOrigin, Making
from core.mask import Mask
from core.measure import volume_mm3
from core.pieces import APART_MM, in_pieces, pieces
from core.review.provenance import refuse_another_run, run_beside
from core.study import Series

LARGEST_MM3 = 250_000.0  # a head's outline or a brain lobe, and never a metastasis
_MOST = 500


@dataclass(frozen=True, eq=False)
class Found:
    """One structure on the series' grid.

    Parameters
    ----------
    name
        As the file calls it.
    mask
        Its voxels; never empty.
    tracking_uid
        As the file records it, else ``own_uid``.
    own_uid
        Made of its voxels: the same for the same voxels of the same series.
    making
        As the file says.

    """

    name: str
    mask: Mask
    tracking_uid: str
    own_uid: str
    making: Making = UNSAID


@dataclass(frozen=True, eq=False)
class StructuresFile:
    """What a file holds for a series.

    Parameters
    ----------
    source
        The file's name and the tool that it says made it, e.g. ``"plan.dcm, Eclipse 16.1"``.
    found
        In the file's order; at least one.
    left_out
        A sentence each for what is no lesion (organs, what is empty or larger than any lesion) or is damaged.
    told
        A sentence each for what may be otherwise than where it was drawn.

    """

    source: str
    found: tuple[Found, ...]
    left_out: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def holds_structures(path: Path, series: Series) -> bool:
    """Whether a file is to be brought into the review of a series, and not to be opened as images.

    An image file counts as a label map where it holds whole numbers and is mostly empty; one of another number of
    voxels also where neighbours hold the same number, so that the next study's images are opened and not refused.
    """
    if not reach.is_file(path):
        return False
    if not nifti.is_image_file(path):
        return structures_read.kind_of(path) is not None
    try:
        labels, grid = nifti.read_labels(path)
    except (StudyRefused, OSError):
        return False
    sparse = np.count_nonzero(labels) * 2 < labels.size and len(np.unique(labels)) <= _MOST + 1
    if series.geometry is None or not sparse:
        return False
    return sorted(grid.shape) == sorted(series.geometry.shape) or _is_of_regions(labels)


def _is_of_regions(labels: NDArray[np.int32]) -> bool:
    """Whether what is beside each other along a row is mostly of one region."""
    one, next_one = labels[..., :-1], labels[..., 1:]
    both = (one > 0) & (next_one > 0)
    return bool(np.count_nonzero(both & (one == next_one)) * 2 > np.count_nonzero(both))


def read(path: Path, series: Series) -> StructuresFile:
    """Read what a file holds onto a series' grid, voxel for voxel where the file was made on it.

    Raises
    ------
    UsageError
        If the file is none of the kinds, or holds no lesion.
    StudyRefused
        If it is another patient's or cut short, or its frame of reference or its grid is not the series'.

    """
    geometry = series.geometry
    if geometry is None:
        raise StudyRefused("The series has no usable geometry.", "Choose another series.")
    if nifti.is_image_file(path):
        tool, (parts, told) = "label map", _labels(path, series)
        left_out: list[str] = []
    else:
        read_back = structures_read.read_parts(path, series)
        tool, parts, left_out = read_back.tool, list(read_back.parts), list(read_back.left_out)
        told = list(read_back.told)
    found = []
    for part in parts:
        if not part.mask.count:
            left_out.append(f"{part.name} holds no voxel of this series.")
        elif volume_mm3(part.mask, geometry) > LARGEST_MM3:
            left_out.append(f"{part.name} is larger than any lesion.")
        else:
            own = tracking_uid(part.mask, geometry, series.series_instance_uid)
            found.append(Found(part.name, part.mask, part.tracking_uid or own, own, part.making))
            told += (*part.told, *in_pieces([(part.name, part.mask)], geometry, APART_MM))
    if not found:
        why = sorted(left_out, key=lambda each: each.endswith(structures_read.IS_MARGIN))  # a margin explains the least
        raise UsageError(f"{path.name} holds no lesion. {' '.join(why[:1])}".strip(), "Choose another file.")
    return StructuresFile(f"{path.name}, {tool}" if tool else path.name, tuple(found), tuple(left_out), tuple(told))


def _labels(path: Path, series: Series) -> tuple[list[structures_read.Part], list[str]]:
    """The labels of a map; the pieces of its only one, and a sentence for that."""
    assert series.geometry is not None, "seen above"
    refuse_another_run(path.parent, series)
    found, grid = nifti.read_labels(path)
    labels = on_grid(found, grid, series.geometry)
    if labels is None:
        away = nearly_mm(grid, series.geometry)
        lies = f"lies {away:.2g} mm off this series' voxels" if away else "does not lie on this series' grid"
        raise StudyRefused(f"{path.name} {lies}.", "Resample it to the series, or open the series it was made on.")
    masks = masks_by_label(labels) if labels.max(initial=0) <= np.iinfo(np.uint16).max else {}
    if not 0 < len(masks) <= _MOST:
        raise UsageError(f"{path.name} holds {len(masks) or 'no'} usable labels.", "Give a map with one a lesion.")
    run = run_beside(path.parent, series)
    proposed = () if run is None else run.proposal.lesions
    parts = [_label(f"Label {number}", mask, proposed) for number, mask in masks.items()]
    if len(parts) > 1 or parts[0].tracking_uid or len(apart := pieces(parts[0].mask)) == 1:
        return parts, []
    if len(apart) > _MOST:
        raise UsageError(f"{path.name} holds {len(apart)} pieces: no lesions.", "Give a map with one number a lesion.")
    told = f"{path.name} has one number for all {len(apart)} pieces: each is a lesion of its own."
    return [structures_read.Part(f"Piece {n}", mask) for n, mask in enumerate(apart, start=1)], [told]


def _label(name: str, mask: Mask, proposed: tuple[Lesion, ...]) -> structures_read.Part:
    """Say of a label what the run beside the file recorded, where its voxels are exactly what the model proposed."""
    for lesion in proposed:
        if lesion.mask.same(mask):
            made = Making("AUTOMATIC", "MetsReview") if lesion.origin is LesionOrigin.MODEL else lesion.making
            return structures_read.Part(name, mask, lesion.tracking_uid, made)
    return structures_read.Part(name, mask)
