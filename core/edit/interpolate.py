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
    are, are positive together (shape-based interpolation, Raya and Udupa 1990). Outlines that do not lie over each
    other are laid so by their middles, and each slice between them is moved back by its share: the shape goes across.

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
        apart = np.zeros(2)
        if not (slices[first] & slices[last]).any():
            apart = _middle(slices[last]) - _middle(slices[first])
        for n in range(first + 1, last):
            share = (n - first) / (last - first)
            near = _signed(_shifted(slices[first], share * apart), spacing)
            far = _signed(_shifted(slices[last], (share - 1) * apart), spacing)
            whole[n] = (1 - share) * near + share * far > 0
    return Mask.trimmed(mask.start, np.moveaxis(whole, 0, axis))


def _middle(outline: BoolArray) -> NDArray[np.float64]:
    """(2,) the mean place of an outline's voxels."""
    return np.asarray(np.argwhere(outline).mean(axis=0))


def _shifted(outline: BoolArray, by: NDArray[np.float64]) -> BoolArray:
    """An outline moved by whole voxels; what leaves the box is cut off."""
    moved = np.zeros_like(outline)
    places = np.argwhere(outline) + np.round(by).astype(int)
    inside = ((places >= 0) & (places < outline.shape)).all(axis=1)
    moved[tuple(places[inside].T)] = True
    return moved


def _signed(outline: BoolArray, spacing: NDArray[np.float64]) -> NDArray[np.float64]:
    wide = np.pad(outline, 1)
    inside = ndimage.distance_transform_edt(wide, sampling=spacing)
    outside = ndimage.distance_transform_edt(~wide, sampling=spacing)
    return np.asarray((inside - outside)[1:-1, 1:-1])
