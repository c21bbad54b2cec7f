"""One lesion into two: along a plane, or where it is narrow."""

from __future__ import annotations

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray
from scipy import ndimage

from core.errors import UsageError
from core.geometry import FloatArray, Geometry
from core.mask import Mask

_LEVELS = 24  # how finely the depth of a waist is tried


def cut(mask: Mask, point: FloatArray, normal_mm: FloatArray, geometry: Geometry) -> tuple[Mask, Mask]:
    """Cut along a plane; a voxel goes to the side of its centre, one on the plane to the first.

    Parameters
    ----------
    point
        (3,) fractional index (k, j, i) on the plane.
    normal_mm
        (3,) the plane's normal in millimetres along k, j, i; it points to the second part.

    Raises
    ------
    UsageError
        If all voxels lie on one side.

    """
    steps = (mask.indices() - point) * geometry.spacing
    second = steps @ np.asarray(normal_mm, dtype=np.float64) > 0
    return _parts(mask, second.astype(int) + 1)


def at_waist(mask: Mask, geometry: Geometry) -> tuple[Mask, Mask]:
    """Split two lesions that touch: a watershed on the depth below the surface, at the level that leaves two parts.

    Raises
    ------
    UsageError
        If it is nowhere narrow enough to hold two.

    """
    wide = np.pad(mask.voxels, 1)
    depth = ndimage.distance_transform_edt(wide, sampling=geometry.spacing)
    image = sitk.GetImageFromArray(-depth.astype(np.float32))
    for level in np.linspace(0, float(depth.max()), _LEVELS, endpoint=False):
        found = sitk.MorphologicalWatershed(image, level=float(level), markWatershedLine=False, fullyConnected=True)
        basins = sitk.GetArrayFromImage(found)
        parts = len(np.unique(basins[wide]))
        if parts <= 2:
            break
    if parts != 2:
        raise UsageError("This lesion is nowhere narrow enough to be two.", "Cut it along a line instead.")
    inside = basins[1:-1, 1:-1, 1:-1][mask.voxels]
    first = np.unique(inside)[0]
    return _parts(mask, np.where(inside == first, 1, 2))


def _parts(mask: Mask, part: NDArray[np.int64]) -> tuple[Mask, Mask]:
    """The larger part first; ``part`` is 1 or 2 for each true voxel, in their order."""
    both = []
    for number in (1, 2):
        voxels = np.zeros(mask.voxels.shape, dtype=np.bool_)
        voxels[mask.voxels] = part == number
        both.append(Mask.trimmed(mask.start, voxels))
    if min(each.count for each in both) == 0:
        raise UsageError("The cut leaves the lesion whole.", "Draw it through the lesion.")
    first, second = sorted(both, key=lambda each: -each.count)
    return first, second
