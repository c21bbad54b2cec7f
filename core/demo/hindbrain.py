"""Cerebellum with its leaves, brain stem, cord, and the fluid between them."""

from __future__ import annotations

import numpy as np

from core.demo.canvas import Canvas
from core.demo.cerebrum import box_of
from core.demo.outlines import Outlines, tentorium
from core.demo.space import smooth_noise
from core.demo.tissue import Tissue

_FORAMEN_MAGNUM_Z = -68.0
_LEAVES = 38.0  # around the fourth ventricle


def paint_hindbrain(canvas: Canvas, outline: Outlines, rng: np.random.Generator) -> None:
    """Write cerebellum, brain stem and cord."""
    _cerebellum(canvas, outline, rng)
    _stem(canvas, outline)
    canvas.both_tubes([(8, 14, -36), (20, 34, -42)], 4.5, Tissue.CEREBELLUM_WHITE, _CEREBELLUM)  # peduncles
    canvas.tube([(0, 20, -14), (0, 22, -24), (0, 22, -30)], [0.7, 0.9, 1.5], Tissue.VENTRICLE)
    canvas.ellipsoid((0, 24, -39), (7.5, 4.5, 9.5), Tissue.VENTRICLE)
    canvas.ellipsoid((0, 25, -45), (3, 1.3, 3), Tissue.CHOROID, (Tissue.VENTRICLE,))


_CEREBELLUM = (Tissue.CEREBELLUM_GREY, Tissue.CEREBELLUM_WHITE, Tissue.CSF)


def _cerebellum(canvas: Canvas, outline: Outlines, rng: np.random.Generator) -> None:
    box = box_of(outline.cerebellum < 0)
    space, depth = canvas.space.at(box), -outline.cerebellum[box]
    bend = smooth_noise(space.shape, space.spacing, 30, rng)
    angle = np.arctan2(space.z + 40, space.y - 20) + 0.035 * bend + 0.002 * np.abs(space.x)
    leaf = np.cos(_LEAVES * angle)
    branch = np.cos(_LEAVES / 3 * angle + 0.8 * bend)
    inside = depth > 0
    white = (depth > 12) | ((depth > 4) & (branch > 0.55)) | ((depth > 8) & (branch > 0))
    part = canvas.labels[box]
    part[inside] = Tissue.CEREBELLUM_GREY
    part[inside & white] = Tissue.CEREBELLUM_WHITE
    part[inside & (((leaf < -0.82) & (depth < 3.5)) | ((branch < -0.985) & (depth < 8)))] = Tissue.CSF
    roof = np.abs(space.z - tentorium(space)) < 0.7
    away = (space.y > 34) | (np.abs(space.x) > 17 + 0.4 * (space.y - 10))
    part[roof & away & (part == Tissue.CSF) & (space.y > 8)] = Tissue.DURA


def _stem(canvas: Canvas, outline: Outlines) -> None:
    stem, below = outline.stem < 0, canvas.space.z < _FORAMEN_MAGNUM_Z
    around = (outline.stem < 3.5) & below
    bony = np.isin(canvas.labels, [int(t) for t in (Tissue.MUSCLE, Tissue.FAT, Tissue.SKULL, Tissue.MARROW)])
    canvas.labels[around & bony] = Tissue.CSF
    canvas.labels[stem & ~below & (outline.cavity < 4)] = Tissue.BRAIN_STEM
    canvas.labels[stem & below] = Tissue.CORD
