import platform

import pytest

from core.version import VERSION
from inference import engine, gpu, library, runtime
from inference.doctor import examine
from tests.helpers.tiny_model import write_package


@pytest.fixture(autouse=True)
def tiny_packages(own_home):
    for role, name in (("brain-mask", library.BRAIN_MASK), ("metastasis", library.METASTASIS)):
        write_package(own_home / "models" / f"{name}.mets", role, 2.0)


def test_what_this_computer_can_run():
    page = examine()

    assert (page.version, page.python) == (VERSION, platform.python_version())
    assert page.onnxruntime == runtime.version()
    assert page.cores >= 1
    assert [trial.provider for trial in page.trials] == list(engine.PROVIDERS)
    trials = {trial.provider: trial for trial in page.trials}
    assert trials["cpu"].works
    assert trials["cpu"].difference == pytest.approx(0, abs=1e-3)
    assert trials[page.provider].works
    assert [trial.provider for trial in page.brain_trials] == list(engine.PROVIDERS), "a run has both networks"
    assert {trial.provider: trial for trial in page.brain_trials}[page.brain_provider].works
    assert page.golden_seconds >= 0
    assert 0 < page.memory[1] <= page.memory[0]


SAID = "NVIDIA T4, 550.54.15, 15360, 14900\nGRID, 1, [N/A], [N/A]\n"


def test_what_the_driver_says_of_gpus(monkeypatch, tmp_path):
    program = tmp_path / "nvidia-smi"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{SAID}END\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    page = examine()

    assert page.gpus == (gpu.Gpu("NVIDIA T4", "550.54.15", 15360 * 1024**2, 14900 * 1024**2),)
    assert any("TensorRT" in each for each in page.advice)


@pytest.mark.parametrize("driver", ["#!/bin/sh\nexit 9\n", "no program", None])
def test_without_a_driver_that_answers_there_is_no_gpu(monkeypatch, tmp_path, driver):
    if driver is not None:
        (tmp_path / "nvidia-smi").write_text(driver)
        (tmp_path / "nvidia-smi").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert gpu.found() == ()


def test_every_package_is_listed_with_its_digest():
    page = examine()

    assert page.packages == tuple(
        (each.name, each.version, each.sha256) for each in (library.open_package(p).identity for p in library.paths())
    )
    assert len(page.packages) == 4


def test_advice_for_each_provider_that_does_not_work(monkeypatch):
    monkeypatch.setattr(engine, "missing", lambda name: "" if name == "cpu" else "its runtime is not installed")

    page = examine()

    assert page.provider == "cpu"
    assert [trial.provider for trial in page.trials if trial.works] == ["cpu"]
    assert ["GPU bundle" in page.advice[0], "install openvino" in page.advice[1]] == [True, True]


def test_where_a_gpu_bundle_lies_nobody_is_told_to_lay_one(monkeypatch):
    monkeypatch.setattr(engine, "missing", lambda name: "" if name == "cpu" else "no NVIDIA driver is installed")
    monkeypatch.setattr(engine, "GPU_BUNDLE", "/opt/metsreview/gpu, ONNX Runtime 1.31.1")
    assert not any("GPU bundle" in each for each in examine().advice)


def test_an_added_package_that_is_damaged_hides_nothing(own_home):
    (own_home / "models" / "other.mets").write_bytes(b"nothing")
    page = examine()
    assert page.refused == ("other.mets is damaged or no model package.",)
    assert len(page.packages) >= 2
