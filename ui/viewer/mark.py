"""A lesion or candidate as the views draw it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from core.geometry import FloatArray
from core.lesion import Candidate, Lesion
from core.mask import Mask
from core.plane import Plane
from ui import glyphs
from ui.glyphs import Glyph


@dataclass(frozen=True, eq=False)
class Mark:
    """What is drawn of one finding.

    Parameters
    ----------
    finding_id
        The lesion's or the candidate's id.
    label
        Written beside it: ``"7"``, ``"S2"``.
    glyph
        The lesion's status; candidate for what was put aside; edited while the reader changes it.
    mask
        Its voxels on the volume's grid; not empty.

    """

    finding_id: str
    label: str
    glyph: Glyph
    mask: Mask

    @classmethod
    def of_lesion(cls, lesion: Lesion) -> Mark:
        """Return a lesion's mark."""
        return cls(lesion.lesion_id, str(lesion.number), glyphs.of(lesion.status), lesion.mask)

    @classmethod
    def of_candidate(cls, candidate: Candidate) -> Mark:
        """Return the mark of what was put aside."""
        return cls(candidate.candidate_id, candidate.candidate_id, Glyph.CANDIDATE, candidate.mask)

    @cached_property
    def centre(self) -> tuple[float, float, float]:
        """The voxels' mean index (k, j, i)."""
        k, j, i = self.mask.indices().mean(axis=0)
        return float(k), float(j), float(i)

    @cached_property
    def corners(self) -> FloatArray:
        """(2, 3) indices (k, j, i) of the box's outer corners, half a voxel beyond the outermost centres."""
        start = np.array(self.mask.start, dtype=np.float64)
        return np.stack([start - 0.5, start + self.mask.voxels.shape - 0.5])

    def on_slice(self, plane: Plane, slice_index: int) -> bool:
        """Whether the box reaches into a slice."""
        through = self.mask.box[plane.axes[0]]
        return bool(through.start <= slice_index < through.stop)

    def holds(self, voxel: tuple[int, int, int]) -> bool:
        """Whether a voxel (k, j, i) is in the mask."""
        inside = [n - start for n, start in zip(voxel, self.mask.start, strict=True)]
        if any(not 0 <= n < count for n, count in zip(inside, self.mask.voxels.shape, strict=True)):
            return False
        k, j, i = inside
        return bool(self.mask.voxels[k, j, i])


@dataclass(frozen=True, eq=False)
class Diameters:
    """Ends of a lesion's diameters, each (2, 3) as fractional (k, j, i).

    Parameters
    ----------
    longest, perpendicular
        In one axial slice.

    """

    longest: FloatArray
    perpendicular: FloatArray

    def on_slice(self, plane: Plane, slice_index: int) -> bool:
        """Whether both lines lie in a slice of the plane."""
        through = np.concatenate([self.longest, self.perpendicular])[:, plane.axes[0]]
        return float(np.abs(through - slice_index).max()) <= 0.5


@dataclass(frozen=True, eq=False)
class Marks:
    """What lies over the images.

    Parameters
    ----------
    lesions, candidates
        Drawn in this order.
    selected_id
        Of a lesion or a candidate.
    diameters
        Of the selected lesion, or None.

    """

    lesions: tuple[Mark, ...] = ()
    candidates: tuple[Mark, ...] = ()
    selected_id: str | None = None
    diameters: Diameters | None = None

    @property
    def all(self) -> tuple[Mark, ...]:
        """Candidates first: lesions lie on top of them."""
        return (*self.candidates, *self.lesions)

    @cached_property
    def selected(self) -> Mark | None:
        """The selected mark."""
        return self.find(self.selected_id)

    def find(self, finding_id: str | None) -> Mark | None:
        """Return the mark with an id, or None."""
        return next((mark for mark in self.all if mark.finding_id == finding_id), None)

    def at(self, voxel: tuple[int, int, int]) -> Mark | None:
        """Return the uppermost mark that holds a voxel (k, j, i)."""
        return next((mark for mark in reversed(self.all) if mark.holds(voxel)), None)
