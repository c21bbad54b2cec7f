"""Where a label map's lesions come from, told by the run's own record beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from core.errors import ExportRefused, ReviewRefused
from core.lesion import Lesion
from core.mask import Mask
from core.review import log
from core.review.header import ReviewHeader
from core.study import Series


def with_provenance(lesions: tuple[Lesion, ...], folder: Path, series: Series) -> tuple[Lesion, ...]:
    """Give lesions back what a label map cannot hold: who proposed them, how sure, and their tracking UID.

    Parameters
    ----------
    lesions
        Of a label map in ``folder``.
    folder
        Where ``segment`` left its ``review.jsonl``; without one, or with one of other images, nothing changes.

    Returns
    -------
    tuple of Lesion
        A lesion whose voxels are exactly those of a proposed one carries its origin, probabilities and tracking
        UID; any other stays as it was.

    """
    header = run_beside(folder, series)
    return lesions if header is None else tuple(_told(lesion, header.proposal.lesions) for lesion in lesions)


def run_beside(folder: Path, series: Series) -> ReviewHeader | None:
    """Return what ``segment`` left in ``folder`` of its run on this series; None where there is nothing of the kind."""
    try:
        header = log.read(folder / log.FILE_NAME).header
        header.check_series(series)
    except (OSError, ReviewRefused):
        return None
    return header


def refuse_another_run(folder: Path, series: Series) -> None:
    """Where ``segment`` left its run in ``folder``, see that it was on this series.

    Raises
    ------
    ExportRefused
        If it was on another: its label map may fit this one's grid all the same.

    """
    try:
        header = log.read(folder / log.FILE_NAME).header
    except (OSError, ReviewRefused):
        return
    if header.series_instance_uid != series.series_instance_uid:
        raise ExportRefused(
            "The label map lies beside a review of another series: its lesions are not of these images.",
            "Name the study that the model was run on, or move the label map elsewhere.",
        )


def _told(lesion: Lesion, proposed: tuple[Lesion, ...]) -> Lesion:
    for own in proposed:
        if _same(own.mask, lesion.mask):
            return replace(
                lesion,
                origin=own.origin,
                mean_probability=own.mean_probability,
                max_probability=own.max_probability,
                tracking_uid=own.tracking_uid,
                source=own.source,
                making=own.making,
            )
    return lesion


def _same(one: Mask, other: Mask) -> bool:
    return one.start == other.start and np.array_equal(one.voxels, other.voxels)
