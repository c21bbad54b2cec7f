"""What the two embedded packages say about themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import nn

from training import train_brain_mask, train_lesions
from training.generator.lesion_patch import CLIP_MM
from training.generator.whole_head import GRID_MM, INPUTS, SIZE


@dataclass(frozen=True)
class Recipe:
    """A network, where its run lies, and its package's manifest without files and figures."""

    network: Callable[[], nn.Module]
    run: Path
    inputs: int
    side: int
    manifest: dict[str, Any]


_TRAINING = {
    "data": "Synthetic heads only: label maps with random contrast, and real T1 brains without tumours as "
    "texture, with drawn lesions and confounders.",
    "licence": "Weights Apache-2.0. Label maps: SynthSeg, Apache-2.0. Brains: OpenNeuro ds002748, CC0.",
    "code": "training/ of this project",
}
_USE = "Research and demonstration. Trained on synthetic images only. Not for clinical use."
_COMMON: dict[str, Any] = {"format": "mets-package", "format_version": 1, "version": "1.3"}


def _grid(spacing_mm: float) -> dict[str, Any]:
    return {"orientation": "canonical-LPS", "spacing_mm": [spacing_mm] * 3, "axis_order": "kji"}


BRAIN_MASK: dict[str, Any] = {
    **_COMMON,
    "name": "brain-mask",
    "role": "brain-mask",
    "inputs": list(INPUTS),
    "grid": _grid(GRID_MM),
    "patch_size": [SIZE] * 3,
    "step": 0.5,
    "mirror_axes": [],
    "whole_volume": True,
    "output": {"activation": "sigmoid", "channel": 0},
    "labels": {"background": 0, "brain": 1},
    "thresholds": {"probability": 0.5},
    "training": _TRAINING,
    "intended_use": _USE,
}
LESIONS: dict[str, Any] = {
    **_COMMON,
    "name": "mets-demo",
    "role": "metastasis",
    "inputs": [
        {"kind": "sequence", "sequence": "T1c", "normalisation": {"scheme": "brain-median", "clip": 6.0}},
        {"kind": "derived", "name": "brain-distance", "clip_mm": CLIP_MM},
    ],
    "grid": _grid(1.0),
    "patch_size": [64] * 3,
    "step": 0.6,
    "windows": "brain",
    "mirror_axes": [],
    "whole_volume": False,
    "output": {"activation": "sigmoid", "channel": 0},
    "labels": {"background": 0, "metastasis": 1},
    "thresholds": {
        "probability": 0.5,
        "component_peak": 0.9,
        "minimum_volume_mm3": 6.0,
        "small_mm3": 16.0,
        "small_peak": 0.832,
        "brain_margin_mm": 3.0,
        "inside_share": 0.5,
        "connected": 0.3,
    },
    "confirmation": {"probability": 0.3, "peak": 0.75, "patch_size": [48] * 3},
    "training": _TRAINING,
    "intended_use": _USE,
}
RECIPES = {
    "brain-mask": Recipe(train_brain_mask.network, train_brain_mask.RUN, train_brain_mask.INPUTS, 64, BRAIN_MASK),
    "mets-demo": Recipe(train_lesions.network, train_lesions.RUN, train_lesions.INPUTS, 48, LESIONS),
}
