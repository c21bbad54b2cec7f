"""A U-Net on OpenVINO: its two parts taken one after the other, for windows of one size at a time."""

import numpy as np
import pytest

from core.errors import PackageRefused
from inference import engine, library, on_openvino, runtime
from inference.model_package import open_package
from inference.on_openvino import Network
from tests.helpers.tiny_model import write_package

pytest.importorskip("openvino")


@pytest.fixture(scope="module")
def package():
    return library.default_packages().metastasis


@pytest.fixture(scope="module")
def network(package):
    network = Network(package.model, 1, "f32")
    network.run(window(package, 16))
    return network


def window(package, side: int) -> np.ndarray:
    channels = len(package.manifest.inputs)
    return np.random.default_rng(1).normal(1, 0.5, (1, channels, side, side, side)).astype(np.float32)


def test_parts_taken_one_after_the_other_give_the_same_answer(package, network):
    seen = window(package, 16)
    joined = engine.load(package, "cpu", 1, plain=True).run(seen)

    np.testing.assert_allclose(network.run(seen), joined, atol=2e-3)


def test_no_two_parts_are_joined_and_the_first_is_summed_before_the_other_is_there(network):
    """At full size they were the most that a network held at once."""
    nodes = network._request.get_compiled_model().get_runtime_model().get_ordered_ops()
    told = {node.get_friendly_name(): node.get_rt_info() for node in nodes}
    kinds = [info["layerType"].value for info in told.values()]
    assert "Concatenation" not in kinds
    assert kinds.count("Deconvolution") == 3
    order = {name: int(info["execOrder"].value) for name, info in told.items()}
    for node in nodes:
        kind = told[node.get_friendly_name()]["layerType"].value
        above = [each.get_node().get_friendly_name() for each in node.input_values()]
        up = [order[name] for name in above if told[name]["layerType"].value == "Deconvolution"]
        if kind == "Convolution" and up:
            first = [order[name] for name in above if told[name]["layerType"].value == "Convolution"]
            assert first, "the sum of the part that was there first"
            assert first[0] < up[0]


def test_windows_of_several_sizes(package, network):
    for side in (16, 24, 16):
        assert network.run(window(package, side)).shape[2:] == (side,) * 3


def test_a_network_without_parts_is_left_as_it_is(tmp_path):
    tiny = open_package(write_package(tmp_path / "one.mets", "metastasis", 2.0))
    seen = np.full((2, 1, 4, 5, 6), 3, np.float32)

    np.testing.assert_allclose(Network(tiny.model, 1, "f32").run(seen), 20)


def test_a_package_that_changed_since_it_was_opened_is_refused(tmp_path):
    """The network is read from the file when it is loaded."""
    package = open_package(write_package(tmp_path / "one.mets", "metastasis", 2.0))
    write_package(package.path, "metastasis", 3.0)

    with pytest.raises(PackageRefused, match="its checksum differs"):
        engine.load(package, "openvino", 1)
    package.path.unlink()
    with pytest.raises(PackageRefused, match="cannot be read"):
        engine.load(package, "cpu", 1)


def test_half_precision_is_no_start_where_the_processor_has_none(package, monkeypatch):
    """OpenVINO would take single precision there and not say so."""
    monkeypatch.setattr(on_openvino, "has_bfloat16", lambda: False)

    trial = runtime.try_provider(package, "openvino-half", 1, np.zeros(1))

    assert not trial.works
    assert trial.reason == "this processor does not compute in half precision"


def test_half_precision_is_asked_for_and_too_coarse_for_the_embedded_network(package, monkeypatch):
    """Its answer differs by more than the golden patch allows, so that a run stays in single precision."""
    asked = []
    whole = on_openvino.Network

    def noted(model, threads, precision):
        asked.append(precision)
        return whole(model, threads, precision)

    monkeypatch.setattr(on_openvino, "Network", noted)
    there = on_openvino.has_bfloat16()
    monkeypatch.setattr(on_openvino, "has_bfloat16", lambda: True)

    trial = runtime.try_provider(package, "openvino-half", 1, runtime.golden_answer(package, 1))

    assert asked == ["bf16"]
    if there:
        assert not trial.works
        assert 0.05 < trial.difference < 1
