"""From the network's grid back to the series', only where the answer can matter."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.probability import LOWEST
from core.regions import regions
from inference.banded import BLOCK, Band, resampled
from inference.sliding_window import NO_EVIDENCE

Array = NDArray[np.float32]

_AT_ONCE = 1 << 22  # voxels of the series that are made together
_MOSTLY = 0.6  # of the volume in boxes: then all of it at once is sooner done


def floor(probability: float) -> float:
    """Evidence below which nobody asks: under the package's threshold, and under what probability maps keep."""
    lowest = min(probability, LOWEST)
    return math.log(lowest / (1 - lowest)) - 0.01 if lowest > 0 else -math.inf


def to_series(
    logits: Array,
    steps: Sequence[Band | None],
    shape: Sequence[int],
    possible: NDArray[np.bool_],
    merge: Callable[[Array], Array],
) -> Array:
    """Resample logits and make them evidence, where it may be above the floor.

    Parameters
    ----------
    logits
        (K, Z, Y, X) on the network's grid.
    steps
        Along each axis, from that grid to ``shape``; weights not below zero.
    possible
        (Z, Y, X) on the network's grid: new voxels that take none of these are below the floor.
    merge
        (K, z, y, x) logits to (z, y, x) evidence.

    Returns
    -------
    (Z, Y, X) float32 of ``shape``
        In boxes around what is possible, exactly what the whole volume would give; elsewhere ``NO_EVIDENCE``.

    """
    evidence = np.full(tuple(shape), NO_EVIDENCE, dtype=np.float32)
    boxes = [_reached(mask.box, steps) for mask in regions(possible)]
    if sum(math.prod(s.stop - s.start for s in box) for box in boxes) > _MOSTLY * evidence.size:
        boxes = [tuple(slice(0, n) for n in shape)]
    for box in itertools.chain.from_iterable(_slabs(each) for each in boxes):
        taken = tuple(s if step is None else step.taken(s) for s, step in zip(box, steps, strict=True))
        parts = [None if step is None else step.part(s, t) for step, s, t in zip(steps, box, taken, strict=True)]
        evidence[box] = merge(np.stack([resampled(each[taken], parts) for each in logits]))
    return evidence


def _slabs(box: tuple[slice, ...]) -> Iterator[tuple[slice, ...]]:
    """A box in pieces along its first axis, so that what lies between two axes' steps stays small beside the answer."""
    slices = box[0].stop - box[0].start
    plane = math.prod(s.stop - s.start for s in box[1:])
    thick = BLOCK * max(1, _AT_ONCE // max(1, plane * BLOCK))
    for first in range(0, slices, thick):
        start = box[0].start + first
        yield slice(start, min(start + thick, box[0].stop)), *box[1:]


def _reached(box: tuple[slice, ...], steps: Sequence[Band | None]) -> tuple[slice, ...]:
    return tuple(s if step is None else step.touched(s.start, s.stop) for s, step in zip(box, steps, strict=True))
