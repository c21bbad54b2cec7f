"""`doctor`: one page about what this computer can run."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from inference.doctor import Examination, examine
from inference.runtime import ProviderTrial
from ui.commandline import output

_GIB = 1024**3


def run(values: argparse.Namespace) -> int:
    """Examine this computer."""
    found = examine()
    if values.json:
        output.document(asdict(found))
    else:
        _tell(found)
    return 0


def _tell(found: Examination) -> None:
    print(f"MetsReview {found.version}, Python {found.python}, ONNX Runtime {found.onnxruntime}")
    whole, free = (f"{each / _GIB:.1f} GB" if each else "unknown" for each in found.memory)
    print(f"{found.system}, {found.cores} cores; memory {whole}, {free} free")
    for gpu in found.gpus or ():
        print(f"GPU: {gpu.name}, driver {gpu.driver}; memory {gpu.memory / _GIB:.1f} GB, {gpu.free / _GIB:.1f} GB free")
    if not found.gpus:
        print("GPU: none whose NVIDIA driver answers")
    for trial in found.trials:
        said = _worked(trial) if trial.works else f"not used: {trial.reason}"
        print(f"  {trial.provider:<13} {said}")
    print(f"GPU bundle: {found.gpu_bundle}.")
    print(f"Runs on {found.provider}; the golden patch took {found.golden_seconds:.3f} s.")
    for name, version, sha256 in found.packages:
        print(f"  package {name} {version}, sha256 {sha256[:16]}")
    for sentence in found.refused:
        print(f"  {sentence}")
    for advice in found.advice:
        print(advice)


def _worked(trial: ProviderTrial) -> str:
    return f"works, {1000 * (trial.seconds or 0):.1f} ms, differs by {trial.difference:.1e}"
