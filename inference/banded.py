"""A weight matrix with one band, laid along an axis of a volume: block by block as small dense products."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# New samples, and voxels beside them, at once. Larger products are not faster, and BLAS then hands each of thousands
# to several threads, which on a shared processor wait for each other: measured up to 40 times as long.
BLOCK, _BESIDE = 16, 256


@dataclass(frozen=True, eq=False)
class Band:
    """Weights from an axis' old samples to its new ones.

    Parameters
    ----------
    weights
        (new, old) float32; a row's weights lie together, rows further down further right.
    first, last
        (new,) of each row, the first sample with a weight, and the one after the last.

    """

    weights: Array
    first: NDArray[np.int64]
    last: NDArray[np.int64]

    @classmethod
    def of(cls, weights: NDArray[np.floating]) -> Band:
        """Keep (new, old) weights; every row has one that is not zero."""
        there = weights != 0
        old = weights.shape[1]
        return cls(
            np.ascontiguousarray(weights, dtype=np.float32),
            there.argmax(axis=1).astype(np.int64),
            old - there[:, ::-1].argmax(axis=1).astype(np.int64),
        )

    @property
    def new(self) -> int:
        """How many samples it gives."""
        return len(self.weights)

    @property
    def old(self) -> int:
        """How many samples it takes."""
        return int(self.weights.shape[1])

    def part(self, rows: slice, columns: slice) -> Band:
        """Only some new samples, from some old ones that hold all of their weights."""
        start = columns.start
        return Band(self.weights[rows, columns], self.first[rows] - start, self.last[rows] - start)

    def touched(self, start: int, stop: int) -> slice:
        """The new samples that take any of the old ones from ``start`` up to ``stop``."""
        rows = np.flatnonzero((self.first < stop) & (self.last > start))
        return slice(int(rows[0]), int(rows[-1]) + 1) if rows.size else slice(0, 0)

    def taken(self, rows: slice) -> slice:
        """The old samples that some new ones take."""
        return slice(int(self.first[rows].min()), int(self.last[rows].max()))


def along(array: Array, axis: int, band: Band) -> Array:
    """Lay a band along an axis of (Z, Y, X); the other axes stay."""
    shape = list(array.shape)
    shape[axis] = band.new
    answer = np.empty(shape, dtype=np.float32)
    array = np.ascontiguousarray(array)
    for start in range(0, band.new, BLOCK):
        rows = slice(start, min(start + BLOCK, band.new))
        columns = band.taken(rows)
        weights = band.weights[rows, columns]
        if axis == 2:
            for j in range(0, shape[1], _BESIDE):
                answer[:, j : j + _BESIDE, rows] = array[:, j : j + _BESIDE, columns] @ weights.T
        elif axis == 1:
            for i in range(0, shape[2], _BESIDE):
                answer[:, rows, i : i + _BESIDE] = weights @ array[:, columns, i : i + _BESIDE]
        else:
            answer[rows] = np.tensordot(weights, array[columns], axes=1)
    return answer


def resampled(array: Array, bands: Sequence[Band | None]) -> Array:
    """Lay a band along each axis of (Z, Y, X); None leaves an axis as it is.

    What shrinks the volume most goes first; of axes that grow it the last, so that the long writes are whole rows.
    """
    axes = [(min(1.0, band.new / band.old), -axis) for axis, band in enumerate(bands) if band is not None]
    for _, axis in sorted(axes):
        band = bands[-axis]
        if band is not None:
            array = along(array, -axis, band)
    return array
