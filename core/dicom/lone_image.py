"""One image opened by itself, as a double-click on its file does: what is meant is its series, which lies beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from core.dicom import scan
from core.study import Series, Study


def studies(
    paths: Sequence[Path],
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> tuple[Study, ...]:
    """Find studies as :func:`core.dicom.scan.studies` does; of one image that makes no volume alone, its whole series.

    Only what lies in the image's own folder is looked at, and only its series is taken.

    Raises
    ------
    StudyRefused, Cancelled
        As there.

    """
    found = scan.studies(list(paths), progress, cancel)
    lone = _lone(paths, found)
    if lone is None:
        return found
    try:
        beside = sorted(each for each in Path(paths[0]).parent.iterdir() if each.is_file())
    except OSError:
        return found
    wider = scan.studies(beside, progress, cancel)
    uid = lone.series_instance_uid
    whole = tuple(replace(each, series=tuple(s for s in each.series if s.series_instance_uid == uid)) for each in wider)
    return tuple(each for each in whole if each.series) if any(each.usable for each in whole) else found


def _lone(paths: Sequence[Path], found: tuple[Study, ...]) -> Series | None:
    """The series of which one file was opened, where that alone was refused."""
    series = [each for study in found for each in study.series]
    if len(paths) != 1 or len(series) != 1 or not Path(paths[0]).is_file():
        return None
    (one,) = series
    return one if one.refusal is not None and one.is_dicom and len(one.instances) <= 1 else None
