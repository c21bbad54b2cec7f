import numpy as np
import pytest
from scipy import ndimage

from core.regions import components, regions

SHAPE = (37, 51, 43)


def blobs(seed: int, share: float) -> np.ndarray:
    noise = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=SHAPE), 1.5)
    return noise > np.quantile(noise, 1 - share)


def whole(masks) -> np.ndarray:
    together = np.zeros(SHAPE, int)
    for mask in masks:
        together += mask.to_full(SHAPE)
    return together


@pytest.mark.parametrize("share", [0.0, 0.0002, 0.01, 0.2, 1.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_components_are_those_of_the_whole_volume(seed, share):
    mask = blobs(seed, share) if share else np.zeros(SHAPE, bool)

    labels, count = ndimage.label(mask, np.ones((3, 3, 3)))
    ours = components(mask)

    assert len(ours) == count
    for part in ours:
        number = labels[tuple(part.indices()[0])]
        assert np.array_equal(part.to_full(SHAPE), labels == number)


def test_regions_hold_every_voxel_once():
    mask = blobs(3, 0.02)

    assert np.array_equal(whole(regions(mask)), mask)


def test_corners_across_blocks_connect():
    mask = np.zeros(SHAPE, bool)
    mask[7, 7, 7] = mask[8, 8, 8] = mask[8, 15, 7] = True

    assert sorted(part.count for part in components(mask)) == [1, 2]


def test_an_array_that_is_turned():
    mask = blobs(4, 0.01)

    turned = components(mask.transpose(2, 0, 1)[:, ::-1])

    assert sorted(part.count for part in turned) == sorted(part.count for part in components(mask))
