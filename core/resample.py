"""One series on another's grid: whose patient coordinates may be compared, and the voxels there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import SimpleITK
from numpy.typing import NDArray

from core.errors import Cancelled, NotRegistered
from core.geometry import FloatArray, Geometry
from core.study import Series
from core.volume import Volume

_SLAB = 16  # slices between two questions whether to stop


def refuse_unregistered(series: Series, onto: Series) -> None:
    """Let pass only what shares a frame of reference with ``onto`` in the same study.

    Raises
    ------
    NotRegistered
        One sentence with the reason, and the way out.

    """
    name = series.description or series.kind
    if series.geometry is None:
        sentence = series.refusal.sentence if series.refusal else "its slices have no certain place."
        raise NotRegistered(f"“{name}” cannot be laid over: {sentence}")
    if series.study_instance_uid != onto.study_instance_uid:
        raise NotRegistered(f"“{name}” is of another study.", "Register it where the plan is made.")
    frames = series.frame_of_reference_uid, onto.frame_of_reference_uid
    if not all(frames):
        raise NotRegistered(f"“{name}” cannot be laid over: no frame of reference is recorded.")
    if frames[0] != frames[1]:
        raise NotRegistered(
            f"“{name}” has another frame of reference: the patient may have moved in between.",
            "Register it where the plan is made.",
        )


class Sampler:
    """Looks a volume's signal up at other grids' voxel centres, between its own centres by trilinear weights.

    It keeps a copy of the voxels, and so is made once for many cuts.

    Parameters
    ----------
    volume
        What is looked at.

    """

    def __init__(self, volume: Volume) -> None:
        self._image = image_of(volume)

    def on(self, grid: Geometry, transform: SimpleITK.Transform | None = None) -> NDArray[np.float32]:
        """``grid.shape`` float32; not a number beyond the volume's outer voxel edges.

        Parameters
        ----------
        grid
            Any in the same patient space; one of a single slice is a cut through the volume.
        transform
            From the grid's patient space to the volume's, where they are not the same.

        """
        return on_grid(self._image, grid, float("nan"), transform)


def image_of(volume: Volume) -> SimpleITK.Image:
    """Return a copy of a volume as ITK holds it, in patient LPS millimetres."""
    geometry = volume.geometry
    image = SimpleITK.GetImageFromArray(volume.voxels)
    image.SetOrigin(geometry.origin.tolist())
    image.SetSpacing(_xyz(geometry.spacing))
    image.SetDirection(_direction(geometry))
    return image


def on_grid(
    image: SimpleITK.Image, grid: Geometry, elsewhere: float, transform: SimpleITK.Transform | None = None
) -> NDArray[np.float32]:
    """Return an image's signal at a grid's voxel centres by trilinear weights, ``elsewhere`` beyond its edges."""
    resample = SimpleITK.ResampleImageFilter()
    resample.SetSize(grid.shape[::-1])
    resample.SetOutputOrigin(grid.origin.tolist())
    resample.SetOutputSpacing(_xyz(grid.spacing))
    resample.SetOutputDirection(_direction(grid))
    resample.SetInterpolator(SimpleITK.sitkLinear)
    resample.SetDefaultPixelValue(elsewhere)
    if transform is not None:
        resample.SetTransform(transform)
    return np.asarray(SimpleITK.GetArrayFromImage(resample.Execute(image)))


def resampled(
    volume: Volume,
    onto: Geometry,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    to_volume: FloatArray | None = None,
) -> NDArray[np.float32]:
    """Return a volume's signal on another grid, as :class:`Sampler` finds it.

    Parameters
    ----------
    volume, onto
        What is looked at, and where.
    progress
        Called with slices done and slices in all.
    cancel
        Asked now and then.
    to_volume
        (4, 4) the grid's patient LPS millimetres to the volume's, where a registration has found them to differ.

    Raises
    ------
    Cancelled
        If ``cancel`` says so.

    """
    sampler = Sampler(volume)
    transform = None if to_volume is None else affine(to_volume)
    result = np.empty(onto.shape, dtype=np.float32)
    for start in range(0, onto.shape[0], _SLAB):
        if cancel is not None and cancel():
            raise Cancelled
        slab = result[start : start + _SLAB]
        to_slab = np.eye(4)
        to_slab[0, 3] = start
        slab[:] = sampler.on(Geometry((len(slab), *onto.shape[1:]), onto.affine @ to_slab), transform)
        if progress is not None:
            progress(start + len(slab), onto.shape[0])
    return result


def affine(matrix: FloatArray) -> SimpleITK.AffineTransform:
    """Return a (4, 4) matrix of patient LPS millimetres as ITK holds it."""
    transform = SimpleITK.AffineTransform(3)
    transform.SetMatrix(matrix[:3, :3].ravel().tolist())
    transform.SetTranslation(matrix[:3, 3].tolist())
    return transform


def _xyz(spacing: FloatArray) -> list[float]:
    """Spacing along (i, j, k), as ITK orders axes."""
    return [float(mm) for mm in spacing[::-1]]


def _direction(geometry: Geometry) -> list[float]:
    return [float(each) for each in geometry.directions[:, ::-1].ravel()]
