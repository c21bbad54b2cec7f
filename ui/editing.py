"""What editing is set to now: a frozen part of the screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from core.mask import Mask
from core.review.words import Deed

SIZES_MM = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 12.0, 16.0, 20.0)
GROW_STEP_MM = 0.1
_BOUNDARY = re.compile(r"Boundary [\d.]+ to ([\d.]+)")  # the step's name: core's words, in every language of the window


class EditTool(Enum):
    """What the left button does on a slice."""

    LOOK = "Crosshair"
    BRUSH = "Brush"
    FREEHAND = "Freehand"
    POLYGON = "Polygon"
    CUT = "Cut"
    MERGE = "Merge"
    ADD = "Add lesion"
    SAMPLE = "Sample"
    MOVE = "Move"


@dataclass(frozen=True, eq=False)
class Editing:
    """One lesion being edited.

    Parameters
    ----------
    lesion_id
        Whose voxels change.
    before
        Its voxels when editing began: the white dashed line.
    steps_before
        Steps of the review when editing began; those after it are listed.
    tool, erase, ball
        What the left button does; whether it takes voxels away; whether the brush reaches into other slices.
    size_mm
        The brush's diameter.
    brighter_than, darker_than
        Only voxels of at least, and at most, this signal are painted; None leaves that end open.
    takes
        Whether voxels of other lesions are taken from them; else they are left alone.
    live
        The lesion's voxels while a stroke is drawn; None between strokes.
    boundary, boundary_mask
        The threshold that the boundary slider stands at, and the lesion there; None where it was not moved.
    model_boundary, curve
        The threshold at which the model drew the lesion, and (threshold, voxels) pairs at others; empty where the
        model has no answer there.
    grown_from, grown_mm, grown_to
        The voxels that the grow buttons started from, how far they went, and the voxels they led to; a step of
        another kind starts again.

    """

    lesion_id: str
    before: Mask
    steps_before: int
    tool: EditTool = EditTool.BRUSH
    erase: bool = False
    ball: bool = False
    size_mm: float = 4.0
    brighter_than: float | None = None
    darker_than: float | None = None
    takes: bool = False
    live: Mask | None = None
    boundary: float | None = None
    boundary_mask: Mask | None = None
    model_boundary: float = 0.5
    curve: tuple[tuple[float, int], ...] = ()
    grown_from: Mask | None = None
    grown_mm: float = 0.0
    grown_to: Mask | None = None

    def grown(self, mask: Mask) -> float:
        """How far the grow buttons moved the surface of a lesion that has these voxels now."""
        return self.grown_mm if self.grown_to is not None and self.grown_to.same(mask) else 0.0


def boundary_set(history: Sequence[Deed], otherwise: float) -> float:
    """Return the threshold that a lesion's boundary was last set to, by what was done to it and stands."""
    set_to = [_BOUNDARY.search(deed.words) for deed in history]
    return next((float(found[1]) for found in reversed(set_to) if found is not None), otherwise)


def resized(size_mm: float, steps: int) -> float:
    """The brush size ``steps`` further on its scale."""
    nearest = min(range(len(SIZES_MM)), key=lambda n: abs(SIZES_MM[n] - size_mm))
    return SIZES_MM[max(0, min(len(SIZES_MM) - 1, nearest + steps))]
