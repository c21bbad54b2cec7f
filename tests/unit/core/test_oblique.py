"""The plane along a lesion's axes: never mirrored, its letters the patient's; masks are cut exactly by it."""

import numpy as np
import pytest

from core.geometry import Geometry
from core.mask import Mask
from core.oblique import cut, lesion_plane
from core.plane import Convention, PlaneName
from tests.helpers import phantom

KINDS = ["axial", "sagittal", "coronal", "oblique", "coarse"]
L, P, S = np.eye(3)


def ellipsoid(grid: Geometry, axes_lps, radii_mm=(12.0, 7.0, 3.5), centre=(20.0, -20.0, 30.0)) -> Mask:
    """A lesion whose longest, middle and shortest axes lie along these LPS vectors."""
    turned = np.linalg.qr(np.array(axes_lps, float).T)[0]
    points = grid.index_to_patient(np.moveaxis(np.indices(grid.shape), 0, -1)) - centre
    return Mask.from_full((((points @ turned) / radii_mm) ** 2).sum(axis=-1) <= 1)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("axes", "nearest", "left_right_top_bottom"),
    [
        ((L + 0.5 * P, P - 0.5 * L, S), PlaneName.AXIAL, ("RA", "LP", "AL", "PR")),
        ((S + 0.4 * L, L - 0.4 * S, P), PlaneName.CORONAL, ("RS", "LI", "SL", "IR")),
        ((P + 0.3 * S, S - 0.3 * P, L), PlaneName.SAGITTAL, ("AI", "PS", "SA", "IP")),
        ((P, S + 0.4 * L, L - 0.4 * S), PlaneName.SAGITTAL, ("A", "P", "SL", "IR")),
    ],
)
def test_letters_are_the_patients_on_every_grid(kind, axes, nearest, left_right_top_bottom):
    grid = phantom.geometry(kind)
    plane = lesion_plane(ellipsoid(grid, axes), grid, Convention.RADIOLOGICAL)
    assert plane.nearest is nearest
    letters = plane.letters
    assert (letters.left, letters.right, letters.top, letters.bottom) == left_right_top_bottom


@pytest.mark.parametrize("convention", Convention)
def test_it_is_turned_but_never_mirrored(convention):
    grid = phantom.geometry("oblique")
    random = np.random.default_rng(7)
    for _ in range(12):
        plane = lesion_plane(ellipsoid(grid, random.normal(size=(3, 3))), grid, convention)
        left = L if convention is Convention.RADIOLOGICAL else -L
        right, down = {
            PlaneName.AXIAL: (left, P),
            PlaneName.CORONAL: (left, -S),
            PlaneName.SAGITTAL: (P, -S),
        }[plane.nearest]
        assert plane.away @ np.cross(right, down) > 0.57, "seen from the same side"
        assert plane.right @ right > 0
        assert plane.down @ down > 0
        axes = np.stack([plane.away, plane.down, plane.right])
        np.testing.assert_allclose(axes @ axes.T, np.eye(3), atol=1e-9)


def inside(points: np.ndarray, polygons: list[np.ndarray]) -> np.ndarray:
    """Even-odd rule, written out."""
    odd = np.zeros(len(points), bool)
    for polygon in polygons:
        for a, b in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
            spans = (a[1] > points[:, 1]) != (b[1] > points[:, 1])
            with np.errstate(divide="ignore", invalid="ignore"):
                x = a[0] + (points[:, 1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
            odd ^= spans & (points[:, 0] < x)
    return odd


@pytest.mark.parametrize("kind", ["sagittal", "oblique", "coarse"])
def test_a_point_is_inside_the_cut_exactly_when_its_voxel_is_in_the_mask(kind):
    grid = phantom.geometry(kind)
    random = np.random.default_rng(3)
    solid = ellipsoid(grid, random.normal(size=(3, 3)))
    ragged = Mask.trimmed(solid.start, solid.voxels & (random.random(solid.voxels.shape) < 0.7))
    for mask in (solid, ragged):
        lesion = lesion_plane(solid, grid, Convention.RADIOLOGICAL)
        for depth in (-2.3, 0.0, 1.1):
            plane = lesion.moved(depth)
            polygons = cut(mask, grid, plane)
            spots = random.uniform(-16, 16, size=(4000, 2))
            patient = plane.to_patient(np.column_stack([np.zeros(len(spots)), spots[:, 1], spots[:, 0]]))
            k, j, i = np.floor(grid.patient_to_index(patient) + 0.5).astype(int).T
            held = mask.to_full(grid.shape)[k, j, i]
            assert held.sum() > 100
            assert (inside(spots, polygons) == held).all()


def test_a_plane_along_voxel_faces_and_one_beside_the_lesion():
    grid = Geometry.from_axes((9, 9, 9), (0, 0, 0), (1, 1, 1), np.eye(3)[:, ::-1])
    mask = Mask((3, 3, 3), np.ones((2, 3, 4), bool))
    plane = lesion_plane(mask, grid, Convention.RADIOLOGICAL)
    assert cut(mask, grid, plane.moved(50.0)) == []
    (square,) = cut(Mask((3, 3, 3), np.ones((1, 1, 1), bool)), grid, _axial(grid))
    assert sorted(map(tuple, np.round(square, 6).tolist())) == [(2.5, 2.5), (2.5, 3.5), (3.5, 2.5), (3.5, 3.5)]


def _axial(grid):
    from core.oblique import ObliquePlane

    return ObliquePlane(np.array([0.0, 0.0, 3.0]), L, P, PlaneName.AXIAL)
