"""One sequence moved onto another of the same head: turned and shifted until their signals explain each other best.

Patients move between sequences by some millimetres; a network that looks at both wants the same tissue at the same
voxel. The head is rigid, so nothing is bent. What was found is told in millimetres and degrees, to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import SimpleITK
from numpy.typing import NDArray

from core.errors import Cancelled
from core.geometry import FloatArray, Geometry
from core.resample import affine, image_of, on_grid
from core.volume import Volume

_PYRAMID = ((4.0, 2.0), (2.0, 1.0), (1.0, 0.5))  # size of a voxel and width of the smoothing, both in mm
_BINS, _POINTS, _SEED = 40, 60_000, 7  # of the histogram; where both are looked at; so that every run is the same
_STEPS_AT_MOST = 100
_REACH_MM = 80.0  # of a head from its middle: how far its surface goes where it turns
_ASIDE_MM, _ASIDE_DEGREES = 8.0, 6.0  # a step off what was found, on each axis and to both sides
_STEEP = 0.82  # of the likeness may be left after such a step; docs/performance.md has what was measured
_SEEN = 0.5  # of the head at least lies in the other's field of view


@dataclass(frozen=True, eq=False)
class Registration:
    """Where one volume's tissue lies in another.

    Parameters
    ----------
    to_moving
        (4, 4) patient LPS millimetres of the fixed volume to those of the moving one.
    shift_mm
        How far the middle of the fixed volume moves.
    turn_degrees
        By how much it turns.
    before, after
        Mutual information of both volumes, by their own coordinates and after; higher is more alike.
    left_aside
        Share of that likeness that is left where the volume lies some millimetres or degrees aside: low where what was
        found is a peak, near 1 where it is a slope's end or a plain.
    seen
        Share of the fixed volume's head that lies in the moving one's field of view.

    """

    to_moving: FloatArray
    shift_mm: float
    turn_degrees: float
    before: float
    after: float
    left_aside: float = 0.0
    seen: float = 1.0

    @property
    def is_doubtful(self) -> bool:
        """Whether it may not fit: lying elsewhere explains the signals as well, or little of the head is seen."""
        return self.left_aside > _STEEP or self.seen < _SEEN


def register(
    moving: Volume,
    fixed: Volume,
    threads: int | None = None,
    progress: Callable[[float], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Registration:
    """Find how a volume lies in another of the same head.

    Parameters
    ----------
    moving, fixed
        Any sequences, any grids.
    threads
        Of the processor; all by default.
    progress
        Called with the share done, 0 to 1.
    cancel
        Asked at every step.

    Returns
    -------
    Registration
        The coordinates themselves, where nothing better is found: never worse than those.

    Raises
    ------
    Cancelled
        If ``cancel`` says so.

    """
    still = np.eye(4)
    middle = _middle(fixed.geometry)
    levels = [(_coarse(fixed, *each), _coarse(moving, *each)) for each in _PYRAMID]
    there = _transform(still, middle)
    before = _likeness(*levels[1], there, threads)
    found = _best_start(levels[0], middle, threads)
    for number, (one, other) in enumerate(levels):
        found = _stepped(one, other, found, threads, cancel)
        if progress is not None:
            progress((number + 1) / len(levels))
    after = _likeness(*levels[1], found, threads)
    if after <= before:
        found, after = there, before
    matrix = _matrix(found)
    left, seen = _left_aside(levels[1], found, after, threads), _seen(levels[0][0], moving.geometry, matrix)
    return Registration(matrix, *_told(matrix, middle), before=before, after=after, left_aside=left, seen=seen)


def moved(volume: Volume, onto: Geometry, to_moving: FloatArray) -> NDArray[np.float32]:
    """A volume's signal on another grid after a registration: (Z, Y, X) float32, zero where it was not measured."""
    return on_grid(image_of(volume), onto, 0.0, affine(to_moving))


def _coarse(volume: Volume, size_mm: float, smooth_mm: float) -> SimpleITK.Image:
    """Voxels of about one size, without what is finer."""
    image = image_of(volume)
    spacing = np.array(image.GetSpacing())
    steps = [max(1, int(each)) for each in np.floor(size_mm / spacing + 1e-6)]
    smoothed = SimpleITK.SmoothingRecursiveGaussian(image, [max(float(s) * 0.3, smooth_mm) for s in spacing])
    return SimpleITK.Shrink(smoothed, steps)


def _method(fixed: SimpleITK.Image, threads: int | None) -> SimpleITK.ImageRegistrationMethod:
    method = SimpleITK.ImageRegistrationMethod()
    method.SetMetricAsMattesMutualInformation(_BINS)
    method.SetMetricSamplingStrategy(method.RANDOM)
    method.SetMetricSamplingPercentage(min(1.0, _POINTS / fixed.GetNumberOfPixels()), _SEED)
    method.SetInterpolator(SimpleITK.sitkLinear)
    if threads is not None:
        method.SetNumberOfThreads(threads)
    return method


def _likeness(
    fixed: SimpleITK.Image, moving: SimpleITK.Image, transform: SimpleITK.Transform, threads: int | None
) -> float:
    method = _method(fixed, threads)
    method.SetInitialTransform(transform)
    try:
        return -float(method.MetricEvaluate(fixed, moving))
    except RuntimeError:  # they do not overlap
        return 0.0


def _left_aside(
    level: tuple[SimpleITK.Image, SimpleITK.Image],
    found: SimpleITK.Euler3DTransform,
    likeness: float,
    threads: int | None,
) -> float:
    """Share of the likeness that is left on average a step to either side along and about each axis; 1 where none is.

    The likeness itself tells nothing alone: it is another for every pair of contrasts and every noise.
    """
    if likeness <= 0:
        return 1.0
    left = []
    for parameter in range(6):
        step = np.radians(_ASIDE_DEGREES) if parameter < 3 else _ASIDE_MM
        for signed in (-step, step):
            aside, values = SimpleITK.Euler3DTransform(found), list(found.GetParameters())
            values[parameter] += signed
            aside.SetParameters(values)
            left.append(_likeness(*level, aside, threads) / likeness)
    return float(np.mean(left))


def _seen(fixed: SimpleITK.Image, moving: Geometry, to_moving: FloatArray) -> float:
    """Share of what is bright that lies on the other's grid."""
    voxels = SimpleITK.GetArrayViewFromImage(fixed)
    bright = np.argwhere(voxels > voxels.mean())[:, ::-1]
    if not len(bright):
        return 0.0
    directions = np.reshape(fixed.GetDirection(), (3, 3)) * np.array(fixed.GetSpacing())
    places = bright @ directions.T + np.array(fixed.GetOrigin())
    index = moving.patient_to_index(places @ to_moving[:3, :3].T + to_moving[:3, 3])
    return float(np.mean(((index > -0.5) & (index < np.array(moving.shape) - 0.5)).all(axis=1)))


def _best_start(
    level: tuple[SimpleITK.Image, SimpleITK.Image], middle: FloatArray, threads: int | None
) -> SimpleITK.Euler3DTransform:
    """The coordinates themselves, or middle of mass on middle of mass, whichever is more alike."""
    fixed, moving = level
    starts = [_transform(np.eye(4), middle)]
    masses = [_mass(each) for each in level]
    shift = np.eye(4)
    shift[:3, 3] = masses[1] - masses[0]
    starts.append(_transform(shift, middle))
    return max(starts, key=lambda each: _likeness(fixed, moving, each, threads))


def _stepped(
    fixed: SimpleITK.Image,
    moving: SimpleITK.Image,
    start: SimpleITK.Euler3DTransform,
    threads: int | None,
    cancel: Callable[[], bool] | None,
) -> SimpleITK.Euler3DTransform:
    method = _method(fixed, threads)
    transform = SimpleITK.Euler3DTransform(start)
    method.SetInitialTransform(transform, inPlace=True)
    method.SetOptimizerAsRegularStepGradientDescent(
        learningRate=1.0, minStep=0.005, numberOfIterations=_STEPS_AT_MOST, relaxationFactor=0.6
    )
    method.SetOptimizerScales([_REACH_MM**2] * 3 + [1.0] * 3)
    stopped = []

    def ask() -> None:
        if cancel is not None and cancel():
            stopped.append(True)
            method.StopRegistration()

    method.AddCommand(SimpleITK.sitkIterationEvent, ask)
    try:
        method.Execute(fixed, moving)
    except RuntimeError:  # too little of both overlaps to tell
        return start
    if stopped:
        raise Cancelled
    return transform


def _transform(matrix: FloatArray, middle: FloatArray) -> SimpleITK.Euler3DTransform:
    transform = SimpleITK.Euler3DTransform()
    transform.SetCenter(middle.tolist())
    transform.SetTranslation(matrix[:3, 3].tolist())
    return transform


def _matrix(transform: SimpleITK.Euler3DTransform) -> FloatArray:
    """(4, 4) of a rotation about a centre and a shift."""
    matrix = np.eye(4)
    turn = np.array(transform.GetMatrix()).reshape(3, 3)
    centre, shift = np.array(transform.GetCenter()), np.array(transform.GetTranslation())
    matrix[:3, :3] = turn
    matrix[:3, 3] = centre + shift - turn @ centre
    return matrix


def _told(matrix: FloatArray, middle: FloatArray) -> tuple[float, float]:
    shift = matrix[:3, :3] @ middle + matrix[:3, 3] - middle
    cosine = (np.trace(matrix[:3, :3]) - 1) / 2
    return float(np.linalg.norm(shift)), float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def _middle(geometry: Geometry) -> FloatArray:
    return geometry.index_to_patient((np.array(geometry.shape) - 1) / 2)


def _mass(image: SimpleITK.Image) -> FloatArray:
    """The middle of what is bright, in patient millimetres."""
    voxels = SimpleITK.GetArrayViewFromImage(image)
    bright = np.argwhere(voxels > voxels.mean())
    index = bright.mean(axis=0)[::-1] if len(bright) else (np.array(image.GetSize()) - 1) / 2
    return np.array(image.TransformContinuousIndexToPhysicalPoint(index.tolist()))
