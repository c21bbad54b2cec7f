"""Label maps as tissue classes, with the places where bright structures run that are not lesions."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray
from scipy import ndimage

BoolArray: TypeAlias = NDArray[np.bool_]


class Tissue(IntEnum):
    """What a voxel is made of; from ``OTHER`` on, tissues outside the brain without a name."""

    AIR = 0
    WHITE = 1
    GREY = 2
    CEREBELLAR_GREY = 3
    CSF = 4
    DEEP_GREY = 5
    STEM = 6
    VESSEL = 7
    VENTRICLE = 8
    OTHER = 9


class Zone(IntEnum):
    """Where enhancing structures run that are not lesions."""

    NONE = 0
    FALX = 1
    TENTORIUM = 2
    SAGITTAL_SINUS = 3
    TRANSVERSE_SINUS = 4
    CHOROID = 5
    PITUITARY = 6


TISSUE_COUNT = 21
_BRAIN_LABELS = {
    Tissue.WHITE: (2, 41, 7, 46, 25, 57, 85),
    Tissue.GREY: (3, 42, 17, 53, 18, 54, 26, 58),
    Tissue.CEREBELLAR_GREY: (8, 47),
    Tissue.CSF: (24,),
    Tissue.VENTRICLE: (4, 43, 5, 44, 14, 15),
    Tissue.DEEP_GREY: (10, 11, 12, 13, 49, 50, 51, 52),
    Tissue.STEM: (16, 28, 60),
    Tissue.VESSEL: (30, 62, 72),
}
_OUTSIDE_LABELS = (502, 506, 507, 508, 509, 511, 512, 514, 515, 516, 530)
BRAIN_TISSUES = (Tissue.WHITE, Tissue.GREY, Tissue.CEREBELLAR_GREY, Tissue.DEEP_GREY, Tissue.STEM)
_CHIASM = 85
_VERSION = 4  # of what is kept in the cache
_CLOSED_MM = 2  # sulci narrower than twice this belong to the brain
_SOLID, _DEEP_MM, _DEEP_CLOSED_MM = 0.55, 22.0, 7  # of a real brain: brightness of tissue, where ventricles lie
_SHEET_MM = 1.0  # falx and tentorium, to each side of their middle
_EVERY_SECOND = (slice(None, None, 2),) * 3
_AROUND_MM = 28  # kept around the brain: more than a patch reaches


@dataclass(frozen=True, eq=False)
class Anatomy:
    """One head on a 1 mm canonical grid (k to S, j to P, i to L).

    ``tissues`` and ``zones`` (Z, Y, X) uint8; ``distance`` (Z, Y, X) float32, signed mm to the brain's
    surface, inside positive; ``texture`` (Z, Y, X) float32, a real image over its brain median, or None.
    """

    tissues: NDArray[np.uint8]
    zones: NDArray[np.uint8]
    distance: NDArray[np.float32]
    texture: NDArray[np.float32] | None = None

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """(TISSUE_COUNT,) voxels of each tissue inside the brain's surface."""
        return np.bincount(self.tissues[self.distance > 0], minlength=TISSUE_COUNT).astype(np.float64)


def from_label_map(path: Path, cache: Path) -> Anatomy:
    """Read one whole-head label map (1 mm, FreeSurfer's numbers); the result is kept in ``cache``."""
    return cached(cache, path.name.split(".")[0], lambda: _around_brain(path))


def _around_brain(path: Path) -> Anatomy:
    labels = canonical(path).round().astype(np.int32)
    brain = np.isin(labels, _BRAIN_LABELS[Tissue.WHITE] + _BRAIN_LABELS[Tissue.GREY] + _BRAIN_LABELS[Tissue.STEM])
    found = ndimage.find_objects(brain.astype(np.uint8))[0]
    return anatomy_of(labels[tuple(slice(max(0, s.start - _AROUND_MM), s.stop + _AROUND_MM) for s in found)])


def whole_head(path: Path, cache: Path) -> Anatomy:
    """Read one label map as a whole head at 2 mm; the result is kept in ``cache``."""
    name = f"{path.name.split('.')[0]}-head"
    return cached(cache, name, lambda: at_2_mm(tissues_of(canonical(path).round().astype(np.int32))))


def at_2_mm(tissues: NDArray[np.uint8]) -> Anatomy:
    """Every second voxel of (Z, Y, X) tissues at 1 mm; the brain's surface is that of 1 mm, distances are mm."""
    halved = np.ascontiguousarray(tissues[_EVERY_SECOND])
    return Anatomy(halved, np.zeros_like(halved), signed_distance(brain_of(tissues))[_EVERY_SECOND].copy())


def real_at_2_mm(brain: Anatomy) -> Anatomy:
    """Every second voxel of a real brain; distances stay mm."""
    texture = None if brain.texture is None else brain.texture[_EVERY_SECOND].copy()
    tissues, zones = brain.tissues[_EVERY_SECOND].copy(), brain.zones[_EVERY_SECOND].copy()
    return Anatomy(tissues, zones, brain.distance[_EVERY_SECOND].copy(), texture)


def brain_of(tissues: NDArray[np.uint8]) -> BoolArray:
    """(Z, Y, X) brain with its ventricles and narrow sulci, at 1 mm."""
    return closed_brain(np.isin(tissues, (*BRAIN_TISSUES, Tissue.VENTRICLE)))


def anatomy_of(labels: NDArray[np.int32]) -> Anatomy:
    """Turn (Z, Y, X) FreeSurfer numbers on the canonical 1 mm grid into tissues, zones and distances."""
    tissues = tissues_of(labels)
    distance = signed_distance(brain_of(tissues))
    return Anatomy(tissues, _zones(labels, tissues, distance), distance)


def tissues_of(labels: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Merge FreeSurfer numbers into tissues, left with right."""
    table = np.zeros(int(labels.max()) + 1, np.uint8)
    table[1:] = Tissue.OTHER
    for tissue, numbers in _BRAIN_LABELS.items():
        table[[n for n in numbers if n < table.size]] = tissue
    for n, number in enumerate(_OUTSIDE_LABELS):
        if number < table.size:
            table[number] = Tissue.OTHER + 1 + n
    return table[labels]


def from_real_brain(path: Path, cache: Path) -> Anatomy:
    """Read one skull-stripped T1 brain at 1 mm; its tissues are only grey inside and air outside."""
    return cached(cache, path.name.split(".")[0], lambda: _textured(path))


def _textured(path: Path) -> Anatomy:
    voxels = canonical(path, spacing_mm=1.0)
    left = closed_brain(ndimage.binary_opening(voxels > 0.05 * np.percentile(voxels, 99), iterations=2))
    box = tuple(slice(s.start, s.stop) for s in ndimage.find_objects(left.astype(np.uint8))[0])
    voxels, left = np.pad(voxels[box], 16), np.pad(left[box], 16)
    texture = (voxels / np.median(voxels[left])).astype(np.float32)
    brain = _tissue(texture, left)
    texture /= np.median(texture[brain])
    tissues = np.where(brain, Tissue.GREY, Tissue.AIR).astype(np.uint8)
    return Anatomy(tissues, np.zeros_like(tissues), signed_distance(brain), texture)


def _tissue(texture: NDArray[np.float32], left: BoolArray) -> BoolArray:
    """(Z, Y, X) brain as label maps have it, out of what skull stripping ``left``: 4 mm of fluid around it go.

    Ventricles are fluid that lies deep: there wider gaps are closed.
    """
    solid = ndimage.binary_opening(ndimage.gaussian_filter(texture, 0.5) > _SOLID)
    deep = ndimage.distance_transform_edt(left) > _DEEP_MM
    return np.asarray(closed_brain(solid) | (closed_brain(solid, _DEEP_CLOSED_MM) & deep))


def canonical(path: Path, spacing_mm: float | None = None) -> NDArray[np.float32]:
    """Read a NIfTI file as (Z, Y, X) with k to S, j to P, i to L, linearly resampled to a spacing."""
    image = sitk.DICOMOrient(sitk.ReadImage(str(path), sitk.sitkFloat32), "LPS")
    voxels = sitk.GetArrayFromImage(image)
    if spacing_mm is not None:
        voxels = ndimage.zoom(voxels, [s / spacing_mm for s in image.GetSpacing()[::-1]], order=1)
    return np.ascontiguousarray(voxels, dtype=np.float32)


def closed_brain(brain: BoolArray, closing: int = _CLOSED_MM) -> BoolArray:
    """Fill sulci (to twice ``closing`` voxels wide) and holes of a brain mask; keep its largest part."""
    margin = closing + 1
    padded = np.pad(brain, margin)
    wide = ndimage.distance_transform_edt(~padded) <= closing
    closed = (ndimage.distance_transform_edt(wide) > closing) | padded
    closed = ndimage.binary_fill_holes(closed)
    parts, _ = ndimage.label(closed)
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    inner = slice(margin, -margin)
    return np.asarray((parts == sizes.argmax())[inner, inner, inner])


def signed_distance(brain: BoolArray) -> NDArray[np.float32]:
    """(Z, Y, X) voxels to the brain's surface, inside positive."""
    inside = ndimage.distance_transform_edt(brain)
    return np.asarray(inside - ndimage.distance_transform_edt(~brain), dtype=np.float32)


def _zones(labels: NDArray[np.int32], tissues: NDArray[np.uint8], distance: NDArray[np.float32]) -> NDArray[np.uint8]:
    solid = np.isin(tissues, BRAIN_TISSUES)
    to_left, to_right = _away(np.isin(labels, (2, 3))), _away(np.isin(labels, (41, 42)))
    to_cerebrum, to_cerebellum = np.minimum(to_left, to_right), _away(np.isin(labels, (7, 8, 46, 47)))
    ventricles = tissues == Tissue.VENTRICLE
    zones = np.zeros(labels.shape, np.uint8)
    zones[_between(to_left, to_right, 8) & ~solid & ~ventricles] = Zone.FALX
    zones[_between(to_cerebrum, to_cerebellum, 6) & ~solid] = Zone.TENTORIUM
    rim = (distance < -0.5) & (distance > -7) & ~solid
    middle = _near(zones == Zone.FALX, 4)
    zones[rim & middle & _upper(labels.shape, solid)] = Zone.SAGITTAL_SINUS
    zones[rim & _near(zones == Zone.TENTORIUM, 6)] = Zone.TRANSVERSE_SINUS
    zones[ventricles & _near(solid, 3) & (distance > 8)] = Zone.CHOROID
    zones[_below(labels == _CHIASM) & ~solid] = Zone.PITUITARY
    return zones


def _below(chiasm: BoolArray) -> BoolArray:
    """Where the pituitary lies: a body of 8 x 8 x 14 mm whose middle is 8 mm below that of the optic chiasm."""
    here = np.zeros(chiasm.shape, bool)
    if chiasm.any():
        k, j, i = np.mean(np.nonzero(chiasm), axis=1)
        z, y, x = np.ogrid[: chiasm.shape[0], : chiasm.shape[1], : chiasm.shape[2]]
        here[:] = ((z - k + 8) / 4) ** 2 + ((y - j) / 4) ** 2 + ((x - i) / 7) ** 2 < 1
    return here


def _away(mask: BoolArray) -> NDArray[np.float32]:
    return np.asarray(ndimage.distance_transform_edt(~mask), dtype=np.float32)


def _near(mask: BoolArray, mm: float) -> BoolArray:
    return np.asarray(_away(mask) <= mm)


def _between(to_one: NDArray[np.float32], to_other: NDArray[np.float32], gap_mm: float) -> BoolArray:
    """Whether a voxel lies on the sheet midway between two parts that are at most ``gap_mm`` apart there."""
    return np.asarray((np.abs(to_one - to_other) <= _SHEET_MM) & (to_one + to_other <= gap_mm))


def _upper(shape: tuple[int, ...], solid: BoolArray) -> BoolArray:
    """Above or behind the brain's middle, where the superior sagittal sinus runs."""
    middle = np.mean(np.nonzero(solid), axis=1)
    k, j, _ = np.ogrid[: shape[0], : shape[1], : shape[2]]
    return np.broadcast_to((k > middle[0]) | (j > middle[1] + 20), shape)


def cached(folder: Path, name: str, make: Callable[[], Anatomy]) -> Anatomy:
    """Return the anatomy kept in ``folder`` under ``name``, made first where it is not there."""
    kept = folder / f"{name}-{_VERSION}.npz"
    if not kept.exists():
        _keep(make(), kept)
    with np.load(kept) as arrays:
        texture = arrays["texture"].astype(np.float32) if "texture" in arrays else None
        return Anatomy(arrays["tissues"], arrays["zones"], arrays["distance"].astype(np.float32), texture)


def _keep(anatomy: Anatomy, kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {"tissues": anatomy.tissues, "zones": anatomy.zones}
    arrays["distance"] = anatomy.distance.astype(np.float16)
    if anatomy.texture is not None:
        arrays["texture"] = anatomy.texture.astype(np.float16)
    part = kept.with_name(f".{kept.stem}.{os.getpid()}.npz")
    np.savez(part, **arrays)
    part.replace(kept)
