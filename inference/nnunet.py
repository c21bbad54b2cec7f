"""A package made from nnU-Net v2, run as nnU-Net's own predictor runs it: crop, normalise, resample, windows, back."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.geometry import Geometry
from core.mask import Mask
from inference import back, brain_box, spline
from inference.channels import sequence_channel
from inference.manifest import Manifest, NnunetGrid
from inference.sliding_window import NO_EVIDENCE, Several, predict_volume

Array = NDArray[np.float32]
_Voxel = TypeVar("_Voxel", np.float32, np.bool_)
Network = Callable[[Array], Array]
"""(C, z, y, x) window to (K, z, y, x) logits."""

_REACH_SIGMAS = 4.0  # nnU-Net's weights end there
_LEAST = 6e-9  # of the highest weight: the least that nnU-Net's half precision keeps
_PAIR = 2


@dataclass(frozen=True)
class _Placement:
    """Where the network's grid lies in the stored image: axes, the box that is not zero, spacing of both grids."""

    axes: tuple[int, int, int]
    flips: tuple[bool, bool, bool]
    whole: tuple[int, ...]
    box: tuple[slice, ...]
    stored_mm: tuple[float, ...]
    shape: tuple[int, ...]


def find(
    images: Sequence[Array],
    geometry: Geometry,
    manifest: Manifest,
    network: Network,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    brain: NDArray[np.bool_] | None = None,
    several: Several | None = None,
    done: Callable[[], None] | None = None,
) -> Array:
    """Evidence of the finding.

    Parameters
    ----------
    images
        One (Z, Y, X) for each of the manifest's inputs, in their order, all on the grid of ``geometry``.
    network
        Logits of one window.
    progress, cancel
        As :func:`predict_volume` takes them.
    brain
        (Z, Y, X) on the series' grid: windows are laid around it alone, which nnU-Net does not do; None lays them all.
    several
        What gives the logits of several windows together, in ``network``'s place.
    done
        Called behind the last window, before the way back.

    Returns
    -------
    (Z, Y, X) float32
        On the series' grid, above zero where nnU-Net would write one of the finding's labels.

    Raises
    ------
    Cancelled
        If ``cancel`` says so.
    ValueError
        If the manifest is no package made from nnU-Net, or the number of images differs from its inputs.

    """
    way = manifest.nnunet
    if way is None or len(images) != len(manifest.inputs):
        raise ValueError("this package does not take these images as nnU-Net does")
    axes, flips = _axes(geometry, way)
    stored = [_turned(image, axes, flips) for image in images]
    nonzero = np.asarray(np.logical_or.reduce([image != 0 for image in stored]))
    place = _place(nonzero, geometry, manifest, axes, flips)
    inside = None
    if any(channel.params.get("region") == "nonzero" for channel in manifest.inputs):
        inside = np.asarray(ndimage.binary_fill_holes(nonzero[place.box]))
    del nonzero
    coarse = spline.coarse_axis(way.separate_image, place.stored_mm, manifest.spacing_mm)
    channels = np.empty((len(images), *place.shape), dtype=np.float32)
    for number, channel in enumerate(manifest.inputs):
        normalised = sequence_channel(stored[number][place.box], channel.params, None, inside)
        channels[number] = spline.resample(normalised, place.shape, way.image_order, coarse)
        del normalised
    box: tuple[slice, ...] = tuple(slice(0, size) for size in place.shape)
    if brain is not None:
        stored_brain = _turned(brain, axes, flips)[place.box]
        box = brain_box.around(stored_brain, place.shape, manifest.spacing_mm, manifest.patch_size)
    together = several or Several(1, lambda windows: [network(window) for window in windows])
    logits = predict_volume(
        channels[(slice(None), *box)],
        manifest.patch_size,
        manifest.step,
        lambda window: _windows(together, manifest, [window])[0],
        progress=progress,
        cancel=cancel,
        weights=importance(manifest.patch_size),
        several=several and Several(several.count, lambda windows: _windows(several, manifest, windows)),
    )
    del channels
    if done is not None:
        done()
    logits = _whole(logits if logits.ndim > 3 else logits[None], box, place.shape, manifest)
    return _back(logits, way, manifest, place)


def _whole(logits: Array, box: tuple[slice, ...], shape: Sequence[int], manifest: Manifest) -> Array:
    """(K, ...) logits of a box on the whole of the network's grid: outside nothing speaks for the finding."""
    if logits.shape[1:] == tuple(shape):
        return logits
    whole = np.zeros((len(logits), *shape), dtype=np.float32)
    whole[[0] if len(logits) == 1 else list(manifest.findings)] = NO_EVIDENCE
    whole[(slice(None), *box)] = logits
    return whole


def margin(logits: Array, manifest: Manifest) -> Array:
    """(K, ...) logits to (...): above zero where one of the finding's outputs wins."""
    findings = list(manifest.findings)
    found = logits[findings].max(axis=0)
    if manifest.activation == "sigmoid":
        return np.asarray(found)
    return np.asarray(found - np.delete(logits, findings, axis=0).max(axis=0))


def importance(patch: tuple[int, int, int]) -> Array:
    """(z, y, x) weights as nnU-Net's: 1 at voxel n // 2, a Gaussian of an eighth of the window, never nothing."""
    along = []
    for size in patch:
        distance = np.arange(size) - size // 2
        sigma = size / 8
        weight = np.exp(-0.5 * (distance / sigma) ** 2)
        along.append(np.where(np.abs(distance) <= int(_REACH_SIGMAS * sigma + 0.5), weight, 0))
    weights = along[0][:, None, None] * along[1][:, None] * along[2]
    return np.asarray(np.maximum(weights, _LEAST), dtype=np.float32)


def _axes(geometry: Geometry, way: NnunetGrid) -> tuple[tuple[int, int, int], tuple[bool, bool, bool]]:
    """The stored axis, and whether it is turned round, of each axis of the network's grid."""
    if not way.reorient:
        return way.transpose, (False, False, False)
    left, back, head = geometry.patient_axes
    order = (head, back, left)
    # to S, A, R: the second and third run against LPS
    wanted = ((2, head, 1), (1, back, -1), (0, left, -1))
    flips = [bool(geometry.directions[patient, axis] * sign < 0) for patient, axis, sign in wanted]
    first, second, third = way.transpose
    return (order[first], order[second], order[third]), (flips[first], flips[second], flips[third])


def _turned(image: NDArray[_Voxel], axes: tuple[int, int, int], flips: tuple[bool, bool, bool]) -> NDArray[_Voxel]:
    return image.transpose(axes)[tuple(slice(None, None, -1 if flip else 1) for flip in flips)]


def _place(
    nonzero: NDArray[np.bool_],
    geometry: Geometry,
    manifest: Manifest,
    axes: tuple[int, int, int],
    flips: tuple[bool, bool, bool],
) -> _Placement:
    found = Mask.from_full(nonzero)
    box = found.box if found.count else tuple(slice(0, n) for n in nonzero.shape)
    stored_mm = tuple(float(geometry.spacing[axis]) for axis in axes)
    sizes = [part.stop - part.start for part in box]
    shape = tuple(
        max(1, round(mm / wanted * size))
        for mm, wanted, size in zip(stored_mm, manifest.spacing_mm, sizes, strict=True)
    )
    return _Placement(axes, flips, nonzero.shape, box, stored_mm, shape)


def _windows(network: Several, manifest: Manifest, windows: list[Array]) -> list[Array]:
    """Logits of windows, mirrored where asked for and averaged; two outputs become their difference."""
    totals: list[Array] = []
    flips = [
        tuple(axis + 1 for axis in chosen)
        for count in range(len(manifest.mirror_axes) + 1)
        for chosen in itertools.combinations(manifest.mirror_axes, count)
    ]
    for flip in flips:
        answers = []
        for logits in network.predict([np.ascontiguousarray(np.flip(window, flip)) for window in windows]):
            if len(logits) == _PAIR and manifest.activation == "softmax":
                logits = margin(logits, manifest)[None]  # linear, so that it may go before every average
            answers.append(np.flip(logits, flip))
        totals = [one + other for one, other in zip(totals, answers, strict=True)] if totals else answers
    return [np.asarray(total / np.float32(len(flips)), dtype=np.float32) for total in totals]


def _back(logits: Array, way: NnunetGrid, manifest: Manifest, place: _Placement) -> Array:
    """(K, ...) logits on the network's grid to evidence on the stored one."""
    sizes = [part.stop - part.start for part in place.box]
    coarse = spline.coarse_axis(way.separate_logits, manifest.spacing_mm, place.stored_mm)

    def merge(resampled: Array) -> Array:
        return resampled[0] if len(resampled) == 1 else margin(resampled, manifest)

    if way.logits_order > 1:  # these splines overshoot: nothing is known of a voxel before it is computed
        within = merge(np.stack([spline.resample(each, sizes, way.logits_order, coarse) for each in logits]))
    else:
        steps = spline.bands(logits.shape[1:], sizes, way.logits_order, coarse)
        possible = _possible(logits, manifest, back.floor(manifest.thresholds.probability))
        within = back.to_series(logits, steps, sizes, possible, merge)
    evidence = within
    if within.shape != place.whole:
        evidence = np.full(place.whole, NO_EVIDENCE, dtype=np.float32)
        evidence[place.box] = within
    turned = evidence[tuple(slice(None, None, -1 if flip else 1) for flip in place.flips)]
    return np.ascontiguousarray(turned.transpose(np.argsort(place.axes)))


def _possible(logits: Array, manifest: Manifest, floor: float) -> NDArray[np.bool_]:
    """Voxels around which the evidence may come to the floor, whatever lies between them and their neighbours.

    Between voxels one output may lead over each of the others near another voxel; so each lead is looked at alone.
    """
    if len(logits) == 1 or manifest.activation == "sigmoid":
        chosen = logits if len(logits) == 1 else logits[list(manifest.findings)]
        return np.asarray((chosen >= floor).any(axis=0))
    possible = np.zeros(logits.shape[1:], dtype=np.bool_)
    for finding in manifest.findings:
        leads = np.ones_like(possible)
        for other in set(range(len(logits))) - set(manifest.findings):
            leads &= ndimage.maximum_filter(logits[finding] - logits[other] >= floor, size=3)
        possible |= leads
    return possible
