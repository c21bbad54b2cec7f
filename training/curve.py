"""A run's loss curve as a table: ``python -m training.curve runs/lesions``; the loop keeps it in ``curve.csv``."""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

PARTS = 10


def table(curve: Path) -> str:
    """Return Markdown: for each tenth of the run its last step, minutes, highest rate and mean loss.

    Lines that a resumed run wrote again count once, as last written.
    """
    with curve.open(encoding="utf-8", newline="") as file:
        rows = {int(row["step"]): row for row in csv.DictReader(file)}
    lines = ["| steps | minutes | rate | loss |", "|---|---|---|---|"]
    for part in np.array_split(sorted(rows), min(PARTS, len(rows))):
        here = [rows[int(step)] for step in part]
        rate = max(float(row["rate"]) for row in here)
        loss = np.mean([float(row["loss"]) for row in here])
        lines.append(f"| {part[-1]} | {float(here[-1]['minutes']):.0f} | {rate:.1e} | {loss:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Print the table of one run folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    print(table(parser.parse_args().run / "curve.csv"))


if __name__ == "__main__":
    main()
