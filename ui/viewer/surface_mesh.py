"""Masks to triangle surfaces in patient millimetres."""

from __future__ import annotations

import numpy as np
import pyvista
from numpy.typing import NDArray
from scipy import ndimage

from core.geometry import FloatArray, Geometry
from core.mask import BoolArray, Mask

_ROUNDED_VOXELS = 3
_FINER, _SMALL_LESION = 3, 3000  # thirds of a voxel for what has fewer voxels than that
_BRAIN_COARSER = 2  # voxels joined along each axis: a quarter of the triangles, the folds still seen


def brain_surface(brain_mask: BoolArray, geometry: Geometry) -> pyvista.PolyData | None:
    """Surface of a (Z, Y, X) mask at half resolution, in LPS mm; None where the mask is empty."""
    mask = Mask.from_full(brain_mask)
    if not mask.count:
        return None
    n = _BRAIN_COARSER
    widths = [(n, n + (-length) % n) for length in mask.voxels.shape]
    padded = np.pad(ndimage.binary_fill_holes(mask.voxels), widths)
    z, y, x = (length // n for length in padded.shape)
    coarse = padded.reshape(z, n, y, n, x, n).mean(axis=(1, 3, 5), dtype=np.float32)
    smooth = ndimage.gaussian_filter(coarse, 1.1)
    first_centre = np.array(mask.start) - n + (n - 1) / 2
    return _surface(smooth, first_centre, float(n), geometry, rounds=12)


def lesion_surface(mask: Mask, geometry: Geometry) -> pyvista.PolyData:
    """Surface of a lesion in LPS mm, rounded but as large as the mask, which is not empty."""
    n = _FINER if mask.count < _SMALL_LESION else 1
    fine = np.pad(mask.voxels, _ROUNDED_VOXELS).astype(np.float32)
    for axis in range(3):
        fine = fine.repeat(n, axis=axis)
    smooth = ndimage.gaussian_filter(fine, 0.8 * n)
    inside = mask.count * n**3
    ordered = np.partition(smooth.ravel(), (-inside - 1, -inside))
    level = float(ordered[-inside] + ordered[-inside - 1]) / 2  # as many fine voxels above it as in the mask
    first_centre = np.array(mask.start) - _ROUNDED_VOXELS - 0.5 + 0.5 / n
    return _surface(smooth / (2 * level), first_centre, 1 / n, geometry, rounds=8)


def _surface(
    values: NDArray[np.float32], start: FloatArray, step: float, geometry: Geometry, rounds: int
) -> pyvista.PolyData:
    """Where ``values`` (z, y, x) pass 0.5; voxel n of an axis lies at ``start + n * step`` of the grid."""
    image = pyvista.ImageData(dimensions=values.shape[::-1])
    image["values"] = np.ascontiguousarray(values).ravel()
    surface = image.contour(
        [0.5], scalars="values", method="flying_edges", compute_normals=False, compute_scalars=False
    )
    patient = geometry.index_to_patient(np.asarray(surface.points)[:, ::-1] * step + start)
    surface.points = patient.astype(np.float32)
    smooth = surface.smooth_taubin(n_iter=rounds, pass_band=0.08, normalize_coordinates=True, boundary_smoothing=False)
    return smooth.compute_normals(split_vertices=False)
