"""A bent grid: for every voxel the millimetres of the standard head that it shows, and fields over it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial.transform import Rotation

Field = NDArray[np.float32]
BoolField = NDArray[np.bool_]
Points = NDArray[np.float64]
Point = tuple[float, float, float]
Box = tuple[slice, slice, slice]

EXTENT_MM = (184.0, 224.0, 216.0)  # x, y, z
CENTRE_MM = (0.0, 0.0, -18.0)
_BEND_MM = 1.3
_COARSE_MM = 2.0


@dataclass(frozen=True, eq=False)
class Space:
    """Standard-head millimetres of every voxel: x to the left, y to the back, z to the head.

    All anatomy is written once, in the millimetres of a standard head; size, pose and the small asymmetries
    of one person are in these fields.

    Parameters
    ----------
    x, y, z
        (Z, Y, X) float32.
    spacing
        Millimetres between voxels.

    """

    x: Field
    y: Field
    z: Field
    spacing: float

    @classmethod
    def of_person(cls, spacing: float, rng: np.random.Generator) -> Space:
        """Draw one person: size, pose in the scanner, and a gentle bend."""
        axes = first_and_axes(spacing)
        shape = (len(axes[2]), len(axes[1]), len(axes[0]))
        size = rng.normal(1.0, 0.028, 3).clip(0.94, 1.06)
        turn = Rotation.from_euler("xyz", rng.normal(0, (3.0, 1.6, 2.4)), degrees=True).as_matrix()
        x, y, z = axes[0][None, None, :], axes[1][None, :, None], axes[2][:, None, None]
        fields = []
        for row in range(3):
            across = (turn[row] / size[row]).astype(np.float32)
            bend = np.float32(_BEND_MM) * smooth_noise(shape, spacing, 75, rng)
            fields.append(bend + across[0] * x + across[1] * y + across[2] * z)
        return cls(fields[0], fields[1], fields[2], spacing)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(Z, Y, X)."""
        z, y, x = self.x.shape
        return z, y, x

    def at(self, box: Box) -> Space:
        """The same space on a part of the grid."""
        return Space(self.x[box], self.y[box], self.z[box], self.spacing)

    def coarse(self) -> Space:
        """Every second voxel, where the grid is finer than needed for smooth outlines."""
        step = self.step
        x, y, z = (field[::step, ::step, ::step] for field in (self.x, self.y, self.z))
        return Space(x, y, z, self.spacing * step)

    @property
    def step(self) -> int:
        """Voxels from one of ``coarse`` to the next."""
        return 2 if self.spacing <= 0.75 * _COARSE_MM else 1

    def to_index(self, points: Points) -> Points:
        """(N, 3) standard-head (x, y, z) to fractional (k, j, i): the fields inverted by walking downhill."""
        middle = (np.array(self.shape) - 1) / 2
        index = middle + np.zeros((len(points), 1))
        fields = (self.x, self.y, self.z)
        for _ in range(8):
            nearest = np.clip(np.rint(index), 0, np.array(self.shape) - 1).astype(int)
            here = np.stack([field[tuple(nearest.T)] for field in fields], axis=1)
            index = nearest + ((points - here) / self.spacing)[:, ::-1]
        return index

    def box_around(self, points: Points, reach_mm: float) -> Box:
        """The part of the grid that holds everything within ``reach_mm`` of the points."""
        index = self.to_index(points)
        margin = reach_mm * 1.15 / self.spacing + 3
        low = np.clip(np.floor(index.min(axis=0) - margin), 0, np.array(self.shape)).astype(int)
        high = np.clip(np.ceil(index.max(axis=0) + margin), 0, np.array(self.shape)).astype(int)
        z, y, x = (slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
        return z, y, x

    def ellipsoid(self, centre: Point, radii: Point, power: float = 2.0) -> Field:
        """Negative inside, zero on the surface; in units of the radii."""
        total: Field = np.full(self.shape, -1, dtype=np.float32)
        for axis, c, r in zip((self.x, self.y, self.z), centre, radii, strict=True):
            part = np.abs(axis - np.float32(c)) / np.float32(r)
            total += part * part if power == 2.0 else part ** np.float32(power)
        return total


def first_and_axes(spacing: float) -> tuple[Field, Field, Field]:
    """Patient millimetres of the voxel centres along x, y and z."""
    axes = []
    for extent, centre in zip(EXTENT_MM, CENTRE_MM, strict=True):
        count = round(extent / spacing)
        axes.append(((np.arange(count) - (count - 1) / 2) * spacing + centre).astype(np.float32))
    return axes[0], axes[1], axes[2]


def smooth_noise(
    shape: tuple[int, ...], spacing: float, wavelength_mm: float | Point, rng: np.random.Generator
) -> Field:
    """Noise of unit deviation whose bumps are about ``wavelength_mm`` (one, or along z, y, x) apart."""
    waves = np.broadcast_to(wavelength_mm, 3)
    coarse = [max(1, round(float(wave) / 6 / spacing)) for wave in waves]
    noise = rng.standard_normal([-(-n // c) for n, c in zip(shape, coarse, strict=True)], dtype=np.float32)
    noise = ndimage.gaussian_filter(noise, waves / 4 / spacing / coarse, mode="wrap")
    noise /= noise.std()
    for axis in range(3):
        noise = np.repeat(noise, coarse[axis], axis=axis)
    cut = noise[tuple(slice(0, n) for n in shape)]
    return np.asarray(ndimage.uniform_filter(cut, coarse), dtype=np.float32)


def ring_noise(size: int, wavelength: float, rng: np.random.Generator) -> Field:
    """A periodic cube of unit noise with one wavelength only: its zero sheets wind at even distances."""
    spectrum = np.fft.rfftn(rng.standard_normal((size, size, size), dtype=np.float32))
    full, half = np.fft.fftfreq(size), np.fft.rfftfreq(size)
    radius = np.sqrt(full[:, None, None] ** 2 + full[:, None] ** 2 + half**2)
    spectrum *= np.exp(-(((radius * wavelength - 1) / 0.22) ** 2))
    noise = np.fft.irfftn(spectrum, (size, size, size), axes=(0, 1, 2))
    return np.asarray(noise / noise.std(), dtype=np.float32)


def signed_distance(inside: BoolField, spacing: float) -> Field:
    """Millimetres to the surface, negative inside."""
    image = sitk.GetImageFromArray(inside.astype(np.uint8))
    distance = sitk.SignedMaurerDistanceMap(image, squaredDistance=False, useImageSpacing=False)
    return np.asarray(sitk.GetArrayViewFromImage(distance) * np.float32(spacing))


def refined(field: Field, step: int, shape: tuple[int, int, int]) -> Field:
    """Carry a field of ``Space.coarse`` back to its (Z, Y, X) grid by linear interpolation."""
    if step == 1:
        return field
    for axis in range(3):
        moved = np.moveaxis(field, axis, 0)
        fine = np.repeat(moved, 2, axis=0)
        fine[1:-1:2] = (moved[:-1] + moved[1:]) * np.float32(0.5)
        field = np.moveaxis(fine[: shape[axis]], 0, axis)
    return np.ascontiguousarray(field)
