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


def random_mask(seed: int) -> Mask:
    rng = np.random.default_rng(seed)
    full = np.zeros((12, 12, 12), bool)
    low = rng.integers(0, 8, 3)
    size = rng.integers(0, 6, 3)
    box = tuple(slice(a, a + n) for a, n in zip(low, size, strict=True))
    full[box] = rng.random(full[box].shape) > 0.5
    return Mask.from_full(full)


@pytest.mark.parametrize("seed", range(12))
def test_masks_combine_as_their_voxels_do(seed):
    one, other = random_mask(seed), random_mask(seed + 100)
    a, b = (each.to_full((12, 12, 12)) for each in (one, other))
    for got, wanted in (((one | other), a | b), ((one & other), a & b), ((one - other), a & ~b)):
        np.testing.assert_array_equal(got.to_full((12, 12, 12)), wanted)
        assert got.same(Mask.from_full(wanted))
        assert got.start == Mask.from_full(wanted).start, "the box stays the smallest"
    assert one.same(other) is bool(np.array_equal(a, b))
    np.testing.assert_array_equal(one.within((slice(2, 9), slice(0, 12), slice(5, 6))), a[2:9, :, 5:6])
