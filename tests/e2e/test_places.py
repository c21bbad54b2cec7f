"""Where studies and reviews lie: long paths, folders that were moved, folders that nobody may write to."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import export, folders
from core.demo.image import Metastasis
from core.detection import Detection
from core.dicom import load, scan, verify
from core.errors import ExportRefused
from core.lesion import Lesion, LesionOrigin, LesionStatus
from core.mask import Mask
from core.review.session import ReviewSession
from core.review.state import SetStatus
from tests.helpers.phantom import head, write_head
from tests.helpers.reviews import detection as any_detection

LESION = Metastasis((7.0, -11.0, 23.0), 9.0)


def only_series(folder: Path):
    (study,) = scan.studies([folder])
    (series,) = study.series
    return series


def found_by_hand(folder: Path) -> Detection:
    """The phantom's lesion, by its brightness."""
    voxels = head("axial", (LESION,)).voxels
    mask = Mask.from_full(voxels > 0.75 * voxels.max())
    lesion = Lesion("L1", 1, mask, LesionStatus.PENDING, LesionOrigin.MODEL, 0.9, 0.95, "2.25.11")
    brain = np.ones(voxels.shape, bool)
    return replace(any_detection(), lesions=(lesion,), candidates=(), brain_mask=brain, probability=None)


def walked(study: Path, out: Path) -> Path:
    """Open, accept, export, verify; returns the review's folder."""
    series = only_series(study)
    volume = load.volume(series)
    session = ReviewSession.start(folders.review(series), series, found_by_hand(study), "K. Han")
    state = session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    export.export(state, series, volume.geometry, "K. Han", ("rtstruct", "csv"), out)
    session.close()
    assert verify.verify(out / export.STRUCTURES, series).broken == ()
    return folders.review(series)


def test_paths_much_longer_than_windows_once_allowed(tmp_path, monkeypatch):
    deep = tmp_path
    while len(str(deep)) < 1200:
        deep = deep / ("patient of the ward " * 4).strip()
    monkeypatch.setenv("METSREVIEW_HOME", str(deep / "home"))
    walked(write_head(deep / "study", "axial", (LESION,)), deep / "export")


def test_nothing_is_written_to_the_study(tmp_path):
    study = write_head(tmp_path / "study", "axial", (LESION,))
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in study.rglob("*")}
    study_time = study.stat().st_mtime_ns
    walked(study, tmp_path / "export")
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in study.rglob("*")} == before
    assert study.stat().st_mtime_ns == study_time


def test_a_moved_study_finds_its_review_again(tmp_path):
    study = write_head(tmp_path / "study", "axial", (LESION,))
    walked(study, tmp_path / "export")
    study.rename(tmp_path / "archive")
    series = only_series(tmp_path / "archive")
    again = ReviewSession.reopen(folders.review(series), series, "K. Han")
    assert again.state.lesion("L1").status is LesionStatus.ACCEPTED
    export.export(again.state, series, series.geometry, "K. Han", ("rtstruct",), tmp_path / "second")
    again.close()


def test_a_study_moved_while_it_is_open_is_one_sentence_and_loses_nothing(tmp_path):
    study = write_head(tmp_path / "study", "axial", (LESION,))
    series = only_series(study)
    session = ReviewSession.start(folders.review(series), series, found_by_hand(study), "K. Han")
    shutil.move(study, tmp_path / "elsewhere")
    state = session.do(SetStatus("L1", LesionStatus.ACCEPTED))
    with pytest.raises(ExportRefused, match="no longer be read where they were") as caught:
        export.export(state, series, series.geometry, "K. Han", ("rtstruct",), tmp_path / "export")
    assert caught.value.remedy == "Open the study again."
    session.close()
    again = only_series(tmp_path / "elsewhere")
    reopened = ReviewSession.reopen(folders.review(again), again, "K. Han")
    assert reopened.state.lesion("L1").status is LesionStatus.ACCEPTED
    reopened.close()
