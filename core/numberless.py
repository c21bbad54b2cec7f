"""Voxels of research images that hold no number (NaN): told where they surround what was scanned, refused inside it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.errors import StudyRefused
from core.mask import BoolArray

_ASK = "Save it again with a number in every voxel, or use the DICOM images."


def filled(name: str, voxels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the voxels around what was scanned the darkest value; all others must hold a number.

    Parameters
    ----------
    name
        Of the file, for the sentence.
    voxels
        (Z, Y, X), with NaN where the file holds no number.

    Returns
    -------
    numpy.ndarray
        The same voxels where none is missing, else a copy.

    Raises
    ------
    StudyRefused
        If a voxel is infinite, none holds a number, or one inside what was scanned does not.

    """
    numbers = np.isfinite(voxels)
    if numbers.all():
        return voxels
    if np.isinf(voxels).any():
        raise StudyRefused(f"{name} holds infinite voxels.", _ASK)
    if not numbers.any():
        raise StudyRefused(f"{name} holds no voxel with a number.", _ASK)
    inside = int(_inside(~numbers).sum())
    if inside:
        raise StudyRefused(f"{name} holds {inside} voxels inside its images that are no numbers (NaN).", _ASK)
    return np.where(numbers, voxels, voxels[numbers].min())


def note(voxels: NDArray[np.float32]) -> tuple[str, ...]:
    """What a reader is told of voxels that :func:`filled` fills: one sentence, or none."""
    missing = int(np.isnan(voxels).sum())
    if not missing:
        return ()
    return (
        f"{missing} of {voxels.size} voxels hold no number (NaN), all of them around what was scanned: "
        "they are taken as the darkest.",
    )


def _inside(missing: BoolArray) -> BoolArray:
    """Which missing voxels are no padding.

    Padding is seen from one side: along some axis there is nothing but padding on its one side and a number on the
    other; or there are no numbers along any axis. A plane, a line or a hole without numbers is enclosed along at
    least one axis, and along the others enclosed or endless.
    """
    enclosed = np.zeros_like(missing)
    one_sided = np.zeros_like(missing)
    for axis in range(missing.ndim):
        before = np.logical_or.accumulate(~missing, axis=axis)
        behind = np.flip(np.logical_or.accumulate(np.flip(~missing, axis), axis=axis), axis)
        enclosed |= before & behind
        one_sided |= before ^ behind
    return np.asarray(missing & enclosed & ~one_sided)
