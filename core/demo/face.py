"""Everything outside the skull's cavity: skull in layers, scalp, face, neck."""

from __future__ import annotations

import numpy as np

from core.demo.canvas import Canvas
from core.demo.outlines import Outlines
from core.demo.space import smooth_noise
from core.demo.tissue import Tissue

_FLESH = (Tissue.FAT, Tissue.MUSCLE, Tissue.SKULL, Tissue.MARROW)
_FLUID_MM = 2.2


def paint_outside(canvas: Canvas, outline: Outlines, rng: np.random.Generator) -> None:
    """Write flesh, bone and air, and the fluid that fills the skull."""
    _flesh(canvas, outline, rng)
    _jaws(canvas)
    _spine(canvas)
    _skull(canvas, outline, rng)
    _air(canvas, rng)
    _orbits(canvas)
    canvas.labels[outline.cavity < _FLUID_MM] = Tissue.CSF
    _skull_base(canvas, rng)


def _flesh(canvas: Canvas, outline: Outlines, rng: np.random.Generator) -> None:
    space, rim = canvas.space, -outline.skin
    grain = smooth_noise(space.shape, space.spacing, (42, 16, 13), rng)  # muscles run down the neck
    low = np.clip((-20 - space.z) / 60, 0, 1)  # thicker under the skin of cheeks and neck
    canvas.labels[rim > 0] = Tissue.MUSCLE
    canvas.labels[(rim > 0) & (np.abs(grain) < 0.06 + 0.07 * low)] = Tissue.FAT
    canvas.labels[(rim > 0) & (rim < 5.2 + 3.2 * low + 0.8 * grain)] = Tissue.FAT
    canvas.labels[(rim > 0) & (rim < 2.1)] = Tissue.SKIN


def _skull(canvas: Canvas, outline: Outlines, rng: np.random.Generator) -> None:
    space, away = canvas.space, outline.cavity
    thickness = 1 + 0.14 * smooth_noise(space.shape, space.spacing, 55, rng) + 0.0018 * np.abs(space.y)
    thickness -= 0.0035 * np.clip(np.abs(space.x) - 30, 0, 40)
    for reach, tissue in ((5.8, Tissue.SKULL), (4.3, Tissue.MARROW), (2.0, Tissue.SKULL)):
        canvas.labels[(away < _FLUID_MM + reach * thickness) & (outline.skin < 0)] = tissue
    canvas.labels[away < _FLUID_MM + 0.9] = Tissue.DURA


def _jaws(canvas: Canvas) -> None:
    for tissue, thinner in ((Tissue.SKULL, 0.0), (Tissue.MARROW, 2.2)):
        lower = ((50, -16, -58), (47, -26, -92), (34, -58, -116), (18, -80, -120), (0, -86, -120))
        canvas.both_tubes(lower, [r - thinner for r in (5, 6, 6.5, 6.5, 7)], tissue)
        canvas.both_tubes([(25, -48, -86), (18, -72, -86), (0, -83, -86)], 6.0 - thinner, tissue)
        canvas.both_tubes([(46, -66, -52), (60, -44, -48), (66, -12, -44)], 4.0 - thinner, tissue)  # cheek bone
    canvas.both_tubes([(22, -50, -95), (16, -72, -96), (0, -82, -96)], 4.0, Tissue.SKULL)  # teeth
    canvas.ellipsoid((0, -50, -104), (21, 30, 15), Tissue.MUSCLE, (Tissue.FAT,))  # tongue


def _spine(canvas: Canvas) -> None:
    for z in (-84.0, -101.0, -118.0):
        canvas.both_ellipsoids((15, 18, z), (8, 7, 6), Tissue.SKULL)
        canvas.tube([(-13, 30, z), (-9, 42, z - 2), (0, 52, z - 4), (9, 42, z - 2), (13, 30, z)], 3.0, Tissue.SKULL)
        canvas.ellipsoid((0, 10, z), (11, 8, 8), Tissue.SKULL, power=3)
        canvas.ellipsoid((0, 10, z), (9, 6, 6), Tissue.MARROW, power=3)


def _air(canvas: Canvas, rng: np.random.Generator) -> None:
    frontal = float(rng.uniform(0.7, 1.2))
    canvas.ellipsoid((0, -58, -58), (17, 30, 25), Tissue.SKULL, _FLESH, 3)
    canvas.ellipsoid((0, -60, -57), (14, 31, 21), Tissue.AIR, (), 3)
    canvas.ellipsoid((0, -60, -57), (1.2, 31, 22), Tissue.MUSCLE, (Tissue.AIR,), 3)  # septum
    for z, reach in ((-70.0, 6.5), (-58.0, 5.5), (-47.0, 4.5)):
        turbinate = ((reach + 1, -80, z), (reach, -58, z), (reach, -36, z + 2))
        canvas.both_tubes(turbinate, 3.2, Tissue.MUSCLE, (Tissue.AIR,))
    canvas.both_ellipsoids((31, -62, -64), (15.5, 17, 18), Tissue.SKULL, _FLESH)
    canvas.both_ellipsoids((31, -62, -64), (13.5, 15, 16), Tissue.AIR)
    canvas.ellipsoid((8, -89, -14), (13 * frontal, 4.5, 9), Tissue.AIR, (Tissue.SKULL, Tissue.MARROW))
    canvas.ellipsoid((-11, -88, -15), (10 * frontal, 4.5, 7), Tissue.AIR, (Tissue.SKULL, Tissue.MARROW))
    canvas.tube([(0, -30, -66), (0, -20, -78), (0, -14, -100), (0, -13, -128)], [9, 7, 6, 6], Tissue.AIR)
    canvas.both_tubes([(54, 11, -48), (76, 12, -47)], 2.6, Tissue.AIR)


def _orbits(canvas: Canvas) -> None:
    canvas.both_ellipsoids((33, -62, -36), (19, 28, 18), Tissue.SKULL, (*_FLESH, Tissue.AIR))
    canvas.both_ellipsoids((33, -64, -36), (17, 28, 16), Tissue.FAT, (*_FLESH, Tissue.AIR))
    apex = (17.0, -40.0, -31.0)
    for aside, above in ((8.5, 0.0), (-8.5, 0.0), (0.0, 8.5), (0.0, -8.5)):
        canvas.both_tubes([apex, (31 + aside, -66, -36 + above), (33 + aside, -80, -36 + above)], 1.6, Tissue.MUSCLE)
    canvas.both_tubes([(33, -70, -36), apex, (11, -30, -25)], 2.0, Tissue.MUSCLE)  # optic nerve
    canvas.both_ellipsoids((33, -81, -36), (12.3, 12, 12.3), Tissue.MUSCLE)  # its wall
    canvas.both_ellipsoids((33, -81, -36), (11, 10.8, 11), Tissue.EYE)
    canvas.both_ellipsoids((33, -89.5, -36), (4, 2, 4), Tissue.MUSCLE)  # lens


def _skull_base(canvas: Canvas, rng: np.random.Generator) -> None:
    """Bone that stands into the cavity between the lobes; the brain is painted over it later."""
    canvas.both_tubes([(15, -4, -38), (34, 6, -40), (54, 20, -46)], [6, 10, 12], Tissue.SKULL)
    canvas.both_tubes([(22, -24, -22), (42, -34, -18)], [3, 2], Tissue.SKULL)  # lesser wings
    clivus = ((0.0, -12.0, -32.0), (0.0, -9.0, -46.0), (0.0, 2.0, -62.0))
    canvas.tube(clivus, [9, 6.5, 4.5], Tissue.SKULL)
    canvas.tube(clivus, [6, 4, 2.5], Tissue.MARROW)
    canvas.both_ellipsoids((9, -24, -34), (11, 14, 11), Tissue.SKULL)
    canvas.ellipsoid((6.5, -25, -35), (7.5, 10, 8), Tissue.AIR)
    canvas.ellipsoid((-7, -24, -35), (6, 11, 7), Tissue.AIR)
    canvas.ellipsoid((0, -11, -22), (6.5, 5, 3.5), Tissue.VESSEL)  # the pituitary takes contrast
    box = canvas.space.box_around(np.array([(-56.0, 28.0, -52.0), (56.0, 28.0, -52.0)]), 14)
    space, part = canvas.space.at(box), canvas.labels[box]
    cells = smooth_noise(space.shape, space.spacing, 6, rng) > 0.2
    mastoid = (np.abs(space.x) > 40) & (np.abs(space.x) < 68) & (np.abs(space.y - 28) < 11) & (space.z < -42)
    bone = np.isin(part, [int(Tissue.SKULL), int(Tissue.MARROW)])
    part[mastoid & bone & cells] = Tissue.AIR
