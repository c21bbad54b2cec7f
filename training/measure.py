"""Measure two packages on heads kept out of training, with the application's own run.

``python -m training.measure --packages assets/models choosing real procedural demo``
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.detection import Detection
from core.geometry import Geometry
from core.lesion import Candidate, CandidateReason, Lesion
from core.mask import Mask
from core.volume import Volume
from inference.brain_mask import find_brain
from inference.detect import Packages, detect
from inference.model_package import open_package
from inference.runtime import ModelSession
from training import held_out, sources
from training.generator.labels import BoolArray
from training.generator.lesions import Image
from training.held_out import HeldOut

BANDS = ((0, 3), (3, 5), (5, 10), (10, 99))
PEAKS, SIZES_MM3 = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98), (6, 10, 14, 20)
HOW = {
    "choosing": "label maps 15 and 16, on which thresholds were chosen; synthetic heads, synthetic lesions",
    "maps": "label maps 15 and 16 with other seeds; synthetic heads, synthetic lesions",
    "real": "three real T1 brains and one real T1 head without contrast agent, never trained on; lesions drawn in",
    "procedural": "two procedural heads with all confounders, seeds never trained on",
    "demo": "the demonstration patient, a procedural head; seed never trained on",
}


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
        bands = ", ".join(f"{low}–{high} mm {self.found[n]}/{self.there[n]}" for n, (low, high) in enumerate(BANDS))
        heads = max(self.heads, 1)
        false, overlap = self.false / heads, self.dice / heads
        return f"{bands}; {false:.1f} false a head; Dice {overlap:.2f} ({self.heads} heads)"


def geometry_of(shape: tuple[int, ...]) -> Geometry:
    """Return the canonical 1 mm grid: k to S, j to P, i to L."""
    directions = np.array([[0.0, 0, 1], [0, 1, 0], [1, 0, 0]])
    return Geometry.from_axes((shape[0], shape[1], shape[2]), (0, 0, 0), (1, 1, 1), directions)


def tally(count: Count, head: HeldOut, masks: list[Mask]) -> None:
    """Add one head's figures; a proposal is false where it touches no lesion."""
    kept = np.zeros(head.lesions.shape, bool)
    touched: set[int] = set()
    for mask in masks:
        at = tuple(mask.indices().T)
        touching = set(np.unique(head.grown[at]).tolist()) - {0}
        count.false += not touching
        touched |= touching
        kept[at] = True
    for n, diameter in enumerate(head.diameters_mm, start=1):
        if n in head.there:
            band = next(b for b, (low, high) in enumerate(BANDS) if low <= diameter < high)
            count.there[band] += 1
            count.found[band] += n in touched
    count.dice += dice(kept, head.lesions > 0)
    count.heads += 1


def kept_masks(detection: Detection, peak: float, volume_mm3: float) -> list[Mask]:
    """Return what would be proposed at other limits, on a 1 mm grid."""
    aside = [c for c in detection.candidates if c.reason is not CandidateReason.OUTSIDE_BRAIN]
    proposed: list[Lesion | Candidate] = [*detection.lesions, *aside]
    return [each.mask for each in proposed if each.max_probability >= peak and each.mask.count >= volume_mm3]


def dice(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> float:
    """Return the overlap of two masks."""
    return 2 * float((a & b).sum()) / max(1.0, float(a.sum() + b.sum()))


def heads_of(group: str, packages: Packages) -> Iterator[HeldOut]:
    """Yield the heads of one group, a key of ``HOW``."""
    if group in ("choosing", "maps"):
        for number in sources.CHOOSING_MAPS:
            seed = number if group == "choosing" else 300 + number
            yield held_out.synthetic(f"map {number}", sources.label_map(number), seed)
    elif group == "procedural":
        for seed in sources.TEST_PROCEDURAL:
            yield held_out.synthetic(f"procedural {seed}", sources.procedural(seed), seed)
    elif group == "demo":
        yield held_out.demo_patient()
    else:
        for number in sources.TEST_BRAINS:
            yield held_out.real_brain(number, seed=100 + number)
        session = ModelSession(packages.brain_mask)

        def brain_of(image: Image) -> BoolArray:
            manifest = packages.brain_mask.manifest
            return find_brain(image, geometry_of(image.shape), manifest, session)

        yield held_out.real_head(brain_of, seed=200)


def measure(group: str, packages: Packages, sweep: bool) -> list[dict[str, Any]]:
    """Print and return one group's figures."""
    figures: list[dict[str, Any]] = []
    total, cases = Count(), []
    for head in heads_of(group, packages):
        detection = detect(Volume(head.image, geometry_of(head.image.shape), ""), packages)
        cases.append((head, detection))
        alone, masks = Count(), [lesion.mask for lesion in detection.lesions]
        tally(alone, head, masks)
        tally(total, head, masks)
        print(f"{group}, {head.name}: {alone.words()}, {len(detection.candidates)} aside", flush=True)
        if head.brain is not None:
            overlap = round(dice(detection.brain_mask, head.brain), 3)
            print(f"  brain Dice {overlap}", flush=True)
            figures.append({"name": f"brain mask Dice, {head.name}", "value": overlap, "how": HOW[group]})
    figures.append({"name": "lesions found of those drawn in", "value": total.words(), "how": HOW[group]})
    print(group, total.words(), flush=True)
    for peak, size in product(PEAKS, SIZES_MM3) if sweep else ():
        count = Count()
        for head, detection in cases:
            tally(count, head, kept_masks(detection, peak, size))
        print(f"  peak {peak} size {size}: {count.words()}", flush=True)
    return figures


def main() -> None:
    """Measure each group; ``--sweep`` also prints other limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("groups", nargs="*", default=list(HOW))
    parser.add_argument("--packages", type=Path, default=Path("assets/models"))
    parser.add_argument("--sweep", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("runs/figures.json"))
    options = parser.parse_args()
    brain_mask, metastasis = (options.packages / f"{name}.mets" for name in ("brain-mask", "mets-demo"))
    packages = Packages(open_package(brain_mask), open_package(metastasis))
    figures = [figure for group in options.groups for figure in measure(group, packages, options.sweep)]
    options.out.write_text(json.dumps(figures, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
