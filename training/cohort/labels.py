"""Lesion masks from structure sets, label maps and reviews; why some cannot be taken is said without names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core import axis_order, nifti
from core.dicom import contour_damage, rtstruct_read
from core.errors import ReviewRefused, StudyRefused, UsageError
from core.geometry import FILE_TOLERANCE_MM, FloatArray, Geometry
from core.mask import BoolArray
from core.rasterise import rasterise
from core.review import log
from core.review.history import History, step
from core.review.state import ReviewState
from core.study import Series
from training.cohort.case import LeftOut
from training.cohort.roi_names import RoiRules

Lesions = Callable[[], BoolArray]

_CLOSED = "CLOSED_PLANAR"
_CORNERS = 3
_NO_GRID = "no scan beside it lies on its grid"
_OFF_SLICE = 0.25  # of the way to the next slice


@dataclass(frozen=True, eq=False)
class Structures:
    """A structure set file and the series that it lies on."""

    path: Path
    content: rtstruct_read.StructureSetRead
    series: tuple[str, ...]


def read_structures(path: Path) -> Structures | None:
    """A file as a structure set; None where it is none."""
    try:
        content = rtstruct_read.read(path)
    except UsageError:
        return None
    return Structures(path, content, tuple(dict.fromkeys(rtstruct_read.referenced_series(content))))


def unusable_structures(structures: Structures, series: Series, rules: RoiRules) -> str:
    """Why a structure set cannot be trained on; empty where it can."""
    rois = _matching(structures, rules)
    if structures.content.is_cut or structures.content.unowned or any(contour_damage.why_lost(roi) for roi in rois):
        return "it is damaged: contours are lost"
    if missed := sum(rules.may_be_missed(roi) for roi in structures.content.rois):
        return f"{missed} of its ROIs look like lesions and are not taken: see the table of names"
    if not rois:
        return f"none of its {len(structures.content.rois)} ROIs has a name that matches"
    frames = {roi.frame_of_reference_uid for roi in rois} - {""}
    if series.frame_of_reference_uid and frames - {series.frame_of_reference_uid}:
        return "its contours lie in another frame of reference than the series"
    if any(contour.geometric_type != _CLOSED or len(contour.points) < _CORNERS for contour in _contours(rois)):
        return "a matching ROI holds something else than closed planar contours"
    if not _contours(rois):
        return "the matching ROIs hold no contour"
    assert series.geometry is not None
    if any(_off_slices(contour.points, series.geometry) for contour in _contours(rois)):
        return "its contours do not lie on the series' slices"
    return ""


def _off_slices(points: FloatArray, geometry: Geometry) -> bool:
    k = geometry.patient_to_index(points)[:, 0]
    return bool(np.abs(k - np.rint(k.mean())).max() > _OFF_SLICE)


def of_structures(structures: Structures, series: Series, rules: RoiRules) -> Lesions:
    """(Z, Y, X) bool of all matching ROIs, each rasterised by itself so that none cuts a hole into another."""

    def lesions() -> BoolArray:
        assert series.geometry is not None
        whole = np.zeros(series.geometry.shape, dtype=np.bool_)
        for roi in _matching(structures, rules):
            mask = rasterise([contour.points for contour in roi.contours], series.geometry)
            whole[mask.box] |= mask.voxels
        return _with_voxels(whole)

    return lesions


def on_grid(path: Path, series: Series) -> bool:
    """Whether a label map has a series' voxels, in whatever order of axes; False where it cannot be read."""
    grid = nifti.study(path).series[0].geometry
    return grid is not None and series.geometry is not None and _is_same(grid, series.geometry)


def _is_same(grid: Geometry, wanted: Geometry) -> bool:
    order = axis_order.nearest_order(grid, wanted)
    return order is not None and order.geometry(grid).matches(wanted, FILE_TOLERANCE_MM)


def why_on_no_grid(path: Path, beside: Sequence[Series]) -> str:
    """Why no scan can be given to a label map; ``beside`` are the scans of its folder."""
    grid = nifti.study(path).series[0].geometry
    if grid is None:
        return "the label map cannot be read: it is damaged, or no volume"
    off = [away for each in beside if each.geometry and (away := axis_order.nearly_mm(grid, each.geometry)) is not None]
    return f"it lies {min(off):.2g} mm off the voxels of the scan beside it" if off else _NO_GRID


def of_map(path: Path, series: Series) -> Lesions:
    """(Z, Y, X) bool of all labels above 0 on the series' grid; a map without any is a scan without lesions."""

    def lesions() -> BoolArray:
        assert series.geometry is not None
        try:
            values, grid = nifti.read_labels(path)
        except StudyRefused as error:
            raise LeftOut("the label map cannot be read, or holds other values than 0, 1, 2...") from error
        laid = axis_order.on_grid(values > 0, grid, series.geometry)
        if laid is None:
            raise LeftOut(_NO_GRID)
        return laid

    return lesions


def read_review(path: Path) -> log.LogContent | str:
    """A review's log, or why it cannot be read."""
    try:
        return log.read(path)
    except ReviewRefused:
        return "the review is damaged or of another version"


def unusable_review(content: log.LogContent, series: Series) -> str:
    """Why a review cannot be trained on; empty where a reader judged every lesion."""
    try:
        content.header.check_series(series)
        state = _state(content)
    except ReviewRefused:
        return "the series has changed since the review"
    if state.pending:
        return f"{len(state.pending)} lesions are not judged yet"
    if not content.lines:
        return "no reader did anything in it"
    return ""


def of_review(content: log.LogContent, series: Series) -> Lesions:
    """(Z, Y, X) bool of the accepted lesions; none accepted is a scan without lesions."""

    def lesions() -> BoolArray:
        assert series.geometry is not None
        return _painted(_state(content), series.geometry)

    return lesions


def _state(content: log.LogContent) -> ReviewState:
    history = History((content.header.proposal,))
    for line in content.lines:
        history = step(history, line.entry)
    return history.state


def _painted(state: ReviewState, geometry: Geometry) -> BoolArray:
    whole = np.zeros(geometry.shape, dtype=np.bool_)
    for lesion in state.accepted:
        whole[lesion.mask.box] |= lesion.mask.voxels
    return whole


def _matching(structures: Structures, rules: RoiRules) -> list[rtstruct_read.RoiRead]:
    return [roi for roi in structures.content.rois if rules.judged(roi)[0]]


def _contours(rois: list[rtstruct_read.RoiRead]) -> list[rtstruct_read.ContourRead]:
    return [contour for roi in rois for contour in roi.contours]


def _with_voxels(lesions: BoolArray) -> BoolArray:
    if not lesions.any():
        raise LeftOut("the matching ROIs enclose no voxel of the series")
    return lesions
