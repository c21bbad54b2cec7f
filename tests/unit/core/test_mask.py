import numpy as np
import pytest

from core.mask import Mask


def full_array() -> np.ndarray:
    full = np.zeros((5, 6, 7), dtype=bool)
    full[2, 3:5, 4] = True
    full[3, 3, 6] = True
    return full


def test_the_box_is_the_smallest_and_gives_the_voxels_back():
    mask = Mask.from_full(full_array())
    assert (mask.start, mask.voxels.shape, mask.count) == ((2, 3, 4), (2, 2, 3), 3)
    assert np.array_equal(mask.to_full((5, 6, 7)), full_array())


def test_separate_parts_share_one_box():
    full = np.zeros((9, 9, 9), dtype=bool)
    full[0, 0, 0] = full[8, 8, 8] = True
    assert Mask.from_full(full).voxels.shape == (9, 9, 9)


def test_indices_are_on_the_volumes_grid():
    assert Mask.from_full(full_array()).indices().tolist() == np.argwhere(full_array()).tolist()


def test_an_empty_mask():
    mask = Mask.from_full(np.zeros((3, 3, 3), dtype=bool))
    assert mask.count == 0
    assert not mask.to_full((3, 3, 3)).any()


def test_a_box_that_leaves_the_grid_is_refused():
    with pytest.raises(ValueError, match="leaves"):
        Mask.from_full(full_array()).to_full((3, 6, 7))


def test_voxels_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        Mask.from_full(full_array()).voxels[0, 0, 0] = True
