"""Labels in pieces: a network's answer of one number is told apart, nothing is one lesion unless someone says so."""

from dataclasses import replace

import numpy as np
import pytest

from core.errors import ExportRefused
from core.geometry import Geometry
from core.label_map import lesions_from_labels, review_of_labels
from core.label_pieces import with_pieces
from core.lesion import LesionOrigin
from core.mask import Mask
from core.pieces import in_pieces, pieces, widest_gap_mm
from tests.helpers.exports import AXIAL

GRID = Geometry.from_axes((20, 30, 40), (0, 0, 0), (1, 1, 1), AXIAL)


def boxes(*places, number=1):
    labels = np.zeros(GRID.shape, dtype=np.int32)
    for n, (k, j, i, side) in enumerate(places):
        labels[k : k + side, j : j + side, i : i + side] = number if isinstance(number, int) else number[n]
    return labels


SIX = ((2, 2, 2, 2), (2, 2, 30, 3), (2, 20, 2, 1), (12, 20, 30, 4), (12, 2, 2, 1), (15, 10, 10, 2))


def settled(labels, accept=None, choice=None):
    lesions = lesions_from_labels(labels, GRID, GRID, "2.25.1", "their.nii.gz")
    state = review_of_labels(lesions, accept)
    return with_pieces(state, [each.number for each in lesions], GRID, "2.25.1", choice)


def test_pieces_and_their_widest_gap():
    parts = pieces(Mask.from_full(boxes((2, 2, 2, 3), (2, 2, 8, 1), (2, 2, 20, 2), (5, 5, 5, 1))))
    assert [each.count for each in parts] == [28, 8, 1]  # a corner connects
    assert parts[1].start == (2, 2, 20)
    assert widest_gap_mm(parts, GRID) == 12
    assert widest_gap_mm(parts[:1], GRID) == 0


@pytest.mark.parametrize("accept", [None, {1}])
def test_the_only_number_of_a_map_is_told_apart(accept):
    """A network's answer: 1 wherever there is a lesion. As one it had a diameter from one to the other."""
    state, told = settled(boxes(*SIX), accept)
    assert [(each.number, each.lesion_id, each.mask.count) for each in state.lesions] == [
        (1, "L1", 64),
        (2, "L2", 27),
        (3, "L3", 8),
        (4, "L4", 8),
        (5, "L5", 1),
        (6, "L6", 1),
    ]
    assert len({each.tracking_uid for each in state.lesions}) == 6
    assert len(state.accepted) == 6
    (sentence,) = told
    assert sentence.startswith("Label 1 of the map lies in 6 pieces, ")
    assert sentence.endswith(" mm apart: each is a lesion of its own, 1–6.")


def test_together_where_someone_says_so():
    state, told = settled(boxes(*SIX), choice="together")
    assert ([each.mask.count for each in state.lesions], told) == ([109], ())


def test_a_number_among_several_is_asked_about_where_it_lies_far_apart():
    labels = boxes(*SIX, number=(3, 3, 5, 3, 5, 7))
    with pytest.raises(ExportRefused, match=r"Label 3 lies in 3 pieces, 2.\.. mm apart: is that one lesion\?"):
        settled(labels)
    state, told = settled(labels, choice="apart")
    assert [(each.number, each.mask.count) for each in state.lesions] == [
        (3, 64),
        (5, 1),
        (7, 8),
        (8, 27),
        (9, 8),
        (10, 1),
    ]
    assert told[0].endswith("a lesion of its own, 3, 8, 9.")
    assert len(settled(labels, accept={7})[0].lesions) == 1


def test_a_stray_voxel_is_told_and_not_asked_about():
    labels = boxes((2, 2, 2, 3), (2, 2, 8, 1), (12, 20, 30, 4), number=(1, 1, 2))
    state, told = settled(labels)
    assert ([each.mask.count for each in state.lesions], told) == ([28, 64], ())
    named = [(f"GTV_{each.number:02d}", each.mask) for each in state.lesions]
    assert in_pieces(named, GRID) == ("GTV_01 lies in 2 pieces, 4.0 mm apart: its diameters reach across the gap.",)
    assert in_pieces(named, GRID, 5.0) == ()


def test_what_the_model_proposed_as_one_stays_one():
    (lesion,) = lesions_from_labels(boxes(*SIX[:2]), GRID, GRID)
    state = review_of_labels((replace(lesion, origin=LesionOrigin.MODEL),), None)
    assert with_pieces(state, [1], GRID, "2.25.1") == (state, ())


def test_speckles_are_no_lesions():
    labels = np.zeros(GRID.shape, dtype=np.int32)
    labels[::2, ::2, ::2] = 1
    with pytest.raises(ExportRefused, match="Label 1 lies in 3000 pieces: these are no lesions"):
        settled(labels)
