"""The kept probability map: exact at the model's threshold, parts by threshold, and back from disk."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from core.geometry import Geometry
from core.mask import Mask
from core.probability import FILE_NAME, ProbabilityMap
from core.review.state import ReviewState
from core.second_look import Lower, at_threshold
from tests.helpers.reviews import ball, lesion

SHAPE = (20, 24, 28)


def hills() -> np.ndarray:
    """Three hills of 0.95, 0.45 and 0.3, and a thin bridge of 0.15 between the first two."""
    field = np.zeros(SHAPE, np.float32)
    for centre, top, width in (((8, 8, 8), 0.95, 3.0), ((8, 8, 20), 0.45, 2.0), ((15, 18, 20), 0.3, 2.0)):
        away = np.sqrt(sum((n - c) ** 2 for n, c in zip(np.indices(SHAPE), centre, strict=True)))
        field = np.maximum(field, top * np.clip(1.6 - away / width, 0, 1).astype(np.float32))
    field[8, 8, 8:20] = np.maximum(field[8, 8, 8:20], 0.15)
    return field


@given(st.floats(0, 1, width=32))
@settings(max_examples=200, deadline=None)
def test_a_half_stays_a_half(value):
    kept = ProbabilityMap.of(np.full((1, 1, 1), value, np.float32))
    assert (kept.at((0, 0, 0)) >= 0.5) == (value >= 0.5 - 1e-6)
    assert kept.at((0, 0, 0)) == pytest.approx(value, abs=0.02 if value < 0.02 else 0.0041)


def test_the_part_around_a_lesion_is_the_connected_one():
    field, kept = hills(), ProbabilityMap.of(hills())
    seed = Mask((8, 8, 8), np.ones((1, 1, 1), bool))
    for threshold in (0.3, 0.5, 0.7):
        labels, _ = ndimage.label(field >= threshold, np.ones((3, 3, 3)))
        wanted = Mask.from_full(labels == labels[8, 8, 8])
        assert kept.part_around(seed, threshold, reach=12).same(wanted)
    assert kept.part_around(seed, 0.1, reach=20).count > kept.part_around(seed, 0.16, reach=20).count + 30, "the bridge"
    assert kept.part_around(seed, 0.1, reach=3).voxels.shape[2] <= 7
    assert kept.part_at((8, 8, 20), 0.5, 12).count == 0
    assert kept.part_at((8, 8, 20), 0.4, 12).count > 3


@pytest.mark.parametrize("threshold", [0.1, 0.14, 0.2, 0.35, 0.5])
def test_all_parts_are_those_of_the_whole_volume(threshold):
    labels, count = ndimage.label(hills() >= threshold, np.ones((3, 3, 3)))
    parts = ProbabilityMap.of(hills()).parts(threshold)
    assert len(parts) == count
    assert [part.count for part in parts] == sorted(np.bincount(labels.ravel())[1:].tolist(), reverse=True)


def test_it_comes_back_from_disk_and_a_damaged_or_foreign_one_is_none(tmp_path):
    kept = ProbabilityMap.of(hills())
    kept.save(tmp_path)
    again = ProbabilityMap.load(tmp_path, SHAPE)
    np.testing.assert_array_equal(again.steps, kept.steps)
    assert ProbabilityMap.load(tmp_path, (20, 24, 29)) is None
    assert ProbabilityMap.load(tmp_path / "nowhere", SHAPE) is None
    whole = (tmp_path / FILE_NAME).read_bytes()
    (tmp_path / FILE_NAME).write_bytes(whole[: len(whole) // 2])
    assert ProbabilityMap.load(tmp_path, SHAPE) is None


def test_a_lower_threshold_adds_what_is_not_known_yet_and_lies_in_the_brain():
    kept = ProbabilityMap.of(hills())
    geometry = Geometry(SHAPE, np.eye(4))
    known = ReviewState((lesion(1, ball((8, 8, 8), 2, SHAPE)),))
    assert at_threshold(kept, 0.5, known, None, geometry) == Lower()
    (one,) = at_threshold(kept, 0.35, known, None, geometry).found
    assert one.max_probability == pytest.approx(0.45, abs=0.005)
    assert one.reason_words == "peak 0.45, at 0.35"
    two = at_threshold(kept, 0.2, known, None, geometry).found
    assert [each.candidate_id for each in two] == ["T1", "T2"]
    brain = np.ones(SHAPE, bool)
    brain[12:] = False
    lower = at_threshold(kept, 0.2, known, brain, geometry)
    assert (len(lower.found), lower.small, lower.outside) == (1, 0, 1), "what is left out is counted"
    fine = Geometry(SHAPE, np.diag([0.1, 0.1, 0.1, 1.0]))
    assert at_threshold(kept, 0.2, known, None, fine).small == 2
