"""A package's network on the fastest provider that gives the right answer on this computer."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from core.errors import PackageRefused, UsageError
from inference import engine, gpu, memory, remembered
from inference.engine import PROVIDERS, Engine, Shape
from inference.model_package import ModelPackage

Array = NDArray[np.float32]

_SOUND = "Ask for a sound package."
_GOLDEN_SIDE = 32
_RANK = 5
_AGREEMENT = 0.05  # largest difference of logits that half-sure arithmetic of a GPU may show


@dataclass(frozen=True)
class ProviderTrial:
    """Whether a provider ran the golden patch, how near it came to the plain processor, and in what time."""

    provider: str
    works: bool
    reason: str
    difference: float | None = None
    seconds: float | None = None


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
        ``"auto"`` takes the fastest that gives the golden patch's answer, and remembers it for this computer.
        A name asks for that one alone; a package that it does not agree on in half precision runs in full.
    threads
        Processor threads; all cores but one by default.

    Attributes
    ----------
    provider
        What truly runs: one of :data:`PROVIDERS`.
    reason
        Why it is not the GPU; empty where it is, or was asked not to be.
    at_once
        How many windows are run together: on a GPU by its free memory; one on processors, which are no faster so.
    fell_back
        What went wrong on another provider before the one that runs now; empty where nothing did.

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
        self.provider, self.reason, self.fell_back = "cpu", "", ""
        if provider not in ("auto", *PROVIDERS):
            raise UsageError(f"There is no provider {provider}.", f"Choose auto, {', '.join(PROVIDERS)}.")
        if provider == "auto":
            self.provider, self.reason = self._remembered() or self._fastest()
        elif provider != "cpu":
            self.provider = self._asked_for(provider)
        self.at_once = memory.windows_at_once(package, gpu.free() if engine.is_gpu(self.provider) else None)
        self._engine = self._started()
        check_fit(package, self._engine)
        memory.give_back()

    def _asked_for(self, provider: str) -> str:
        """The provider that was named; in full precision where this network alone does not bear half.

        A run has two networks: one that answers otherwise in half precision does not keep the other from it.
        """
        trial = self._try(provider)
        whole = engine.in_full(provider)
        if trial.difference is not None and not trial.works and whole != provider:
            self.fell_back = f"{provider} does not agree on {self._package.manifest.name}; {whole} runs it"
            trial = self._try(whole)
        if not trial.works:
            raise UsageError(f"{trial.provider} does not work here: {trial.reason}.", "Leave --provider away.")
        return trial.provider

    def _started(self) -> Engine:
        """The network, loaded; on the plain processor where another provider does not start after all.

        What was remembered may have changed without a sign: a driver that no longer starts, a GPU that is full, a
        processor that is another under the same name. It is tried again by the next run.
        """
        try:
            return engine.load(self._package, self.provider, self._threads)
        except (engine.NotStarted, PackageRefused):
            if self.provider == "cpu":
                raise
            remembered.forget()
            self._go_on(f"{self.provider} did not start; the processor goes on alone")
            return self._engine

    def predict(self, window: Array) -> Array:
        """(C, z, y, x) channels to (K, z, y, x) logits, as :meth:`predict_many`."""
        return self.predict_many([window])[0]

    def predict_many(self, windows: Sequence[Array]) -> list[Array]:
        """Each (C, z, y, x) to (K, z, y, x) logits, as many at once as the provider's memory takes.

        Where it runs out fewer are taken at once, and at last the plain processor, from then on.

        Raises
        ------
        NotEnoughMemory
            If it runs out there too.
        PackageRefused
            If the network cannot be run, or its answer is no number or of another size.

        """
        answers: list[Array] = []
        while len(answers) < len(windows):
            part = windows[len(answers) : len(answers) + self.at_once]
            try:
                logits: Array = self._engine.run(part[0][None] if len(part) == 1 else np.stack(part))
            except engine.OutOfMemory as error:
                self._with_less(len(part), error)
            except Exception as error:  # noqa: BLE001 - libraries and drivers fail in any way
                self._without(error)
            else:
                if self._sound(logits, part):
                    answers += list(logits)
        return answers

    def _without(self, error: Exception) -> None:
        """Go on with the plain processor where another provider fails; where it fails itself, the package is wrong."""
        if self.provider == "cpu":
            raise _not_runnable(self._package) from error
        self._go_on(f"{self.provider} failed; the processor goes on alone")

    def release(self) -> None:
        """Give back the memory of the network's layers; the next window takes it again."""
        self._engine.release()
        memory.give_back()

    def _with_less(self, windows: int, error: engine.OutOfMemory) -> None:
        """Go on with fewer windows at once; where it was one, on the plain processor."""
        if windows > 1:
            self.at_once = windows // 2
            self.fell_back = f"{self.provider} ran out of memory; {self.at_once} at a time go on"
        elif self.provider == "cpu":
            raise memory.ran_out(self._package) from error
        else:
            self._go_on(f"{self.provider} ran out of memory; the processor goes on alone")

    def _sound(self, logits: Array, windows: Sequence[Array]) -> bool:
        """Whether they are numbers, one for every voxel; a run in half precision goes on in full where they are not."""
        name = self._package.manifest.name
        if logits.shape[2:] != windows[0].shape[1:]:
            raise _of_another_size(self._package)
        if not np.isfinite(logits.sum(dtype=np.float64)):
            if engine.is_half(self.provider):  # numbers that half precision cannot hold
                whole = engine.in_full(self.provider)
                self._go_on(f"{self.provider} gave no numbers; {whole} goes on in full precision", whole)
                return False
            raise PackageRefused(f"The package {name} answers with what is no number.", _SOUND)
        return True

    def _go_on(self, said: str, provider: str = "cpu") -> None:
        self.fell_back, self.provider = said, provider
        self.at_once = memory.windows_at_once(self._package, gpu.free() if engine.is_gpu(provider) else None)
        self._engine = engine.load(self._package, provider, self._threads)

    def _remembered(self) -> tuple[str, str] | None:
        known = remembered.provider(self._package, self._threads)
        if known is None or engine.missing(known.provider):
            return None
        return known.provider, known.reason

    def _fastest(self) -> tuple[str, str]:
        trials = [self._try(each) for each in PROVIDERS]
        working = [trial for trial in trials if trial.works]
        fastest = min(working, key=lambda trial: trial.seconds or 0.0).provider if working else "cpu"
        reason = "" if engine.is_gpu(fastest) else f"CUDA: {next(t.reason for t in trials if t.provider == 'cuda')}"
        remembered.keep(self._package, self._threads, remembered.Choice(fastest, reason))
        return fastest, reason

    def _try(self, provider: str) -> ProviderTrial:
        return try_provider(self._package, provider, self._threads, self._golden)

    @cached_property
    def _golden(self) -> Array:
        return golden_answer(self._package, self._threads)


def check_fit(package: ModelPackage, loaded: Engine) -> None:
    """See that names, ranks and channels are the manifest's; a number that the model leaves open fits.

    Raises
    ------
    PackageRefused
        If they are not.

    """
    manifest = package.manifest
    shape = loaded.inputs.get("input", ())
    if len(loaded.inputs) != 1 or not _has_channels(shape, len(manifest.inputs), len(manifest.inputs)):
        raise PackageRefused("The model's inputs do not fit its manifest.", _SOUND)
    findings = set(manifest.findings)
    beside = 1 if manifest.activation == "softmax" else 0  # what the finding is weighed against
    fewest = max(max(findings) + 1, len(findings) + beside)
    if not _has_channels(loaded.outputs.get("logits", ()), fewest, None):
        raise PackageRefused("The model's outputs do not fit its manifest.", _SOUND)


def _has_channels(shape: Shape, fewest: int, most: int | None) -> bool:
    """Whether this is an (N, C, Z, Y, X) shape, C within the limits or left open."""
    if len(shape) != _RANK:
        return False
    return shape[1] is None or (shape[1] >= fewest and (most is None or shape[1] <= most))


def golden_patch(channels: int, sides: Sequence[int] = (_GOLDEN_SIDE,) * 3) -> Array:
    """(C, 32, 32, 32) always the same: smooth waves with a bright ball in the middle."""
    axes = [axis - (side - 1) / 2 for axis, side in zip(np.indices(sides, dtype=np.float32), sides, strict=True)]
    ball = (np.sqrt(sum(axis**2 for axis in axes)) < 4).astype(np.float32)
    waves = np.sin(axes[0] * 0.37) + np.sin(axes[1] * 0.23) + np.sin(axes[2] * 0.51)
    return np.stack([1 + 0.1 * waves + ball if c == 0 else 0.3 + 0.01 * waves for c in range(channels)])


def golden_answer(package: ModelPackage, threads: int) -> Array:
    """(1, K, z, y, x) logits of the golden patch on the plain processor, without graph optimisation.

    A network that is pooled too often for a patch of that size is asked in its own.

    Raises
    ------
    PackageRefused
        If it does not fit its manifest, or cannot be run on windows of its size either.

    """
    manifest = package.manifest
    plain = engine.load(package, "cpu", threads, plain=True)
    check_fit(package, plain)
    usual = [size or _GOLDEN_SIDE for size in plain.inputs["input"][2:]]
    refusal = _not_runnable(package)
    for sides in (usual, manifest.patch_size):
        with contextlib.suppress(Exception):  # libraries fail in any way
            answer = plain.run(golden_patch(len(manifest.inputs), sides)[None])
            if answer.shape[2:] == tuple(sides):
                return answer
            refusal = _of_another_size(package)
    raise refusal


def _of_another_size(package: ModelPackage) -> PackageRefused:
    name = package.manifest.name
    return PackageRefused(f"The model in {name} answers in another size than it is asked in.", _SOUND)


def _not_runnable(package: ModelPackage) -> PackageRefused:
    return PackageRefused(f"The model in {package.manifest.name} cannot be run on windows of its size.", _SOUND)


def tried(package: ModelPackage) -> tuple[str, int]:
    """Run one window of the package's own size on the processor; returns the provider and the number of outputs.

    Raises
    ------
    PackageRefused
        If the network cannot be run, or its answer is no number or of another size.
    NotEnoughMemory
        If a window needs more memory than there is.

    """
    manifest = package.manifest
    memory.refuse_too_large(package, manifest.patch_size, manifest.patch_size, memory.FOR_A_WINDOW)
    session = ModelSession(package, "cpu")
    logits = session.predict(golden_patch(len(manifest.inputs), manifest.patch_size))
    return session.provider, logits.shape[0]


def try_provider(package: ModelPackage, provider: str, threads: int, golden: Array) -> ProviderTrial:
    """Run the golden patch on a provider; what the library lists as available is not believed."""
    if reason := engine.missing(provider):
        return ProviderTrial(provider, works=False, reason=reason)
    try:
        loaded = engine.load(package, provider, threads)
        answer, seconds = _timed(loaded, golden_patch(len(package.manifest.inputs), golden.shape[2:])[None])
        difference = float(np.abs(answer - golden).max())
    except Exception as error:  # noqa: BLE001 - drivers fail in any way; the reader is told which and why
        return ProviderTrial(provider, works=False, reason=_one_line(error.__cause__ or error))
    if not difference <= _AGREEMENT:  # not a number is no agreement
        reason = f"its answer differs by {difference:.3g} from the processor's"
        return ProviderTrial(provider, works=False, reason=reason, difference=difference)
    return ProviderTrial(provider, works=True, reason="", difference=difference, seconds=seconds)


def _timed(loaded: Engine, patch: Array) -> tuple[Array, float]:
    """The answer, and the shortest of three times; the first run, which may still compile, is not counted."""
    answer = loaded.run(patch)
    times = []
    for _ in range(3):
        started = time.perf_counter()
        loaded.run(patch)
        times.append(time.perf_counter() - started)
    return answer, min(times)


def _one_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:200].rstrip(".")


def available() -> tuple[str, ...]:
    """Providers that can be tried; what truly works is for :func:`try_provider`."""
    return tuple(name for name in PROVIDERS if not engine.missing(name))


def version() -> str:
    """ONNX Runtime's version."""
    return engine.version("cpu")
