"""The default models' figures: ``python -m training.report`` writes docs/model-report.md again from fixed seeds.

Every lesion is drawn in, and so are the enhancing vessels: the figures are synthetic, and the report says so. The
figures that the model cards quote go to ``runs/figures.json``.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path

from core.detection import Detection
from core.volume import Volume
from inference.brain_mask import find_brain
from inference.detect import Packages, detect
from inference.model_package import open_package
from inference.runtime import ModelSession
from training import held_out
from training.generator.labels import BoolArray
from training.generator.lesions import Image
from training.held_out import KINDS, HeldOut
from training.report_words import Kind, figures, report
from training.score import HeadScore, geometry_of, proposals, score


def packages_in(folder: Path) -> Packages:
    """Open the two default packages of a folder."""
    return Packages(open_package(folder / "brain-mask.mets"), open_package(folder / "mets-demo.mets"))


def run(head: HeldOut, packages: Packages) -> Detection:
    """Run the application's own detection on a 1 mm canonical image."""
    return detect(Volume(head.image, geometry_of(head.image.shape), ""), packages, threads=os.cpu_count())


def measure(name: str, packages: Packages) -> Kind:
    """Score one kind of head."""
    manifest, session = packages.brain_mask.manifest, ModelSession(packages.brain_mask)

    def brain_of(image: Image) -> BoolArray:
        return find_brain(image, geometry_of(image.shape), manifest, session)

    both: list[tuple[list[HeadScore], list[HeadScore]]] = []
    for lesions in (True, False):
        pairs = [_pair(head, packages) for head in held_out.heads(name, brain_of, lesions=lesions)]
        both.append(([first for first, _ in pairs], [second for _, second in pairs]))
    (stripped, unstripped), (empty, empty_unstripped) = both
    return Kind(name, tuple(stripped), tuple(unstripped), tuple(empty), tuple(empty_unstripped))


def _pair(head: HeldOut, packages: Packages) -> tuple[HeadScore, HeadScore]:
    detection, limits = run(head, packages), packages.metastasis.manifest.thresholds
    stripped = score(head, detection, proposals(detection, limits))
    found = sum(lesion.found for lesion in stripped.lesions)
    print(f"{head.name}: {found}/{len(stripped.lesions)} found, {stripped.false} false", flush=True)
    return stripped, score(head, detection, proposals(detection, limits, stripped=False))


def main() -> None:
    """Measure every kind of head, and write the report and the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=list(KINDS), help=", ".join(KINDS))
    parser.add_argument("--packages", type=Path, default=Path("assets/models"))
    parser.add_argument("--out", type=Path, default=Path("docs/model-report.md"))
    parser.add_argument("--figures", type=Path, default=Path("runs/figures.json"))
    options = parser.parse_args()
    packages = packages_in(options.packages)
    models = [f"{p.manifest.name} {p.manifest.version}" for p in (packages.brain_mask, packages.metastasis)]
    kinds = [measure(name, packages) for name in options.kinds]
    options.out.write_text(report(kinds, models), encoding="utf-8")
    options.figures.parent.mkdir(parents=True, exist_ok=True)
    options.figures.write_text(json.dumps(figures(kinds), indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
