"""What goes into a structure set beside the lesions, where the reader asks for it: margins around them, the brain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from core.errors import ExportRefused
from core.geometry import Geometry
from core.margin import check_margin, expanded, is_cut_off, too_short_along
from core.mask import BoolArray, Mask
from core.structure_set import Outline, Roi, StructureSet

BRAIN_NAME = "BRAIN"
_XOR = (
    "Holes are contours of their own (CLOSEDPLANAR_XOR): a program that does not know these leaves the whole "
    "structure out."
)
MARGIN_WORDS = "Margin of"  # how a margin's description begins; what comes back in is told by it


@dataclass(frozen=True, eq=False)
class Beside:
    """What to add.

    Parameters
    ----------
    margin_mm
        Of a PTV around each lesion; None adds none.
    inside_brain
        Whether margins are kept inside the brain.
    brain
        Whether the brain is added as an organ: the reader has looked at it and answers for it.
    brain_mask
        (Z, Y, X) bool on the series' grid; needed for the last two.
    brain_from_file
        Whether the brain mask is a file that the reader named, not the model's.

    """

    margin_mm: float | None = None
    inside_brain: bool = False
    brain: bool = False
    brain_mask: BoolArray | None = None
    brain_from_file: bool = False


NOTHING_BESIDE = Beside()


def with_beside(
    structure_set: StructureSet,
    beside: Beside,
    geometry: Geometry,
    outline: Outline,
    name_of: Callable[[Roi], str],
) -> StructureSet:
    """Add margins, named by ``name_of`` of the lesion's ROI, and the brain.

    Raises
    ------
    UsageError
        If the margin is none that can be made.
    ExportRefused
        If the brain is asked for and there is no brain mask of this grid.

    """
    if beside.margin_mm is not None:
        check_margin(beside.margin_mm)
    mask = _brain_mask(beside, geometry)
    added = [] if beside.margin_mm is None else [_margin(roi, beside, mask, geometry) for roi in structure_set.rois]
    names = [name_of(roi) for roi in structure_set.rois[: len(added)]]
    if beside.brain:
        assert mask is not None, "seen above"
        source = "from a file that the reader named" if beside.brain_from_file else "found by the model"
        added.append((Mask.from_full(mask), f"The brain, {source} and approved by the reader", "", "ORGAN"))
        names.append(BRAIN_NAME)
    first = len(structure_set.rois) + 1
    rois = tuple(
        Roi(
            number=number,
            name=name,
            lesion_id=lesion_id,
            tracking_uid="",
            algorithm="MANUAL" if kind == "ORGAN" and beside.brain_from_file else "AUTOMATIC",
            mask=voxels,
            contours=outline(voxels, geometry),
            kind=kind,
            made=made,
        )
        for number, (name, (voxels, made, lesion_id, kind)) in enumerate(zip(names, added, strict=True), start=first)
    )
    return replace(structure_set, beside=rois)


def remarks(structure_set: StructureSet, beside: Beside, geometry: Geometry) -> tuple[str, ...]:
    """Say which way of writing holes costs what, where a margin adds nothing, and which the images' end cuts off."""
    xor = (_XOR,) if any(contour.is_xor for roi in structure_set.all_rois for contour in roi.contours) else ()
    if beside.margin_mm is None:
        return xor
    margin_mm = beside.margin_mm
    names = {roi.lesion_id: roi.name for roi in structure_set.beside if roi.kind == "PTV"}
    cut = [names[roi.lesion_id] for roi in structure_set.rois if is_cut_off(roi.mask, geometry, margin_mm)]
    narrow = [
        f"A margin of {margin_mm:g} mm adds nothing where voxels are {side:.3g} mm long."
        for side in too_short_along(geometry, margin_mm)
    ]
    within = _kept_inside(structure_set, names, beside, geometry) if beside.inside_brain else ()
    return (*xor, *narrow, *(f"{name} is cut off where the images end." for name in cut), *within)


def _kept_inside(
    structure_set: StructureSet, names: Mapping[str, str], beside: Beside, geometry: Geometry
) -> tuple[str, ...]:
    """How much of each margin the brain mask takes away: at its edge some, of a lesion outside it all."""
    assert beside.margin_mm is not None, "asked for"
    masks = {roi.lesion_id: roi.mask for roi in structure_set.beside if roi.kind == "PTV"}
    told = []
    for roi in structure_set.rois:
        whole = expanded(roi.mask, geometry, beside.margin_mm, None).count - roi.mask.count
        kept = masks[roi.lesion_id].count - roi.mask.count
        lost = round(100 * (1 - kept / whole)) if whole else 0
        if lost:
            told.append(f"{names[roi.lesion_id]} is kept inside the brain: {lost} % of its margin is left away.")
    return tuple(told)


def _margin(roi: Roi, beside: Beside, mask: BoolArray | None, geometry: Geometry) -> tuple[Mask, str, str, str]:
    assert beside.margin_mm is not None, "asked for"
    within = mask if beside.inside_brain else None
    kept = ", kept inside the brain" if beside.inside_brain else ""
    made = f"{MARGIN_WORDS} {beside.margin_mm:g} mm around {roi.name}{kept}"
    return expanded(roi.mask, geometry, beside.margin_mm, within), made, roi.lesion_id, "PTV"


def _brain_mask(beside: Beside, geometry: Geometry) -> BoolArray | None:
    wanted = beside.brain or (beside.inside_brain and beside.margin_mm is not None)
    if not wanted:
        return None
    mask = beside.brain_mask
    if mask is None or not mask.any():
        remedy = "Leave the brain away." if beside.brain else "Do not keep margins inside the brain."
        raise ExportRefused("There is no brain mask of this series.", f"{remedy[:-1]}, or give a brain mask.")
    if mask.shape != geometry.shape:
        raise ExportRefused("The brain mask does not lie on the series' grid.", "Leave the brain away.")
    return np.asarray(mask, dtype=np.bool_)
