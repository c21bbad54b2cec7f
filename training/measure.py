"""Measure the packages on heads kept out of training: ``python -m training.measure``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import nn

from inference.channels import derived_channel, sequence_channel
from training import held_out, sources
from training.generator.labels import BoolArray
from training.generator.lesion_patch import CLIP_MM
from training.generator.lesions import Image
from training.generator.whole_head import GRID_MM, SIZE, channels_of, padded
from training.held_out import HeldOut
from training.loop import averaged_weights
from training.recipes import LESIONS, RECIPES

BANDS = ((0, 3), (3, 5), (5, 10), (10, 99))
WINDOW, STEP = 64, 40


@dataclass
class Count:
    """Lesions found of those there, by size band; false positives; Dice, summed over heads."""

    heads: int = 0
    found: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(len(BANDS)), 0))
    there: dict[int, int] = field(default_factory=lambda: dict.fromkeys(range(len(BANDS)), 0))
    false: int = 0
    dice: float = 0.0

    def words(self) -> str:
        """Return one line."""
        bands = ", ".join(
            f"{low}–{high} mm {self.found[n]}/{self.there[n]}" for n, (low, high) in enumerate(BANDS)
        )
        heads = max(self.heads, 1)
        false, dice = self.false / heads, self.dice / heads
        return f"{bands}; {false:.1f} false a head; Dice {dice:.2f} ({self.heads} heads)"


def load(name: str) -> nn.Module:
    """Return a recipe's network with its newest averaged weights."""
    net = RECIPES[name].network()
    net.load_state_dict(averaged_weights(RECIPES[name].run))
    net.eval()
    return net


def predict_brain(net: nn.Module, image: Image) -> BoolArray:
    """Find the brain of a 1 mm image: averaged to 4 mm, one forward pass, interpolated back."""
    step = int(GRID_MM)
    shape = [-(-n // step) for n in image.shape]
    filled = np.pad(image, [(0, s * step - n) for s, n in zip(shape, image.shape, strict=True)], mode="edge")
    k, j, i = shape
    coarse = filled.reshape(k, step, j, step, i, step).mean(axis=(1, 3, 5))
    inputs = np.stack([padded(c) for c in channels_of(np.asarray(coarse, dtype=np.float32))])
    with torch.no_grad():
        logits = net(torch.from_numpy(inputs)[None])[0, 0].numpy()
    own = tuple(slice(max(0, (SIZE - n) // 2), max(0, (SIZE - n) // 2) + n) for n in shape)
    places = np.meshgrid(*[(np.arange(n) - (step - 1) / 2) / step for n in image.shape], indexing="ij")
    fine = ndimage.map_coordinates(logits[own], np.stack(places), order=1, mode="nearest")
    parts, _ = ndimage.label(fine > 0)
    sizes = np.bincount(parts.ravel())
    sizes[0] = 0
    return np.asarray(ndimage.binary_fill_holes(parts == sizes.argmax()))


def predict_lesions(net: nn.Module, image: Image, brain: BoolArray) -> Image:
    """(Z, Y, X) probability, windows averaged where they overlap; zero far from the brain."""
    channels = np.stack(
        [
            sequence_channel(image, LESIONS["inputs"][0]["normalisation"], brain),
            derived_channel("brain-distance", {"clip_mm": CLIP_MM}, image, brain, (1.0, 1.0, 1.0)),
        ]
    )
    total, count = np.zeros(image.shape, np.float32), np.zeros(image.shape, np.float32)
    for box in _windows(brain):
        with torch.no_grad():
            inputs = torch.from_numpy(np.ascontiguousarray(channels[(slice(None), *box)]))[None]
            total[box] += torch.sigmoid(net(inputs))[0, 0].numpy()
        count[box] += 1
    return np.asarray(total / np.maximum(count, 1), dtype=np.float32)


def _windows(brain: BoolArray) -> Iterator[tuple[slice, ...]]:
    found = ndimage.find_objects(brain.astype(np.uint8))[0]
    starts = []
    for side, length in zip(found, brain.shape, strict=True):
        first, last = max(0, side.start - 4), max(0, min(side.stop + 4, length) - WINDOW)
        steps = max(1, -(-(last - first) // STEP)) if last > first else 1
        starts.append(
            sorted({round(first + (max(last, first) - first) * n / steps) for n in range(steps + 1)})
        )
    for corner in product(*starts):
        box = tuple(
            slice(min(c, n - WINDOW), min(c, n - WINDOW) + WINDOW)
            for c, n in zip(corner, brain.shape, strict=True)
        )
        if brain[box].any():
            yield box


def tally(
    count: Count, head: HeldOut, probability: Image, brain: BoolArray, limits: dict[str, float]
) -> None:
    """Add one head's figures, candidates put aside as the application does it."""
    kept = kept_components(probability, brain, limits)
    truth = head.lesions > 0
    near = ndimage.binary_dilation(truth)
    parts, number = ndimage.label(kept, np.ones((3, 3, 3)))
    count.false += number - len(set(np.unique(parts[near & kept]).tolist()) - {0})
    for n, diameter in enumerate(head.diameters_mm, start=1):
        band = next(b for b, (low, high) in enumerate(BANDS) if low <= diameter < high)
        lesion = head.lesions == n
        if lesion.any():
            count.there[band] += 1
            count.found[band] += bool(kept[ndimage.binary_dilation(lesion)].any())
    count.dice += 2 * float((kept & truth).sum()) / max(1.0, float(kept.sum() + truth.sum()))
    count.heads += 1


def kept_components(probability: Image, brain: BoolArray, limits: dict[str, float]) -> BoolArray:
    """Return what stays after threshold, peak, size and brain."""
    near = ndimage.distance_transform_edt(~brain) <= limits["brain_margin_mm"]
    parts, number = ndimage.label(probability >= limits["probability"], np.ones((3, 3, 3)))
    index = np.arange(1, number + 1)
    peak = ndimage.maximum(probability, parts, index)
    size = ndimage.sum_labels(np.ones(parts.shape), parts, index)
    inside = ndimage.mean(near, parts, index)
    good = (
        (np.asarray(peak) >= limits["component_peak"])
        & (np.asarray(size) >= limits["minimum_volume_mm3"])
        & (np.asarray(inside) >= limits["inside_share"])
    )
    return np.asarray(np.isin(parts, index[good]))


def dice(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """Return the overlap of two masks."""
    return 2 * float((a & b).sum()) / max(1.0, float(a.sum() + b.sum()))


def heads_of(group: str, mask_net: nn.Module) -> Iterator[HeldOut]:
    """Yield the heads of one group: ``choosing`` or a test group."""
    if group == "choosing":
        for number in sources.CHOOSING_MAPS:
            yield held_out.synthetic(f"map {number}", sources.label_map(number), seed=number)
    elif group == "procedural":
        for seed in sources.TEST_PROCEDURAL:
            yield held_out.synthetic(f"procedural {seed}", sources.procedural(seed), seed)
    elif group == "real":
        for number in sources.TEST_BRAINS:
            yield held_out.real_brain(number, seed=100 + number)
        yield held_out.real_head(lambda image: predict_brain(mask_net, image), seed=200)


def main() -> None:
    """Measure each group at the packages' thresholds; ``--sweep`` prints others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", default=["choosing", "real", "procedural"])
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("runs/figures.json"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    mask_net, lesion_net = load("brain-mask"), load("mets-demo")
    figures: list[dict[str, Any]] = []
    for group in options.groups:
        kept = []
        for head in heads_of(group, mask_net):
            brain = predict_brain(mask_net, head.image)
            overlap = dice(brain, head.brain) if head.brain is not None else None
            kept.append((head, predict_lesions(lesion_net, head.image, brain), brain))
            count = Count()
            tally(count, *kept[-1], LESIONS["thresholds"])
            print(group, head.name, "brain Dice", overlap, count.words(), flush=True)
            if overlap is not None:
                figures.append({"name": f"brain Dice, {head.name}", "value": round(overlap, 3), "how": group})
        count = Count()
        for case in kept:
            tally(count, *case, LESIONS["thresholds"])
        print(group, count.words(), flush=True)
        figures.append({"name": f"lesions, {group}", "value": count.words(), "how": group})
        if options.sweep:
            _sweep(kept)
    options.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False))


def _sweep(kept: list[tuple[HeldOut, Image, BoolArray]]) -> None:
    for probability, peak, size in product((0.3, 0.5), (0.6, 0.8, 0.9, 0.95), (6, 10, 14)):
        limits = {
            **LESIONS["thresholds"],
            "probability": probability,
            "component_peak": peak,
            "minimum_volume_mm3": size,
        }
        count = Count()
        for case in kept:
            tally(count, *case, limits)
        print(f"  p {probability} peak {peak} size {size}: {count.words()}", flush=True)


if __name__ == "__main__":
    main()
