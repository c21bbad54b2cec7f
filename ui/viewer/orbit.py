"""From where the surfaces are looked at."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from core.geometry import FloatArray

_STEEPEST = 88.0
_NEAREST, _FARTHEST = 0.4, 8.0
_SECOND_WORD_FROM = 0.35
_WORDS = (("right", "left"), ("anterior", "posterior"), ("inferior", "superior"))


@dataclass(frozen=True)
class Orbit:
    """A place on a sphere around the head, looking at its middle, the patient's head upwards.

    Parameters
    ----------
    azimuth
        Degrees: 0 in front, growing towards the patient's left.
    elevation
        Degrees over the horizon.
    zoom
        1 shows the whole head.

    """

    azimuth: float = -38.0
    elevation: float = 14.0
    zoom: float = 1.0

    @property
    def direction(self) -> FloatArray:
        """(3,) unit LPS vector from the head's middle to the eye."""
        azimuth, elevation = np.radians(self.azimuth), np.radians(self.elevation)
        level = np.cos(elevation)
        return np.array([level * np.sin(azimuth), -level * np.cos(azimuth), np.sin(elevation)])

    @property
    def words(self) -> str:
        """The side one looks from, e.g. ``"Anterior right"``."""
        direction = self.direction
        first, second = np.argsort(-np.abs(direction), kind="stable")[:2]
        words = [_WORDS[first][int(direction[first] > 0)]]
        if abs(direction[second]) >= _SECOND_WORD_FROM:
            words.append(_WORDS[second][int(direction[second] > 0)])
        return " ".join(words).capitalize()

    def turned(self, right: float, up: float) -> Orbit:
        """Turn the head by degrees, as a hand on its surface would: the eye goes the other way."""
        azimuth = (self.azimuth - right + 180.0) % 360.0 - 180.0
        elevation = min(max(self.elevation - up, -_STEEPEST), _STEEPEST)
        return replace(self, azimuth=azimuth, elevation=elevation)

    def enlarged(self, factor: float) -> Orbit:
        """Go nearer by ``factor``."""
        return replace(self, zoom=min(max(self.zoom * factor, _NEAREST), _FARTHEST))
