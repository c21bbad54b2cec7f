"""A cancel is heard while another library is at work on one large file."""

import threading

import numpy as np
import pytest

from core import nifti
from core.dicom import load, scan
from core.errors import Cancelled
from core.interruptible import interruptible
from tests.helpers.exports import GRIDS, series_on_disk

GRID = GRIDS["axial"]


def test_what_it_gives_and_what_it_raises():
    assert interruptible(lambda: 5, None) == 5
    assert interruptible(lambda: 5, lambda: False) == 5
    for cancel in (None, lambda: False):
        with pytest.raises(ZeroDivisionError):
            interruptible(lambda: 1 / 0, cancel)


@pytest.fixture
def endless():
    """Work that does not end before the test does, and whether it was begun."""
    begun, ends = threading.Event(), threading.Event()

    def work(*_arguments):
        begun.set()
        ends.wait(60)
        return np.ones((2, 2), np.float32)

    yield work, begun
    ends.set()


def test_work_that_does_not_end_is_left(endless):
    work, begun = endless
    with pytest.raises(Cancelled):
        interruptible(work, begun.is_set)


def test_loading_one_image_file(tmp_path, endless, monkeypatch):
    work, begun = endless
    nifti.write(tmp_path / "head.nii", np.ones(GRID.shape, np.float32), GRID)
    (study,) = scan.studies([tmp_path / "head.nii"])
    monkeypatch.setattr(nifti, "read", work)
    with pytest.raises(Cancelled):
        load.volume(study.series[0], cancel=begun.is_set)


def test_one_huge_slice(tmp_path, endless, monkeypatch):
    work, begun = endless
    series = series_on_disk(tmp_path, GRID)
    monkeypatch.setattr(load, "_slice", work)
    monkeypatch.setattr(load, "_LARGE_FILE", 100)
    with pytest.raises(Cancelled):
        load.volume(series, cancel=begun.is_set)


@pytest.mark.parametrize("name", ["head.nii", "head.dcm"])
def test_the_header_of_a_large_file(tmp_path, endless, monkeypatch, name):
    work, begun = endless
    (tmp_path / name).write_bytes(bytes(1000))
    monkeypatch.setattr(scan, "_LARGE_FILE", 100)
    monkeypatch.setattr(nifti, "study", work)
    monkeypatch.setattr(scan, "read_header", work)
    with pytest.raises(Cancelled):
        scan.studies([tmp_path / name], cancel=begun.is_set)


def test_comparing_copies(tmp_path, endless, monkeypatch):
    work, begun = endless
    series_on_disk(tmp_path, GRID)
    monkeypatch.setattr(scan, "sort_series", work)
    with pytest.raises(Cancelled):
        scan.studies([tmp_path], cancel=begun.is_set)
