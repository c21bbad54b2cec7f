"""Read a DICOM Segmentation back onto a series' grid. It shares no code with the writer: it is the proof."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.errors import InvalidDicomError

from core.errors import ExportRefused
from core.geometry import Geometry
from core.mask import Mask

_TOLERANCE = 1e-3  # of a voxel, and of a direction
_PLACE_MM = 0.1  # of a frame from its slice: so much a series' own positions may lie off an even grid


def masks_by_segment(path: Path, geometry: Geometry) -> dict[int, Mask]:
    """Every segment's voxels on the grid, by segment number.

    Each frame goes to the slice that its own recorded position says, never to the one it was made from.

    Raises
    ------
    ExportRefused
        If the file is no Segmentation, or a frame lies on no slice of the grid.

    """
    try:
        dataset = dcmread(path)
        frames = dataset.pixel_array
    except (OSError, InvalidDicomError, AttributeError, ValueError) as error:
        raise ExportRefused(f"{path.name} cannot be read as a Segmentation.", "Choose another file.") from error
    if frames.ndim == 2:  # a single frame comes without its axis
        frames = frames[None]
    whole = {
        int(item.SegmentNumber): np.zeros(geometry.shape, dtype=bool) for item in dataset.get("SegmentSequence", ())
    }
    shared = dataset.SharedFunctionalGroupsSequence[0]
    for frame, own in zip(frames, dataset.PerFrameFunctionalGroupsSequence, strict=True):
        k = _slice(own, shared, geometry, frame.shape)
        number = int(_group("SegmentIdentificationSequence", own, shared).ReferencedSegmentNumber)
        whole[number][k] |= frame.astype(bool)
    return {number: Mask.from_full(voxels) for number, voxels in whole.items() if voxels.any()}


def identities(path: Path) -> dict[int, tuple[str, str]]:
    """Label and tracking UID of each segment, by its number; empty where one is not told."""
    segments = dcmread(path, stop_before_pixels=True).get("SegmentSequence", ())
    return {
        int(each.SegmentNumber): (str(each.get("SegmentLabel", "")), str(each.get("TrackingUID", "")))
        for each in segments
    }


def _slice(own: Dataset, shared: Dataset, geometry: Geometry, shape: tuple[int, ...]) -> int:
    """Index k of the slice that a frame lies on exactly."""
    position = np.array(_group("PlanePositionSequence", own, shared).ImagePositionPatient, dtype=float)
    orientation = _group("PlaneOrientationSequence", own, shared).ImageOrientationPatient
    spacing = _group("PixelMeasuresSequence", own, shared).PixelSpacing
    along_row, along_column = np.array(orientation[:3], dtype=float), np.array(orientation[3:], dtype=float)
    column_i, column_j = geometry.affine[:3, 2], geometry.affine[:3, 1]
    same = (
        shape == geometry.shape[1:]
        and np.allclose(along_row * float(spacing[1]), column_i, atol=_TOLERANCE)
        and np.allclose(along_column * float(spacing[0]), column_j, atol=_TOLERANCE)
    )
    k = float(np.linalg.solve(geometry.affine[:3, :3], position - geometry.affine[:3, 3])[0])
    on_slice = float(np.linalg.norm(position - geometry.index_to_patient((round(k), 0, 0)))) <= _PLACE_MM
    if not same or not on_slice or not 0 <= round(k) < geometry.shape[0]:
        raise ExportRefused("A frame of the Segmentation lies on no slice of the series.", "Choose its own series.")
    return round(k)


def _group(name: str, own: Dataset, shared: Dataset) -> Dataset:
    """What a frame says of itself, or all frames share."""
    found: Dataset = (own if name in own else shared)[name].value[0]
    return found
