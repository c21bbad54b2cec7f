"""Where the true voxels of a large, mostly empty mask lie, found without labelling all of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.mask import BoolArray, Mask

_SIDE = 8  # voxels of a block's edge
_TOUCHING = np.ones((3, 3, 3), dtype=np.bool_)  # corners connect


def regions(mask: BoolArray) -> list[Mask]:
    """Cut a mask into groups of parts; voxels that touch by a corner are in one group.

    Parameters
    ----------
    mask
        (Z, Y, X) bool, mostly False.

    Returns
    -------
    list of Mask
        Together all true voxels, each once. A group may hold several parts that do not touch.

    """
    voxels = np.ascontiguousarray(mask)
    filled = np.zeros([-(-n // _SIDE) for n in voxels.shape], dtype=np.bool_)
    for number, layer in enumerate(filled):  # one after the other: a voxel's place takes 32 times its own memory
        slices = voxels[number * _SIDE : (number + 1) * _SIDE]
        _, j, i = np.unravel_index(np.flatnonzero(slices), slices.shape)
        layer[j // _SIDE, i // _SIDE] = True
    labels, _ = ndimage.label(filled, structure=_TOUCHING)
    found = []
    for number, blocks in enumerate(ndimage.find_objects(labels), start=1):
        box = tuple(slice(b.start * _SIDE, min(b.stop * _SIDE, n)) for b, n in zip(blocks, voxels.shape, strict=True))
        found.append(Mask.trimmed(tuple(s.start for s in box), _own(labels[blocks] == number, voxels[box])))
    return found


def components(mask: BoolArray) -> list[Mask]:
    """Every part of a mask, corners connecting; (Z, Y, X) bool as :func:`regions` takes it."""
    found = []
    for region in regions(mask):
        labels, _ = ndimage.label(region.voxels, structure=_TOUCHING)
        for number, box in enumerate(ndimage.find_objects(labels), start=1):
            start = tuple(a + b.start for a, b in zip(region.start, box, strict=True))
            found.append(Mask((start[0], start[1], start[2]), labels[box] == number))
    return found


def _own(blocks: BoolArray, voxels: NDArray[np.bool_]) -> BoolArray:
    """The voxels that lie in the group's own blocks; its box may reach over another's."""
    if blocks.all():
        return voxels
    own = blocks
    for axis in range(3):
        own = own.repeat(_SIDE, axis=axis)
    z, y, x = voxels.shape
    return np.asarray(voxels & own[:z, :y, :x])
