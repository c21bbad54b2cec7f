"""From a series to voxels: each slice decoded and rescaled by its own header."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset

from core import nifti
from core.dicom.decode import KEYWORDS, stored_pixels, tell_syntax
from core.dicom.exchanged import holds_listed
from core.dicom.file_bytes import read_whole
from core.dicom.header import WITNESSES
from core.errors import Cancelled, StudyRefused
from core.interruptible import interruptible
from core.study import Instance, Series
from core.volume import Volume

Progress = Callable[[int, int], None]
CancelAsked = Callable[[], bool]
_LARGE_FILE = 1 << 24  # bytes, and pixels of a slice: below, one is read and unpacked in some hundredths of a second
_LARGE_SLICE = 1 << 22
_KEYWORDS = (
    *KEYWORDS,
    "SOPInstanceUID",
    "SpecificCharacterSet",
    *WITNESSES,
    "RescaleSlope",
    "RescaleIntercept",
    "PerFrameFunctionalGroupsSequence",
    "SharedFunctionalGroupsSequence",
)


def volume(series: Series, progress: Progress | None = None, cancel: CancelAsked | None = None) -> Volume:
    """Load a series.

    Parameters
    ----------
    series
        One that was not refused.
    progress
        Called with slices read and slices in all.
    cancel
        Asked between slices, and while a large file is read.

    Returns
    -------
    Volume
        (Z, Y, X) float32 in the order of the series' instances, rescaled slice by slice.

    Raises
    ------
    StudyRefused
        If the series was refused, or a slice cannot be decoded or is not what its header said.
    Cancelled
        If ``cancel`` says so.

    """
    if series.geometry is None:
        assert series.refusal is not None
        raise StudyRefused(series.refusal.sentence, series.refusal.remedy)
    if not series.is_dicom:
        return interruptible(lambda: nifti.read(series.instances[0].path), cancel)
    try:
        voxels = np.empty(series.geometry.shape, dtype=np.float32)
    except MemoryError as error:
        raise StudyRefused("The memory has no room for this series.", "Close other programs first.") from error
    reader = _Reader()
    for k, instance in enumerate(series.instances):
        if cancel is not None and cancel():
            raise Cancelled
        voxels[k] = _patiently(reader, instance, k, voxels.shape[1:], cancel)
        if progress is not None:
            progress(k + 1, len(voxels))
    return Volume(voxels, series.geometry, series.frame_of_reference_uid)


def slice_pixels(series: Series, k: int) -> NDArray[np.float32]:
    """(Y, X) float32 of one file of a series, refused series included, for a thumbnail.

    Raises
    ------
    StudyRefused
        If it cannot be decoded.

    """
    if not series.is_dicom:
        return np.asarray(nifti.read(series.instances[0].path).voxels[k])
    return _slice(_Reader(), series.instances[k], k, None)


def some_slices(series: Series, wanted: Sequence[int]) -> dict[int, NDArray[np.float32]]:
    """(Y, X) float32 of some slices of a usable series, by their k.

    Raises
    ------
    StudyRefused
        If one cannot be decoded.

    """
    if not series.is_dicom:
        voxels = nifti.read(series.instances[0].path).voxels
        return {k: voxels[k] for k in wanted}
    reader = _Reader()
    return {k: _slice(reader, series.instances[k], k, None) for k in wanted}


class _Reader:
    """Keeps the file it read last: the frames of a multi-frame object follow each other."""

    def __init__(self) -> None:
        self._path: Path | None = None
        self._dataset = Dataset()

    def dataset(self, path: Path) -> Dataset:
        if path != self._path:
            self._dataset = read_whole(path, _KEYWORDS)
            tell_syntax(self._dataset)
            self._path = path
        return self._dataset


def _slice(reader: _Reader, instance: Instance, k: int, shape: tuple[int, ...] | None) -> NDArray[np.float32]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters is checked below
            dataset = reader.dataset(instance.path)
            _refuse_another(dataset, instance, k)
            pixels = _rescaled(stored_pixels(dataset, instance.frame), *_rescale_of(dataset, instance.frame))
    except StudyRefused:
        raise
    except FileNotFoundError as error:
        raise StudyRefused(
            f"The file of slice {k + 1} is gone since the series was listed.",
            "See that its drive is there, and open it again.",
        ) from error
    except Exception as error:
        raise StudyRefused(
            f"Slice {k + 1} cannot be read: its pixels are damaged or packed in a way that is not known.",
            "Ask for the series to be sent again.",
        ) from error
    if pixels.ndim != 2 or (shape is not None and pixels.shape != shape):
        raise StudyRefused(f"Slice {k + 1} has another size than its series.", "Ask for it to be sent again.")
    return pixels


def _refuse_another(dataset: Dataset, instance: Instance, k: int) -> None:
    """See that a file still holds the image that was listed: it may be another patient's by now."""
    if not holds_listed(dataset, instance):
        raise StudyRefused(
            f"The file of slice {k + 1} holds another image than when the series was listed.", "Open the study again."
        )


def _patiently(
    reader: _Reader, instance: Instance, k: int, shape: tuple[int, ...], cancel: CancelAsked | None
) -> NDArray[np.float32]:
    """A slice; where its file is so large that it takes long, a cancel is heard meanwhile."""
    try:
        small = instance.path.stat().st_size < _LARGE_FILE and shape[0] * shape[1] < _LARGE_SLICE
    except OSError:
        small = True  # reading it says so
    return interruptible(lambda: _slice(reader, instance, k, shape), None if small else cancel)


def _rescale_of(dataset: Dataset, frame: int | None) -> tuple[float, float]:
    """Slope and intercept of an image, or of a frame, which may say its own."""
    if frame is not None:
        per_frame = dataset.get("PerFrameFunctionalGroupsSequence") or []
        shared = dataset.get("SharedFunctionalGroupsSequence") or []
        for group in (*per_frame[frame : frame + 1], *shared[:1]):
            if group.get("PixelValueTransformationSequence"):
                dataset = group.PixelValueTransformationSequence[0]
                break
    return float(dataset.get("RescaleSlope", 1) or 1), float(dataset.get("RescaleIntercept", 0) or 0)


def _rescaled(pixels: NDArray[np.generic], slope: float, intercept: float) -> NDArray[np.float32]:
    values = pixels.astype(np.float32)
    if (slope, intercept) == (1.0, 0.0):  # most MR: nothing to do, and 200 slices are 100 million values
        return values
    return np.asarray(values * np.float32(slope) + np.float32(intercept))
