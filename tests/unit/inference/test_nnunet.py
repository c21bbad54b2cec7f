"""The run as nnU-Net runs it, with networks whose answer is known. The agreement itself: tests/unit/training/nnunet."""

import json

import numpy as np
import pytest

from core.errors import PackageRefused, StudyRefused
from core.geometry import Geometry
from core.volume import Volume
from inference import nnunet
from inference.detect import Packages, _sequences, detect
from inference.manifest import parse
from inference.model_package import open_package
from tests.helpers import tiny_model

WAY = {
    "orientation": "stored",
    "transpose": [0, 1, 2],
    "image_order": 3,
    "logits_order": 1,
    "separate_image": "auto",
    "separate_logits": "auto",
}
GRID = Geometry.from_axes((20, 22, 24), (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), np.eye(3)[:, ::-1])
SEQUENCES = [{"kind": "sequence", "sequence": name, "normalisation": {"scheme": "none"}} for name in ("T1c", "FLAIR")]


def manifest(**changes):
    content = tiny_model.manifest("metastasis", b"", windows="all", nnunet=WAY, **changes)
    return parse(json.dumps(content).encode())


def image():
    voxels = np.zeros(GRID.shape, np.float32)
    voxels[4:16, 5:18, 3:20] = 1
    voxels[8:11, 9:12, 10:13] = 3
    return voxels


def bright(window):
    return (window - 2) * 10


def test_bright_voxels_come_back_where_they_lie():
    found = nnunet.find([image()], GRID, manifest(patch_size=[16, 16, 16], mirror_axes=[0, 2]), bright)
    np.testing.assert_array_equal(found > 0, image() > 2)


def test_outside_the_box_that_is_not_zero_there_is_nothing():
    found = nnunet.find([image()], GRID, manifest(patch_size=[16, 16, 16]), lambda window: window * 0 + 5)
    np.testing.assert_array_equal(found > 0, image() > 0)


@pytest.mark.parametrize("orientation", ["stored", "canonical-RAS"])
def test_turned_axes_come_back(orientation):
    directions = np.array([[0.0, 0, -1], [0, 1, 0], [1, 0, 0]])[:, [2, 0, 1]]
    grid = Geometry.from_axes(GRID.shape, (0.0, 0.0, 0.0), (1.0, 1.0, 1.0), directions)
    way = WAY | {"transpose": [2, 0, 1], "orientation": orientation}
    found = nnunet.find([image()], grid, parse_with(way), bright)
    np.testing.assert_array_equal(found > 0, image() > 2)


def parse_with(way):
    content = tiny_model.manifest("metastasis", b"", nnunet=way, patch_size=[16, 16, 16])
    return parse(json.dumps(content).encode())


def test_an_empty_image_has_nothing():
    found = nnunet.find([np.zeros(GRID.shape, np.float32)], GRID, manifest(patch_size=[16, 16, 16]), bright)
    assert not (found > 0).any()


def test_of_several_labels_the_highest_wins():
    """Averages of logits go before the choice: the finding's two labels together are no third."""
    three = manifest(patch_size=[16, 16, 16], output={"activation": "softmax", "channel": 1, "also": [2]})
    logits = np.array([1.0, 0.5, 1.2], np.float32)[:, None, None, None]
    assert nnunet.margin(logits, three) == pytest.approx(0.2)
    found = nnunet.find([image()], GRID, three, lambda window: np.broadcast_to(logits, (3, *window.shape[1:])))
    np.testing.assert_array_equal(found > 0, image() > 0)


@pytest.mark.parametrize("spacing", [(2.0, 1.5, 1.4), (0.7, 0.8, 0.9)])
def test_three_outputs_come_back_as_the_whole_way_gives_them(spacing, monkeypatch):
    """Halfway between two others a finding may win that wins at no voxel."""
    grid = Geometry.from_axes(GRID.shape, (0.0, 0.0, 0.0), spacing, np.eye(3)[:, ::-1])
    three = manifest(patch_size=[16, 16, 16], output={"activation": "softmax", "channel": 0})
    noise = np.random.default_rng(5).normal(size=(3, 16, 16, 16)) * 4
    noise[0] -= 2
    found = [nnunet.find([image()], grid, three, lambda window: noise.astype(np.float32))]
    monkeypatch.setattr(nnunet, "_possible", lambda logits, *_rest: np.ones(logits.shape[1:], bool))
    found.append(nnunet.find([image()], grid, three, lambda window: noise.astype(np.float32)))
    assert (found[1] > 0).any()
    np.testing.assert_array_equal(found[0] > -3, found[1] > -3)


def test_weights_are_highest_at_the_voxel_after_the_middle():
    weights = nnunet.importance((8, 9, 16))
    assert np.unravel_index(weights.argmax(), weights.shape) == (4, 4, 8)
    assert weights.max() == 1
    assert weights.min() > 0


@pytest.fixture
def packages(tmp_path):
    brain = open_package(tiny_model.write_package(tmp_path / "b.mets", "brain-mask", 0.5))
    ours = tiny_model.write_package(tmp_path / "m.mets", "metastasis", 2.0, nnunet=WAY, inputs=SEQUENCES)
    return lambda path=ours: Packages(brain, open_package(path))


def head():
    points = np.indices((60, 60, 60)) - 30
    voxels = (np.linalg.norm(points, axis=0) < 25).astype(np.float32)
    grid = Geometry.from_axes((60, 60, 60), (0.0, 0.0, 0.0), (2.0, 2.0, 2.0), np.eye(3)[:, ::-1])
    return Volume(voxels, grid, "")


def test_a_missing_sequence_is_asked_for_by_its_name(packages, tmp_path):
    one = tiny_model.write_package(tmp_path / "one.mets", "metastasis", 2.0, nnunet=WAY)
    with pytest.raises(PackageRefused, match="wants the sequences T1c"):
        detect(head(), packages(one), provider="cpu", threads=1, others={"FLAIR": head()})


def test_a_sequence_on_another_grid_is_refused(packages, monkeypatch):
    monkeypatch.setattr("inference.runtime.check_fit", lambda _package, _engine: None)
    moved = Volume(head().voxels, Geometry(head().voxels.shape, np.diag([2.0, 2.0, 2.1, 1.0])), "")
    with pytest.raises(StudyRefused, match="FLAIR lies on another grid"):
        detect(head(), packages(), provider="cpu", threads=1, others={"FLAIR": moved})


def test_the_series_stands_for_the_sequence_that_is_not_named():
    series, other = head(), head()
    wanted = parse(json.dumps(tiny_model.manifest("metastasis", b"", nnunet=WAY, inputs=SEQUENCES)).encode())
    first, second = _sequences(series, wanted, {"T1c": other})
    assert first is other.voxels
    assert second is series.voxels
