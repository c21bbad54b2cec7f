"""What belongs into the packaged application: decided here once, for the build and for the check of what was built."""

from __future__ import annotations

import re
import subprocess
import sys
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APP_LOCK = ROOT / "packaging" / "requirements-app.txt"
LOCKS = (APP_LOCK, ROOT / "packaging" / "requirements-dev.txt")  # the second locks what starts the program

Row = tuple[str, str, str]

# Locked because a library asks for them, but no code of ours reaches them.
_UNREACHED = (
    "matplotlib",
    "mpl_toolkits",
    "kiwisolver",
    "fontTools",
    "pyparsing",
    "cycler",
    "dateutil",
    "cyclopts",
    "docstring_parser",
    "rich",
    "rich_rst",
    "pygments",
    "markdown_it",
    "mdurl",
    "openvino_telemetry",
    "openvino.tools",
    "openvino.frontend.jax",
    "openvino.frontend.pytorch",
    "openvino.frontend.tensorflow",
    "openvino.torch",
    "flatbuffers",
    "google.protobuf",
    "onnxruntime.tools",
    "onnxruntime.transformers",
    "onnxruntime.quantization",
    "onnxruntime.datasets",
    "scipy.datasets",
    "setuptools",
    "pip",
    "training",
    "tests",
)

# Editing of lines at a prompt and databases of single files: nobody asks for them, and some of their libraries are
# under the GPL (readline, gdbm) or the Sleepycat licence (Berkeley DB), which are not the program's.
_COPYLEFT = re.compile(r"(^|/)(lib(readline|history|gdbm|gdbm_compat|db)[.-]|(readline|_dbm|_gdbm)\.)[^/]*$")

_STANDARD_UNREACHED = {
    "readline",
    "rlcompleter",
    "_dbm",
    "_gdbm",
    "curses",
    "_curses",
    "_curses_panel",
    "tkinter",
    "turtle",
    "idlelib",
    "lib2to3",
    "ensurepip",
    "pydoc_data",
    "test",
}

# What libraries and plugins of Qt ask for themselves; what our code imports is read from it.
_QT_INNER = {"Core", "Gui", "Widgets", "DBus", "XcbQpa", "WaylandClient", "WlShellIntegration", "OpenGL"}
_QT_PLUGINS = (
    "platforms/libqxcb.so",
    "platforms/libqwayland*.so",
    "platforms/libqoffscreen.so",
    "platforms/qwindows.dll",
    "platforms/libqcocoa.dylib",
    "platforminputcontexts/libcompose*",
    "platforminputcontexts/libibus*",
    "platformthemes/*xdgdesktopportal*",
    "xcbglintegrations/*",
    "wayland-*/*",
    "styles/*",
    "imageformats/*qjpeg*",
    "imageformats/*qsvg*",
    "iconengines/*",
)
# OpenVINO runs .onnx files on processors here: its other readers and devices are not asked for.
_OPENVINO_UNUSED = re.compile(
    r"openvino/(libs/)?((lib)?openvino_(paddle|pytorch|tensorflow|tensorflow_lite|jax|gguf)_frontend|"
    r"(lib)?openvino_intel_(gpu_plugin|npu_\w+)|(lib)?npu_\w+|(lib)?openvino_(auto|auto_batch|hetero)_plugin|(lib)?openvino_c\.|cache\.json|tbb\.pc)|"
    # What is imported lies beside its package; these are second copies, and bindings of readers that are left out.
    r"openvino/libs/(_pyopenvino|py_\w+_frontend)\."
)
_PICTURES_ONLY = "states.md"  # every state of the window, 8 MB of pictures: for who works on it
_LANGUAGES = ("en", "ko")  # that the window speaks: Qt's own dialogs follow it
_TESTS = re.compile(r"(^|/)(tests?|testing_data|examples?)(/|$)|(^|/)conftest\.py$")
# Compiled modules that only tests load: _multiarray_tests, _test_ccallback, _ctest, _cytest, _testcapi, _ctypes_test.
_COMPILED_TESTS = re.compile(r"(^|/)(_(xx|ctypes_)?test\w*|_cy?test|\w+_tests)\.([^/]*\.)?(so|pyd)$")


@cache
def allowed_distributions() -> set[str]:
    """Names, normalised, of the packages locked for the application."""
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==", APP_LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return {normalised(name) for name in pinned}


def normalised(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def excluded_modules() -> list[str]:
    """Modules that PyInstaller must leave out: what else this environment holds, and what no code of ours reaches."""
    allowed = allowed_distributions()
    foreign = [
        module
        for module, owners in packages_distributions().items()
        if not any(normalised(owner) in allowed for owner in owners)
    ]
    return sorted({*foreign, *_UNREACHED} - sys.stdlib_module_names | _STANDARD_UNREACHED)


def documents() -> list[tuple[str, str]]:
    """Return the guide, the pages that it leads to and their pictures, each with the folder of the build it goes to."""
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "guide").glob("*.md")]
    pages = [page for page in pages if page.name != _PICTURES_ONLY]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    names = sorted(set(re.findall(r"\bpictures/([a-z0-9/-]+\.png)", text)))
    files = [*sorted(pages), *(ROOT / "docs" / "pictures" / name for name in names)]
    return [(str(file), str(file.parent.relative_to(ROOT))) for file in files]


def gpu_bundle() -> list[tuple[str, str]]:
    """Return what fetches the GPU bundle, with its lock: a reader who has the build alone can make one."""
    folder = ROOT / "packaging"
    return [(str(folder / name), "gpu-bundle") for name in ("gpu_bundle.py", "requirements-gpu.txt")]


def unused_vtk_modules() -> list[str]:
    """Compiled modules of VTK that a run of the application's own code does not load."""
    used = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "vtk_used.py")], capture_output=True, text=True, check=True
    ).stdout.split()
    import vtkmodules

    there = {f"vtkmodules.{file.name.split('.')[0]}" for file in Path(vtkmodules.__path__[0]).glob("vtk*.*")}
    return sorted(there - set(used))


def is_wanted(destination: str) -> bool:
    """Whether a collected file, by its place in the build, is one that the application can need."""
    place = destination.replace("\\", "/").removeprefix("_internal/")
    if place.startswith("PySide6/"):
        return _is_wanted_of_qt(place)
    if described := re.match(r"([^/]+?)-[^-/]+\.dist-info/", place):
        return normalised(described.group(1)) in allowed_distributions()
    if place.startswith("assets/") and place.endswith(".ts"):
        return False  # what .qm files are compiled from
    return not any(unwanted.search(place) for unwanted in (_OPENVINO_UNUSED, _TESTS, _COMPILED_TESTS, _COPYLEFT))


def without_loose_ends(rows: list[Row]) -> list[Row]:
    """Leave out unwanted files, and links to them.

    Parameters
    ----------
    rows
        PyInstaller's (destination, source, kind); of a link, the source is where it leads, within the build.

    """
    rows = [row for row in rows if is_wanted(row[0])]
    there = {destination for destination, _, kind in rows if kind != "SYMLINK"}
    return [row for row in rows if row[2] != "SYMLINK" or str(Path(row[0]).parent / row[1]) in there]


def _is_wanted_of_qt(place: str) -> bool:
    if "/translations/" in place:
        return Path(place).name.removeprefix("qtbase_") in {f"{language}.qm" for language in _LANGUAGES}
    if "/qml/" in place:
        return False
    if "/plugins/" in place:
        return any(fnmatch(place.split("/plugins/")[1], wanted) for wanted in _QT_PLUGINS)
    library = re.match(r"(?:lib)?Qt6?(\w+?)(?:\.abi3|\.pyd|\.so|\.dll|\.dylib|\.framework|$)", Path(place).name)
    return library is None or library.group(1) in _qt_modules()


@cache
def _qt_modules() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "ui").rglob("*.py")]
    return _QT_INNER.union(*(re.findall(r"from PySide6\.Qt(\w+) import", source) for source in sources))
