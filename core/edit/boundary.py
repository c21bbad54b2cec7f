"""Where a lesion ends at a threshold on the model's probability, with what the reader drew kept."""

from __future__ import annotations

from dataclasses import dataclass

from core.mask import Mask
from core.probability import ProbabilityMap

REACH = 12  # voxels around the lesion in which a lower boundary is looked for


@dataclass(frozen=True, eq=False)
class ModelBoundary:
    """The model's answer around one lesion.

    Parameters
    ----------
    probability
        The model's answer at every voxel.
    around
        What a part must hang together with to be this lesion.
    spared
        Other lesions' voxels, which are left alone.

    """

    probability: ProbabilityMap
    around: Mask
    spared: tuple[Mask, ...] = ()

    def at(self, threshold: float) -> Mask:
        """Return the lesion as the model alone draws it at a threshold."""
        return self._free(self.probability.part_around(self.around, threshold, REACH))

    def moved(self, mask: Mask, reference: float, threshold: float) -> Mask:
        """Move a lesion's boundary from one threshold to another.

        What it has beyond the model's answer at ``reference``, and what it lacks of it, was drawn: both stay.
        """
        before, after = self.at(reference), self.at(threshold)
        return self._free((after | (mask - before)) - (before - mask))

    def _free(self, mask: Mask) -> Mask:
        for other in self.spared:
            mask = mask - other
        return mask
