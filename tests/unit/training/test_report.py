"""Scores of one head, intervals, and the report's words."""

import math

import numpy as np
import pytest

from core.detection import Detection
from core.lesion import Candidate, CandidateReason
from core.mask import Mask
from inference.manifest import Thresholds
from training import report_words
from training.held_out import HeldOut
from training.score import HeadScore, LesionScore, proposals, score
from training.statistics import bootstrap, wilson


def box(start: tuple[int, int, int], side: int) -> Mask:
    return Mask(start, np.ones((side,) * 3, bool))


def drawn() -> HeldOut:
    lesions = np.zeros((40, 40, 40), np.int32)
    lesions[5:11, 5:11, 5:11] = 1
    lesions[25:29, 25:29, 25:29] = 2
    brain = np.zeros(lesions.shape, bool)
    brain[:30] = True
    return HeldOut("drawn", np.zeros(lesions.shape, np.float32), brain, lesions, (6.0, 4.0, 1.5))


def detection(candidates: tuple[Candidate, ...] = ()) -> Detection:
    brain = np.zeros((40, 40, 40), bool)
    brain[10:40] = True
    return Detection((), candidates, brain, (), "cpu", 1.0)


def test_found_missed_and_false_are_counted_apart():
    got = score(drawn(), detection(), [box((5, 5, 5), 6), box((5, 30, 30), 4)])

    first, second = got.lesions
    assert (first.diameter_mm, first.found, first.dice, first.volume_error) == (6.0, True, 1.0, 0.0)
    assert (second.diameter_mm, second.found, second.dice) == (4.0, False, None)
    assert (got.proposed, got.false) == (2, 1)
    assert got.dice == pytest.approx(2 * 216 / (216 + 64 + 216 + 64))
    assert got.brain_dice == pytest.approx(2 * 20 / 60)


def test_a_proposal_beside_a_lesion_finds_it_with_the_overlap_it_has():
    got = score(drawn(), detection(), [box((11, 5, 5), 6)])
    assert got.lesions[0].dice == 0
    assert got.false == 0
    far = score(drawn(), detection(), [box((12, 5, 5), 6)])
    assert (far.lesions[0].found, far.false) == (False, 1)


def test_a_head_without_lesions_has_no_dice():
    empty = HeldOut("empty", np.zeros((40, 40, 40), np.float32), None, np.zeros((40, 40, 40), np.int32), ())
    got = score(empty, detection(), [box((0, 0, 0), 3)])
    assert (got.lesions, got.false, got.dice, got.brain_dice) == ((), 1, None, None)


def test_without_skull_stripping_what_lies_outside_counts_too():
    def aside(reason: CandidateReason, peak: float, side: int) -> Candidate:
        return Candidate("S1", box((0, 0, 0), side), reason, "", 0.6, peak, "2.25.1")

    found = detection(
        (
            aside(CandidateReason.OUTSIDE_BRAIN, 0.95, 4),
            aside(CandidateReason.OUTSIDE_BRAIN, 0.6, 4),
            aside(CandidateReason.TOO_SMALL, 0.95, 1),
            aside(CandidateReason.BELOW_THRESHOLD, 0.75, 4),
        )
    )
    limits = Thresholds(probability=0.5, component_peak=0.9, minimum_volume_mm3=6)
    assert proposals(found, limits) == []
    assert len(proposals(found, limits, stripped=False)) == 1
    lower = Thresholds(probability=0.5, component_peak=0.7, minimum_volume_mm3=6)
    assert len(proposals(found, lower)) == 1


def test_wilson_gives_the_textbooks_intervals():
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 10) == pytest.approx((0, 0.2775), abs=1e-4)
    assert wilson(0, 0) == (0, 1)


def test_bootstrap_covers_the_mean_narrows_with_more_and_is_the_same_twice():
    few, many = [0.0, 1.0] * 5, [0.0, 1.0] * 500
    low, high = bootstrap(few)
    assert low < 0.5 < high
    assert np.diff(bootstrap(many))[0] < (high - low) / 5
    assert bootstrap(few) == (low, high)
    assert all(math.isnan(end) for end in bootstrap([]))


def test_the_report_counts_each_band_and_says_that_it_is_synthetic():
    lesions = (LesionScore(2, None, None), LesionScore(5, 0.8, 0.1), LesionScore(7, 0.6, -0.1), LesionScore(10, 0.9, 0))
    full = HeadScore("a", lesions, proposed=5, false=2, dice=0.7, brain_dice=0.97)
    bare = HeadScore("b", (), proposed=3, false=3, dice=None, brain_dice=0.95)
    kind = report_words.Kind("real", (full,), (full,), (bare,), (bare,))

    text = report_words.report([kind], ["brain-mask 9", "mets-demo 9"])
    found, false, brain = report_words.figures([kind])

    assert "brain-mask 9 and mets-demo 9" in text
    assert "synthetic figures" in text
    assert "| real | 0/1 (0.00–0.79) | – | 2/2 (0.34–1.00) | 1/1 (0.21–1.00) |" in text
    assert "| real | 2.0 (2.0–2.0) | 2.0 (2.0–2.0) | 3.0 (3.0–3.0) | 3.0 (3.0–3.0) |" in text
    assert "| real | 3/5 (0.23–0.88) | 0.70 (0.70–0.70) | 0.70 (0.60–0.80) | 0.90 (0.90–0.90) | +0 %" in text
    assert found["value"].startswith("under 3 mm 0/1 (0.00–0.79); 3–5 mm –; 5–10 mm 2/2")
    assert false["value"] == "2.0 (2.0–2.0) with lesions, 3.0 (3.0–3.0) without any"
    assert brain["value"].startswith("0.97")
