"""The model's probability at every voxel, kept small: in steps of 1/250, beside the review's log."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.atomic import replacing
from core.mask import NOTHING, Mask
from core.regions import regions

FILE_NAME = "probability.npz"
STEPS = 250
LOWEST = 0.02  # nothing below it is kept
LOWEST_ASKED = 0.1
_TOUCHING = np.ones((3, 3, 3), dtype=np.bool_)  # corners connect, as in post-processing


@dataclass(frozen=True, eq=False)
class ProbabilityMap:
    """Probabilities on the series' grid.

    Parameters
    ----------
    steps
        (Z, Y, X) uint8: the probability in 250ths, rounded down, so that ``steps >= 125`` is exactly ``p >= 0.5``.

    """

    steps: NDArray[np.uint8]

    @classmethod
    def of(cls, probability: NDArray[np.float32]) -> ProbabilityMap:
        """Keep (Z, Y, X) probabilities, 0 to 1."""
        steps = np.zeros(probability.shape, dtype=np.uint8)
        for one, other in zip(probability, steps, strict=True):  # slice by slice: almost everywhere there is nothing
            there = one > LOWEST / 2
            if there.any():
                exact = np.floor(np.clip(one[there], 0, 1).astype(np.float64) * STEPS + 1e-4).astype(np.uint8)
                other[there] = np.where(exact < LOWEST * STEPS, 0, exact)
        return cls(steps)

    def at(self, voxel: tuple[int, int, int]) -> float:
        """The probability at (k, j, i)."""
        return float(self.steps[voxel]) / STEPS

    def values(self, mask: Mask) -> NDArray[np.float64]:
        """(N,) probabilities of a mask's voxels."""
        return np.asarray(self.steps[mask.box][mask.voxels] / STEPS)

    def part_around(self, mask: Mask, threshold: float, reach: int) -> Mask:
        """Voxels at or above ``threshold`` that hang together with ``mask``, up to ``reach`` voxels beyond its box."""
        box = self._box(mask, reach)
        inside = self.steps[box] >= _steps(threshold)
        labels, _ = ndimage.label(inside, structure=_TOUCHING)
        touched = np.unique(labels[mask.within(box) & inside])
        kept = np.isin(labels, touched[touched > 0])
        return Mask.trimmed(tuple(s.start for s in box), kept)

    def part_at(self, voxel: tuple[int, int, int], threshold: float, reach: int) -> Mask:
        """The part at or above ``threshold`` that holds a voxel; nothing where the voxel is below it."""
        seed = Mask(voxel, np.ones((1, 1, 1), dtype=np.bool_))
        return self.part_around(seed, threshold, reach) if self.steps[voxel] >= _steps(threshold) else NOTHING

    def parts(self, threshold: float) -> list[Mask]:
        """All parts at or above ``threshold``, 0.1 at least, largest first."""
        found = []
        for region in self._regions:
            box = region.box
            inside = region.voxels & (self.steps[box] >= _steps(threshold))
            labels, _ = ndimage.label(inside, structure=_TOUCHING)
            for number, part in enumerate(ndimage.find_objects(labels), start=1):
                start = tuple(a.start + b.start for a, b in zip(box, part, strict=True))
                found.append(Mask.trimmed(start, labels[part] == number))
        return sorted(found, key=lambda mask: (-mask.count, mask.start))

    @cached_property
    def _regions(self) -> list[Mask]:
        """Groups of parts at the lowest threshold that is asked for: the whole volume is looked through once."""
        return regions(self.steps >= _steps(LOWEST_ASKED))

    def save(self, folder: Path) -> None:
        """Write it into a review's folder; OSError where that cannot be done."""
        with replacing(folder / FILE_NAME) as aside:
            np.savez_compressed(aside, steps=self.steps)

    @classmethod
    def load(cls, folder: Path, shape: tuple[int, int, int]) -> ProbabilityMap | None:
        """Read it back; None where there is none, or not one of that shape."""
        try:
            with (folder / FILE_NAME).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                steps = arrays["steps"]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile, zlib.error):
            return None
        return cls(steps) if steps.shape == shape and steps.dtype == np.uint8 else None

    def _box(self, mask: Mask, reach: int) -> tuple[slice, ...]:
        return tuple(
            slice(max(0, s.start - reach), min(n, s.stop + reach))
            for s, n in zip(mask.box, self.steps.shape, strict=True)
        )


def _steps(threshold: float) -> int:
    """The smallest count of steps that is at or above a threshold, never none."""
    return max(1, round(threshold * STEPS))
