"""How one sequence lies in another: found to a fraction of a voxel, never worse than the coordinates."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from scipy.spatial.transform import Rotation

from core.demo.head import label_map
from core.errors import Cancelled
from core.geometry import Geometry
from core.registration import Registration, moved, register
from core.volume import Volume

MM = 3.0
MOVES = {"little": ((1, -2, 1), (1, 2, -1.5)), "more": ((-6, 5, 8), (12, -8, 10))}


@lru_cache
def labels():
    return label_map(1, MM)


def sequence(seed: int) -> Volume:
    """The head in a contrast of its own, with noise: what one sequence shows bright the other shows dark."""
    rng = np.random.default_rng(seed)
    bright = rng.uniform(20, 200, 64)
    bright[0] = 4
    voxels = bright[labels().labels] + rng.normal(0, 4, labels().labels.shape)
    return Volume(voxels.astype(np.float32), labels().geometry, "")


def shaken(volume: Volume, turn_degrees, shift_mm) -> tuple[Volume, np.ndarray]:
    """The patient turned about the head's middle and shifted; and the (4, 4) that did it."""
    middle = volume.geometry.index_to_patient(np.array(volume.geometry.shape) / 2)
    move = np.eye(4)
    move[:3, :3] = Rotation.from_euler("xyz", turn_degrees, degrees=True).as_matrix()
    move[:3, 3] = middle + shift_mm - move[:3, :3] @ middle
    return replace(volume, geometry=Geometry(volume.geometry.shape, move @ volume.geometry.affine)), move


def furthest(one: np.ndarray, other: np.ndarray) -> float:
    """Millimetres between where both bring points within 70 mm of the head's middle."""
    middle = labels().geometry.index_to_patient(np.array(labels().geometry.shape) / 2)
    corners = middle + 70 * np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)]) / np.sqrt(3)
    points = np.c_[corners, np.ones(8)]
    return float(np.linalg.norm((points @ one.T - points @ other.T)[:, :3], axis=1).max())


@lru_cache
def registered(move: str) -> tuple[Volume, np.ndarray, Registration]:
    """One of the moves: what was moved, by what, and what was found of it."""
    other, true = shaken(sequence(2), *MOVES[move])
    return other, true, register(other, sequence(1), 1)


@pytest.mark.parametrize("move", MOVES)
def test_a_head_that_moved_between_two_sequences_is_found(move):
    _, true, found = registered(move)

    assert furthest(found.to_moving, true) < MM / 4
    assert found.after > found.before
    assert not found.is_doubtful
    assert found.turn_degrees == pytest.approx(np.degrees(Rotation.from_matrix(true[:3, :3]).magnitude()), abs=0.3)


def test_what_was_registered_lies_on_the_others_voxels():
    fixed = sequence(1)
    other, _, found = registered("more")

    laid = moved(other, fixed.geometry, found.to_moving)

    assert laid.shape == fixed.voxels.shape
    inside = labels().labels > 0
    still = sequence(2).voxels
    assert np.corrcoef(laid[inside], still[inside])[0, 1] > 0.9


def test_where_nothing_was_measured_it_is_zero():
    away = np.array(labels().geometry.affine)
    away[:3, 3] += 1e4
    assert not moved(sequence(1), Geometry(labels().geometry.shape, away), np.eye(4)).any()


def test_two_that_share_nothing_keep_their_coordinates():
    """Noise beside noise: any move would be a guess."""
    rng = np.random.default_rng(3)
    grid = Geometry((20, 20, 20), np.diag([4.0, 4.0, 4.0, 1.0]))
    one, other = (Volume(rng.normal(100, 10, (20, 20, 20)).astype(np.float32), grid, "") for _ in range(2))

    found = register(one, other, 1)

    assert found.after >= found.before
    assert found.shift_mm < 20
    assert found.is_doubtful


def cut(volume: Volume, thickness_mm: float) -> Volume:
    """Slices through the head's middle alone."""
    count = round(thickness_mm / MM)
    first = (volume.geometry.shape[0] - count) // 2
    affine = np.array(volume.geometry.affine)
    affine[:3, 3] = volume.geometry.index_to_patient((first, 0, 0))
    slices = volume.voxels[first : first + count]
    return replace(volume, voxels=slices, geometry=Geometry(slices.shape, affine))


@pytest.mark.parametrize("axis", [0, 2])
def test_a_head_on_its_side_that_is_not_found_is_in_doubt(axis):
    """Turned too far for any start: what comes out is more alike than the coordinates, and wrong by centimetres."""
    turn = [0.0, 0.0, 0.0]
    turn[axis] = 90.0
    other, true = shaken(sequence(2), turn, (5, 5, 0))

    found = register(other, sequence(1), 1)

    assert found.after > found.before, "likeness alone says nothing"
    assert found.is_doubtful == (furthest(found.to_moving, true) > MM)


def test_a_slab_that_shows_little_of_the_head_is_in_doubt():
    """Ten slices of 6 mm of a real head were laid up to 6 mm off."""
    moved_slab = shaken(cut(sequence(2), 60), *MOVES["little"])[0]
    found = register(moved_slab, sequence(1), 1)
    assert (found.is_doubtful, found.seen < 0.5) == (True, True)


def test_another_patients_head_is_in_doubt():
    other = label_map(2, MM)
    bright = np.random.default_rng(5).uniform(20, 200, 64)
    strange = Volume(bright[other.labels].astype(np.float32), other.geometry, "")
    assert register(strange, sequence(1), 1).is_doubtful


def test_stopped():
    with pytest.raises(Cancelled):
        register(sequence(2), sequence(1), 1, cancel=lambda: True)


def test_the_same_every_time():
    other, _, found = registered("little")
    np.testing.assert_allclose(register(other, sequence(1), 1).to_moving, found.to_moving, atol=1e-6)
