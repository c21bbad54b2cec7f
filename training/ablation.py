"""The published system's two additions, tried one by one: ``python -m training.ablation`` writes docs/ablation.md.

Two networks are needed, trained alike but for the loss, each from new weights and for as many steps::

    python -m training.train_lesions --run runs/ablation-cross-entropy --gamma 0 --steps 2500
    python -m training.train_lesions --run runs/ablation-focal --gamma 2 --steps 2500
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.detection import Detection
from inference.detect import Packages
from inference.manifest import Thresholds
from inference.model_package import ModelPackage, open_package
from training import recipes
from training.choose import PEAKS, f1
from training.export_package import onnx_bytes, write_package
from training.held_out import HeldOut, choosing_heads, heads
from training.loop import averaged_weights, steps_of
from training.report import run
from training.report_words import false_words, found_words
from training.score import HeadScore, proposals, score

KINDS = ("maps", "procedural")
LOSSES = {"cross-entropy": "Dice + cross entropy (γ 0)", "focal": "Dice + focal (γ 2)"}


@dataclass(frozen=True)
class Row:
    """One line of the table: what was measured, at which peak, and the heads' scores."""

    words: str
    peak: float
    scores: tuple[HeadScore, ...]


def package_of(folder: Path, scratch: Path) -> ModelPackage:
    """Make a package of a run folder's averaged weights that searches the whole head, not only the brain."""
    recipe = recipes.RECIPES["mets-demo"]
    net = recipe.network()
    net.load_state_dict(averaged_weights(folder))
    path = scratch / f"{folder.name}.mets"
    manifest = {**recipe.manifest, "name": folder.name, "windows": "all", "figures": []}
    write_package(path, onnx_bytes(net, recipe.inputs, recipe.side), manifest)
    return open_package(path)


def rows_of(words: str, packages: Packages, choosing: Sequence[HeldOut], tests: Sequence[HeldOut]) -> list[Row]:
    """Score one network with and without skull stripping, at the peak that is best on the choosing heads."""
    limits = packages.metastasis.manifest.thresholds
    chosen = [(head, run(head, packages)) for head in choosing]
    peak = max(PEAKS, key=lambda each: f1(_scores(chosen, replace(limits, component_peak=each), stripped=True)))
    at_peak = replace(limits, component_peak=peak)
    found = [(head, run(head, packages)) for head in tests]
    return [
        Row(f"{words}, {tail}", peak, tuple(_scores(found, at_peak, stripped=stripped)))
        for stripped, tail in ((False, "not stripped"), (True, "skull stripped"))
    ]


def table(rows: Sequence[Row], steps: Sequence[int]) -> str:
    """Return the page as Markdown."""
    lines = [
        "# Focal loss and skull stripping, one by one",
        "",
        "The published system adds two things to nnU-Net: focal loss, for small lesions, and skull stripping as "
        "post-processing, against false positives. Here both are tried on this project's small network, **on synthetic "
        "heads with drawn lesions and vessels**, by `python -m training.ablation`; it is no test of the published "
        f"network. Both networks start from new weights and see {' and '.join(map(str, steps))} steps of the same "
        "generator, with the same weights on lesion voxels and hard negatives. Each is measured at the component peak "
        "with the best F1 on the heads kept for choosing, then on label maps 15 and 16 with other seeds and on two "
        "procedural heads. The whole head is searched, and the rule that drops parts outside the brain mask is applied "
        "or not. (In the shipped package the network looks only near the brain. Its second input, the distance to the "
        "brain mask's surface, is there in every row, so that a part of what stripping does is learned.)",
        "",
        "| loss, post-processing | peak | < 3 mm | 3–5 mm | 5–10 mm | > 10 mm | false a head |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| {row.words} | {row.peak:g} | {' | '.join(found_words(row.scores))} | {false_words(row.scores)} |"
            for row in rows
        ),
        "",
    ]
    return "\n".join(lines)


def _scores(found: Sequence[tuple[HeldOut, Detection]], limits: Thresholds, *, stripped: bool) -> list[HeadScore]:
    return [score(head, each, proposals(each, limits, stripped=stripped)) for head, each in found]


def main() -> None:
    """Measure both networks and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, default=Path("runs"))
    parser.add_argument("--brain-mask", type=Path, default=Path("assets/models/brain-mask.mets"))
    parser.add_argument("--out", type=Path, default=Path("docs/ablation.md"))
    options = parser.parse_args()
    choosing = list(choosing_heads())
    tests = [head for kind in KINDS for head in heads(kind, lambda image: image > 0)]
    rows: list[Row] = []
    folders = {loss: options.runs / f"ablation-{loss}" for loss in LOSSES}
    with tempfile.TemporaryDirectory() as scratch:
        for loss, words in LOSSES.items():
            packages = Packages(open_package(options.brain_mask), package_of(folders[loss], Path(scratch)))
            rows += rows_of(words, packages, choosing, tests)
            print(rows[-1].words, found_words(rows[-1].scores), false_words(rows[-1].scores), flush=True)
    options.out.write_text(table(rows, [steps_of(folder) for folder in folders.values()]), encoding="utf-8")


if __name__ == "__main__":
    main()
