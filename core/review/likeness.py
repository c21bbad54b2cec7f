"""What a series' images look like, coarsely: by it a review knows its own where UIDs were used twice.

Anonymisers have given two patients the same UIDs, and programs have rewritten a series under the ones it had. A digest
of every voxel would also tell, and would refuse a review where another decoder of a compressed image rounds
otherwise; means of blocks do not move by that.
"""

from __future__ import annotations

import base64
import binascii

import numpy as np
from numpy.typing import NDArray

_BLOCKS = 16  # along each axis
_STEPS = 32.0  # a standard deviation of the blocks' means
_MOST_STEPS = 0.5  # by which the same images' blocks differ in the mean; a shift by one voxel moves them by more


def likeness_of(voxels: NDArray[np.float32]) -> str:
    """Return the means of 16 x 16 x 16 blocks of (Z, Y, X) voxels, whatever their scale and offset, in base64."""
    means: NDArray[np.floating] = voxels
    for axis, length in enumerate(voxels.shape):
        starts = np.linspace(0, length, min(_BLOCKS, length), endpoint=False).astype(np.intp)
        sums = np.add.reduceat(means, starts, axis=axis, dtype=np.float64)
        counts = np.diff(starts, append=length)
        means = sums / counts.reshape([-1 if each == axis else 1 for each in range(3)])
    spread = float(means.std())
    steps = (means - means.mean()) / spread * _STEPS if spread else np.zeros(means.shape)
    return base64.b64encode(np.clip(np.rint(steps), -127, 127).astype(np.int8).tobytes()).decode()


def are_alike(one: str, other: str) -> bool:
    """Whether two likenesses are of the same images; an empty one, as of a review of before, is like anything.

    Raises
    ------
    ValueError
        If one of them is no likeness.

    """
    if not one or not other:
        return True
    here, there = _steps(one), _steps(other)
    return here.shape == there.shape and float(np.abs(here - there).mean()) <= _MOST_STEPS


def checked(likeness: str) -> str:
    """Return a likeness as it was read.

    Raises
    ------
    ValueError
        If it is none.

    """
    _steps(likeness)
    return likeness


def _steps(likeness: str) -> NDArray[np.int16]:
    try:
        return np.frombuffer(base64.b64decode(likeness, validate=True), np.int8).astype(np.int16)
    except binascii.Error as error:
        raise ValueError("a likeness is no base64") from error
