"""A second reading of what the first one found: windows laid around each finding, mirrored in every way.

One pass sees each place in a few windows, each always the same way round, and takes many a vessel for a lesion. The
same network shown a finding in the middle of its window, and in all eight mirrorings, agrees with itself on lesions far
more often than on vessels. nnU-Net mirrors every window; around the findings alone it costs seconds, not minutes.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import Cancelled
from core.mask import Mask
from core.regions import components
from inference.manifest import Confirmation
from inference.sliding_window import Array, Predict, gaussian, padded

Window = tuple[slice, slice, slice]
MIRRORED = tuple(flip for count in range(4) for flip in itertools.combinations((0, 1, 2), count))


def confirmed(
    evidence: Array,
    channels: Array,
    near: NDArray[np.bool_],
    rule: Confirmation,
    predict: Predict,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Array:
    """Average the evidence of a first pass with that of windows around its findings.

    Parameters
    ----------
    evidence
        (Z, Y, X) logits of the first pass.
    channels
        (C, Z, Y, X) that they came from.
    near
        (Z, Y, X); findings that touch none of it are not looked at again.
    rule
        Which findings, and the size of the windows.
    predict
        As :func:`predict_volume` takes it.
    progress
        Called with windows done and windows in all.
    cancel
        Asked before each window.

    Returns
    -------
    (Z, Y, X) float32
        Away from the findings as it was.

    Raises
    ------
    Cancelled
        If ``cancel`` says so.

    """
    patch = rule.patch_size
    whole, inner = padded(channels, patch)
    first, _ = padded(evidence[None], patch)
    total = np.array(first[0], dtype=np.float32)
    weight, weights = np.ones(total.shape, dtype=np.float32), gaussian(patch)
    windows = list(_windows(evidence, near, rule, [s.start for s in inner], total.shape))
    for number, window in enumerate(windows):
        part: Any = (slice(None), *window)
        for axes in MIRRORED:
            if cancel is not None and cancel():
                raise Cancelled
            answer = predict(np.ascontiguousarray(np.flip(whole[part], tuple(axis + 1 for axis in axes))))
            total[window] += np.flip(answer, axes) * weights
            weight[window] += weights
        if progress is not None:
            progress(number + 1, len(windows))
    return np.asarray((total / weight)[inner], dtype=np.float32)


def _windows(
    evidence: Array, near: NDArray[np.bool_], rule: Confirmation, before: list[int], shape: tuple[int, ...]
) -> Iterator[Window]:
    """Windows in the padded volume that hold each finding in their middle halves; a wide finding takes several."""
    lowest, peak = (np.log(p / (1 - p)) for p in (rule.probability, rule.peak))
    laid: set[tuple[int, ...]] = set()
    for mask in components(evidence >= lowest):
        if evidence[mask.box][mask.voxels].max() < peak or not near[mask.box][mask.voxels].any():
            continue
        for middle in _middles(mask, rule.patch_size):
            places = zip(middle, before, rule.patch_size, shape, strict=True)
            start = tuple(int(np.clip(m + b - size // 2, 0, n - size)) for m, b, size, n in places)
            if start not in laid:
                laid.add(start)
                z, y, x = (slice(s, s + size) for s, size in zip(start, rule.patch_size, strict=True))
                yield z, y, x


def _middles(mask: Mask, patch: tuple[int, int, int]) -> Iterator[tuple[int, ...]]:
    """Middles of windows, so that some window's middle half holds each of the mask's voxels."""
    axes = []
    for along, size in zip(mask.box, patch, strict=True):
        count = -(-(along.stop - along.start) // (size // 2))
        axes.append(np.linspace(along.start, along.stop, count + 1))
    for corner in itertools.product(*(range(len(edges) - 1) for edges in axes)):
        ends = [(edges[n], edges[n + 1]) for edges, n in zip(axes, corner, strict=True)]
        first = [int(np.floor(low)) - s.start for (low, _), s in zip(ends, mask.box, strict=True)]
        last = [int(np.ceil(high)) - s.start for (_, high), s in zip(ends, mask.box, strict=True)]
        if mask.voxels[tuple(slice(a, b) for a, b in zip(first, last, strict=True))].any():
            yield tuple(round((low + high) / 2) for low, high in ends)
