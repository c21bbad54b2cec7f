"""Which provider was fastest for a package on this computer, kept so that a run need not try them all again."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from core import folders
from core.atomic import replacing
from inference import engine, gpu
from inference.model_package import ModelPackage

_KEPT_DAYS = 7
# A home folder may be shared by several computers: their processor's name and graphics driver, where a file tells them.
_HARDWARE = ((Path("/proc/cpuinfo"), "model name"), (Path("/proc/driver/nvidia/version"), "NVRM version"))


@dataclass(frozen=True)
class Choice:
    """A provider, and why it is not the GPU."""

    provider: str
    reason: str


def provider(package: ModelPackage, threads: int) -> Choice | None:
    """What was fastest; None where it was never tried, or something of this computer has changed since."""
    kept = _read().get(_key(package, threads))
    if not isinstance(kept, dict) or kept.get("provider") not in engine.PROVIDERS or not _is_recent(kept.get("day")):
        return None
    return Choice(str(kept["provider"]), str(kept.get("reason", "")))


def keep(package: ModelPackage, threads: int, choice: Choice) -> None:
    """Remember a choice. A folder that cannot be written costs the next run a second, no more."""
    choices = {**_read(), _key(package, threads): {**asdict(choice), "day": date.today().isoformat()}}
    try:
        with replacing(_file()) as aside:
            aside.write_text(json.dumps(choices, indent=1), encoding="utf-8")
    except OSError:
        return


def _is_recent(day: object) -> bool:
    """Whether a choice is of these days: what was slow in a busy minute is not so for good."""
    try:
        return 0 <= (date.today() - date.fromisoformat(str(day))).days < _KEPT_DAYS
    except ValueError:
        return False


def forget() -> None:
    """Try all providers again in the next run."""
    with contextlib.suppress(OSError):  # a folder out of reach remembers nothing either
        _file().unlink(missing_ok=True)


def _file() -> Path:
    return folders.home() / "providers.json"


def _read() -> dict[str, object]:
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _told_by(path: Path, head: str) -> str:
    """The first line of a file of the system that begins so; empty where there is none."""
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            return next((line.strip() for line in lines if line.startswith(head)), "")
    except OSError:
        return ""


def _key(package: ModelPackage, threads: int) -> str:
    """A digest of everything that the choice rests on."""
    libraries = [f"{name} {engine.version(name)}" for name in engine.PROVIDERS if not engine.missing(name)]
    parts = [package.identity.sha256, *libraries, platform.machine(), platform.processor(), str(os.cpu_count())]
    parts += [f"{each.name} {each.driver}" for each in gpu.found()]
    parts += [platform.node(), *(_told_by(path, head) for path, head in _HARDWARE)]
    return hashlib.sha256("/".join([*parts, str(threads)]).encode()).hexdigest()[:16]
