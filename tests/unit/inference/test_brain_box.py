"""The box of a model's grid that holds the brain: never too small for a window, never beyond the grid."""

import numpy as np
import pytest

from inference.brain_box import around

SHAPE = (60, 70, 80)


def brain(*box: slice) -> np.ndarray:
    mask = np.zeros(SHAPE, bool)
    mask[box] = True
    return mask


def test_five_millimetres_around_the_brain():
    mask = brain(slice(20, 40), slice(20, 50), slice(10, 70))
    assert around(mask, SHAPE, (1, 1, 1), (8, 8, 8)) == (slice(15, 45), slice(15, 55), slice(5, 75))
    assert around(mask, SHAPE, (5, 2.5, 1), (8, 8, 8)) == (slice(19, 41), slice(18, 52), slice(5, 75))


def test_on_a_grid_of_other_voxels_the_same_millimetres():
    mask = brain(slice(20, 40), slice(20, 50), slice(10, 70))
    assert around(mask, (30, 35, 160), (2, 2, 0.5), (8, 8, 8)) == (slice(7, 23), slice(7, 28), slice(10, 150))


@pytest.mark.parametrize("start", [0, 25, 56])
def test_no_smaller_than_a_window_and_within_the_grid(start):
    mask = brain(slice(start, start + 4), slice(0, 70), slice(0, 80))
    along, *rest = around(mask, SHAPE, (1, 1, 1), (32, 32, 32))
    assert along.stop - along.start == 32
    assert along.start <= max(0, start - 5)
    assert along.stop >= min(60, start + 9)
    assert 0 <= along.start < along.stop <= 60
    assert rest == [slice(0, 70), slice(0, 80)]


def test_a_grid_smaller_than_a_window_is_taken_whole():
    assert around(brain(slice(30, 31), slice(30, 31), slice(30, 31)), SHAPE, (1, 1, 1), (99, 99, 99)) == (
        slice(0, 60),
        slice(0, 70),
        slice(0, 80),
    )


def test_without_a_brain_all_of_it():
    assert around(np.zeros(SHAPE, bool), (30, 30, 30), (1, 1, 1), (8, 8, 8)) == (slice(0, 30),) * 3
