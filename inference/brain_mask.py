"""Skull stripping: the brain-mask package on the whole head at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.errors import StudyRefused
from core.geometry import Geometry
from core.mask import Mask
from inference.channels import head_place
from inference.manifest import Manifest
from inference.network import evidence, input_channels, probability
from inference.preprocess import ModelGrid
from inference.runtime import ModelSession

_SMALLEST_BRAIN_ML = 200.0
_ABOVE_MM = 10.0  # of the head's top, that still lies in the field


def find_brain(
    voxels: NDArray[np.float32], geometry: Geometry, manifest: Manifest, session: ModelSession
) -> NDArray[np.bool_]:
    """Find the brain.

    Parameters
    ----------
    voxels
        (Z, Y, X) on the series' grid.

    Returns
    -------
    (Z, Y, X) bool
        On the series' grid: one part, without holes.

    Raises
    ------
    StudyRefused
        If no brain is found.

    """
    grid = ModelGrid.of(geometry, manifest.spacing_mm, manifest.orientation)
    images = dict.fromkeys(manifest.sequences, grid.to_model(voxels))
    channels = input_channels(manifest, images, None, grid.spacing_mm)
    starts = _starts(images[manifest.sequences[0]], grid.spacing_mm, manifest.patch_size)
    field, placed = _field(channels, manifest.patch_size, starts)
    found = probability(evidence(session, manifest, field))
    on_grid = np.zeros(grid.shape, dtype=np.float32)
    on_grid[placed[1]] = found[placed[0]]
    brain = _one_part(grid.to_series(on_grid) >= manifest.thresholds.probability)
    if np.count_nonzero(brain) * geometry.voxel_volume_mm3 < _SMALLEST_BRAIN_ML * 1000:
        raise StudyRefused("No brain is found in this series.", "Choose a series that shows the whole head.")
    return brain


def _starts(
    image: NDArray[np.float32], spacing_mm: tuple[float, float, float], patch: tuple[int, int, int]
) -> tuple[int, int, int]:
    """Where the field begins in an image that is larger than it: just above the head, and around its axis.

    A tall image holds the neck and the shoulders as well, and its middle is not the head's: the brain's top must not
    be what is left out.
    """
    spare = [max(0, size - window) for size, window in zip(image.shape, patch, strict=True)]
    if not any(spare):
        return 0, 0, 0
    top, middle_j, middle_i = head_place(image, spacing_mm)
    above = top + 1 + round(_ABOVE_MM / spacing_mm[0]) - patch[0]
    wanted = (above, round(middle_j - patch[1] / 2), round(middle_i - patch[2] / 2))
    k, j, i = (min(max(0, start), most) for start, most in zip(wanted, spare, strict=True))
    return k, j, i


def _field(
    channels: NDArray[np.float32], patch: tuple[int, int, int], starts: tuple[int, int, int]
) -> tuple[NDArray[np.float32], tuple[tuple[slice, ...], tuple[slice, ...]]]:
    """Put the image in the field: in its middle, or from ``starts`` on where it is larger.

    Tells which part of the field is which part of the image.
    """
    into, out_of = [], []
    for size, window, start in zip(channels.shape[1:], patch, starts, strict=True):
        shared = min(size, window)
        first = (window - shared) // 2
        into.append(slice(first, first + shared))
        out_of.append(slice(start, start + shared))
    field = np.zeros((channels.shape[0], *patch), dtype=np.float32)
    field[(slice(None), *into)] = channels[(slice(None), *out_of)]
    return field, (tuple(into), tuple(out_of))


def _one_part(brain: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The largest part with its holes filled; looked for in the box that holds anything."""
    whole = Mask.from_full(brain)
    parts, count = ndimage.label(whole.voxels)
    if count == 0:
        return brain
    sizes = np.sum([np.bincount(plane.ravel(), minlength=count + 1) for plane in parts], axis=0)
    largest = parts == np.argmax(sizes[1:]) + 1
    del parts
    outside, _ = ndimage.label(np.pad(~largest, 1, constant_values=True))  # what its corner hangs together with
    one = np.zeros(brain.shape, dtype=np.bool_)
    one[whole.box] = (outside != outside[0, 0, 0])[1:-1, 1:-1, 1:-1]
    return one
