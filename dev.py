#!/usr/bin/env python3
"""Every command a developer needs, on a fresh machine with Python 3.11+ and pip alone.

python3 dev.py demo      the main job on the embedded models, in a window or, without a display, headless
python3 dev.py test      the tests, all of them on every core (arguments go on to pytest)
python3 dev.py check     format, lint, types, imports
python3 dev.py bench     ratios side by side with peers (names of files in tests/bench)
python3 dev.py fuzz      thousands of harmed studies opened and judged (--mutants N, --first SEED, --only SEED)
python3 dev.py fidelity  what readers see of 108 lesions, by who wrote them (--lesions N, --grid NAME)
python3 dev.py pictures  every state of the window as docs/states.md shows it (names of pictures)
python3 dev.py translate bring assets/translations up to date with the texts in ui/, and compile them
python3 dev.py package   the application for this system, to run without Python (--check starts it and looks)
python3 dev.py peers     install the independent programs that tests compare with
python3 dev.py setup     the environment alone; --train adds what training needs

Each command makes what it needs: the environment in .venv, locked packages checked by hash, system libraries
(installed where that is allowed, else the line to run is printed), a virtual display for the tests.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
PEERS_ENVIRONMENT = ROOT / ".venv-peers"
LOCKS = ROOT / "packaging"

# Verified as a whole on a fresh minimal Debian bookworm: what Qt and VTK's wheels expect from the system.
WINDOW_LIBRARIES = [
    "libgl1",
    "libegl1",
    "libgl1-mesa-dri",
    "libglib2.0-0",
    "libdbus-1-3",
    "libfontconfig1",
    "libxkbcommon0",
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxcursor1",
    "fonts-inter",
    "fonts-noto-cjk",
]
_MOST_PROCESSES = 4  # of the tests: each holds VTK, Qt and two inference runtimes
DISPLAY_PROGRAMS = ["xvfb", "xauth", "libxtst6"]  # the last is the hands of packaging/hands.py
PEER_PROGRAMS = ["dicom3tools", "plastimatch", "dcmtk", "dcm2niix", "orthanc", "pixelmed-apps"]


_NOTED = "QT_TRANSLATE_NOOP+=noted"  # a text that is translated where it is shown


class SetupError(Exception):
    """The machine lacks something; the text says the line to run."""


def main(arguments: list[str]) -> int:
    """Run one command; returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=sorted(COMMANDS))
    parsed, rest = parser.parse_known_args(arguments)
    try:
        return COMMANDS[parsed.command](rest)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"This command failed: {' '.join(map(str, error.cmd))}", file=sys.stderr)
        return error.returncode or 1


def demo(arguments: list[str]) -> int:
    """Run the main job on the synthetic patient."""
    prepare_environment("app")
    if has_display():
        install_system_packages(WINDOW_LIBRARIES)
    return run([python(), ROOT / "main.py", "demo", *arguments])


def test(arguments: list[str]) -> int:
    """Run pytest; more than one file of tests on every core, each process with a display of its own (pytest-xvfb)."""
    prepare_environment("dev")
    install_system_packages(WINDOW_LIBRARIES + ([] if has_display() else DISPLAY_PROGRAMS))
    return run([python(), "-m", "pytest", *spread(arguments), *arguments])


def spread(arguments: list[str]) -> list[str]:
    """Return what has pytest-xdist deal files of tests to several processes, where there are several files.

    Not where no virtual display can be had: windows of two processes on one display take the keyboard from each other.
    """
    one_file = any(".py" in each or each.startswith(("-n", "--numprocesses")) for each in arguments)
    if one_file or not shutil.which("Xvfb"):
        return []
    return [f"-n{min(os.cpu_count() or 1, _MOST_PROCESSES)}", "--dist=loadfile"]


def check(arguments: list[str]) -> int:
    """Run every check; all of them, so that one look shows all there is to mend."""
    prepare_environment("dev")
    fix = "--fix" in arguments
    commands = [
        ["-m", "ruff", "format", *([] if fix else ["--check"]), "."],
        ["-m", "ruff", "check", *(["--fix"] if fix else []), "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
    ]
    return max(run([python(), *command]) for command in commands)


def bench(arguments: list[str]) -> int:
    """Run the benchmarks named, or all; they print ratios and judge nothing."""
    prepare_environment("dev")
    install_system_packages(WINDOW_LIBRARIES + ([] if has_display() else DISPLAY_PROGRAMS))
    there = sorted(path.stem for path in (ROOT / "tests" / "bench").glob("bench_*.py"))
    names = [f"bench_{name.removeprefix('bench_')}" for name in arguments] or there
    missing = sorted(set(names) - set(there))
    if missing:
        raise SetupError(f"There is no benchmark {', '.join(missing)} in tests/bench.")
    return max((run([*virtual_display(), python(), "-m", f"tests.bench.{name}"]) for name in names), default=0)


def fuzz(arguments: list[str]) -> int:
    """Open thousands of harmed studies; exits 1 where one crashes, hangs or comes out wrong."""
    prepare_environment("dev")
    return run([python(), "-m", "tests.fuzz.run", *arguments])


def fidelity(arguments: list[str]) -> int:
    """Print the tables of docs/fidelity.md, made anew (--lesions N, --grid NAME); takes minutes, needs peers."""
    prepare_environment("dev")
    return run([python(), "-m", "tests.fidelity.run", *arguments])


def pictures(arguments: list[str]) -> int:
    """Take the pictures of docs/states.md, or those whose name begins as given; runs the embedded models once."""
    prepare_environment("dev")
    install_system_packages(WINDOW_LIBRARIES + ([] if has_display() else DISPLAY_PROGRAMS))
    return run([*virtual_display(), python(), "-m", "tests.pictures.take", *arguments])


def translate(_arguments: list[str]) -> int:
    """Collect the window's texts into the .ts files and compile them; a text that is not translated yet is named."""
    prepare_environment("dev")
    folder = ROOT / "assets" / "translations"
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    endless = [place for source in sources for place in endless_for_lupdate(ROOT / source)]
    if endless:
        raise SetupError(
            f"A call with a dotted name inside translate(): give its value a name first. {', '.join(endless)}"
        )
    files = {language: folder / f"metsreview_{language}.ts" for language in ("en", "ko")}
    program = interpreter(ENVIRONMENT).parent
    options = ["-silent", "-no-obsolete", "-locations", "none", "-tr-function-alias", _NOTED]
    status = 0
    for language, file in files.items():
        own = ["-pluralonly", "-target-language", "en_GB"] if language == "en" else ["-target-language", "ko_KR"]
        status |= run([program / "pyside6-lupdate", *options, *own, *sources, "-ts", file])
        made = file.with_suffix(".qm.new")  # a window that runs has the old one mapped: it is replaced, not rewritten
        status |= run([program / "pyside6-lrelease", "-silent", file, "-qm", made])
        if made.exists():
            made.replace(file.with_suffix(".qm"))
    missing = files["ko"].read_text(encoding="utf-8").count('type="unfinished"')
    if missing:
        print(f"{missing} texts have no Korean yet: look for unfinished in {files['ko'].name}.", file=sys.stderr)
    return status or int(missing > 0)


def endless_for_lupdate(source: Path) -> list[str]:
    """Name the lines on which ``translate(..., len(some.thing))`` stands: Qt's lupdate never ends on them."""
    calls = [each for each in ast.walk(ast.parse(source.read_text(encoding="utf-8"))) if isinstance(each, ast.Call)]
    inner = [(each, part) for each in calls if getattr(each.func, "id", "") == "translate" for part in each.args]
    return [
        f"{source.name}:{each.lineno}"
        for each, part in inner
        if isinstance(part, ast.Call) and any(isinstance(node, ast.Attribute) for node in ast.walk(part))
    ]


def package(arguments: list[str]) -> int:
    """Build the packaged application into dist/ (see packaging/build.py)."""
    prepare_environment("dev")
    install_system_packages(WINDOW_LIBRARIES + ["binutils"] + ([] if has_display() else DISPLAY_PROGRAMS))
    return run([*virtual_display(), python(), LOCKS / "build.py", *arguments])


def peers(_arguments: list[str]) -> int:
    """Install the independent readers and checkers; the tests skip, with the reason, what is missing."""
    install_system_packages(PEER_PROGRAMS)
    make_environment(PEERS_ENVIRONMENT, LOCKS / "requirements-peers.txt")
    return 0


def setup(arguments: list[str]) -> int:
    """Make the environment; with ``--train`` also what training needs."""
    prepare_environment("dev")
    if "--train" in arguments:
        add_training()
    return 0


def add_training() -> None:
    """Add what training needs: all but torch from its lock, then torch, of the build that this machine's pip offers.

    torch stands in no lock, because its builds (processor, CUDA) differ by where they come from, and with them some
    gigabytes of CUDA libraries. acvl-utils is published as source alone, and is built here.
    """
    lock = LOCKS / "requirements-train.txt"
    if is_current(ENVIRONMENT, lock):
        return
    print(f"Adding what training needs from {lock.name}; the first time takes some minutes.", file=sys.stderr)
    built = ["--only-binary", ":all:", "--no-binary", "acvl-utils"]
    pip(ENVIRONMENT, ["install", "--quiet", "--require-hashes", "--no-deps", *built, "-r", str(lock)])
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    pip(ENVIRONMENT, ["install", "--quiet", *(each for each in extras["train"] if each.startswith("torch=="))])
    if subprocess.run([python(), "-c", "import torchvision"], capture_output=True, check=False).returncode:
        print(
            "torchvision does not fit the build of torch that pip offers here: nnU-Net's own training would stop at "
            "once, all else works. Install the torchvision of requirements-train.txt from where torch comes from.",
            file=sys.stderr,
        )
    stamp(ENVIRONMENT, lock).write_text(fingerprint(lock))


COMMANDS = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "fidelity": fidelity,
    "fuzz": fuzz,
    "peers": peers,
    "pictures": pictures,
    "setup": setup,
    "translate": translate,
    "package": package,
}


def prepare_environment(lock: str) -> None:
    """Make .venv hold the packages of packaging/requirements-LOCK.txt; dev contains app."""
    if sys.version_info < (3, 11):
        raise SetupError(f"MetsReview needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if lock == "app" and is_current(ENVIRONMENT, LOCKS / "requirements-dev.txt"):
        return
    make_environment(ENVIRONMENT, LOCKS / f"requirements-{lock}.txt")


def make_environment(folder: Path, lock: Path) -> None:
    """Make a virtual environment and install a lock file into it, unless that was done before."""
    if is_current(folder, lock):
        return
    print(f"Preparing {folder.name} from {lock.name}; the first time takes some minutes.", file=sys.stderr)
    if not interpreter(folder).exists():
        venv.create(folder, with_pip=has_ensurepip(), clear=True)
    # The lock names all there is to install. Older pips, left to look for more, take a newer release of what another
    # package asks for with an extra, and then refuse it because it has no hash here.
    options = ["--quiet", "--require-hashes", "--no-deps", "--only-binary", ":all:"]
    pip(folder, ["install", *options, "-r", str(lock)])
    stamp(folder, lock).write_text(fingerprint(lock))


def is_current(folder: Path, lock: Path) -> bool:
    """Whether the environment was made from exactly this lock file."""
    made = stamp(folder, lock)
    return interpreter(folder).exists() and made.exists() and made.read_text() == fingerprint(lock)


def stamp(folder: Path, lock: Path) -> Path:
    """Where an environment remembers what it was made from."""
    return folder / f".{lock.stem}.sha256"


def fingerprint(lock: Path) -> str:
    """Digest of the lock file and of this interpreter."""
    return hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()


def pip(folder: Path, arguments: list[str]) -> None:
    """Run pip for an environment: its own, or this Python's where Debian ships no ensurepip."""
    own = [str(interpreter(folder)), "-m", "pip"]
    host = [sys.executable, "-m", "pip", "--python", str(interpreter(folder))]
    if not has_ensurepip() and importlib.util.find_spec("pip") is None:
        raise SetupError("Python has no pip here. Run this once: sudo apt-get install -y python3-pip")
    settings = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    subprocess.run([*(own if has_ensurepip() else host), *arguments], check=True, env=os.environ | settings)


def has_ensurepip() -> bool:
    """Whether this Python can put pip into a new environment (Debian's needs python3-venv for that)."""
    return importlib.util.find_spec("ensurepip") is not None


def interpreter(folder: Path) -> Path:
    """The environment's Python."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python() -> str:
    """The project environment's Python."""
    return str(interpreter(ENVIRONMENT))


def install_system_packages(packages: list[str]) -> None:
    """Install missing Debian packages as root or through sudo; elsewhere say the line to run.

    Raises
    ------
    SetupError
        If packages are missing and may not be installed from here.

    """
    if not sys.platform.startswith("linux") or shutil.which("dpkg-query") is None:
        return  # other systems bring these libraries with themselves, or name them otherwise
    missing = [name for name in packages if not is_installed(name)]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = administrator()
    if prefix is None:
        raise SetupError(f"System libraries are missing. Run this once: sudo {' '.join(install)}")
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], install):
        subprocess.run([*prefix, *command], check=True, env=environment, stdout=subprocess.DEVNULL)


def is_installed(package: str) -> bool:
    """Whether dpkg has the package installed."""
    query = ["dpkg-query", "-W", "-f=${Status}", package]
    done = subprocess.run(query, capture_output=True, text=True, check=False)
    return "install ok installed" in done.stdout


def administrator() -> list[str] | None:
    """What to put before a command to run it as root without a password; None where that is not allowed."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def has_display() -> bool:
    """Whether windows can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def virtual_display() -> list[str]:
    """What to put before a command that needs a display where there is none."""
    return [] if has_display() else ["xvfb-run", "-a", "-s", "-screen 0 1920x1300x24"]


def run(command: list[str | Path]) -> int:
    """Run a command from the project's root; returns its exit status."""
    return subprocess.run(list(map(str, command)), cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
