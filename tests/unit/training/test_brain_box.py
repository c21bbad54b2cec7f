"""The line that says what windows around the brain cost: whose lesions were lost and gained, counted by hand."""

import numpy as np

from training.brain_box import Way, row
from training.score import HeadScore, LesionScore


def way(found: tuple[bool, ...], false: int, steps: int, seconds: float, voxels: slice) -> Way:
    lesions = tuple(LesionScore(5.0, 0.8 if each else None, 0.0 if each else None) for each in found)
    mask = np.zeros((4, 4, 4), bool)
    mask[voxels] = True
    return Way(HeadScore("one", lesions, sum(found) + false, false, 0.5, None), steps, seconds, mask)


def test_lost_and_gained_are_counted_lesion_by_lesion():
    usual = way((True, True, False, False), 3, 20, 10.0, np.s_[:2])
    fast = way((True, False, True, True), 1, 8, 4.0, np.s_[1:3])

    line = row("maps", [(usual, fast)])

    assert line == "| maps | 1 | 2, 3 of 4 | 1, 2 | 3, 1 | 0.500 | 20, 8 | 2.50 |"


def test_heads_are_added_up():
    pair = way((True,), 1, 10, 3.0, np.s_[:1]), way((True,), 0, 5, 1.0, np.s_[:1])
    assert row("all", [pair, pair]) == "| all | 2 | 2, 2 of 2 | 0, 0 | 2, 0 | 1.000 | 20, 10 | 3.00 |"
