"""Slices between drawn ones, by the shapes' distances."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.errors import UsageError
from core.geometry import Geometry
from core.mask import BoolArray, Mask


def between(mask: Mask, axis: int, geometry: Geometry) -> Mask:
    """Fill the empty slices along voxel axis ``axis`` that lie between drawn ones.

    Each is cut out where the signed distances to the outlines of its two drawn neighbours, weighted by how near those
    are, are positive together (shape-based interpolation, Raya and Udupa 1990).

    Raises
    ------
    UsageError
        If no empty slice lies between two drawn ones.

    """
    slices = np.moveaxis(mask.voxels, axis, 0)
    drawn = np.flatnonzero(slices.any(axis=(1, 2)))
    gaps = [(int(a), int(b)) for a, b in pairwise(drawn) if b - a > 1]
    if not gaps:
        raise UsageError("No empty slice lies between drawn ones.", "Draw the lesion on a slice further away first.")
    spacing = np.delete(geometry.spacing, axis)
    whole = slices.copy()
    for first, last in gaps:
        near, far = (_signed(slices[n], spacing) for n in (first, last))
        for n in range(first + 1, last):
            share = (n - first) / (last - first)
            whole[n] = (1 - share) * near + share * far > 0
    return Mask.trimmed(mask.start, np.moveaxis(whole, 0, axis))


def _signed(outline: BoolArray, spacing: NDArray[np.float64]) -> NDArray[np.float64]:
    wide = np.pad(outline, 1)
    inside = ndimage.distance_transform_edt(wide, sampling=spacing)
    outside = ndimage.distance_transform_edt(~wide, sampling=spacing)
    return np.asarray((inside - outside)[1:-1, 1:-1])
