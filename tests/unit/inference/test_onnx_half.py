"""A network in half precision, written without an ONNX library: sound, and as near to the whole as its numbers can"""

from dataclasses import replace

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from inference import engine, library, onnx_half, runtime
from inference.model_package import open_package
from inference.onnx_half import halved
from inference.runtime import ModelSession
from tests.helpers.tiny_model import brightness_net, write_package


def test_the_embedded_network_in_half_precision_is_sound_and_agrees():
    """OpenVINO reads its half numbers and computes with them in single ones, so this is the rewriting's own error."""
    package = library.default_packages().metastasis

    half = halved(package.model)

    onnx.checker.check_model(onnx.load_from_string(half), full_check=True)
    patch = runtime.golden_patch(len(package.manifest.inputs))[None]
    whole = engine.load(package, "openvino", 1).run(patch)
    assert np.abs(engine._openvino(half, 1).run(patch) - whole).max() < 0.05


def test_what_goes_in_and_comes_out_stays_single():
    graph = onnx.load_from_string(halved(brightness_net(2.0))).graph
    for port in (*graph.input, *graph.output):
        assert port.type.tensor_type.elem_type == TensorProto.FLOAT
    assert [each.name for each in (*graph.input, *graph.output)] == ["input", "logits"]
    assert {tensor.data_type for tensor in graph.initializer} == {TensorProto.FLOAT16}


def network(large: float = 1.0) -> bytes:
    """Numbers in every place where ONNX keeps them: raw, one by one, constants, casts, and a resize's scales."""
    weight = helper.make_tensor("weight", TensorProto.FLOAT, [1, 1, 1, 1, 1], [large])  # not raw
    scales = numpy_helper.from_array(np.array([1, 1, 2, 2, 2], np.float32), "scales")
    whole = numpy_helper.from_array(np.array([3], np.int64), "whole")
    constant = numpy_helper.from_array(np.array(0.5, np.float32))
    nodes = [
        helper.make_node("Conv", ["input", "weight"], ["a"]),
        helper.make_node("Constant", [], ["half"], value=constant),
        helper.make_node("Add", ["a", "half"], ["b"]),
        helper.make_node("Cast", ["whole"], ["three"], to=TensorProto.FLOAT),
        helper.make_node("Mul", ["b", "three"], ["c"]),
        helper.make_node("Resize", ["c", "", "scales"], ["logits"], mode="nearest"),
    ]
    ports = [helper.make_tensor_value_info(n, TensorProto.FLOAT, ["n", 1, "z", "y", "x"]) for n in ("input", "logits")]
    within = [helper.make_tensor_value_info("a", TensorProto.FLOAT, None)]
    graph = helper.make_graph(nodes, "every place", ports[:1], ports[1:], [weight, scales, whole], value_info=within)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    return bytes(model.SerializeToString())


def test_numbers_in_every_place():
    half = halved(network())

    onnx.checker.check_model(onnx.load_from_string(half), full_check=True)
    answer = engine._openvino(half, 1).run(np.full((1, 1, 2, 2, 2), 1.5, np.float32))
    assert answer.shape == (1, 1, 4, 4, 4)
    assert np.allclose(answer, 6)


def test_a_weight_that_half_precision_cannot_hold_is_the_largest_that_it_can():
    weight = onnx.load_from_string(halved(network(large=1e6))).graph.initializer[0]
    assert numpy_helper.to_array(weight).ravel() == [65504]


@pytest.fixture
def package(tmp_path):
    return open_package(write_package(tmp_path / "one.mets", "metastasis", 2.0))


def test_cuda_in_half_precision_loads_the_half_network(package, monkeypatch):
    loaded = []

    class Session:
        def __init__(self, model, options, providers):
            loaded.append((model, providers))

        def get_providers(self):
            return loaded[-1][1]

        def get_inputs(self):
            return []

        get_outputs = get_inputs

    monkeypatch.setattr(engine.ort, "InferenceSession", Session)
    engine.load(package, "cuda-half", 1)
    engine.load(package, "cuda", 1)

    assert loaded[0][0] == onnx_half.halved(package.model)
    assert loaded[1][0] == package.model
    assert loaded[0][1] == ["CUDAExecutionProvider", "CPUExecutionProvider"]


def test_tensorrt_keeps_what_it_builds_and_halves_by_itself(package, monkeypatch, own_home):
    asked = []

    def session(model, options, providers):
        asked.append((model, providers[0]))
        raise RuntimeError("no library")

    monkeypatch.setattr(engine.ort, "InferenceSession", session)
    for provider in ("tensorrt", "tensorrt-half"):
        trial = runtime.try_provider(package, provider, 1, np.zeros(1))
        assert not trial.works
    monkeypatch.setattr(engine, "missing", lambda _name: "")
    for provider in ("tensorrt", "tensorrt-half"):
        assert runtime.try_provider(package, provider, 1, np.zeros(1)).reason == "no library"
    (one, (name, full)), (_, (_, half)) = asked
    assert one == package.model
    assert name == "TensorrtExecutionProvider"
    assert (full["trt_fp16_enable"], half["trt_fp16_enable"]) == (False, True)
    assert full["trt_engine_cache_path"] == str(own_home / "tensorrt")


def test_numbers_that_half_precision_cannot_hold_send_a_run_on_in_full(package, monkeypatch):
    """The golden patch agreed, and a window of the head does not fit."""
    session = ModelSession(package, "openvino", 1)
    session.provider = "openvino-half"
    session._engine = replace(session._engine, run=lambda window: np.full_like(window, np.inf))

    logits = session.predict(np.full((1, 4, 4, 4), 3, np.float32))

    assert np.allclose(logits, 20)
    assert session.provider == "openvino"
    assert session.fell_back == "openvino-half gave no numbers; openvino goes on in full precision"
