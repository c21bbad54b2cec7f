"""`evaluate`: the paper's figures on pairs of label maps."""

from __future__ import annotations

import argparse

from core.evaluate import BinFigures, evaluate
from ui.commandline import output


def run(values: argparse.Namespace) -> int:
    """Compare two folders of label maps."""
    figures = evaluate(values.truth, values.prediction)
    if values.json:
        output.document(figures.to_json())
        return 0
    rows = [_row(f"{each.low_mm:g}-{each.high_mm:g} mm", each) for each in figures.bins]
    heads = ["diameter", "lesions", "found", "sensitivity", "predicted", "right", "precision"]
    output.table(heads, [*rows, _row("all", figures.whole)])
    dice = "-" if figures.mean_dice is None else f"{figures.mean_dice:.4f}"
    print(f"Mean Dice of {len(figures.scans)} scans: {dice}.")
    return 0


def _row(name: str, part: BinFigures) -> list[str]:
    sensitivity, precision = ("-" if value is None else f"{value:.3f}" for value in (part.sensitivity, part.precision))
    counts = [str(part.lesions), str(part.found), sensitivity, str(part.predicted), str(part.right), precision]
    return [name, *counts]
