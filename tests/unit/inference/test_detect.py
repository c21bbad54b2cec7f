import gc
import weakref
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from core.demo.image import Metastasis
from core.errors import Cancelled, StudyRefused
from core.lesion import CandidateReason
from core.mask import Mask
from core.volume import Volume
from inference import back
from inference import detect as detect_module
from inference.detect import Packages, detect
from inference.model_package import open_package
from inference.runtime import ModelSession
from tests.helpers.phantom import head
from tests.helpers.tiny_model import write_package

WAY = {
    "orientation": "stored",
    "transpose": [0, 1, 2],
    "image_order": 3,
    "logits_order": 1,
    "separate_image": "auto",
    "separate_logits": "auto",
}
LESIONS = (Metastasis((22.0, -30.0, 40.0), 14.0), Metastasis((-15.0, 5.0, 10.0), 8.0))  # left front top; right back low


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> Packages:
    folder = tmp_path_factory.mktemp("packages")
    return Packages(
        open_package(write_package(folder / "brain-mask.mets", "brain-mask", 50.0)),
        open_package(write_package(folder / "tiny.mets", "metastasis", 200.0)),
    )


def run(volume: Volume, packages: Packages, **more):
    return detect(volume, packages, provider="cpu", threads=1, **more)


def centre(mask: Mask, volume: Volume) -> np.ndarray:
    return volume.geometry.index_to_patient(mask.indices().mean(axis=0))


@pytest.mark.parametrize("kind", ["axial", "sagittal", "oblique", "coarse"])
def test_lesions_are_found_where_they_are(kind, packages):
    volume = head(kind, LESIONS)

    detection = run(volume, packages)

    assert len(detection.lesions) == 2
    assert detection.candidates == ()
    for lesion, truth in zip(detection.lesions, LESIONS, strict=True):
        assert np.linalg.norm(centre(lesion.mask, volume) - truth.centre) < 0.5
        found = lesion.mask.count * volume.geometry.voxel_volume_mm3
        assert found == pytest.approx(np.pi / 6 * truth.diameter_mm**3, rel=0.2)
    assert detection.brain_mask.shape == volume.voxels.shape


def test_it_says_what_ran(packages):
    detection = run(head("coarse", LESIONS), packages)

    assert detection.models == (packages.brain_mask.identity, packages.metastasis.identity)
    assert detection.provider == "cpu"
    assert detection.seconds >= 0


def test_what_the_brains_network_ran_on_is_kept_where_it_is_another(packages, monkeypatch):
    """Each package has the provider that is fastest for it, or the one that its half precision agrees on."""

    def session(package, _provider, threads) -> ModelSession:
        return ModelSession(package, "openvino" if package is packages.metastasis else "cpu", threads)

    same = run(head("coarse", LESIONS), packages)
    monkeypatch.setattr(detect_module, "ModelSession", session)
    detection = run(head("coarse", LESIONS), packages)

    assert (same.brain_provider, same.other_brain_provider) == ("cpu", "")
    assert (detection.provider, detection.other_brain_provider) == ("openvino", "cpu")


def test_a_head_without_lesions(packages):
    detection = run(head("coarse", ()), packages)

    assert (detection.lesions, detection.candidates) == ((), ())


def test_what_lies_outside_the_brain_is_put_aside(packages):
    """One of 60 mm from the middle of a head of 55 mm radius, not touching it."""
    volume = head("coarse", (*LESIONS, Metastasis((-30.0, -54.0, 23.0), 5.0)))
    voxels = volume.voxels.copy()
    voxels[:3, :6, :6] = 300.0

    detection = run(Volume(voxels, volume.geometry, ""), packages)

    assert len(detection.lesions) >= 2
    corner = [each for each in detection.candidates if each.mask.start == (0, 0, 0)]
    assert [each.reason for each in corner] == [CandidateReason.OUTSIDE_BRAIN]


def test_windows_only_where_the_brain_is(packages):
    """The same lesions with fewer windows, and nothing in the far corner."""
    volume = head("coarse", LESIONS)
    voxels = volume.voxels.copy()
    voxels[:3, :6, :6] = 300.0
    volume = Volume(voxels, volume.geometry, "")
    small = replace(packages.metastasis.manifest, patch_size=(16, 16, 16), step=1.0)
    counts = {}
    for windows in ("all", "brain"):
        package = replace(packages.metastasis, manifest=replace(small, windows=windows))
        steps = []
        detection = run(volume, replace(packages, metastasis=package), progress=steps.append)
        counts[windows] = len(steps)
        assert len(detection.lesions) == 2
        assert len(detection.candidates) == (1 if windows == "all" else 0)

    assert counts["brain"] < counts["all"]


def test_raw_is_what_the_network_says_before_post_processing(packages):
    volume = head("coarse", (*LESIONS, Metastasis((10.0, -10.0, 0.0), 1.6)))
    voxels = volume.voxels.copy()
    voxels[:3, :6, :6] = 300.0
    volume = Volume(voxels, volume.geometry, "")
    seen = []

    detection = run(volume, packages, raw=seen.append)

    (labels,) = seen
    assert labels.dtype == bool
    assert labels.shape == voxels.shape
    together = np.zeros(voxels.shape, bool)
    for each in (*detection.lesions, *detection.candidates):
        together |= each.mask.to_full(voxels.shape)
    assert np.array_equal(labels, together)
    assert labels[0, 0, 0]


def test_progress_grows_from_the_brain_to_the_end(packages):
    steps = []

    run(head("coarse", LESIONS), packages, progress=steps.append)

    shares = [each.share for each in steps]
    assert (steps[0].stage, steps[0].share, steps[0].seconds_left) == ("Finding the brain", 0.0, None)
    assert (steps[1].stage, steps[1].provider) == ("Finding the brain", "cpu"), "what seeks the brain is told"
    assert {each.stage for each in steps[2:]} == {"Finding lesions"}
    assert shares == sorted(shares)
    assert (shares[-1], steps[-1].seconds_left) == (1.0, 0.0)
    assert len(steps) > 5
    assert all(each.seconds_left >= 0 for each in steps[1:] if each.seconds_left is not None)


@pytest.mark.parametrize("stage", ["Finding the brain", "Finding lesions"])
def test_cancelled_between_the_parts(stage, packages):
    steps = []

    with pytest.raises(Cancelled):
        run(
            head("coarse", LESIONS),
            packages,
            progress=steps.append,
            cancel=lambda: bool(steps) and steps[-1].stage == stage,
        )

    assert steps[-1].stage == stage
    assert steps[-1].share < 0.5


def test_no_brain(packages):
    volume = head("coarse", ())

    with pytest.raises(StudyRefused, match="No brain"):
        run(Volume(volume.voxels * 0, volume.geometry, ""), packages)


def test_the_same_every_time(packages):
    volume = head("coarse", LESIONS)

    one, other = run(volume, packages), run(volume, packages)

    assert np.array_equal(one.brain_mask, other.brain_mask)
    for a, b in zip(one.lesions, other.lesions, strict=True):
        assert (a.mask.start, a.mean_probability) == (b.mask.start, b.mean_probability)
        assert np.array_equal(a.mask.voxels, b.mask.voxels)


def test_the_volume_is_left_as_it_was(packages):
    volume = head("coarse", LESIONS)
    before = volume.voxels.copy()

    run(volume, packages)

    assert np.array_equal(volume.voxels, before)


@pytest.mark.parametrize("way", ["ours", "nnU-Net's"])
def test_only_one_network_at_a_time_holds_memory(way, tmp_path, packages, monkeypatch):
    """The brain's network is gone before the other is loaded, and that one's layers before the way back."""
    if way == "nnU-Net's":
        packages = replace(
            packages, metastasis=open_package(write_package(tmp_path / "n.mets", "metastasis", 200.0, nnunet=WAY))
        )
    alive, order = weakref.WeakSet(), []
    true_init, true_release = ModelSession.__init__, ModelSession.release

    def init(self, *arguments, **named):
        gc.collect()
        order.append(len(alive))
        true_init(self, *arguments, **named)
        alive.add(self)

    def release(self):
        order.append("released")
        true_release(self)

    monkeypatch.setattr(ModelSession, "__init__", init)
    monkeypatch.setattr(ModelSession, "release", release)
    monkeypatch.setattr("inference.back.to_series", _watched(back.to_series, order))

    run(head("coarse", LESIONS), packages)

    assert order == [0, 0, "released", "back"]


def _watched(function, order):
    def watched(*arguments):
        order.append("back")
        return function(*arguments)

    return watched


def test_the_first_window_tells_no_time_and_does_not_count(monkeypatch):
    """It carries loading and compiling: a run of a minute would be told as an hour."""
    clock = iter([100.0, 101.0, 102.0, 103.0])
    monkeypatch.setattr(detect_module.time, "monotonic", lambda: next(clock))
    told = []
    done = detect_module._windows_done(told.append, SimpleNamespace(fell_back="", provider="cpu"))
    for window in (1, 2, 3, 4):
        done(window, 10)
    assert [each.seconds_left for each in told] == [None, None, pytest.approx(7), pytest.approx(6)]
