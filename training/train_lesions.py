"""Train the lesion network: ``python -m training.train_lesions --minutes 60``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage

from training.generator.labels import BoolArray
from training.generator.lesion_patch import CLIP_MM, LesionPatch, lesion_patch
from training.loop import add_fine_tuning, fit, settings_of
from training.loss import combined_loss, hard_negative_weight
from training.net import SmallUNet
from training.sources import TRAIN_BRAINS, TRAIN_MAPS, TRAIN_PROCEDURAL, label_map, procedural, real_brain
from training.start_from import start_from
from training.stream import Stream

INPUTS, WIDTHS, SIZE = 2, (16, 32, 64, 128), 48
HARD_NEGATIVE, LESION_WEIGHT = 4.0, 10.0
USUAL_VOXELS, LEAST_WEIGHT, MOST_WEIGHT = 65.0, 0.6, 2.0  # a lesion of 5 mm weighs 1
SHARES = (0.5, 0.3, 0.2)  # label maps, real brains, procedural heads
RUN = Path("runs/lesions")


def network() -> SmallUNet:
    """Return the network with new weights."""
    return SmallUNet(INPUTS, WIDTHS, prior=0.02)


def make_samples(seed: int) -> Callable[[], LesionPatch]:
    """Return a function that makes one patch from a label map or a real brain of the training set."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    maps = [label_map(number) for number in TRAIN_MAPS]
    brains = [real_brain(number) for number in TRAIN_BRAINS]
    groups = [maps, brains, [procedural(number) for number in TRAIN_PROCEDURAL]]

    def make() -> LesionPatch:
        group = groups[int(rng.choice(3, p=SHARES))]
        return lesion_patch(group[rng.integers(len(group))], SIZE, rng)

    return make


def batch(stream: Stream[LesionPatch], rng: np.random.Generator, size: int, hard: float) -> tuple[torch.Tensor, ...]:
    """Draw ``size`` patches, each mirrored along every axis at random: inputs, target and weight."""
    images, distances, labels, sizes = [], [], [], []
    for patch in stream.draw(rng, size, at_least=32):
        turn = tuple(slice(None, None, 1 if rng.random() < 0.5 else -1) for _ in range(3))
        images.append(patch.image[turn].astype(np.float32))
        distances.append(patch.distance[turn].astype(np.float32))
        labels.append(patch.label[turn].astype(np.float32))
        sizes.append(size_weight(patch.label[turn]))
    arrays = (images, distances, labels, sizes)
    image, distance, target, by_size = (torch.from_numpy(np.stack(x)[:, None]) for x in arrays)
    weight = hard_negative_weight(image, distance, target, hard) * by_size
    return torch.cat([image, distance / CLIP_MM], dim=1), target, weight


def size_weight(label: BoolArray) -> NDArray[np.float32]:
    """(Z, Y, X) 1 where no lesion is; a lesion's voxels weigh less the more of them there are, within limits."""
    parts, count = ndimage.label(label, np.ones((3, 3, 3)))
    of_part = np.ones(count + 1, np.float32)
    voxels = np.bincount(parts.ravel(), minlength=count + 1)[1:]
    of_part[1:] = np.clip((USUAL_VOXELS / np.maximum(voxels, 1)) ** 0.4, LEAST_WEIGHT, MOST_WEIGHT)
    return np.asarray(of_part[parts], dtype=np.float32)


def wrongness(logits: torch.Tensor, target: torch.Tensor, weight: torch.Tensor) -> NDArray[np.float64]:
    """(N,) how many voxels of each patch are wrong, and how badly."""
    off = (torch.sigmoid(logits.detach()) - target) ** 2
    return np.asarray((weight * off).flatten(1).sum(dim=1).numpy(), dtype=np.float64)


def main() -> None:
    """Train, or go on where the run folder's checkpoint ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--steps", type=int, help="train for as many steps, however long that takes")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--makers", type=int, default=1)
    parser.add_argument("--gamma", type=float, default=1.0)
    parser.add_argument("--hard-negative", type=float, default=HARD_NEGATIVE)
    parser.add_argument("--run", type=Path, default=RUN)
    add_fine_tuning(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    rng = np.random.default_rng()
    seeds = tuple(int(s) for s in rng.integers(2**31, size=options.makers))
    print("Making the heads that patches come from; the first steps follow in some minutes.", flush=True)
    stream = Stream(make_samples, seeds, capacity=1500, reuse=2.5)
    net = network()
    if options.start is not None:
        start_from(options.start, options.run, net)

    def loss() -> torch.Tensor:
        inputs, target, weight = batch(stream, rng, 2, options.hard_negative)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
            logits = net(inputs)
        logits = logits.float()
        stream.cost(wrongness(logits, target, weight))
        return combined_loss(logits, target, weight, options.gamma, positive_weight=LESION_WEIGHT)

    fit(net, loss, settings_of(options, options.steps), options.run)
    stream.close()


if __name__ == "__main__":
    main()
