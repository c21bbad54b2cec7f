"""The cerebrum: folded cortex around white matter, deep nuclei, ventricles."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from core.demo.canvas import SIDES, Canvas, mirrored
from core.demo.outlines import Outlines
from core.demo.space import BoolField, Box, Field, Point, Space, ring_noise, signed_distance, smooth_noise
from core.demo.tissue import Tissue

_FOLD_MM = 19.0  # two gyri
_FOLDED_MM = 24.0  # depth that sulci reach at most
_CORTEX_MM = 3.0
_NOISE_MM = 3.0  # voxels of the folding noise
_NOISE_SIZE = 96


def paint_cerebrum(canvas: Canvas, outline: Outlines, rng: np.random.Generator) -> None:
    """Write the cerebrum over the fluid of the skull's cavity."""
    box = box_of(outline.cerebrum < 0)
    space = canvas.space.at(box)
    depth = -outline.cerebrum[box]
    inside = depth > 0
    depth = _medial(space, depth)
    open_sulci, folds = _sulci(space, depth, rng)
    fluid = open_sulci | _fissure(space) | _sylvian(space, rng)
    core = _midline(space) < 1
    near = signed_distance(~inside | ((fluid | folds) & ~core), space.spacing)
    thickness = _CORTEX_MM * (1 + 0.12 * smooth_noise(space.shape, space.spacing, 18, rng))
    part = canvas.labels[box]
    part[inside] = Tissue.WHITE
    part[inside & (near < thickness) & ~(core & (np.abs(space.x) < 18))] = Tissue.GREY
    part[inside & fluid] = Tissue.CSF
    _nuclei(canvas)
    _ventricles(canvas, rng)


def box_of(inside: BoolField) -> Box:
    """The part of the grid that holds a shape, one voxel wider."""
    found = ndimage.find_objects(inside.astype(np.uint8))[0]
    z, y, x = (slice(max(s.start - 1, 0), s.stop + 1) for s in found)
    return z, y, x


def _sulci(space: Space, depth: Field, rng: np.random.Generator) -> tuple[BoolField, BoolField]:
    """Sheets that run from the surface inwards: where they hold fluid, and where two banks only touch.

    Their course is a winding noise looked up by direction from the hemisphere's axis, so that a sulcus keeps its
    course on its way down, as real ones do.
    """
    winding = ring_noise(_NOISE_SIZE, _FOLD_MM / _NOISE_MM, rng)
    reach = smooth_noise((_NOISE_SIZE,) * 3, _NOISE_MM, 34, rng)
    band = (depth > -1) & (depth < _FOLDED_MM)
    places = _looked_up_at(space, band)
    course = ndimage.map_coordinates(winding, places, order=1, mode="grid-wrap")
    deepest = 15 + 5 * ndimage.map_coordinates(reach, places, order=1, mode="grid-wrap")
    left = np.clip(1 - depth[band] / np.clip(deepest, 3, _FOLDED_MM), 0, 1)
    touching = np.zeros(space.shape, dtype=np.bool_)
    touching[band] = (np.abs(course) < 0.16) & (left > 0)
    fluid = np.zeros(space.shape, dtype=np.bool_)
    fluid[band] = (np.abs(course) < 0.05 + 0.2 * left) & (left > 0.25)
    return fluid, touching


def _looked_up_at(space: Space, band: BoolField) -> Field:
    """(3, N) places in the folding noise of the voxels of a band."""
    x, y, z = space.x[band], space.y[band], space.z[band]
    side = np.where(x > 0, np.float32(1), np.float32(-1))
    centre = (side * 30, np.clip(y, -44, 38) * np.float32(0.85), np.where(z < -14, np.float32(-22), np.float32(10)))
    away = [axis - c for axis, c in zip((x, y, z), centre, strict=True)]
    length = np.sqrt(away[0] ** 2 + away[1] ** 2 + away[2] ** 2) + 1
    stretch = 0.88 * 38 / length + 0.12
    return np.stack([(c + a * stretch) / np.float32(_NOISE_MM) for c, a in zip(centre, away, strict=True)])


def _midline(space: Space) -> Field:
    """Below 1 in the callosum and what it spans, where the hemispheres are joined."""
    return np.asarray(((space.y - 1) / 38) ** 2 + ((space.z - 1) / 25) ** 2, dtype=np.float32)


def bowed(space: Space) -> Field:
    """Millimetres to the left of the falx, which is straight in nobody."""
    return np.asarray(space.x - 1.2 * np.sin(space.y / 30), dtype=np.float32)


def _medial(space: Space, depth: Field) -> Field:
    """The depth of a hemisphere, whose inner face is folded as its outer one is."""
    inner = np.abs(bowed(space)) - 1
    return np.asarray(np.where(_midline(space) > 1.1, np.minimum(depth, np.maximum(inner, 0)), depth))


def _fissure(space: Space) -> BoolField:
    """Between the hemispheres, wider in front and at the vertex."""
    width = 1.1 + 0.012 * np.clip(-space.y, 0, 80) + 0.01 * np.clip(space.z, 0, 60)
    return np.asarray((np.abs(bowed(space)) < width) & (_midline(space) > 1) & (space.z > -30))


def _sylvian(space: Space, rng: np.random.Generator) -> BoolField:
    aside = np.abs(space.x)
    level = -9 + 0.32 * (space.y + 10) + 1.8 * smooth_noise(space.shape, space.spacing, 26, rng)
    above = space.z - level
    along = (space.y > -38) & (space.y < 34)
    stem = (np.abs(above) < 0.8 + 0.03 * np.clip(aside - 36, 0, 30)) & (aside > 36) & along
    hollow = np.abs(aside - 37.5 - 0.03 * np.abs(space.y)) < 1.1
    insular = hollow & (above > -8) & (above < 15) & (space.y > -28) & (space.y < 20)
    return np.asarray(stem | insular)


def _nuclei(canvas: Canvas) -> None:
    over = (Tissue.WHITE, Tissue.GREY)
    canvas.both_ellipsoids((10.5, 6, 3), (8, 15, 9), Tissue.DEEP_GREY, over)  # thalamus
    canvas.both_ellipsoids((13, -20, 8), (5.5, 11, 9), Tissue.DEEP_GREY, over)  # caudate head
    canvas.both_tubes([(14, -10, 17), (17, 10, 20), (22, 22, 16)], [3.5, 2.4, 1.6], Tissue.DEEP_GREY, over)
    canvas.both_ellipsoids((26.5, -5, 1), (4.6, 17, 11), Tissue.DEEP_GREY, over)  # putamen
    canvas.both_ellipsoids((19.5, -3, -1), (4.2, 9, 7), Tissue.DEEP_GREY, over)  # pallidum
    canvas.both_tubes([(24, -10, -22), (28, 6, -20), (27, 20, -12), (22, 28, -2)], [6, 4.5, 3.5, 2], Tissue.GREY, over)


def _ventricles(canvas: Canvas, rng: np.random.Generator) -> None:
    brain = (Tissue.WHITE, Tissue.GREY, Tissue.DEEP_GREY)
    size = float(rng.uniform(0.8, 1.25))
    for side in SIDES:
        width = size * float(rng.uniform(0.9, 1.15)) * (1.06 if side > 0 else 0.97)
        for points, radii in (_BODY, _OCCIPITAL_HORN, _TEMPORAL_HORN):
            path = [mirrored(point, side) for point in points]
            canvas.tube(path, [radius * width for radius in radii], Tissue.VENTRICLE, brain)
        for points, radii in _CHOROID:
            canvas.tube([mirrored(point, side) for point in points], radii, Tissue.CHOROID, (Tissue.VENTRICLE,))
    canvas.ellipsoid((0, 1, -3), (1.7 * size, 13, 11), Tissue.VENTRICLE)
    wall = canvas.space.box_around(np.array([(0.0, -6.0, 12.0)]), 32)
    near = canvas.space.at(wall)
    septum = (np.abs(near.x) < 0.9) & (_midline(near) < 0.95) & (near.z > 6)
    part = canvas.labels[wall]
    part[septum & (part == Tissue.VENTRICLE)] = Tissue.WHITE


_Tube = tuple[tuple[Point, ...], tuple[float, ...]]
_BODY: _Tube = (
    ((11, -35, 6), (8.5, -24, 11), (7, -8, 16), (9.5, 8, 19), (15, 22, 16), (22, 31, 7)),
    (2.5, 4.6, 4.2, 4.2, 5.2, 6.2),
)
_OCCIPITAL_HORN: _Tube = (((22, 31, 7), (25, 42, 4), (25, 54, 3)), (6.2, 4.0, 1.8))
_TEMPORAL_HORN: _Tube = (((23, 31, 4), (30, 22, -10), (33, 8, -19), (31, -8, -23)), (5.0, 2.8, 2.2, 1.8))
_CHOROID: tuple[_Tube, ...] = (
    (((6.5, -6, 12.5), (9, 8, 15.5), (15, 20, 12), (20, 28, 7)), (0.9, 1.0, 1.4, 2.0)),
    (((21, 30, 7), (23, 32, 3)), (3.2, 2.6)),
    (((24, 30, 0), (30, 20, -10)), (1.5, 0.9)),
)
