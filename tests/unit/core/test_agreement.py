import numpy as np
import pytest

from core.agreement import agreement, overlap
from core.geometry import Geometry
from core.mask import Mask
from tests.helpers.exports import AXIAL

SHAPE = (6, 8, 10)
GRID = Geometry.from_axes(SHAPE, (0, 0, 0), (3, 0.5, 0.5), AXIAL)


def box(k, j, i):
    full = np.zeros(SHAPE, dtype=bool)
    full[k, j, i] = True
    return Mask.from_full(full)


def test_the_same_mask_agrees():
    mask = box(slice(1, 3), 2, slice(4, 8))
    found = agreement(mask, mask, GRID)
    assert (found.dice, found.centroid_shift_mm, found.volume_difference_percent) == (1, 0, 0)
    assert found.volume_mm3 == pytest.approx(8 * 0.75)


def test_a_shifted_mask():
    found = agreement(box(1, 2, slice(2, 6)), box(1, 2, slice(4, 8)), GRID)
    assert found.dice == pytest.approx(0.5)
    assert found.centroid_shift_mm == pytest.approx(1)


def test_a_larger_mask():
    found = agreement(box(1, 2, slice(2, 6)), box(1, 2, slice(2, 7)), GRID)
    assert found.volume_difference_percent == pytest.approx(25)


def test_boxes_apart_do_not_overlap():
    assert overlap(box(1, 2, 3), box(4, 5, 6)) == 0
    assert agreement(box(1, 2, 3), box(4, 5, 6), GRID).dice == 0


def test_against_nothing_there_is_no_shift():
    empty = Mask.from_full(np.zeros(SHAPE))
    found = agreement(box(1, 2, 3), empty, GRID)
    assert (found.dice, found.centroid_shift_mm, found.volume_difference_percent) == (0, None, -100)


def test_nothing_cannot_be_compared_with():
    with pytest.raises(ValueError, match="empty"):
        agreement(Mask.from_full(np.zeros(SHAPE)), box(1, 2, 3), GRID)
