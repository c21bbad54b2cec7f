"""A network loaded on ONNX Runtime or OpenVINO, seen alike. The only module that knows ONNX Runtime."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version as version_of
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import folders
from core.errors import PackageRefused
from inference import gpu, gpu_bundle, on_openvino, onnx_half
from inference.model_package import ModelPackage

# Nothing leaves this computer unasked: since 1.32 ONNX Runtime reports its use to its maker, unless this stands before
# it is loaded. It would also write an identifier into the user's home.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"


def _runtime_library() -> tuple[Any, str]:
    """Import ONNX Runtime, from the GPU bundle where one is laid beside; a bundle that fails never stops a start.

    Returns the module, and what is to be said of the bundle.
    """
    bundle = gpu_bundle.put_first()
    if bundle is None:
        import onnxruntime

        return onnxruntime, gpu_bundle.why_none()
    try:
        import onnxruntime

        with contextlib.redirect_stdout(sys.stderr):  # what it fails to load it prints; stdout may be a JSON document
            onnxruntime.preload_dlls(directory="")  # CUDA and cuDNN of the bundle, whatever the system has
    except Exception as error:  # noqa: BLE001 - other people's libraries, laid there by hand, fail in any way
        gpu_bundle.take_away(bundle)
        import onnxruntime

        return onnxruntime, f"{bundle} cannot be used: {(str(error) or type(error).__name__).splitlines()[0]}"
    return onnxruntime, f"{bundle}, ONNX Runtime {onnxruntime.__version__}"


ort, GPU_BUNDLE = _runtime_library()
ort.set_default_logger_severity(4)  # a provider that does not start is told in our words, once
ort.disable_telemetry_events()  # Windows reports by another way, which heeds only this

Array = NDArray[np.float32]
Shape = tuple[int | None, ...]  # None where the model leaves a size open

_UNKNOWN_OPERATOR = re.compile(r"No Op registered for (\w{1,60})")  # as ONNX Runtime says it
_HALF = "-half"  # in half precision: taken only where the golden patch's answer still agrees
GPU = ("tensorrt", "cuda")
PROVIDERS = (*(f"{name}{_HALF}" for name in GPU), *GPU, f"openvino{_HALF}", "openvino", "cpu")
_ONNX_RUNTIME = {
    "tensorrt": "TensorrtExecutionProvider",
    "cuda": "CUDAExecutionProvider",
    "cpu": "CPUExecutionProvider",
}

_NO_MEMORY = ("failed to allocate", "out of memory", "bad_alloc", "bad allocation", "alloc_failed")


class NotStarted(Exception):  # noqa: N818 - it is told as the reason of a trial, not as a fault
    """A provider that is installed and does not start."""


class OutOfMemory(Exception):  # noqa: N818
    """A network that did not find the memory for a window."""


def _nothing() -> None:
    """What a library does that keeps its memory."""


@dataclass(frozen=True, eq=False)
class Engine:
    """A loaded network.

    Parameters
    ----------
    run
        The input named ``input``, (1, C, z, y, x) float32, to the output named ``logits``, (1, K, z, y, x).
        Raises OutOfMemory.
    inputs, outputs
        Names and shapes that the model declares.
    release
        Gives back the memory of the layers until the next window, where the library can.

    """

    run: Callable[[Array], Array]
    inputs: Mapping[str, Shape]
    outputs: Mapping[str, Shape]
    release: Callable[[], None] = _nothing


def missing(provider: str) -> str:
    """Why a provider cannot even be tried here; empty where it can."""
    if in_full(provider) == "openvino":
        return "" if importlib.util.find_spec("openvino") else "OpenVINO is not installed"
    if _ONNX_RUNTIME[in_full(provider)] not in ort.get_available_providers():
        return "its runtime is not installed"
    return "no NVIDIA driver is installed" if is_gpu(provider) and not gpu.has_driver() else ""


def is_half(provider: str) -> bool:
    """Whether a provider computes in half precision."""
    return provider.endswith(_HALF)


def in_full(provider: str) -> str:
    """The same provider in full precision."""
    return provider.removesuffix(_HALF)


def is_gpu(provider: str) -> bool:
    """Whether a provider is a GPU's."""
    return in_full(provider) in GPU


def version(provider: str) -> str:
    """Version of the library behind a provider."""
    return version_of("openvino") if in_full(provider) == "openvino" else str(ort.__version__)


def load(package: ModelPackage, provider: str, threads: int, *, plain: bool = False) -> Engine:
    """Load a package's network.

    Parameters
    ----------
    package, provider, threads
        What, on which of :data:`PROVIDERS`, with how many threads of the processor.
    plain
        Without ONNX Runtime's graph optimisation: the answer that others are compared with.

    Raises
    ------
    PackageRefused
        If the library refuses the model, or its file has gone or changed.
    NotStarted
        If the provider is installed and fell back to another.

    """
    try:
        if in_full(provider) == "openvino":
            loaded = _openvino(package.model, threads, half=is_half(provider))
        else:
            loaded = _onnx_runtime(package.model, provider, threads, plain=plain)
        return replace(loaded, run=_told_when_out_of_memory(loaded.run))
    except (NotStarted, PackageRefused):
        raise
    except Exception as error:
        why = f"The model in {package.manifest.name} cannot be loaded"
        unknown = _UNKNOWN_OPERATOR.search(str(error))
        why += f": its operator {unknown[1]} is not known here." if unknown else "."
        raise PackageRefused(why, "Ask for a sound package.") from error


def _told_when_out_of_memory(run: Callable[[Array], Array]) -> Callable[[Array], Array]:
    def told(window: Array) -> Array:
        try:
            return run(window)
        except Exception as error:
            # each library has an error of its own, known by its words alone
            if isinstance(error, MemoryError) or any(word in str(error).lower() for word in _NO_MEMORY):
                raise OutOfMemory from error
            raise

    return told


def _onnx_runtime(model: bytes, provider: str, threads: int, *, plain: bool) -> Engine:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    if plain:
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    wanted = list(dict.fromkeys((_ONNX_RUNTIME[in_full(provider)], _ONNX_RUNTIME["cpu"])))
    if provider == f"cuda{_HALF}":
        model = onnx_half.halved(model)
    asked = [(name, _tensorrt(provider)) if name == _ONNX_RUNTIME["tensorrt"] else name for name in wanted]
    with contextlib.redirect_stdout(io.StringIO()):  # it prints, in a frame, that it takes another provider
        session = ort.InferenceSession(model, options, providers=asked)
    if session.get_providers()[0] != wanted[0]:
        raise NotStarted("its runtime or driver did not start")

    def run(window: Array) -> Array:
        (logits,) = session.run(["logits"], {"input": window})
        return np.asarray(logits, dtype=np.float32)

    return Engine(
        run,
        {each.name: _sizes(each.shape) for each in session.get_inputs()},
        {each.name: _sizes(each.shape) for each in session.get_outputs()},
    )


def _tensorrt(provider: str) -> dict[str, Any]:
    """TensorRT builds an engine for every size of window, which takes minutes: they are kept."""
    kept = folders.home() / "tensorrt"
    kept.mkdir(parents=True, exist_ok=True)
    return {
        "trt_fp16_enable": is_half(provider),  # it chooses itself which layers are worth it
        "trt_engine_cache_enable": True,
        "trt_engine_cache_path": str(kept),
        "trt_timing_cache_enable": True,
    }


def _openvino(model: bytes, threads: int, *, half: bool = False) -> Engine:
    if half and not on_openvino.has_bfloat16():
        raise NotStarted("this processor does not compute in half precision")
    network = on_openvino.Network(model, threads, "bf16" if half else "f32")
    return Engine(network.run, network.inputs, network.outputs, network.release)


def _sizes(shape: list[int | str | None]) -> Shape:
    return tuple(size if isinstance(size, int) else None for size in shape)
