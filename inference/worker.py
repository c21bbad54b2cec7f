"""A run in a child process: it can be stopped at any moment, and no crash of it reaches the window."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, TypeAlias, cast

import numpy as np

from core.detection import Detection
from core.errors import Cancelled, MetsReviewError
from core.geometry import Geometry
from core.passing import passing_folder
from core.volume import Volume
from inference import runtime
from inference.detect import Packages, Progress
from inference.detect import detect as detect_here
from inference.model_package import ModelPackage, open_package

Answer: TypeAlias = Detection | tuple[str, int]
_MARK = "metsreview-run-"
_POLL_SECONDS = 0.1
_POLITE = 15
_END_SECONDS = 0.5  # that a child is given to end before it is made to


@dataclass(frozen=True)
class _Task:
    """What the child is to do: where voxels lie, on which grids, and how to run."""

    folder: Path
    geometry: Geometry
    brain_mask: Path
    metastasis: Path
    provider: str
    threads: int | None
    ahead: bool = False
    others: tuple[tuple[str, Geometry, str], ...] = ()  # name, grid, frame of reference
    fast: bool = False
    mirroring: bool = True
    frame_of_reference_uid: str = ""  # of the series

    def voxels(self, number: int) -> Path:
        """The file of the series (0), or of a further sequence."""
        return self.folder / f"voxels-{number}.npy"


def detect(
    volume: Volume,
    packages: Packages,
    progress: Callable[[Progress], None],
    cancel: Callable[[], bool],
    provider: str = "auto",
    threads: int | None = None,
    *,
    ahead: bool = False,
    others: Mapping[str, Volume] | None = None,
    fast: bool = False,
    mirroring: bool = True,
) -> Detection:
    """Find lesions in a child process; blocks, so call it beside the window.

    Parameters are those of :func:`inference.detect.detect`; ``progress`` is called in this process. A run ``ahead``
    of its reader takes only what of the processor nobody else wants.

    Raises
    ------
    Cancelled
        Within a moment of ``cancel`` saying so; the child is ended and its memory given back.
    MetsReviewError
        What the run refused; or, where the child crashed, a sentence that says so.

    """
    further = dict(others or {})
    with passing_folder(Path(tempfile.gettempdir()), _MARK) as folder:  # on this computer, wherever the home is
        task = _Task(
            folder,
            volume.geometry,
            packages.brain_mask.path,
            packages.metastasis.path,
            provider,
            threads,
            ahead,
            tuple((name, other.geometry, other.frame_of_reference_uid) for name, other in further.items()),
            fast,
            mirroring,
            volume.frame_of_reference_uid,
        )
        for number, each in enumerate([volume, *further.values()]):
            _keep(task.voxels(number), each)
        return cast(Detection, _in_child(_run, task, progress, cancel))


def tried(package: ModelPackage, cancel: Callable[[], bool]) -> tuple[str, int]:
    """:func:`inference.runtime.tried` in a child process: a model that never ends, or crashes, takes nothing with it.

    Raises
    ------
    Cancelled
        Within a moment of ``cancel`` saying so.
    MetsReviewError
        What was refused; or, where the child crashed, a sentence that says so.

    """
    return cast(tuple[str, int], _in_child(_try, package.path, _untold, cancel))


def _untold(_progress: Progress) -> None:
    """A trial is short: nothing is told."""


def _in_child(
    work: Callable[[Connection, Any], None],
    task: object,
    progress: Callable[[Progress], None],
    cancel: Callable[[], bool],
) -> Answer:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=work, args=(there, task), daemon=True)
    child.start()
    there.close()
    with here:
        return _followed(here, child, progress, cancel)


def _followed(
    events: Connection, child: BaseProcess, progress: Callable[[Progress], None], cancel: Callable[[], bool]
) -> Answer:
    """Hand progress on until the child has answered, crashed or is to stop."""
    try:
        while True:
            if cancel():
                raise Cancelled
            if not events.poll(_POLL_SECONDS):
                continue
            event = _received(events, child)
            if isinstance(event, Progress):
                progress(event)
            elif isinstance(event, MetsReviewError):
                raise event
            else:
                return event
    finally:
        child.terminate()
        child.join(_END_SECONDS)
        if child.exitcode is None:  # deep in a library that puts signals off
            child.kill()
            child.join()


def _received(events: Connection, child: BaseProcess) -> Progress | Answer | MetsReviewError:
    """The next message, or, where the child died before or within it, a sentence that says so."""
    try:
        return cast(Progress | Answer | MetsReviewError, events.recv())
    except (EOFError, OSError) as error:
        child.join()
        raise MetsReviewError(
            f"The model run ended unexpectedly (code {child.exitcode}). Nothing was lost.",
            "It may have run out of memory: close other programs and run it again.",
        ) from error


def _keep(path: Path, volume: Volume) -> None:
    try:
        np.save(path, volume.voxels)
    except OSError as error:
        raise MetsReviewError(
            f"The model run cannot start: {error.strerror or 'the disk is full'}.", "Free the disk."
        ) from error


def _end_with_window(folder: Path | None) -> None:
    """End the child at once where the window is ended by force: nobody waits, nobody else tidies up."""
    window = multiprocessing.parent_process()
    if window is None:
        return  # called in the window's own process
    window.join()
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


def _run(events: Connection, task: _Task) -> None:
    """The child: run, and send what comes of it."""
    threading.Thread(target=_end_with_window, args=(task.folder,), daemon=True).start()
    try:
        if task.ahead and hasattr(os, "nice"):
            os.nice(_POLITE)
        packages = Packages(open_package(task.brain_mask), open_package(task.metastasis))
        volume, *further = (
            Volume(np.load(task.voxels(number), mmap_mode="r"), geometry, frame)
            for number, (_, geometry, frame) in enumerate(
                [("", task.geometry, task.frame_of_reference_uid), *task.others]
            )
        )
        found = detect_here(
            volume,
            packages,
            events.send,
            None,
            task.provider,
            task.threads,
            others={name: other for (name, _, _), other in zip(task.others, further, strict=True)},
            fast=task.fast,
            mirroring=task.mirroring,
        )
        events.send(found)
    except MetsReviewError as error:
        events.send(error)
    except BrokenPipeError:
        shutil.rmtree(task.folder, ignore_errors=True)  # the window was killed: nobody waits, nobody else tidies up
    except Exception as error:  # noqa: BLE001 - libraries fail in any way: the window is told, not left to guess
        events.send(_unforeseen(error))


def _try(events: Connection, path: Path) -> None:
    """The child of a trial."""
    threading.Thread(target=_end_with_window, args=(None,), daemon=True).start()
    try:
        events.send(runtime.tried(open_package(path)))
    except MetsReviewError as error:
        events.send(error)
    except Exception as error:  # noqa: BLE001 - as in a run
        events.send(_unforeseen(error))


def _unforeseen(error: Exception) -> MetsReviewError:
    if isinstance(error, MemoryError):
        return MetsReviewError(
            "The model run ran out of memory. Nothing was lost.", "Close other programs and run it again."
        )
    kind = type(error).__name__
    return MetsReviewError(
        f"Something unforeseen ended the model run ({kind}). Nothing was lost.",
        "Run it again, or choose another model.",
    )
