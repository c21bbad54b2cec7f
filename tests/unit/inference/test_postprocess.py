from dataclasses import replace

import numpy as np
import pytest

from core.geometry import Geometry
from core.lesion import CandidateReason, LesionOrigin, LesionStatus
from inference.manifest import Thresholds
from inference.postprocess import _below, lesions_and_candidates

GRID = Geometry.from_axes((12, 20, 20), (0, 0, 0), (2.0, 1.0, 1.0), np.eye(3)[::-1])
THRESHOLDS = Thresholds(
    probability=0.5, component_peak=0.8, minimum_volume_mm3=6.0, brain_margin_mm=2.0, inside_share=0.5
)


def brain() -> np.ndarray:
    """Rows 0 to 9 are brain."""
    inside = np.zeros(GRID.shape, bool)
    inside[:, :10] = True
    return inside


def found(*boxes, thresholds=THRESHOLDS):
    """Post-process boxes given as (k, j, i slices, probability)."""
    probability = np.full(GRID.shape, 0.1, np.float32)
    for box, value in boxes:
        probability[box] = value
    return lesions_and_candidates(probability, brain(), GRID, thresholds)


def test_a_lesion_has_its_voxels_its_probabilities_and_no_verdict():
    probability = np.full(GRID.shape, 0.1, np.float32)
    probability[3:5, 4:6, 7:9] = 0.5
    probability[3, 4, 7] = 0.9

    (lesion,), candidates = lesions_and_candidates(probability, brain(), GRID, THRESHOLDS)

    assert candidates == ()
    assert lesion.mask.start == (3, 4, 7)
    assert np.array_equal(lesion.mask.to_full(GRID.shape), probability >= 0.5)
    assert lesion.mean_probability == pytest.approx((0.9 + 7 * 0.5) / 8)
    assert lesion.max_probability == pytest.approx(0.9)
    assert (lesion.status, lesion.origin) == (LesionStatus.PENDING, LesionOrigin.MODEL)
    assert (lesion.lesion_id, lesion.number) == ("L1", 1)


def test_largest_first_and_numbered():
    lesions, candidates = found(
        (np.s_[1, 1:3, 1:4], 0.9),  # 12 mm³
        (np.s_[5:7, 1:4, 1:4], 0.9),  # 36 mm³
        (np.s_[9, 1:3, 1:3], 0.9),  # 8 mm³
        (np.s_[1, 1, 10], 0.9),  # 2 mm³
        (np.s_[5, 1, 10:12], 0.9),  # 4 mm³
    )

    assert [each.mask.count for each in lesions] == [18, 6, 4]
    assert [(each.lesion_id, each.number) for each in lesions] == [("L1", 1), ("L2", 2), ("L3", 3)]
    assert [each.mask.count for each in candidates] == [2, 1]
    assert [each.candidate_id for each in candidates] == ["S1", "S2"]


def test_equal_sizes_keep_the_order_of_their_place():
    boxes = [(np.s_[k, 2:4, 2:4], 0.9) for k in (8, 2, 5)]

    lesions, _ = found(*boxes)

    assert [each.mask.start[0] for each in lesions] == [2, 5, 8]


def test_every_finding_has_its_own_uid():
    lesions, candidates = found(*[(np.s_[k, 2:4, 2:4], 0.9) for k in (2, 5, 8)], (np.s_[5, 2, 9], 0.9))

    uids = [each.tracking_uid for each in (*lesions, *candidates)]
    assert len(set(uids)) == 4
    assert all(uid.startswith("2.25.") and len(uid) <= 64 and uid[5:].isdigit() for uid in uids)


def test_corners_connect():
    lesions, candidates = found((np.s_[2, 2, 2:5], 0.9), (np.s_[3, 3, 5:8], 0.9))

    assert [each.mask.count for each in lesions] == [6]
    assert not candidates


def test_one_voxel_between_keeps_apart():
    lesions, _ = found((np.s_[2, 2, 2:5], 0.9), (np.s_[2, 2, 6:9], 0.9))

    assert [each.mask.count for each in lesions] == [3, 3]


def test_a_neighbour_in_the_same_box_is_not_taken_in():
    """An L around a second part: each has only its own voxels and values."""
    lesions, _ = found((np.s_[2, 2, 2:9], 0.9), (np.s_[2, 2:9, 2], 0.9), (np.s_[2, 5:8, 5:8], 0.85))

    assert [each.mask.count for each in lesions] == [13, 9]
    assert lesions[0].mean_probability == pytest.approx(0.9)
    assert lesions[1].max_probability == pytest.approx(0.85)


def test_too_small():
    _, (candidate,) = found((np.s_[2, 2, 2], 0.9))

    assert candidate.reason is CandidateReason.TOO_SMALL
    assert candidate.reason_words == "2.0 mm³, under 6 mm³"


def test_just_large_enough():
    lesions, _ = found((np.s_[2, 2, 2:5], 0.9))

    assert len(lesions) == 1


def test_not_sure_enough():
    _, (candidate,) = found((np.s_[2, 2:5, 2:5], 0.7))

    assert candidate.reason is CandidateReason.BELOW_THRESHOLD
    assert candidate.reason_words == "peak 0.70, under 0.80"
    assert candidate.max_probability == pytest.approx(0.7)


def test_outside_the_brain():
    _, (candidate,) = found((np.s_[2, 13:17, 2:5], 0.9))

    assert candidate.reason is CandidateReason.OUTSIDE_BRAIN
    assert candidate.reason_words == "outside the brain, 0 % inside"


def test_the_share_inside_counts_a_margin_in_millimetres():
    """Rows 10 and 11 are within 2 mm of row 9; of rows 11 to 14 one in four is, of 10 to 13 two in four."""
    _, (candidate,) = found((np.s_[2, 11:15, 2:5], 0.9))
    lesions, _ = found((np.s_[2, 10:14, 2:5], 0.9))

    assert candidate.reason_words == "outside the brain, 25 % inside"
    assert len(lesions) == 1


def test_the_margin_is_measured_in_the_patient_not_in_voxels():
    """Two slices of 2 mm above the brain's last slice are 4 mm away."""
    probability = np.zeros(GRID.shape, np.float32)
    probability[8, 2:5, 2:5] = 0.9
    inside = np.zeros(GRID.shape, bool)
    inside[:7] = True

    assert not lesions_and_candidates(probability, inside, GRID, THRESHOLDS)[0]
    inside[7] = True
    assert len(lesions_and_candidates(probability, inside, GRID, THRESHOLDS)[0]) == 1


@pytest.mark.parametrize(
    ("box", "value", "reason"),
    [
        (np.s_[2, 15, 2], 0.6, CandidateReason.OUTSIDE_BRAIN),
        (np.s_[2, 3, 2], 0.6, CandidateReason.TOO_SMALL),
        (np.s_[2, 3:6, 2:5], 0.6, CandidateReason.BELOW_THRESHOLD),
    ],
)
def test_the_first_rule_that_holds_is_told(box, value, reason):
    _, (candidate,) = found((box, value))

    assert candidate.reason is reason


@pytest.mark.parametrize("corner", [np.s_[0:2, 0:2, 0:2], np.s_[10:12, 8:10, 18:20]])
def test_a_lesion_at_the_volumes_edge(corner):
    lesions, _ = found((corner, 0.9))

    assert [each.mask.count for each in lesions] == [8]


def test_nothing_found():
    assert found() == ((), ())


def test_the_threshold_itself_counts():
    lesions, _ = found((np.s_[2, 2:5, 2:5], 0.5), thresholds=Thresholds(probability=0.5))

    assert len(lesions) == 1


def test_a_peak_at_the_limit_in_single_precision_is_not_under_it():
    lesions, candidates = found((np.s_[2:4, 2:5, 2:5], 0.95), thresholds=replace(THRESHOLDS, component_peak=0.95))
    assert len(lesions) == 1
    assert lesions[0].max_probability == 0.95
    assert candidates == ()


def test_what_hangs_together_at_a_lower_threshold_is_one_finding():
    """Else a large one falls into pieces where the threshold is high; its contour keeps that threshold."""
    two = [(np.s_[5, 1:4, 1:9], 0.4), (np.s_[5, 1:4, 1:4], 0.9), (np.s_[5, 1:4, 6:9], 0.9)]

    apart, _ = found(*two)
    (together,), _ = found(*two, thresholds=replace(THRESHOLDS, connected=0.3))

    assert len(apart) == 2
    assert together.mask.count == sum(each.mask.count for each in apart)
    assert found((np.s_[5, 1:4, 1:9], 0.4), thresholds=replace(THRESHOLDS, connected=0.3)) == ((), ())


def test_a_small_part_is_held_to_its_own_peak():
    limits = replace(THRESHOLDS, component_peak=0.9, small_mm3=16.0, small_peak=0.8)
    small, large = np.s_[5, 1:3, 1:3], np.s_[8, 1:3, 1:5]  # 8 and 16 mm³
    lesions, candidates = found((small, 0.85), (large, 0.85), thresholds=limits)
    assert [lesion.mask.count for lesion in lesions] == [4]
    assert [(each.reason, each.reason_words) for each in candidates] == [
        (CandidateReason.BELOW_THRESHOLD, "peak 0.85, under 0.90")
    ]
    _, candidates = found((small, 0.75), thresholds=limits)
    assert [each.reason_words for each in candidates] == ["peak 0.75, under 0.80"]


@pytest.mark.parametrize(
    ("value", "limit", "decimals", "words"),
    [(2.0, 6, 1, "2.0"), (5.96, 6, 1, "5.96"), (5.9996, 6, 1, "5.9996"), (0.4967, 0.5, 2, "0.497")],
)
def test_a_value_under_a_limit_never_reads_as_the_limit(value, limit, decimals, words):
    assert _below(value, limit, decimals) == words
