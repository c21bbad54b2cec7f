"""Whole heads with known lesions to measure on; synthetic, or real heads with drawn lesions."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
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

DIAMETERS_MM = (2.5, 4.0, 4.5, 5.5, 6.0, 7.0, 8.0, 9.0, 12.0, 16.0)
_APART_MM = 14.0


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


def synthetic(name: str, anatomy: Anatomy, seed: int) -> HeldOut:
    """Fill an anatomy with contrast, confounders and ten lesions."""
    rng = np.random.default_rng(seed)
    image = image_of(anatomy, anatomy.shares, rng)
    add_confounders(image, anatomy, rng)
    add_vessels(image, anatomy.distance, rng, 40)
    lesions = _implant(image, anatomy.distance, rng)
    return HeldOut(name, acquire(image, rng), anatomy.distance > 0, lesions, DIAMETERS_MM)


def real_brain(number: int, seed: int) -> HeldOut:
    """Draw ten lesions into a real skull-stripped brain."""
    anatomy = sources.real_brain(number)
    assert anatomy.texture is not None
    image = anatomy.texture.copy()
    lesions = _implant(image, anatomy.distance, np.random.default_rng(seed))
    return HeldOut(f"real brain {number}", image, anatomy.distance > 0, lesions, DIAMETERS_MM)


def real_head(brain_of: Callable[[Image], BoolArray], seed: int) -> HeldOut:
    """Draw ten lesions into the real T1 head, inside the brain that ``brain_of(image)`` finds."""
    voxels = canonical(sources.data_folder() / "t1" / "chris_t1.nii.gz", spacing_mm=1.0)
    brain = brain_of(voxels)
    image = (voxels / np.median(voxels[brain])).astype(np.float32)
    lesions = _implant(image, signed_distance(brain), np.random.default_rng(seed))
    return HeldOut("real head", image, None, lesions, DIAMETERS_MM)


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


def _implant(image: Image, distance: Image, rng: np.random.Generator) -> NDArray[np.int32]:
    lesions = np.zeros(image.shape, np.int32)
    centres: list[NDArray[np.float64]] = []
    solid = (distance > 3) & (ndimage.gaussian_filter(image, 1.5) > 0.6)  # tissue, not fluid
    places = np.argwhere(solid)
    for number, diameter in enumerate(DIAMETERS_MM, start=1):
        for _ in range(100):
            centre = places[rng.integers(len(places))] + rng.uniform(-0.5, 0.5, 3)
            if all(np.linalg.norm(centre - other) > _APART_MM for other in centres):
                break
        centres.append(centre)
        drawn = np.zeros(image.shape, bool)
        draw_lesion(image, drawn, distance, centre, diameter, rng, strength=(1.4, 2.2))
        lesions[drawn & (lesions == 0)] = number
    return lesions
