"""A drawn outline as voxels of one slice."""

from __future__ import annotations

import numpy as np

from core.geometry import FloatArray, Geometry
from core.mask import NOTHING, Mask
from core.rasterise import fill_polygon


def filled(corners: FloatArray, axis: int, geometry: Geometry) -> Mask:
    """Fill a closed outline on one slice; a voxel is inside where its centre is, also where the line goes round twice.

    Parameters
    ----------
    corners
        (N, 3) fractional indices (k, j, i), all on one slice of voxel axis ``axis``; the last meets the first.

    """
    index = round(float(corners[:, axis].mean()))
    flat = [n for n in range(3) if n != axis]
    if len(corners) < 3 or not 0 <= index < geometry.shape[axis]:
        return NOTHING
    on_slice = geometry.shape[flat[0]], geometry.shape[flat[1]]
    (rows, columns), inside = fill_polygon(corners[:, flat], on_slice, all_turns=True)
    start = np.zeros(3, dtype=int)
    start[axis], start[flat[0]], start[flat[1]] = index, rows.start, columns.start
    return Mask.trimmed(tuple(start), np.expand_dims(inside, axis))
