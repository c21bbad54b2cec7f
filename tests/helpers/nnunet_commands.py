"""nnU-Net's own commands in a child process, with its three folders in a temporary place."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TRAINERS = ROOT / "training" / "nnunet" / "trainers"

# nnU-Net imports timm, and that torchvision, for networks that are not used here. Beside a processor's build of torch
# torchvision is missing or cannot start; then its names are there and hold nothing.
_EMPTY_TORCHVISION = """
import importlib.abc, importlib.machinery, sys, types

class _Named(type):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return name

class _Module(types.ModuleType):
    __path__ = []
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return _Named(name, (), {})

class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        return importlib.machinery.ModuleSpec(name, self) if name.startswith("torchvision.") else None
    def create_module(self, spec):
        return _Module(spec.name)
    def exec_module(self, module):
        pass

__version__ = "0"
sys.meta_path.insert(0, _Finder())

def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return importlib.import_module(f"torchvision.{name}")
"""


def environment(folder: Path) -> dict[str, str]:
    """What nnU-Net's commands read, each folder made."""
    named = {name: folder / name for name in ("nnUNet_raw", "nnUNet_preprocessed", "nnUNet_results")}
    for path in named.values():
        path.mkdir(parents=True, exist_ok=True)
    values = {
        **os.environ,
        **{name: str(path) for name, path in named.items()},
        "nnUNet_extTrainer": str(TRAINERS),
        "nnUNet_def_n_proc": "1",
        "nnUNet_n_proc_DA": "1",  # training takes 0: no process of its own
        "OMP_NUM_THREADS": "1",
        "OMP_WAIT_POLICY": "PASSIVE",  # nnU-Net takes a thread a core; on shared cores they wait for each other,
        "GOMP_SPINCOUNT": "0",  # and waiting busily made a step 26 times as long (4.4 s, 0.17 s)
    }
    works = (
        subprocess.run([sys.executable, "-c", "import torchvision"], capture_output=True, check=False).returncode == 0
    )
    if not works:
        stand_in = folder / "stand_in" / "torchvision"
        stand_in.mkdir(parents=True, exist_ok=True)
        (stand_in / "__init__.py").write_text(_EMPTY_TORCHVISION)
        values["PYTHONPATH"] = str(stand_in.parent)
    return values


def run(command: str, *arguments: object, env: dict[str, str]) -> str:
    """Run one of the commands that nnunetv2 installs, or a module of this project; returns what it printed."""
    if command.startswith("nnUNetv2_"):
        line = [str(Path(sys.executable).parent / command), *map(str, arguments)]
    else:
        line = [sys.executable, "-m", command, *map(str, arguments)]
    done = subprocess.run(line, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout
