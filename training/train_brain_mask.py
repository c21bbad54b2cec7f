"""Train the brain mask network: ``python -m training.train_brain_mask --minutes 18``."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from training.generator.labels import real_at_2_mm, whole_head
from training.generator.procedural import whole_procedural
from training.generator.whole_head import HeadSample, head_sample
from training.loop import add_fine_tuning, fit, settings_of
from training.loss import combined_loss
from training.net import CoarseToFine, twice
from training.sources import CACHE, TRAIN_BRAINS, TRAIN_MAPS, TRAIN_PROCEDURAL, label_map_path, real_brain
from training.start_from import start_from
from training.stream import Stream

# Fewer than 16 channels, or an odd number of them, falls out of the fast kernels of a CPU.
INPUTS, COARSE, FINE, CROP = 4, (16, 32, 48, 64), (16, 32, 48), 64
SHARES = (0.65, 0.2, 0.15)  # label maps, procedural heads, real brains
RUN = Path("runs/brain-mask-fine")


def network() -> CoarseToFine:
    """Return the network with new weights."""
    return CoarseToFine(INPUTS, COARSE, FINE, prior=0.15)


def make_samples(seed: int) -> Callable[[], HeadSample]:
    """Return a function that makes one whole head from one of the training maps."""
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    maps = [whole_head(label_map_path(number), CACHE) for number in TRAIN_MAPS]
    others = [whole_procedural(number, CACHE) for number in TRAIN_PROCEDURAL]
    groups = [maps, others, [real_at_2_mm(real_brain(number)) for number in TRAIN_BRAINS]]

    def make() -> HeadSample:
        group = groups[int(rng.choice(3, p=SHARES))]
        return head_sample(group[rng.integers(len(group))], rng)

    return make


def loss_of(net: CoarseToFine, sample: HeadSample, rng: np.random.Generator) -> torch.Tensor:
    """What both networks get wrong: the coarse one on the whole head, the fine one in a part that holds some edge."""
    flip = slice(None, None, 1 if rng.random() < 0.5 else -1)
    coarse, image, share = (tensor(x[..., flip]) for x in (sample.coarse, sample.image[None], sample.share[None]))
    rough = net.coarse(coarse)
    coarse_share = functional.avg_pool3d(share, 2)
    box = (slice(None), slice(None), *part_with_edge(sample.share[..., flip], rng))
    fine = net.corrected(image[box], twice(rough)[box])
    return _loss(rough, coarse_share) + _loss(fine, share[box])


def part_with_edge(share: NDArray[np.float16], rng: np.random.Generator) -> tuple[slice, ...]:
    """A cube of ``CROP`` voxels around some voxel on the brain's surface."""
    edge = np.argwhere((share[::4, ::4, ::4] > 0) & (share[::4, ::4, ::4] < 1)) * 4
    middle = edge[rng.integers(len(edge))] if len(edge) else np.full(3, share.shape[0] // 2)
    first = np.clip(middle - CROP // 2 + rng.integers(-16, 17, size=3), 0, share.shape[0] - CROP)
    return tuple(slice(int(n), int(n) + CROP) for n in first)


def tensor(array: NDArray[np.float16]) -> torch.Tensor:
    """(C, Z, Y, X) as (1, C, Z, Y, X) float32."""
    return torch.from_numpy(array[None].astype(np.float32))


def _loss(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return combined_loss(logits.float(), target, torch.ones_like(target), gamma=1.0)


def main() -> None:
    """Train, or go on where the run folder's checkpoint ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--run", type=Path, default=RUN)
    add_fine_tuning(parser)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    rng = np.random.default_rng()
    print("Making the heads that patches come from; the first steps follow in some minutes.", flush=True)
    stream = Stream(make_samples, seeds=(int(rng.integers(2**31)),), capacity=120, reuse=4.0)
    net = network()
    if options.start is not None:
        start_from(options.start, options.run, net)

    def loss() -> torch.Tensor:
        (sample,) = stream.draw(rng, 1, at_least=8)
        with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
            value = loss_of(net, sample, rng)
        stream.cost(np.array([float(value.detach())]))
        return value

    fit(net, loss, settings_of(options), options.run)
    stream.close()


if __name__ == "__main__":
    main()
