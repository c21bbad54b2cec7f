"""Whole heads with known lesions to measure on; synthetic, or real heads with drawn lesions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.demo.patient import make_patient
from core.dicom.load import volume
from core.dicom.scan import studies
from inference.preprocess import ModelGrid
from training import sources
from training.generator.acquisition import acquire
from training.generator.confounders import add_confounders, add_vessels
from training.generator.contrast import image_of
from training.generator.labels import Anatomy, BoolArray, canonical, signed_distance
from training.generator.lesions import Image, draw_lesion

DIAMETERS_MM = (2.0, 2.5, 3.5, 4.0, 4.5, 5.5, 6.5, 7.5, 9.0, 12.0, 16.0, 22.0)
_APART_MM = 5.0  # between the surfaces of two lesions
KINDS = {
    "maps": "label maps 15 and 16 with all confounders; limits were chosen on these heads with other seeds",
    "real": "three real T1 brains without skull and without contrast agent, never trained on",
    "real, vessels": "the same brains with enhancing vessels drawn in",
    "real head": "one real T1 head without contrast agent, never trained on",
    "procedural": "two procedural heads with all confounders, never trained on",
    "demo": "the demonstration patient, a procedural head, never trained on",
}
MAP_SEEDS, BRAIN_SEEDS = (300,), (100,)
CHOOSING_SEEDS = ((15, 601, 603), (16, 602, 604))  # of each of the label maps kept for choosing


@dataclass(frozen=True, eq=False)
class HeldOut:
    """``image`` (Z, Y, X) at 1 mm canonical; ``brain`` truth or None; ``lesions`` numbers, else 0."""

    name: str
    image: Image
    brain: BoolArray | None
    lesions: NDArray[np.int32]
    diameters_mm: tuple[float, ...]

    @cached_property
    def grown(self) -> NDArray[np.int32]:
        """(Z, Y, X) the lesions' numbers, a voxel further out."""
        cross = ndimage.generate_binary_structure(3, 1)
        return np.asarray(ndimage.grey_dilation(self.lesions, footprint=cross), dtype=np.int32)

    @cached_property
    def there(self) -> frozenset[int]:
        """Numbers of the lesions that fill at least one voxel by half."""
        return frozenset(np.unique(self.lesions).tolist()) - {0}


def heads(kind: str, brain_of: Callable[[Image], BoolArray], *, lesions: bool = True) -> Iterator[HeldOut]:
    """Make the heads of one of ``KINDS``, from fixed seeds; with ``lesions`` False the same heads without any.

    ``brain_of`` finds the brain of a 1 mm canonical image where its truth is not known, to place lesions in it.
    """
    diameters = DIAMETERS_MM if lesions else ()
    if kind == "maps":
        for number, seed in product(sources.CHOOSING_MAPS, MAP_SEEDS):
            yield synthetic(f"map {number}, seed {seed}", sources.label_map(number), number + seed, diameters)
    elif kind in ("real", "real, vessels"):
        seeds = BRAIN_SEEDS if diameters or "vessels" in kind else BRAIN_SEEDS[:1]  # without both, all are one image
        for number, seed in product(sources.TEST_BRAINS, seeds):
            yield real_brain(number, number + seed, diameters, vessels="vessels" in kind)
    elif kind == "real head":
        yield real_head(brain_of, BRAIN_SEEDS[0], diameters)
    elif kind == "procedural":
        for seed in sources.TEST_PROCEDURAL:
            yield synthetic(f"procedural {seed}", sources.procedural(seed), seed, diameters)
    elif lesions:
        yield demo_patient()


def choosing_heads() -> Iterator[HeldOut]:
    """Make the heads on which limits are chosen; nothing that is reported is measured on them."""
    for number, seeds in zip(sources.CHOOSING_MAPS, CHOOSING_SEEDS, strict=True):
        for seed in seeds:
            yield synthetic(f"map {number}, seed {seed}", sources.label_map(number), seed, DIAMETERS_MM)
    for seed in sources.CHOOSING_PROCEDURAL:
        yield synthetic(f"procedural {seed}", sources.procedural(seed), seed, DIAMETERS_MM)


def synthetic(name: str, anatomy: Anatomy, seed: int, diameters_mm: Sequence[float]) -> HeldOut:
    """Fill an anatomy with contrast, confounders and lesions."""
    rng = np.random.default_rng(seed)
    image = image_of(anatomy, anatomy.shares, rng)
    add_confounders(image, anatomy, rng)
    add_vessels(image, anatomy.distance, rng, 40)
    lesions = _implant(image, anatomy.distance, rng, diameters_mm)
    return HeldOut(name, acquire(image, rng), anatomy.distance > 0, lesions, tuple(diameters_mm))


def real_brain(number: int, seed: int, diameters_mm: Sequence[float], *, vessels: bool = False) -> HeldOut:
    """Draw lesions, and enhancing vessels if asked for, into a real skull-stripped brain."""
    anatomy = sources.real_brain(number)
    assert anatomy.texture is not None
    rng = np.random.default_rng(seed)
    image = anatomy.texture.copy()
    if vessels:
        add_vessels(image, anatomy.distance, rng, 40)
    lesions = _implant(image, anatomy.distance, rng, diameters_mm)
    name = f"real brain {number}{', vessels' if vessels else ''}, seed {seed}"
    return HeldOut(name, image, anatomy.distance > 0, lesions, tuple(diameters_mm))


def real_head(brain_of: Callable[[Image], BoolArray], seed: int, diameters_mm: Sequence[float]) -> HeldOut:
    """Draw lesions into the real T1 head, inside the brain that ``brain_of(image)`` finds."""
    voxels = canonical(sources.data_folder() / "t1" / "chris_t1.nii.gz", spacing_mm=1.0)
    brain = brain_of(voxels)
    image = (voxels / np.median(voxels[brain])).astype(np.float32)
    lesions = _implant(image, signed_distance(brain), np.random.default_rng(seed), diameters_mm)
    return HeldOut("real head", image, None, lesions, tuple(diameters_mm))


def demo_patient(seed: int = 1) -> HeldOut:
    """Return the demonstration patient as the application loads it, on the canonical grid."""
    with tempfile.TemporaryDirectory() as folder:
        patient = make_patient(Path(folder), seed)
        (study,) = studies([patient.series_folder])
        loaded = volume(study.series[0])
    truth = np.rint(patient.truth).astype(np.int32)
    grid = ModelGrid.of(loaded.geometry, (1.0, 1.0, 1.0), "canonical-LPS")
    lesions = np.rint(grid.to_model(truth)).astype(np.int32)
    return HeldOut(
        "demo patient", grid.to_model(loaded.voxels), None, lesions, tuple(m.diameter_mm for m in patient.metastases)
    )


def _implant(
    image: Image, distance: Image, rng: np.random.Generator, diameters_mm: Sequence[float]
) -> NDArray[np.int32]:
    lesions = np.zeros(image.shape, np.int32)
    placed: list[tuple[NDArray[np.float64], float]] = []
    solid = (distance > 3) & (ndimage.gaussian_filter(image, 1.5) > 0.6)  # tissue, not fluid
    places = np.argwhere(solid)
    for number, diameter in enumerate(diameters_mm, start=1):
        for _ in range(300):
            centre = places[rng.integers(len(places))] + rng.uniform(-0.5, 0.5, 3)
            if all(np.linalg.norm(centre - c) > _APART_MM + (diameter + d) / 2 for c, d in placed):
                break
        placed.append((centre, diameter))
        drawn = np.zeros(image.shape, bool)
        draw_lesion(image, drawn, distance, centre, diameter, rng, strength=(1.4, 2.2))
        lesions[drawn & (lesions == 0)] = number
    return lesions
