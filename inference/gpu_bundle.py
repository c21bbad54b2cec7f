"""The GPU bundle: ONNX Runtime for CUDA with its CUDA and cuDNN libraries, laid beside the application as a folder.

The application itself stays small and works without it. Where the bundle lies it takes the place of the runtime
that the application brings; :mod:`inference.engine` looks for it before that is loaded.
"""

from __future__ import annotations

import sys
from pathlib import Path

from core import folders, reach

FOLDER = "gpu"
NONE = "none"
_RUNTIME = "onnxruntime"


def places() -> tuple[Path, ...]:
    """Where a bundle is looked for: beside the packaged program, then in the reader's own folder."""
    beside = (Path(sys.executable).resolve().parent / FOLDER,) if getattr(sys, "frozen", False) else ()
    return (*beside, folders.home() / FOLDER)


def find() -> Path | None:
    """The bundle that is there, or None; a folder without the runtime, or half unpacked, is none."""
    return next(filter(_is_bundle, places()), None)


def _is_bundle(place: Path) -> bool:
    has_runtime = reach.is_file(place / _RUNTIME / "__init__.py")
    return has_runtime and bool(reach.found(place / _RUNTIME / "capi", "*providers_cuda*"))


def why_none() -> str:
    """Say of a folder that was laid as a bundle and is none what it lacks; ``none`` where no such folder is."""
    for place in filter(reach.is_there, places()):
        if _is_bundle(place / FOLDER):
            return f"{place} cannot be used: the bundle lies one folder deeper, in {place / FOLDER}"
        if not reach.is_file(place / _RUNTIME / "__init__.py"):
            return f"{place} cannot be used: it holds no {_RUNTIME}"
        return f"{place} cannot be used: it is half unpacked, the library for CUDA is missing"
    return NONE


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
