"""What the probe reads under the mouse: signal, patient position, whose voxel it is, the model's probability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.geometry import FloatArray
from core.probability import ProbabilityMap
from core.volume import Volume
from ui import numbers
from ui.glyphs import Glyph
from ui.viewer.mark import Marks


@dataclass(frozen=True, eq=False)
class Probe:
    """Reads one place.

    Parameters
    ----------
    volume, marks
        What is shown.
    probability
        The model's answer on the same grid, or None.
    second_name, second
        The series laid over or beside, on the same grid, or None.

    """

    volume: Volume
    marks: Marks
    probability: ProbabilityMap | None = None
    second_name: str = ""
    second: Volume | None = None

    def lines(self, index: FloatArray) -> tuple[str, ...]:
        """Return the corner's lines for a place, (3,) fractional (k, j, i); none beside the volume."""
        k, j, i = np.floor(index + 0.5).astype(int).tolist()
        if any(not 0 <= n < count for n, count in zip((k, j, i), self.volume.geometry.shape, strict=True)):
            return ()
        voxel = (k, j, i)
        signal = f"Signal {_signal(float(self.volume.voxels[voxel]))}"
        if self.second is not None:
            other = float(self.second.voxels[voxel])
            signal += f"   {self.second_name} {_signal(other) if np.isfinite(other) else '–'}"
        x, y, z = (numbers.length(float(mm)) for mm in self.volume.geometry.index_to_patient(index))
        lines = [signal, f"LPS {x}  {y}  {z} mm"]
        mark = self.marks.at(voxel)
        if mark is not None:
            status = "put aside" if mark.glyph is Glyph.CANDIDATE else mark.glyph.value
            lines.append(f"{mark.label if mark.glyph is Glyph.CANDIDATE else f'Lesion {mark.label}'}, {status}")
        if self.probability is not None:
            lines.append(f"Prob. {self.probability.at(voxel):.2f}")
        return tuple(lines)


def _signal(value: float) -> str:
    """Whole numbers, or three digits where the signal is small."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
