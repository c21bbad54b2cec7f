"""Masks to triangle surfaces in patient millimetres."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from vtkmodules.util.numpy_support import numpy_to_vtk, vtk_to_numpy
from vtkmodules.vtkCommonDataModel import vtkImageData, vtkPolyData
from vtkmodules.vtkFiltersCore import vtkFlyingEdges3D, vtkPolyDataNormals, vtkWindowedSincPolyDataFilter

from core.geometry import FloatArray, Geometry
from core.mask import BoolArray, Mask

_ROUNDED_VOXELS = 3
_FINER, _SMALL_LESION = 3, 3000  # thirds of a voxel for what has fewer voxels than that
_BRAIN_COARSER = 2  # voxels joined along each axis: a quarter of the triangles, the folds still seen


def brain_surface(brain_mask: BoolArray, geometry: Geometry) -> vtkPolyData | None:
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


def lesion_surface(mask: Mask, geometry: Geometry) -> vtkPolyData:
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
) -> vtkPolyData:
    """Where ``values`` (z, y, x) pass 0.5; voxel n of an axis lies at ``start + n * step`` of the grid."""
    edges = vtkFlyingEdges3D()
    edges.SetInputData(_image(values))
    edges.SetValue(0, 0.5)
    edges.ComputeNormalsOff()
    edges.ComputeScalarsOff()
    edges.Update()
    surface = edges.GetOutput()
    points = vtk_to_numpy(surface.GetPoints().GetData())
    patient = geometry.index_to_patient(points[:, ::-1] * step + start)
    surface.GetPoints().SetData(numpy_to_vtk(np.ascontiguousarray(patient, dtype=np.float32), deep=True))
    return _smoothed(surface, rounds)


def _image(values: NDArray[np.float32]) -> Any:
    image = vtkImageData()
    image.SetDimensions(*values.shape[::-1])
    image.GetPointData().SetScalars(numpy_to_vtk(np.ascontiguousarray(values).ravel(), deep=True))
    return image


def _smoothed(surface: vtkPolyData, rounds: int) -> vtkPolyData:
    smooth = vtkWindowedSincPolyDataFilter()
    smooth.SetInputData(surface)
    smooth.SetNumberOfIterations(rounds)
    smooth.SetPassBand(0.08)
    smooth.NormalizeCoordinatesOn()
    smooth.BoundarySmoothingOff()
    normals = vtkPolyDataNormals()
    normals.SetInputConnection(smooth.GetOutputPort())
    normals.SplittingOff()
    normals.Update()
    smoothed: vtkPolyData = normals.GetOutput()
    return smoothed
