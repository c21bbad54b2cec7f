"""The run as nnU-Net runs it, with networks whose answer is known. The agreement itself: tests/unit/training/nnunet."""

import json
from dataclasses import replace

import numpy as np
import pytest

from core.errors import PackageRefused, StudyRefused
from core.geometry import Geometry
from core.mask import Mask
from core.volume import Volume
from inference import engine, nnunet
from inference.detect import Packages, _on_one_grid, detect
from inference.manifest import parse
from inference.model_package import open_package
from inference.runtime import ModelSession
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


@pytest.mark.parametrize("activation", ["sigmoid", "softmax"])
def test_more_findings_than_outputs_are_refused(tmp_path, activation):
    output = {"activation": activation, "channel": 0, "also": [1]}
    path = tiny_model.write_package(tmp_path / "one.mets", "metastasis", 2.0, output=output, nnunet=WAY)
    with pytest.raises(PackageRefused, match="outputs do not fit its manifest"):
        ModelSession(open_package(path), "cpu", 1)


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


def head(*spots, beyond=0.0):
    """A ball of ones with (box, value) in it, and something beyond it."""
    points = np.indices((60, 60, 60)) - 30
    voxels = np.where(np.linalg.norm(points, axis=0) < 25, 1.0, beyond).astype(np.float32)
    for box, value in spots:
        voxels[box] = value
    grid = Geometry.from_axes((60, 60, 60), (0.0, 0.0, 0.0), (2.0, 2.0, 2.0), np.eye(3)[:, ::-1])
    return Volume(voxels, grid, "")


def test_a_missing_sequence_is_said_before_anything_runs(packages, monkeypatch):
    monkeypatch.setattr(engine, "load", lambda *_args, **_named: pytest.fail("something ran"))
    with pytest.raises(PackageRefused, match="wants the sequences T1c, FLAIR; of T1c, FLAIR only one is there"):
        detect(head(), packages(), provider="cpu", threads=1)


def test_a_sequence_that_the_package_does_not_know(packages, tmp_path):
    one = tiny_model.write_package(tmp_path / "one.mets", "metastasis", 2.0, nnunet=WAY)
    with pytest.raises(PackageRefused, match="wants the sequences T1c; FLAIR is none of them"):
        detect(head(), packages(one), provider="cpu", threads=1, others={"FLAIR": head()})


def test_the_series_own_sequence_given_too(packages):
    with pytest.raises(PackageRefused, match="the series is none of them"):
        detect(head(), packages(), provider="cpu", threads=1, others={"T1c": head(), "FLAIR": head()})


def test_a_further_sequence_without_a_picture_is_refused_by_its_name(packages):
    one = head()
    empty = replace(one, voxels=np.ones_like(one.voxels))
    with pytest.raises(StudyRefused, match="The FLAIR shows nothing"):
        detect(one, packages(), provider="cpu", threads=1, others={"FLAIR": empty})


@pytest.mark.parametrize("way", [{"nnunet": WAY}, {}], ids=["nnU-Net's way", "ours"])
def test_what_two_sequences_show_together_is_found(way, tmp_path):
    """A spot that only both together make bright enough; each by itself shows another spot, which is not found."""
    brain = open_package(tiny_model.write_package(tmp_path / "b.mets", "brain-mask", 0.5))
    ours = tiny_model.write_package(tmp_path / "m.mets", "metastasis", 2.0, inputs=SEQUENCES, **way)
    both = (np.s_[20:24, 20:24, 20:24], 3)
    one = head(both, (np.s_[35:39, 35:39, 35:39], 2.9))
    other = head(both, (np.s_[20:24, 35:39, 35:39], 2.9))

    found = detect(one, Packages(brain, open_package(ours)), provider="cpu", threads=1, others={"FLAIR": other})

    assert found.laid == ()
    assert [each.mask.start for each in found.lesions] == [(20, 20, 20)]


def test_a_sequence_on_another_grid_is_registered_first(packages, tmp_path):
    """The head lies 6 mm further left there, on other slices: what both show lies at the series' place."""
    one = other = head((np.s_[20:24, 20:24, 20:24], 3), (np.s_[40:46, 18:22, 24:38], 1.8))
    affine = np.array(other.geometry.affine)
    affine[0, 3] += 6
    other = Volume(other.voxels, Geometry(other.geometry.shape, affine), "")
    told = []

    found = detect(one, packages(), told.append, provider="cpu", threads=1, others={"FLAIR": other})

    shares = [each.share for each in told if each.stage == "Registering the sequences"]
    assert told[0].stage == "Registering the sequences"
    assert len(shares) > 2
    assert shares == sorted(shares), "of all sequences, not of each anew"
    (laid,) = found.laid
    assert laid.name == "FLAIR"
    assert laid.shift_mm == pytest.approx(6, abs=0.5)
    assert laid.words.startswith("FLAIR was moved by ")
    spot = Mask.from_full(one.voxels == 3)
    assert [each.mask.start for each in found.lesions] == [spot.start]


def test_a_sequence_of_another_frame_of_reference_is_registered_though_its_grid_is_the_same(packages):
    """The head moved between two scans that were planned alike."""
    seen = head((np.s_[20:24, 20:24, 20:24], 3), (np.s_[40:46, 18:22, 24:38], 1.8))
    one = Volume(seen.voxels, seen.geometry, "2.25.1")
    other = Volume(np.roll(seen.voxels, 3, axis=2), seen.geometry, "2.25.2")

    found = detect(one, packages(), provider="cpu", threads=1, others={"FLAIR": other})

    (laid,) = found.laid
    assert laid.shift_mm == pytest.approx(3 * seen.geometry.spacing[2], abs=0.5)


@pytest.mark.parametrize("named", ["T1c", "FLAIR"])
def test_the_series_stands_for_the_sequence_that_is_not_named(named):
    series, other = head(), head()
    wanted = parse(json.dumps(tiny_model.manifest("metastasis", b"", nnunet=WAY, inputs=SEQUENCES)).encode())
    images, _ = _on_one_grid(series, wanted, {named: other}, 1, lambda _step: None, lambda: False)
    assert images[named] is other.voxels
    assert sum(each is series.voxels for each in images.values()) == 1


def test_fast_lays_windows_around_the_brain_alone(packages, tmp_path):
    ours = tiny_model.write_package(tmp_path / "f.mets", "metastasis", 2.0, nnunet=WAY, patch_size=[32] * 3)
    seen = head(beyond=0.01)  # so that nnU-Net's crop to what is not zero leaves all of it
    voxels = np.pad(seen.voxels, 30, mode="edge")
    voxels[60:63, 60:63, 60:63] = voxels[2:5, 2:5, 2:5] = 3
    wide = Volume(voxels, Geometry((120, 120, 120), seen.geometry.affine), "")
    windows, found = {}, {}
    for fast in (False, True):
        steps = []
        found[fast] = detect(wide, packages(ours), steps.append, provider="cpu", threads=1, fast=fast)
        windows[fast] = len(steps)
    assert windows[True] < windows[False]
    assert [each.mask.start for each in found[True].lesions] == [each.mask.start for each in found[False].lesions]
    assert (len(found[False].candidates), len(found[True].candidates)) == (1, 0), (
        "outside the brain nothing is looked at"
    )


@pytest.mark.parametrize(("mirroring", "runs"), [(True, 8), (False, 1)])
def test_mirroring_is_a_choice(mirroring, runs, packages, tmp_path, monkeypatch):
    ours = tiny_model.write_package(
        tmp_path / "f.mets", "metastasis", 2.0, nnunet=WAY, patch_size=[120] * 3, mirror_axes=[0, 1, 2]
    )
    counted, true = [], ModelSession.predict_many

    def predict_many(self, windows):
        counted.extend(window.shape for window in windows)
        return true(self, windows)

    monkeypatch.setattr(ModelSession, "predict_many", predict_many)
    detect(head(), packages(ours), provider="cpu", threads=1, mirroring=mirroring)
    assert counted.count((1, 120, 120, 120)) == runs
