"""The built application at work, as a user has it: no Python on the path, an empty home, the whole job twice.

First by the command line, then in the window: a study is dropped, lesions are found, judged and exported, the window is
closed by a key. Pictures and times go to ``build/smoke``; a person looks at the pictures.

python packaging/smoke.py FOLDER                all of it, starts measured
python packaging/smoke.py FOLDER --study DIR    once, in the window, on a study that is there: what the tests do
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hands import Hands
from PySide6.QtCore import QRect

OUT = Path(__file__).resolve().parents[1] / "build" / "smoke"


class Failed(Exception):  # noqa: N818 - the sentence is the point
    """The built application did not do what it must."""


def check(folder: Path, study: Path | None = None) -> None:
    """See everything work.

    Parameters
    ----------
    folder
        What was built.
    study
        Dropped on the window; without one the program makes the demo patient itself, and first does the whole job
        headless.

    Raises
    ------
    Failed
        With the step that did not.

    """
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    home = Path(tempfile.gettempdir()) / f"metsreview-smoke-{os.getpid()}"  # letters and digits: it is typed
    home.mkdir()
    try:
        trial = Trial(folder, home, study or home / "demo" / "patient")
        trial.command_line(headless=study is None)
        if sys.platform.startswith("linux"):
            trial.window(measured=study is None)
        trial.times["processor time of all this"] = sum(os.times()[2:4])
        (OUT / "times.json").write_text(json.dumps(trial.times, indent=1) + "\n", encoding="utf-8")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    for name, seconds in trial.times.items():
        print(f"{seconds:8.2f} s  {name}")


class Trial:
    """One home, one built folder, one study."""

    def __init__(self, folder: Path, home: Path, study: Path) -> None:
        self.study = study
        name = {"win32": "metsreview-cli.exe"}.get(sys.platform, "metsreview")
        self.program, self.home = folder.resolve() / name, home
        self.times: dict[str, float] = {}
        self.splash = 0.0
        kept = {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY", "SYSTEMROOT") if name in os.environ}
        nothing = home / "empty"
        nothing.mkdir()
        self.environment = {**kept, "HOME": str(home), "PATH": str(nothing), "LANG": "C.UTF-8"}

    def run(self, name: str, *arguments: str | Path) -> str:
        """Run a command to its end; returns what it printed."""
        started = time.monotonic()
        done = subprocess.run(
            [str(self.program), *map(str, arguments)],
            capture_output=True,
            text=True,
            env=self.environment,
            cwd=self.home,
            check=False,
        )
        self.times[name] = time.monotonic() - started
        if done.returncode:
            raise Failed(f"`metsreview {arguments[0]}` ended with {done.returncode}: {done.stderr}{done.stdout}")
        return done.stdout

    def command_line(self, *, headless: bool) -> None:
        """Version, doctor, and where asked the whole job headless."""
        self.run("--version, first start", "--version")
        self.run("--version, again", "--version")
        found = json.loads(self.run("doctor", "doctor", "--json"))
        working = {trial["provider"] for trial in found["trials"] if trial["works"]}
        if not {"cpu", "openvino"} <= working:
            raise Failed(f"Of cpu and openvino only {sorted(working)} work: {found['trials']}")
        if not headless:
            return
        said = self.run("demo --headless", "demo", "--headless", "--out", self.home / "demo")
        self._verify(self.home / "demo" / "export")
        (OUT / "demo.txt").write_text(said.replace(str(self.home), "HOME"), encoding="utf-8")

    def _verify(self, export: Path) -> None:
        labels = export / "approved.nii.gz"  # which the window leaves out at first
        compared = ["--labels", labels] if labels.exists() else []
        told = self.run(
            f"verify {export.name}", "verify", export / "structures.dcm", "--study", self.study, *compared, "--json"
        )
        (OUT / f"verify-{export.name}.json").write_text(told, encoding="utf-8")

    def window(self, *, measured: bool) -> None:
        """Start (where asked three times, for the times), drop, find, judge, export, quit."""
        hands = Hands()
        shutil.rmtree(self.home / ".local", ignore_errors=True)
        if measured:
            self._start_and_quit(hands, "window, first start")
            self._start_and_quit(hands, "window, again")
        process, self.times["window"] = self._start(hands)
        try:
            self._whole_job(hands)
        finally:
            code = self._ended(hands, process)
        if code:
            raise Failed(f"The window ended with {code}.")
        self._verify(self.home / "out")
        self._nothing_elsewhere()
        self._nothing_left_open()

    def _nothing_elsewhere(self) -> None:
        """Libraries have written into homes and reported from there: only our own folder and what was asked for."""
        asked = [self.home / name for name in ("demo", "out", "empty", ".local/share/MetsReview")]
        files = (path for path in self.home.rglob("*") if path.is_file())
        strays = [str(path.relative_to(self.home)) for path in files if not set(asked) & set(path.parents)]
        if strays:
            raise Failed(f"Written outside the application's own folder: {', '.join(strays)}.")

    def _nothing_left_open(self) -> None:
        """A window that closed as it should leaves no note and no crash report; its log says that it ran."""
        own = self.home / ".local" / "share" / "MetsReview"
        left = [*(own / "ongoing").glob("*"), *(own / "logs").glob("crash-*")]
        if left or not (own / "logs" / "metsreview.log").is_file():
            raise Failed(f"After closing: {[path.name for path in left] or 'no log'}.")

    def _start(self, hands: Hands) -> tuple[subprocess.Popen[bytes], float]:
        """Start the window; returns the process, and the seconds until its first page stood on the screen.

        Without a window manager the window lies in the screen's corner; the splash before it does not reach there.
        """
        hands.move(700, 500)
        hands.rest(0.5)
        before = hands.picture()
        started = time.monotonic()
        with (OUT / "window.txt").open("ab") as said:
            process = subprocess.Popen(
                [str(self.program)], env=self.environment, cwd=self.home, stdout=said, stderr=said
            )
        ended = lambda: process.poll() is not None  # noqa: E731
        if not hands.until(lambda: hands.picture() != before or ended(), 120):
            raise Failed("Nothing came on the screen within two minutes.")
        self.splash = time.monotonic() - started
        corner = QRect(0, 0, 300, 300)
        if not hands.until(lambda: hands.picture().copy(corner) != before.copy(corner) or ended(), 120):
            raise Failed("No window came within two minutes.")
        if process.poll() is not None:
            raise Failed(f"The window ended at once, with {process.returncode}: {(OUT / 'window.txt').read_text()}")
        return process, time.monotonic() - started

    def _start_and_quit(self, hands: Hands, name: str) -> None:
        process, self.times[name] = self._start(hands)
        self.times[f"{name}, splash"] = self.splash
        hands.keep(OUT / f"{name.replace(', ', '-').replace(' ', '-')}.png")
        if self._ended(hands, process):
            raise Failed(f"{name}: it ended with {process.returncode}.")

    def _whole_job(self, hands: Hands) -> None:
        hands.rest(2)
        hands.drop(self.study, 700, 500)
        hands.rest(2)
        hands.keep(OUT / "1-dropped.png")
        started = time.monotonic()
        hands.press("Return")  # find lesions
        hands.rest(1.5)  # the reader's name is asked for
        hands.write("Smoke")
        hands.keep(OUT / "2-reader.png")
        hands.press("Return")
        reviews = self.home / ".local" / "share" / "MetsReview" / "reviews"
        self._wait(hands, 900, "a review", lambda: any(reviews.rglob("review.jsonl")))
        self.times["find, in the window"] = time.monotonic() - started
        hands.rest(3)
        hands.keep(OUT / "3-found.png")
        hands.press("Ctrl+a")  # all of them are marked, and judged at once
        hands.press("a")
        hands.rest(1)
        hands.keep(OUT / "4-accepting.png")
        hands.press("Return")
        hands.rest(1)
        hands.press("Ctrl+e")
        hands.rest(6)
        hands.write(str(self.home / "out"))
        hands.keep(OUT / "5-export.png")
        receipt = self.home / "out" / "receipt.json"
        for _ in range(30):  # the button waits until the dry run has read everything back
            hands.press("Ctrl+Return")
            if hands.until(receipt.exists, 4):
                break
        self._wait(hands, 60, "an export", receipt.exists)
        hands.rest(1)
        hands.keep(OUT / "6-exported.png")
        hands.press("Ctrl+Return")  # close the receipt

    def _wait(self, hands: Hands, seconds: float, what: str, met: Callable[[], bool]) -> None:
        if not hands.until(met, seconds):
            hands.keep(OUT / "waited-for.png")
            raise Failed(f"There was no {what.removeprefix('a ').removeprefix('an ')} within {seconds:.0f} s.")

    def _ended(self, hands: Hands, process: subprocess.Popen[bytes]) -> int:
        for _ in range(10):
            hands.press("Ctrl+q")
            if hands.until(lambda: process.poll() is not None, 6):
                return int(process.wait())
            hands.press("Escape")  # a dialog that a busy machine closes late takes no Ctrl+Q
        hands.keep(OUT / "still-open.png")
        process.kill()
        raise Failed("The window did not close within 60 s of Ctrl+Q.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--study", type=Path)
    chosen = parser.parse_args()
    check(chosen.folder, chosen.study)
