from dataclasses import replace

import numpy as np
import pytest

from core.errors import ExportRefused
from core.lesion import LesionOrigin, LesionStatus, Making
from core.mask import Mask
from core.review.state import ReviewState
from core.structure_set import StructureSet
from tests.helpers.reviews import ball, lesion, series

ACCEPTED = LesionStatus.ACCEPTED


def state(*lesions):
    return ReviewState(tuple(lesions))


def structure_set(*lesions, approved=True):
    return StructureSet.from_review(state(*lesions), series(), "Kim", approved)


def test_accepted_lesions_become_rois_numbered_from_one():
    found = structure_set(
        lesion(5, ball((3, 9, 11), 2), ACCEPTED),
        lesion(1, ball((6, 6, 6), 3), LesionStatus.REJECTED),
        lesion(2, ball((9, 4, 3), 1), ACCEPTED),
    )
    assert [(roi.number, roi.name, roi.lesion_id) for roi in found.rois] == [(1, "GTV_02", "L2"), (2, "GTV_05", "L5")]


def test_names_stay_short_past_a_hundred_lesions():
    (roi,) = structure_set(lesion(1234, ball((6, 6, 6), 1), ACCEPTED)).rois
    assert roi.name == "GTV_1234"


@pytest.mark.parametrize(
    ("origin", "edited", "algorithm"),
    [
        (LesionOrigin.MODEL, False, "AUTOMATIC"),
        (LesionOrigin.MODEL, True, "SEMIAUTOMATIC"),
        (LesionOrigin.READER, False, "MANUAL"),
        (LesionOrigin.READER, True, "MANUAL"),
    ],
)
def test_the_algorithm_says_who_made_it(origin, edited, algorithm):
    made = replace(lesion(1, ball((6, 6, 6), 1), ACCEPTED), origin=origin, edited=edited)
    assert structure_set(made).rois[0].algorithm == algorithm


@pytest.mark.parametrize(
    ("said", "edited", "algorithm"),
    [
        ("AUTOMATIC", False, "AUTOMATIC"),
        ("AUTOMATIC", True, "SEMIAUTOMATIC"),
        ("SEMIAUTOMATIC", True, "SEMIAUTOMATIC"),
        ("MANUAL", True, "MANUAL"),
        ("", False, ""),
        ("", True, ""),
    ],
)
def test_what_a_file_brought_is_what_the_file_says(said, edited, algorithm):
    brought = {"origin": LesionOrigin.IMPORTED, "making": Making(said, "Planmaker"), "edited": edited}
    (roi,) = structure_set(replace(lesion(1, ball((6, 6, 6), 1), ACCEPTED), **brought)).rois
    assert (roi.algorithm, roi.program) == (algorithm, "Planmaker")


@pytest.mark.parametrize(("pending", "words"), [(1, "1 lesion is not judged"), (2, "2 lesions are not judged")])
def test_pending_lesions_refuse_approval(pending, words):
    lesions = [lesion(n, ball((6, 6, 6), 1)) for n in range(1, pending + 1)]
    with pytest.raises(ExportRefused, match=words):
        structure_set(lesion(9, ball((3, 9, 11), 1), ACCEPTED), *lesions)


def test_an_unapproved_set_leaves_pending_lesions_out():
    found = structure_set(lesion(1, ball((6, 6, 6), 1)), lesion(2, ball((3, 9, 11), 1), ACCEPTED), approved=False)
    assert [roi.lesion_id for roi in found.rois] == ["L2"]


def test_nothing_accepted_is_refused():
    with pytest.raises(ExportRefused, match="No lesion is accepted"):
        structure_set(lesion(1, ball((6, 6, 6), 1), LesionStatus.REJECTED))


def test_an_emptied_lesion_is_left_out():
    empty = lesion(1, Mask.from_full(np.zeros((2, 2, 2))), ACCEPTED)
    assert len(structure_set(empty, lesion(2, ball((6, 6, 6), 1), ACCEPTED)).rois) == 1


def test_a_series_without_geometry_is_refused():
    with pytest.raises(ExportRefused, match="geometry"):
        StructureSet.from_review(state(), replace(series(), geometry=None), "Kim", True)
