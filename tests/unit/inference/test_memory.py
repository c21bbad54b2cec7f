"""Runs that need more memory than there is: refused before they begin, or going on elsewhere and saying so."""

from dataclasses import replace

import numpy as np
import pytest

from core.errors import NotEnoughMemory, PackageRefused
from inference import engine, library, memory, onnx_check
from inference.detect import Packages, detect
from inference.model_package import open_package
from inference.runtime import ModelSession
from tests.helpers.phantom import head
from tests.helpers.tiny_model import write_package

GIB = 1024**3


@pytest.fixture
def package(tmp_path):
    return open_package(write_package(tmp_path / "tiny.mets", "metastasis", 2.0))


def test_a_package_with_windows_larger_than_any_memory_is_refused_before_it_runs(tmp_path, monkeypatch):
    brain = open_package(write_package(tmp_path / "b.mets", "brain-mask", 50.0))
    huge = open_package(write_package(tmp_path / "m.mets", "metastasis", 200.0, patch_size=[6000, 6000, 6000]))
    monkeypatch.setattr(engine, "load", lambda *_: pytest.fail("something ran"))

    with pytest.raises(NotEnoughMemory, match=r"tiny needs at least \d+\.\d GB .* \d+\.\d GB are free") as refusal:
        detect(head("coarse", ()), Packages(brain, huge), provider="cpu", threads=1)

    assert "smaller package" in refusal.value.remedy


def test_what_is_needed_grows_with_the_series_the_grid_and_the_window(package):
    small = memory.needed(package, (32, 32, 32), (32, 32, 32))

    assert memory.needed(package, (32, 32, 32), (200, 512, 512)) - small == 4 * (200 * 512 * 512 - 32**3)
    assert memory.needed(package, (64, 64, 64), (32, 32, 32)) > small
    larger = replace(package, manifest=replace(package.manifest, patch_size=(64, 64, 64)))
    assert memory.needed(larger, (32, 32, 32), (32, 32, 32)) > small


def test_a_system_that_does_not_say_refuses_nothing(package, monkeypatch):
    monkeypatch.setattr(memory, "free", lambda: None)
    memory.refuse_too_large(package, (9000, 9000, 9000), (1, 1, 1))


def test_the_tighter_of_two_limits_counts(monkeypatch):
    monkeypatch.setattr(memory, "_system_free", lambda: 8 * GIB)
    monkeypatch.setattr(memory, "_group_free", lambda: 2 * GIB)
    assert memory.free() == 2 * GIB


def test_this_computer_has_some():
    assert memory.free() > GIB / 8


def test_features_are_read_from_the_model():
    demo = library.default_packages().metastasis
    assert demo.first_features == onnx_check.first_features(demo.model, len(demo.manifest.inputs)) >= 8
    assert onnx_check.first_features(demo.model, 77) == 1


WORDS = {
    "ONNX Runtime": RuntimeError("Non-zero status: Failed to allocate memory for requested buffer of size 9"),
    "CUDA": RuntimeError("CUDNN_STATUS_ALLOC_FAILED"),
    "OpenVINO": RuntimeError("Exception from src: std::bad_alloc"),
    "NumPy": MemoryError(),
}


@pytest.mark.parametrize("words", WORDS)
def test_where_memory_runs_out_the_processor_goes_on_and_says_so(words, package, monkeypatch):
    """The real wrapper around an engine whose library has no memory left."""
    true_load = engine._openvino

    def starved(model, threads, half):
        loaded = true_load(model, threads, half=half)
        return replace(loaded, run=lambda window: _raise(WORDS[words]))

    pytest.importorskip("openvino")
    monkeypatch.setattr(engine, "_openvino", starved)
    session = ModelSession.__new__(ModelSession)
    session._package, session._threads, session.provider, session.fell_back = package, 1, "openvino", ""
    session._engine, session.at_once = engine.load(package, "openvino", 1), 1

    logits = session.predict(np.full((1, 4, 4, 4), 3, np.float32))

    assert np.allclose(logits, 20)
    assert session.provider == "cpu"
    assert session.fell_back == "openvino ran out of memory; the processor goes on alone"


def test_where_several_windows_do_not_fit_fewer_go_on(package):
    """A provider that holds two windows of five, and says so by what its library throws."""
    session, runs = ModelSession(package, "cpu", 1), []
    session.provider, session.at_once = "cuda", 5
    run = session._engine.run

    def small(windows):
        runs.append(len(windows))
        return run(windows) if len(windows) <= 2 else _raise(WORDS["CUDA"])

    session._engine = replace(session._engine, run=engine._told_when_out_of_memory(small))
    windows = [np.full((1, 4, 4, 4), value, np.float32) for value in range(5)]

    answers = session.predict_many(windows)

    assert runs == [5, 2, 2, 1]
    assert [float(each.max()) for each in answers] == pytest.approx([20.0 * (value - 2) for value in range(5)])
    assert session.fell_back == "cuda ran out of memory; 2 at a time go on"


def test_how_many_windows_a_gpu_takes_follows_its_free_memory(package):
    count = memory.windows_at_once
    assert count(package, None) == 1, "a processor is no faster with several"
    assert count(package, 0) == 1
    window = 4 * 32**3 * 6
    assert count(package, 2 * 3 * window) == 3
    assert count(package, 10**12) == 8


def test_the_processor_runs_one_window_at_a_time(package):
    assert ModelSession(package, "cpu", 1).at_once == 1


def test_where_the_processor_runs_out_too_it_is_one_sentence(package, monkeypatch):
    session = ModelSession(package, "cpu", 1)
    starved = engine._told_when_out_of_memory(lambda window: _raise(MemoryError()))
    monkeypatch.setattr(session, "_engine", replace(session._engine, run=starved))

    with pytest.raises(NotEnoughMemory, match="The package tiny ran out of memory"):
        session.predict(np.zeros((1, 4, 4, 4), np.float32))


def test_any_other_failure_is_none_of_memory(package):
    told = engine._told_when_out_of_memory(lambda window: _raise(ValueError("something else")))
    with pytest.raises(ValueError, match="something else"):
        told(np.zeros((1, 1, 4, 4, 4), np.float32))


def test_an_answer_that_is_no_number_is_refused(package):
    session = ModelSession(package, "cpu", 1)
    with pytest.raises(PackageRefused, match="answers with what is no number"):
        session.predict(np.full((1, 4, 4, 4), np.nan, np.float32))


def test_a_run_that_fell_back_tells_its_reader(tmp_path, monkeypatch):
    packages = Packages(
        open_package(write_package(tmp_path / "b.mets", "brain-mask", 50.0)),
        open_package(write_package(tmp_path / "m.mets", "metastasis", 200.0)),
    )
    stages = []
    true_init = ModelSession.__init__

    def fallen(self, *arguments, **named):
        true_init(self, *arguments, **named)
        self.fell_back = "cuda ran out of memory; the processor goes on alone"

    monkeypatch.setattr(ModelSession, "__init__", fallen)
    detect(head("coarse", ()), packages, lambda step: stages.append(step.stage), provider="cpu", threads=1)

    assert "Finding lesions (cuda ran out of memory; the processor goes on alone)" in stages


def _raise(error):
    raise error
