"""Structures that are not lesions: vessels, dura, falx, tentorium, sinuses, plexus, pituitary, blobs; dark voids."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from training.generator.labels import Anatomy, Zone
from training.generator.lesions import Image, log_uniform, occupancy, signed_shape
from training.generator.warp import smooth_noise

_ON_SURFACE = 0.6
_STEP_MM = 0.6


def add_confounders(image: Image, part: Anatomy, rng: np.random.Generator) -> None:
    """Draw unlabelled enhancing structures into ``image`` (over brain median), changed in place."""
    if rng.random() < 0.85:
        add_vessels(image, part.distance, rng, int(rng.integers(1, 7)))
    if rng.random() < 0.2:
        add_vessels(image, part.distance, rng, int(rng.integers(1, 4)), (1.2, 2.8))
    if rng.random() < 0.1:
        add_void(image, part.distance, rng)
    if rng.random() < 0.5:
        add_dura(image, part.distance, rng)
    for zone in list(Zone)[1:]:
        if rng.random() < 0.65:
            add_zone(image, part, zone, rng)
    if rng.random() < 0.5:
        add_blobs(image, part.distance, rng)


def add_vessels(
    image: Image,
    distance: Image,
    rng: np.random.Generator,
    count: int,
    radii_mm: tuple[float, float] = (0.45, 1.7),
) -> None:
    """Draw branching random walks, most of them along the brain's surface."""
    slopes = np.gradient(ndimage.gaussian_filter(distance, 1.0))
    level = rng.uniform(1.2, 3.5)
    starts = np.argwhere((distance > -4) & (distance < (60 if rng.random() < 0.5 else 3)))
    if len(starts) == 0:
        return
    points: list[NDArray[np.float64]] = []
    for _ in range(count):
        start = starts[rng.integers(len(starts))].astype(np.float64)
        radius, length = log_uniform(rng, *radii_mm), int(rng.integers(30, 130))
        keep = bool(rng.random() < _ON_SURFACE)
        trunk = _walk(start, radius, length, slopes, keep, rng)
        points.append(trunk)
        for _ in range(int(rng.integers(0, 3))):
            fork = trunk[rng.integers(len(trunk)), :3]
            points.append(_walk(fork, radius * rng.uniform(0.5, 0.9), length // 2, slopes, keep, rng))
    share = tube_occupancy(np.concatenate(points), image.shape)
    image += share * (level * (1 + 0.05 * smooth_noise(rng, image.shape, 12)) - image)


def _walk(
    start: NDArray[np.float64],
    radius: float,
    length: int,
    slopes: list[Image],
    on_surface: bool,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """(N, 4) points k, j, i and radius."""
    limits = np.array(slopes[0].shape) - 1
    place, heading = start.copy(), rng.standard_normal(3)
    turns, bend = rng.standard_normal((length, 3)), rng.uniform(0.08, 0.35)
    taper = rng.uniform(0.3, 1.0)
    points = np.empty((length, 4))
    for n in range(length):
        if on_surface:
            k, j, i = np.clip(np.rint(place), 0, limits).astype(int)
            normal = np.array([slopes[0][k, j, i], slopes[1][k, j, i], slopes[2][k, j, i]])
            heading -= normal * float(heading @ normal)
        heading += bend * turns[n]
        heading /= np.sqrt(float(heading @ heading)) + 1e-6
        place = place + _STEP_MM * heading
        points[n, :3] = place
        points[n, 3] = radius * (1 - (1 - taper) * n / length)
    return points


def tube_occupancy(points: NDArray[np.float64], shape: tuple[int, ...]) -> Image:
    """(Z, Y, X) share of each voxel inside the tube around ``points`` (N, 4: k, j, i, radius)."""
    share = np.zeros(shape, np.float32)
    widest = int(np.ceil(points[:, 3].max())) + 1
    reach = np.arange(-widest, widest + 1)
    offsets = np.stack(np.meshgrid(reach, reach, reach, indexing="ij")).reshape(3, -1).T
    base = np.rint(points[:, :3]).astype(np.int64)
    voxels = base[:, None, :] + offsets[None]
    away = np.sqrt(((voxels - points[:, None, :3]) ** 2).sum(axis=2))
    radius = points[:, 3:4]
    part = np.clip(radius + 0.5 - away, 0, 1) * np.minimum(1.0, 2 * radius)
    fits = ((voxels >= 0) & (voxels < np.array(shape))).all(axis=2) & (part > 0)
    chosen = voxels[fits]
    np.maximum.at(share, (chosen[:, 0], chosen[:, 1], chosen[:, 2]), part[fits].astype(np.float32))
    return share


def add_dura(image: Image, distance: Image, rng: np.random.Generator) -> None:
    """Draw a patchy bright sheet just outside the brain."""
    offset, thickness = rng.uniform(0.5, 4.0), rng.uniform(0.6, 1.8)
    share = np.clip((thickness / 2 + 0.5) - np.abs(distance + offset), 0, 1)
    share *= smooth_noise(rng, image.shape, 14) > rng.uniform(-1.5, 0.8)
    image += share * (rng.uniform(1.0, 2.2) - image)


def add_zone(image: Image, part: Anatomy, zone: Zone, rng: np.random.Generator) -> None:
    """Brighten one of the anatomy's zones, in part and unevenly."""
    here = part.zones == zone
    if not here.any():
        return
    if zone == Zone.CHOROID:
        here &= smooth_noise(rng, image.shape, rng.uniform(4, 9)) > rng.uniform(-0.2, 0.8)
    share = ndimage.gaussian_filter(here.astype(np.float32), rng.uniform(0.4, 0.8))
    level = rng.uniform(1.15, 2.6) * (1 + 0.08 * smooth_noise(rng, image.shape, 6))
    image += share * (level - image)


def add_void(image: Image, distance: Image, rng: np.random.Generator) -> None:
    """Draw the dark body that old blood leaves, blurred at its edge."""
    places = np.argwhere(distance > 0)
    if len(places):
        centre = places[rng.integers(len(places))].astype(np.float64)
        box, signed = signed_shape(centre, log_uniform(rng, 2, 15), image.shape, rng)
        image[box] *= 1 - rng.uniform(0.4, 0.95) * np.clip(signed / 2 + 0.5, 0, 1)


def add_blobs(image: Image, distance: Image, rng: np.random.Generator) -> None:
    """Draw bright bodies outside the brain: marrow, mucosa, glands."""
    places = np.argwhere((distance < -3) & (distance > -30))
    for _ in range(int(rng.integers(1, 5)) if len(places) else 0):
        centre = places[rng.integers(len(places))].astype(np.float64)
        box, signed = signed_shape(centre, log_uniform(rng, 3, 18), image.shape, rng)
        share = occupancy(signed) * np.clip(-distance[box] - 1, 0, 1)
        image[box] += share * (rng.uniform(1.0, 2.5) - image[box])
