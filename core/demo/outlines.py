"""Smooth outlines of the standard head: cerebrum, cerebellum, brain stem, the cavity of the skull, the skin."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from core.demo.space import BoolField, Field, Space, refined, signed_distance

_BRIDGE_MM = 9.0  # cisterns narrower than twice this belong to the cavity
_SCALP_MM = 15.0
_ROUNDED_MM = 2.0


@dataclass(frozen=True, eq=False)
class Outlines:
    """Millimetres to each outline, negative inside; (Z, Y, X) float32."""

    cerebrum: Field
    cerebellum: Field
    stem: Field
    cavity: Field
    skin: Field


def outlines(space: Space) -> Outlines:
    """Compute them on the coarse grid, where they are smooth, and carry them to the full one."""
    coarse = space.coarse()
    stem = _rounded(_stem(coarse), coarse, 1.4)
    cerebrum = _rounded(_cerebrum(coarse), coarse, 2.2)
    cerebellum = _rounded(_cerebellum(coarse), coarse, 2.4)
    inside = (cerebrum < 0) | (cerebellum < 0) | ((stem < 0) & (coarse.z > -72))
    cavity = _closed(inside | _cisterns(coarse), coarse)
    skin = _rounded(_head(coarse, cavity), coarse, 6.0)
    fields = (cerebrum, cerebellum, stem, cavity, skin)
    return Outlines(*(refined(field, space.step, space.shape) for field in fields))


def tentorium(space: Space) -> Field:
    """Height (mm) of the tent over the cerebellum above each voxel's x and y."""
    ridge = np.interp(space.y, [20, 38, 80], [-17, -4, -15])  # rises to where the straight sinus begins
    slope = ridge - 0.55 * np.clip(np.abs(space.x) - 9, 0, 60)
    return np.asarray(np.maximum(slope, -27), dtype=np.float32)


def _cerebrum(space: Space) -> BoolField:
    width = 66 * (1 + 0.0013 * np.minimum(space.y, 30))  # narrower in front
    height = np.where(space.z > -2, np.float32(66), np.float32(46))
    vault = (np.abs(space.x) / width) ** 2.15 + (np.abs(space.y + 2) / 87) ** 2.1 + ((space.z + 2) / height) ** 2
    orbital = -23 + 6 * np.exp(-(((np.abs(space.x) - 30) / 18) ** 2))
    floor = np.where(space.y < -28, orbital, np.float32(-12))
    floor = np.where(space.y > 12, np.maximum(tentorium(space) + 1.5, -40), floor)
    lobes = (vault < 1) & (space.z > floor)
    aside = Space(np.abs(space.x), space.y, space.z, space.spacing)
    temporal = aside.ellipsoid((43, -6, -27), (21, 36, 21)) < 0
    behind = aside.ellipsoid((40, 22, -22), (22, 26, 18)) < 0
    under = (temporal | behind) & (space.z > tentorium(space) + 1.5 - 40 * (space.y < 14))
    return np.asarray(lobes | under)


def _cerebellum(space: Space) -> BoolField:
    aside = Space(np.abs(space.x), space.y, space.z, space.spacing)
    hemispheres = aside.ellipsoid((24, 47, -42), (29, 33, 24), 2.2) < 0
    arms = aside.ellipsoid((17, 20, -40), (15, 16, 12)) < 0
    vermis = space.ellipsoid((0, 47, -31), (17, 28, 30)) < 0
    notch = (np.abs(space.x) < 4) & ((space.y > 70) | (space.z < -56))
    roof = space.z < tentorium(space) - 1.5
    return np.asarray((hemispheres | vermis | arms) & roof & ~notch)


def _stem(space: Space) -> BoolField:
    midbrain = space.ellipsoid((0, 12, -18), (17, 12, 13)) < 0
    notch = (np.abs(space.x) < 4) & (space.y < 4) & (space.z > -27)
    pons = space.ellipsoid((0, 8, -37), (17, 13.5, 14)) < 0
    axis = np.interp(space.z, [-126, -80, -66, -48], [30, 26, 20, 14]).astype(np.float32)
    radius = np.interp(space.z, [-126, -76, -66, -48], [5.5, 5.5, 6.5, 9]).astype(np.float32)
    medulla = (space.x / 1.15) ** 2 + (space.y - axis) ** 2 < radius**2
    return np.asarray((midbrain & ~notch) | pons | (medulla & (space.z < -44)))


def _cisterns(space: Space) -> BoolField:
    """Wide fluid spaces at the base, which belong to the cavity though no brain fills them."""
    ambient = space.ellipsoid((0, 20, -14), (34, 26, 24)) < 0
    suprasellar = space.ellipsoid((0, -10, -13), (19, 20, 8)) < 0
    angles = space.ellipsoid((0, 14, -42), (34, 20, 22)) < 0
    return np.asarray(ambient | suprasellar | angles)


def _closed(inside: BoolField, space: Space) -> Field:
    """Distance to the shape after gaps narrower than the bridge are filled; the outer surface stays."""
    grown = signed_distance(inside, space.spacing) < _BRIDGE_MM
    closed = signed_distance(grown, space.spacing) + np.float32(_BRIDGE_MM)
    return np.asarray(ndimage.gaussian_filter(closed, _ROUNDED_MM / space.spacing))


def _head(space: Space, cavity: Field) -> BoolField:
    aside = Space(np.abs(space.x), space.y, space.z, space.spacing)
    vault = (cavity < _SCALP_MM) & (space.z > -74)
    face = space.ellipsoid((0, -44, -66), (58, 53, 64), 2.6) < 0
    brow = space.ellipsoid((0, -60, -20), (52, 41, 26)) < 0
    cheeks = aside.ellipsoid((50, -32, -48), (21, 38, 40)) < 0
    temples = aside.ellipsoid((58, -22, -18), (19, 32, 30)) < 0
    nose = space.ellipsoid((0, -94, -54), (13, 16, 20)) < 0
    neck = (space.x / 57) ** 2 + ((space.y - 20) / 54) ** 2 < 1
    nape = space.ellipsoid((0, 42, -72), (64, 42, 50), 2.3) < 0
    ears = aside.ellipsoid((80, 20, -42), (5, 14, 24)) < 0
    return np.asarray(vault | face | brow | cheeks | temples | nose | (neck & (space.z < -45)) | nape | ears)


def _rounded(inside: BoolField, space: Space, sigma_mm: float) -> Field:
    """Distance to a shape whose corners are rounded."""
    distance = signed_distance(inside, space.spacing)
    return np.asarray(ndimage.gaussian_filter(distance, sigma_mm / space.spacing))
