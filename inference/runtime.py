"""A package loaded on ONNX Runtime: CUDA where it truly works, else the processor. The only module that knows it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from core.errors import PackageRefused, UsageError
from inference.model_package import ModelPackage

Array = NDArray[np.float32]

PROVIDERS = {
    "cuda": "CUDAExecutionProvider",
    "openvino": "OpenVINOExecutionProvider",
    "cpu": "CPUExecutionProvider",
}
_GOLDEN_SIDE = 32
_RANK, _OPEN = 5, -1
_AGREEMENT = 0.05  # largest difference of logits that half-sure arithmetic of a GPU may show


@dataclass(frozen=True)
class ProviderTrial:
    """Whether a provider ran the golden patch, and how near it came to the plain processor."""

    provider: str
    works: bool
    reason: str
    difference: float | None = None


def default_threads() -> int:
    """All cores but one, which stays with the window."""
    return max(1, (os.cpu_count() or 2) - 1)


class ModelSession:
    """A loaded network.

    Parameters
    ----------
    package
        What to load.
    provider
        ``"auto"`` takes CUDA where a golden patch agrees with the processor, else the processor.
        A name asks for that one alone.
    threads
        Processor threads; all cores but one by default.

    Attributes
    ----------
    provider
        What truly runs: ``"cuda"``, ``"openvino"`` or ``"cpu"``.
    reason
        Why it is not a faster one; empty where it is.

    Raises
    ------
    PackageRefused
        If the model cannot be loaded or does not fit its manifest.
    UsageError
        If the provider asked for does not work here.

    """

    def __init__(self, package: ModelPackage, provider: str = "auto", threads: int | None = None) -> None:
        self._package = package
        self._threads = threads or default_threads()
        self.provider, self.reason = "cpu", ""
        if provider not in ("auto", *PROVIDERS):
            raise UsageError(f"There is no provider {provider}.", f"Choose auto, {', '.join(PROVIDERS)}.")
        if provider in ("cuda", "openvino"):
            trial = self._try(provider)
            if not trial.works:
                raise UsageError(f"{provider} does not work here: {trial.reason}.", "Leave --provider away.")
            self.provider = provider
        elif provider == "auto":
            self.provider, self.reason = self._fastest()
        self._session = self._load(self.provider)
        self._check_fit()

    def predict(self, window: Array) -> Array:
        """(C, z, y, x) channels to (K, z, y, x) logits."""
        (logits,) = self._session.run(["logits"], {"input": window[None]})
        return np.asarray(logits[0], dtype=np.float32)

    def _fastest(self) -> tuple[str, str]:
        if PROVIDERS["cuda"] not in ort.get_available_providers():
            return "cpu", "the CUDA runtime is not installed"
        trial = self._try("cuda")
        return ("cuda", "") if trial.works else ("cpu", trial.reason)

    def _try(self, provider: str) -> ProviderTrial:
        return try_provider(self._package, provider, self._threads, self._golden)

    @cached_property
    def _golden(self) -> Array:
        return golden_answer(self._package, self._threads)

    def _load(self, provider: str) -> ort.InferenceSession:
        return _session(self._package, provider, self._threads)

    def _check_fit(self) -> None:
        """Names, ranks and channels; a number that the model leaves open fits."""
        manifest = self._package.manifest
        inputs = {each.name: each.shape for each in self._session.get_inputs()}
        channels = _channels(inputs.get("input", ()))
        if len(inputs) != 1 or channels is None or channels not in (len(manifest.inputs), _OPEN):
            raise PackageRefused("The model's inputs do not fit its manifest.", "Ask for a sound package.")
        outputs = {each.name: each.shape for each in self._session.get_outputs()}
        channels = _channels(outputs.get("logits", ()))
        fewest = max(manifest.channel + 1, 2 if manifest.activation == "softmax" else 1)
        if channels is None or (channels != _OPEN and channels < fewest):
            raise PackageRefused("The model's outputs do not fit its manifest.", "Ask for a sound package.")


def _channels(shape: Sequence[int | str | None]) -> int | None:
    """Channels of an (N, C, Z, Y, X) shape; none where it has another rank."""
    if len(shape) != _RANK:
        return None
    return shape[1] if isinstance(shape[1], int) else _OPEN


def golden_patch(channels: int) -> Array:
    """(C, 32, 32, 32) always the same: smooth waves with a bright ball in the middle."""
    axes = np.indices((_GOLDEN_SIDE,) * 3, dtype=np.float32) - (_GOLDEN_SIDE - 1) / 2
    ball = (np.sqrt((axes**2).sum(axis=0)) < 4).astype(np.float32)
    waves = np.sin(axes[0] * 0.37) + np.sin(axes[1] * 0.23) + np.sin(axes[2] * 0.51)
    return np.stack([1 + 0.1 * waves + ball if c == 0 else 0.3 + 0.01 * waves for c in range(channels)])


def golden_answer(package: ModelPackage, threads: int) -> Array:
    """Logits of the golden patch on the plain processor, without graph optimisation."""
    session = _session(package, "cpu", threads, plain=True)
    return np.asarray(session.run(["logits"], {"input": golden_patch(len(package.manifest.inputs))[None]})[0])


def try_provider(package: ModelPackage, provider: str, threads: int, golden: Array) -> ProviderTrial:
    """Run the golden patch on a provider; what the library lists as available is not believed."""
    if PROVIDERS[provider] not in ort.get_available_providers():
        return ProviderTrial(provider, works=False, reason="its runtime is not installed")
    try:
        session = _session(package, provider, threads)
        if session.get_providers()[0] != PROVIDERS[provider]:
            return ProviderTrial(provider, works=False, reason="its runtime or driver did not start")
        answer = session.run(["logits"], {"input": golden_patch(len(package.manifest.inputs))[None]})[0]
    except Exception as error:  # noqa: BLE001 - drivers fail in any way; the reader is told which provider and why
        return ProviderTrial(provider, works=False, reason=_one_line(error))
    difference = float(np.abs(answer - golden).max())
    if not difference <= _AGREEMENT:  # not a number is no agreement
        reason = f"its answer differs by {difference:.3g} from the processor's"
        return ProviderTrial(provider, works=False, reason=reason, difference=difference)
    return ProviderTrial(provider, works=True, reason="", difference=difference)


def _one_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200]


def available() -> tuple[str, ...]:
    """Providers that the installed runtime lists; what truly works is for :func:`try_provider`."""
    listed = ort.get_available_providers()
    return tuple(name for name, full in PROVIDERS.items() if full in listed)


def version() -> str:
    """ONNX Runtime's version."""
    return str(ort.__version__)


def _session(package: ModelPackage, provider: str, threads: int, *, plain: bool = False) -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 4
    if plain:
        options.graph_optimization_level = ort.GraphOptimizationLevel.ORT_DISABLE_ALL
    providers = [PROVIDERS[provider]]
    if provider != "cpu":
        providers.append(PROVIDERS["cpu"])
    try:
        return ort.InferenceSession(package.model, options, providers=providers)
    except Exception as error:
        name = package.manifest.name
        raise PackageRefused(f"The model in {name} cannot be loaded.", "Ask for a sound package.") from error
