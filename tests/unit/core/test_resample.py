"""One series on another's grid: the same values as SciPy finds there, and refusals instead of guesses."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy import ndimage

from core.demo.image import Metastasis
from core.dicom import load, scan
from core.errors import Cancelled, NotRegistered
from core.geometry import Geometry
from core.resample import refuse_unregistered, resampled
from core.study import Refusal
from core.volume import Volume
from tests.helpers import phantom
from tests.helpers.reviews import series
from tests.helpers.shared_data import shared

PAIRS = [("sagittal", "axial"), ("oblique", "sagittal"), ("coarse", "oblique"), ("axial", "coronal")]
SPOTS = (Metastasis((31.3, -28.6, 9.2), 12.0), Metastasis((-16.1, 12.4, 44.7), 9.0))


@cache
def head(kind: str) -> Volume:
    return phantom.head(kind, SPOTS)


def by_scipy(volume: Volume, onto: Geometry) -> np.ndarray:
    """The same looked up by SciPy from the affines alone, voxel by voxel: no part of our own resampling."""
    index = np.moveaxis(np.indices(onto.shape), 0, -1) @ onto.affine[:3, :3].T + onto.affine[:3, 3]
    place = (index - volume.geometry.affine[:3, 3]) @ np.linalg.inv(volume.geometry.affine[:3, :3]).T
    values = ndimage.map_coordinates(volume.voxels, np.moveaxis(place, -1, 0), order=1, mode="nearest")
    inside = ((place >= -0.5) & (place <= np.array(volume.voxels.shape) - 0.5)).all(axis=-1)
    return np.where(inside, values, np.nan)


def agree(ours: np.ndarray, theirs: np.ndarray, tolerance: float) -> None:
    both = np.isfinite(ours) & np.isfinite(theirs)
    assert both.mean() > 0.05
    assert (np.isfinite(ours) != np.isfinite(theirs)).mean() < 1e-3, "the outer edge may round either way"
    assert np.abs(ours[both] - theirs[both]).max() < tolerance


@pytest.mark.parametrize(("kind", "onto"), PAIRS)
def test_the_same_as_an_independent_resample_and_left_is_left(kind, onto):
    volume = head(kind)
    grid = phantom.geometry(onto)
    ours = resampled(volume, grid)
    assert ours.dtype == np.float32
    agree(ours, by_scipy(volume, grid), tolerance=0.01 * phantom.LESION)
    bright = np.argwhere(np.nan_to_num(ours) > (phantom.BRAIN + phantom.LESION) / 2)
    places = grid.index_to_patient(bright)
    near = np.linalg.norm(places - SPOTS[0].centre, axis=1) < 15
    assert np.linalg.norm(places[near].mean(axis=0) - SPOTS[0].centre) < 1.0


def test_a_single_slice_is_a_cut():
    volume = head("oblique")
    whole = phantom.geometry("axial")
    cut = Geometry((1, *whole.shape[1:]), whole.affine @ _shift(40))
    np.testing.assert_array_equal(resampled(volume, cut)[0], resampled(volume, whole)[40])


def _shift(k: int) -> np.ndarray:
    shift = np.eye(4)
    shift[0, 3] = k
    return shift


def test_its_own_grid_gives_it_back():
    volume = head("oblique")
    np.testing.assert_allclose(resampled(volume, volume.geometry), volume.voxels, rtol=0, atol=1e-2)


def test_it_can_be_stopped():
    seen = []
    with pytest.raises(Cancelled):
        resampled(head("axial"), phantom.geometry("axial"), lambda n, _of: seen.append(n), lambda: seen)
    assert seen == [16]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (replace(series("2.25.3"), frame_of_reference_uid="2.25.77"), "another frame of reference"),
        (replace(series("2.25.3"), frame_of_reference_uid=""), "no frame of reference"),
        (replace(series("2.25.3"), study_instance_uid="2.25.78"), "another study"),
        (
            replace(series("2.25.3"), geometry=None, refusal=Refusal("", "Slices are missing.", "")),
            "Slices are missing",
        ),
    ],
)
def test_what_is_not_registered_is_refused_in_one_sentence(other, words):
    refuse_unregistered(series("2.25.3"), series())
    with pytest.raises(NotRegistered, match=words) as refused:
        refuse_unregistered(other, series())
    assert refused.value.sentence.count(".") == 1


def test_real_series_of_one_study():
    """An oblique field map on a sagittal T1 of the same study: the same values as SciPy finds."""
    (study,) = scan.studies([shared("dicom/siemens_xa30_enhanced/In")])
    t1 = next(each for each in study.usable if "T1w" in each.description)
    field_map = next(each for each in study.usable if "field" in each.description)
    refuse_unregistered(field_map, t1)
    volume = load.volume(field_map)
    assert volume.geometry.is_oblique
    agree(resampled(volume, t1.geometry), by_scipy(volume, t1.geometry), tolerance=0.01 * float(volume.voxels.max()))
