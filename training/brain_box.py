"""What windows around the brain alone cost: ``python -m training.brain_box`` on the held-out heads, as Markdown.

Each head is looked at twice, the usual way and with ``--fast``, and what was found is compared lesion by lesion. Every
lesion is drawn in: the figures are synthetic.
"""

from __future__ import annotations

import argparse
import os
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.detection import Detection
from core.volume import Volume
from inference.brain_mask import find_brain
from inference.detect import Packages, Progress, detect
from inference.runtime import ModelSession
from training import held_out
from training.generator.labels import BoolArray
from training.generator.lesions import Image
from training.held_out import KINDS, HeldOut
from training.report import packages_in
from training.score import HeadScore, geometry_of, proposals, score


@dataclass(frozen=True, eq=False)
class Way:
    """One of the two ways on one head: its score, windows, processor seconds, all that was found."""

    score: HeadScore
    steps: int
    seconds: float
    found: BoolArray


def look(head: HeldOut, packages: Packages, *, fast: bool) -> Way:
    """Run one way."""
    steps: list[Progress] = []
    volume = Volume(head.image, geometry_of(head.image.shape), "")
    started = time.process_time()
    detection = detect(volume, packages, steps.append, threads=os.cpu_count(), fast=fast)
    seconds = time.process_time() - started
    scored = score(head, detection, proposals(detection, packages.metastasis.manifest.thresholds))
    return Way(scored, sum(each.stage == "Finding lesions" for each in steps), seconds, _found(detection, head))


def _found(detection: Detection, head: HeldOut) -> BoolArray:
    found = np.zeros(head.image.shape, dtype=np.bool_)
    for lesion in detection.lesions:
        found |= lesion.mask.to_full(head.image.shape)
    return found


def row(name: str, pairs: list[tuple[Way, Way]]) -> str:
    """One kind of head as a line of the table."""
    lost = gained = 0
    for usual, fast in pairs:
        for one, other in zip(usual.score.lesions, fast.score.lesions, strict=True):
            lost += one.found and not other.found
            gained += other.found and not one.found
    lesions = sum(len(usual.score.lesions) for usual, _ in pairs)
    found = [sum(each.found for way in ways for each in way.score.lesions) for ways in zip(*pairs, strict=True)]
    false = [sum(way.score.false for way in ways) for ways in zip(*pairs, strict=True)]
    steps = [sum(way.steps for way in ways) for ways in zip(*pairs, strict=True)]
    seconds = [sum(way.seconds for way in ways) for ways in zip(*pairs, strict=True)]
    common = sum(int(np.count_nonzero(a.found & b.found)) for a, b in pairs)
    either = sum(int(np.count_nonzero(each.found)) for pair in pairs for each in pair)
    return (
        f"| {name} | {len(pairs)} | {found[0]}, {found[1]} of {lesions} | {lost}, {gained} | {false[0]}, {false[1]} "
        f"| {2 * common / max(1, either):.3f} | {steps[0]}, {steps[1]} | {seconds[0] / seconds[1]:.2f} |"
    )


def main() -> None:
    """Measure the kinds asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=list(KINDS), help=", ".join(KINDS))
    parser.add_argument("--packages", type=Path, default=Path("assets/models"))
    options = parser.parse_args()
    packages = packages_in(options.packages)
    print(f"{packages.metastasis.manifest.name} {packages.metastasis.manifest.version}; usual, fast\n")
    print("| heads | | lesions found | lost, gained | false | Dice of both | windows | times sooner |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    everything: list[tuple[Way, Way]] = []
    for name in options.kinds:
        session = ModelSession(packages.brain_mask)

        def brain_of(image: Image, session: ModelSession = session) -> BoolArray:
            return find_brain(image, geometry_of(image.shape), packages.brain_mask.manifest, session)

        pairs = [tuple(look(h, packages, fast=fast) for fast in (False, True)) for h in held_out.heads(name, brain_of)]
        both = [(one, other) for one, other in pairs]
        print(row(name, both), flush=True)
        everything += both
    print(row("all", everything), flush=True)


if __name__ == "__main__":
    main()
