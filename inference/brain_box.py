"""Windows around the brain alone: fewer, and elsewhere than a whole head's, so that the answer differs a little."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.mask import Mask

_REACH_MM = 5.0  # beyond the brain: what is counted lies within 2 mm of it


def around(
    brain: NDArray[np.bool_], shape: Sequence[int], spacing_mm: Sequence[float], patch: Sequence[int]
) -> tuple[slice, ...]:
    """The box of a grid that holds the brain.

    Parameters
    ----------
    brain
        (Z, Y, X) on any grid that spans the same millimetres as the one asked about.
    shape, spacing_mm
        Of the grid asked about.
    patch
        Size of the windows: the box is no smaller, where the grid is not.

    Returns
    -------
    three slices
        All of the grid where there is no brain.

    """
    found = Mask.from_full(brain)
    if not found.count:
        return tuple(slice(0, size) for size in shape)
    box = []
    for part, whole, size, mm, window in zip(found.box, brain.shape, shape, spacing_mm, patch, strict=True):
        low = part.start * size / whole - _REACH_MM / mm
        high = part.stop * size / whole + _REACH_MM / mm
        short = max(0.0, window - (high - low)) / 2
        start = int(np.clip(np.floor(low - short), 0, max(0, size - window)))
        box.append(slice(start, int(np.clip(np.ceil(high + short), min(size, start + window), size))))
    return tuple(box)
