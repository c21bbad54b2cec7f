"""Windows over a volume, blended with Gaussian weights, as nnU-Net lays and weighs them."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import Cancelled

Array = NDArray[np.float32]
Predict = Callable[[Array], Array]
"""(C, z, y, x) window to (z, y, x) evidence, the logit of the finding against everything else, or (K, z, y, x)."""


@dataclass(frozen=True)
class Several:
    """Windows predicted together: how many, and what predicts them."""

    count: int
    predict: Callable[[list[Array]], Sequence[Array]]


NO_EVIDENCE = -30.0
_SIGMA_SHARE = 1 / 8  # of the window
_SLICES = 16  # whose weights are summed at once


def predict_volume(
    channels: Array,
    patch: tuple[int, int, int],
    step: float,
    predict: Predict,
    wanted: NDArray[np.bool_] | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    weights: Array | None = None,
    several: Several | None = None,
) -> Array:
    """Predict a volume window by window.

    Parameters
    ----------
    channels
        (C, Z, Y, X).
    patch
        The window's size; a smaller volume is padded with zeros around it.
    step
        Share of the window between neighbours, 0 < step <= 1.
    wanted
        (Z, Y, X); windows that hold none of it are left out and get no evidence.
    progress
        Called with windows done and windows in all.
    cancel
        Asked before each window.
    weights
        (z, y, x) of a window; :func:`gaussian` where none are given.
    several
        How many windows are predicted together, and what does it in ``predict``'s place.

    Returns
    -------
    (Z, Y, X) float32, or (K, Z, Y, X) where ``predict`` gives K of them
        Weighted mean of the windows' evidence.

    Raises
    ------
    Cancelled
        If ``cancel`` says so.

    """
    field, inner = padded(channels, patch)
    wanted_padded = None if wanted is None else padded(wanted[None], patch)[0][0].astype(bool)
    windows = list(_windows(field.shape[1:], patch, step))
    if wanted_padded is not None:
        windows = [window for window in windows if wanted_padded[window].any()]
    if weights is None:
        weights = gaussian(patch)
    total: Array | None = None
    at_once = 1 if several is None else several.count
    for first in range(0, len(windows), at_once):
        if cancel is not None and cancel():
            raise Cancelled
        part = windows[first : first + at_once]
        shown = [np.ascontiguousarray(field[(slice(None), *window)]) for window in part]
        answers = [predict(shown[0])] if several is None else several.predict(shown)
        if total is None:  # only now is it known how many a window gives
            total = np.zeros((*answers[0].shape[:-3], *field.shape[1:]), dtype=np.float32)
        for window, answer in zip(part, answers, strict=True):
            place: Any = (..., *window)
            total[place] += answer * weights
        if progress is not None:
            progress(first + len(part), len(windows))
    if total is None:
        total = np.zeros(field.shape[1:], dtype=np.float32)
    _divide(total, windows, weights)
    inside: Any = (..., *inner)
    return np.asarray(total[inside], dtype=np.float32)


def _divide(total: Array, windows: Sequence[tuple[slice, ...]], weights: Array) -> None:
    """Divide (..., Z, Y, X) sums in place by their windows' weights, a few slices at a time; none is no evidence."""
    for first in range(0, total.shape[-3], _SLICES):
        part = total[..., first : first + _SLICES, :, :]
        weight = np.zeros(part.shape[-3:], dtype=np.float32)
        for along_z, *others in windows:
            low, high = max(first, along_z.start), min(first + len(weight), along_z.stop)
            if low < high:
                shown = weights[low - along_z.start : high - along_z.start]
                weight[(slice(low - first, high - first), *others)] += shown
        covered = weight > 0
        np.divide(part, weight, out=part, where=covered)
        np.copyto(part, np.float32(NO_EVIDENCE), where=~covered)


def starts(size: int, window: int, step: float) -> list[int]:
    """First voxels of the windows along one axis: evenly laid, never further apart than the step."""
    if size <= window:
        return [0]
    count = int(np.ceil((size - window) / (window * step))) + 1
    return [int(place) for place in np.rint(np.linspace(0, size - window, count))]


def gaussian(patch: tuple[int, int, int]) -> Array:
    """(z, y, x) weights, 1 in the middle, falling towards the window's edge but never to nothing."""
    axes = [np.exp(-0.5 * ((np.arange(n) - (n - 1) / 2) / (n * _SIGMA_SHARE)) ** 2) for n in patch]
    weights = axes[0][:, None, None] * axes[1][:, None] * axes[2]
    return np.asarray(np.maximum(weights / weights.max(), 1e-4), dtype=np.float32)


def _windows(shape: tuple[int, ...], patch: tuple[int, int, int], step: float) -> itertools.product[tuple[slice, ...]]:
    along = [
        [slice(first, first + window) for first in starts(size, window, step)]
        for size, window in zip(shape, patch, strict=True)
    ]
    return itertools.product(*along)


def padded(
    channels: NDArray[np.generic], patch: tuple[int, int, int]
) -> tuple[NDArray[np.generic], tuple[slice, slice, slice]]:
    """Pad with zeros around, where the volume is smaller than the window; tell where the volume lies."""
    short = [max(0, window - size) for size, window in zip(channels.shape[1:], patch, strict=True)]
    before = [each // 2 for each in short]
    inner = [slice(b, b + size) for b, size in zip(before, channels.shape[1:], strict=True)]
    if any(short):
        channels = np.pad(channels, [(0, 0), *((b, s - b) for b, s in zip(before, short, strict=True))])
    return channels, (inner[0], inner[1], inner[2])
