"""What takes contrast and is no lesion: falx, sinuses, veins, arteries."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from core.demo.canvas import SIDES, Canvas, mirrored
from core.demo.cerebrum import bowed
from core.demo.outlines import Outlines
from core.demo.space import Field, Point, Points, Space
from core.demo.tissue import Tissue

_AROUND_BRAIN = (Tissue.CSF, Tissue.DURA, Tissue.GREY)
_IN_DURA = (Tissue.CSF, Tissue.DURA, Tissue.SKULL, Tissue.MARROW)
_VEINS_A_SIDE = 12


def paint_vessels(canvas: Canvas, outline: Outlines, rng: np.random.Generator) -> None:
    """Write them over fluid, dura and, where they are embedded in it, cortex."""
    _falx(canvas, outline)
    surface = _Surface(canvas.space, outline.cavity)
    _sinuses(canvas, surface)
    _deep_veins(canvas)
    _arteries(canvas, rng)
    for side in SIDES:
        for _ in range(_VEINS_A_SIDE):
            _cortical_vein(canvas, surface, side, rng)


class _Surface:
    """Finds where a ray from inside the brain leaves the cavity."""

    def __init__(self, space: Space, cavity: Field) -> None:
        self._space = space
        self._cavity = cavity

    def hit(self, starts: Points, directions: Points, outside_mm: float) -> list[Point]:
        """(N, 3) starts and unit directions to the places ``outside_mm`` beyond the surface."""
        along = np.arange(10.0, 110.0, 0.75)
        places = starts[:, None] + along[:, None] * directions[:, None]
        index = np.rint(self._space.to_index(places.reshape(-1, 3))).astype(int)
        index = np.clip(index, 0, np.array(self._space.shape) - 1)
        away = self._cavity[tuple(index.T)].reshape(len(starts), len(along))
        last = (away < outside_mm).sum(axis=1) - 1
        return [(float(p[n][0]), float(p[n][1]), float(p[n][2])) for p, n in zip(places, last.clip(0), strict=True)]


def _falx(canvas: Canvas, outline: Outlines) -> None:
    space = canvas.space
    edge = ((space.y + 4) / 52) ** 2 + ((space.z + 4) / 40) ** 2 > 1  # its free edge stays above the callosum
    sheet = (np.abs(bowed(space)) < 0.6) & edge & (space.z > -14) & (outline.cavity < 3)
    canvas.labels[sheet & (canvas.labels == Tissue.CSF)] = Tissue.DURA


def _sinuses(canvas: Canvas, surface: _Surface) -> None:
    fan = np.radians(np.arange(8, 197, 3.0))  # from the crista galli over the vertex to the confluence
    crest = surface.hit(
        np.tile((0.0, 0.0, 3.0), (len(fan), 1)), np.stack([0 * fan, -np.cos(fan), np.sin(fan)], axis=1), 1.0
    )
    canvas.tube(crest, np.linspace(1.3, 3.8, len(crest)).tolist(), Tissue.SINUS, _IN_DURA)
    confluence = crest[-1]
    canvas.tube([(0, 38, 4), (0, 58, -4), confluence], [2.0, 2.3, 2.6], Tissue.SINUS)
    turn = np.radians(np.arange(0, 96, 6.0))
    for side, wide in zip(SIDES, (3.9, 3.0), strict=True):  # the right one is usually the larger
        level = confluence[2] - 9 * turn / turn[-1]
        starts = np.stack([0 * turn, 30 + 0 * turn, level], axis=1)
        round_ = surface.hit(starts, np.stack([side * np.sin(turn), np.cos(turn), 0 * turn], axis=1), 0.5)
        canvas.tube([confluence, *round_], wide, Tissue.SINUS, _IN_DURA)
        sigmoid = [round_[-1], (side * 50, 26, -40), (side * 40, 26, -52), (side * 32, 16, -64)]
        canvas.tube(sigmoid, wide, Tissue.SINUS, _IN_DURA)
        canvas.tube([sigmoid[-1], (side * 31, 10, -84), (side * 34, 2, -128)], wide + 0.8, Tissue.SINUS)


def _deep_veins(canvas: Canvas) -> None:
    canvas.both_tubes([(3, -10, 9), (1.6, 6, 10), (1.2, 26, 9), (0, 34, 8)], [0.6, 0.9, 1.1, 1.6], Tissue.VESSEL)
    canvas.tube([(0, 32, 8), (0, 37, 8), (0, 39, 4)], 1.9, Tissue.VESSEL)  # great vein
    canvas.both_tubes([(3, 38, 4), (14, 26, -10), (16, 8, -16)], [1.2, 0.9, 0.7], Tissue.VESSEL, (Tissue.CSF,))
    canvas.both_tubes([(8, -20, -20), (9, -8, -22)], 3.2, Tissue.SINUS, (Tissue.CSF, Tissue.DURA, Tissue.SKULL))


def _arteries(canvas: Canvas, rng: np.random.Generator) -> None:
    neck = ((26, 0, -128), (24, 0, -84), (22, -4, -56), (18, -4, -44), (12, -14, -32), (10, -20, -24), (9, -16, -17))
    canvas.both_tubes(neck, [2.8, 2.6, 2.5, 2.4, 2.2, 2.0, 1.9], Tissue.VESSEL)
    canvas.both_tubes([(15, 20, -128), (17, 20, -84), (9, 16, -68), (2, 0, -58)], 1.6, Tissue.VESSEL)
    canvas.tube([(0, -1, -58), (0, -7.5, -40), (0, -5, -24)], 1.6, Tissue.VESSEL)
    canvas.both_tubes([(1, -5, -24), (14, 6, -22), (19, 20, -17), (16, 40, -6)], [1.3, 1.2, 1, 0.7], Tissue.VESSEL)
    canvas.both_tubes([(9, -16, -17), (22, -16, -13), (36, -10, -9)], [1.7, 1.5, 1.4], Tissue.VESSEL)
    front = ((8, -18, -16), (2, -26, -12), (1.6, -42, 2), (1.6, -38, 18), (1.6, -18, 29), (1.6, 6, 30))
    canvas.both_tubes(front, [1.3, 1.2, 1.1, 1.0, 0.9, 0.7], Tissue.VESSEL, _AROUND_BRAIN)
    for side in SIDES:
        for _ in range(6):
            y, up = float(rng.uniform(-24, 16)), float(rng.uniform(-6, 12))
            level = -9 + 0.32 * (y + 10)
            over = ((36, -10, -9), (38, y, level + up), (46, y + 5, level), (58, y + 9, level + up / 2))
            canvas.tube([mirrored(p, side) for p in over], [1.2, 1.0, 0.8, 0.6], Tissue.VESSEL, _AROUND_BRAIN)


def _cortical_vein(canvas: Canvas, surface: _Surface, side: float, rng: np.random.Generator) -> None:
    """From the side of the brain up to the sagittal sinus, over the surface, leaning forwards at its end."""
    count = 22
    start, end = float(rng.uniform(-5, 50)), 90.0
    rise = np.radians(np.linspace(start, end, count))
    y = float(rng.uniform(-58, 62)) + float(rng.normal(0, 12)) * np.linspace(1, 0, count)
    y += np.cumsum(rng.normal(0, 1.6, count))
    starts = np.stack([0 * y, np.clip(y, -70, 72), 4 + 0 * y], axis=1)
    directions = np.stack([side * np.cos(rise), 0 * y, np.sin(rise)], axis=1)
    path = surface.hit(starts, directions, float(rng.uniform(-0.8, 0.6)))
    _tapered(canvas, path, float(rng.uniform(0.9, 1.7)))


def _tapered(canvas: Canvas, path: Sequence[Point], radius: float) -> None:
    canvas.tube(path, np.linspace(0.5, radius, len(path)).tolist(), Tissue.VESSEL, (*_AROUND_BRAIN, Tissue.SKULL))
