"""Try limits on the heads kept for that: ``python -m training.choose --packages assets/models``.

Prints, for each peak and size a proposal may have, lesions found, false proposals and F1; and for each threshold of
the brain mask its Dice. What is best is set by hand in ``recipes.py``. No head that is reported on is looked at.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from itertools import product
from pathlib import Path

from inference.brain_mask import find_brain
from inference.detect import Packages
from inference.manifest import Manifest, Thresholds
from inference.runtime import ModelSession
from training.held_out import HeldOut, choosing_heads
from training.report import packages_in, run
from training.score import HeadScore, dice, geometry_of, proposals, score

PEAKS, SIZES_MM3 = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 0.98), (4.0, 6.0, 10.0, 14.0)
MASK_THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7)


def f1(scores: list[HeadScore]) -> float:
    """Harmonic mean of sensitivity and precision over all lesions and proposals."""
    found = sum(lesion.found for each in scores for lesion in each.lesions)
    there = sum(len(each.lesions) for each in scores)
    true = sum(each.proposed - each.false for each in scores)
    proposed = sum(each.proposed for each in scores)
    sensitivity, precision = found / max(there, 1), true / max(proposed, 1)
    return 2 * sensitivity * precision / max(sensitivity + precision, 1e-9)


def mask_dice(heads: list[HeldOut], manifest: Manifest, session: ModelSession, threshold: float) -> list[float]:
    """Dice of the brain mask on each head at another threshold."""
    changed = replace(manifest, thresholds=replace(manifest.thresholds, probability=threshold))
    masks = [find_brain(head.image, geometry_of(head.image.shape), changed, session) for head in heads]
    return [dice(mask, head.brain) for mask, head in zip(masks, heads, strict=True) if head.brain is not None]


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, default=Path("assets/models"))
    options = parser.parse_args()
    packages: Packages = packages_in(options.packages)
    heads = list(choosing_heads())
    session = ModelSession(packages.brain_mask)
    for threshold in MASK_THRESHOLDS:
        values = mask_dice(heads, packages.brain_mask.manifest, session, threshold)
        print(f"brain mask at {threshold}: Dice {', '.join(f'{value:.3f}' for value in values)}", flush=True)
    detections = [run(head, packages) for head in heads]
    base: Thresholds = packages.metastasis.manifest.thresholds
    for peak, size in product(PEAKS, SIZES_MM3):
        limits = replace(base, component_peak=peak, minimum_volume_mm3=size)
        scores = [score(h, d, proposals(d, limits)) for h, d in zip(heads, detections, strict=True)]
        found = sum(lesion.found for each in scores for lesion in each.lesions)
        there = sum(len(each.lesions) for each in scores)
        false = sum(each.false for each in scores) / len(scores)
        print(f"peak {peak} size {size:g}: {found}/{there} found, {false:.1f} false a head, F1 {f1(scores):.3f}")


if __name__ == "__main__":
    main()
