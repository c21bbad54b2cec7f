import numpy as np
import pytest
from scipy import ndimage

from core.geometry import Geometry
from inference.preprocess import ModelGrid, resample
from tests.helpers.phantom import geometry

KINDS = ["axial", "sagittal", "coronal", "oblique", "fine", "coarse"]
SIGNS = [(a, b, c) for a in (1, -1) for b in (1, -1) for c in (1, -1)]


def small(kind: str, signs: tuple[int, int, int] = (1, 1, 1)) -> Geometry:
    """A few voxels, no two axes alike, with the directions and spacing of the phantom's grid."""
    whole = geometry(kind)
    return Geometry.from_axes((5, 7, 6), whole.origin, whole.spacing, whole.directions * np.array(signs))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("signs", SIGNS, ids=str)
@pytest.mark.parametrize("orientation", ["canonical-LPS", "native"])
def test_turning_is_undone_exactly(kind, signs, orientation):
    grid = small(kind, signs)
    spacing = (
        grid.spacing if orientation == "native" else grid.spacing[list(ModelGrid.of(grid, (1,) * 3, orientation).order)]
    )
    model = ModelGrid.of(grid, tuple(spacing), orientation)
    content = np.random.default_rng(3).normal(size=grid.shape).astype(np.float32)

    there = model.to_model(content)
    back = model.to_series(there)

    assert there.shape == model.turned_shape == model.shape
    assert back.shape == grid.shape
    assert back.flags.c_contiguous
    assert np.array_equal(back, content)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("signs", SIGNS, ids=str)
def test_model_axes_grow_to_the_head_the_back_and_the_left(kind, signs):
    grid = small(kind, signs)
    model = ModelGrid.of(grid, (1.0, 1.0, 1.0), "canonical-LPS")
    places = grid.index_to_patient(np.stack(np.meshgrid(*[np.arange(n) for n in grid.shape], indexing="ij"), -1))

    for axis, patient in ((0, 2), (1, 1), (2, 0)):
        turned = model.to_model(places[..., patient])
        assert (np.diff(turned, axis=axis).mean()) > 0.5 * min(grid.spacing) * grid.shape[
            model.order[axis]
        ] / model.shape[axis]


def test_native_keeps_the_series_axes():
    grid = small("sagittal")
    content = np.random.default_rng(3).normal(size=grid.shape).astype(np.float32)

    model = ModelGrid.of(grid, tuple(grid.spacing), "native")

    assert model.order == (0, 1, 2)
    assert model.flips == (False, False, False)
    assert np.array_equal(model.to_model(content), content)


def test_both_grids_span_the_same_millimetres():
    grid = small("coarse")

    model = ModelGrid.of(grid, (1.0, 2.0, 0.7), "canonical-LPS")

    assert model.shape == (15, 4, 9)
    assert np.allclose(np.array(model.shape) * model.spacing_mm, np.array(grid.shape) * grid.spacing)


def test_one_voxel_is_the_least():
    assert ModelGrid.of(small("axial"), (500.0, 500.0, 500.0), "native").shape == (1, 1, 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("spacing", [1.0, 1.7])
def test_a_bump_comes_back_to_its_place_in_the_patient(kind, spacing):
    """Put on the model's grid, it is found in the patient within half a voxel; so is its way there."""
    grid = small(kind)
    shape = tuple(round(24 / float(mm)) for mm in grid.spacing)
    grid = Geometry.from_axes(shape, grid.origin, grid.spacing, grid.directions)
    point = grid.index_to_patient(np.array(shape) * (0.45, 0.6, 0.52))
    places = grid.index_to_patient(np.stack(np.meshgrid(*[np.arange(n) for n in shape], indexing="ij"), -1))
    bump = np.exp(-(((places - point) ** 2).sum(axis=-1)) / (2 * 2.0**2)).astype(np.float32)

    model = ModelGrid.of(grid, (spacing,) * 3, "canonical-LPS")
    back = model.to_series(model.to_model(bump))

    found = grid.index_to_patient(ndimage.center_of_mass(back))
    assert np.linalg.norm(found - grid.index_to_patient(ndimage.center_of_mass(bump))) < 0.2 * grid.spacing.min()
    assert np.linalg.norm(found - point) < 0.5 * grid.spacing.min()


def test_the_bump_on_the_model_grid_lies_where_the_grid_says():
    """Edges aligned: the model's voxel m has its centre at (m + 0.5) * spacing from the turned edge."""
    grid = Geometry.from_axes((20, 24, 30), (0, 0, 0), (1.0, 1.0, 1.0), np.eye(3)[::-1])
    bump = np.zeros(grid.shape, np.float32)
    bump[11, 9, 17] = 1.0

    model = ModelGrid.of(grid, (2.0, 1.5, 0.5), "canonical-LPS")
    centre = (np.array(ndimage.center_of_mass(model.to_model(bump))) + 0.5) * model.spacing_mm - 0.5

    assert np.allclose(centre, (11, 9, 17), atol=0.26)


@pytest.mark.parametrize("shape", [(5, 7, 6), (9, 3, 6), (1, 1, 1), (2, 20, 13)])
def test_a_constant_stays(shape):
    constant = np.full((5, 7, 6), 3.25, np.float32)

    answer = resample(constant, shape)

    assert answer.shape == shape
    assert answer.dtype == np.float32
    assert np.allclose(answer, 3.25, atol=1e-5)


def test_larger_voxels_take_in_all_that_they_cover():
    """A single bright voxel is not stepped over: its sum survives in voxels three times as large."""
    for place in range(3, 24):
        line = np.zeros((27, 1, 1), np.float32)
        line[place] = 1.0
        assert resample(line, (9, 1, 1)).sum() * 3 == pytest.approx(1.0, abs=0.02)


def test_a_mask_becomes_shares():
    grid = small("axial")
    mask = np.zeros(grid.shape, bool)
    mask[:, :, :3] = True

    shares = ModelGrid.of(grid, (1.2, 1.0, 6.0), "canonical-LPS").to_model(mask)

    assert shares.dtype == np.float32
    assert shares.max() <= 1.0
    assert np.allclose(shares, 0.5, atol=0.01)
