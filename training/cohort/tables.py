"""Tables of a prepared cohort: the site's own key, and the names of ROIs."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.atomic import replacing
from training.cohort.case import Omission
from training.cohort.roi_names import RoiName


def write_key(key: Path, cases: list[list[str]], omitted: Sequence[Omission], names: Sequence[RoiName]) -> None:
    """Which case came from where and which file was left out; the names of ROIs in a table beside it."""
    left_out = [["", "", str(each.origin), f"{each.what}: {each.reason}"] for each in omitted]
    write_csv(key, ["case", "patient", "from", "left out"], [*cases, *left_out])
    counted = [[roi.name, count, "yes" if roi.taken else "no", roi.why] for roi, count in _counted(names)]
    write_csv(key.with_name(f"{key.stem}_rois.csv"), ["name", "times", "taken", "why not"], counted)


def _counted(names: Sequence[RoiName]) -> list[tuple[RoiName, int]]:
    return sorted(Counter(names).items(), key=lambda each: (not each[0].taken, each[0].name))


def names_table(names: Sequence[RoiName]) -> list[str]:
    """Lines for the terminal: every ROI's name, how often, and whether it is taken as a lesion."""
    lines = [f"  {'taken' if roi.taken else 'not taken'}  {count} × {roi.name}{roi.why and f' ({roi.why})'}"
             for roi, count in _counted(names)]  # fmt: skip
    return ["ROIs by name:", *lines] if lines else []


def write_csv(path: Path, heads: list[str], rows: Sequence[list[Any]]) -> None:
    """Write a table; numbers and text alike."""
    text = io.StringIO()
    csv.writer(text).writerows([heads, *rows])
    with replacing(path) as aside:
        aside.write_text(text.getvalue(), encoding="utf-8")
