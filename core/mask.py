"""Boolean voxels on a volume's grid, kept as the smallest box that holds them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Mask:
    """Voxels of one lesion.

    Parameters
    ----------
    start
        Index (k, j, i) of the box's first voxel on the volume's grid.
    voxels
        (z, y, x) bool, the box's content. Read-only.

    """

    start: tuple[int, int, int]
    voxels: BoolArray

    def __post_init__(self) -> None:
        voxels = np.ascontiguousarray(self.voxels, dtype=np.bool_)
        voxels.setflags(write=False)
        object.__setattr__(self, "voxels", voxels)
        object.__setattr__(self, "start", tuple(int(n) for n in self.start))

    @classmethod
    def from_full(cls, full: NDArray[np.generic]) -> Mask:
        """Crop a (Z, Y, X) array on the volume's grid to its true voxels; none gives an empty box."""
        true = np.asarray(full, dtype=np.bool_)
        filled = [np.flatnonzero(true.any(axis=others)) for others in ((1, 2), (0, 2), (0, 1))]
        if not filled[0].size:
            return NOTHING
        box = tuple(slice(int(each[0]), int(each[-1]) + 1) for each in filled)
        return cls((box[0].start, box[1].start, box[2].start), true[box].copy())

    @classmethod
    def trimmed(cls, start: tuple[int, ...], voxels: BoolArray) -> Mask:
        """Crop a box that begins at ``start`` to its true voxels; none gives an empty box."""
        inner = cls.from_full(voxels)
        if inner.count == 0:
            return inner
        k, j, i = (int(a) + b for a, b in zip(start, inner.start, strict=True))
        return cls((k, j, i), inner.voxels)

    @property
    def box(self) -> tuple[slice, slice, slice]:
        """The box as slices of the volume's grid."""
        k, j, i = self.start
        z, y, x = self.voxels.shape
        return slice(k, k + z), slice(j, j + y), slice(i, i + x)

    @cached_property
    def count(self) -> int:
        """Number of true voxels."""
        return int(np.count_nonzero(self.voxels))

    def to_full(self, shape: tuple[int, int, int]) -> BoolArray:
        """(Z, Y, X) bool on the volume's grid.

        Raises
        ------
        ValueError
            If the box leaves the grid.

        """
        if any(s.start < 0 or s.stop > n for s, n in zip(self.box, shape, strict=True)):
            raise ValueError("the mask's box leaves the volume's grid")
        full = np.zeros(shape, dtype=np.bool_)
        full[self.box] = self.voxels
        return full

    def indices(self) -> NDArray[np.int64]:
        """(N, 3) indices (k, j, i) of the true voxels on the volume's grid."""
        return np.asarray(np.argwhere(self.voxels) + np.array(self.start))

    def within(self, box: tuple[slice, ...]) -> BoolArray:
        """Its voxels in another ``box`` of the grid: (z, y, x) bool, False where it has none."""
        part = np.zeros([s.stop - s.start for s in box], dtype=np.bool_)
        shared = [(max(a.start, b.start), min(a.stop, b.stop)) for a, b in zip(self.box, box, strict=True)]
        if all(low < high for low, high in shared):
            here = tuple(slice(low - s.start, high - s.start) for (low, high), s in zip(shared, box, strict=True))
            there = tuple(slice(low - s.start, high - s.start) for (low, high), s in zip(shared, self.box, strict=True))
            part[here] = self.voxels[there]
        return part

    def __or__(self, other: Mask) -> Mask:
        """Voxels of either."""
        if not (self.count and other.count):
            return self if self.count else other
        box = tuple(slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(self.box, other.box, strict=True))
        return Mask.trimmed(tuple(s.start for s in box), self.within(box) | other.within(box))

    def __and__(self, other: Mask) -> Mask:
        """Voxels of both."""
        if self.apart(other):
            return NOTHING
        return Mask.trimmed(self.start, self.voxels & other.within(self.box))

    def __sub__(self, other: Mask) -> Mask:
        """Voxels that the other does not have."""
        if self.apart(other):
            return self
        return Mask.trimmed(self.start, self.voxels & ~other.within(self.box))

    def apart(self, other: Mask) -> bool:
        """Whether the boxes share no voxel; most lesions' do not."""
        return any(a.stop <= b.start or b.stop <= a.start for a, b in zip(self.box, other.box, strict=True))

    def same(self, other: Mask) -> bool:
        """Whether both hold the same voxels."""
        return self.count == other.count == (self & other).count


NOTHING = Mask((0, 0, 0), np.zeros((0, 0, 0), dtype=np.bool_))
"""No voxel at all."""
