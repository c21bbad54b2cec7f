import numpy as np
import pytest

from core.contour import voxel_contours
from core.geometry import Geometry
from core.mask import Mask
from core.rasterise import crosses_itself, polygon_area, rasterise
from core.smooth_contour import smooth_contours


def oblique(spacing=(1.5, 0.8, 0.9)) -> Geometry:
    turned, _ = np.linalg.qr(np.random.default_rng(4).normal(size=(3, 3)))
    return Geometry.from_axes((24, 48, 44), (-31.0, 12.5, 7.25), spacing, turned)


def ball(radius, centre=(12, 24, 22), geometry=None) -> np.ndarray:
    grid = geometry or oblique()
    index = np.indices(grid.shape).reshape(3, -1).T
    away = np.linalg.norm((index - np.array(centre)) * grid.spacing, axis=1)
    return (away <= radius).reshape(grid.shape)


def blob(seed) -> np.ndarray:
    from scipy import ndimage

    field = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=(24, 48, 44)), 2.0)
    return field > np.quantile(field, 0.93)


def ring() -> np.ndarray:
    return ball(9) & ~ball(5) & ~ball(1.2, (12, 24, 30))


def single() -> np.ndarray:
    full = np.zeros(oblique().shape, bool)
    full[0, 0, 0] = full[23, 47, 43] = full[10, 20, 20] = True
    return full


SHAPES = {
    "ball": ball(7),
    "one voxel": single(),
    "two voxels": ball(0.5) | np.roll(ball(0.5), 1, axis=2),
    "diagonal": ball(0.5) | np.roll(ball(0.5), (1, 1), axis=(1, 2)),
    "ring": ring(),
    "holes in a row": ball(11) & ~ball(2, (12, 24, 16)) & ~ball(2, (12, 24, 22)) & ~ball(2, (12, 25, 28)),
    "ragged": blob(1),
    "ragged too": blob(2),
}


@pytest.mark.parametrize("name", SHAPES)
def test_pixel_centres_are_the_masks_own(name):
    full, grid = SHAPES[name], oblique()
    contours = smooth_contours(Mask.from_full(full), grid)
    again = rasterise([each.points for each in contours], grid)
    assert np.array_equal(again.to_full(grid.shape), full)


@pytest.mark.parametrize("name", SHAPES)
def test_no_outline_crosses_itself(name):
    grid = oblique()
    for contour in smooth_contours(Mask.from_full(SHAPES[name]), grid):
        assert not crosses_itself(grid.patient_to_index(contour.points)[:, 1:])


@pytest.mark.parametrize("name", ["ball", "one voxel", "two voxels", "ring", "holes in a row"])
def test_the_area_on_each_slice_is_that_of_the_pixels(name):
    full, grid = SHAPES[name], oblique()
    contours = smooth_contours(Mask.from_full(full), grid)
    pixel = float(np.prod(grid.spacing[1:]))
    for k in range(grid.shape[0]):
        drawn = sum(polygon_area(each.points) for each in contours if each.k == k)
        assert drawn == pytest.approx(np.count_nonzero(full[k]) * pixel, rel=0.02)


def test_it_is_smoother_than_the_voxels():
    """Length of the outline of a ball: voxel edges are longer than the circle by 4/pi."""
    grid = oblique((1, 1, 1))
    mask = Mask.from_full(ball(8, geometry=grid))
    smooth, exact = (length(outline(mask, grid), 12) for outline in (smooth_contours, voxel_contours))
    assert smooth == pytest.approx(2 * np.pi * 8, rel=0.03)
    assert exact > 1.2 * smooth


def length(contours, k) -> float:
    return sum(np.linalg.norm(np.roll(c.points, -1, axis=0) - c.points, axis=1).sum() for c in contours if c.k == k)


def test_an_empty_mask_has_none():
    assert smooth_contours(Mask.from_full(np.zeros((3, 4, 5), bool)), oblique()) == ()
