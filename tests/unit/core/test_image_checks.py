"""Ghosts of motion and a cut vertex, on heads whose lines were scanned while they moved."""

import numpy as np
import pytest
from scipy import ndimage

from core import image_checks
from core.fitness import Level
from core.geometry import Geometry

SHAPE = (60, 96, 80)


@pytest.fixture(scope="module")
def head():
    """A ball of textured tissue with a bright rim in noisy air, (Z, Y, X)."""
    rng = np.random.default_rng(5)
    k, j, i = np.indices(SHAPE)
    radius = np.sqrt(((k - 28) / 26) ** 2 + ((j - 48) / 34) ** 2 + ((i - 40) / 27) ** 2)
    tissue = 400 + 80 * ndimage.gaussian_filter(rng.normal(size=SHAPE), 2) * 8
    voxels = np.where(radius < 1, np.where(radius > 0.93, 900, tissue), 0)
    return np.abs(voxels + rng.normal(size=SHAPE) * 6).astype(np.float32)


def geometry(shape, down=False):
    axes = np.array([[0, 0, -1 if down else 1], [0, 1, 0], [1, 0, 0]]).T
    return Geometry.from_axes(shape, (0, 0, 0), (3, 2, 2), axes)


def judged(voxels, grid=None):
    wanted = image_checks.places(len(voxels))
    found = image_checks.checks(grid or geometry(voxels.shape), {k: voxels[k] for k in wanted})
    return {check.name: check for check in found}


def moved(image, axis):
    """Lines of k-space along an axis from the head in two places in turn."""
    lines = np.fft.fft2(image)
    there = np.fft.fft2(ndimage.shift(image, (1.5, 1.5), order=1))
    late = np.arange(image.shape[axis]) // 3 % 2 == 1
    chosen = late[:, None] if axis == 0 else late[None, :]
    return np.abs(np.fft.ifft2(np.where(chosen, there, lines))).astype(np.float32)


def test_a_still_head_is_green(head):
    found = judged(head)
    assert [check.level for check in found.values()] == [Level.GREEN] * 3
    assert all(check.source and check.value and check.limit for check in found.values())


@pytest.mark.parametrize("axis", [0, 1])
def test_motion_leaves_ghosts_that_are_told(head, axis):
    told = judged(np.stack([moved(image, axis) for image in head]))["Motion"]
    assert (told.level, told.chip) == (Level.AMBER, "Motion ghosts")
    assert "as motion leaves them" in told.sentence


def test_noise_alone_is_no_motion(head):
    noisy = np.abs(head + np.random.default_rng(6).normal(size=SHAPE) * 60).astype(np.float32)
    assert judged(noisy)["Motion"].level is Level.GREEN


def test_without_air_nothing_is_said_of_motion(head):
    blacked_out = np.where(ndimage.gaussian_filter(head, 1) > 60, head, 0).astype(np.float32)
    assert judged(blacked_out)["Motion"].value.startswith("cannot be told")


@pytest.mark.parametrize("down", [False, True])
def test_the_vertex_cut_off_by_slices(head, down):
    stack = head[::-1] if down else head
    whole, cut = stack, stack[20:] if down else stack[:40]
    assert judged(whole, geometry(whole.shape, down))["Top of the head"].level is Level.GREEN
    told = judged(cut, geometry(cut.shape, down))["Top of the head"]
    assert (told.level, told.chip) == (Level.AMBER, "Top of head cut")


@pytest.mark.parametrize("rows", [True, False])
def test_the_vertex_cut_off_within_slices(head, rows):
    """Sagittal and coronal series: the head ends at the edge of rows, or of columns."""
    turned = np.transpose(head, (2, 0, 1) if rows else (2, 1, 0))
    axes = np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0]] if rows else [[1, 0, 0], [0, 1, 0], [0, 0, 1]]).T
    for part, level in ((turned, Level.GREEN), (turned[:, :40] if rows else turned[:, :, :40], Level.AMBER)):
        grid = Geometry.from_axes(part.shape, (0, 0, 0), (2, 3, 3), axes)
        assert judged(part, grid)["Top of the head"].level is level


def test_no_head_no_words():
    assert judged(np.zeros(SHAPE, np.float32)).keys() == {"Values"}
    small = np.zeros(SHAPE, np.float32)
    small[:, 40:46, 40:46] = np.arange(36).reshape(6, 6)
    assert judged(small) == {}


def sideways(shape):
    """Slices from right to left."""
    axes = np.array([[1, 0, 0], [0, 0, 1], [0, 1, 0]]).T
    return Geometry.from_axes(shape, (0, 0, 0), (3, 2, 2), axes)


def test_a_side_of_the_head_that_is_not_in_the_images_is_told(head):
    assert judged(head, sideways(head.shape))["Sides of the head"].level is Level.GREEN
    for part in (head[14:], head[:-20]):
        check = judged(part, sideways(part.shape))["Sides of the head"]
        assert check.level is Level.AMBER
        assert (
            check.sentence
            == "The images end within the head: lesions beyond their first or last slice are not in them."
        )


@pytest.mark.parametrize(("voxels", "chip"), [(0, "Nothing to see"), (7, "Nothing to see"), (None, "May be labels")])
def test_what_is_no_image_is_told(head, voxels, chip):
    empty = np.full(SHAPE, voxels or 0, np.float32) if voxels is not None else (head > 300).astype(np.float32)
    (check,) = judged(empty).values()
    assert (check.level, check.chip) == (Level.AMBER, chip)
    assert "Values" not in judged(head)
