"""The procedural head is anatomically plausible."""

import numpy as np
import pytest
from scipy import ndimage

from core.demo.head import BRAIN, LabelledHead, Tissue, label_map

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
    assert 105 < extent[0] < 145
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
    assert place(head, Tissue.CORD)[2] < place(head, Tissue.BRAIN_STEM)[2] - 30


def test_brain_is_held_by_fluid_dura_and_skull(head):
    """Nothing of the brain touches scalp, face or air, and the skull is closed over the vault."""
    tissue = np.isin(head.labels, [int(t) for t in BRAIN])
    shell = ndimage.binary_dilation(tissue) & ~tissue
    outside = [Tissue.BACKGROUND, Tissue.SKIN, Tissue.EYE]
    assert not np.isin(head.labels[shell], [int(t) for t in outside]).any()
    vault = head.geometry.index_to_patient((0, 0, 0))[2] + SPACING * np.arange(head.labels.shape[0]) > 10
    bone = np.isin(head.labels[vault], [int(Tissue.SKULL), int(Tissue.MARROW)])
    assert all(ndimage.binary_fill_holes(bone[k])[tissue[vault][k]].all() for k in range(0, vault.sum(), 5))


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
