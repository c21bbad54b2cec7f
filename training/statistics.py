"""95 % confidence intervals of the figures that are reported."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

_Z = 1.959964  # of the normal distribution, two-sided 95 %
_DRAWS = 2000


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Interval of a share (Wilson 1927); 0 to 1 where nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    share, extra = hits / of, _Z**2 / of
    middle = (share + extra / 2) / (1 + extra)
    half = _Z / (1 + extra) * math.sqrt(share * (1 - share) / of + extra / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(
    values: Sequence[float], of: Callable[[NDArray[np.float64]], float] = lambda drawn: float(drawn.mean())
) -> tuple[float, float]:
    """Interval of a figure of values, by drawing them again with a fixed seed; without values not a number."""
    if not len(values):
        return math.nan, math.nan
    rng, pool = np.random.default_rng(0), np.asarray(values, dtype=np.float64)
    drawn = [of(rng.choice(pool, size=len(pool))) for _ in range(_DRAWS)]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(low), float(high)
