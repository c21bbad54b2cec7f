"""What the reader looks at and how: never in the review log, never undone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.plane import Convention

SMALLEST_FIELD_MM = 8.0
LARGEST_FIELD_MM = 600.0
_DARKEST, _BRIGHTEST = 1.0, 99.5  # percentiles of the head that the automatic window spans
_SAMPLES = 200_000


class PointerTool(Enum):
    """What dragging with the left button does."""

    CURSOR = "cursor"
    WINDOW = "window"
    ZOOM = "zoom"
    PAN = "pan"


@dataclass(frozen=True)
class Window:
    """Which signal values are shown from black to white.

    Parameters
    ----------
    width
        Signal between black and white, over 0.
    level
        The signal shown as middle grey.

    """

    width: float
    level: float

    @property
    def darkest(self) -> float:
        """The signal shown as black."""
        return self.level - self.width / 2

    def dragged(self, right: float, down: float, unit: float) -> Window:
        """Wider to the right, brighter upwards: one ``unit`` of signal a pixel."""
        return Window(max(self.width + right * unit, unit), self.level + down * unit)


@dataclass(frozen=True)
class ViewState:
    """What all views share.

    Parameters
    ----------
    cursor
        The voxel (k, j, i) at the crosshair: its slices are shown.
    centre
        The place (k, j, i), fractional, in the middle of every view.
    field_mm
        Millimetres over a view's shorter side.
    window
        Black to white.
    convention
        Radiological or neurological.
    contours_hidden
        While C is held.
    contours_filled
        A choice of the reader: 18 % of the status colour inside the line.
    overlay
        Share of the second series laid over the first, 0 to 1; 0 where it is not shown.
    tool
        What dragging does.

    """

    cursor: tuple[int, int, int] = (0, 0, 0)
    centre: tuple[float, float, float] = (0.0, 0.0, 0.0)
    field_mm: float = 200.0
    window: Window = Window(1.0, 0.5)
    convention: Convention = Convention.RADIOLOGICAL
    contours_hidden: bool = False
    contours_filled: bool = False
    overlay: float = 0.0
    tool: PointerTool = PointerTool.CURSOR


def automatic_window(voxels: NDArray[Any]) -> Window:
    """Span the signal of the head in a (Z, Y, X) array, from the darkest to nearly the brightest."""
    step = max(1, int(np.cbrt(voxels.size / _SAMPLES)))
    sample = np.asarray(voxels[::step, ::step, ::step], dtype=np.float64)
    sample = sample[np.isfinite(sample)]
    if sample.size == 0 or sample.min() == sample.max():
        return Window(1.0, float(sample[0]) if sample.size else 0.5)
    head = sample[sample > sample.min() + 0.05 * (np.percentile(sample, _BRIGHTEST) - sample.min())]
    darkest, brightest = np.percentile(head if head.size else sample, (_DARKEST, _BRIGHTEST))
    darkest = min(darkest, sample.min() + 0.02 * (brightest - sample.min()))
    return Window(float(brightest - darkest) or 1.0, float(brightest + darkest) / 2)


@dataclass(frozen=True)
class WindowPreset:
    """A named window, as a share of the automatic one's width and level."""

    name: str
    width_share: float
    level_share: float

    def window(self, automatic: Window) -> Window:
        """Return the preset's window for a volume whose automatic window is ``automatic``."""
        level = automatic.darkest + self.level_share * automatic.width
        return Window(automatic.width * self.width_share, level)


WINDOW_PRESETS = (
    WindowPreset("Automatic", 1.0, 0.5),
    WindowPreset("Bright", 0.7, 0.35),
    WindowPreset("High contrast", 0.5, 0.5),
    WindowPreset("Enhancement", 0.6, 0.7),
)
