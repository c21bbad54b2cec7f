"""Real scans beside the project; tests that use them skip where they are not there."""

import os
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


def shared(relative: str) -> Path:
    """Path below the data folder, or skip with the reason."""
    folder = Path(os.environ.get("METSREVIEW_DATA", _ROOT.parent / "shared" / "data"))
    path = folder / relative
    if not path.exists():
        pytest.skip(f"the real data {relative} is not at hand (set METSREVIEW_DATA)")
    return path
