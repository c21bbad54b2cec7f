"""A procedural head: tissues from implicit surfaces and noise, seeded, made of nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import SimpleITK as sitk
from numpy.typing import NDArray
from scipy import ndimage

from core.demo.shapes import BoolField, Field, Point, Space, random_walk, smooth_noise
from core.geometry import Geometry

EXTENT_MM = (184.0, 224.0, 216.0)  # x, y, z
CENTRE_MM = (0.0, 0.0, -18.0)
_WIDEST_SHELL_MM = 30.0


class Tissue(IntEnum):
    """What a voxel is made of."""

    BACKGROUND = 0
    SKIN = 1
    FAT = 2
    MUSCLE = 3
    SKULL = 4
    MARROW = 5
    DURA = 6
    CSF = 7
    GREY = 8
    WHITE = 9
    DEEP_GREY = 10
    VENTRICLE = 11
    CHOROID = 12
    CEREBELLUM_GREY = 13
    CEREBELLUM_WHITE = 14
    BRAIN_STEM = 15
    EYE = 16
    SINUS = 17
    VESSEL = 18
    AIR = 19


BRAIN = frozenset(
    {
        Tissue.GREY,
        Tissue.WHITE,
        Tissue.DEEP_GREY,
        Tissue.VENTRICLE,
        Tissue.CHOROID,
        Tissue.CEREBELLUM_GREY,
        Tissue.CEREBELLUM_WHITE,
        Tissue.BRAIN_STEM,
    }
)


@dataclass(frozen=True, eq=False)
class LabelledHead:
    """Tissues (Z, Y, X) uint8 on a grid whose k grows to the head, j to the back, i to the left."""

    labels: NDArray[np.uint8]
    geometry: Geometry

    def brain(self) -> BoolField:
        """(Z, Y, X) bool: brain tissue with its ventricles, vessels between the gyri closed over."""
        tissue = np.isin(self.labels, [int(each) for each in BRAIN])
        closed = ndimage.binary_closing(np.pad(tissue, 4), iterations=3)[4:-4, 4:-4, 4:-4]
        return np.asarray(ndimage.binary_fill_holes(closed))


def label_map(seed: int, spacing_mm: float = 1.0) -> LabelledHead:
    """Make a head.

    Parameters
    ----------
    seed
        Shape, folds and vessels follow from it.
    spacing_mm
        Of the isotropic grid.

    """
    rng = np.random.default_rng(seed)
    space = Space.of(EXTENT_MM, CENTRE_MM, spacing_mm)
    size = rng.normal(1.0, 0.03, 3).clip(0.93, 1.07)
    brain = _Brain(space, size, rng)
    labels = _outside(space, brain.hull, size, rng)
    brain.paint(labels)
    _dura_and_vessels(space, labels, brain, rng)
    origin = (float(space.x.flat[0]), float(space.y.flat[0]), float(space.z.flat[0]))
    directions = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]], dtype=np.float64)
    return LabelledHead(labels, Geometry.from_axes(space.shape, origin, [spacing_mm] * 3, directions))


class _Brain:
    """Cerebrum, cerebellum and brain stem, with the hull that the skull follows."""

    def __init__(self, space: Space, size: NDArray[np.float64], rng: np.random.Generator) -> None:
        self._space = space
        self._rng = rng
        sx, sy, sz = (float(each) for each in size)
        wobble = 0.05 * smooth_noise(space, 50, rng)
        upper = space.ellipsoid((0, -2, -2), (66 * sx, 84 * sy, 62 * sz), 2.2)
        lower = space.ellipsoid((0, -2, -2), (66 * sx, 84 * sy, 46 * sz), 2.4)
        cerebrum = np.where(space.z > -2, upper, lower) + wobble
        base = space.ellipsoid((0, -4, -46), (24, 40, 22))  # what lies between the temporal lobes
        self.cerebrum = (cerebrum < 0) & (base > 0)
        cerebellum = space.ellipsoid((0, 44 * sy, -46 * sz), (50 * sx, 30 * sy, 24 * sz), 2.2) + wobble
        self.cerebellum = cerebellum < 0
        # The tentorium: a tilted roof over the cerebellum.
        roof = space.z < -22 - 0.28 * np.abs(space.x) * 0.5 + 0.10 * (50 - space.y)
        self.cerebellum &= roof
        self.cerebrum &= ~(roof & (space.y > 14) & (np.abs(space.x) < 60) & (space.z < -20) & self._behind())
        stem_centre = 16 + (-20 - space.z) * 0.13
        stem_radius = np.where(space.z > -58, 14.0, 9.0) * (1 - 0.08 * np.abs((space.z + 42) / 40))
        stem = (space.x / 1.1) ** 2 + (space.y - stem_centre) ** 2 < stem_radius**2
        self.stem = stem & (space.z < -8) & (space.z > -118)
        self.hull = ndimage.binary_closing(self.cerebrum | self.cerebellum, iterations=6)
        self.hull |= self.stem & (space.z > -70)
        self.hull = np.asarray(ndimage.binary_fill_holes(self.hull))
        self.depth = _distance(self.hull, space)

    def _behind(self) -> BoolField:
        """Where the cerebellum keeps the cerebrum away."""
        return self._space.ellipsoid((0, 46, -46), (58, 36, 27), 2.2) < 0

    def paint(self, labels: NDArray[np.uint8]) -> None:
        """Write the brain and the fluid around it into a label map."""
        labels[self.hull] = Tissue.CSF
        self._cerebrum(labels)
        self._cerebellum(labels)
        labels[self.stem] = Tissue.BRAIN_STEM
        self._ventricles(labels)

    def _cerebrum(self, labels: NDArray[np.uint8]) -> None:
        space = self._space
        depth = _distance(self.cerebrum, space)
        folds = smooth_noise(space, 21, self._rng) + 0.35 * smooth_noise(space, 9, self._rng)
        sulcus = (np.abs(folds) < 0.10 + 0.004 * (14 - depth)) & (depth < 15)
        fissure = (np.abs(space.x) < 1.6) & ((space.z > 6) | (np.abs(space.y) > 42))
        sylvian = self._sylvian()
        fluid = sulcus | fissure | sylvian | (depth < 1.2)
        tissue = self.cerebrum & ~fluid
        from_fluid = _distance(tissue, space)
        labels[tissue] = Tissue.WHITE
        labels[tissue & (from_fluid < 2.9) & (depth < 22)] = Tissue.GREY
        for side in (-1, 1):
            for centre, radii in _NUCLEI:
                nucleus = space.ellipsoid((side * centre[0], centre[1], centre[2]), radii) < 0
                labels[nucleus & tissue] = Tissue.DEEP_GREY

    def _sylvian(self) -> BoolField:
        space = self._space
        sheet = np.abs(space.z + 8 - 0.25 * (space.y + 10)) < 1.3
        return sheet & (np.abs(space.x) > 42) & (space.y > -34) & (space.y < 34)

    def _cerebellum(self, labels: NDArray[np.uint8]) -> None:
        space = self._space
        depth = _distance(self.cerebellum, space)
        ripple = np.sin((space.z * 1.1 + 0.25 * space.y) * 1.15 + 1.2 * smooth_noise(space, 40, self._rng))
        folia = (ripple > 0.55) & (depth < 9)
        labels[self.cerebellum] = Tissue.CEREBELLUM_GREY
        labels[self.cerebellum & (depth > 6) & ~folia] = Tissue.CEREBELLUM_WHITE
        labels[self.cerebellum & (depth > 11)] = Tissue.CEREBELLUM_WHITE
        labels[self.cerebellum & ((depth < 1.0) | ((ripple > 0.93) & (depth < 6)))] = Tissue.CSF

    def _ventricles(self, labels: NDArray[np.uint8]) -> None:
        space = self._space
        inside = self.cerebrum | self.stem
        for side, width in ((-1, 6.0), (1, 7.2)):  # the left one is wider: no head is symmetric
            bend = 14 + 0.0035 * space.y**2 - 0.12 * space.y
            body = ((np.abs(space.x - side * (9 + 0.10 * (space.y + 30).clip(0))) / width) ** 2) + (
                (space.z - bend + 4) / 7.5
            ) ** 2 + ((space.y - 2) / 38) ** 2 < 1
            labels[body & inside] = Tissue.VENTRICLE
            glomus = space.ellipsoid((side * 17, 26, 9), (2.6, 7, 3.2)) + 0.4 * smooth_noise(space, 6, self._rng)
            labels[(glomus < 0) & (labels == Tissue.VENTRICLE)] = Tissue.CHOROID
        third = (np.abs(space.x) < 2.0) & (np.abs(space.y - 2) < 13) & (np.abs(space.z + 2) < 9)
        labels[third & inside] = Tissue.VENTRICLE
        labels[space.ellipsoid((0, 31, -44), (7, 4.5, 9)) < 0] = Tissue.VENTRICLE


_NUCLEI: tuple[tuple[Point, Point], ...] = (
    ((11, 8, 0), (7, 13, 8)),  # thalamus
    ((25, -8, -1), (6, 17, 10)),  # putamen
    ((13, -22, 10), (5, 12, 8)),  # caudate head
    ((24, 14, -24), (6, 16, 6)),  # hippocampus
)


def _outside(space: Space, hull: BoolField, size: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Everything around the brain: skull in layers, scalp, face, neck."""
    away = _distance_around(hull, _WIDEST_SHELL_MM, space)
    thickness = 1 + 0.18 * smooth_noise(space, 60, rng)
    labels = np.zeros(space.shape, dtype=np.uint8)
    flesh = _face_and_neck(space, size)
    grain = smooth_noise(space, 12, rng)
    labels[flesh] = np.where(grain[flesh] > 0.45, Tissue.FAT, Tissue.MUSCLE)
    rim = _distance(flesh, space)
    labels[flesh & (rim < 6)] = Tissue.FAT
    labels[flesh & (rim < 2.2)] = Tissue.SKIN
    above = space.z > -62 + 0.25 * np.abs(space.y)  # the vault; below it the base blends into face and neck
    shells = (
        (17.0, Tissue.SKIN),
        (15.0, Tissue.FAT),
        (10.5, Tissue.SKULL),
        (8.8, Tissue.MARROW),
        (6.0, Tissue.SKULL),
    )
    for reach, tissue in shells:
        labels[(away < reach * thickness) & above & ~((labels > 0) & (tissue in (Tissue.SKIN, Tissue.FAT)))] = tissue
    labels[(away < 9 * thickness) & ~above & (space.z > -75)] = Tissue.SKULL
    labels[away < 3.6] = Tissue.CSF
    _cavities(space, labels)
    return labels


def _face_and_neck(space: Space, size: NDArray[np.float64]) -> BoolField:
    sx, sy, _ = (float(each) for each in size)
    face = space.ellipsoid((0, -38 * sy, -62), (62 * sx, 62 * sy, 62), 2.4) < 0
    neck = ((space.x / 60) ** 2 + ((space.y - 22) / 58) ** 2 < 1) & (space.z < -40)
    nose = space.ellipsoid((0, -100 * sy, -52), (13, 12, 22)) < 0
    return np.asarray(face | neck | nose)


def _cavities(space: Space, labels: NDArray[np.uint8]) -> None:
    """Orbits with eyes, nose and sinuses, ear canals."""
    for side in (-1, 1):
        labels[space.ellipsoid((side * 31, -66, -34), (17, 25, 16)) < 0] = Tissue.FAT
        labels[space.ellipsoid((side * 31, -78, -34), (12, 12, 12)) < 0] = Tissue.EYE
        labels[space.ellipsoid((side * 26, -62, -66), (12, 16, 14)) < 0] = Tissue.AIR
        labels[space.ellipsoid((side * 62, 22, -52), (14, 5, 5)) < 0] = Tissue.AIR
    labels[space.ellipsoid((0, -68, -60), (10, 26, 22)) < 0] = Tissue.AIR
    labels[(np.abs(space.x) < 11) & (np.abs(space.y + 20) < 8) & (space.z < -72)] = Tissue.AIR
    labels[space.ellipsoid((0, -84, -14), (18, 7, 10)) < 0] = Tissue.AIR


def _dura_and_vessels(space: Space, labels: NDArray[np.uint8], brain: _Brain, rng: np.random.Generator) -> None:
    """What takes contrast and is no lesion: dura, sinuses, veins, arteries."""
    fluid = labels == Tissue.CSF
    away = _distance_around(brain.hull, 6.0, space)
    patchy = smooth_noise(space, 25, rng)
    labels[fluid & (away > 2.4) & (patchy > -0.4)] = Tissue.DURA
    falx = (np.abs(space.x) < 0.8) & (space.z > 8) & (brain.depth < 34)
    labels[falx & (labels == Tissue.CSF)] = Tissue.DURA
    near = ndimage.binary_dilation(brain.hull, iterations=max(1, round(5 / space.spacing)))
    soft = near & np.isin(labels, [int(Tissue.CSF), int(Tissue.DURA), int(Tissue.SKULL)])
    labels[space.tubes(_sinuses(brain, space)) & soft] = Tissue.SINUS
    open_to_vessels = np.isin(labels, [int(Tissue.CSF), int(Tissue.DURA), int(Tissue.GREY)])
    labels[space.tubes(_veins(rng)) & open_to_vessels] = Tissue.VESSEL
    labels[space.tubes(_arteries(rng)) & open_to_vessels] = Tissue.VESSEL


def _sinuses(brain: _Brain, space: Space) -> list[tuple[list[Point], float]]:
    """Superior sagittal along the crest, transverse along the tentorium's edge, straight in the middle."""
    middle = brain.hull[:, :, brain.hull.shape[2] // 2]
    crest: list[Point] = []
    for y in range(-70, 84, 3):
        j = int(np.argmin(np.abs(space.y - y)))
        column = np.flatnonzero(middle[:, j])
        if len(column):
            crest.append((0.0, float(y), float(space.z.flat[column[-1]]) + 1.5))
    transverse = [
        [
            (side * 2.0, 80.0, -14.0),
            (side * 26.0, 74.0, -18.0),
            (side * 48.0, 52.0, -24.0),
            (side * 56.0, 26.0, -34.0),
        ]
        for side in (-1.0, 1.0)
    ]
    straight = [(0.0, 28.0, 2.0), (0.0, 54.0, -8.0), (0.0, 80.0, -14.0)]
    return [(crest, 3.6), (transverse[0], 3.0), (transverse[1], 3.8), (straight, 2.2)]


def _veins(rng: np.random.Generator) -> list[tuple[list[Point], float]]:
    """Cortical veins that run down from the crest on both sides."""
    paths = []
    for _ in range(34):
        side = rng.choice((-1.0, 1.0))
        y = float(rng.uniform(-66, 70))
        height = 60 * np.sqrt(max(0.05, 1 - (y / 86) ** 2))
        start = (side * 4.0, y, float(height))
        path = random_walk(start, (side * 1.0, rng.uniform(-0.4, 0.4), -0.35), 30, rng)
        paths.append(([_onto_hull(point) for point in path], float(rng.uniform(0.7, 1.5))))
    return paths


def _onto_hull(point: Point) -> Point:
    """Push a point to the surface of the average cerebrum, where cortical veins lie."""
    x, y, z = point
    scale = ((abs(x) / 66) ** 2.2 + (abs(y + 2) / 84) ** 2.2 + (abs(z + 2) / 62) ** 2.2) ** (-1 / 2.2)
    return x * scale, (y + 2) * scale - 2, (z + 2) * scale - 2


def _arteries(rng: np.random.Generator) -> list[tuple[list[Point], float]]:
    """Basilar, circle of Willis in short, middle and anterior cerebral arteries with branches."""
    paths: list[tuple[list[Point], float]] = [([(0.0, 4.0, -70.0), (0.0, 2.0, -45.0), (0.0, -2.0, -26.0)], 1.7)]
    for side in (-1.0, 1.0):
        stem = [(side * 6.0, -12.0, -28.0), (side * 22.0, -14.0, -18.0), (side * 40.0, -8.0, -9.0)]
        paths.append((stem, 1.5))
        paths.append(([(side * 6.0, -12.0, -28.0), (side * 2.0, -30.0, -12.0), (side * 1.5, -42.0, 12.0)], 1.1))
        for _ in range(5):
            start = (side * 41.0, float(rng.uniform(-28, 24)), float(rng.uniform(-14, 2)))
            paths.append((random_walk(start, (side * 0.6, rng.uniform(-0.6, 0.8), 0.5), 40, rng), 0.9))
    return paths


def _distance(inside: BoolField, space: Space) -> Field:
    """Millimetres from each inside voxel to outside, on the box that holds the inside; 0 outside."""
    distance = np.zeros(inside.shape, dtype=np.float32)
    box = ndimage.find_objects(inside.astype(np.uint8))[0]
    padded = np.pad(inside[box], 1)
    distance[box] = _to_nearest(~padded)[1:-1, 1:-1, 1:-1] * np.float32(space.spacing)
    return distance


def _distance_around(inside: BoolField, reach_mm: float, space: Space) -> Field:
    """Millimetres from each outside voxel to the inside, up to ``reach_mm``; 0 inside."""
    margin = int(np.ceil(reach_mm / space.spacing))
    box = ndimage.find_objects(inside.astype(np.uint8))[0]
    wide = tuple(slice(max(s.start - margin, 0), s.stop + margin) for s in box)
    distance = np.full(inside.shape, reach_mm, dtype=np.float32)
    distance[wide] = np.minimum(_to_nearest(inside[wide]) * np.float32(space.spacing), reach_mm)
    return distance


def _to_nearest(there: BoolField) -> Field:
    """Voxels to the nearest true voxel; 0 on it. SimpleITK's is several times faster than SciPy's."""
    image = sitk.GetImageFromArray(there.astype(np.uint8))
    signed = sitk.SignedMaurerDistanceMap(image, squaredDistance=False, useImageSpacing=False)
    return np.asarray(np.maximum(sitk.GetArrayFromImage(signed), 0))
