"""One series on another's grid: whose patient coordinates may be compared, and the voxels there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.errors import Cancelled, MetsReviewError
from core.geometry import FloatArray, Geometry
from core.study import Series
from core.volume import Volume

_EDGE = 0.5 + 1e-6  # voxels: a volume reaches half a voxel beyond its outermost centres


class NotRegistered(MetsReviewError):  # noqa: N818 - what is wrong, as the reader would say it
    """Two series whose coordinates are not the same patient's space: laying one over the other would be a guess."""

    exit_code = 3


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


def resampled(
    volume: Volume,
    onto: Geometry,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> NDArray[np.float32]:
    """Return a volume's signal at another grid's voxel centres, between its own centres by trilinear weights.

    Parameters
    ----------
    volume
        What is looked at.
    onto
        Where: any grid in the same patient space; one of a single slice is a cut through the volume.
    progress
        Called with slices done and slices in all.
    cancel
        Asked between slices.

    Returns
    -------
    NDArray
        ``onto.shape`` float32; not a number beyond the volume's outer voxel edges.

    Raises
    ------
    Cancelled
        If ``cancel`` says so.

    """
    to_index = volume.geometry.inverse @ onto.affine
    result = np.empty(onto.shape, dtype=np.float32)
    for k in range(onto.shape[0]):
        if cancel is not None and cancel():
            raise Cancelled
        offset = to_index[:3, 3] + k * to_index[:3, 0]
        part = result[k : k + 1]
        ndimage.affine_transform(
            volume.voxels, to_index[:3, :3], offset, output_shape=part.shape, output=part, order=1, mode="nearest"
        )
        part[~_inside(to_index[:3, 1:3], offset, volume.geometry.shape, part.shape[1:])[None]] = np.nan
        if progress is not None:
            progress(k + 1, onto.shape[0])
    return result


def _inside(
    steps: FloatArray, offset: FloatArray, shape: tuple[int, int, int], size: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Whether each place of a slice (rows, columns) lies within a volume; ``steps`` (3, 2) are indices a pixel."""
    rows, columns = np.arange(size[0])[:, None], np.arange(size[1])[None, :]
    inside = np.ones(size, dtype=np.bool_)
    for axis, count in enumerate(shape):
        index = offset[axis] + steps[axis, 0] * rows + steps[axis, 1] * columns
        inside &= (index >= -_EDGE) & (index <= count - 1 + _EDGE)
    return inside
