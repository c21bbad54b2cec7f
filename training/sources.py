"""Which heads train, which choose thresholds, which measure; where they lie."""

from __future__ import annotations

import os
from pathlib import Path

from training.generator.labels import Anatomy, from_label_map, from_real_brain
from training.generator.procedural import from_procedural

TRAIN_MAPS = tuple(range(1, 15))
CHOOSING_MAPS = (15, 16)
TRAIN_BRAINS = tuple(range(1, 10))
TEST_BRAINS = (10, 11, 12)
TRAIN_PROCEDURAL = (1001, 1002, 1003, 1004)
CHOOSING_PROCEDURAL = (3001, 3002, 3003)
TEST_PROCEDURAL = (2001, 2002)
CACHE = Path("runs/cache")


def data_folder() -> Path:
    """Return the folder with real heads: ``METSREVIEW_DATA``, else ``../shared/data``."""
    return Path(os.environ.get("METSREVIEW_DATA", "../shared/data")) / "heads"


def label_map_path(number: int) -> Path:
    """Return the path of one whole-head label map."""
    return data_folder() / "label_maps" / f"training_seg_{number:02d}.nii.gz"


def brain_path(number: int) -> Path:
    """Return the path of one real skull-stripped brain."""
    return data_folder() / "brains" / f"sub-{number:02d}_T1w.nii.gz"


def label_map(number: int) -> Anatomy:
    """Return one label map at 1 mm, cropped around the brain."""
    return from_label_map(label_map_path(number), CACHE)


def real_brain(number: int) -> Anatomy:
    """Return one real brain at 1 mm."""
    return from_real_brain(brain_path(number), CACHE)


def procedural(seed: int) -> Anatomy:
    """Return one procedural head at 1 mm."""
    return from_procedural(seed, CACHE)
