"""What the status bar tells of the shared cursor."""

from __future__ import annotations

from dataclasses import dataclass

from core.geometry import FloatArray
from core.plane import position_letters
from core.volume import Volume


@dataclass(frozen=True, eq=False)
class CursorPlace:
    """A voxel and what is there.

    Parameters
    ----------
    index
        Voxel (k, j, i).
    lps_mm
        (3,) patient LPS millimetres of its centre.
    signal
        The volume's value there.

    """

    index: tuple[int, int, int]
    lps_mm: FloatArray
    signal: float

    @classmethod
    def of(cls, volume: Volume, index: tuple[int, int, int]) -> CursorPlace:
        """Read a voxel (k, j, i) of a volume."""
        return cls(index, volume.geometry.index_to_patient(index), float(volume.voxels[index]))

    @property
    def words(self) -> str:
        """The place in letters, e.g. ``"L 23.0  A 35.0  S 60.0 mm"``."""
        return position_letters(self.lps_mm)
