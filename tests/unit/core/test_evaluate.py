import json

import numpy as np
import pytest

from core import nifti
from core.axis_order import AxisOrder
from core.errors import StudyRefused, UsageError
from core.evaluate import compare, evaluate, summarise
from core.geometry import Geometry
from tests.helpers.exports import AXIAL

SHAPE = (12, 20, 20)
GRID = Geometry.from_axes(SHAPE, (0, 0, 0), (1, 1, 1), AXIAL)


def labels(*boxes):
    found = np.zeros(SHAPE, dtype=np.int32)
    for number, box in enumerate(boxes, start=1):
        found[box] = number
    return found


SMALL = np.s_[2:3, 2:4, 2:4]  # 4 mm³, a ball of 2 mm
LARGE = np.s_[5:11, 5:12, 5:12]  # 294 mm³, a ball of 8 mm
STRAY = np.s_[2:4, 15:17, 15:17]


def folders(tmp_path, truth, prediction):
    for name, maps in (("truth", truth), ("prediction", prediction)):
        (tmp_path / name).mkdir()
        for file, array in maps.items():
            nifti.write(tmp_path / name / file, array, GRID)
    return tmp_path / "truth", tmp_path / "prediction"


def test_figures_of_one_scan():
    scan = compare("a", labels(SMALL, LARGE), labels(np.s_[5:11, 5:12, 5:9], STRAY), GRID)
    figures = summarise([scan])
    assert scan.dice == pytest.approx(2 * 168 / (298 + 176))
    assert (figures.whole.sensitivity, figures.whole.precision) == (0.5, 0.5)
    assert figures.whole.false_positives_per_scan == 1


def test_sizes_are_told_apart():
    figures = summarise([compare("a", labels(SMALL, LARGE), labels(LARGE, STRAY), GRID)])
    by_low = {each.low_mm: each for each in figures.bins}
    assert (by_low[0].lesions, by_low[0].sensitivity) == (1, 0)
    assert (by_low[5].lesions, by_low[5].sensitivity, by_low[5].precision) == (1, 1, 1)
    assert by_low[0].predicted == 1  # the stray one of 8 mm³ is a ball of 2.5 mm
    assert by_low[10].sensitivity is None
    assert sum(each.lesions for each in figures.bins) == figures.whole.lesions


def test_numbers_in_the_map_do_not_matter():
    parts = labels(np.s_[5:8, 5:12, 5:12], np.s_[8:11, 5:12, 5:12])
    assert len(compare("a", parts, labels(LARGE), GRID).found) == 1


def test_voxels_that_touch_at_a_corner_are_one_lesion():
    diagonal = labels(np.s_[2, 2, 2], np.s_[3, 3, 3])
    assert len(compare("a", diagonal, diagonal, GRID).found) == 1


def test_one_prediction_may_find_two_lesions():
    whole = compare("a", labels(np.s_[2, 2, 2:5], np.s_[2, 2, 8:11]), labels(np.s_[2, 2, 2:11]), GRID)
    assert (whole.found, whole.right) == ((True, True), (True,))


def test_an_empty_pair_has_no_dice():
    figures = summarise([compare("a", labels(), labels(), GRID), compare("b", labels(SMALL), labels(SMALL), GRID)])
    assert figures.mean_dice == 1
    assert figures.whole.scans == 2


def test_files_are_matched_by_name(tmp_path):
    truth, prediction = folders(
        tmp_path,
        {"one.nii.gz": labels(SMALL), "two.nii": labels(LARGE)},
        {"one.nii": labels(SMALL), "two.nii.gz": labels(LARGE, STRAY)},
    )
    document = evaluate(truth, prediction).to_json()
    assert [scan["name"] for scan in document["per_scan"]] == ["one", "two"]
    assert document["all"]["false_positives_per_scan"] == 0.5
    assert document["by_diameter"][-1]["diameter_mm"] == [10.0, None]
    json.dumps(document, allow_nan=False)


@pytest.mark.parametrize("swap", [False, True])
def test_a_scan_without_its_pair_is_refused(tmp_path, swap):
    folder = folders(tmp_path, {"one.nii": labels(SMALL), "two.nii": labels(SMALL)}, {"one.nii": labels(SMALL)})
    with pytest.raises(UsageError, match="1 of 2 scans"):
        evaluate(*(folder[::-1] if swap else folder))


def test_different_grids_are_refused(tmp_path):
    truth, prediction = folders(tmp_path, {"one.nii": labels(SMALL)}, {})
    other = Geometry.from_axes(SHAPE, (0, 0, 1), (1, 1, 1), AXIAL)
    nifti.write(prediction / "one.nii", labels(SMALL), other)
    with pytest.raises(StudyRefused, match="different grids"):
        evaluate(truth, prediction)


def test_folders_without_label_maps_are_refused(tmp_path):
    with pytest.raises(UsageError, match="no folder"):
        evaluate(tmp_path / "none", tmp_path)
    with pytest.raises(UsageError, match="holds no label map"):
        evaluate(tmp_path, tmp_path)


def test_a_pair_in_two_orders_of_axes_is_one_grid(tmp_path):
    truth, prediction = folders(tmp_path, {"one.nii": labels(SMALL, LARGE)}, {})
    order = AxisOrder((2, 0, 1), (1,))
    nifti.write(prediction / "one.nii", order.array(labels(SMALL, LARGE)), order.geometry(GRID))
    assert evaluate(truth, prediction).mean_dice == 1
