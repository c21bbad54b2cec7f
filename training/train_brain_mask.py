"""Train the brain mask network: ``python -m training.train_brain_mask --minutes 18``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import torch

from core.demo.head import label_map
from training.generator.labels import whole_head
from training.generator.procedural import procedural_tissues
from training.generator.whole_head import HeadSample, coarse_anatomy, head_sample
from training.loop import Batch, Settings, fit
from training.loss import combined_loss
from training.net import SmallUNet
from training.sources import TRAIN_MAPS, TRAIN_PROCEDURAL, label_map_path
from training.stream import Stream

# Fewer than 16 channels, or an odd number of them, falls out of the fast kernels of a CPU.
INPUTS, WIDTHS, CROP = 4, (16, 32, 48, 64), 56
PROCEDURAL_SHARE = 0.25
RUN = Path("runs/brain-mask")


def network() -> SmallUNet:
    """Return the network with new weights."""
    return SmallUNet(INPUTS, WIDTHS, prior=0.15)


def make_samples(seed: int) -> Callable[[], HeadSample]:
    """Return a function that makes one whole head from one of the training maps."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    maps = [coarse_anatomy(whole_head(label_map_path(number))) for number in TRAIN_MAPS]
    others = [coarse_anatomy(procedural_tissues(label_map(seed, 2.0).labels)) for seed in TRAIN_PROCEDURAL]

    def make() -> HeadSample:
        group = others if rng.random() < PROCEDURAL_SHARE else maps
        return head_sample(group[rng.integers(len(group))], rng)

    return make


def batch(stream: Stream[HeadSample], rng: np.random.Generator, size: int) -> Batch:
    """Draw ``size`` heads, each cropped, and mirrored left to right, at random."""
    inputs, targets = [], []
    for sample in stream.draw(rng, size, at_least=8):
        first = rng.integers(0, sample.share.shape[0] - CROP + 1, size=3)
        box = tuple(slice(int(n), int(n) + CROP) for n in first)
        flip = slice(None, None, 1 if rng.random() < 0.5 else -1)
        inputs.append(sample.channels[(slice(None), *box)][..., flip].astype(np.float32))
        targets.append(sample.share[box][None, ..., flip].astype(np.float32))
    target = torch.from_numpy(np.stack(targets))
    return torch.from_numpy(np.stack(inputs)), target, torch.ones_like(target)


def main() -> None:
    """Train, or go on where the run folder's checkpoint ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--run", type=Path, default=RUN)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    rng = np.random.default_rng()
    stream = Stream(make_samples, seeds=(int(rng.integers(2**31)),), capacity=400, reuse=3.0)
    fit(network(), partial(batch, stream, rng, 1), combined_loss, Settings(options.minutes), options.run)
    stream.close()


if __name__ == "__main__":
    main()
