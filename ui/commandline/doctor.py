"""`doctor`: one page about what this computer can run."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from core.errors import UsageError
from inference import acceptance
from inference.doctor import Examination, examine
from inference.runtime import ProviderTrial
from ui.commandline import output

_GIB = 1024**3


def run(values: argparse.Namespace) -> int:
    """Examine this computer; with ``--report`` also do the acceptance test and write it to a PDF."""
    if values.report is not None:
        return _accept(values.report)
    found = examine()
    if values.json:
        output.document(asdict(found))
    else:
        _tell(found)
    return 0


def _accept(path: Path) -> int:
    from ui.report.acceptance_pages import check_target, write_acceptance  # draws with Qt: only where asked for

    if path.suffix.lower() != ".pdf":
        raise UsageError(f"{path.name} does not end in .pdf.", "Name the report's file FILE.pdf.")
    check_target(path)  # before the run, whose answer would be thrown away
    test = acceptance.run(lambda now: output.progress(now.stage))
    output.progress_done()
    write_acceptance(test, path, datetime.now().astimezone())
    _tell(test.examination)
    for check in test.checks:
        print(f"{'passed' if check.passed else 'NOT passed'}: {check.name}: {check.found} ({check.limit})")
    print(f"Acceptance test {'passed' if test.passed else 'NOT passed'}; {path}")
    return 0 if test.passed else 1


def _tell(found: Examination) -> None:
    print(f"MetsReview {found.version}, Python {found.python}, ONNX Runtime {found.onnxruntime}")
    whole, free = (f"{each / _GIB:.1f} GB" if each else "unknown" for each in found.memory)
    print(f"{found.system}, {found.cores} cores; memory {whole}, {free} free")
    for gpu in found.gpus or ():
        print(f"GPU: {gpu.name}, driver {gpu.driver}; memory {gpu.memory / _GIB:.1f} GB, {gpu.free / _GIB:.1f} GB free")
    if not found.gpus:
        print("GPU: none whose NVIDIA driver answers")
    for title, trials in (("Lesions", found.trials), ("The brain", found.brain_trials)):
        print(f"{title}:")
        for trial in trials:
            said = _worked(trial) if trial.works else f"not used: {trial.reason}"
            print(f"  {trial.provider:<13} {said}")
    print(f"GPU bundle: {found.gpu_bundle}.")
    brain = f" (the brain on {found.brain_provider})" if found.brain_provider not in ("", found.provider) else ""
    print(f"Runs on {found.provider}{brain}; the golden patch took {found.golden_seconds:.3f} s.")
    for name, version, sha256 in found.packages:
        print(f"  package {name} {version}, sha256 {sha256[:16]}")
    for sentence in found.refused:
        print(f"  {sentence}")
    for advice in found.advice:
        print(advice)


def _worked(trial: ProviderTrial) -> str:
    return f"works, {1000 * (trial.seconds or 0):.1f} ms, differs by {trial.difference:.1e}"
