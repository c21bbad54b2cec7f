"""The GPU bundle: ONNX Runtime for CUDA with its CUDA and cuDNN libraries, laid beside the application as a folder.

The application itself stays small and works without it. Where the bundle lies it takes the place of the runtime
that the application brings; :mod:`inference.engine` looks for it before that is loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core import folders, reach

FOLDER = "gpu"
_RUNTIME = "onnxruntime"


def places() -> tuple[Path, ...]:
    """Where a bundle is looked for: beside the packaged program, then in the reader's own folder."""
    beside = (Path(sys.executable).resolve().parent / FOLDER,) if getattr(sys, "frozen", False) else ()
    return (*beside, folders.home() / FOLDER)


def find() -> Path | None:
    """The bundle that is there, or None; a folder without the runtime, or half unpacked, is none."""
    for place in places():
        if reach.is_file(place / _RUNTIME / "__init__.py") and reach.found(
            place / _RUNTIME / "capi", "*providers_cuda*"
        ):
            return place
    return None


def put_first() -> Path | None:
    """Have Python find the bundle's runtime before the application's own; returns the bundle, or None."""
    bundle = find()
    if bundle is not None and str(bundle) not in sys.path:
        sys.path.insert(0, str(bundle))
    return bundle


def take_away(bundle: Path) -> None:
    """Undo :func:`put_first`, and forget what was half loaded from there."""
    sys.path.remove(str(bundle))
    for name in [each for each in sys.modules if each.split(".")[0] == _RUNTIME]:
        del sys.modules[name]
