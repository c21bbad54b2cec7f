"""Tissues as a contrast-enhanced T1 image, in units of the brain's median."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from training.generator.labels import TISSUE_COUNT, Anatomy, Tissue
from training.generator.warp import smooth_noise

_RANDOM_SHARE = 0.2
_DEEP_SHARE, _DEEP = 0.5, 0.2  # tissue deep in the brain, as the corpus callosum, may be brighter


def tissue_means(rng: np.random.Generator) -> NDArray[np.float64]:
    """(TISSUE_COUNT,) brightness of each tissue; mostly T1-like, sometimes random."""
    means = rng.uniform(0.05, 1.6, TISSUE_COUNT)
    means[Tissue.AIR] = rng.uniform(0.0, 0.06)
    if rng.random() < _RANDOM_SHARE:
        return means
    white, grey = 1.0, rng.uniform(0.62, 0.92)
    means[Tissue.WHITE] = white
    means[Tissue.GREY] = grey
    means[Tissue.CEREBELLAR_GREY] = grey * rng.uniform(0.95, 1.1)
    means[Tissue.DEEP_GREY] = rng.uniform(grey, white)
    means[Tissue.STEM] = rng.uniform(0.88, 1.02)
    means[Tissue.CSF] = rng.uniform(0.12, 0.45)
    means[Tissue.VENTRICLE] = means[Tissue.CSF] * rng.uniform(0.9, 1.1)
    means[Tissue.VESSEL] = rng.uniform(0.3, 2.6)
    return means


def image_of(part: Anatomy, shares: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float32]:
    """(Z, Y, X) image over brain median; ``shares`` are the whole brain's tissues, which give that median."""
    if part.texture is not None:
        return _real(part, part.texture, rng)
    means = tissue_means(rng)
    means /= _median(means, shares)
    image = means.astype(np.float32)[part.tissues]
    image = ndimage.gaussian_filter(image, rng.uniform(0.3, 0.7))
    if rng.random() < _DEEP_SHARE:
        image *= 1 + rng.uniform(-_DEEP, _DEEP) * np.clip(part.distance / 40, 0, 1)
    coarse, fine = rng.uniform(0, 0.06), rng.uniform(0, 0.05)
    image *= 1 + coarse * smooth_noise(rng, image.shape, 10) + fine * smooth_noise(rng, image.shape, 3)
    return np.asarray(image, dtype=np.float32)


def _median(means: NDArray[np.float64], shares: NDArray[np.float64]) -> float:
    order = np.argsort(means)
    cumulated = np.cumsum(shares[order])
    return float(max(means[order[np.searchsorted(cumulated, cumulated[-1] / 2)]], 0.05))


def _real(part: Anatomy, texture: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """A real brain; every second one gets a head around it: dark CSF and bone, then brighter layers."""
    if rng.random() < 0.5:
        return texture.copy()
    depth = -part.distance + 1.5 * smooth_noise(rng, part.distance.shape, 8)
    csf, bone, scalp = rng.uniform(0.1, 0.5), rng.uniform(0.02, 0.6), rng.uniform(0.4, 1.8)
    shell = np.select([depth < 3, depth < 9, depth < 18], [csf, bone, scalp], 0.02).astype(np.float32)
    shell *= 1 + 0.2 * smooth_noise(rng, shell.shape, 4)
    outside = ndimage.gaussian_filter((part.distance <= 0).astype(np.float32), 0.6)
    return np.asarray(texture * (1 - outside) + shell * outside, dtype=np.float32)
