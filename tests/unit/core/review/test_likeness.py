"""A review knows its images by what they look like, where the UIDs do not tell."""

import numpy as np
import pytest

from core.demo.head import label_map
from core.errors import ReviewRefused
from core.review.header import ReviewHeader
from core.review.likeness import are_alike, likeness_of
from core.review.session import ReviewSession
from tests.helpers.reviews import SHAPE, detection, series


@pytest.fixture(scope="module")
def head():
    """A head's tissues as signals, with noise."""
    tissues = label_map(3).labels.astype(np.float32)
    return tissues * 40 + np.random.default_rng(1).normal(0, 4, tissues.shape).astype(np.float32)


def test_the_same_images_are_alike_whatever_scale_they_are_written_in(head):
    one = likeness_of(head)
    assert are_alike(one, likeness_of(head))
    assert are_alike(one, likeness_of(head * 3.7 + 100)), "another slope and intercept"
    assert are_alike(one, likeness_of(np.rint(head))), "a decoder that rounds otherwise"


def test_other_images_are_not(head):
    one = likeness_of(head)
    another = label_map(4).labels.astype(np.float32) * 40
    assert not are_alike(one, likeness_of(another)), "another head"
    for axis in range(3):
        assert not are_alike(one, likeness_of(np.roll(head, 2, axis))), "shifted"
        assert not are_alike(one, likeness_of(np.flip(head, axis))), "turned over"
    assert not are_alike(one, likeness_of(head[:-1])[:-4]), "of another size"


def test_small_and_empty_volumes_have_one_too():
    assert are_alike(likeness_of(np.zeros((1, 3, 40), np.float32)), likeness_of(np.ones((1, 3, 40), np.float32)))
    assert are_alike("", likeness_of(np.zeros((4, 4, 4), np.float32))), "a review of before has none"


def test_a_review_of_images_with_the_same_uids_is_refused_and_names_its_folder(tmp_path):
    voxels = np.random.default_rng(2).normal(100, 10, SHAPE).astype(np.float32)
    session = ReviewSession.start(tmp_path, series(), detection(), "K. Han", voxels=voxels)
    session.close()
    header = ReviewSession.look(tmp_path, series(), "K. Han").header
    header.check_images(voxels, tmp_path)
    with pytest.raises(ReviewRefused, match="other images that have the same numbers") as refused:
        header.check_images(np.roll(voxels, 3, 1), tmp_path)
    assert str(tmp_path) in refused.value.remedy


def test_a_likeness_that_is_none_is_a_damaged_log(tmp_path):
    ReviewSession.start(tmp_path, series(), detection(), "K. Han").close()
    value = ReviewSession.look(tmp_path, series(), "K. Han").header.to_json()
    assert "likeness" not in value
    with pytest.raises(ValueError, match="likeness"):
        ReviewHeader.from_json({**value, "likeness": "%"})
