"""The contact sheet's pictures: ten lesions a page, something drawn for each."""

from dataclasses import replace

import numpy as np

from core.structure_set import StructureSet
from core.volume import Volume
from tests.helpers.exports import GRIDS, review
from ui.report.sheet_pictures import sheet_pictures


def test_each_lesion_is_drawn_ten_a_page(qapp):
    geometry = GRIDS["axial"]
    volume = Volume(np.random.default_rng(1).normal(100, 10, geometry.shape).astype(np.float32), geometry, "")
    lesions = tuple(replace(review(geometry).lesions[5], lesion_id=f"L{n}", number=n) for n in range(1, 13))

    class Series:
        pass

    series = Series()
    series.geometry = geometry
    state = replace(review(geometry), lesions=lesions)
    rois = StructureSet.from_review(state, series, "Reader", True).rois
    first, second = sheet_pictures(rois, lesions, volume)
    assert first.shape[1] == second.shape[1]
    assert first.shape[0] > 3 * second.shape[0]
    assert (first[:, :, 0] != first[:, :, 2]).any(), "contours have a colour"
    rows = second.mean(axis=(1, 2))
    assert rows.max() > 30
