"""Folds by patient: no patient is trained on and validated on in the same fold."""

from __future__ import annotations

import random
from collections.abc import Sequence

FOLDS = 5
_SEED = 20261101  # any number: the same cohort gives the same folds


def shuffled(patients: Sequence[str]) -> list[str]:
    """Each patient once, in an order that tells nothing of names and is the same for the same cohort."""
    order = sorted(set(patients))
    random.Random(_SEED).shuffle(order)
    return order


def splits(cases: Sequence[tuple[str, str]], folds: int = FOLDS) -> list[dict[str, list[str]]]:
    """nnU-Net's ``splits_final.json``.

    Parameters
    ----------
    cases
        (case, patient) each.
    folds
        As many at most; one for each patient where there are fewer.

    Raises
    ------
    ValueError
        If there are fewer than two patients.

    """
    order = shuffled([patient for _, patient in cases])
    if len(order) < 2:
        raise ValueError("a split needs two patients")
    count = min(folds, len(order))
    fold_of = {patient: place % count for place, patient in enumerate(order)}
    return [
        {
            "train": [case for case, patient in cases if fold_of[patient] != fold],
            "val": [case for case, patient in cases if fold_of[patient] == fold],
        }
        for fold in range(count)
    ]
