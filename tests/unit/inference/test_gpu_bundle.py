"""A GPU bundle beside the application is taken in place of its own runtime; a broken one never stops a start."""

import os
import subprocess
import sys
from pathlib import Path

from inference import gpu, gpu_bundle

ROOT = Path(__file__).resolve().parents[3]
_ASK = "from inference import engine; print(engine.GPU_BUNDLE); print(engine.ort.__version__, engine.missing('cuda'))"
_RUNTIME = """
__version__ = "0.0.gpu"
def preload_dlls(directory): print("libraries from", repr(directory))
def disable_telemetry_events(): pass
def set_default_logger_severity(level): pass
def get_available_providers(): return ["CUDAExecutionProvider", "CPUExecutionProvider"]
"""


def _bundle(home: Path, code: str) -> Path:
    runtime = home / "gpu" / "onnxruntime"
    (runtime / "capi").mkdir(parents=True)
    (runtime / "__init__.py").write_text(code)
    (runtime / "capi" / "libonnxruntime_providers_cuda.so").touch()
    return home / "gpu"


def _asked(home: Path) -> list[str]:
    environment = os.environ | {"METSREVIEW_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-c", _ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_bundle_takes_the_place_of_the_own_runtime(tmp_path):
    bundle = _bundle(tmp_path, _RUNTIME)
    why_not = "" if gpu.has_driver() else "no NVIDIA driver is installed"
    assert _asked(tmp_path) == [f"{bundle}, ONNX Runtime 0.0.gpu", f"0.0.gpu {why_not}"]


def test_broken_bundle_is_named_and_passed_over(tmp_path):
    bundle = _bundle(tmp_path, "raise ImportError('libcudart.so.13: no such file')")
    said, runtime = _asked(tmp_path)
    assert said == f"{bundle} cannot be used: libcudart.so.13: no such file"
    assert runtime.endswith("its runtime is not installed"), "the application's own runtime was loaded"


def test_half_unpacked_folder_is_no_bundle(tmp_path, monkeypatch):
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path))
    bundle = _bundle(tmp_path, "")
    assert gpu_bundle.find() == bundle
    (bundle / "onnxruntime" / "capi" / "libonnxruntime_providers_cuda.so").unlink()
    assert gpu_bundle.find() is None
    assert gpu_bundle.why_none() == f"{bundle} cannot be used: it is half unpacked, the library for CUDA is missing"


def test_a_folder_that_was_laid_as_a_bundle_and_is_none_is_told(tmp_path, monkeypatch):
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path))
    assert gpu_bundle.why_none() == "none"
    (tmp_path / "gpu").mkdir()
    assert gpu_bundle.why_none() == f"{tmp_path / 'gpu'} cannot be used: it holds no onnxruntime"
    assert _asked(tmp_path)[0] == gpu_bundle.why_none()
    inner = _bundle(tmp_path / "gpu", "")
    assert gpu_bundle.find() is None
    assert gpu_bundle.why_none().endswith(f"the bundle lies one folder deeper, in {inner}")


def test_packaged_program_looks_beside_itself_first(tmp_path, monkeypatch):
    monkeypatch.setenv("METSREVIEW_HOME", str(tmp_path / "home"))
    _bundle(tmp_path / "home", "")
    beside = _bundle(tmp_path / "program", "")
    assert gpu_bundle.find() == tmp_path / "home" / "gpu"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program" / "metsreview"))
    assert gpu_bundle.find() == beside
