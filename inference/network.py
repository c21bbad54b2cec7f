"""From channels to evidence: what a package's manifest says of inputs and outputs, applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from inference.channels import derived_channel, sequence_channel
from inference.manifest import Manifest
from inference.runtime import ModelSession
from inference.sliding_window import NO_EVIDENCE

Array = NDArray[np.float32]


def input_channels(
    manifest: Manifest,
    images: Mapping[str, Array],
    brain: NDArray[np.bool_] | None,
    spacing_mm: tuple[float, float, float],
) -> Array:
    """(C, Z, Y, X) inputs on the model's grid.

    Parameters
    ----------
    images
        (Z, Y, X) of each sequence by its name; derived channels come from the first that the manifest names.

    """
    first = images[manifest.sequences[0]]
    return np.stack(
        [
            sequence_channel(images[channel.name], channel.params, brain)
            if channel.kind == "sequence"
            else derived_channel(channel.name, channel.params, first, brain, spacing_mm)
            for channel in manifest.inputs
        ]
    )


def evidence(session: ModelSession, manifest: Manifest, window: Array) -> Array:
    """(C, z, y, x) to (z, y, x): the logit of the finding against everything else, mirrored where asked for."""
    return evidences(session, manifest, [window])[0]


def evidences(session: ModelSession, manifest: Manifest, windows: Sequence[Array]) -> list[Array]:
    """As :func:`evidence`, of windows that are predicted together."""
    flips: list[tuple[int, ...]] = [()]
    for axis in manifest.mirror_axes:
        flips += [(*flip, axis + 1) for flip in flips]
    totals = [np.zeros(window.shape[1:], dtype=np.float32) for window in windows]
    for flip in flips:
        answers = session.predict_many([np.ascontiguousarray(np.flip(window, flip)) for window in windows])
        for total, logits in zip(totals, answers, strict=True):
            total += np.flip(_finding(logits, manifest), tuple(axis - 1 for axis in flip))
    return [np.asarray(total / np.float32(len(flips)), dtype=np.float32) for total in totals]


def probability(evidence_: Array) -> Array:
    """(Z, ...) evidence to a probability, 0 to 1; 0 where there is none."""
    found = np.zeros(evidence_.shape, dtype=np.float32)
    for one, other in zip(evidence_, found, strict=True):  # slice by slice: a large volume is mostly nothing
        there = one > NO_EVIDENCE
        if there.any():
            other[there] = 1 / (1 + np.exp(-np.clip(one[there], NO_EVIDENCE, -NO_EVIDENCE)))
    return found


def _finding(logits: Array, manifest: Manifest) -> Array:
    """The finding's logit; with softmax, against all other outputs together."""
    finding = logits[manifest.channel]
    if manifest.activation == "sigmoid":
        return np.asarray(finding)
    others = np.delete(logits, manifest.channel, axis=0)
    top = others.max(axis=0)
    return np.asarray(finding - top - np.log(np.exp(others - top).sum(axis=0)))
