"""Lesions in pieces: voxels that do not hang together are one lesion only where someone says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.spatial import cKDTree

from core.geometry import Geometry
from core.mask import Mask
from core.regions import components

APART_MM = 5.0  # pieces of one lesion, a thin rim's or a stray voxel, lie nearer to each other
MOST = 500


def pieces(mask: Mask) -> list[Mask]:
    """The parts of a mask that do not touch, not even by a corner; the largest first."""
    found = components(mask.voxels)
    moved = [
        Mask.trimmed(tuple(a + b for a, b in zip(mask.start, each.start, strict=True)), each.voxels) for each in found
    ]
    return sorted(moved, key=lambda each: (-each.count, each.start))


def widest_gap_mm(parts: Sequence[Mask], geometry: Geometry) -> float:
    """The widest gap that must be crossed to come from any part to any other, between voxel centres; 0.0 for one."""
    places = [geometry.index_to_patient(each.indices()) for each in parts]
    owners = np.repeat(np.arange(len(parts)), [len(each) for each in places])
    points = np.concatenate(places)
    away = np.full(len(points), np.inf)
    widest, newest = 0.0, 0
    outside = owners != 0
    while outside.any():  # each round reaches the part that lies nearest to those reached
        near, _ = cKDTree(places[newest]).query(points[outside])
        away[outside] = np.minimum(away[outside], near)
        nearest = int(np.flatnonzero(outside)[away[outside].argmin()])
        widest, newest = max(widest, float(away[nearest])), int(owners[nearest])
        outside &= owners != newest
    return widest


def in_pieces(named: Iterable[tuple[str, Mask]], geometry: Geometry, apart_mm: float = 0.0) -> tuple[str, ...]:
    """Say of each that is in pieces how many there are and how far apart, where gaps are wider than ``apart_mm``."""
    told = []
    for name, mask in named:
        parts = pieces(mask)
        if len(parts) > 1 and (gap := widest_gap_mm(parts, geometry)) > apart_mm:
            told.append(f"{name} lies in {len(parts)} pieces, {gap:.1f} mm apart: its diameters reach across the gap.")
    return tuple(told)
