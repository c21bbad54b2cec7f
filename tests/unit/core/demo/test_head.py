"""The procedural head: what of its anatomy the rest relies on."""

import numpy as np
import pytest
from scipy import ndimage

from core.demo.head import LabelledHead, Tissue, label_map

SPACING = 2.0


@pytest.fixture(scope="module")
def head() -> LabelledHead:
    return label_map(1, SPACING)


def place(head: LabelledHead, tissue: Tissue) -> np.ndarray:
    """Mean patient LPS millimetres of a tissue."""
    return head.geometry.index_to_patient(np.argwhere(head.labels == tissue).mean(axis=0))


def test_the_brain_has_the_size_of_a_brain(head):
    brain = head.brain()
    extent = np.ptp(np.argwhere(brain), axis=0) * SPACING

    assert 1100 < brain.sum() * SPACING**3 / 1000 < 1600
    assert 145 < extent[1] < 185
    assert 120 < extent[2] < 150


def test_every_tissue_is_there_and_the_brain_is_one_piece(head):
    assert set(np.unique(head.labels)) == {int(tissue) for tissue in Tissue}
    pieces, _ = ndimage.label(head.brain())
    sizes = np.bincount(pieces.ravel())[1:]
    assert sizes.max() > 0.99 * sizes.sum()


def test_tissues_lie_where_they_should(head):
    assert place(head, Tissue.EYE)[1] < place(head, Tissue.GREY)[1] - 50
    assert place(head, Tissue.CEREBELLUM_GREY)[1] > place(head, Tissue.BRAIN_STEM)[1] + 15
    assert place(head, Tissue.CEREBELLUM_GREY)[2] < place(head, Tissue.GREY)[2] - 30


def test_cortex_lies_around_white_matter(head):
    depth = ndimage.distance_transform_edt(head.brain(), sampling=SPACING)

    assert depth[head.labels == Tissue.GREY].mean() < 0.75 * depth[head.labels == Tissue.WHITE].mean()


def test_left_and_right_differ(head):
    flipped = head.labels[:, :, ::-1]

    assert (flipped != head.labels)[head.brain()].mean() > 0.1


def test_the_seed_is_the_head():
    assert np.array_equal(label_map(3, 4.0).labels, label_map(3, 4.0).labels)
    assert (label_map(3, 4.0).labels != label_map(4, 4.0).labels).mean() > 0.05


def test_the_grid_is_axial_and_names_its_directions(head):
    assert head.geometry.axis_letters == ("S", "P", "L")
    assert head.geometry.spacing == pytest.approx([SPACING] * 3)
    assert head.labels.dtype == np.uint8
