"""Signal of a procedural head, and lesions drawn into it."""

import numpy as np
import pytest

from core.demo.head import LabelledHead, Tissue
from core.demo.image import SIGNAL, Metastasis, brain_labels, occupancy, render
from core.geometry import Geometry

WHITE = 600.0


def block(tissue: Tissue = Tissue.WHITE) -> LabelledHead:
    labels = np.full((40, 44, 48), int(tissue), dtype=np.uint8)
    return LabelledHead(labels, Geometry.from_axes(labels.shape, (5, -7, 9), (1, 1, 1), np.eye(3)[:, ::-1]))


@pytest.mark.parametrize("diameter", [3.0, 7.3, 16.0])
def test_occupancy_sums_to_the_lesions_volume(diameter):
    box, shares = occupancy(Metastasis((28.2, 14.4, 30.1), diameter), block().geometry)

    assert shares.sum() == pytest.approx(np.pi / 6 * diameter**3, rel=0.03)
    assert shares.shape == tuple(s.stop - s.start for s in box)
    assert 0 <= shares.min() <= shares.max() <= 1


def test_occupancy_is_where_the_centre_is_on_any_grid():
    turn = np.array([[0.0, 0.6, 0.8], [0.0, -0.8, 0.6], [1.0, 0.0, 0.0]])
    grid = Geometry.from_axes((40, 60, 60), (-10, 5, 3), (1.5, 0.8, 0.8), turn)
    centre = grid.index_to_patient((20.3, 31.0, 29.4))

    box, shares = occupancy(Metastasis(tuple(centre), 9.0), grid)

    index = np.stack(np.meshgrid(*[np.arange(s.start, s.stop) for s in box], indexing="ij"), axis=-1)
    mean = (index * shares[..., None]).sum(axis=(0, 1, 2)) / shares.sum()
    assert grid.index_to_patient(mean) == pytest.approx(centre, abs=0.05)


def test_uneven_lesions_keep_their_shape_and_are_no_balls():
    lesion = Metastasis((28.0, 14.0, 30.0), 14.0, uneven=0.3)
    _, once = occupancy(lesion, block().geometry)
    _, again = occupancy(lesion, block().geometry)
    _, ball = occupancy(Metastasis((28.0, 14.0, 30.0), 14.0), block().geometry)

    assert np.array_equal(once, again)
    assert abs(once.sum() - ball.sum()) > 20 or once.shape != ball.shape


def test_a_lesion_at_the_border_is_cut():
    box, shares = occupancy(Metastasis((5.0, -7.0, 9.0), 8.0), block().geometry)

    assert [s.start for s in box] == [0, 0, 0]
    assert 0 < shares.sum() < np.pi / 6 * 8**3 / 3


def test_truth_is_what_is_at_least_half_filled():
    lesion = Metastasis((28.0, 14.0, 30.0), 9.0)
    box, shares = occupancy(lesion, block().geometry)

    _, truth = render(block(), (Metastasis((15.0, 4.0, 20.0), 6.0), lesion), np.random.default_rng(0))

    assert np.array_equal(truth[box] == 2, shares >= 0.5)
    assert set(np.unique(truth)) == {0, 1, 2}


def test_signal_follows_tissue_and_lesion():
    plain, _ = render(block(), (), np.random.default_rng(0))
    bright, truth = render(block(), (Metastasis((28.0, 14.0, 30.0), 12.0, contrast=1.8),), np.random.default_rng(0))

    assert plain.mean() == pytest.approx(WHITE, rel=0.06)
    inside = truth == 1
    assert (bright[inside] / plain[inside]).mean() == pytest.approx(1.75, abs=0.1)
    assert np.array_equal(bright[:, :, :5], plain[:, :, :5])


def test_a_ring_is_dark_in_its_middle():
    lesion = Metastasis((28.0, 14.0, 30.0), 16.0, contrast=1.9, ring=True)
    image, _ = render(block(), (lesion,), np.random.default_rng(0))
    k, j, i = (round(float(v)) for v in block().geometry.patient_to_index(lesion.centre))

    assert image[k - 1 : k + 2, j, i].mean() < 0.6 * WHITE
    assert image[k, j, i + 6] > 1.4 * WHITE


def test_air_is_noise_only_and_never_negative():
    image, _ = render(block(Tissue.BACKGROUND), (), np.random.default_rng(0))

    assert image.min() >= 0
    assert 0.01 * WHITE < image.mean() < 0.06 * WHITE


def test_every_tissue_has_a_signal_and_contrast_agent_shows():
    assert set(SIGNAL) == set(Tissue)
    assert SIGNAL[Tissue.WHITE] > SIGNAL[Tissue.GREY] > SIGNAL[Tissue.CSF]
    assert min(SIGNAL[t] for t in (Tissue.SINUS, Tissue.VESSEL, Tissue.CHOROID)) > 1.3
    assert int(Tissue.VENTRICLE) not in brain_labels()
