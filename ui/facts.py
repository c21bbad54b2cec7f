"""What the window says about a mask: measured once, then remembered."""

from __future__ import annotations

from dataclasses import dataclass

from core import measure
from core.mask import BoolArray, Mask
from core.position import position_words
from core.rano_bm import why_not_measurable
from core.volume import Volume


@dataclass(frozen=True)
class Measures:
    """What a row of a list shows: place in words, cubic millimetres, millimetres."""

    position: str
    volume_mm3: float
    longest_mm: float
    perpendicular_mm: float
    not_measurable: str = ""  # why RANO-BM does not count it


@dataclass(frozen=True)
class Evidence:
    """What the evidence card adds.

    Parameters
    ----------
    contrast
        Mean signal inside divided by that just outside.
    elongation
        1.0 is a ball.
    surface_mm
        From the lesion to the brain's surface; None without a brain mask.
    first_slice, last_slice
        Of the slices nearest to axial, as the axial view counts them, from 1.

    """

    contrast: float
    elongation: float
    surface_mm: float | None
    first_slice: int
    last_slice: int


class Facts:
    """Measures of the masks of one review.

    Parameters
    ----------
    volume
        The series' voxels.
    brain_mask
        (Z, Y, X) bool on the same grid; None where no brain mask was made.

    """

    def __init__(self, volume: Volume, brain_mask: BoolArray | None) -> None:
        self.volume = volume
        self.brain_mask = brain_mask
        # Masks never change; the mask itself is kept so that its id is not given to another.
        self._measures: dict[int, tuple[Mask, Measures]] = {}
        self._evidence: dict[int, tuple[Mask, Evidence]] = {}

    def measures(self, mask: Mask) -> Measures:
        """Return place, volume and diameters."""
        if id(mask) not in self._measures:
            self._measures[id(mask)] = (mask, self._measure(mask))
        return self._measures[id(mask)][1]

    def evidence(self, mask: Mask) -> Evidence:
        """Return what only the selected lesion shows."""
        if id(mask) not in self._evidence:
            self._evidence[id(mask)] = (mask, self._weigh(mask))
        return self._evidence[id(mask)][1]

    def _measure(self, mask: Mask) -> Measures:
        geometry = self.volume.geometry
        diameters = measure.diameters(mask, geometry)
        return Measures(
            position=position_words(mask, self.brain_mask, geometry) if self.brain_mask is not None else "Brain",
            volume_mm3=measure.volume_mm3(mask, geometry),
            longest_mm=diameters.longest_mm,
            perpendicular_mm=diameters.perpendicular_mm,
            not_measurable=why_not_measurable(diameters),
        )

    def _weigh(self, mask: Mask) -> Evidence:
        geometry = self.volume.geometry
        axial, surface = geometry.patient_axes[2], None
        if self.brain_mask is not None:
            surface = measure.distance_to_surface_mm(mask, self.brain_mask, geometry)
        return Evidence(
            contrast=measure.contrast_to_surroundings(self.volume, mask),
            elongation=measure.elongation(mask, geometry),
            surface_mm=surface,
            first_slice=mask.start[axial] + 1,
            last_slice=mask.start[axial] + mask.voxels.shape[axial],
        )
