"""What a scanner would show of a procedural head after contrast: signal, metastases, the scanner's faults."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.demo.head import BRAIN, LabelledHead, Tissue
from core.geometry import Geometry
from core.mask import BoolArray

Image = NDArray[np.float32]

# Signal relative to white matter on a T1-weighted gradient echo after contrast.
SIGNAL = {
    Tissue.BACKGROUND: 0.0,
    Tissue.SKIN: 0.75,
    Tissue.FAT: 1.45,
    Tissue.MUSCLE: 0.62,
    Tissue.SKULL: 0.08,
    Tissue.MARROW: 1.0,
    Tissue.DURA: 1.05,
    Tissue.CSF: 0.22,
    Tissue.GREY: 0.72,
    Tissue.WHITE: 1.0,
    Tissue.DEEP_GREY: 0.84,
    Tissue.VENTRICLE: 0.2,
    Tissue.CHOROID: 1.5,
    Tissue.CEREBELLUM_GREY: 0.74,
    Tissue.CEREBELLUM_WHITE: 0.97,
    Tissue.BRAIN_STEM: 0.95,
    Tissue.EYE: 0.28,
    Tissue.SINUS: 1.75,
    Tissue.VESSEL: 1.7,
    Tissue.AIR: 0.02,
    Tissue.CORD: 0.92,
}
_WHITE_SIGNAL = 600.0
_SUPERSAMPLING = 4
_RING_CORE = 0.45  # of the white matter: necrosis is darker than brain


@dataclass(frozen=True)
class Metastasis:
    """A lesion to put in: where (patient LPS mm), how large, how bright, and of which shape.

    Parameters
    ----------
    contrast
        Its signal relative to white matter.
    ring
        A bright rim around a dark core, as larger metastases show.
    uneven
        0 is a ball; 0.3 is clearly irregular.

    """

    centre: tuple[float, float, float]
    diameter_mm: float
    contrast: float = 1.8
    ring: bool = False
    uneven: float = 0.0


def occupancy(metastasis: Metastasis, geometry: Geometry) -> tuple[tuple[slice, slice, slice], Image]:
    """Share of each voxel that the lesion fills: the box on the grid, and (z, y, x) shares from 0 to 1."""
    reach = metastasis.diameter_mm / 2 * (1 + metastasis.uneven) + 1
    middle = geometry.patient_to_index(metastasis.centre)
    margin = reach / geometry.spacing
    low = np.maximum(np.floor(middle - margin).astype(int), 0)
    high = np.minimum(np.ceil(middle + margin).astype(int) + 1, geometry.shape)
    fine = [
        (np.arange((b - a) * _SUPERSAMPLING) + 0.5) / _SUPERSAMPLING - 0.5 + a for a, b in zip(low, high, strict=True)
    ]
    points = geometry.index_to_patient(np.stack(np.meshgrid(*fine, indexing="ij"), axis=-1))
    inside = _inside(metastasis, points - np.array(metastasis.centre))
    shape = [n for a, b in zip(low, high, strict=True) for n in (b - a, _SUPERSAMPLING)]
    shares = inside.reshape(shape).mean(axis=(1, 3, 5)).astype(np.float32)
    box = tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    return (box[0], box[1], box[2]), shares


def _inside(metastasis: Metastasis, offsets: NDArray[np.float64]) -> BoolArray:
    """A ball whose radius wavers with direction, the waves fixed by the lesion's own place."""
    distance = np.linalg.norm(offsets, axis=-1)
    rng = np.random.default_rng(abs(hash(metastasis.centre)) % 2**32)
    wave = np.zeros(distance.shape)
    for _ in range(4):
        wave += np.sin(offsets @ rng.normal(0, 4.0 / metastasis.diameter_mm, 3) + rng.uniform(0, 6))
    radius = metastasis.diameter_mm / 2 * (1 + metastasis.uneven * wave / 4)
    return np.asarray(distance <= radius)


def render(
    head: LabelledHead, metastases: tuple[Metastasis, ...], rng: np.random.Generator
) -> tuple[Image, NDArray[np.uint8]]:
    """Render a head with lesions.

    Returns
    -------
    image
        (Z, Y, X) float32, white matter about 600.
    truth
        (Z, Y, X) uint8, voxels at least half filled by a lesion, numbered from 1 in the order given.

    """
    signal = np.zeros(len(Tissue), dtype=np.float32)
    for tissue, value in SIGNAL.items():
        signal[tissue] = value
    clean = signal[head.labels]
    clean *= 1 + 0.035 * _texture(clean.shape, rng)
    clean = ndimage.gaussian_filter(clean, 0.55)  # the scanner's point spread: partial volume at every edge
    truth = np.zeros(head.labels.shape, dtype=np.uint8)
    for number, metastasis in enumerate(metastases, start=1):
        _put_in(clean, truth, metastasis, number, head.geometry)
    field = 1 + 0.12 * _bias(clean.shape, rng)
    noise = rng.standard_normal((2, *clean.shape), dtype=np.float32) * 0.028
    magnitude = np.hypot(clean * field + noise[0], noise[1])  # Rician, as magnitude images are
    return magnitude * np.float32(_WHITE_SIGNAL), truth


def _put_in(clean: Image, truth: NDArray[np.uint8], lesion: Metastasis, number: int, geometry: Geometry) -> None:
    box, shares = occupancy(lesion, geometry)
    inner = np.full(shares.shape, lesion.contrast, dtype=np.float32)
    if lesion.ring:
        core = Metastasis(lesion.centre, lesion.diameter_mm * 0.55, uneven=lesion.uneven)
        core_box, core_shares = occupancy(core, geometry)
        at = tuple(slice(c.start - b.start, c.stop - b.start) for c, b in zip(core_box, box, strict=True))
        inner[at] += core_shares * (_RING_CORE - lesion.contrast)
    clean[box] += shares * (inner - clean[box])
    truth[box][shares >= 0.5] = number


def _texture(shape: tuple[int, ...], rng: np.random.Generator) -> Image:
    noise = ndimage.uniform_filter(rng.standard_normal(shape, dtype=np.float32), 3)
    return np.asarray(noise / noise.std())


def _bias(shape: tuple[int, ...], rng: np.random.Generator) -> Image:
    """A slow brightening across the head, between -1 and 1."""
    axes = [np.linspace(-1, 1, n, dtype=np.float32) for n in shape]
    slopes = rng.uniform(-0.5, 0.5, 3)
    ramp = slopes[0] * axes[0][:, None, None] + slopes[1] * axes[1][:, None] + slopes[2] * axes[2]
    return np.asarray(np.sin(ramp * 1.5), dtype=np.float32)


def brain_labels() -> list[int]:
    """Numbers of the tissues that metastases grow in."""
    return [int(tissue) for tissue in BRAIN - {Tissue.VENTRICLE, Tissue.CHOROID}]
