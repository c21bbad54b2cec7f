"""What the scanner adds: field, slice profile, noise at the acquired resolution, gamma."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from training.generator.lesions import Image
from training.generator.warp import smooth_noise

_THICK_SHARE, _THICKEST_MM = 0.35, 7.0
_GHOST_SHARE, _GHOST = 0.12, 0.12  # of heads that moved, and how bright their ghosts are at most
_FWHM = 2.355


def acquire(image: Image, rng: np.random.Generator, step_mm: float = 1.0, field_mm: float = 60.0) -> Image:
    """Return (Z, Y, X) as scanned: values over brain median, never negative."""
    field = np.exp(rng.uniform(0, 0.12) * smooth_noise(rng, image.shape, field_mm / step_mm))
    scanned = image * field
    thickness = np.array([1.0, 1.0, 1.0])
    if rng.random() < _THICK_SHARE:
        thickness[rng.choice(3, p=(0.6, 0.2, 0.2))] = rng.uniform(1.2, _THICKEST_MM)
    if rng.random() < _GHOST_SHARE:
        scanned += ghosts(scanned, rng, step_mm)
    blur = np.sqrt(np.maximum(thickness**2 - 1, 0) + rng.uniform(0, 0.8) ** 2) / _FWHM / step_mm
    scanned = ndimage.gaussian_filter(scanned, blur)
    noise = rng.standard_normal(image.shape).astype(np.float32)
    if thickness.max() > 1.2:
        noise = ndimage.gaussian_filter(noise, (thickness - 1) / _FWHM / step_mm)
    spread = rng.uniform(0.005, 0.09)
    scanned = np.abs(scanned + spread * noise)
    return np.asarray(scanned ** rng.uniform(0.85, 1.18), dtype=np.float32)


def ghosts(image: Image, rng: np.random.Generator, step_mm: float) -> Image:
    """What a head that moves leaves along the phase direction: faint copies, brighter and darker in turn."""
    axis, shift = int(rng.integers(3)), int(rng.uniform(5, 20) / step_mm)
    copies = [sign * np.roll(image, sign * shift, axis) for sign in (1, -1)]
    return np.asarray(rng.uniform(0.2, 1) * _GHOST * (copies[0] + copies[1]), dtype=np.float32)
