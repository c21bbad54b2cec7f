"""A network on OpenVINO, for windows of one size at a time, so that its layers share the least memory.

The only module that knows OpenVINO. Where sizes are left open OpenVINO plans no memory: a network made for one size
took a seventh less. What goes beside a U-Net's middle part is taken apart too (:func:`_apart`).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from io import BytesIO
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Shape = tuple[int | None, ...]

_CONVOLUTION, _UP, _JOIN = "Convolution", "ConvolutionBackpropData", "Concat"
_PASSING = ("Add", "PRelu", "Relu", "Multiply")  # between a layer that doubles the size and where it joins
_PAIR = 2
_CHANNELS = 1  # which axis


class Network:
    """A model read by OpenVINO.

    Parameters
    ----------
    model
        The ONNX file's bytes.
    threads
        Of the processor.
    precision
        What it computes in, as OpenVINO names it: ``f32`` or ``bf16``.

    Raises
    ------
    RuntimeError
        OpenVINO's own, where it refuses the model.

    """

    def __init__(self, model: bytes, threads: int, precision: str) -> None:
        self._core = library().Core()
        # The precision is asked for: a processor's own short numbers would move the surface of a small lesion.
        self._options = {
            "INFERENCE_NUM_THREADS": threads,
            "INFERENCE_PRECISION_HINT": precision,
            "PERFORMANCE_HINT": "LATENCY",
        }
        self._model = self._core.read_model(BytesIO(model))
        self.inputs, self.outputs = (_shapes(ports) for ports in (self._model.inputs, self._model.outputs))
        _apart(self._model)
        self._size: tuple[int, ...] | None = None
        self._request: Any = None

    def run(self, window: Array) -> Array:
        """(N, C, z, y, x) to (N, K, z, y, x); another size than the last one's is prepared for first, in a second."""
        if window.shape != self._size:
            self._prepare(window.shape)
        answer = self._request.infer({"input": np.ascontiguousarray(window)}, share_inputs=True)
        return np.array(answer["logits"], dtype=np.float32)

    def release(self) -> None:
        """Give back the memory of the layers; the next window is prepared for anew."""
        self._size = self._request = None

    def _prepare(self, size: tuple[int, ...]) -> None:
        self.release()  # before the next takes its memory
        self._model.reshape(list(size))
        self._request = self._core.compile_model(self._model, "CPU", self._options).create_infer_request()
        self._size = size


def has_bfloat16() -> bool:
    """Whether the processor computes in bfloat16; elsewhere OpenVINO would take single precision, and not say so."""
    return "BF16" in library().Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def library() -> ModuleType:
    """Import OpenVINO without the converter that it brings, and without the telemetry that the converter brings.

    Nothing leaves this computer unasked: what counts its users is kept out of the process altogether.
    """
    for unwanted in ("openvino_telemetry", "openvino.tools", "openvino.tools.ovc"):
        sys.modules.setdefault(unwanted, None)  # type: ignore[arg-type]
    import openvino

    return openvino  # type: ignore[no-any-return]


def _shapes(ports: Any) -> Mapping[str, Shape]:
    return {
        port.any_name: tuple(each.get_length() if each.is_static else None for each in port.partial_shape)
        for port in ports
    }


def _apart(model: Any) -> None:
    """Let a convolution take a U-Net's two parts one after the other, instead of joined.

    Both parts and what joins them lie side by side else, at full size: they were the most that a network took at once.
    A convolution of joined channels is the sum of the convolutions of each part; OpenVINO adds the second to the first
    in place. The part that was there first goes first, and the other is not computed before that: it waits for the
    first's sum by one number of it, times nothing.
    """
    operators = library().opset13
    changed = False
    for node in model.get_ordered_ops():
        parts = _parts(node)
        if parts is None:
            continue
        late, up = _late(parts)
        if up is None:
            continue
        sums = [_partly(operators, node, *part) for part in (parts[1 - late], parts[late])]
        ahead = up.input_value(0)
        up.input(0).replace_source_output(operators.add(ahead, _nothing_of(operators, sums[0])).output(0))
        whole = operators.add(*sums)
        for target in node.output(0).get_target_inputs():
            target.replace_source_output(whole.output(0))
        changed = True
    if changed:
        model.validate_nodes_and_infer_types()


def _parts(node: Any) -> list[tuple[Any, Array]] | None:
    """Of a convolution of two parts joined for it alone: each part, and the weights that it meets."""
    if node.get_type_name() != _CONVOLUTION:
        return None
    join, weights = node.input_value(0).get_node(), _number(node.input_value(1).get_node())
    if weights is None or join.get_type_name() != _JOIN or join.get_input_size() != _PAIR:
        return None
    sources = join.input_values()
    channels = [source.get_partial_shape()[_CHANNELS] for source in sources]
    if join.get_axis() != _CHANNELS or len(join.output(0).get_target_inputs()) > 1:
        return None
    if not all(each.is_static for each in channels):
        return None
    first = channels[0].get_length()
    halves = (weights[:, :first], weights[:, first:])
    return [(source, np.ascontiguousarray(half)) for source, half in zip(sources, halves, strict=True)]


def _number(node: Any) -> Array | None:
    """A constant's value, also where the file keeps it in half precision; None of anything else."""
    kind = _kind(node)
    if node.get_type_name() == "Convert":
        node = node.input_value(0).get_node()
    return node.data.astype(kind) if node.get_type_name() == "Constant" else None


def _kind(node: Any) -> Any:
    return node.get_output_element_type(0).to_dtype()


def _late(parts: list[tuple[Any, Array]]) -> tuple[int, Any]:
    """Which part comes from below, and the layer that doubles its size; None where it is not told apart."""
    layers = [_layer_up(source.get_node()) for source, _ in parts]
    found = [place for place, layer in enumerate(layers) if layer is not None]
    return (found[0], layers[found[0]]) if len(found) == 1 else (0, None)


def _layer_up(node: Any) -> Any:
    while node.get_type_name() in _PASSING:
        node = node.input_value(0).get_node()
    return node if node.get_type_name() == _UP else None


def _partly(operators: Any, convolution: Any, source: Any, weights: Array) -> Any:
    told = convolution.get_attributes()
    names = ("strides", "pads_begin", "pads_end", "dilations", "auto_pad")
    return operators.convolution(source, operators.constant(weights), *(told[name] for name in names))


def _nothing_of(operators: Any, node: Any) -> Any:
    """(1, 1, 1, 1, 1): nothing, once the node's answer is there; no number where the answer's first is none."""
    axes = len(node.get_output_partial_shape(0))
    start, stop = (operators.constant(np.full(axes, end, dtype=np.int64)) for end in (0, 1))
    first = operators.slice(node, start, stop, stop)
    return operators.multiply(first, operators.constant(np.zeros((1,) * axes, dtype=_kind(node))))
