"""The whole run on one volume: brain mask, windows, post-processing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from core.detection import Detection, Laid
from core.errors import Cancelled, PackageRefused, StudyRefused
from core.geometry import FILE_TOLERANCE_MM
from core.probability import ProbabilityMap
from core.volume import Volume
from inference import back, brain_box, memory, nnunet
from inference.brain_mask import find_brain
from inference.confirm import confirmed
from inference.manifest import Manifest
from inference.model_package import ModelPackage
from inference.network import evidence, evidences, input_channels, probability
from inference.postprocess import lesions_and_candidates
from inference.preprocess import ModelGrid
from inference.runtime import ModelSession, default_threads
from inference.sliding_window import NO_EVIDENCE, Several, predict_volume

_log = logging.getLogger(__name__)
_PACE_FROM = 2  # windows after the first
_BRAIN_SHARE = 0.08  # of the run's time, measured on the embedded packages; only the progress bar rests on it
_BRAIN = "Finding the brain"
_FIRST_SHARE = 0.75  # where what was found is looked at again, as mets-demo does
_REACH_VOXELS = 4  # windows are laid where the brain, grown by this, is
Images = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, eq=False)
class Packages:
    """The two packages of a run."""

    brain_mask: ModelPackage
    metastasis: ModelPackage


@dataclass(frozen=True)
class Progress:
    """How far a run is: what it does, the share done (0 to 1), seconds left where they can be told, what runs it."""

    stage: str
    share: float
    seconds_left: float | None
    provider: str = ""


def detect(
    volume: Volume,
    packages: Packages,
    progress: Callable[[Progress], None] | None = None,
    cancel: Callable[[], bool] | None = None,
    provider: str = "auto",
    threads: int | None = None,
    raw: Callable[[NDArray[np.bool_]], None] | None = None,
    others: Mapping[str, Volume] | None = None,
    *,
    fast: bool = False,
    mirroring: bool = True,
) -> Detection:
    """Find lesions.

    Parameters
    ----------
    volume
        The series.
    packages
        Brain mask and metastasis package.
    progress, cancel
        Called, and asked, between windows.
    provider, threads
        As :class:`ModelSession` takes them.
    raw
        Given the network's labels (Z, Y, X) on the series' grid, before post-processing.
    others
        Further sequences by the name that the package calls them; one that lies on another grid is registered to the
        series first.
    fast
        Lay windows around the brain alone. Where they lie changes what each shows, and so the answer a little.
    mirroring
        False leaves out the mirroring that a package asks for.

    Raises
    ------
    StudyRefused
        If no brain is found.
    PackageRefused, UsageError
        If a package or provider does not work, or a sequence is missing: before anything runs.
    NotEnoughMemory
        If a package needs more memory than there is, before anything runs; or runs out of it.
    Cancelled
        If ``cancel`` says so.

    """
    started = time.monotonic()
    manifest = packages.metastasis.manifest
    _refuse_missing(manifest, others or {})
    _refuse_what_cannot_end(volume, packages)
    _refuse_without_a_picture(volume, others or {})
    tell = progress or (lambda _progress: None)
    ask = cancel or (lambda: False)
    images, laid = _on_one_grid(volume, manifest, others or {}, threads, tell, ask)
    brain, brain_provider = _brain(volume, packages.brain_mask, provider, threads, tell)
    if ask():
        raise Cancelled
    session = ModelSession(packages.metastasis, provider, threads)
    if not mirroring:
        manifest = replace(manifest, mirror_axes=())
    way = _nnunet_probability if manifest.nnunet is not None else _probability
    found = way(images, volume, brain, manifest, session, tell, ask, fast)
    if raw is not None:
        raw(found >= manifest.thresholds.probability)
    lesions, candidates = lesions_and_candidates(found, brain, volume.geometry, manifest.thresholds)
    tell(Progress(_stage(session), 1.0, 0.0, session.provider))
    return Detection(
        lesions=lesions,
        candidates=candidates,
        brain_mask=brain,
        models=(packages.brain_mask.identity, packages.metastasis.identity),
        provider=session.provider,
        seconds=round(time.monotonic() - started, 2),
        probability=ProbabilityMap.of(found),
        laid=laid,
        brain_provider=brain_provider,
    )


def _brain(
    volume: Volume, package: ModelPackage, provider: str, threads: int | None, tell: Callable[[Progress], None]
) -> tuple[NDArray[np.bool_], str]:
    """The brain, and what its network ran on: that may be another provider than the lesions'.

    The network is let go of with the call: it would keep the memory of its layers while the other one runs.
    """
    tell(Progress(_BRAIN, 0.0, None))
    session = ModelSession(package, provider, threads)
    tell(Progress(_stage(session, _BRAIN), 0.0, None, session.provider))
    brain = find_brain(volume.voxels, volume.geometry, package.manifest, session)
    return brain, session.provider


def _refuse_without_a_picture(volume: Volume, others: Mapping[str, Volume]) -> None:
    """Every voxel the same: a network answers that, too."""
    if volume.voxels.min() == volume.voxels.max():
        raise StudyRefused("No brain is found in this series.", "Choose a series that shows the whole head.")
    for name, other in others.items():
        if other.voxels.min() == other.voxels.max():
            raise StudyRefused(f"The {name} shows nothing: every voxel of it is the same.", f"Choose another {name}.")


def _refuse_what_cannot_end(volume: Volume, packages: Packages) -> None:
    """Before anything runs: see that both packages find their memory."""
    for package in (packages.brain_mask, packages.metastasis):
        wanted, geometry = package.manifest.spacing_mm, volume.geometry
        native = package.manifest.orientation == "native" or package.manifest.nnunet is not None
        grid = ModelGrid.of(geometry, wanted, "native" if native else "canonical-LPS")
        memory.refuse_too_large(package, grid.shape, geometry.shape)


def _probability(
    images: Images,
    volume: Volume,
    brain: NDArray[np.bool_],
    manifest: Manifest,
    session: ModelSession,
    tell: Callable[[Progress], None],
    ask: Callable[[], bool],
    fast: bool,
) -> NDArray[np.float32]:
    """(Z, Y, X) probability on the series' grid."""
    windows_done = _windows_done(tell, session, last=1.0 if manifest.confirmation is None else _FIRST_SHARE)
    grid = ModelGrid.of(volume.geometry, manifest.spacing_mm, manifest.orientation)
    brain_on_grid = grid.to_model(brain) >= 0.5
    on_grid = {name: grid.to_model(voxels) for name, voxels in images.items()}
    channels = input_channels(manifest, on_grid, brain_on_grid, grid.spacing_mm)
    wanted = None
    if manifest.windows == "brain":
        wanted = ndimage.binary_dilation(brain_on_grid, iterations=_REACH_VOXELS)
    box = (
        brain_box.around(brain_on_grid, grid.shape, grid.spacing_mm, manifest.patch_size)
        if fast
        else (slice(None),) * 3
    )

    def predict(window: NDArray[np.float32]) -> NDArray[np.float32]:
        return evidence(session, manifest, window)

    part = (slice(None), *box)
    found = np.full(grid.shape, NO_EVIDENCE, dtype=np.float32)
    near = None if wanted is None else wanted[box]
    several = Several(session.at_once, lambda windows: evidences(session, manifest, windows))
    found[box] = predict_volume(
        channels[part], manifest.patch_size, manifest.step, predict, near, windows_done, ask, several=several
    )
    if manifest.confirmation is not None:
        near = brain_on_grid if wanted is None else wanted
        done = _windows_done(tell, session, "Looking again at what was found", _FIRST_SHARE, 1.0)
        found = confirmed(found, channels, near, manifest.confirmation, predict, done, ask)
    session.release()
    return probability(grid.evidence_to_series(found, back.floor(manifest.thresholds.probability)))


def _nnunet_probability(
    images: Images,
    volume: Volume,
    brain: NDArray[np.bool_],
    manifest: Manifest,
    session: ModelSession,
    tell: Callable[[Progress], None],
    ask: Callable[[], bool],
    fast: bool,
) -> NDArray[np.float32]:
    """(Z, Y, X) on the series' grid; unless it is to be fast 0.5 and more exactly where nnU-Net writes the finding."""
    in_order = [images[channel.name] for channel in manifest.inputs]
    within = brain if fast else None
    several = Several(session.at_once, session.predict_many)
    counted = _windows_done(tell, session)
    found = nnunet.find(
        in_order, volume.geometry, manifest, session.predict, counted, ask, within, several, session.release
    )
    return probability(found)


def _refuse_missing(manifest: Manifest, others: Mapping[str, Volume]) -> None:
    """See, before anything runs, that every sequence is there: the series stands for the one that is not named."""
    names = manifest.sequences
    unknown = [name for name in others if name not in names]
    if unknown or len(names) - len(others) != 1:
        missing = [name for name in names if name not in others]
        wrong = f"{unknown[0]} is none of them" if unknown else f"of {', '.join(missing)} only one is there"
        if not missing:
            wrong = "the series is none of them"
        raise PackageRefused(
            f"The package {manifest.name} wants the sequences {', '.join(names)}; {wrong}.",
            "Give each but the series' own with --sequence NAME=PATH, or choose another package.",
        )


def _on_one_grid(
    volume: Volume,
    manifest: Manifest,
    others: Mapping[str, Volume],
    threads: int | None,
    tell: Callable[[Progress], None],
    ask: Callable[[], bool],
) -> tuple[Images, tuple[Laid, ...]]:
    """Every sequence on the series' grid by its name, and how those were laid there that had to be registered.

    A grid's numbers mean the same place in one frame of reference alone; files without one are taken at their word.
    """
    images: dict[str, NDArray[np.float32]] = {}
    laid = []
    for number, name in enumerate(manifest.sequences):
        other = others.get(name, volume)
        in_one_frame = other.frame_of_reference_uid == volume.frame_of_reference_uid
        if in_one_frame and other.geometry.matches(volume.geometry, FILE_TOLERANCE_MM):
            images[name] = other.voxels
            continue
        from core import registration  # ITK is loaded only where it is needed: a run of one sequence starts sooner

        def far(share: float, before: int = number) -> None:
            tell(Progress("Registering the sequences", (before + share) / len(manifest.sequences), None))

        far(0.0)
        found = registration.register(other, volume, threads or default_threads(), far, ask)
        images[name] = registration.moved(other, volume.geometry, found.to_moving)
        laid.append(Laid(name, found.to_moving, found.shift_mm, found.turn_degrees, is_doubtful=found.is_doubtful))
        if found.is_doubtful:
            _log.warning(
                "registration in doubt: %.2f of its likeness left aside, %.2f seen", found.left_aside, found.seen
            )
    return images, tuple(laid)


def _stage(session: ModelSession, stage: str = "Finding lesions") -> str:
    return f"{stage} ({session.fell_back})" if session.fell_back else stage


def _windows_done(
    tell: Callable[[Progress], None],
    session: ModelSession,
    stage: str = "Finding lesions",
    first: float = _BRAIN_SHARE,
    last: float = 1.0,
) -> Callable[[int, int], None]:
    """What counts a stage's windows, as progress from ``first`` to ``last`` with seconds left.

    The first windows carry loading and compiling: the pace is taken from those after them, and no time is told before.
    """
    began: tuple[float, int] | None = None

    def windows_done(done: int, total: int) -> None:
        nonlocal began
        now = time.monotonic()
        if began is None:
            began = now, done
        left = None
        if done - began[1] >= _PACE_FROM:
            pace = (now - began[0]) / (done - began[1])
            left = pace * (total - done) + pace * total * (1 - last) / (last - first)
        tell(Progress(_stage(session, stage), first + (last - first) * done / total, left, session.provider))

    return windows_done
