"""A network's input channels on the model's grid; training and inference go through the same lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Channel: TypeAlias = NDArray[np.float32]
BoolArray: TypeAlias = NDArray[np.bool_]

SCHEMES = ("none", "zscore", "brain-median", "percentile", "window", "range")
DERIVED = ("brain-distance", "head-depth", "below-top", "radial")

_AT_ONCE = 1 << 20  # values in double precision
_HEAD_SHARE = 0.12  # of the image's bright level: above it a voxel belongs to the head
_HEAD_SLICE_MM2 = 400.0  # a slice with less head than this is not yet its top
_AXIS_MM = 130.0  # the head's axis is taken from this much below its top, so that shoulders do not move it


def sequence_channel(
    voxels: Channel, scheme: Mapping[str, Any], brain: BoolArray | None, nonzero: BoolArray | None = None
) -> Channel:
    """Normalise one sequence.

    Parameters
    ----------
    voxels
        (Z, Y, X) image values.
    scheme
        ``scheme``: ``none``; ``zscore`` (``region``: ``image``, ``brain``, or ``nonzero``: outside it stays as
        it is); ``brain-median`` (divided by the median inside the brain, ``clip``: highest value, 6);
        ``percentile`` (``lower`` 0.5 and ``upper`` 99.5 of the image become 0 and 1, ``clip``: highest value,
        2); ``window`` (clipped to ``low`` ... ``high``, less ``mean``, over ``std``, all four given); ``range``
        (the image's lowest and highest value become 0 and 1).
    brain, nonzero
        (Z, Y, X), needed by the schemes that look inside the brain, or where the image is not zero.

    Returns
    -------
    Channel
        (Z, Y, X) float32, unitless.

    Raises
    ------
    ValueError
        If the scheme is unknown, or needs a brain and there is none.

    """
    name = scheme.get("scheme")
    if name == "none":
        return voxels.astype(np.float32)
    if name == "zscore":
        return _zscore(voxels, str(scheme.get("region")), brain, nonzero)
    if name == "brain-median":
        median = max(float(np.median(voxels[_brain(brain)])), 1e-8)
        return _float32(np.clip(voxels / median, 0, float(scheme.get("clip", 6.0))))
    if name == "percentile":
        low, high = np.percentile(voxels, (scheme.get("lower", 0.5), scheme.get("upper", 99.5)))
        scaled = (voxels - low) / max(float(high - low), 1e-8)
        return _float32(np.clip(scaled, 0, float(scheme.get("clip", 2.0))))
    if name == "window":
        clipped = np.clip(voxels, float(scheme["low"]), float(scheme["high"]))
        return _float32((clipped - float(scheme["mean"])) / max(float(scheme["std"]), 1e-8))
    if name == "range":
        from_zero = voxels - voxels.min()
        return _float32(from_zero / max(float(from_zero.max()), 1e-8))
    raise ValueError(f"unknown normalisation {name!r}; known: {', '.join(SCHEMES)}")


def _zscore(voxels: Channel, region: str, brain: BoolArray | None, nonzero: BoolArray | None) -> Channel:
    if region == "nonzero":
        if nonzero is None:
            raise ValueError("this channel needs to know where the image is not zero")
        scaled = _scaled_by(voxels, voxels[nonzero])
        np.copyto(scaled, voxels, where=~nonzero)
        return scaled
    return _scaled_by(voxels, voxels[_brain(brain)] if region == "brain" else voxels)


def _scaled_by(voxels: Channel, values: NDArray[Any]) -> Channel:
    """Less the mean of some values, over their deviation; summed in double precision, kept in single."""
    mean = float(values.mean(dtype=np.float64))
    flat = values.reshape(-1)
    squares = 0.0
    for start in range(0, len(flat), _AT_ONCE):
        squares += float(((flat[start : start + _AT_ONCE].astype(np.float64) - mean) ** 2).sum())
    scaled = voxels.astype(np.float32)  # a copy
    scaled -= np.float32(mean)
    scaled /= np.float32(max(float(np.sqrt(squares / max(1, len(flat)))), 1e-8))
    return scaled


def derived_channel(
    name: str,
    params: Mapping[str, Any],
    voxels: Channel,
    brain: BoolArray | None,
    spacing_mm: Sequence[float],
) -> Channel:
    """Compute one channel that says where a voxel lies.

    Parameters
    ----------
    name
        ``brain-distance``: signed distance to the brain's surface, inside positive, ``clip_mm`` 20.
        ``head-depth``: distance to the head's surface, zero outside, ``clip_mm`` 60.
        ``below-top``: how far below the head's top, along -k, ``clip_mm`` 240.
        ``radial``: distance from the head's vertical axis, ``clip_mm`` 120.
        All but the first come from the image alone. k must grow towards the head (canonical LPS).
    params
        ``clip_mm``, in millimetres: distances are clipped at it, then divided by it.
    voxels, brain
        (Z, Y, X); brain only for ``brain-distance``.
    spacing_mm
        Along k, j, i.

    Returns
    -------
    Channel
        (Z, Y, X) float32 within -1 … 1.

    Raises
    ------
    ValueError
        If the name is unknown, or needs a brain and there is none.

    """
    spacing = np.asarray(spacing_mm, dtype=np.float64)
    if name == "brain-distance":
        return _scaled(_signed_distance(_brain(brain), spacing), params, 20.0)
    if name not in DERIVED:
        raise ValueError(f"unknown derived channel {name!r}; known: {', '.join(DERIVED)}")
    head = _head(voxels)
    if name == "head-depth":
        padded = np.pad(head, 1)  # the image's edge ends the head
        depth = ndimage.distance_transform_edt(padded, sampling=spacing)[1:-1, 1:-1, 1:-1]
        return _scaled(depth, params, 60.0)
    if name == "below-top":
        below = (_top(head, spacing) - np.arange(voxels.shape[0])) * spacing[0]
        return _scaled(np.broadcast_to(below[:, None, None], voxels.shape), params, 240.0)
    return _scaled(_radial(head, spacing), params, 120.0)


def head_place(voxels: Channel, spacing_mm: Sequence[float]) -> tuple[int, float, float]:
    """Where the head is in an image: the slice of its top, and the middle of what lies below, along j and i.

    Parameters
    ----------
    voxels
        (Z, Y, X) image values; k must grow towards the head (canonical LPS).
    spacing_mm
        Along k, j, i.

    """
    spacing, head = np.asarray(spacing_mm, dtype=np.float64), _head(voxels)
    return (_top(head, spacing), *_axis(head, spacing))


def _brain(brain: BoolArray | None) -> BoolArray:
    if brain is None or not brain.any():
        raise ValueError("this channel needs a brain mask with voxels in it")
    return brain


def _float32(values: NDArray[Any]) -> Channel:
    return np.asarray(values, dtype=np.float32)


def _scaled(distance: NDArray[Any], params: Mapping[str, Any], default_mm: float) -> Channel:
    clip = float(params.get("clip_mm", default_mm))
    return _float32(np.clip(distance, -clip, clip) / clip)


def _signed_distance(inside: BoolArray, spacing: NDArray[np.float64]) -> NDArray[np.float64]:
    within = ndimage.distance_transform_edt(inside, sampling=spacing)
    outside = ndimage.distance_transform_edt(~inside, sampling=spacing)
    return np.asarray(within - outside, dtype=np.float64)


def _head(voxels: Channel) -> BoolArray:
    """Largest bright part with its holes closed slice by slice; all voxels where there is nothing."""
    bright = voxels > _HEAD_SHARE * float(np.percentile(voxels, 98))
    labels, count = ndimage.label(bright)
    if count == 0:
        return np.ones(voxels.shape, bool)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    head = labels == sizes.argmax()
    return np.stack([ndimage.binary_fill_holes(plane) for plane in head])


def _top(head: BoolArray, spacing: NDArray[np.float64]) -> int:
    areas = head.sum(axis=(1, 2)) * spacing[1] * spacing[2]
    slices = np.flatnonzero(areas >= min(_HEAD_SLICE_MM2, float(areas.max())))
    return int(slices[-1])


def _axis(head: BoolArray, spacing: NDArray[np.float64]) -> tuple[float, float]:
    """Where the head's vertical axis runs, along j and i."""
    top = _top(head, spacing)
    first = max(0, top - int(_AXIS_MM / spacing[0]))
    centre_j, centre_i = ndimage.center_of_mass(head[first : top + 1].sum(axis=0))
    return float(centre_j), float(centre_i)


def _radial(head: BoolArray, spacing: NDArray[np.float64]) -> NDArray[np.float64]:
    centre_j, centre_i = _axis(head, spacing)
    j, i = np.ogrid[: head.shape[1], : head.shape[2]]
    radius = np.hypot((j - centre_j) * spacing[1], (i - centre_i) * spacing[2])
    return np.broadcast_to(radius, head.shape)
