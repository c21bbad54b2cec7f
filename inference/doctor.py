"""What this computer can run: each provider tried on a golden patch, not believed."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import PackageRefused
from core.version import VERSION
from inference import engine, gpu, library, memory, remembered, runtime
from inference.gpu import Gpu
from inference.model_package import ModelPackage
from inference.runtime import ProviderTrial

_ADVICE = {
    "cuda": "For an NVIDIA GPU lay the GPU bundle beside the application, as the folder gpu.",
    "tensorrt": "TensorRT is used where its libraries lie in the GPU bundle; CUDA alone does without.",
    "openvino": "On processors OpenVINO runs the same models in about half the time: install openvino.",
}


@dataclass(frozen=True)
class Examination:
    """A page about this computer.

    Parameters
    ----------
    memory
        Bytes of main memory: in all, and free; None where the system does not say.
    gpus
        NVIDIA GPUs whose driver answers.
    trials
        Each provider with whether it ran the golden patch of the metastasis package, and how near it came.
    gpu_bundle
        In a line: ``none``, or where the GPU bundle lies, and why it cannot be used where it cannot.
    provider
        What ``auto`` takes.
    golden_seconds
        Time of the golden patch on that provider.
    packages
        Name, version and sha256 of each sound package.
    refused
        What is wrong with each of the others, in a sentence.
    brain_trials, brain_provider
        As ``trials`` and ``provider``, of the brain-mask package: a run has both networks.

    """

    version: str
    python: str
    onnxruntime: str
    system: str
    cores: int
    memory: tuple[int | None, int | None]
    gpus: tuple[Gpu, ...]
    trials: tuple[ProviderTrial, ...]
    gpu_bundle: str
    provider: str
    golden_seconds: float
    packages: tuple[tuple[str, str, str], ...]
    refused: tuple[str, ...]
    advice: tuple[str, ...]
    brain_trials: tuple[ProviderTrial, ...] = ()
    brain_provider: str = ""


def examine() -> Examination:
    """Try everything once.

    Raises
    ------
    PackageRefused
        If a package that a run takes by default is damaged.

    """
    packages = library.default_packages()
    package = packages.metastasis
    threads = runtime.default_threads()
    golden = runtime.golden_answer(package, threads)
    trials = _trials(package, golden)
    brain_trials = _trials(packages.brain_mask, runtime.golden_answer(packages.brain_mask, threads))
    remembered.forget()  # who asks wants to know what is so now
    brain_provider = runtime.ModelSession(packages.brain_mask).provider
    session = runtime.ModelSession(package)
    patch = runtime.golden_patch(len(package.manifest.inputs), golden.shape[2:])
    session.predict(patch)  # the first is prepared for
    started = time.monotonic()
    session.predict(patch)
    seconds = time.monotonic() - started
    gpus = gpu.found()
    found = [each for _, each in library.opened()]
    sound = [each.identity for each in found if isinstance(each, ModelPackage)]
    return Examination(
        version=VERSION,
        python=platform.python_version(),
        onnxruntime=runtime.version(),
        system=f"{platform.system()} {platform.machine()}",
        cores=os.cpu_count() or 1,
        memory=(memory.whole(), memory.free()),
        gpus=gpus,
        trials=trials,
        gpu_bundle=engine.GPU_BUNDLE,
        provider=session.provider,
        golden_seconds=round(seconds, 3),
        packages=tuple((each.name, each.version, each.sha256) for each in sound),
        refused=tuple(each.sentence for each in found if isinstance(each, PackageRefused)),
        advice=_advice(trials, gpus),
        brain_trials=brain_trials,
        brain_provider=brain_provider,
    )


def _trials(package: ModelPackage, golden: NDArray[np.float32]) -> tuple[ProviderTrial, ...]:
    threads = runtime.default_threads()
    return tuple(runtime.try_provider(package, name, threads, golden) for name in engine.PROVIDERS)


def _advice(trials: tuple[ProviderTrial, ...], gpus: tuple[Gpu, ...]) -> tuple[str, ...]:
    """What would make more run; of TensorRT only where a GPU is, of the bundle only where none lies."""
    idle = [trial.provider for trial in trials if not trial.works]
    useless = {*(() if gpus else ("tensorrt",)), *(() if engine.GPU_BUNDLE == "none" else ("cuda",))}
    return tuple(_ADVICE[name] for name in idle if name in _ADVICE and name not in useless)
