"""What goes into the packaged application, and what stays out."""

import importlib
import platform
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

import audit
import contents
import libraries


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        ("PySide6/Qt/lib/libQt6WebEngineCore.so.6", False),
        ("PySide6/QtQml.abi3.so", False),
        ("PySide6/QtCore.abi3.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/Qt6Core.dll", True),
        ("PySide6/Qt6Quick.dll", False),
        ("PySide6/Qt/translations/qtbase_ko.qm", True),
        ("PySide6/Qt/translations/qtbase_de.qm", False),
        ("assets/translations/metsreview_ko.qm", True),
        ("assets/translations/metsreview_ko.ts", False),
        ("openvino/libs/libopenvino_intel_cpu_plugin.so", True),
        ("openvino/libs/libopenvino_intel_gpu_plugin.so", False),
        ("openvino/libs/openvino_intel_cpu_plugin.dll", True),
        ("openvino/libs/libopenvino_arm_cpu_plugin.so", True),
        ("openvino/libs/openvino_intel_npu_plugin.dll", False),
        ("openvino/libs/openvino_intel_npu_compiler.dll", False),
        ("openvino/libs/openvino_intel_npu_compiler_loader.dll", False),
        ("openvino/libs/npu_vm_runtime.dll", False),
        ("openvino/libs/libopenvino_onnx_frontend.so.2641", True),
        ("openvino/libs/libopenvino_pytorch_frontend.so.2641", False),
        ("scipy/ndimage/tests/data.npz", False),
        ("openvino/libs/_pyopenvino.cpython-311-x86_64-linux-gnu.so", False),
        ("openvino/_pyopenvino.cpython-311-x86_64-linux-gnu.so", True),
        ("openvino/libs/py_onnx_frontend.cpython-311-x86_64-linux-gnu.so", False),
        ("numpy/_core/_multiarray_tests.cpython-311-x86_64-linux-gnu.so", False),
        ("numpy/_core/_umath_tests.cp311-win_amd64.pyd", False),
        ("numpy/_core/_rational_tests.cpython-311-x86_64-linux-gnu.so", False),
        ("numpy/_core/_operand_flag_tests.cpython-311-x86_64-linux-gnu.so", False),
        ("numpy/_core/_struct_ufunc_tests.cpython-311-darwin.so", False),
        ("numpy/_core/_multiarray_umath.cpython-311-x86_64-linux-gnu.so", True),
        ("scipy/_lib/_test_ccallback.cpython-311-x86_64-linux-gnu.so", False),
        ("scipy/ndimage/_ctest.cpython-311-x86_64-linux-gnu.so", False),
        ("scipy/ndimage/_cytest.cpython-311-x86_64-linux-gnu.so", False),
        ("scipy/sparse/csgraph/_shortest_path.cpython-311-x86_64-linux-gnu.so", True),
        ("python3.11/lib-dynload/_testcapi.cpython-311-x86_64-linux-gnu.so", False),
        ("python3.11/lib-dynload/_ctypes_test.cpython-311-x86_64-linux-gnu.so", False),
        ("python3.11/lib-dynload/_ctypes.cpython-311-x86_64-linux-gnu.so", True),
        ("assets/models/mets-demo.mets", True),
        ("numpy-2.4.6.dist-info/METADATA", True),
        ("h2-4.4.1.dist-info/METADATA", False),
        ("libreadline.so.8", False),
        ("python3.11/lib-dynload/readline.cpython-311-x86_64-linux-gnu.so", False),
        ("lib-dynload/_gdbm.cpython-311-x86_64-linux-gnu.so", False),
        ("libgdbm.so.6", False),
        ("libdb-5.3.so", False),
        ("libdbus-1.so.3", True),
        ("PySide6/Qt/lib/libQt6DBus.so.6", True),
    ],
)
def test_files_are_taken_or_left(place, wanted):
    assert contents.is_wanted(place) is wanted


def test_links_to_what_was_left_out_are_left_out():
    library = ("PySide6/Qt/lib/libQt6Network.so.6", "/somewhere/libQt6Network.so.6", "BINARY")
    link = ("libQt6Network.so.6", "PySide6/Qt/lib/libQt6Network.so.6", "SYMLINK")
    core = ("PySide6/Qt/lib/libQt6Core.so.6", "/somewhere/libQt6Core.so.6", "BINARY")
    core_link = ("libQt6Core.so.6", "PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    assert contents.without_loose_ends([library, link, core, core_link]) == [core, core_link]


def test_what_trains_and_tests_stays_out_and_what_the_standard_library_needs_stays_in():
    excluded = contents.excluded_modules()
    assert {"pytest", "training", "mypy", "readline", "_gdbm", "_curses"} <= set(excluded)
    assert not {"argparse", "numpy", "pydicom", "PySide6", "pynetdicom", "unittest"} & set(excluded)


def test_drivers_own_libraries_stay_the_systems(tmp_path):
    rows = [(f"{name}.so.6", str(tmp_path), "BINARY") for name in ("libstdc++", "libX11", "libunwanted")]
    program = ("PySide6/QtCore.abi3.so", str(tmp_path), "EXTENSION")
    assert libraries.kept([*rows, program]) == [program], "nothing kept asks for libunwanted"


def test_audit_names_what_does_not_belong(tmp_path):
    inside = tmp_path / "metsreview" / "_internal"
    (inside / "torch").mkdir(parents=True)
    (inside / "scipy" / "tests").mkdir(parents=True)
    (inside / "scipy" / "tests" / "test_all.py").touch()
    (inside / "lost.so").symlink_to("nowhere.so")
    (inside / "numpy").mkdir()
    (inside / "numpy" / "_multiarray_tests.cpython-311-x86_64-linux-gnu.so").touch()
    findings = audit.findings(tmp_path / "metsreview")
    assert "scipy/tests/test_all.py does not belong into the build." in findings
    assert "numpy/_multiarray_tests.cpython-311-x86_64-linux-gnu.so does not belong into the build." in findings
    assert "FILES.sha256 is not there." in findings
    assert "torch is in the build." in findings
    assert "_internal/lost.so leads nowhere, or out of the build." in findings
    assert "Nothing in the build answers to assets/models/*.mets." in findings


@pytest.mark.parametrize(("machine", "plugin"), [("arm64", "arm"), ("AMD64", "intel"), ("x86_64", "intel")])
def test_the_build_holds_what_runs_networks_on_the_machines_own_processor(monkeypatch, machine, plugin):
    monkeypatch.setattr(platform, "machine", lambda: machine)
    told = importlib.reload(audit)._NEEDED
    monkeypatch.undo()
    importlib.reload(audit)
    assert f"openvino/libs/*openvino_{plugin}_cpu_plugin*" in told


def test_what_the_packed_pages_show_and_lead_to_is_packed():
    packed = {Path(file) for file, _ in contents.documents()}
    for page in (each for each in packed if each.suffix == ".md"):
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            target = (page.parent / link).resolve()
            assert target in packed or target.is_relative_to(contents.ROOT / "assets"), f"{page.name}: {link}"
