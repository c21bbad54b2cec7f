"""A NIfTI file in the window: one file of many slices."""

import numpy as np

from core import nifti
from core.dicom import scan
from tests.helpers.exports import GRIDS
from ui import work
from ui.pages.series_page import _study_title
from ui.screen import SeriesEntry

SHAPE = GRIDS["axial"].shape


def test_its_slices_are_counted_and_the_middle_one_is_the_thumbnail(tmp_path):
    voxels = np.broadcast_to(np.arange(SHAPE[0], dtype=np.int16)[:, None, None], SHAPE)
    nifti.write(tmp_path / "head.nii.gz", voxels, GRIDS["axial"])
    (study,) = scan.studies([tmp_path / "head.nii.gz"])
    series = study.series[0]
    assert series.slice_count == SHAPE[0]
    assert np.all(work.thumbnail(series) == SHAPE[0] // 2)
    assert _study_title(SeriesEntry(study, series, ())) == "head.nii.gz"
